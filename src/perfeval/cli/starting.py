"""`perfeval new`: a plugin package to start from."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from typing import Any

import click

from perfeval.cli import exits
from perfeval.cli.options import settled
from perfeval.cli.packages import Form, commands, files, package, write_folder
from perfeval.cli.screen import Screen
from perfeval.cli.settings import Settings
from perfeval.findings import say


@click.command("new")
@click.argument("name")
@click.option(
    "--label",
    "labels",
    metavar="TEXT",
    multiple=True,
    help="Label of the scheme, once in Chinese and once in English. 方案的名称，中文、英文各写一次。",
)
@click.option(
    "--edition",
    metavar="YEAR",
    default="",
    help="Edition of the scheme, by default this year. 方案的版本，默认为今年。",
)
@click.option(
    "--python", is_flag=True, help="Write the scheme in Python instead of TOML. 方案用 Python 写，不用 TOML。"
)
@click.option(
    "-o",
    "--output",
    "folder",
    metavar="FOLDER",
    type=click.Path(),
    help="The folder to make, by default ./NAME. 要建立的文件夹，默认为 ./NAME。",
)
@settled("text", "json", output=False)
def new(settings: Settings, name: str, labels: Sequence[str], edition: str, python: bool, folder: str | None) -> int:
    """Make a plugin package (新建插件包) with a scheme to put your own form into.

    NAME is that of the package, such as perfeval-lake. The package has all that it needs to be tested, checked, built
    and installed. A folder that holds anything is left alone.
    """
    form: Form = "python" if python else "toml"
    made = package(name, labels, edition)
    texts = files(made, form, settings.lang)
    folder = name if folder is None else folder
    write_folder(folder, texts)
    after = (f"cd {shlex.quote(folder)}", *commands(made, form))
    settings.publish(
        lambda screen: _text(folder, list(texts), after, settings, screen),
        lambda: _document(folder, list(texts), after, made.scheme),
    )
    return exits.FINE


def _text(folder: str, paths: Sequence[str], after: Sequence[str], settings: Settings, screen: Screen) -> str:
    head = say("{folder}：新建了 {n} 个文件", "{folder}: {n} new files", folder=folder, n=len(paths))
    then = say("接下来：", "next:")
    lines = [head[settings.lang], *(f"  {path}" for path in paths), "", then[settings.lang], *(f"  {c}" for c in after)]
    return "".join(f"{screen.line(line)}\n" for line in lines)


def _document(folder: str, paths: Sequence[str], after: Sequence[str], scheme: str) -> dict[str, Any]:
    return {"folder": folder, "scheme": scheme, "files": list(paths), "next": list(after)}

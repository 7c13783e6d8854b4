"""What commands print: the block below `<!-- output: perfeval ... -->` is what that command prints."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from io import BytesIO, TextIOWrapper
from pathlib import Path

from perfeval.cli import main

BLOCK = re.compile(r"(?P<mark><!-- output: (?P<command>[^\n]+) -->\n)(?:```text\n.*?\n```\n)?", re.DOTALL)
RUN = re.compile(r"<!-- command: run -->\n```sh\n[^\n]*\.venv/bin/(?P<command>perfeval [^\n]+)\n```")


def pages(root: Path) -> Iterator[tuple[Path, str]]:
    """The files that show what a command prints, with what it prints now."""
    readme = (root / "README.md").read_text(encoding="utf-8")
    found = RUN.search(readme)
    assert found, "README.md prints no command to run"
    names = {"run": found["command"]}
    for path in [*sorted(root.glob("README*.md")), *sorted((root / "docs").rglob("*.md"))]:
        text = path.read_text(encoding="utf-8")
        if BLOCK.search(text):
            yield path, BLOCK.sub(lambda m: f"{m['mark']}```text\n{_named(m['command'], names, root)}\n```\n", text)


def _named(command: str, names: dict[str, str], root: Path) -> str:
    return printed(names.get(command, command), root)


@cache
def printed(command: str, root: Path) -> str:
    """What a command prints in the folder `root` when it is piped, whatever the settings of this machine are."""
    name, *arguments = shlex.split(command)
    assert name == "perfeval", command
    written = TextIOWrapper(BytesIO(), encoding="utf-8", write_through=True)
    kept, before = dict(os.environ), Path.cwd()
    for variable in [v for v in os.environ if v.startswith(("PERFEVAL_", "COLUMNS", "LINES"))]:
        del os.environ[variable]
    try:
        os.chdir(root)
        with redirect_stdout(written), redirect_stderr(written):
            main(arguments)
    finally:
        os.chdir(before)
        os.environ.update(kept)
    written.seek(0)
    return "\n".join(line.rstrip() for line in written.read().strip().splitlines())

"""The options that several commands have, each written once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click
from attrs import frozen

from perfeval.api import load_scheme, scheme
from perfeval.cli.settings import Settings
from perfeval.findings import LANGUAGES, FormatError, PerfevalError, default_language
from perfeval.model import NOT_APPLICABLE, ON_MISSING, Scheme

Command = Callable[..., int]
F = TypeVar("F", bound=Callable[..., Any])

FILE = click.Path()
"""A path; that the file cannot be read is said by perfeval itself."""
SCHEME = click.option(
    "--scheme",
    metavar="ID|FILE",
    help="The scheme: a registered id, or a .toml or .json file; by default the one that the submission names."
    " 方案的标识或文件；默认用提交写明的方案。",
)


def settled(*formats: str, output: bool = True) -> Callable[[Command], Command]:
    """Give a command the options that all have; it takes `Settings` first, and its errors become messages and codes.

    Where `--format` is not given, an output whose suffix is one of the formats is of that format. Without `output` the
    command has an option `-o` of its own.
    """
    own = [_lang, _output] if output else [_lang]

    def decorate(command: Command) -> Command:
        @wraps(command)
        def run(*, lang: Any, output: str | None = None, format: str | None = None, **asked: Any) -> int:
            suffix = Path(output or "").suffix.lower()
            by_suffix = suffix[1:] if suffix[1:] in formats else formats[0]
            settings = Settings(lang, format or by_suffix, output, None if format else suffix)
            try:
                return command(settings, **asked)
            except PerfevalError as error:
                return settings.refuse(error)

        return _with(run, own if len(formats) == 1 else [_format(formats), *own])

    return decorate


def _format(formats: tuple[str, ...]) -> Callable[[F], F]:
    return click.option(
        "--format",
        type=click.Choice(formats),
        show_default=f"by the suffix of -o, else {formats[0]}",
        help="Form of the output. 输出格式。",
    )


_lang = click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    default=default_language,
    show_default="PERFEVAL_LANG, else zh",
    help="Language of the output. 输出语言。",
)
_output = click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=FILE,
    help="Write to FILE, whole or not at all, in UTF-8. 写入文件：要么写全，要么不写。",
)


@frozen
class Departures:
    """The scheme that was asked for, and how an evaluation departs from what it and the submission say."""

    scheme: str | None
    options: Mapping[str, Any]

    def files(self) -> tuple[str, ...]:
        """The files that are read beside the submissions: of the scheme, of the data of a weighting."""
        data = self.options.get("weighting_data")
        named = (self.scheme if self.scheme is not None and is_file(self.scheme) else None, data)
        return tuple(name for name in named if name is not None)

    def chosen(self) -> Scheme | str | None:
        """The scheme for `perfeval.evaluate`: one from a file, an id that is registered, or none.

        Raises:
            FormatError: a file that does not hold a sound scheme.
            UsageError: an id that no plugin registers.
        """
        if self.scheme is None:
            return None
        if is_file(self.scheme):
            return scheme_from(self.scheme)
        scheme(self.scheme)  # an unknown id is said once, not for every file
        return self.scheme


def is_file(name: str) -> bool:
    """Whether a scheme is named by its file."""
    return Path(name).suffix.lower() in (".toml", ".json")


def scheme_from(path: str) -> Scheme:
    """The scheme in a file.

    Raises:
        FormatError: a file that does not hold a sound scheme, whatever is wrong with it.
    """
    try:
        return load_scheme(path)
    except PerfevalError as error:
        raise FormatError(error.findings) from error


def departing(command: Command) -> Command:
    """Give a command the options of an evaluation; it takes `Departures`."""

    @wraps(command)
    def run(*args: Any, scheme: str | None, **asked: Any) -> int:
        names = ("parameters", "points", "on_missing", "not_applicable", "weighting", "weighting_data")
        options = {name: asked.pop(name) for name in names}
        return command(*args, departures=Departures(scheme, options), **asked)

    return _with(run, [SCHEME, _set, _points, _on_missing, _not_applicable, _weighting, _weighting_data])


def _values(ctx: click.Context, param: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    """What is set, by name."""
    values: dict[str, str] = {}
    for each in given:
        name, equals, value = (part.strip() for part in each.partition("="))
        if not (name and equals and value):
            raise click.BadParameter(f"{each!r} is not {param.metavar}.", ctx, param)
        if name in values:
            raise click.BadParameter(f"{name!r} is set twice.", ctx, param)
        values[name] = value
    return values


_set = click.option(
    "--set",
    "parameters",
    metavar="NAME=VALUE",
    multiple=True,
    callback=_values,
    help="Another value for a parameter of the scheme, recorded in the result; may be repeated."
    " 改用另一个参数值，并记入结果；可重复。",
)
_points = click.option(
    "--points",
    metavar="ID=VALUE",
    multiple=True,
    callback=_values,
    help="Other points for an indicator, recorded in the result; may be repeated. Together they make the full marks."
    " 改用另一个分值，并记入结果；可重复，合计仍为满分。",
)
_on_missing = click.option(
    "--on-missing",
    type=click.Choice(ON_MISSING),
    help="What becomes of indicators without a result. 未计分的指标如何处理。",
)
_not_applicable = click.option(
    "--not-applicable",
    type=click.Choice(NOT_APPLICABLE),
    help="What becomes of points that do not apply. 不适用的分值如何处理。",
)
_weighting = click.option(
    "--weighting",
    metavar="ID",
    help="A registered weighting that assigns all points. 用某种赋权方法分配分值。",
)


_weighting_data = click.option(
    "--weighting-data",
    metavar="FILE",
    type=FILE,
    help="What the weighting works from, a .toml or .json file. 赋权方法所用的数据文件。",
)


def _with(command: Command, options: Sequence[Callable[[Command], Command]]) -> Command:
    for option in reversed(options):
        command = option(command)
    return command

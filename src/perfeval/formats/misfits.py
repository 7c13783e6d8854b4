"""What does not fit: faults with their path inside a value, gathered until all are known."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from decimal import Decimal
from typing import TypeAlias, TypeVar

from attrs import evolve

from perfeval.expressions import suggestion
from perfeval.findings import Finding, PerfevalError, Text, kind, say
from perfeval.formats.paths import Path

T = TypeVar("T")
P = TypeVar("P")
Fault: TypeAlias = tuple[Path, Finding]

TEXT = Text("文字", "a text")
NUMBER = Text("数字", "a number")
FLAG = Text("true 或 false", "true or false")
TABLE = Text("表", "a table")
LIST = Text("列表", "a list")
_QUOTES = Text("给它加上英文引号", "put it in quotes")
_NO_QUOTES = Text("去掉引号", "take off the quotes")
_ADVICE: dict[tuple[str, str], Text] = {
    (TEXT.en, NUMBER.en): _QUOTES,
    (TEXT.en, FLAG.en): _QUOTES,
    (FLAG.en, TEXT.en): Text("写 true 或 false，不加引号", "write true or false, without quotes"),
    (NUMBER.en, TEXT.en): _NO_QUOTES,
    (LIST.en, TABLE.en): Text("表头用双方括号 [[...]]", "write the header in double brackets, [[...]]"),
    (TABLE.en, LIST.en): Text("表头用单方括号 [...]", "write the header in single brackets, [...]"),
    (LIST.en, TEXT.en): Text('写成 ["..."]', 'write ["..."]'),
}
_MOST_SUGGESTIONS = 50


class Misfits(Exception):  # noqa: N818 - it gathers, and is no error of its own
    """Faults inside a value, each with the path from that value; never leaves the room."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        """Take the faults."""
        self.faults = list(faults)
        super().__init__(self.faults)


def faults_of(error: Misfits | PerfevalError) -> list[Fault]:
    """The faults of an error of either kind."""
    return error.faults if isinstance(error, Misfits) else [((), finding) for finding in error.findings]


def gathered(parts: Iterable[tuple[str | int | Path, P]], make: Callable[[P], T]) -> list[T]:
    """Make something of each part; the faults of all parts together, each behind the step or path that leads to it.

    Raises:
        Misfits: some parts could not be made.

    Example:
        >>> from perfeval.formats.misfits import Misfits, gathered
        >>> from perfeval.numbers import exact
        >>> try:
        ...     gathered(enumerate(["x", "1", True]), exact)
        ... except Misfits as error:
        ...     [(path, finding.code) for path, finding in error.faults]
        [((0,), 'I106'), ((2,), 'I106')]
    """
    made: list[T] = []
    faults: list[Fault] = []
    failed = False
    for step, part in parts:
        try:
            made.append(make(part))
        except (Misfits, PerfevalError) as error:
            failed = True  # an error may bring no fault, where that is told elsewhere
            faults += below(step if isinstance(step, tuple) else (step,), faults_of(error))
    if failed:
        raise Misfits(faults)
    return made


def within(step: str | int, make: Callable[[P], T], part: P) -> T:
    """Make something of one part, with its faults behind the step that leads to it."""
    return gathered([(step, part)], make)[0]


def below(path: Path, faults: Iterable[Fault]) -> list[Fault]:
    """The faults with a path in front."""
    return [((*path, *inner), finding) for inner, finding in faults]


def unnamed(name: str, make: Callable[[P], T], part: P) -> T:
    """Make something of one part whose own checks say where they found a fault as `name` or `name.part`.

    The file has its own name for the part, which is put in front later.
    """
    try:
        return make(part)
    except (Misfits, PerfevalError) as error:
        raise Misfits((path, _unnamed(name, finding)) for path, finding in faults_of(error)) from None


def _unnamed(name: str, finding: Finding) -> Finding:
    head, _, rest = finding.location.partition(".")
    return evolve(finding, location=rest) if head == name else finding


def wrong(wanted: Text, value: object) -> Misfits:
    """The fault of a value of another type."""
    found = described(value)
    advice = _ADVICE.get((wanted.en, found.en), Text())
    return Misfits([((), kind("I103").at("", wanted=wanted, found=found, advice=advice))])


def described(value: object) -> Text:
    """What a value is, in words."""
    if value is None:
        return Text("空", "nothing")
    if isinstance(value, bool):
        return FLAG
    if isinstance(value, int | Decimal | float):
        return NUMBER
    if isinstance(value, str):
        return TEXT
    if isinstance(value, dict):
        return TABLE
    if isinstance(value, list):
        return LIST
    if isinstance(value, datetime):
        return Text("日期和时间", "a date with a time")
    if isinstance(value, date | time):
        return Text("日期或时间", "a date or time")
    return Text(type(value).__name__)


def missing(key: str) -> Finding:
    """The finding for a key that has to be there."""
    return kind("I104").at("", key=key)


def unknown_keys(keys: Iterable[str], known: Iterable[str]) -> list[Fault]:
    """A fault for each key that is not known, with what was probably meant."""
    options = sorted(known)
    every = Text("、".join(options), ", ".join(options))
    listed = say("可用的有：{all}", "there are {all}", all=every) if options else Text()
    return [
        ((key,), kind("I102").at("", key=key[:80], near=(n < _MOST_SUGGESTIONS and suggestion(key, options)) or listed))
        for n, key in enumerate(keys)
    ]


def not_an_option(found: str, options: Iterable[str]) -> Finding:
    """The finding for a text outside a closed list."""
    listed = list(options)
    every = Text("、".join(listed), ", ".join(listed))
    return kind("I111").at("", found=found[:80], options=every, near=suggestion(found, listed))

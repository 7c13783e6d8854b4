"""What is typed into a cell for each kind of value, and what is read from it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from perfeval.findings import Finding, Lang, PerfevalError, Text
from perfeval.formats.filled.blueprint import Kind
from perfeval.formats.misfits import NUMBER, Misfits, not_an_option, wrong
from perfeval.numbers import Money, exact, fraction, plain

Typed = str | Decimal | bool | date
"""What stands in a cell."""

YES: Final = Text("是", "yes")
NO: Final = Text("否", "no")
NONE: Final = Text("没有", "none")
"""Chosen where a table was looked at and is empty."""
DEDUCTED: Final = Text("扣分", "deductions")
"""Chosen where an indicator starts from full marks."""

_FLAGS = {
    **dict.fromkeys(("是", "yes", "y", "true", "√"), True),
    **dict.fromkeys(("否", "no", "n", "false", "×"), False),
}
_EMPTY = frozenset({NONE.zh, NONE.en, DEDUCTED.zh, DEDUCTED.en})
_REFERENCE = re.compile(r"〔(?:见“其他内容”|see More) (\d{1,6})〕")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]|_x[0-9a-fA-F]{4}_|\\A<r>")
_MOST_UNITS = 32_000
_ID_BREAKS = re.compile(r"[\n、；;，,]")
_FIRST_DATE = date(1900, 3, 1)  # before it Excel and others count the days differently


def reference(number: int, lang: str) -> str:
    """What stands in a cell whose value is kept elsewhere."""
    return f"〔见“其他内容” {number}〕" if lang == "zh" else f"〔see More {number}〕"


def referred(value: Typed) -> int | None:
    """The number of what a cell refers to."""
    found = _REFERENCE.fullmatch(value.strip()) if isinstance(value, str) else None
    return int(found[1]) if found else None


def holdable(text: str) -> bool:
    """Whether a cell can hold a text so that every program gives it back as it is."""
    units = len(text) + sum(sign > "\uffff" for sign in text)
    return 0 < units <= _MOST_UNITS and not _NOT_IN_XML.search(text) and text.strip() == text


def encoded(value: Any, kind: Kind, lang: Lang, choices: Mapping[str, str]) -> Typed | None:
    """What to type for a value, None where no cell of that kind gives it back as it is."""
    typed = _typed(value, kind, lang, choices)
    if typed is None or (isinstance(typed, str) and (not holdable(typed) or referred(typed) is not None)):
        return None
    if isinstance(typed, Decimal) and fifteen(float(typed)) != typed:
        return None
    try:
        back = decoded(typed, kind, choices)
    except (Misfits, PerfevalError):
        return None
    return typed if same(back, value) or kind == "empty" else None


def _typed(value: Any, kind: Kind, lang: Lang, choices: Mapping[str, str]) -> Typed | None:
    if kind == "empty":
        return DEDUCTED[lang] if choices and isinstance(value, list) else NONE[lang] if value == [] else None
    if kind in ("choice", "word"):
        own = value if kind == "word" and isinstance(value, str) else None
        return next((word for word, meant in choices.items() if meant == value), own)
    if kind == "ids":
        return "\n".join(value) if value and all(isinstance(each, str) for each in value) else None
    if isinstance(value, bool):
        return (YES if value else NO)[lang] if kind == "flag" else None
    if isinstance(value, int):
        return Decimal(value)
    if isinstance(value, date):
        return value if value >= _FIRST_DATE else None
    return value if isinstance(value, str | Decimal) else None


def same(one: Any, other: Any) -> bool:
    """Whether two plain values are equal and of one kind."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    numbers = (int, Decimal)
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, numbers) and isinstance(other, numbers):
        return one == other
    return type(one) is type(other) and bool(one == other)


def decoded(typed: Typed, kind: Kind, choices: Mapping[str, str]) -> Any:
    """The value that was typed.

    Raises:
        Misfits: nothing that can stand there.
        NumberError: no number where one belongs.
    """
    if isinstance(typed, str):
        typed = typed.strip()
    if kind == "text":
        return _words(typed)
    if kind in ("choice", "word"):
        word = _words(typed)
        if kind == "choice" and word not in choices and word not in choices.values():
            raise Misfits([((), not_an_option(word, choices))])
        return choices.get(word, word)
    if kind == "empty":
        if _words(typed) not in _EMPTY:
            raise Misfits([((), not_an_option(_words(typed), sorted(_EMPTY)))])
        return []
    if kind == "ids":
        return [part.strip() for part in _ID_BREAKS.split(_words(typed)) if part.strip()]
    if kind == "flag":
        return _flag(typed)
    return _day(typed) if kind == "date" else _figure(typed, kind)


def _words(typed: Typed) -> str:
    if isinstance(typed, bool):
        return (YES if typed else NO).zh
    return plain(typed) if isinstance(typed, Decimal) else str(typed)


def _flag(typed: Typed) -> bool:
    if isinstance(typed, bool):
        return typed
    found = _FLAGS.get(_words(typed).lower())
    if found is None:
        raise Misfits([((), not_an_option(_words(typed), (YES.zh, NO.zh)))])
    return found


def _day(typed: Typed) -> Any:
    if isinstance(typed, datetime):
        return typed.date()
    if isinstance(typed, str):
        try:
            date.fromisoformat(typed)
        except ValueError:
            advice = Text("写成 2024-06-30 这样的形式", "write it like 2024-06-30")
            raise wrong(Text("日期", "a date"), typed, advice) from None
    if isinstance(typed, Decimal | bool):
        raise wrong(Text("日期", "a date"), typed, Text("写成 2024-06-30 这样的形式", "write it like 2024-06-30"))
    return typed


def _figure(typed: Typed, kind: Kind) -> Any:
    if isinstance(typed, date | bool):
        raise wrong(NUMBER, typed, Text("改写为数字，单元格格式选“数值”", "type a number and format the cell as one"))
    if kind == "whole" and isinstance(typed, Decimal) and typed == int(typed):
        return int(typed)
    if kind == "whole" and isinstance(typed, str):
        return decoded(exact(typed.removesuffix("年").removesuffix("年度")), "whole", {})
    if isinstance(typed, str) and kind in _READERS:
        _READERS[kind](typed)
    return typed


def _money(text: str) -> object:
    return Money.read(text, "元")


_READERS: Final[Mapping[str, Any]] = {"number": exact, "ratio": fraction, "money": _money}


def fifteen(value: float) -> Decimal:
    """The decimal of a number of a workbook: its 15 significant digits."""
    return Decimal(format(value, ".15g"))


def shown(typed: Typed) -> str:
    """A value in a message."""
    return _words(typed)[:80]


def unreadable(error: Misfits | PerfevalError) -> list[Finding]:
    """What is wrong with what was typed."""
    return [f for _, f in error.faults] if isinstance(error, Misfits) else list(error.findings)

"""Typed values as a workbook shows them: 0.95 under `0%` is 95%."""

from __future__ import annotations

import datetime as dt
import math
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Any

from attrs import frozen

from perfeval.formats.pages.number_formats import Section, section_of, sections

_DIGITS = 15
_ENOUGH = Context(prec=400, rounding=ROUND_HALF_UP)  # a format is at most 255 letters long
_WEEKDAYS = "一二三四五六日"
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_SLASHED = {"mm-dd-yy": "yyyy/m/d", "m/d/yy h:mm": "yyyy/m/d h:mm"}  # written as the computer's region has it


@frozen
class Shown:
    """What a cell shows."""

    text: str
    number: Decimal | None = None
    places: int = 0


def shown(value: Any, format: str = "General") -> Shown:
    """What a value shows under a number format.

    Example:
        >>> from perfeval.formats.pages.showing import shown
        >>> shown(0.9508, "0%")
        Shown(text='95%', number=Decimal('95.08'), places=0)
        >>> shown(1200, "#,##0.00").text, shown(0.1 + 0.2).text
        ('1,200.00', '0.3')
    """
    if isinstance(value, bool):
        return Shown("TRUE" if value else "FALSE")
    if isinstance(value, int | float | Decimal):
        return _number(exact(value), value, format)
    if isinstance(value, dt.datetime | dt.date | dt.time | dt.timedelta):
        return Shown(_dated(value, sections(_SLASHED.get(format.lower(), format))[0]))
    return Shown(_text(str(value), format))


def exact(value: int | float | Decimal) -> Decimal | None:
    """A number of a workbook to 15 digits, as the program shows it that wrote it; None where it is no number."""
    if isinstance(value, float):
        if not math.isfinite(value):
            return None
        if value == int(value) and abs(value) < 1e15:
            return Decimal(int(value))
        return Decimal(f"{value:.{_DIGITS}g}")
    return Decimal(value)


def plain(number: Decimal) -> str:
    """A number without an exponent and idle zeros, unless it is too long to be read that way."""
    if number and not -20 < number.adjusted() < 20:
        return f"{number.normalize():E}"
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _general(number: Decimal) -> Shown:
    text = plain(number)
    return Shown(text, number, 0 if "E" in text else len(text.partition(".")[2]))


def _text(text: str, format: str) -> str:
    """Text under a format that adds to it, `@"万元"`."""
    if "@" not in format or format == "@":
        return text
    last = sections(format)[-1]
    if not last.has("mark", "@"):
        return text
    return "".join(text if kind == "mark" else mark if kind == "literal" else "" for kind, mark in last.tokens).strip()


def _number(number: Decimal | None, value: Any, format: str) -> Shown:
    if number is None:
        return Shown(str(value))
    if format in ("General", "@", ""):
        return _general(number)
    section, signed = section_of(_SLASHED.get(format.lower(), format), number)
    if section.dated:
        moment = _moment(number)
        return _general(number) if moment is None else Shown(_dated(moment, section))
    if section.has("general") or section.has("mark", "@"):
        rest = _general(abs(number) if signed else number)
        ends = [mark if kind == "literal" else "\0" for kind, mark in section.tokens if kind in ("literal", "general")]
        return Shown("".join(ends).replace("\0", rest.text).strip() or rest.text, number, rest.places)
    if section.has("exponent") or section.has("mark", "/") or number.adjusted() > 100:
        return _general(number)
    return _digits(number, section, signed)


def _moment(number: Decimal) -> dt.datetime | None:
    """The day that a number counts to from 1899-12-30."""
    if not 0 <= number < 2_958_466:
        return None
    return dt.datetime(1899, 12, 30) + dt.timedelta(days=int(number), seconds=round(number % 1 * 86400))


def _digits(number: Decimal, section: Section, signed: bool) -> Shown:
    marks = [mark if kind == "mark" else "" for kind, mark in section.tokens]
    if not any(mark and mark in "0#?" for mark in marks):  # only literals: a dash for zero, a colour
        text = "".join(mark for kind, mark in section.tokens if kind == "literal" or mark == "%").strip()
        return Shown(text, number if text else None, 0)
    point = marks.index(".") if "." in marks else len(marks)
    last = max((n for n in range(point) if marks[n] in ("0", "#", "?")), default=-1)
    commas = 0
    while last + 1 + commas < point and marks[last + 1 + commas] == ",":
        commas += 1
    first = next((n for n, mark in enumerate(marks) if mark in ("0", "#", "?")), 0)
    grouped = "," in marks[first:last] if last >= 0 else False
    scaled = number.scaleb(2 * marks.count("%") - 3 * commas)
    places = sum(mark in ("0", "#", "?") for mark in marks[point:] if mark)
    rounded = abs(scaled).quantize(Decimal(1).scaleb(-places), context=_ENOUGH)
    whole, _, decimals = f"{rounded:f}".partition(".")
    kept = _kept(decimals, [mark for mark in marks[point:] if mark in ("0", "#", "?") and mark])
    text = _written(section, marks, point, whole, kept, grouped)
    text = ("-" if number < 0 and not signed else "") + text.strip()
    return Shown(text, *_in_unit_shown(scaled, section, marks, first, last, point, len(kept)))


def _in_unit_shown(
    scaled: Decimal, section: Section, marks: list[str], first: int, last: int, point: int, places: int
) -> tuple[Decimal, int]:
    """The number and its decimals; a point put in as a literal, `0!.0,"万"`, moves it."""
    inner = [n for n in range(first, last) if section.tokens[n] == ("literal", ".")]
    if point < len(marks) or len(inner) != 1:
        return unfolded(scaled), places
    moved = sum(marks[n] in ("0", "#", "?") for n in range(inner[0], last + 1) if marks[n])
    return unfolded(scaled.scaleb(-moved)), moved


def unfolded(number: Decimal) -> Decimal:
    """100 for 1E+2, as it is read from text."""
    return number if number.as_tuple().exponent <= 0 else number.quantize(Decimal(1), context=_ENOUGH)  # type: ignore[operator]


def _kept(decimals: str, marks: list[str]) -> str:
    """The decimals without the zeros that their format does not ask for."""
    while decimals and decimals[-1] == "0" and marks[len(decimals) - 1] != "0":
        decimals = decimals[:-1]
    return decimals


def _written(section: Section, marks: list[str], point: int, whole: str, decimals: str, grouped: bool) -> str:
    """Digits put in the places of the format, from the point outwards."""
    holders = [n for n in range(point) if marks[n] and marks[n] in "0#?"]
    least = sum(marks[n] == "0" for n in holders)
    digits = whole.lstrip("0").rjust(least, "0") if holders else whole.lstrip("0")
    filled: dict[int, str] = {}
    rest = [f"{digit}," if grouped and (len(digits) - n - 1) % 3 == 0 and n < len(digits) - 1 else digit
            for n, digit in enumerate(digits)]  # fmt: skip
    for n in reversed(holders):
        filled[n] = rest.pop() if rest and n != holders[0] else "".join(rest)
    out, shown_point = [], False
    for n, (kind, mark) in enumerate(section.tokens):
        if kind == "literal":
            out.append(mark)
        elif mark == "%":
            out.append("%")
        elif n in filled:
            out.append(filled[n])
        elif n == point:
            out.append(("" if holders else digits) + ("." + decimals if decimals or "0" in marks[point:] else ""))
            shown_point = True
    return "".join(out) if shown_point or holders else whole


def _dated(value: dt.datetime | dt.date | dt.time | dt.timedelta, section: Section) -> str:
    if isinstance(value, dt.timedelta):
        value = dt.datetime(1899, 12, 30) + value
    if isinstance(value, dt.time):
        value = dt.datetime.combine(dt.date(1899, 12, 30), value)
    elif not isinstance(value, dt.datetime):
        value = dt.datetime.combine(value, dt.time())
    if not section.has("date"):
        return f"{value:%Y/%m/%d}" if value.time() == dt.time() else f"{value:%Y/%m/%d %H:%M}"
    half = section.has("half")
    before, out = "", []
    for n, (kind, mark) in enumerate(section.tokens):
        if kind in ("date", "elapsed"):
            following = next((m.lower() for k, m in section.tokens[n + 1 :] if k in ("date", "elapsed")), "")
            minutes = mark[0].lower() == "m" and (before[:1] == "h" or following[:1] == "s")
            out.append(_part(value, "n" * len(mark) if minutes else mark.lower(), half))
            before = mark.lower()
        elif kind == "half":
            out.append(("上午" if value.hour < 12 else "下午") if "午" in mark else f"{value:%p}")
        elif kind == "literal" or mark not in "0#?@":
            out.append(mark)
    return "".join(out).strip()


def _part(value: dt.datetime, mark: str, half: bool) -> str:
    """One part of a date: `yyyy`, `mm`, `aaaa`."""
    first, long = mark[0], len(mark)
    hour = (value.hour % 12 or 12) if half else value.hour
    if first in "ye":
        return f"{value.year:04}" if long > 2 or first == "e" else f"{value.year % 100:02}"
    if first == "a":
        return ("星期" if long > 3 else "周") + _WEEKDAYS[value.weekday()]
    if long > 2 and first in "md":
        name = _MONTHS[value.month - 1] if first == "m" else _DAYS[value.weekday()]
        return name if long > 3 else name[:3]
    part = {"m": value.month, "d": value.day, "h": hour, "n": value.minute, "s": value.second}.get(first)
    return "" if part is None else f"{part:0{min(long, 2)}}"

"""Cells as figures: what is shown, the number in it, its decimals and its unit."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from attrs import evolve

from perfeval.findings import NumberError, Origin
from perfeval.formats.forms.labels import plain, spaceless
from perfeval.formats.forms.lexicon import lexicon, table
from perfeval.formats.pages import Cell
from perfeval.model import Figure
from perfeval.model.sheet import is_blank
from perfeval.numbers import Relation, Written, normalise, read_written
from perfeval.numbers.relations import split_relation
from perfeval.numbers.written import read_printed

# A day, month or year is when something is to be done, not how much.
_DATE = re.compile(
    r"(?:19|20)\d\d(?:年.*|[-/]\d{1,2}(?:[-/]\d{1,2})?|\.\d{1,2}\.\d{1,2})|\d{1,2}月(?:\d{1,2}日|[底末初份前中]).*"
)
_GROUPED = re.compile(r"-?\d{1,3}(?: \d{3})+(?:\.\d+)?(?!\d)")
_BRACKETS = re.compile(r"^\((.+)\)$")


def figure(path: str, cells: Sequence[Cell], unit: str = "", *, origin: Origin | None = None) -> Figure:
    """Money, a rate, points or a score as printed; a figure in words has no value.

    Args:
        path: what it is.
        cells: the cells that it is printed in, one as a rule; none for a blank.
        unit: the unit of the column, for a number that is printed without.
        origin: where it would stand, for a blank.
    """
    raw = "".join(cell.text.strip() for cell in cells)
    where = cells[0].origin if cells else origin or Origin()
    written = _read(raw, read_printed)
    return _figure(path, raw, written, cells, unit, where)


def marks(path: str, cells: Sequence[Cell], *, origin: Origin | None = None) -> Figure:
    """Points or a score as printed; weights may be printed as percentages of 100 points.

    Example:
        >>> from perfeval.formats.forms.values import marks
        >>> from perfeval.formats.pages import Cell
        >>> found = marks("total.points", [Cell("100%")])
        >>> found.value, found.unit
        (Decimal('100'), '')
    """
    found = figure(path, cells, origin=origin)
    return evolve(found, unit="") if found.unit == "%" else found


def measured(path: str, cells: Sequence[Cell], origin: Origin, relation: str = "", unit: str = "") -> Figure:
    """A target or an actual value, with the relation and the unit that stand in columns of their own."""
    shown = (
        spaceless("".join(cell.text for cell in cells)) if len(cells) > 1 else "".join(c.text.strip() for c in cells)
    )
    where = cells[0].origin if cells else origin
    raw = _joined(shown, relation, unit)
    written = _read(raw, read_printed)
    if written is not None and not lexicon("names", "units").find(written.unit):
        written = _read(raw, read_written)
    found = _figure(path, raw, written, cells, "", where)
    return evolve(found, relation=_relation(relation)) if not found.relation else found


def is_number(cell: Cell) -> bool:
    """Whether a cell holds nothing but a number, with its unit at most."""
    if cell.number is not None or not any(map(str.isdigit, cell.text)):
        return cell.number is not None
    return _read(cell.text, read_printed) is not None


def _figure(path: str, raw: str, written: Written | None, cells: Sequence[Cell], unit: str, origin: Origin) -> Figure:
    typed = next((cell for cell in cells if cell.number is not None), None)
    printed = written.unit if written else ""
    value, places = (written.value, written.places) if written else (None, 0)
    if typed is not None and (written is None or not _scaled(written)):
        value, places = typed.number, typed.places
    relation: Relation = written.relation if written else ""
    own = lexicon("names", "units").find(printed) or printed
    return Figure(path, raw, value, places, own or ("" if value is None else unit), origin, relation)


def _scaled(written: Written) -> bool:
    """Whether the value is not the number printed: 1.2万人次 is 12000."""
    return read_printed(written.raw).value != written.value


def _read(text: str, read: Callable[[object], Written]) -> Written | None:
    bare = _GROUPED.sub(lambda found: found[0].replace(" ", ""), _BRACKETS.sub(r"\1", normalise(text)), count=1)
    if not bare or _DATE.fullmatch(plain(bare)):
        return None
    try:
        return read(bare)
    except NumberError:
        return None


def _joined(shown: str, relation: str, unit: str) -> str:
    """A target whose sign and unit stand in columns of their own, as one would print it in one."""
    if is_blank(shown):
        return shown
    sign = "" if split_relation(normalise(shown))[0] or not _relation(relation) else relation.strip()
    behind = unit.strip()
    alone = _read(shown, read_printed)
    if is_blank(behind) or alone is None or alone.unit:
        behind = ""
    return f"{_SIGNS.get(plain(sign), sign)}{shown}{behind}"


def _relation(text: str) -> Relation:
    return lexicon("names", "relations").find(plain(text))  # type: ignore[return-value]


# Words of a column of signs that would not read as a target's beginning.
_SIGNS = {
    plain(word): sign.replace(">=", "≥").replace("<=", "≤")
    for sign, words in table("names")["relations"].items()
    for word in words
}

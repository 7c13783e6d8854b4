"""The hidden sheet of a review form: what the form was made for, and what each of its lines is about."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from attrs import evolve, frozen

from perfeval.auditing.reviews.forms import FORM
from perfeval.auditing.reviews.layout import HIDDEN
from perfeval.findings import FormatError, Origin, Text, kind
from perfeval.formats.pages.cells import Cell
from perfeval.formats.review_forms.values import bare
from perfeval.numbers import exact

_MAYBE = (str, type(None))
_HEAD = {"entity": str, "year": int, "scheme": str, "digest": str, "sheets": dict, "reasons": list}
_FIGURE = {"path": str, "kind": str, "unit": str}
_ROW = {
    "id": str,
    "points": _MAYBE,
    "own_score": _MAYBE,
    "applies": bool,
    "value": str,
    "levels": list,
    "figures": list,
}


@frozen
class HiddenSheet:
    """What the hidden sheet says."""

    head: Mapping[str, Any]
    rows: Mapping[str, Mapping[str, Any]]
    figures: Mapping[str, Mapping[str, Any]]

    @classmethod
    def of(cls, cells: Mapping[tuple[str, str], Cell], file: str) -> HiddenSheet:
        """Read it.

        Raises:
            FormatError: there is none, or it was changed.
        """
        first = cells.get((HIDDEN, "A1"))
        found = "" if first is None else first.text
        if found != FORM:
            advice = Text(
                "用 perfeval review --form 制作复核表，填写后不要删除其中的隐藏工作表",
                "make the form by perfeval review --form, and leave its hidden sheet where it is",
            )
            fault = kind("I109").at("", origin=Origin(file), found=found[:80], wanted=FORM)
            raise FormatError(evolve(fault, advice=advice))
        try:
            lines = [json.loads(line) for line in _lines(cells)]
            head, rest = lines[0], lines[1:]
            rows = {line["row"]["id"]: _typed(line["row"], _ROW) for line in rest if "row" in line}
            figures = {line["figure"]["path"]: _typed(line["figure"], _FIGURE) for line in rest if "figure" in line}
            _typed(head, _HEAD)
            sheets = {name: str(head["sheets"][name]) for name in ("head", "rows", "figures", "further")}
            return cls({**head, "sheets": sheets, "reasons": _reasons(head["reasons"])}, rows, figures)
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
            detail = Text("隐藏工作表的内容被改动过", "the hidden sheet was changed")
            raise FormatError(kind("I101").at("", origin=Origin(file, HIDDEN), detail=detail)) from error


def _typed(told: Mapping[str, Any], types: Mapping[str, Any]) -> Mapping[str, Any]:
    """What the hidden sheet tells, if it is all there and of its type; numbers are texts that hold one."""
    for name, wanted in types.items():
        if not isinstance(told[name], wanted):
            raise TypeError(name)
        if wanted is _MAYBE and told[name] is not None:
            exact(told[name])
    return told


def _lines(cells: Mapping[tuple[str, str], Cell]) -> Iterator[str]:
    row = 2
    while (cell := cells.get((HIDDEN, f"A{row}"))) is not None and cell.text:
        yield cell.text
        row += 1


def _reasons(listed: Any) -> dict[str, str]:
    """Codes by what people choose: the code itself, or what it means in either language."""
    return {bare(word): str(code) for code, *words in listed for word in (code, *words) if word}

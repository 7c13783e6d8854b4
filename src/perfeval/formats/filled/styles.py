"""How the cells of a form look."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from perfeval.formats.filled.cells import Typed
from perfeval.formats.filled.sheets import Ask

ROW: Final = 21
"""The height of a line, in points."""
CREATED: Final = datetime(2020, 1, 1)  # the same form is the same bytes
ALLOWED: Final = {
    "format_cells": True,
    "format_columns": True,
    "format_rows": True,
    "sort": True,
    "autofilter": True,
}
"""What may be done to a sheet although it is protected."""
_FILL, _GREY, _HEAD, _GROUP, _LINE = "#FFFBE6", "#F0F0F0", "#DCE6F1", "#EEF3F9", "#B7B7B7"
_FONT = {"font_name": "宋体", "font_size": 10.5}
_BOXED = {**_FONT, "border": 1, "border_color": _LINE, "valign": "vcenter", "text_wrap": True}
_TYPED: dict[str, Any] = {**_BOXED, "bg_color": _FILL, "locked": False}
_MONEY, _PERCENT, _DATE = "#,##0.00####", "0.00##%", "yyyy-mm-dd"
_MOST_PLACES = 15


class Styles:
    """The styles of one workbook, each made once."""

    def __init__(self, book: Any) -> None:
        """Make those that are always needed."""
        self._book = book
        self._made: dict[tuple[str, bool], Any] = {}
        self.plain = book.add_format(_FONT)
        self.text = book.add_format({**_TYPED, "num_format": "@"})
        self.number = book.add_format({**_BOXED, "align": "center", "font_color": "#808080", "locked": False})
        self.sum = book.add_format({**_BOXED, "bg_color": _GREY, "num_format": _MONEY, "align": "right", "indent": 1})
        self.printed = {
            "title": book.add_format({"font_name": "黑体", "font_size": 16, "valign": "vcenter"}),
            "note": book.add_format({**_FONT, "font_size": 9.5, "font_color": "#595959"}),
            "head": book.add_format({**_BOXED, "bold": True, "bg_color": _HEAD, "align": "center"}),
            "label": book.add_format({**_BOXED, "indent": 1}),
            "inner": book.add_format({**_BOXED, "indent": 1, "font_size": 9.5, "font_color": "#404040"}),
            "group": book.add_format({**_BOXED, "bold": True, "bg_color": _GROUP}),
            "grey": book.add_format({**_BOXED, "bg_color": _GREY, "font_color": "#808080"}),
            "figure": book.add_format({**_BOXED, "align": "center"}),
            "total": book.add_format({**_BOXED, "indent": 1, "bold": True}),
        }

    def cell(self, ask: Ask, typed: Typed | None) -> Any:
        """For a cell to fill in; a number that is filled in keeps its decimals."""
        shown = _number_format(ask)
        if isinstance(typed, Decimal) and not ask.percent:
            places = min(_MOST_PLACES, max(0, -int(typed.as_tuple().exponent)))
            if places:
                shown = f"{'#,##' if ask.kind == 'money' else ''}0.{'0' * places}##"
        elif isinstance(typed, str) and ask.kind in ("number", "money", "ratio", "figure"):
            shown = "@"
        return self._style(shown, True)

    def open(self, ask: Ask) -> Any:
        """For the rest of a column, where rows may be added."""
        return self._style(_number_format(ask), False)

    def _style(self, shown: str, boxed: bool) -> Any:
        if (shown, boxed) not in self._made:
            own = _TYPED if boxed else {**_FONT, "valign": "vcenter", "text_wrap": True, "locked": False}
            self._made[shown, boxed] = self._book.add_format({**own, "num_format": shown, **_aligned(shown)})
        return self._made[shown, boxed]


def _number_format(ask: Ask) -> str:
    if ask.kind == "date":
        return _DATE
    if ask.percent:
        return _PERCENT
    if ask.kind == "money":
        return _MONEY
    return "General" if ask.kind in ("number", "ratio", "figure", "whole") else "@"


def _aligned(shown: str) -> dict[str, Any]:
    if shown == _DATE:
        return {"align": "center"}
    return {"align": "left" if shown == "@" else "right", "indent": 1}

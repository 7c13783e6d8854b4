"""Drop-downs and checks of numbers: what a spreadsheet says while something is typed."""

from __future__ import annotations

from typing import Any

from perfeval.findings import Lang, Text
from perfeval.formats.filled.cells import DEDUCTED, NO, NONE, YES, holdable
from perfeval.formats.filled.sheets import Ask
from perfeval.formats.pages.places import letters

_FIRST_COLUMN = 3
_LONGEST = 255
_CHECK = Text("请核对", "please check")
_LIST = Text("请从下拉列表中选择", "choose from the list")
_BETWEEN = Text("应为 {low} 至 {high} 之间的数", "a number from {low} to {high}")
_LEAST = Text("应为不小于 {low} 的数", "a number of at least {low}")


class Chosen:
    """Lists of words on the hidden sheet, each written once."""

    def __init__(self, hidden: Any, name: str) -> None:
        """Begin with none.

        Args:
            hidden: the sheet.
            name: its name.
        """
        self._hidden, self._name = hidden, name
        self._made: dict[tuple[str, ...], str] = {}

    def source(self, words: tuple[str, ...]) -> str:
        """The cells of a list of words."""
        if words not in self._made:
            column = _FIRST_COLUMN + len(self._made)
            for row, word in enumerate(words):
                self._hidden.write_string(row, column, word)
            column_name = letters(column)
            self._made[words] = f"='{self._name}'!${column_name}$1:${column_name}${len(words)}"
        return self._made[words]


def rule(ask: Ask, chosen: Chosen, lang: Lang) -> dict[str, Any]:
    """What to check as a cell is typed: choices are closed where nothing else can be meant, numbers get a warning.

    perfeval checks again when it reads the form.
    """
    words = _words(ask, lang)
    if words and all(holdable(word) and len(word) <= _LONGEST for word in words):
        told = {"error_title": _CHECK[lang], "error_message": _LIST[lang]}
        strict = not ask.open and ask.kind != "word"
        return {
            "validate": "list",
            "source": chosen.source(words),
            "error_type": "stop" if strict else "warning",
            **told,
        }
    if not ask.low:
        return {}
    message = (_BETWEEN if ask.high else _LEAST)[lang].format(low=ask.low, high=ask.high)
    told = {"error_title": _CHECK[lang], "error_message": message, "error_type": "warning"}
    if ask.high:
        edges = {"minimum": float(ask.low), "maximum": float(ask.high)}
        return {"validate": "decimal", "criteria": "between", **edges, **told}
    return {"validate": "decimal", "criteria": ">=", "value": float(ask.low), **told}


def _words(ask: Ask, lang: Lang) -> tuple[str, ...]:
    if ask.kind == "flag":
        return (YES[lang], NO[lang])
    if ask.kind == "empty":
        return (DEDUCTED[lang],) if ask.choices else (NONE[lang],)
    return tuple(ask.choices)

"""The map that a form carries is checked before anything is read by it; odd cells are mistakes, not crashes."""

from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

import perfeval
from perfeval.findings import PerfevalError
from perfeval.formats.filled.blueprint import FORM
from perfeval.formats.filled.cells import decoded
from perfeval.formats.filled.codec import from_rows, to_rows
from perfeval.formats.filled.filling import filled_form
from perfeval.formats.filled.plain import from_json, to_json
from perfeval.formats.misfits import Misfits

PLAN = filled_form(perfeval.scheme("foshan-2021"), None, "zh").blueprint


def changed(change: Any) -> list[tuple[str, str]]:
    rows = to_rows(PLAN)
    document = json.loads("".join(value for name, value in rows if name == "map"))
    change(document)
    return [row for row in rows if row[0] != "map"] + [("map", json.dumps(document))]


def test_the_map_comes_back_as_it_was():
    assert from_rows(changed(lambda document: None)) == PLAN
    assert to_rows(PLAN)[0] == ("format", FORM)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("path", "entity.name"),
        ("path", [1.5]),
        ("path", ["a"] * 9),
        ("kind", "formula"),
        ("label", 5),
        ("required", 1),
        ("place", {"sheet": "a", "row": -1, "column": 0}),
        ("place", {"sheet": "a", "row": True, "column": 0}),
        ("place", {"sheet": "a", "row": 1}),
        ("more", 1),
    ],
)
def test_a_map_of_another_shape_is_refused(key, value):
    with pytest.raises(ValueError, match=r"\S"):
        from_rows(changed(lambda document: document["singles"][0].update({key: value})))


def test_maps_that_are_too_long_or_missing_are_refused():
    for rows in ([("map", " " * (4 * 1024 * 1024 + 1))], [], [("map", "[" * 100_000)]):
        with pytest.raises(ValueError, match=r"\S"):
            from_rows(rows)


@pytest.mark.parametrize("text", ["", "{", "NaN", '{"$date": "x"}', "[" * 100_000])
def test_what_is_no_json_is_refused(text):
    with pytest.raises(ValueError, match=r"\S"):
        from_json(text)


def test_plain_values_come_back():
    value = {"a": [Decimal("1.50"), True, date(1850, 1, 2), "\x00甲"], "b": {}}
    assert from_json(to_json(value)) == value


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("昨天", "date"),
        (Decimal(5), "date"),
        (True, "date"),
        (True, "number"),
        (date(2024, 1, 1), "number"),
        ("多", "money"),
        ("也许", "flag"),
        ("有", "empty"),
        ("别的", "choice"),
    ],
)
def test_what_cannot_stand_in_a_cell(typed, kind):
    with pytest.raises((Misfits, PerfevalError)):
        decoded(typed, kind, {"甲": "a"})


@pytest.mark.parametrize(
    ("typed", "kind", "value"),
    [
        (datetime(2024, 6, 30), "date", date(2024, 6, 30)),
        ("2024-06-30", "date", "2024-06-30"),
        (True, "flag", True),
        ("YES", "flag", True),
        (Decimal("0012"), "text", "12"),
        (True, "text", "是"),
        ("2024年", "whole", 2024),
        ("a", "choice", "a"),
        ("甲", "word", "a"),
        ("none", "empty", []),
        (" A1；A2、 ", "ids", ["A1", "A2"]),
    ],
)
def test_what_is_meant_by_what_is_typed(typed, kind, value):
    assert decoded(typed, kind, {"甲": "a"}) == value

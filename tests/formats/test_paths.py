"""Paths as text, and back."""

from __future__ import annotations

import pytest

from perfeval.formats.paths import joined, locate, shown


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ((), ""),
        (("a", 0, "b"), "a[0].b"),
        (("a.b", "c d", "", "优"), '"a.b"."c d"."".优'),
        (("x" * 100,), "x" * 80 + "…"),
    ],
)
def test_shown(path, text):
    assert shown(path) == text


def test_joined():
    assert joined((), ":3") == ":3"
    assert joined(("a",), "[0].b") == "a[0].b"
    assert joined(("a",), "") == "a"


DATA = {"a": {"b.c": [{"d": 1}], "b": {}}, "e": [1], "f": 1}


@pytest.mark.parametrize(
    ("location", "path"),
    [
        ("a.b.c[0].d", ("a", "b")),  # the shortest key that is there
        ("e[0]", ("e", 0)),
        ("e[1]", ("e",)),
        ("e.x", ("e",)),
        ("f.x", ("f",)),
        ("g", ()),
        ("", ()),
        ("." * 1000, ()),
    ],
)
def test_locate(location, path):
    assert locate(DATA, location) == path

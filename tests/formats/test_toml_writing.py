"""TOML texts that people can go on editing."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal

import pytest

from perfeval.formats.toml_writing import dump_toml

LAID_OUT = [
    ({}, "\n"),
    ({"a": {}}, "[a]\n"),
    ({"a": {"b": {"c": 1}}}, "[a.b]\nc = 1\n"),
    ({"a": {"b": {"c": {"d": 1}}}}, "[a.b]\nc = {d = 1}\n"),
    ({"a": [], "b": [{}]}, "a = []\n\n[[b]]\n"),
    ({"a b": 1, "优": {"x.y": True}}, '"a b" = 1\n\n["优"]\n"x.y" = true\n'),
    ({"label": {"zh": "x"}, "source": {"title": "y"}}, 'label = {zh = "x"}\n\n[source]\ntitle = "y"\n'),
    ({"groups": [{"source": {"title": "y"}}]}, '[[groups]]\nsource = {title = "y"}\n'),
    ({"a": {"b": 1, "c": {"d": 2}}}, "[a]\nb = 1\n\n[a.c]\nd = 2\n"),
    ({"a": date(2021, 12, 31), "b": Decimal("1E+5")}, "a = 2021-12-31\nb = 1E+5\n"),
    ({"a": [1, "x"]}, 'a = [1, "x"]\n'),
    ({"a": ["x" * 60, "y" * 60]}, f'a = [\n    "{"x" * 60}",\n    "{"y" * 60}",\n]\n'),
    (
        {"a": 'say "x"', "b": 'it\'s "x"', "c": "\n\x7f\\"},
        'a = \'say "x"\'\nb = "it\'s \\"x\\""\nc = "\\n\\u007f\\\\"\n',
    ),
]


@pytest.mark.parametrize(("document", "text"), LAID_OUT)
def test_layout(document, text):
    assert dump_toml(document) == text
    assert tomllib.loads(text, parse_float=Decimal) == document

"""JSON texts as exact values, and what is refused in them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from perfeval.findings import FormatError, UsageError
from perfeval.formats import dump_json, read_submission
from perfeval.formats.json_text import load_json

HEAD = '{"format": "perfeval.submission/1", "year": 2021, "entity": {"name": "a"}, '


def test_values_are_exact():
    assert load_json("[0.1, 1e2, 100, 1.50]") == [Decimal("0.1"), Decimal("1E+2"), 100, Decimal("1.50")]


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [("{", 1, 2), ('{\n"a" 1}', 2, 5), ("{'a': 1}", 1, 2), ('{"a": 1} x', 1, 10), ("", 1, 1)],
)
def test_syntax_errors_have_their_place(text, line, column):
    with pytest.raises(FormatError) as caught:
        load_json(text)
    (only,) = caught.value.findings
    assert (only.code, only.origin.line, only.origin.column) == ("I101", line, column)


REFUSED = {
    '"staff": {"in_post": 1, "in_post": 2}}': [("I105", "staff.in_post")],
    '"evidence": [{"id": "a", "id": 1, "id": "b", "title": "x"}]}': [("I105", "evidence[0].id")],
    '"year": 1, "facts": {"a": 1, "a": 2}, "nam": 3}': [("I105", "year"), ("I105", "facts.a"), ("I102", "nam")],
    '"staff": {"in_post": NaN}}': [("I106", "staff.in_post")],
    '"facts": {"a": Infinity, "b": [{"c": -Infinity}]}}': [("I106", "facts.a"), ("I106", "facts.b[0].c")],
    '"scheme": NaN}': [("I103", "scheme")],
    '"staff": {"in_post": ' + "9" * 300 + "}}": [("I107", "staff.in_post")],
    '"staff": {"in_post": 0.' + "9" * 300 + "}}": [("I107", "staff.in_post")],
    '"staff": {"in_post": 1e' + "9" * 20 + "}}": [("I107", "staff.in_post")],
    '"staff": {"in_post": ' + "9" * 100 + "}}": [("I107", "staff.in_post")],
    '"scheme": ' + "9" * 300 + "}": [("I107", "scheme")],
    '"scheme": "\\ud800", "a\\udfff": 1}': [("I103", "scheme"), ("I103", "")],
    '"scheme": null}': [("I103", "scheme")],
}


@pytest.mark.parametrize(("text", "expected"), REFUSED.items())
def test_what_cannot_be_taken_has_its_path(found, text, expected):
    assert [(code, place) for code, place, *_ in found(read_submission, HEAD + text, syntax="json")] == expected


def test_a_document_is_a_table(found):
    for text in ("[]", "1", "null", '"x"'):
        assert found(read_submission, text, syntax="json") == [("I103", "", None, None)]


def test_another_syntax():
    with pytest.raises(UsageError):
        read_submission("", syntax="yaml")


def test_depth_is_limited(found):
    for depth in (101, 5000, 200_000):
        text = HEAD + '"facts": ' + '{"a":' * depth + "1" + "}" * depth + "}"
        assert [code for code, *_ in found(read_submission, text, syntax="json")] == ["I101"]
    deep = HEAD + '"facts": ' + '{"a":' * 98 + "1" + "}" * 98 + "}"
    assert read_submission(deep, syntax="json").facts == {".".join("a" * 98): 1}


def test_dumping():
    document = {
        "text": '"\n\u2028优',
        "numbers": [Decimal("0.9580"), Decimal("1E+5"), 3],
        "others": {"a": None, "b": True, "c": date(2021, 12, 31)},
        "empty": [{}, []],
    }
    assert (
        dump_json(document)
        == """\
{
  "text": "\\"\\n\u2028优",
  "numbers": [
    0.9580,
    1E+5,
    3
  ],
  "others": {
    "a": null,
    "b": true,
    "c": "2021-12-31"
  },
  "empty": [
    {},
    []
  ]
}
"""
    )

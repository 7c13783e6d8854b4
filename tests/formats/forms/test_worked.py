"""Worked forms: what is read from each, figure by figure."""

import tomllib
from pathlib import Path

import pytest
from tests.formats.forms.drawing import document, drawn
from tests.formats.forms.telling import parts, told

from perfeval.formats.forms import bind, readable

CASES = tomllib.loads((Path(__file__).parent / "worked.toml").read_text(encoding="utf-8"))["case"]
HEAD = ("title", "kind", "project", "entity", "supervisor", "year", "money_unit")


def read(case):
    blocks = [drawn(b["text"], b["table"]) if "table" in b else b["text"].strip() for b in case["block"]]
    return bind(document(*blocks)), document(*blocks)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_worked_form_reads_as_told(case):
    reading, pages = read(case)
    assert readable(pages)
    assert len(reading.sheets) == len(case.get("sheet", []))
    for sheet, expected in zip(reading.sheets, case.get("sheet", []), strict=True):
        found = {name: value for name in HEAD if (value := getattr(sheet, name))}
        assert found == {name: expected[name] for name in HEAD if name in expected}
        assert told(sheet) == expected["figures"]
        assert parts(sheet) == expected.get("parts", {})
        meant = {row.path: " ".join(filter(None, (row.group, row.kind))) for row in sheet.indicators}
        assert {path: words for path, words in meant.items() if words} == expected.get("meant", {})


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_worked_form_leaves_unread_what_is_told(case):
    assert [loose.raw for loose in read(case)[0].unread] == case["unread"]

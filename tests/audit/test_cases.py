"""Published sheets with labels: every sure finding is reported, and nothing that would be a false alarm.

Three of them stand beside this file; all that there are in ../shared/cases are tried where that folder is.
"""

import json
import re
from pathlib import Path
from typing import Any

import pytest

import perfeval
from perfeval.auditing import BUDGET, SCORES, TARGETS, audit_reading
from perfeval.findings import Finding
from perfeval.formats.forms import bind
from perfeval.formats.pages import open_document

OWN = Path(__file__).parent / "cases"
SHARED = Path(__file__).parents[3] / "shared" / "cases"
SUFFIXES = (".xlsx", ".docx", ".pdf")
FILES = sorted(
    {
        path.name: path
        for folder in (OWN, SHARED)
        for path in folder.glob("*.*")
        if path.suffix in SUFFIXES and path.with_suffix(".expected.json").is_file()
    }.values()
)
CHECKS = (*BUDGET, *SCORES, *TARGETS)
KNOWN = {code for check in CHECKS for code in check.codes}
FORMS = perfeval.scheme("mof-2020-project")
_ROW = re.compile(r"(?:funds|indicators|groups)\[(?P<label>.*?)(?:#\d+)?\](?:\.(?P<column>\w+))?$")


def place(finding: Finding) -> tuple[str, str]:
    """The row that a finding stands at, in the words of the labels, and its column."""
    if found := _ROW.match(finding.location):
        return found["label"], found["column"] or ""
    return {"total": "总分", "grade": "自评等级"}.get(finding.location.partition(".")[0], finding.location), ""


def fits(finding: Finding, label: dict[str, Any]) -> bool:
    """Whether a finding is the labelled one: code, row and, for B101, the stage."""
    row, column = place(finding)
    wanted = re.sub(r"\s", "", label["where"])
    stage = re.search(r"\((\w+)\)$", wanted) if finding.code == "B101" else None
    name = wanted[: stage.start()] if stage else wanted
    return finding.code == label["code"] and row == name and (stage is None or stage[1] == column)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_what_is_sure_is_found_and_nothing_else_is_alarmed(path: Path):
    """The same in each format."""
    labels = json.loads(path.with_suffix(".expected.json").read_text(encoding="utf-8"))
    found = audit_reading(bind(open_document(path.read_bytes(), path.name)), CHECKS, FORMS).findings
    sure = [label for label in labels["findings"] if label["sure"] and label["code"] in KNOWN]
    assert [label for label in sure if not any(fits(f, label) for f in found)] == []
    assert [f.render("en") for f in found if f.code in labels["must_not_fire"]] == []
    assert [f.render("en") for f in found for label in labels.get("must_not_fire_at", ()) if fits(f, label)] == []
    assert "P112" not in {f.code for f in found}


def test_each_format_of_a_sheet_says_the_same():
    """Workbook, Word file and PDF of one sheet."""
    said = []
    for suffix in SUFFIXES:
        path = OWN / f"058-changning-animal-epidemic-2021{suffix}"
        result = audit_reading(bind(open_document(path.read_bytes(), path.name)), CHECKS, FORMS)
        said.append([(f.code, f.location, f.stated) for f in result.findings if f.code in KNOWN])
    assert said[0]
    assert said[0] == said[1] == said[2]

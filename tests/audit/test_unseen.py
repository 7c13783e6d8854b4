"""Forms and reports of other provinces, with invented figures: what an audit has to say of each, and nothing else."""

import re
import tomllib
from pathlib import Path

import pytest
from tests.formats.forms.drawing import document, drawn

from perfeval.api import audit
from perfeval.formats.forms import bind

CASES = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
    for path in sorted((Path(__file__).parent / "unseen").glob("*.toml"))
}
SOFT = {"S205", "S206", "I314"}
"""What hangs on reasons that the forms leave blank."""
LABEL = re.compile(r"\[(?P<label>.*?)(?:#\d+)?\]")
WHOLE = {"总分": "total", "自评等级": "grade"}


def audited(case, folder):
    if "form" in case:
        return audit(bind(document(drawn(case["form"].strip("\n")))))
    path = folder / "report.txt"
    path.write_text(case["text"], encoding="utf-8")
    return audit(path)


def told(finding, label):
    """Whether a finding is the one of a label: `B101 合计 (actual)`, `C501 97.5%`, `S202 总分`; a code alone is any."""
    code, _, where = label.partition(" ")
    where, _, stage = where.removesuffix(")").partition(" (")
    if finding.code != code or not finding.location.endswith(stage):
        return False
    names = {found["label"] for found in LABEL.finditer(finding.location)} | {finding.stated}
    return not where or where in names or finding.location.split(".")[0] == WHOLE.get(where)


@pytest.mark.parametrize("name", CASES)
def test_what_is_wrong_is_found_and_nothing_else(name, tmp_path):
    case = CASES[name]
    found = [
        finding
        for finding in audited(case, tmp_path).findings
        if finding.severity != "info" and finding.code not in SOFT
    ]
    missed = [label for label in case["sure"] if not any(told(finding, label) for finding in found)]
    known = [*case["sure"], *case.get("maybe", ())]
    false = [finding.render("en") for finding in found if not any(told(finding, label) for label in known)]
    assert (missed, false) == ([], [])


@pytest.mark.parametrize("name", CASES)
def test_every_number_is_read_or_passed_over_by_a_rule(name, tmp_path):
    case = CASES[name]
    assert [loose.raw for loose in audited(case, tmp_path).reading.unread] == case.get("unread", [])

"""The form of a reviewer: what it shows, and that what is filled in comes back."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date
from decimal import Decimal
from fractions import Fraction

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.review.filling import Form
from tests.review.reviewed import LIBRARY, OFFICE, OWN, SCHEMES, reviews

import perfeval
from perfeval.auditing import review_form_of
from perfeval.auditing.reviews.layout import ASKED, HIDDEN, ROW_COLUMNS
from perfeval.findings import FormatError, SubmissionError
from perfeval.formats.review_forms import read_review_form
from perfeval.model import Deduction, Entity, Indicator, Judgement, Ordinal, Scheme, Submission
from perfeval.reports import review_form

pytestmark = pytest.mark.slow

ROW = {"id": "x", "points": "1", "own_score": None, "applies": True, "value": "", "levels": [], "figures": []}


def form_of(path, lang="zh", **more):
    return Form(review_form(review_form_of(OWN[path], SCHEMES[path], **more), lang))


def faults(data):
    """Code, sheet and cell of everything that is wrong."""
    with pytest.raises(SubmissionError) as caught:
        read_review_form(data, file="form.xlsx")
    return [(f.code, f.origin.sheet, f.origin.cell) for f in caught.value.findings]


@pytest.mark.parametrize("path", [LIBRARY, OFFICE], ids=lambda path: path.stem)
@given(data=st.data())
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_what_a_reviewer_fills_in_is_the_review(path, data):
    review = data.draw(reviews(path))
    lang = data.draw(st.sampled_from(["zh", "en"]))
    assert read_review_form(form_of(path, lang).fill(review)) == review


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_filled_in_is_a_fault_and_no_review(lang):
    form = form_of(LIBRARY, lang)
    assert faults(form.saved()) == [("I104", form.head.title, "B6")]


def test_a_row_that_is_not_filled_in_is_found_by_the_review():
    form = form_of(LIBRARY)
    form.say(reviewer="某所")
    form.type("outputs[0]", score=20)
    review = read_review_form(form.saved())
    assert review.judgements["outputs[0]"] == Judgement(20)
    assert review.judgements["outputs[1]"] == Judgement()
    found = perfeval.review(LIBRARY, review).findings
    assert {f.code for f in found} == {"R404"}
    assert len(found) == 6


def test_the_self_evaluation_is_shown_and_locked():
    rows = form_of(LIBRARY).rows
    shown = [cell.value for cell in rows[3]][:7]
    assert shown == ["outputs[0]", "产出指标", "开放天数", 20, "≥300天", "312天", 20]
    open_cells = [name for name, cell in zip(ROW_COLUMNS, rows[3], strict=True) if not cell.protection.locked]
    assert open_cells == list(ASKED)
    assert rows["H2"].protection.locked  # the execution rate has no value of its own to replace
    assert rows.protection.sheet
    assert rows.freeze_panes == "D2"
    assert rows["I3"].fill.fgColor.rgb.endswith("FFF8DC")


def test_reasons_are_chosen_from_a_list():
    form = form_of(LIBRARY)
    lists = {str(rule.sqref): rule.formula1 for rule in form.rows.data_validations.dataValidation}
    assert lists["L3"] == "'理由'!$A$2:$A$15"
    assert form.book["理由"]["A2"].value == "无佐证材料"
    assert form.book["理由"]["C4"].value == "100% / 60% / 30%"


def test_the_hidden_sheet_cannot_be_shown_from_the_menu():
    assert form_of(LIBRARY).book[HIDDEN].sheet_state == "veryHidden"


def test_figures_stand_on_a_sheet_of_their_own_and_classified_ones_nowhere():
    form = form_of(OFFICE)
    paths = [row[0].value for row in form.figures.iter_rows(min_row=2)]
    assert "satisfaction" in paths
    assert "budget.total.actual" in paths
    assert "projects[0].self_score" in paths
    assert not [path for path in paths if path.startswith("projects[1]")]
    data = form.saved()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        every = b"".join(archive.read(name) for name in archive.namelist())
    assert "涉密项目".encode() not in every


def test_corrected_figures_need_no_score():
    form = form_of(LIBRARY)
    form.say(reviewer="某所", date="2024年5月6日")
    form.correct("budget.total.actual", "90万元")
    form.type("execution", remark="核减")
    form.type("outputs[0]", value="290天", reason="台账")
    review = read_review_form(form.saved())
    assert review.date == date(2024, 5, 6)
    assert review.facts == {"budget.total.actual": "90万元", "targets[0].actual": "290天"}
    assert "execution" not in review.judgements
    assert review.judgements["outputs[0]"] == Judgement(deductions=[], reason="台账")
    result = perfeval.review(LIBRARY, review)
    scores = {row.id: row.reviewed_score for row in result.rows}
    assert (scores["execution"], scores["outputs[0]"]) == (Decimal("9.18"), Decimal("19.33"))


def test_a_share_alone_is_of_the_full_marks():
    form = form_of(LIBRARY)
    form.say(reviewer="某所")
    form.type("outputs[1]", share="30%", code="some-goals-unmet")
    judgement = read_review_form(form.saved()).judgements["outputs[1]"]
    assert judgement.deductions == (Deduction("4.5", code="some-goals-unmet", share="30%"),)


@pytest.mark.parametrize("chosen", ["无佐证材料", "no evidence", "no-evidence"])
def test_a_reason_may_be_named_by_its_words_or_its_code(chosen):
    form = form_of(LIBRARY)
    form.say(reviewer="某所")
    form.type("outputs[1]", score=0, code=chosen)
    assert read_review_form(form.saved()).judgements["outputs[1]"].code == "no-evidence"


def test_a_score_and_points_off_beside_it_have_to_agree():
    form = form_of(LIBRARY)
    form.say(reviewer="某所")
    form.type("outputs[1]", score=Decimal("9.71"), off=Decimal("4.5"), reason="x")  # off the self score, 14.21
    form.type("outputs[2]", score=11, off=4, reason="x")  # off the full marks, 15
    review = read_review_form(form.saved())
    assert review.judgements["outputs[2]"].points == 11
    form.type("outputs[2]", score=12)
    assert faults(form.saved()) == [("I114", "指标复核", "J5")]


def test_every_mistake_at_once_with_its_cell():
    form = form_of(LIBRARY)
    form.say(reviewer="某所", date="昨天")
    form.type("execution", value=3)
    form.type("outputs[0]", value="很多", score="二十")
    form.type("outputs[1]", share="130%", off=1, code="没有的理由")
    form.correct("budget.total.actual", "x")
    form.rows["A8"] = "nothing"
    form.further["A2"], form.further["E2"] = "nothing", "x"
    form.further["A3"], form.further["E3"] = "outputs[0]", "x"
    form.rows["N3"] = "=1+1"
    assert sorted(faults(form.saved())) == sorted(
        [
            ("I308", "指标复核", "N3"),
            ("I103", "说明", "B7"),
            ("I114", "指标复核", "H2"),
            ("I106", "指标复核", "H3"),
            ("I106", "指标复核", "I3"),
            ("I113", "指标复核", "K4"),
            ("I111", "指标复核", "L4"),
            ("I106", "数据复核", "E2"),
            ("I115", "指标复核", "A8"),
            ("I104", "指标复核", ""),
            ("I115", "其他扣分", "A2"),
            ("I104", "其他扣分", "B3"),
        ]
    )


def test_sorted_rows_are_read_all_the_same():
    form = form_of(LIBRARY)
    form.say(reviewer="某所")
    form.type("outputs[0]", score=1)
    for one, other in zip(form.rows[3], form.rows[6], strict=True):
        one.value, other.value = other.value, one.value
    assert read_review_form(form.saved()).judgements["outputs[0]"].points == 1


def test_the_same_row_twice():
    form = form_of(LIBRARY)
    form.say(reviewer="某所")
    form.rows["A4"] = "outputs[0]"
    assert [code for code, _, _ in faults(form.saved())] == ["I105", "I104"]


@pytest.mark.parametrize("change", ["no hidden sheet", "no JSON", "another form", "no line"])
def test_what_is_no_form_is_refused(change):
    form = form_of(LIBRARY)
    hidden = form.book[HIDDEN]
    if change == "no hidden sheet":
        del form.book[HIDDEN]
    elif change == "no JSON":
        hidden["A2"] = "{"
    elif change == "another form":
        hidden["A1"] = "perfeval.review-form/9"
    else:
        hidden.delete_rows(2, 50)
    with pytest.raises(FormatError) as caught:
        read_review_form(form.saved(), file="form.xlsx")
    (finding,) = caught.value.findings
    assert finding.code == ("I101" if change in ("no JSON", "no line") else "I109")
    assert finding.origin.file == "form.xlsx"


@pytest.mark.parametrize(
    "line",
    [
        '{"row":{"id":"x"}}',
        '{"row":5}',
        '{"figure":{"path":1,"kind":"","unit":""}}',
        "5",
        '{"row":{"id":[]}}',
        "[" * 5000,
    ]
    + [
        json.dumps({"row": {**ROW, name: value}})
        for name, value in (("points", "x"), ("figures", 5), ("applies", "no"))
    ],
)
def test_a_hidden_sheet_that_was_changed_is_refused(line):
    form = form_of(LIBRARY)
    form.say(reviewer="某所")
    form.book[HIDDEN]["A3"] = line
    with pytest.raises(FormatError) as caught:
        read_review_form(form.saved(), file="form.xlsx")
    assert [f.code for f in caught.value.findings] == ["I101"]


def test_a_form_of_another_scheme_or_another_body_is_refused():
    form = form_of(OFFICE)
    form.say(reviewer="某所")
    review = read_review_form(form.saved())
    with pytest.raises(SubmissionError) as caught:
        perfeval.review(LIBRARY, review)
    places = [f.location for f in caught.value.findings if f.code == "I114"]
    assert places == ["entity", "year", "scheme", "digest"]


LEVELS = Scheme(
    id="levels",
    label="等级",
    combine=perfeval.NoCombination(),
    groups=[Indicator("a", "甲", scale=Ordinal(["D", "C", "B", "A"])), Indicator("b", "乙", scale=Ordinal(["D", "A"]))],
)


def test_levels_are_chosen():
    own = Submission(
        entity=Entity("某局"), year=2024, judgements={"a": Judgement(level="A"), "b": Judgement(level="A")}
    )
    form = Form(review_form(review_form_of(own, LEVELS), "zh"))
    form.say(reviewer="某所")
    form.type("a", score="C", reason="x")
    review = read_review_form(form.saved())
    assert review.judgements == {"a": Judgement(level="C", reason="x"), "b": Judgement()}
    result = perfeval.review(own, review, LEVELS)
    assert [(row.own_level, row.reviewed_level) for row in result.rows] == [("A", "C"), ("A", None)]
    assert [f.code for f in result.findings] == ["R404"]
    form.type("a", score="E")
    assert faults(form.saved()) == [("I111", "指标复核", "I2")]


def test_what_does_not_apply():
    own = perfeval.load(OFFICE)
    excused = perfeval.Submission(
        entity=Entity("某局"), year=2021, budget=own.budget, not_applicable={"assets": "无资产"}, projects=own.projects
    )
    form = Form(review_form(review_form_of(excused, SCHEMES[OFFICE]), "en"))
    form.say(reviewer="某所")
    form.type("assets", score=3, reason="有资产")
    form.type("benefit", score="not applicable", reason="新设单位")
    review = read_review_form(form.saved())
    assert (review.applicable, review.not_applicable) == ({"assets": "有资产"}, {"benefit": "新设单位"})
    rows = {row.id: row for row in perfeval.review(excused, review, SCHEMES[OFFICE]).rows}
    assert (rows["assets"].reviewed_score, rows["benefit"].reviewed_score) == (Decimal("3.00"), None)
    assert rows["benefit"].remark == "新设单位"


def test_names_that_look_like_formulas_stay_text():
    sheet = perfeval.load(LIBRARY)
    evil = perfeval.Submission(
        entity=Entity('=HYPERLINK("http://x")\x01'),
        year=2024,
        kind="project",
        targets=[perfeval.Target(f"{sign}1+1\x02", "outputs", points="12.5", target=1, actual=1) for sign in "=+-@"],
        budget=sheet.budget,
    )
    data = review_form(review_form_of(evil, SCHEMES[LIBRARY]), "zh")
    book = openpyxl.load_workbook(io.BytesIO(data))
    every = [cell for each in book.worksheets for row in each.iter_rows() for cell in row]
    assert not [cell for cell in every if cell.data_type == "f"]
    assert {cell.data_type for cell in every if isinstance(cell.value, str)} == {"s"}
    form = Form(data)
    form.say(reviewer="=1+1")
    review = read_review_form(form.saved())
    assert review.entity == evil.entity.name
    assert review.reviewer == "=1+1"


def test_percent_cells_are_read_as_shares_and_values():
    form = form_of(LIBRARY)
    form.say(reviewer="某所")
    form.type("outputs[1]", value="85%", share=Fraction(3, 10))
    cell = form.rows["H4"]
    cell.value, cell.number_format = 0.853, "0%"
    review = read_review_form(form.saved())
    assert review.facts["targets[1].actual"] == Decimal("85.3")
    assert review.judgements["outputs[1]"].deductions[0].points == Decimal("4.5")

"""The Markdown report says what the page says, in its order."""

import pytest
from tests.reports.markdown.reading import Read
from tests.reports.page.reading import Read as ReadPage

import perfeval
from perfeval import Budget, BudgetLine, Entity, Group, Indicator, Judgement, NoCombination, Ordinal, Scheme, Submission
from perfeval.api import Reporting
from perfeval.evaluation import Reported, explanation_text
from perfeval.plugins import default_host
from perfeval.reports import evaluation_markdown, evaluation_page, evaluations_markdown

FOSHAN = "examples/foshan-2021"


def reported(of, scheme=None, **options):
    return Reporting(scheme, options, default_host())(of)


@pytest.fixture(scope="module")
def office():
    return reported(f"{FOSHAN}/hmt-office.toml")


@pytest.fixture(scope="module")
def incomplete():
    return reported(f"{FOSHAN}/incomplete.toml")


def read(what, lang="en"):
    return Read(evaluation_markdown(what, lang))


def test_total_and_grade_come_first(office):
    assert read(office, "zh").under("li")[:2] == ["总分：99.85（满分 100）", "等级：优"]
    assert read(office, "en").under("li")[:2] == ["Total: 99.85 of 100", "Grade: 优"]
    assert read(office).under("h1") == [office.evaluation.entity]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", ["hmt-office", "incomplete"])
def test_the_parts_are_those_of_the_page_in_its_order(name, lang):
    of = reported(f"{FOSHAN}/{name}.toml")
    page = ReadPage(evaluation_page(of, lang))
    assert read(of, lang).under("h2") == page.told("h2")


def test_scores_stand_in_a_table(office):
    rows = read(office).rows()
    for outcome in office.evaluation.outcomes():
        (row,) = [r for r in rows if r[0].strip() == outcome.label.en and len(r) == 5]
        assert row[1:3] == [str(outcome.score), str(outcome.points)]
    assert [r[3] for r in rows if r[0].strip() == "attainment of project goals"] == ["98.5%"]
    assert [r for r in rows if len(r) == 4][:3] == [
        ["Indicator", "Score", "Points", "Share"],
        ["management efficiency", "50.00", "50", "100%"],
        ["effectiveness", "49.85", "50", "99.7%"],
    ]


def test_rows_show_where_they_stand_in_the_tree(office):
    rows = [r[0] for r in read(office).rows() if len(r) == 5]
    assert rows[1:3] == ["management efficiency", "\u2003budget management"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_line_of_every_explanation_is_there(office, lang):
    items = read(office, lang).under("li")
    for explanation in office.explained.explanations:
        for line in explanation_text(explanation, lang).split("\n  ")[1:]:
            assert " ".join(line.split()) in items


def test_the_budget_has_its_lines_and_its_unit(office):
    found = read(office, "zh")
    assert ["合计", "854.53", "922.01", "884.78"] in found.rows()
    assert ["\u2003\u2003人员经费", "625.22", "766.53", "761.04"] in found.rows()
    assert "单位：万元" in found.under("p")


def test_an_incomplete_one_says_what_is_missing_between_which_bounds(incomplete):
    found = read(incomplete)
    assert found.under("li")[:2] == ["Total: 74.46 to 89.46 of 100", "Grades still possible: 良 · 中"]
    assert "attainment of project goals (10)" in found.under("li")
    assert ["effectiveness", "unscored", "50", "—", ""] in found.rows()
    for finding in incomplete.evaluation.findings:
        assert any(item.startswith(f"warning E101: {finding.message.en}; what to do: ") for item in found.under("li"))
        assert found.text.count(finding.location) == 2  # in the explanation and in the finding, once each


def test_what_marks_an_outcome_stands_beside_its_score():
    found = read(reported(f"{FOSHAN}/incomplete.toml", on_missing="zero", parameters={"spending_full": "98%"}))
    notes = {r[0].strip(): r[4] for r in found.rows() if len(r) == 5}
    assert notes["spending rate"] == "source not certain; changed"
    assert notes["satisfaction of the public and of those served"] == "counted as zero; source not certain"
    assert notes["budget management"] == ""
    sentence = "parameter spending_full from 95% to 98%"
    assert [item for item in found.under("li") if sentence in item] == [f"changed: {sentence}", sentence]


def test_a_weighting_is_told():
    found = read(reported(f"{FOSHAN}/hmt-office.toml", weighting="equal"))
    assert any(item.startswith("Points were assigned by") for item in found.under("li"))


def test_doubtful_sources_come_first_with_all_that_rests_on_them(office):
    rows = [r for r in read(office).rows() if len(r) == 3]
    assert rows[0] == ["Status", "Sources", "used for"]
    assert [r[0] for r in rows[1:]] == [
        *["assumed, no source found"] * 4,
        *["inferred from published figures"] * 2,
        "published",
    ]
    assert rows[-1][2].count("; ") == 8


def test_a_saved_evaluation_says_that_it_is_not_explained():
    found = read(Reported(perfeval.evaluate(f"{FOSHAN}/hmt-office.toml")))
    assert any(p.startswith("This page was made from a saved evaluation") for p in found.under("p"))
    assert found.under("h2") == ["Groups", "Indicators", "Findings", "How this was made"]
    assert found.under("h3") == []


def test_a_scheme_on_levels_without_a_total():
    scale = Ordinal(("D", "C", "B", "A"))
    scheme = Scheme(id="l-2024", label="等级", groups=[Indicator("one", "一", scale=scale)], combine=NoCombination())
    graded = Submission(entity=Entity("某局"), year=2024, judgements={"one": Judgement(level="C")})
    found = read(reported(graded, scheme))
    assert found.under("li")[0] == "Total: This scheme has no total"
    assert ["一", "C", "—", "—", ""] in found.rows()
    open_ = read(reported(Submission(entity=Entity("某局"), year=2024), scheme))
    assert "incomplete" in open_.under("h2")
    assert "一" in open_.under("li")


def test_a_grade_that_was_capped_and_bonus_and_penalties():
    scheme = Scheme(
        id="x-2024", label="加减分",
        groups=[Group("g", "组", [Indicator("work", "工作", 90), Indicator("foreign", "涉外", 10)])],
        bonus=[Indicator("award", "获奖", 2)], penalties=[Indicator("late", "迟报", 3)],
    )  # fmt: skip
    given = {"work": Judgement(80), "award": Judgement(1), "late": Judgement(2)}
    own = Submission(entity=Entity("某局"), year=2024, judgements=given, not_applicable={"foreign": "没有涉外工作"})
    found = read(reported(own, scheme), "zh")
    assert "涉外：不适用（没有涉外工作）" in found.under("h4")
    assert [t for t in found.under("h3") if t in ("加分", "减分")] == ["加分", "减分"]
    assert "获奖：1.00 / 2" in found.under("h4")
    assert ["获奖", "1.00", "2", "50%", ""] in found.rows()


def test_nothing_that_applies_is_no_total():
    scheme = Scheme(id="n-2024", label="无", groups=[Indicator("work", "工作", 100)])
    own = Submission(entity=Entity("某局"), year=2024, not_applicable={"work": "无此项"})
    assert read(reported(own, scheme)).under("li")[0] == "Total: Incomplete, no total yet"


def test_a_grade_before_its_cap_is_told(office):
    from attrs import evolve

    capped = Reported(evolve(office.evaluation, grade="良", uncapped="优"))
    assert read(capped, "zh").under("li")[1] == "等级：良（原为 优）"


def test_what_was_written_is_told_paragraph_by_paragraph():
    scheme = Scheme(id="t-2024", label="示例", groups=[Indicator("work", "工作", 100)])
    said = {"work": "第一段\n\n第二段", "其他": "第三段"}
    lines = [BudgetLine("total", "1000万元", "1.50亿元", None)]
    own = Submission(
        entity=Entity("某局"), year=2024, judgements={"work": Judgement(60)},
        narrative=said, problems=["问题一"], improvements=["措施一"], budget=Budget(lines),
    )  # fmt: skip
    found = read(reported(own, scheme), "zh")
    assert [p for p in found.under("p") if p.startswith(("第", "问题", "措施"))] == [
        "问题一",
        "措施一",
        "第一段",
        "第二段",
        "第三段",
    ]
    assert found.under("h3")[-2:] == ["工作", "其他"]
    assert ["合计", "1000", "15000", "—"] in found.rows()


def test_the_same_input_gives_the_same_bytes_and_both_languages_the_same_shape(office):
    assert evaluation_markdown(office, "zh") == evaluation_markdown(reported(f"{FOSHAN}/hmt-office.toml"), "zh")
    assert read(office, "zh").shape == read(office, "en").shape


def test_many_are_one_table(office, incomplete):
    found = Read(evaluations_markdown([office, incomplete], "en"))
    assert found.rows() == [
        ["Entity", "Year", "Total", "Grade", "management efficiency", "effectiveness", "Status", "Findings"],
        [office.evaluation.entity, "2021", "99.85", "优", "50.00", "49.85", "complete", "0"],
        [incomplete.evaluation.entity, "2021", "74.46–89.46", "良/中", "47.00", "—", "incomplete", "2"],
    ]
    assert found.under("li") == ["优: 1", "open: 1"]
    assert found.under("p")[0] == "2 evaluations, 1 of them complete."
    assert Read(evaluations_markdown([], "zh")).under("p")[0] == "共 0 份评价，其中 0 份完整。"
    assert Read(evaluations_markdown([], "zh")).under("li") == []


def test_it_is_written_by_name_and_by_suffix(tmp_path, office):
    path = tmp_path / "office.md"
    perfeval.report(f"{FOSHAN}/hmt-office.toml", path, lang="en")
    assert path.read_text(encoding="utf-8") == evaluation_markdown(office, "en")
    both = perfeval.report([f"{FOSHAN}/hmt-office.toml"] * 2, format="markdown", lang="zh").decode()
    assert len(Read(both).rows()) == 3
    perfeval.save(office.evaluation, path, lang="zh")
    assert path.read_text(encoding="utf-8") == evaluation_markdown(Reported(office.evaluation), "zh")

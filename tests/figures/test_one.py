"""Pictures of one evaluation say what it says, digit by digit; unknown is never a zero."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from attrs import evolve
from tests.figures.conftest import FOSHAN, rescored
from tests.figures.reading import assert_readable, boxes

import perfeval
from perfeval import Budget, BudgetLine, Evaluation, Indicator, Ordinal, Scheme, Submission, Text, figures
from perfeval.api import Reporting
from perfeval.evaluation import Reported
from perfeval.figures.colours import DARK, LIGHT
from perfeval.findings import Lang
from perfeval.plugins import default_host

pytestmark = pytest.mark.full  # a font with Chinese


def test_bars_are_as_long_as_scores_and_full_marks_exactly(office: Evaluation):
    picture = figures.scores(office)
    full = {box.name.partition(":")[2]: box.width for box in boxes(picture, "full:")}
    scored = {box.name.partition(":")[2]: box.width for box in boxes(picture, "score:")}
    marks = {o.id: o for o in office.indicators()}
    assert full.keys() == scored.keys() == marks.keys()
    unit = full["finance"] / 19
    assert full == {id: unit * Fraction(o.points or 0) for id, o in marks.items()}
    assert scored == {id: unit * Fraction(o.score or 0) for id, o in marks.items()}


def test_the_words_of_a_picture_are_the_digits_of_the_evaluation(office: Evaluation):
    picture = figures.scores(office, lang="zh")
    shown = picture.drawing.texts()
    for outcome in office.outcomes():
        assert f"{outcome.score} / {outcome.points}" in shown
        assert f"{outcome.label.zh} {outcome.score} / {outcome.points}" in picture.alt.zh or outcome.children
    assert "总分 99.85，满分 100，等级为优。" in shown
    assert "The total is 99.85 of 100; the grade is 优." in picture.alt.en


def test_what_is_not_scored_is_hatched_and_no_zero(incomplete: Evaluation):
    picture = figures.scores(incomplete, lang="en")
    assert [box.name for box in boxes(picture, "unscored:")] == ["unscored:project_goals", "unscored:satisfaction"]
    assert all(box.hatch and box.fill == LIGHT for box in boxes(picture, "unscored:"))
    assert not {"score:project_goals", "score:satisfaction"} & {box.name for box in boxes(picture, "score:")}
    assert "not scored / 10" in picture.drawing.texts()
    assert "Incomplete: the total lies between 74.46 and 89.46 of 100." in picture.alt.en


def test_a_zero_is_a_bar_without_length_and_says_so(office: Evaluation):
    picture = figures.scores(rescored(office, "benefit", score=Decimal("0.00"), share=Fraction(0)))
    (bar,) = boxes(picture, "score:benefit")
    assert bar.width == 0
    assert "0.00 / 15" in picture.drawing.texts()
    assert not boxes(picture, "unscored:")


def test_what_does_not_apply_is_an_outline(other: Evaluation):
    picture = figures.scores(other)
    (box,) = boxes(picture, "not_applicable:")
    assert (box.name, box.fill, box.hatch, box.dashed) == ("not_applicable:satisfaction", None, None, True)
    assert "不适用" in picture.drawing.texts()


def test_bonus_and_penalties_stand_apart():
    extra = Indicator("award", "表彰", 5)
    less = Indicator("late", "迟报", 3)
    scheme = Scheme(
        id="toy-2024", label="示例", groups=[Indicator("work", "工作", 100)], bonus=[extra], penalties=[less]
    )
    judged = {name: perfeval.Judgement(points) for name, points in (("work", 90), ("award", 2), ("late", 1))}
    own = Submission(entity=perfeval.Entity("某局"), year=2024, judgements=judged)
    picture = figures.scores(perfeval.evaluate(own, scheme), lang="zh")
    shown = picture.drawing.texts()
    assert shown.index("加分") < shown.index("表彰") < shown.index("减分") < shown.index("迟报")
    assert "总分 91.00，满分 100。" in shown
    assert_readable(picture)


def test_levels_have_no_bars():
    scale = Ordinal({"A": 4, "B": 3, "C": 2, "D": 1})
    work = Indicator("work", "预算可信度", scale=scale)
    none = perfeval.NoCombination()
    scheme = Scheme(id="toy-2024", label="示例", groups=[work], combine=none)
    judged = {"work": perfeval.Judgement(level="B")}
    own = Submission(entity=perfeval.Entity("某局"), year=2024, judgements=judged)
    picture = figures.scores(perfeval.evaluate(own, scheme), lang="zh")
    assert picture.alt.zh == "某局 2024 年各项得分。本方案不计总分。预算可信度 B。"
    assert not boxes(picture, "")
    assert "B" in picture.drawing.texts()


def test_a_picture_may_have_a_heading_of_ones_own_or_none(office: Evaluation):
    own, none = figures.scores(office, heading="图 1"), figures.scores(office, heading="")
    assert "图 1" in own.drawing.texts()
    assert own.title == none.title == figures.scores(office).title
    assert none.title.zh not in none.drawing.texts()
    assert none.drawing.height < own.drawing.height


def test_the_language_is_that_of_the_environment(office: Evaluation, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PERFEVAL_LANG", "en")
    assert "score" in figures.scores(office).drawing.texts()
    assert "得分" in figures.scores(office, lang="zh").drawing.texts()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_budget_shows_amounts_as_they_were_written(lang: Lang):
    picture = figures.budget(perfeval.load(f"{FOSHAN}/hmt-office.toml"), lang=lang)
    assert [box.name for box in boxes(picture, "actual:")] == ["actual:basic", "actual:project", "actual:total"]
    wide = {box.name: box.width for box in boxes(picture, "") if box.name}
    assert wide["actual:total"] / wide["adjusted:total"] == Fraction("884.78") / Fraction("922.01")
    assert wide["original:project"] / wide["actual:basic"] == Fraction("185") / Fraction("825.18")
    assert {"854.53", "922.01", "884.78", "185", "87.2"} <= set(picture.drawing.texts())
    assert_readable(picture)


def lines(*given: BudgetLine) -> Submission:
    return Submission(entity=perfeval.Entity("某局"), year=2024, money_unit="万元", budget=Budget(given))


def test_a_stage_that_was_not_given_is_no_zero():
    budget = lines(BudgetLine("total", "3万元", None, "0万元"), BudgetLine("basic", "12000元", "-1万元", None))
    picture = figures.budget(budget, lang="zh")
    assert "合计：年初预算数 3，调整预算数 未填报，决算数 0；" in picture.alt.zh
    assert "基本支出：年初预算数 1.2，调整预算数 -1（负数），决算数 未填报。" in picture.alt.zh
    assert [(box.name, box.width > 0) for box in boxes(picture, "") if box.name] == [
        ("original:total", True), ("actual:total", False), ("original:basic", True), ("adjusted:basic", False),
    ]  # fmt: skip


def test_a_line_without_amounts_is_left_out():
    budget = lines(BudgetLine("total", "3万元", "3万元", "3万元"), BudgetLine("basic", "0元", None, None))
    assert "基本支出" not in figures.budget(budget, lang="zh").alt.zh


def test_a_budget_comes_out_of_a_report_too():
    reported = Reporting(None, {}, default_host())(f"{FOSHAN}/hmt-office.toml")
    assert figures.budget(reported) == figures.budget(perfeval.load(f"{FOSHAN}/hmt-office.toml"))
    assert figures.scores(reported) == figures.scores(reported.evaluation)
    with pytest.raises(perfeval.UsageError) as error:
        figures.budget(Reported(reported.evaluation))
    assert [finding.code for finding in error.value.findings] == ["I422"]


def test_a_profile_shows_shares_exactly(office: Evaluation, other: Evaluation):
    picture = figures.profile(office, other)
    wide = {box.name: box.width for box in boxes(picture, "group:")}
    whole = wide["group:management:0"]
    assert wide["group:effectiveness:0"] / whole == Fraction("49.85") / 50
    assert wide["group:effectiveness:1"] / whole == Fraction("39.71") / 50
    assert "39.71 / 50（79.42%）" in figures.profile(office, other, lang="zh").drawing.texts()


def test_a_group_without_a_score_is_hatched_in_a_profile(incomplete: Evaluation, other: Evaluation):
    picture = figures.profile(other, incomplete)
    (box,) = boxes(picture, "unscored:")
    assert (box.name, box.fill, box.dashed) == ("unscored:effectiveness:1", LIGHT, True)
    assert box.hatch
    assert [b.name for b in boxes(picture, "group:management")] == ["group:management:0", "group:management:1"]


def test_a_group_that_does_not_apply_is_an_outline_in_a_profile(office: Evaluation):
    none = rescored(office, "effectiveness", status="not_applicable", score=None)
    (box,) = boxes(figures.profile(none), "not_applicable:")
    assert (box.hatch, box.dashed) == (None, True)


def test_five_evaluations_fit_a_profile_and_look_different(office: Evaluation):
    five = [evolve(office, entity=f"第{n}局") for n in range(5)]
    picture = figures.profile(*five, lang="zh")
    looks = {(box.fill, box.hatch) for box in boxes(picture, "group:management")}
    assert len(looks) == 5
    assert (DARK, None) in looks
    assert_readable(picture)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_text_of_one_evaluation_lies_on_another(office, incomplete, other, lang):
    long = evolve(incomplete, entity="某" * 200, label=Text("年度" * 90, "very long " * 60))
    long = rescored(long, "benefit", label=Text("效益" * 40, "benefits of every kind " * 9))
    for picture in (
        figures.scores(office, lang=lang),
        figures.scores(long, lang=lang),
        figures.scores(other, lang=lang),
        figures.profile(office, long, other, lang=lang),
        figures.profile(rescored(office, "management", label=Text("管理" * 40, "management " * 20)), lang=lang),
    ):
        assert_readable(picture)

"""Pages of schemes on levels, with no total, and of what stands outside the full marks or does not apply."""

import pytest
from tests.reports.page.reading import Read

from perfeval import Entity, Group, Indicator, Judgement, NoCombination, Ordinal, Scheme, Submission, WeakestLink
from perfeval.reports import evaluation_page, evaluations_page

SCALE = Ordinal(("D", "C", "B", "A"))


@pytest.fixture
def levels(reported):
    one, two = (Indicator(name, name.title(), scale=SCALE) for name in ("one", "two"))
    top = Group("top", "总", [one, two], scale=SCALE, combine=WeakestLink(plus=False))
    scheme = Scheme(id="levels-2024", label="等级", groups=[top], combine=NoCombination())
    given = {"one": Judgement(level="A"), "two": Judgement(level="C")}
    return reported(Submission(entity=Entity("某局"), year=2024, judgements=given), scheme)


def test_a_scheme_without_a_total_says_so(levels):
    page = Read(evaluation_page(levels, "en"))
    assert "This scheme has no total" in page.text
    assert page.told("b") == ["C", "A", "C"]
    assert not page.told("span.total")
    assert "the lowest level below" in page.told("dd")


def test_levels_stand_in_the_table_as_texts(levels):
    page = Read(evaluations_page([levels], "en"))
    assert page.told("tr") == []
    assert [data for under, data in page.under if under.startswith("td")][:5] == ["2024", "—", "—", "C", "complete"]


@pytest.fixture
def extras(reported):
    scheme = Scheme(
        id="extras-2024",
        label="加减分",
        groups=[Indicator("work", "工作", 90), Indicator("foreign", "涉外", 10)],
        bonus=[Indicator("award", "获奖", 2)],
        penalties=[Indicator("late", "迟报", 3)],
    )
    given = {"work": Judgement(80), "award": Judgement(1), "late": Judgement(2)}
    own = Submission(entity=Entity("某局"), year=2024, judgements=given, not_applicable={"foreign": "没有涉外工作"})
    return reported(own, scheme)


def test_bonus_and_penalties_have_headings_of_their_own(extras):
    page = Read(evaluation_page(extras, "en"))
    assert [h for h in page.told("span") if h in ("Bonus", "Penalties")] == ["Bonus", "Penalties"]


def test_what_does_not_apply_is_told_with_its_reason_and_without_points(extras):
    page = Read(evaluation_page(extras, "zh"))
    assert "不适用（没有涉外工作）" in page.told("b")
    assert "/ 10" not in page.text
    assert extras.explained.total.zh in page.text


def test_an_evaluation_that_is_incomplete_and_has_no_bounds(reported):
    top = Group("top", "总", [Indicator("one", "一", scale=SCALE)], scale=SCALE, combine=WeakestLink(plus=False))
    scheme = Scheme(id="levels-2024", label="等级", groups=[top], combine=NoCombination())
    page = Read(evaluation_page(reported(Submission(entity=Entity("某局"), year=2024), scheme), "en"))
    assert "incomplete" in page.told("h2")
    assert page.told("section") == []


def test_nothing_that_applies_is_no_total(reported):
    scheme = Scheme(id="none-2024", label="无", groups=[Indicator("work", "工作", 100)])
    own = Submission(entity=Entity("某局"), year=2024, not_applicable={"work": "无此项"})
    page = Read(evaluation_page(reported(own, scheme), "en"))
    assert not page.told("span.total")
    assert "Incomplete, no total yet" in page.told("span.of")

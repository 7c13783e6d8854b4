"""Pictures of many evaluations: each counted once, in its place, and what is unknown apart."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.figures.conftest import FOSHAN, rescored
from tests.figures.reading import assert_readable, boxes

import perfeval
from perfeval import Evaluation, Grades, Text, figures
from perfeval.api import Reporting
from perfeval.figures.axis import axis, step
from perfeval.figures.colours import LIGHT, of_share
from perfeval.figures.marks import Dot, Stroke
from perfeval.figures.ranking import ranked
from perfeval.figures.taking import Totalled, totalled
from perfeval.figures.totals import bins
from perfeval.plugins import default_host

pytestmark = pytest.mark.full  # a font with Chinese

Make = Callable[..., Evaluation]
OFFICE = perfeval.evaluate(f"{FOSHAN}/hmt-office.toml")
TOTALS = st.decimals(Decimal(0), Decimal(105), places=2)
EDGES = st.lists(st.sampled_from([60, 70, 75, 80, 85, 90, Fraction(171, 2)]), unique=True).map(
    lambda found: tuple(map(Fraction, sorted({0, *found})))
)
PAIRS = st.lists(st.tuples(TOTALS, TOTALS, st.booleans()), min_size=1, max_size=30)


def made(pairs: list[tuple[Decimal, Decimal, bool]]) -> list[Evaluation]:
    """Evaluations with these totals; with bounds in their place where the last is true."""
    found = []
    for n, (one, other, unknown) in enumerate(pairs):
        low, high = sorted((one, other))
        changes = {"total": None, "lower": low, "upper": high, "grade": None} if unknown else {"total": one}
        found.append(evolve(OFFICE, entity=f"第{n}局", **changes))
    return found


@settings(max_examples=80, deadline=None)
@given(PAIRS, EDGES, st.integers(5, 60))
def test_every_total_is_in_one_bin_and_no_bin_spans_an_edge(pairs, edges, most):
    totals = totalled(made(pairs))
    found = bins(totals, edges, Fraction(100), most)
    closed = [Fraction(t.low) for t in totals if not t.open]
    assert sum(b.count for b in found) == len(closed)
    assert all(b.low < b.high for b in found)
    assert all(a.high == b.low for a, b in pairwise(found))
    assert not [1 for b in found for edge in edges if b.low < edge < b.high]
    assert found[0].low <= min(t.low for t in totals)
    assert found[-1].high >= max(t.high for t in totals)
    for n, b in enumerate(found):
        last = n == len(found) - 1
        assert b.count == len([total for total in closed if b.low <= total < b.high or (last and total == b.high)])
    assert len(found) <= max(most, len(edges) + 1)


def test_a_total_on_an_edge_counts_upwards(totalling: Make, grades: Grades):
    found = [totalling(total) for total in ("89.99", "90.00", "100.00", "80.00")]
    alt = figures.distribution(found, grades=grades, lang="zh").alt.zh
    assert alt == "总分分布。共 4 份评价。80 至 82：1；88 至 90：1；90 至 92：1；98 至 100：1。"


def test_bins_are_as_wide_as_the_stretches_where_no_round_width_meets_the_edges(totalling: Make):
    odd = Grades({"甲": "85.53", "乙": "61.17", "丙": 0})
    alt = figures.distribution([totalling("70"), totalling("61.16")], grades=odd, lang="zh").alt.zh
    assert alt.endswith("0 至 61.17：1；61.17 至 85.53：1。")


def test_what_is_incomplete_is_in_no_bin(office: Evaluation, incomplete: Evaluation, grades: Grades):
    picture = figures.distribution([office, incomplete], grades=grades, lang="zh")
    assert len(boxes(picture, "bin:")) == 1
    (box,) = boxes(picture, "open")
    assert box.hatch
    assert "共 2 份评价，其中 1 份不完整，总分未定。" in picture.alt.zh
    assert "示例单位（资料不全） 74.46 至 89.46。" in picture.alt.zh


def test_of_many_incomplete_ones_ten_are_shown_and_all_are_counted(incomplete: Evaluation):
    many = [evolve(incomplete, entity=f"第{n}局") for n in range(25)]
    picture = figures.distribution(many, lang="en")
    assert len(boxes(picture, "open")) == 10
    assert "Incomplete: between which bounds the total lies (10 of 25)" in picture.drawing.texts()
    assert_readable(picture)


def test_caps_and_evaluations_without_a_total_are_told(office: Evaluation, totalling: Make):
    capped = evolve(totalling("95"), uncapped="优", grade="差")
    nothing = evolve(office, total=None, lower=None, upper=None)
    alt = figures.distribution([capped, nothing], lang="zh").alt.zh
    assert "另有 1 份没有总分。" in alt
    assert "有 1 份因一票否决降级" in alt


def test_grades_come_with_the_scheme_where_it_is_at_hand(grades: Grades):
    reported = Reporting(None, {}, default_host())(f"{FOSHAN}/hmt-office.toml")
    assert figures.distribution([reported]) == figures.distribution([reported.evaluation], grades=grades)
    assert figures.years([reported]) == figures.years([reported.evaluation], grades=grades)
    assert figures.years([reported]) != figures.years([reported.evaluation])


@settings(max_examples=60, deadline=None)
@given(PAIRS)
def test_ranks_are_shared_by_equal_totals_only(pairs):
    order = ranked(totalled(made(pairs)))
    closed = [r for r in order if r.rank is not None]
    assert [r.rank for r in order if r.totalled.open] == [None] * (len(order) - len(closed))
    for r in closed:
        assert r.rank == 1 + sum(other.totalled.low > r.totalled.low for other in closed)
    assert all(r.rank is not None for r in order[: len(closed)])


@settings(max_examples=60, deadline=None)
@given(st.lists(TOTALS, min_size=1, max_size=8), st.sampled_from([None, Fraction(100)]))
def test_an_axis_holds_all_values_in_their_order(values, most):
    along = axis(values, 10, 110, most=most)
    places = [along.at(v) for v in sorted(values)]
    assert places == sorted(places)
    assert 10 <= places[0] <= places[-1] <= 110
    assert along.low <= min(values) <= max(values) <= along.high
    values = sorted(map(Fraction, values))
    slopes = {(along.at(b) - along.at(a)) / (b - a) for a, b in pairwise(values) if a != b}
    assert len(slopes) <= 1
    assert 2 <= len(along.ticks()) <= 12


@given(st.fractions(Fraction(1, 1000), 100_000))
def test_steps_are_round(span):
    found = step(span)
    power = Fraction(10) ** (len(str(found.numerator)) - len(str(found.denominator)))
    assert found / power in (1, 2, 5, Fraction(1, 2), Fraction(1, 5), Fraction(1, 10), 10)
    assert 2 <= span / found <= 5


def test_places_in_a_league_are_exact(totalling: Make, incomplete: Evaluation):
    picture = figures.league([totalling("80"), totalling("95.5"), totalling("85.25"), incomplete])
    first, second, third = (mark for mark in picture.drawing.named("total") if isinstance(mark, Dot))
    assert (first.x - second.x) / (second.x - third.x) == Fraction("10.25") / Fraction("5.25")
    (box,) = boxes(picture, "open")
    assert box.width / (first.x - second.x) == 15 / Fraction("10.25")


def test_a_league_is_told_in_its_order(totalling: Make, incomplete: Evaluation):
    found = [totalling("80.10", "乙局"), incomplete, totalling("95", "甲局"), totalling("80.1", "丙局")]
    alt = figures.league(found, lang="zh").alt.zh
    assert alt == (
        "总分排名。共 4 份评价。第 1 名 甲局 95 优；第 2 名 丙局 80.1 优；第 2 名 乙局 80.10 优；"
        "示例单位（资料不全） 不完整，74.46 至 89.46。"
    )


def test_a_league_is_paged(totalling: Make):
    found = [totalling(f"{total}", f"第{total}局") for total in range(1, 100)]
    picture = figures.league(found, start=41, count=30, lang="zh")
    assert [t for t in picture.drawing.texts() if t.endswith("局")] == [f"第{n}局" for n in range(59, 29, -1)]
    assert "第 41–70 份，共 99 份。" in picture.alt.zh
    assert len(figures.league(found).drawing.named("total")) == 40
    assert figures.league(found, start=0) == figures.league(found)
    with pytest.raises(perfeval.UsageError) as error:
        figures.league(found, start=100)
    assert [finding.code for finding in error.value.findings] == ["I422"]


def test_the_grades_that_are_still_possible_stand_in_a_league(incomplete: Evaluation, office: Evaluation):
    shown = figures.league([incomplete, evolve(office, grade=None)]).drawing.texts()
    assert "良/中" in shown
    assert "—" in shown


def test_cells_are_coloured_by_their_share_and_never_for_what_is_unknown(office, incomplete, other):
    picture = figures.heat([office, incomplete, other], by="indicators", lang="zh")
    cells = {box.name: box.fill for box in boxes(picture, "cell:")}
    for n, e in enumerate((office, incomplete, other)):
        for o in e.indicators():
            name = f"cell:{o.id}:{n}"
            if o.score is None or o.points is None:
                assert name not in cells
            else:
                assert cells[name] == of_share(Fraction(o.score) / Fraction(o.points))
    assert [(b.name, b.fill, bool(b.hatch)) for b in boxes(picture, "unscored:")] == [
        ("unscored:project_goals:1", LIGHT, True),
        ("unscored:satisfaction:1", LIGHT, True),
    ]
    (none,) = boxes(picture, "not_applicable:")
    assert (none.name, none.fill, none.hatch, none.dashed) == ("not_applicable:satisfaction:2", LIGHT, None, True)
    assert "公众或服务对象满意度 未计分 / 5" in picture.alt.zh


def test_the_legend_of_a_heat_map_tells_only_what_there_is(office: Evaluation, incomplete: Evaluation):
    assert "未计分" not in figures.heat([office], lang="zh").drawing.texts()
    assert "未计分" in figures.heat([incomplete], lang="zh").drawing.texts()


def test_a_heat_map_of_many_columns_is_wider_and_leaves_scores_out_where_they_do_not_fit(office: Evaluation):
    many = tuple(evolve(office["benefit"], id=f"benefit{n}") for n in range(40))
    group = evolve(office["effectiveness"], children=many)
    picture = figures.heat([evolve(office, groups=(group,))], by="indicators", lang="zh")
    assert picture.drawing.width > 480
    assert "15.00" not in picture.drawing.texts()
    assert "格内为得分" not in "".join(picture.drawing.texts())
    assert picture.alt.zh.count("15.00 / 15") == 40
    assert_readable(picture)


def test_rows_of_an_open_group_are_one_column():
    sheet = perfeval.evaluate("examples/project-2020/sheet.toml")
    picture = figures.heat([sheet], by="indicators")
    columns = {box.name.split(":")[1] for box in boxes(picture, "cell:")}
    assert columns == {o.id for o in sheet.outcomes() if o.kind in ("indicator", "open")}


def test_an_indicator_that_one_evaluation_lacks_is_left_empty(office: Evaluation):
    group = office["effectiveness"]
    less = evolve(office, groups=(office.groups[0], evolve(group, children=group.children[1:])))
    picture = figures.heat([office, less], by="indicators", lang="en")
    (none,) = boxes(picture, "not_applicable:")
    assert none.name == "not_applicable:key_tasks:1"
    assert "not among its indicators" in picture.alt.en


def test_a_missing_year_is_a_gap(totalling: Make, grades: Grades, incomplete: Evaluation):
    years = [totalling("88.5", year=2017), totalling("91", year=2016), totalling("90", year=2019)]
    years += [totalling("85", year=2020), evolve(incomplete, entity="某局", year=2021), totalling("70", year=2022)]
    picture = figures.years(years, grades=grades, lang="zh")
    assert [mark.name for mark in picture.drawing.named("line:")] == ["line:2016", "line:2019"]
    assert "无" in picture.drawing.texts()
    assert picture.alt.zh == (
        "某局历年总分。2016 年 91，优；2017 年 88.5，优；2018 年没有评价；2019 年 90，优；2020 年 85，优；"
        "2021 年不完整，74.46 至 89.46；2022 年 70，优。"
    )
    (box,) = boxes(picture, "open:")
    assert (box.name, bool(box.hatch)) == ("open:2021", True)
    assert_readable(picture)


def test_totals_of_years_stand_between_the_edges_of_grades(totalling: Make, grades: Grades):
    picture = figures.years([totalling("89.99", year=2020), totalling("90", year=2021), totalling("50", year=2022)],
                            grades=grades)  # fmt: skip
    bands = {box.name: box for box in boxes(picture, "band:")}
    dots = {mark.name: mark for mark in picture.drawing.named("total:") if isinstance(mark, Dot)}
    assert bands["band:0"].y + bands["band:0"].height == dots["total:2021"].y == bands["band:1"].y
    assert dots["total:2020"].y > dots["total:2021"].y
    assert bands["band:3"].y < dots["total:2022"].y < bands["band:3"].y + bands["band:3"].height


def test_a_change_of_scheme_is_told(totalling: Make):
    later = evolve(totalling("90", year=2022), scheme="foshan-2022")
    told = "方案有变动：2021 年起 foshan-2021，2022 年起 foshan-2022。"
    picture = figures.years([totalling("90"), later], lang="zh")
    assert told in picture.alt.zh
    assert told in picture.drawing.texts()


def test_many_years_leave_labels_out_rather_than_crowd_them(totalling: Make, grades: Grades):
    found = [totalling("88.88", year=1990 + n) for n in range(40) if n != 7]
    picture = figures.years(found, grades=grades, lang="zh")
    assert "88.88" not in picture.drawing.texts()
    assert "1997 年没有评价" in picture.alt.zh
    assert_readable(picture)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("many", [1, 3, 30, 300])
def test_no_text_of_many_evaluations_lies_on_another(office, incomplete, totalling, grades, lang, many):
    found = [
        evolve(incomplete, entity=f"资料不全的单位第{n}号" + "某" * (n % 20))
        if n % 7 == 3
        else totalling(
            f"{40 + (n * 37) % 6001 / 100:.2f}", f"某{'某' * (n % 40)}局" if n % 3 else f"Bureau No. {n} " * 5
        )
        for n in range(many)
    ]
    found[0] = evolve(found[0], label=Text("方案" * 80, "scheme of " * 60))
    pictures = [
        figures.distribution(found, grades=grades, lang=lang),
        figures.distribution(found, lang=lang),
        figures.league(found, lang=lang),
        figures.league(found, lang=lang, start=many, count=300),
        figures.heat(found, lang=lang),
        figures.heat(found, by="indicators", lang=lang),
    ]
    if many <= 30:
        line = [evolve(e, entity="某局", year=1990 + n) for n, e in enumerate(found)]
        pictures.append(figures.years(line, grades=grades, lang=lang))
    for picture in pictures:
        assert_readable(picture)


def test_a_picture_of_many_can_be_made_of_one(office: Evaluation, grades: Grades):
    for picture in (figures.league([office]), figures.heat([office]), figures.years([office], grades=grades)):
        assert_readable(picture)
    assert isinstance(totalled([office])[0], Totalled)
    assert not [mark for mark in figures.years([office]).drawing.named("line:") if isinstance(mark, Stroke)]


def test_unknown_in_a_group_does_not_colour_it(office: Evaluation):
    unknown = rescored(office, "effectiveness", status="unscored", score=None)
    assert [b.name for b in boxes(figures.heat([unknown]), "unscored:")] == ["unscored:effectiveness:0"]

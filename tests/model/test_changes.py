"""What changed between two schemes: all of it, named, and nothing where the digests are equal."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve, fields, frozen
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.model.foshan import FOSHAN

import perfeval
from perfeval import scheme_changes
from perfeval.expressions import Function, Parameter, Source, lift, linear, proportional
from perfeval.findings import SchemeError, Text
from perfeval.model import (
    EQUAL,
    AveragingTable,
    Cap,
    Grade,
    Grades,
    Group,
    Indicator,
    Input,
    NoCombination,
    OpenGroup,
    Ordinal,
    Override,
    Scheme,
    WeakestLink,
    names,
    weighted,
)
from perfeval.model.changing.likeness import likeness

LEVELS = Ordinal(("D", "C", "B", "A"))
PLUS = Ordinal(("D", "D+", "C", "C+", "B", "B+", "A"))
LINE = Parameter("line", "50%", Text("线", "line"), Source("某文件"))
INPUTS = (
    Input("people", "quantity", Text("人数", "people"), unit="人", low=0, high=10, source=Source("报表")),
    Input("kind", "text", Text("类型", "kind"), options=("甲", "乙")),
    Input("failed", "flag", Text("查出问题", "failed")),
    Input("mark", "ratio", Text("评分", "mark"), low=0, high=1, out_of=100),
    Input("works.worth", "points", table="works", low=0),
    Input("works.name", "text", table="works", table_label=Text("工程", "works")),
)
the = names(INPUTS, [LINE])
OPEN = OpenGroup(
    "works",
    Text("工程", "works"),
    20,
    rows="works",
    where=the.works.name.equals("甲"),
    row_points=the.works.worth,
    row_label=the.works.name,
    scoring=lift("100%"),
)
COUNTED = Indicator(
    "counted",
    Text("计数", "counted"),
    30,
    measure=the.mark,
    measured_as=Text("得分率", "rate"),
    scoring=linear(full=LINE),
    not_applicable_when=the.failed,
    aspects=["一", "二"],
    better="higher",
    source=Source("某文件"),
)
JUDGED = Indicator("judged", Text("评定", "judged"), 50)
FULL = Scheme(
    id="full-1",
    label=Text("示例", "sample"),
    edition="1",
    groups=[Group("first", Text("甲组", "first"), [COUNTED, OPEN], points=50, source=Source("某文件")), JUDGED],
    grades=Grades([Grade("优", 90, Text("优", "good")), Grade("差", 0)]),
    caps=[Cap(the.failed, "差", Text("有问题", "failed"), Source("某文件")), Cap(the.kind.equals("甲"), "差", "甲类")],
    bonus=[Indicator("plus", "加分项", 2), Indicator("plus2", "另一加分项", 2)],
    penalties=[Indicator("minus", "减分项", 2)],
    inputs=INPUTS,
    parameters=[LINE, Parameter("other", 3)],
    source=Source("某文件"),
)
TABLE = {f"{a} {b}": "A" for n, a in enumerate("DCBA") for b in "DCBA"[n:]}
GRADED = Scheme(
    id="levels",
    label="等级",
    groups=[
        Group(
            "averaged",
            "平均",
            [Indicator(f"a{n}", f"甲{n}", scale=LEVELS) for n in (1, 2)],
            combine=AveragingTable(TABLE),
            scale=PLUS,
        ),
        Group(
            "weakest",
            "最低",
            [Indicator(f"b{n}", f"乙{n}", scale=LEVELS) for n in (1, 2)],
            combine=WeakestLink(),
            scale=PLUS,
        ),
    ],
    combine=NoCombination(),
)


def node(id: str, /, **new: Any) -> Callable[[Scheme], Scheme]:
    """Change one node, wherever it stands."""

    def within(of: Any) -> Any:
        if of.id == id:
            return evolve(of, **new)
        return evolve(of, children=[within(child) for child in of.children]) if isinstance(of, Group) else of

    def change(scheme: Scheme) -> Scheme:
        parts = {part: [within(n) for n in getattr(scheme, part)] for part in ("groups", "bonus", "penalties")}
        return evolve(scheme, **parts)

    return change


def part(where: str, n: int, **new: Any) -> Callable[[Scheme], Scheme]:
    """Change one input, parameter or cap."""

    def change(scheme: Scheme) -> Scheme:
        listed = list(getattr(scheme, where))
        listed[n] = evolve(listed[n], **new)
        return evolve(scheme, **{where: listed})

    return change


def head(**new: Any) -> Callable[[Scheme], Scheme]:
    return lambda scheme: evolve(scheme, **new)


def grade(n: int, **new: Any) -> Callable[[Scheme], Scheme]:
    def change(scheme: Scheme) -> Scheme:
        listed = list(scheme.grades.grades) if scheme.grades else []
        listed[n] = evolve(listed[n], **new)
        return evolve(scheme, grades=Grades(listed))

    return change


def repointed(scheme: Scheme) -> Scheme:
    points = {"first": 60, "counted": 40, "judged": 40}

    def within(of: Any) -> Any:
        made = evolve(of, points=points.get(of.id, of.points))
        return evolve(made, children=[within(child) for child in of.children]) if isinstance(of, Group) else made

    return evolve(scheme, groups=[within(of) for of in scheme.groups])


OTHER = Source("另一文件", "inferred", "第二条")
MUTATIONS: dict[str, Callable[[Scheme], Scheme]] = {
    "id": head(id="full-2"),
    "label": head(label=Text("示例", "another")),
    "edition": head(edition="2"),
    "kind": head(kind="project"),
    "most": head(most=101),
    "not_applicable": head(not_applicable="full"),
    "on_missing": head(on_missing="zero"),
    "places": head(places=1),
    "rounding": head(rounding="half_even"),
    "source": head(source=OTHER),
    "overrides": head(overrides=[Override("parameter", "line", "40%", "50%")]),
    "grades.优.low": grade(0, low=85),
    "grades.优.label": grade(0, label="优秀"),
    "caps[0].when": part("caps", 0, when=~the.failed),
    "caps[0].label": part("caps", 0, label="查出问题"),
    "caps[0].source": part("caps", 0, source=None),
    "parameters.other.value": part("parameters", 1, value=lift(4)),
    "parameters.line.label": part("parameters", 0, label=Text("线", "threshold")),
    "parameters.line.source": part("parameters", 0, source=OTHER),
    "inputs.people.label": part("inputs", 0, label="人"),
    "inputs.people.low": part("inputs", 0, low=Fraction(1, 3)),
    "inputs.people.high": part("inputs", 0, high=11),
    "inputs.people.source": part("inputs", 0, source=None),
    "inputs.failed.default": part("inputs", 2, default=False),
    "inputs.mark.out_of": part("inputs", 3, out_of=10),
    "inputs.works.name.table_label": part("inputs", 5, table_label="工程项目"),
    "indicators.first.label": node("first", label="第一组"),
    "indicators.first.source": node("first", source=None),
    "indicators.counted.label": node("counted", label=Text("计数", "count")),
    "indicators.counted.points": repointed,
    "indicators.counted.measure": node("counted", measure=the.mark * 1),
    "indicators.counted.measured_as": node("counted", measured_as="率"),
    "indicators.counted.scoring": node("counted", scoring=proportional()),
    "indicators.counted.not_applicable_when": node("counted", not_applicable_when=None),
    "indicators.counted.aspects": node("counted", aspects=["二", "一"]),
    "indicators.counted.better": node("counted", better=None),
    "indicators.counted.source": node("counted", source=OTHER),
    "indicators.works.where": node("works", where=the.works.name.equals("乙")),
    "indicators.works.row_label": node("works", row_label=None),
    "indicators.works.scoring": node("works", scoring=lift("90%")),
    "indicators.minus": lambda s: evolve(s, bonus=[*s.bonus, *s.penalties], penalties=[]),
    "groups": lambda s: evolve(s, groups=s.groups[::-1]),
    "bonus": lambda s: evolve(s, bonus=s.bonus[::-1]),
    "indicators.first.children": lambda s: evolve(
        s, groups=[evolve(n, children=n.children[::-1]) if isinstance(n, Group) else n for n in s.groups]
    ),
    "inputs": lambda s: evolve(s, inputs=s.inputs[::-1]),
    "parameters": lambda s: evolve(s, parameters=s.parameters[::-1]),
    "caps": lambda s: evolve(s, caps=s.caps[::-1]),
    "indicators.added": lambda s: evolve(s, bonus=[*s.bonus, Indicator("added", "全新的加分", 1)]),
}
"""Changes of FULL, each with the place that has to be named; a reversal names the last of two."""
BESIDE = {"indicators.counted.points": {"indicators.judged.points", "indicators.first.points"}}
"""What one change takes along: the points still make the full marks."""


def places(first: Scheme, second: Scheme) -> list[str]:
    return [change.place for change in scheme_changes(first, second)]


@pytest.mark.parametrize("scheme", [FULL, GRADED, FOSHAN, perfeval.scheme("mof-2020-project")], ids=lambda s: s.id)
def test_a_scheme_and_itself(scheme):
    assert scheme_changes(scheme, scheme) == ()
    assert scheme_changes(scheme, evolve(scheme)) == ()


@pytest.mark.parametrize("place", MUTATIONS)
def test_every_change_is_named_and_nothing_else(place):
    changed = MUTATIONS[place](FULL)
    assert changed.digest != FULL.digest
    assert set(places(FULL, changed)) == {place} | BESIDE.get(place, set())
    assert set(places(changed, FULL)) == {place} | BESIDE.get(place, set())
    for change in (*scheme_changes(FULL, changed), *scheme_changes(changed, FULL)):
        for lang in ("zh", "en"):
            said = change.sentence[lang]
            assert change.what[lang] in said
            assert change.was[lang] in said or change.was_written in said
            assert change.now[lang] in said or change.now_written in said
            assert f"由 {change.now[lang]} 改为 {change.now[lang]}" not in said


def test_every_field_is_changed_by_one_of_these():
    """A field that is added to a class of the model has to come here."""
    told = {place.rpartition(".")[2] for place in MUTATIONS}
    own = {
        *("groups", "bonus", "penalties", "inputs", "parameters", "grades", "caps", "children"),  # parts of their own
        *("path", "name", "id"),
        *("full", "combine", "weighting", "scale", "grade", "row_points", "rows", "unit", "options", "table", "kind"),
    }
    for cls in (Scheme, Group, Indicator, OpenGroup, Input, Parameter, Grade, Cap):
        covered = {a.name for a in fields(cls) if a.init and (a.eq or cls is Parameter)}  # by the digest
        assert covered <= told | own, cls


def test_the_fields_that_take_others_along():
    more = evolve(FULL, groups=[*FULL.groups, Indicator("more", "更多", 10)], full=110)
    assert places(FULL, more) == ["full", "indicators.more"]
    assert "weighting" in places(FULL, weighted(FULL, EQUAL))
    told = {c.place: c.sentence.zh for c in scheme_changes(FULL, weighted(FULL, EQUAL))}
    assert "等权，各指标分值相等" in told["weighting"]
    three = evolve(FULL, grades=Grades([*FULL.grades.grades[:1], Grade("中", 60), Grade("差", 0)]))
    assert [(c.kind, c.place) for c in scheme_changes(FULL, three)] == [("added", "grades.中")]
    capped = part("caps", 0, grade="中")(three)
    assert places(three, capped) == ["caps[0].grade"]
    none = evolve(FULL, grades=None, caps=[])
    assert [(c.kind, c.place) for c in scheme_changes(FULL, none)] == [
        *(("removed", f"grades.{id}") for id in "优差"),
        *(("removed", f"caps[{n}]") for n in (0, 1)),
    ]
    assert {c.kind for c in scheme_changes(none, FULL)} == {"added"}
    options = part("inputs", 1, options=("甲", "丙"))
    plain = evolve(FULL, caps=FULL.caps[:1])
    assert places(plain, options(plain)) == ["inputs.kind.options"]
    assert places(plain, part("inputs", 1, kind="level")(plain)) == ["inputs.kind.kind"]
    assert places(plain, part("inputs", 0, unit="个")(plain)) == ["inputs.people.unit"]
    assert places(plain, part("inputs", 0, kind="number", unit="")(plain)) == [
        "inputs.people.kind",
        "inputs.people.unit",
    ]


def test_levels_and_how_they_combine():
    other = {**TABLE, "D C": "D+"}
    (change,) = scheme_changes(GRADED, node("averaged", combine=AveragingTable(other))(GRADED))
    assert change.place == "indicators.averaged.combine"
    assert (change.was.zh, change.now.zh) == ("D C ＝ A", "D C ＝ D+")
    shuffled = AveragingTable(dict(reversed(TABLE.items())))
    (change,) = scheme_changes(GRADED, node("averaged", combine=shuffled)(GRADED))
    assert change.sentence.zh.count("A A = A") == 2
    without = node("weakest", combine=WeakestLink(plus=False))(GRADED)
    assert "取最低一级，另有更高的加“+”" in scheme_changes(GRADED, without)[0].sentence.zh
    assert places(GRADED, node("weakest", combine=AveragingTable(TABLE))(GRADED)) == ["indicators.weakest.combine"]
    missing = Ordinal(PLUS.levels, missing="D*", missing_counts_as="D")
    assert places(GRADED, node("weakest", scale=missing)(GRADED)) == ["indicators.weakest.scale"]
    total = evolve(GRADED, groups=[Indicator("work", "工作", 100)], combine=perfeval.Sum())
    assert "combine" in places(GRADED, total)


def test_an_indicator_that_became_a_group():
    group = Group("judged", Text("评定", "judged"), [Indicator("half", "一半", 50)], points=50)
    found = {c.place: c for c in scheme_changes(FULL, evolve(FULL, groups=[FULL.groups[0], group]))}
    assert list(found) == [
        *("indicators.judged", "indicators.judged.scoring", "indicators.judged.combine", "indicators.half"),
    ]
    assert found["indicators.judged"].sentence.zh == "“评定”（judged）的类别由 指标 改为 分组"


def test_moved_renamed_and_reordered_at_once():
    counted = evolve(COUNTED, id="counting")
    second = evolve(FULL, groups=[counted, evolve(JUDGED, id="first2", label="全新"), evolve(OPEN, points=20)])
    kinds = {(c.kind, c.place) for c in scheme_changes(FULL, second)}
    assert ("renamed", "indicators.counting") in kinds
    assert ("moved", "indicators.counting") in kinds
    assert ("moved", "indicators.works") in kinds
    assert ("removed", "indicators.first") in kinds


def test_a_renamed_group_takes_its_children_along():
    second = node("first", id="one")(FULL)
    assert [(c.kind, c.place) for c in scheme_changes(FULL, second)] == [("renamed", "indicators.one")]
    (change,) = scheme_changes(FULL, second)
    assert change.sentence.en.startswith('"first" (one): id first became one')
    assert "likely renamed" in change.sentence.en


def test_renamed_parameters_and_inputs():
    lines = Parameter("threshold", "50%", LINE.label, LINE.source)
    marks = evolve(INPUTS[3], path="marks")
    own = names([*INPUTS[:3], marks], [lines])
    simple = Scheme(
        id="s",
        label="s",
        groups=[Indicator("a", "a", 100, measure=the.mark, scoring=linear(full=LINE))],
        inputs=[INPUTS[3]],
        parameters=[LINE],
    )
    second = evolve(
        simple,
        groups=[Indicator("a", "a", 100, measure=own.marks, scoring=linear(full=lines))],
        inputs=[marks],
        parameters=[lines],
    )
    assert [(c.kind, c.place) for c in scheme_changes(simple, second)] == [
        ("renamed", "parameters.threshold"),
        ("renamed", "inputs.marks"),
        ("changed", "indicators.a.measure"),
        ("changed", "indicators.a.scoring"),
    ]
    rule = scheme_changes(simple, second)[3]
    assert (rule.was_written, rule.now_written, rule.is_rule) == ("linear(full=line)", "linear(full=threshold)", True)
    assert "linear(full=threshold)" in rule.sentence.zh  # the words are the same


def test_what_is_alike():
    assert likeness(JUDGED, evolve(JUDGED, id="other"))
    assert not likeness(JUDGED, Indicator("safety", Text("安全", "safety"), 50))
    assert likeness(JUDGED, Indicator("judged_2", Text("复核", "review"), 50))
    assert likeness(COUNTED, evolve(COUNTED, id="x", label=Text("另", "y")))
    assert not likeness(Parameter("a", "95%"), Parameter("zz", "95%"))
    assert likeness(Parameter("line_a", "95%"), Parameter("line_b", "95%"))
    assert not likeness(Input("a", "flag"), Input("zz", "flag"))


def test_the_likest_are_paired_first():
    a = [Indicator("one", "预算编制情况", 50), Indicator("two", "预算执行", 50)]
    b = [Indicator("three", "预算执行", 50), Indicator("four", "预算编制情况", 50)]
    first, second = (Scheme(id="s", label="s", groups=nodes) for nodes in (a, b))
    renames = {c.was.zh: c.now.zh for c in scheme_changes(first, second) if c.kind == "renamed"}
    assert renames == {"one": "four", "two": "three"}


def test_a_function_that_means_something_else():
    def made(by: str) -> Scheme:
        body = {
            "__module__": __name__,
            "summary": Text("固定", "fixed"),
            "example": "fixed()",
            "lower": lambda self: lift(by),
            "sentence": lambda self: Text("固定", "fixed"),
        }
        fixed = frozen(order=False)(type("fixed", (Function,), body))
        return Scheme(id="s", label="s", groups=[Indicator("a", "a", 100, scoring=fixed())])

    (change,) = scheme_changes(made("50%"), made("60%"))
    assert change.place == "indicators.a.scoring"
    assert change.sentence.zh == "“a”的评分标准的写法没有变，但所用函数的含义变了"


@pytest.mark.slow
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(list(MUTATIONS)), unique=True), st.lists(st.sampled_from(list(MUTATIONS)), unique=True))
def test_nothing_changed_exactly_where_the_digests_are_equal(left, right):
    def mutated(keys: list[str]) -> Scheme:
        scheme = FULL
        for key in keys:
            try:
                scheme = MUTATIONS[key](scheme)
            except SchemeError:
                continue
        return scheme

    first, second = mutated(left), mutated(right)
    changes = scheme_changes(first, second)
    assert (changes == ()) == (first.digest == second.digest)
    back = scheme_changes(second, first)
    swap = {"added": "removed", "removed": "added"}
    assert len(back) == len(changes)
    if not any(c.kind == "renamed" for c in changes):
        assert sorted(swap.get(c.kind, c.kind) for c in back) == sorted(c.kind for c in changes)

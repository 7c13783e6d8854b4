"""Schemes: what files may say, every mistake and every rule at once, and places of what the whole scheme finds."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from attrs import evolve

from perfeval.expressions import Const, Function, Parameter, Source, linear, proportional
from perfeval.findings import FormatError, SchemeError, Text
from perfeval.formats import read_scheme, scheme_document, scheme_toml
from perfeval.formats.combinations import write_combine
from perfeval.formats.schemes import scheme_path
from perfeval.model import AveragingTable, Grade, Grades, NoCombination, Ordinal, Sum, WeakestLink

HEAD = 'format = "perfeval.scheme/1"\nid = "toy"\nlabel = "示例"\n'
ONE = '[[groups]]\nid = "a"\nlabel = "A"\npoints = 100\n'


def of(body, **more):
    return read_scheme(HEAD + body, **more)


def test_a_whole_file():
    made = of("""
edition = "2021"
kind = "project"
full = "100.0"
places = 1
rounding = "down"
not_applicable = "full"
on_missing = "zero"
combine = "sum"
most = 105
source = { title = "通知", status = "unverified", link = "x" }
[[grades]]
id = "优"
low = 90
label = { zh = "优秀", en = "excellent" }
[[grades]]
id = "差"
low = 0
[inputs.satisfaction]
kind = "ratio"
label = { zh = "满意度", en = "satisfaction" }
low = "0%"
high = 1
out_of = 100
[inputs."years.actual"]
kind = "money"
table = "years"
table_label = "年度"
low = 0
[inputs.years.counts]
kind = "flag"
table = "years"
default = true
[inputs.deep.er.kind]
kind = "text"
options = ["是", "否"]
[parameters.line]
value = "95%"
label = "满分线"
source = { title = "暂定", status = "assumed" }
[[groups]]
id = "g"
label = "G"
points = 60
source.title = "s"
[[groups.children]]
id = "one"
label = "One"
points = 40
measure = "satisfaction"
measured_as = "满意度"
scoring = "linear(full=line)"
better = "higher"
not_applicable_when = "total(years.actual, where=years.counts) = 0"
aspects = ["a", { zh = "b", en = "c" }]
[[groups.children]]
id = "two"
label = "Two"
points = 20
[[groups]]
id = "outputs"
label = "产出"
points = 40
rows = "targets"
where = 'targets.group = "outputs"'
row_points = "targets.points"
row_label = "targets.name"
scoring = "attainment(targets.actual, target=targets.target, relation=targets.relation)"
[[bonus]]
id = "more"
label = "加分"
points = 5
[[penalties]]
id = "less"
label = "扣分"
points = 5
[[caps]]
when = "budget.total.actual > budget.total.adjusted"
grade = "差"
label = "超支"
source.title = "办法"
[[overrides]]
kind = "points"
name = "one"
was = "30"
now = "40"
""")
    assert (made.edition, made.kind, made.full, made.places, made.rounding) == ("2021", "project", 100, 1, "down")
    assert (made.not_applicable, made.on_missing, made.most) == ("full", "zero", 105)
    assert made.grades == Grades([Grade("优", 90, Text("优秀", "excellent")), Grade("差", 0)])
    assert [i.path for i in made.inputs] == ["satisfaction", "years.actual", "years.counts", "deep.er.kind"]
    assert (made.inputs[0].low, made.inputs[0].high, made.inputs[0].out_of) == (0, 1, 100)
    assert made.inputs[2].default is True
    assert made.parameters[0].value == Const(Fraction("0.95"), "ratio")
    assert made.parameters[0].source.status == "assumed"
    one = made.node("one")
    assert one.scoring == linear(full=made.names.line)
    assert one.aspects == (Text("a"), Text("b", "c"))
    assert made.node("outputs").rows == "targets"
    assert [i.id for i in (*made.bonus, *made.penalties)] == ["more", "less"]
    assert made.caps[0].source == Source("办法")
    assert made.overrides[0].now == "40"
    assert read_scheme(scheme_toml(made)) == made


def test_grades_may_be_a_table_of_edges():
    assert of("grades = { 优 = 90, 差 = 0 }\n".replace("优", '"优"').replace("差", '"差"') + ONE).grades == Grades(
        {"优": 90, "差": 0}
    )


@pytest.mark.parametrize(
    ("written", "combine"),
    [
        ('"none"', NoCombination()),
        ('"sum"', Sum()),
        ('"weakest_link"', WeakestLink()),
        ("{ weakest_link = {} }", WeakestLink()),
        ("{ weakest_link = { plus = false } }", WeakestLink(plus=False)),
        ('{ averaging = { "D D" = "D" } }', AveragingTable({"D D": "D"})),
        ('{ averaging = [[["D", "D"], "D"]] }', AveragingTable({"D D": "D"})),
    ],
)
def test_combinations(written, combine):
    scheme = of(
        f"""
combine = "none"
[scales.one]
levels = ["D"]
missing = "D*"
missing_counts_as = "D"
[[groups]]
id = "g"
label = "G"
combine = {written}
scale = "one"
children = [
    {{ id = "a", label = "A", scale = "one", scoring = 'level("D")' }},
    {{ id = "b", label = "B", scale = {{ levels = ["D"], missing = "D*", missing_counts_as = "D" }} }},
]
"""
        if combine != Sum()
        else f"[[groups]]\nid = 'g'\nlabel = 'G'\ncombine = {written}\n"
        "children = [{id = 'a', label = 'A', points = 100}]"
    )
    assert scheme.groups[0].combine == combine
    if combine != Sum():
        assert scheme.groups[0].children[0].scale == Ordinal(("D",), "D*", "D")


PARAMETERS = {
    "7": Const(Fraction(7)),
    '"95%"': Const(Fraction("0.95"), "ratio"),
    '"12.5万元"': Const(Fraction(125000), "money"),
    '"A"': Const("A", "text"),
    "true": Const(True, "flag"),
    '3, kind = "points"': Const(Fraction(3), "points"),
    '"1/3", kind = "ratio"': Const(Fraction(1, 3), "ratio"),
    '"95%", kind = "text"': Const("95%", "text"),
    '"1e99", kind = "text"': Const("1e99", "text"),
    '"1" ': Const(Fraction(1)),
    '"A", kind = "level"': Const("A", "level"),
    '"95%", kind = "ratio"': Const(Fraction("0.95"), "ratio"),
}


@pytest.mark.parametrize(("written", "const"), PARAMETERS.items())
def test_parameters(written, const):
    assert of(f"parameters.p = {{ value = {written} }}\n{ONE}").parameters[0].value == const


@pytest.mark.parametrize("written", ["2021-12-31", '"2021-12-31", kind = "date"'])
def test_dates_as_parameters(written):
    assert of(f"parameters.p = {{ value = {written} }}\n{ONE}").parameters[0].value.kind == "date"


@pytest.mark.parametrize("const", [*PARAMETERS.values(), Const(Fraction(10**40)), Const(Fraction(1, 3), "money")])
def test_parameters_are_written_as_they_are_read(const):
    scheme = of(ONE)
    scheme = evolve(scheme, parameters=[Parameter("p", const)])
    assert read_scheme(scheme_toml(scheme)) == scheme


class twice(Function):  # noqa: N801 - named as rules write it
    """Stands for a function of a plugin."""


def test_functions_are_those_of_the_host(found):
    body = ONE + 'measure = "budget.total.actual / budget.total.adjusted"\nscoring = "proportional()"\n'
    assert of(body).node("a").scoring == proportional()
    assert found(read_scheme, HEAD + body, functions={"twice": twice}) == [("D203", "groups[0].scoring:1", 9, 1)]


# Each: what follows the head, and code, location, line, column of all that is found.
MISTAKES = {
    "unknown keys": (
        ONE + "pionts = 1\n[source]\ntitel = 'x'",
        [("I102", "groups[0].pionts", 8, 1), ("I104", "source.title", 9, 2), ("I102", "source.titel", 10, 1)],
    ),
    "nothing but the head": ("", [("I104", "groups", None, None)]),
    "groups that are no list": ("groups = 1", [("I103", "groups", 4, 1)]),
    "a node that is no table": ("groups = [1]", [("I103", "groups[0]", 4, 11)]),
    "an indicator in a group": (
        "[[groups]]\nid = 'g'\nlabel = 'G'\n[[groups.children]]\nid = 1\nlabel = 'x'\npoints = 'y'",
        [("I103", "groups[0].children[0].id", 8, 1), ("I106", "groups[0].children[0].points", 10, 1)],
    ),
    "an open group": (
        "[[groups]]\nid = 'g'\nlabel = 'G'\nrows = 'targets'\nchilds = 1",
        [("I104", f"groups[0].{key}", 4, 3) for key in ("points", "where", "row_points", "scoring")]
        + [("I102", "groups[0].childs", 8, 1)],
    ),
    "places": ("places = 7\n" + ONE, [("I113", "places", 4, 1)]),
    "closed lists": (
        "rounding = 'up!'\nkind = 'x'\non_missing = 1\n" + ONE.replace("points", "better = 'more'\npoints"),
        [
            ("I111", "rounding", 4, 1),
            ("I111", "kind", 5, 1),
            ("I103", "on_missing", 6, 1),
            ("I111", "groups[0].better", 10, 1),
        ],
    ),
    "combine": ("combine = 'add'\n" + ONE, [("I111", "combine", 4, 1)]),
    "averaging without a table": ("combine = 'averaging'\n" + ONE, [("I111", "combine", 4, 1)]),
    "sum with more": ("combine = { sum = 1 }\n" + ONE, [("I111", "combine", 4, 1)]),
    "combine as a list": ("combine = []\n" + ONE, [("I103", "combine", 4, 1)]),
    "weakest link": (
        "combine = { weakest_link = { plus = 1, minus = 2 } }\n" + ONE,
        [("I103", "combine.weakest_link.plus", 4, 30), ("I102", "combine.weakest_link.minus", 4, 40)],
    ),
    "averages": ("combine = { averaging = { 'D D' = 1 } }\n" + ONE, [("I103", 'combine.averaging."D D"', 4, 27)]),
    "averages in pairs": (
        "combine = { averaging = [1, [['D', 2], 'D'], ['D', 'D'], [['D'], 3]] }\n" + ONE,
        [
            ("I103", "combine.averaging[0]", 4, 26),
            ("I103", "combine.averaging[1][0][1]", 4, 36),
            ("I103", "combine.averaging[2][0]", 4, 47),
            ("I103", "combine.averaging[3][1]", 4, 66),
        ],
    ),
    "grades": (
        "[[grades]]\nid = 'a'\n[[grades]]\nlow = 'x'\n" + ONE,
        [("I104", "grades[0].low", 4, 3), ("I104", "grades[1].id", 6, 3), ("I106", "grades[1].low", 7, 1)],
    ),
    "edges": ("grades = { a = 'x', b = 0 }\n" + ONE, [("I106", "grades.a.low", 4, 12)]),
    "grades out of order": ("grades = { a = 1, b = 2 }\n" + ONE, [("D104", "grades", 4, 1), ("D104", "grades", 4, 1)]),
    "inputs": (
        ONE
        + "[inputs]\na = 1\nb = []\n[inputs.c]\nkin = 'ratio'\n[inputs.d.e]\nkind = 'x'\nlow = 'y'\n"
        + "[inputs.f]\nkind = 'text'\npath = 'g'",
        [
            ("I103", "inputs.a", 9, 1),
            ("I103", "inputs.b", 10, 1),
            ("I104", "inputs.c.kind", 11, 9),
            ("I102", "inputs.c.kin", 12, 1),
            ("I111", "inputs.d.e.kind", 14, 1),
            ("I106", "inputs.d.e.low", 15, 1),
            ("I102", "inputs.f.path", 18, 1),
        ],
    ),
    "inputs that are no table": (ONE + "[[inputs]]", [("I103", "inputs", 8, 3)]),
    "parameters": (
        ONE + "[parameters]\na = 1\nb = {}\nc = { value = [] }\nd = { value = 'x', kind = 'flag' }\n"
        "e = { value = 'x', kind = 'points' }\nf = { value = 'x', kind = 'date' }\ng = { value = 1, kind = 'text' }\n"
        "h = { value = true, kind = 'points' }\ni = { value = nan }",
        [
            ("I103", "parameters.a", 9, 1),
            ("I104", "parameters.b.value", 10, 1),
            ("I103", "parameters.c.value", 11, 7),
            ("I103", "parameters.d.value", 12, 7),
            ("I106", "parameters.e.value", 13, 7),
            ("I103", "parameters.f.value", 14, 7),
            ("I103", "parameters.g.value", 15, 7),
            ("I103", "parameters.h.value", 16, 7),
            ("I106", "parameters.i.value", 17, 7),
        ],
    ),
    "scales": (
        ONE + "scale = 'twoo'\n[scales.two]\nlevels = 1\n[scales.three]\nlevel = []",
        [
            ("I115", "groups[0].scale", 8, 1),
            ("I103", "scales.two.levels", 10, 1),
            ("I104", "scales.three.levels", 11, 9),
            ("I102", "scales.three.level", 12, 1),
        ],
    ),
    "a faulty scale is not unknown": (
        ONE + "scale = 'two'\n[scales.two]\nlevels = 1",
        [("I103", "scales.two.levels", 10, 1)],
    ),
    "scales that are no table": ("scales = 1\n" + ONE, [("I103", "scales", 4, 1)]),
    "a scale that is neither": (ONE + "scale = 5", [("I103", "groups[0].scale", 8, 1)]),
    "a rule that is no text": (ONE + "scoring = 5", [("I103", "groups[0].scoring", 8, 1)]),
    "every rule": (
        ONE + "measure = 'budget.totl.actual / budget.basic.actul'\nscoring = 'linear(full='\n"
        "not_applicable_when = 'nothing'\n[[caps]]\nwhen = 'linaer()'\ngrade = 'x'\nlabel = 'y'",
        [
            ("D202", "groups[0].measure:1", 8, 1),
            ("D202", "groups[0].measure:22", 8, 1),
            ("D201", "groups[0].scoring:13", 9, 1),
            ("D202", "groups[0].not_applicable_when:1", 10, 1),
            ("D203", "caps[0].when:1", 12, 1),
        ],
    ),
    "rules are checked beside other faults": (
        ONE + "measure = 'satisfaction / budget.totl.actual'\nscoring = 'linear(full=line)'\n"
        "[inputs.satisfaction]\nkind = 'ration'\n[parameters.line]\nvalue = []",
        [
            ("D202", "groups[0].measure:16", 8, 1),
            ("I111", "inputs.satisfaction.kind", 11, 1),
            ("I103", "parameters.line.value", 13, 1),
        ],
    ),
    # What only the whole scheme can tell.
    "points that do not add up": ("[source]\ntitle = 'x'\n" + ONE.replace("100", "90"), [("D102", "full", 6, 3)]),
    "points beside full": ("full = 90\n" + ONE, [("D102", "full", 4, 1)]),
    "two of one id": (ONE.replace("100", "50") * 2, [("D101", "indicators.a", 8, 3)]),
    "a name twice": (
        ONE + "[inputs.a.b]\nkind = 'text'\n[parameters.judgements]\nvalue = 1",
        [("D101", "parameters.judgements", 10, 13)],
    ),
    "input bounds": (ONE + "[inputs.a.b]\nkind = 'number'\nlow = 2\nhigh = 1", [("D106", "inputs.a.b", 8, 11)]),
    "a scoring that leaves its bounds": (
        ONE + "[[groups]]\nid = 'b.c'\nlabel = 'B'\npoints = 10\nscoring = 'budget.total.actual / 1元'\n",
        [("D102", "full", 4, 3), ("D103", "indicators.b.c.scoring", 12, 1)],
    ),
    "a scoring of the wrong kind in a group": (
        "[[groups]]\nid = 'a'\nlabel = 'A'\n"
        "[[groups.children]]\nid = 'a.b'\nlabel = 'B'\npoints = 100\nscoring = '\"text\"'",
        [("D105", "indicators.a.b.scoring", 11, 1)],
    ),
    "caps": (
        "grades = { a = 0 }\n" + ONE + "[[caps]]\nwhen = '1'\ngrade = 'b'\nlabel = 'x'",
        [("D105", "caps[0].when", 10, 1), ("I115", "caps[0].grade", 11, 1)],
    ),
    "bonus": (ONE + "[[bonus]]\nid = 'b'\nlabel = 'B'", [("D106", "indicators.b", 8, 3)]),
    "a faulty indicator without a place": (
        ONE.replace("id = 'a'", "") + "[[groups]]\nid = ''\nlabel = ''\npoints = 1",
        [("D102", "full", 4, 3), ("D106", "indicators.", 8, 3)],
    ),
    "no indicator": ("groups = []", [("D102", "full", 4, 1), ("D106", "groups", 4, 1)]),
}


@pytest.mark.parametrize(("body", "expected"), MISTAKES.values(), ids=MISTAKES.keys())
def test_every_mistake_at_once_with_its_place(found, body, expected):
    assert sorted(found(read_scheme, HEAD + body), key=str) == sorted(expected, key=str)
    with pytest.raises(SchemeError):
        of(body)


def test_another_format_is_said_alone(found):
    with pytest.raises(FormatError):
        read_scheme('format = "perfeval.submission/1"')
    assert found(read_scheme, 'format = "perfeval.submission/1"\nx = 1') == [("I109", "format", 1, 1)]


def test_json_has_the_same_shape(found):
    text = '{"format": "perfeval.scheme/1", "id": "toy", "label": {"en": "toy"},'
    text += ' "groups": [{"id": "a", "label": "A", "points": 100'
    assert read_scheme(text + "}]}", syntax="json").label == Text("", "toy")
    assert found(read_scheme, text + ', "scoring": "x("}]}', syntax="json") == [
        ("D201", "groups[0].scoring:3", None, None)
    ]


def test_places_name_the_file():
    with pytest.raises(SchemeError) as caught:
        read_scheme({"format": "perfeval.scheme/1"}, file="a.json")
    assert {f.origin.file for f in caught.value.findings} == {"a.json"}


def test_what_is_written_reads_well(town):
    scheme = read_scheme((town / "scheme.toml").read_bytes(), file="scheme.toml")
    text = scheme_toml(scheme)
    again = read_scheme(text)
    assert again == scheme
    assert again.digest == scheme.digest
    assert text == scheme_toml(again)
    assert list(scheme_document(scheme))[:3] == ["format", "id", "label"]


def test_a_decimal_keeps_its_digits():
    assert of(ONE.replace("100", "100.0")).node("a").points.as_tuple() == Decimal("100.0").as_tuple()


def test_scales_say_what_is_wrong_with_them(found):
    body = ONE + "scale = { levels = [] }\n[scales.two]\nlevels = ['A', 'A']\nmissing = 'X'"
    assert found(read_scheme, HEAD + body) == [
        ("D106", "groups[0].scale", 8, 1),
        ("D106", "scales.two", 9, 9),
        ("D106", "scales.two", 9, 9),
    ]


def test_nodes_without_a_usable_id_are_passed_over():
    data = {"groups": [5, {"id": 5, "children": [{"id": "a"}]}], "bonus": 5}
    assert scheme_path(data, "indicators.a.scoring") == ("groups", 1, "children", 0, "scoring")
    assert scheme_path(data, "indicators.b") == ()
    assert scheme_path(data, "inputs.x") == ("inputs",)


def test_a_sum_is_written_where_asked_for():
    assert write_combine(Sum()) == "sum"


def test_bounds_that_are_no_number(found):
    body = "inputs.x = { kind = 'number', low = [], high = '1/0' }\n" + ONE
    assert found(read_scheme, HEAD + body) == [("I103", "inputs.x.low", 4, 31), ("I106", "inputs.x.high", 4, 41)]


def test_a_misspelt_key_does_not_hide_what_else_is_wrong() -> None:
    text = """format = "perfeval.scheme/1"
id = "toy"
lable = "示例"
[[groups]]
id = "spending"
label = "支出率"
points = 40
measure = "budget.total.actual / budget.total.adjusted"
scoring = "linear(full=0.95)"
[[groups]]
id = "work"
label = "工作"
points = 50
"""
    with pytest.raises(SchemeError) as raised:
        read_scheme(text)
    assert [(f.code, f.location) for f in raised.value.findings] == [
        ("I104", "label"),
        ("I102", "lable"),
        ("D102", "full"),
        ("D206", "indicators.spending.scoring"),
    ]


def test_what_may_follow_from_a_misspelt_key_is_not_told() -> None:
    text = """format = "perfeval.scheme/1"
id = "toy"
label = "示例"
[[groups]]
id = "spending"
label = "支出率"
point = 40
measure = "budget.total.actual / budget.total.adjusted"
scorin = "linear(full=95%)"
[[groups]]
id = "work"
label = "工作"
points = 60
measure = "budget.total.actual / budget.total.original"
scoring = "linear(full=0.95)"
"""
    with pytest.raises(SchemeError) as raised:
        read_scheme(text)
    assert [(f.code, f.location) for f in raised.value.findings] == [
        ("I102", "groups[0].point"),
        ("I102", "groups[0].scorin"),
        ("D206", "indicators.work.scoring"),
    ]

"""Rules and tables that a file writes once under a name."""

import pytest

from perfeval.expressions import lift, render
from perfeval.findings import SchemeError
from perfeval.formats import read_doubts, read_scheme, scheme_toml

HEAD = """
format = "perfeval.scheme/1"
id = "toy-2024"
label = "示例"
"""
BODY = """
[[groups]]
id = "a"
label = "甲"
points = 60
measure = "{a}"
scoring = "{b}"

[[groups]]
id = "b"
label = "乙"
points = 40
measure = "rate"
scoring = "{b}"
"""
RATE = "budget.total.actual / budget.total.adjusted"
RULES = f"""
[rules]
rate = "{RATE}"
usual = "linear(full=95%)"
"""


def scheme(rules=RULES, a="rate", b="usual"):
    return HEAD + rules + BODY.format(a=a, b=b)


def written_out():
    return HEAD + BODY.replace('"rate"', f'"{RATE}"').format(a=RATE, b="linear(full=95%)")


def faults(text):
    with pytest.raises(SchemeError) as error:
        read_scheme(text)
    return [(f.code, f.location, f.origin.line) for f in error.value.findings]


def doubts(text):
    return [(f.code, f.location, f.origin and f.origin.line) for f in read_doubts(text, file="a.toml")]


def test_a_named_rule_is_the_rule_itself():
    named, whole = read_scheme(scheme()), read_scheme(written_out())
    assert named == whole
    assert named.digest == whole.digest
    assert doubts(scheme()) == []


def test_what_is_written_is_written_out():
    text = scheme_toml(read_scheme(scheme()))
    assert "[rules]" not in text
    assert text.count(f'measure = "{RATE}"') == 2
    assert read_scheme(text) == read_scheme(scheme())


def test_a_name_may_be_a_part_of_a_rule_and_of_another_named_rule():
    rules = RULES + 'kept = "min(rate, 100%)"\nsaved = "100% - kept"\n'
    found = read_scheme(scheme(rules, a="saved"))
    assert render(found.node("a").measure) == f"100% - min({RATE}, 100%)"


def test_order_does_not_matter():
    rules = f'\n[rules]\nsaved = "100% - kept"\nkept = "min(rate, 100%)"\nrate = "{RATE}"\nusual = "linear(full=95%)"\n'
    assert read_scheme(scheme(rules, a="saved")).node("a").measure is not None


def test_a_named_rule_may_use_what_the_file_declares():
    rules = '\n[parameters.line]\nvalue = "90%"\n' + RULES.replace("95%", "line")
    found = read_scheme(scheme(rules))
    assert render(found.node("a").scoring) == "linear(full=line)"
    assert found.with_parameters(line="80%").node("a").scoring != found.node("a").scoring


@pytest.mark.parametrize(
    ("rules", "found"),
    [
        (RULES.replace("usual", "usul"), [("D202", "groups[0].scoring:1", 15), ("D202", "groups[1].scoring:1", 22)]),
        (RULES.replace("linear(", "linaer("), [("D203", "rules.usual:1", 8)]),
        (RULES.replace("95%", "0.95"), [("D206", "indicators.a.scoring", 15), ("D206", "indicators.b.scoring", 22)]),
        (RULES + "other = 5\n", [("I103", "rules.other", 9)]),
        (RULES + 'idle = "linear("\n', [("D201", "rules.idle:8", 9)]),
        (RULES + '"a.b" = "100%"\n', [("D106", 'rules."a.b"', 9)]),
        (RULES + 'measure = "100%"\n', [("D101", "rules.measure", 9)]),
        (RULES + 'projects = "100%"\n', [("D101", "rules.projects", 9)]),
        (RULES.replace(f'"{RATE}"', '"rate + 1%"'), [("D209", "rules.rate:1", 7)]),
        (RULES.replace(f'"{RATE}"', '"up"') + 'up = "down"\ndown = "1 - up"\n', [("D209", "rules.down:5", 10)]),
    ],
)
def test_faults_have_their_place(rules, found):
    assert faults(scheme(rules)) == found


def test_rules_that_are_no_table():
    assert faults(scheme('\nrules = "x"\n'))[0] == ("I103", "rules", 6)


def test_a_circle_is_told_with_its_way():
    with pytest.raises(SchemeError) as error:
        read_scheme(scheme(RULES.replace(f'"{RATE}"', '"up"') + 'up = "down"\ndown = "1 - up"\n'))
    assert error.value.findings[0].message.en == 'the rule "up" uses itself: up → down → up'


def test_rules_that_grow_without_end_are_refused():
    deep = "".join(f'r{n} = "r{n - 1} + 1%"\n' for n in range(1, 400))
    assert {code for code, *_ in faults(scheme(RULES + 'r0 = "1%"\n' + deep, a="r399"))} == {"D106", "D208"}
    wide = "".join(f'r{n} = "{" + ".join([f"r{n - 1}"] * 60)}"\n' for n in range(1, 6))
    assert {code for code, *_ in faults(scheme(RULES + 'r0 = "1%"\n' + wide, a="r5"))} == {"D208"}


def test_a_rule_without_use_is_doubtful():
    rules = RULES + 'idle = "min(less, 5%)"\nless = "50%"\n'
    assert doubts(scheme(rules)) == [("D306", "rules.idle", 9), ("D306", "rules.less", 10)]
    assert lift("50%") not in read_scheme(scheme(rules)).nodes()


def test_what_is_used_by_way_of_another_is_used():
    rules = RULES + 'kept = "min(part, 100%)"\npart = "rate"\n'
    assert doubts(scheme(rules, a="kept")) == []


LEVELS = """
combine = "none"
[scales.marks]
levels = ["B", "A"]
[averaging.pairs]
"B B" = "B"
"B A" = "B"
"A A" = "A"
"""
PAIR = """
[[groups]]
id = "{id}"
label = "分组"
scale = "marks"
combine = {{ averaging = "{table}" }}
children = [
    {{ id = "{id}1", label = "甲", scale = "marks" }},
    {{ id = "{id}2", label = "乙", scale = "marks" }},
]
"""


def test_a_table_is_written_once_for_several_groups():
    text = HEAD + LEVELS + PAIR.format(id="x", table="pairs") + PAIR.format(id="y", table="pairs")
    found = read_scheme(text)
    assert found.node("x").combine == found.node("y").combine
    assert read_scheme(scheme_toml(found)) == found


def test_faults_of_tables():
    assert faults(HEAD + LEVELS + PAIR.format(id="x", table="pair")) == [
        ("I115", "groups[0].combine.averaging", 18),
    ]
    wrong = LEVELS.replace('"A A" = "A"', '"A A" = 1')
    assert [code for code, *_ in faults(HEAD + wrong + PAIR.format(id="x", table="pairs"))] == ["I103"]
    assert [code for code, *_ in faults(HEAD + '\naveraging = "x"\n' + PAIR.format(id="x", table="pairs"))][:1] == [
        "I103"
    ]

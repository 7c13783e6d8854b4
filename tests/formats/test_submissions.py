"""Submissions: what files may say, every mistake at once with its place, and what is withheld."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from perfeval.expressions import Source
from perfeval.findings import FormatError, SubmissionError
from perfeval.formats import (
    READERS,
    format_of,
    read_submission,
    submission_document,
    submission_json,
    submission_toml,
)
from perfeval.model import Deduction, Entity, Judgement, Project, Submission
from perfeval.numbers import Money

HEAD = 'format = "perfeval.submission/1"\nyear = 2021\nmoney_unit = "万元"\nentity.name = "某局"\n'


def of(body, head=HEAD):
    return read_submission(head + body)


def test_a_whole_file():
    made = of("""
scheme = "foshan-2021"
kind = "department"
problems = ["a"]
improvements = ["b", "c"]
[staff]
in_post = 12
establishment = "1,200"
[profile]
functions = "x"
[budget.total]
original = 12.5
adjusted = "1,200.00"
actual = "3亿元"
[budget.own]
label = { zh = "自有", en = "own" }
part_of = "total"
[budget.basic]
part_of = ""
[[projects]]
name = "p"
adjusted = 1
self_score = "98.50"
[[projects]]
name = "q"
exempt = true
classified = true
[[tasks]]
name = "t"
done = true
on_time = false
[not_applicable]
assets = "none"
[narrative]
management = "text"
[[evidence]]
id = "e1"
title = "report"
[sources."projects[0].self_score"]
title = "guess"
status = "inferred"
[judgements]
budgeting = 10
finance = "18.5"
[judgements.benefit]
reason = "r"
evidence = ["e1"]
deductions = [{ points = 0.5, reason = "late", code = "X" }]
[judgements.level]
level = "A"
""")
    assert made.scheme == "foshan-2021"
    assert (made.problems, made.improvements) == (("a",), ("b", "c"))
    assert (made.staff.in_post, made.staff.establishment) == (12, 1200)
    total = made.budget.line("total")
    assert (total.original, total.adjusted, total.actual) == (
        Money("12.5", "万元"),
        Money("1200.00", "万元"),
        Money("3", "亿元"),
    )
    assert (made.budget.line("own").part_of, made.budget.line("own").label.en) == ("total", "own")
    assert made.budget.line("basic").part_of is None
    assert made.projects[0].self_score == Decimal("98.50")
    assert made.projects[1].classified
    assert (made.tasks[0].done, made.tasks[0].on_time, made.tasks[0].up_to_standard) == (True, False, None)
    assert made.targets is None
    assert made.sources["projects[0].self_score"] == Source("guess", "inferred")
    assert made.judgements["budgeting"] == Judgement(10)
    assert made.judgements["finance"] == Judgement("18.5")
    assert made.judgements["benefit"].deductions == (Deduction("0.5", "late", "X"),)
    assert made.judgements["level"] == Judgement(level="A")


def test_a_table_that_is_absent_is_none_and_an_empty_one_is_empty():
    assert of("").projects is None
    assert of("projects = []\ntasks = []\ntargets = []").projects == ()


def test_facts_are_flattened_and_text_stays_text():
    made = of("""
[facts]
satisfaction = 96.37
met = true
when = 2021-12-31
"staff2.y" = "95%"
staff2.x.deep = 3
years = [{ a.b = 1, c = "x" }, {}]
none = []
empty = {}
""")
    assert made.facts == {
        "satisfaction": Decimal("96.37"),
        "met": True,
        "when": date(2021, 12, 31),
        "staff2.y": "95%",
        "staff2.x.deep": 3,
        "years": ({"a.b": 1, "c": "x"}, {}),
        "none": (),
    }
    assert isinstance(made.facts["staff2.x.deep"], Decimal)


def test_json_has_the_same_shape_and_null_is_not_given():
    text = (
        '{"format": "perfeval.submission/1", "year": 2021, "entity": {"name": "a"}, "projects": null,'
        ' "facts": {"a": null, "b": {"c": 0.10}}, "staff": {"in_post": null}}'
    )
    made = read_submission(text, syntax="json")
    assert made.facts == {"b.c": Decimal("0.10")}
    assert made.projects is None
    assert made == read_submission("\ufeff" + text, syntax="json") == read_submission(text.encode(), syntax="json")


# Each: what follows the head, and code, location, line, column of all that is found.
MISTAKES = {
    "unknown key at the top": ("nam = 1", [("I102", "nam", 5, 1)]),
    "unknown key in a table": ("[budget.total]\nactul = 1", [("I102", "budget.total.actul", 6, 1)]),
    "a line's id is its key": ('[budget.total]\nid = "x"', [("I102", "budget.total.id", 6, 1)]),
    "missing key": ("[[projects]]\nadjusted = 1", [("I104", "projects[0].name", 5, 3)]),
    "missing key of an inline table": (
        "evidence = [{}]",
        [("I104", "evidence[0].id", 5, 13), ("I104", "evidence[0].title", 5, 13)],
    ),
    "number for a text": ("scheme = 2021", [("I103", "scheme", 5, 1)]),
    "text for a flag": ('[[tasks]]\nname = "a"\ndone = "yes"', [("I103", "tasks[0].done", 7, 1)]),
    "number for a flag": ('[[tasks]]\nname = "a"\ndone = 1', [("I103", "tasks[0].done", 7, 1)]),
    "text for a list": ('problems = "a"', [("I103", "problems", 5, 1)]),
    "table for a list": ("[projects]\nname = 1", [("I103", "projects", 5, 2)]),
    "list for a table": ("[[budget]]\n[[staff]]", [("I103", "budget", 5, 3), ("I103", "staff", 6, 3)]),
    "list for a line": ("budget.total = [1]", [("I103", "budget.total", 5, 8)]),
    "flag for a number": ("staff.in_post = true", [("I106", "staff.in_post", 5, 7)]),
    "list for a number": ("staff.in_post = [1]", [("I103", "staff.in_post", 5, 7)]),
    "text that is no number": ('staff.in_post = "many"', [("I106", "staff.in_post", 5, 7)]),
    "number beyond limits": ("staff.in_post = 1e31", [("I107", "staff.in_post", 5, 7)]),
    "not a number": ("staff.in_post = nan", [("I106", "staff.in_post", 5, 7)]),
    "infinite": ("facts.a = -inf", [("I106", "facts.a", 5, 7)]),
    "unit that is none of money": ('budget.total.actual = "3人"', [("I111", "budget.total.actual", 5, 14)]),
    "table for money": ("budget.total.actual = {}", [("I103", "budget.total.actual", 5, 14)]),
    "closed list": ('kind = "departement"', [("I111", "kind", 5, 1)]),
    "status of a source": ('sources.a = { title = "x", status = "sure" }', [("I111", "sources.a.status", 5, 28)]),
    "date with time": ("facts.a = 2021-01-01T00:00:00", [("I103", "facts.a", 5, 7)]),
    "time": ("facts.a = 12:00:00", [("I103", "facts.a", 5, 7)]),
    "list of numbers": ("facts.a = [1, {b = [2]}]", [("I103", "facts.a[0]", 5, 12), ("I103", "facts.a[1].b", 5, 16)]),
    "fact under two spellings": ('[facts]\na.b = 1\n"a.b" = 2', [("I105", 'facts."a.b"', 7, 1)]),
    "two kinds of judgement": ('judgements.x = { points = 1, level = "A" }', [("I114", "judgements.x", 5, 12)]),
    "level as a bare text": ('judgements.x = "A"', [("I106", "judgements.x", 5, 12)]),
    "deduction without points": (
        "judgements.x.deductions = [{}]",
        [("I104", "judgements.x.deductions[0].points", 5, 28)],
    ),
    "a line that is its own part": ('budget.a.part_of = "a"', [("I114", "budget.a", 5, 8)]),
    "label of another type": (
        'budget.a.label = 1\nbudget.b.label.fr = "x"',
        [("I103", "budget.a.label", 5, 10), ("I102", "budget.b.label.fr", 6, 16)],
    ),
    "label of numbers": ("budget.a.label.zh = 1", [("I103", "budget.a.label.zh", 5, 16)]),
    "file of everything": (
        "staff.x = 1\n[[projects]]\nnam = 'a'\n[facts]\na = [1]\n[judgements]\nx = {points = 'y'}\n[[tasks]]\n",
        [
            ("I102", "staff.x", 5, 7),
            ("I104", "projects[0].name", 6, 3),
            ("I102", "projects[0].nam", 7, 1),
            ("I103", "facts.a[0]", 9, 6),
            ("I106", "judgements.x.points", 11, 6),
            ("I104", "tasks[0].name", 12, 3),
        ],
    ),
}


@pytest.mark.parametrize(("body", "expected"), MISTAKES.values(), ids=MISTAKES.keys())
def test_every_mistake_at_once_with_its_place(found, body, expected):
    assert found(read_submission, HEAD + body) == expected


def test_all_mistakes_are_of_one_error_and_name_the_file():
    with pytest.raises(SubmissionError) as caught:
        read_submission(HEAD + "a = 1", file="office.toml")
    assert "office.toml" in str(caught.value.findings[0].origin.file)


def test_what_is_missing_at_the_top_has_no_line(found):
    assert found(read_submission, 'format = "perfeval.submission/1"') == [
        ("I104", "entity", None, None),
        ("I104", "year", None, None),
    ]


def test_suggestions_and_advice_come_along():
    with pytest.raises(SubmissionError) as caught:
        of('entity.nmae = 1\nyear2 = 1\nscheme = 5\nqqq = 1\nfacts.x = "1"\njudgements.y = "A"')
    by_place = {f.location: f for f in caught.value.findings}
    assert "name" in by_place["entity.nmae"].advice.en
    assert "year" in by_place["year2"].advice.en
    assert "quotes" in by_place["scheme"].advice.en
    assert "money_unit" in by_place["qqq"].advice.en  # nothing is near, so all keys are told
    assert "level" in by_place["judgements.y"].advice.en


def test_bare_money_needs_a_unit(found):
    head = HEAD.replace('money_unit = "万元"\n', "")
    assert found(read_submission, head + "budget.total.actual = 1\nbudget.total.adjusted = '1元'") == [
        ("I110", "budget.total.actual", 4, 14)
    ]


@pytest.mark.parametrize(("unit", "code"), [('"万"', "I111"), ("1", "I103"), ("[]", "I103")])
def test_a_unit_of_money_that_is_not_known_is_one_fault(found, unit, code):
    head = HEAD.replace('"万元"', unit)
    assert found(read_submission, head + "budget.total.actual = 1\nbudget.basic.actual = 1") == [
        (code, "money_unit", 3, 1)
    ]


def test_the_year_is_a_whole_number(found):
    for year, code in (("2021.5", "I103"), ('"2021"', "I103"), ("true", "I103"), ("9" * 50, "I107")):
        assert found(read_submission, HEAD.replace("2021", year)) == [(code, "year", 2, 1)]


def test_floats_of_python_are_refused(found):
    data = {"format": "perfeval.submission/1", "year": 2021, "entity": {"name": "a"}}
    assert found(read_submission, {**data, "staff": {"in_post": 1.5}, "facts": {"a": 0.1, "b": [{"c": 0.2}]}}) == [
        ("I108", "staff.in_post", None, None),
        ("I108", "facts.a", None, None),
        ("I108", "facts.b[0].c", None, None),
    ]
    assert found(read_submission, {**data, 5: 1, "scheme": object()}) == [
        ("I103", "", None, None),
        ("I103", "scheme", None, None),
    ]


def test_a_mapping_may_hold_tuples_and_decimals():
    made = read_submission(
        {
            "format": "perfeval.submission/1",
            "year": 2021,
            "entity": {"name": "a"},
            "problems": ("x",),
            "facts": {"a": Decimal("1.50")},
        }
    )
    assert made.problems == ("x",)
    assert made.facts == {"a": Decimal("1.50")}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("", ("I104", "format", None, None)),
        ("format = 1", ("I103", "format", 1, 1)),
        ('format = "perfeval.submission/2"', ("I109", "format", 1, 1)),
        ('format = "perfeval.scheme/1"', ("I109", "format", 1, 1)),
    ],
)
def test_another_format_is_said_alone(found, line, expected):
    with pytest.raises(FormatError):
        read_submission(line + "\nwhatever = 1")
    assert found(read_submission, line + "\nwhatever = 1") == [expected]
    assert format_of(line) == (line.partition('"')[2].rstrip('"'))


def test_syntax_errors_name_the_file(found):
    with pytest.raises(FormatError) as caught:
        read_submission("a = “x”", file="office.toml")
    (only,) = caught.value.findings
    assert (only.code, only.origin.file, only.origin.line) == ("I101", "office.toml", 1)


def test_windows_line_ends_do_not_move_places(found):
    assert found(read_submission, (HEAD + "[staff]\nx = 1").replace("\n", "\r\n").encode()) == [
        ("I102", "staff.x", 6, 1)
    ]


SECRET = Submission(
    entity=Entity("某局"),
    year=2021,
    money_unit="万元",
    projects=[
        Project("open", "1万元", "2万元", "3万元", "90"),
        Project("hidden", "4万元", "5万元", "6万元", exempt=True, classified=True),
    ],
    sources={"projects[0].actual": Source("a"), "projects[1].actual": Source("hidden too")},
)


@pytest.mark.parametrize("write", [submission_toml, submission_json])
def test_classified_projects_are_withheld_unless_asked_for(write):
    text = write(SECRET)
    assert "hidden" not in text
    assert "（涉密）" in text
    made = read_submission(text, syntax="json" if text.startswith("{") else "toml")
    assert made.projects == (SECRET.projects[0], Project("（涉密）", exempt=True, classified=True))
    assert list(made.sources) == ["projects[0].actual"]
    assert "hidden" in write(SECRET, classified=True)


def test_what_is_written_reads_well():
    own = Submission(
        entity=Entity("某局", "1"),
        year=2021,
        money_unit="万元",
        budget=SECRET.budget,
        projects=[SECRET.projects[0]],
        facts={"a.b": Decimal("1.0"), "rows": ({"c": True},)},
        judgements={"x": Judgement(deductions=[Deduction(1, "r")])},
    )
    assert (
        submission_toml(own)
        == """\
format = "perfeval.submission/1"
year = 2021
money_unit = "万元"

[entity]
name = "某局"
code = "1"

[[projects]]
name = "open"
original = 1
adjusted = 2
actual = 3
self_score = 90

[facts]
"a.b" = 1.0

[[facts.rows]]
c = true

[judgements.x]
deductions = [{points = 1, reason = "r"}]
"""
    )
    assert submission_document(own)["judgements"] == {"x": {"deductions": [{"points": Decimal(1), "reason": "r"}]}}


def test_our_own_readers():
    by_name = {reader.name: reader for reader in READERS}
    own = SECRET.projects and submission_toml(SECRET, classified=True)
    assert by_name["toml"].read(own.encode(), "a.toml") == SECRET
    assert by_name["json"].read(submission_json(SECRET, classified=True).encode(), "a.json") == SECRET
    with pytest.raises(FormatError) as caught:
        by_name["json"].read(b"{", "a.json")
    assert caught.value.findings[0].origin.file == "a.json"

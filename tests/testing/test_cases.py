"""Files of cases: what they may say, how they build on each other, and where their faults are."""

from pathlib import Path

import pytest

from perfeval.findings import FormatError, Text
from perfeval.formats import dump_json
from perfeval.testing import CASES, load_cases, read_cases, run_case
from perfeval.testing.case_shapes import read_wanted
from perfeval.testing.layering import taken_out

TOWN = Path(__file__).parent.parent.parent / "examples/town-2024"
HEAD = """
format = "perfeval.cases/1"
scheme = "foshan-2021"

[submission]
year = 2021
money_unit = "万元"
entity.name = "某局"
budget.total = { adjusted = 100, actual = 95 }
judgements.benefit = 14
"""
SPENDING = "expect.indicators.spending"


def one(text: str, head: str = HEAD, **about):
    """The mismatches of the last case."""
    case = read_cases(head + '\n[[cases]]\nname = "one"\n' + text, **about).cases[-1]
    return [(m.path, m.expected, m.got) for m in run_case(case).mismatches]


def refused(text: str, head: str = HEAD, **about):
    """The findings of a file that cannot be read: code, location, line."""
    with pytest.raises(FormatError) as caught:
        read_cases(head + text, **about)
    return [(f.code, f.location, f.origin.line if f.origin else None) for f in caught.value.findings]


@pytest.mark.parametrize(
    ("stated", "mismatch"),
    [
        (f"{SPENDING} = 10", None),
        (f"{SPENDING} = 10.00", None),
        (f"{SPENDING}.score = 9.99", ("score", "9.99", "10.00")),
        (f'{SPENDING}.score = "none"', ("score", "none", "10.00")),
        (f"{SPENDING}.points = 10", None),
        (f'{SPENDING}.share = "100%"', None),
        (f'{SPENDING}.share = "99.9%"', ("share", "99.9%", "100%")),
        (f"{SPENDING}.share = 1", None),
        (f'{SPENDING}.measure = "95%"', None),
        (f'{SPENDING}.measure = "19/20"', None),
        (f'{SPENDING}.measure = "≈1.0"', None),
        (f'{SPENDING}.measure = "≈95.0%"', None),
        (f'{SPENDING}.measure = "~95%"', None),
        (f'{SPENDING}.measure = "≈94.9%"', ("measure", "≈94.9%", "≈95.0%")),
        (f'{SPENDING}.status = "unscored"', ("status", "unscored", "scored")),
        (f'{SPENDING}.level = "A"', ("level", "A", "none")),
        (f'{SPENDING}.note = ""', None),
        (f"{SPENDING}.reasons = []", None),
        (f'{SPENDING}.reasons = ["not_given"]', ("reasons", "not_given", "none")),
    ],
)
def test_what_is_expected_of_an_indicator(stated, mismatch):
    wanted = [(f"indicators.spending.{mismatch[0]}", *mismatch[1:])] if mismatch else []
    assert one(stated) == wanted


def test_about_rounds_both_sides_half_up():
    about = read_wanted("≈82.14%")
    assert about.meets(read_wanted("82.1449%").value)
    assert about.meets(read_wanted("82.135%").value)
    assert not about.meets(read_wanted("82.145%").value)
    assert not about.meets(None)
    assert read_wanted("none").meets(None)
    assert read_wanted("1/3").told(None) == "none"


def test_what_is_expected_of_the_whole():
    assert one('expect.total = "none"\nexpect.grade = "none"\nexpect.complete = false\nexpect.lower = 24') == []
    assert one("expect.total = 24") == [("total", "24", "none")]
    assert one("expect.complete = true") == [("complete", "true", "false")]
    assert one('expect.possible_grades = ["优"]') == [("possible_grades", "优", "优, 良, 中, 差")]
    assert one("expect.groups.management.status = 'unscored'") == []
    assert one("expect.upper = 99\nexpect.uncapped = 'none'") == []


def test_findings_are_expected_all_or_not_at_all():
    text = 'without = ["budget.total.actual"]\nsubmission.not_applicable = { management = "x", key_tasks = "x", '
    text += 'project_goals = "x", satisfaction = "x" }\n'
    assert one(text + 'expect.findings = ["E101"]') == []
    assert one(text + 'expect.findings = ["E101 budget.total.actual"]') == []
    assert one(text + "expect.findings = []") == [("findings", "none", "E101 budget.total.actual")]
    assert one(text + 'expect.findings = ["E101", "E102"]') == [("findings", "E101, E102", "E101 budget.total.actual")]
    assert one(text + f'{SPENDING}.reasons = ["not_given budget.total.actual"]') == []
    assert one(text + 'expect.indicators.key_tasks = { status = "not_applicable", note = "x" }') == []


def test_a_case_may_be_like_another():
    text = """
[[cases]]
name = { zh = "达到", en = "reached" }
submission.budget.total.actual = 90
options.parameters = { spending_full = "90%" }
expect.indicators.spending = 10

[[cases]]
name = "差一点"
like = "达到"
submission.budget.total.actual = 89
expect.indicators.spending = 9.89

[[cases]]
name = "无"
like = "差一点"
without = ["budget.total.actual", "judgements.benefit"]
expect.indicators.spending.status = "unscored"
expect.indicators.benefit.status = "unscored"
"""
    found = read_cases(HEAD + text).cases
    assert [run_case(case).passed for case in found] == [True, True, True]
    assert found[0].name == Text("达到", "reached")
    assert [case.origin.line for case in found] == [12, 18, 24]


def test_options_are_those_of_evaluate():
    lost = (
        'submission.not_applicable = { management = "x", key_tasks = "x", project_goals = "x", satisfaction = "x" }\n'
    )
    assert one(lost + 'options.not_applicable = "none"\nexpect.total = 24') == []
    assert one('options.on_missing = "zero"\nexpect.total = 24\nexpect.findings = ["E101", "E203"]') == []
    assert one("options.points = { spending = 5, satisfaction = 10 }\nexpect.indicators.spending = 5") == []
    assert one('options.weighting = "equal"\nexpect.indicators.spending = 10') == []
    case = read_cases(HEAD + '\n[[cases]]\nname = "n"\noptions.weighting = "equel"\n[cases.expect]\n').cases[0]
    assert [finding.code for finding in run_case(case).findings] == ["I115"]
    assert not run_case(case).passed


def test_a_table_of_weighting_data_is_handed_on(tmp_path):
    text = HEAD + '\n[[cases]]\nname = "n"\noptions.weighting_data = {0}\n[cases.expect]\n'
    inline = read_cases(text.replace("{0}", "{ a = 1 }")).cases[0]
    assert inline.options["weighting_data"] == {"a": 1}
    named = read_cases(text.replace("{0}", '"weights.toml"'), folder=tmp_path).cases[0]
    assert named.options["weighting_data"] == str(tmp_path / "weights.toml")


def test_schemes_and_submissions_may_be_files():
    text = 'submission = "office.toml"\nexpect.total = 96.21'
    assert one(text, 'format = "perfeval.cases/1"\nscheme = "scheme.toml"\n', folder=TOWN) == []
    case = 'scheme = "scheme.toml"\nsubmission = "office.toml"\nwithout = ["targets[1]"]\n'
    case += 'expect.indicators."outputs[1]" = 1\nexpect.groups.outputs.status = "unscored"'
    assert one(case, 'format = "perfeval.cases/1"\n', folder=TOWN) == [("indicators.outputs[1]", "score 1", "none")]
    assert load_cases(TOWN / "office.cases.toml").file.endswith("office.cases.toml")


def test_a_submission_may_name_the_scheme():
    head = 'format = "perfeval.cases/1"\n'
    body = 'submission = { scheme = "foshan-2021", year = 2021, entity.name = "某局" }\nexpect.complete = false'
    assert one(body, head) == []
    assert refused('[[cases]]\nname = "a"\nsubmission = { year = 2021, entity.name = "某局" }\nexpect = {}', head) == [
        ("I104", "cases[0].scheme", 2)
    ]


def test_a_scheme_may_stand_in_the_file():
    scheme = 'scheme = { id = "toy", label = "示例", groups = [{ id = "work", label = "工作", points = 100 }] }\n'
    assert one(scheme + "submission.judgements.work = 90\nexpect.indicators.work = 90") == []
    bad = scheme.replace("100", "99")
    assert [code for code, *_ in refused(f'[[cases]]\nname = "a"\n{bad}expect = {{}}')] == ["D102"]


def test_a_refusal_may_be_expected():
    assert one('submission.judgements.benefit = { points = 1, level = "A" }\nexpect.refused = ["I114"]') == []
    assert one('scheme = "fosan"\nexpect.refused = ["I115"]') == []
    assert one('scheme = "fosan"\nexpect.refused = ["I114"]') == [("refused", "I114", "I115")]
    assert one('options.parameters = { line = 1 }\nexpect.refused = ["D202 parameters"]') == []
    assert one('expect.refused = ["I114"]') == [("refused", "I114", "none")]


def test_json_is_read_too(tmp_path):
    case = {"name": "a", "submission": {"year": 2021, "entity": {"name": "某局"}}, "expect": {"complete": False}}
    path = tmp_path / "some.json"
    path.write_text(dump_json({"format": CASES, "scheme": "foshan-2021", "cases": [case]}), encoding="utf-8")
    (found,) = load_cases(path).cases
    assert found.origin.line is None
    assert run_case(found).passed


FAULTS = """
[[cases]]
name = "unknown keys"
expects.total = 1
expect.totl = 1
expect.indicators.spending.scor = 10
expect.indicators.spendin = 10
expect.groups.spending = 10

[[cases]]
name = ""
like = "nobody"
expect = {}

[[cases]]
name = "in the case"
submission.judgements.benefit = true
submission.budgets = 1
expect = {}

[[cases]]
name = "unknown path"
without = ["budget.total.actul"]
expect = {}
"""


def test_every_fault_has_its_place():
    assert refused(FAULTS.replace("expects.total = 1\nexpect.totl", "expect.total").replace(".scor =", ".score =")) == [
        ("I102", "cases[0].expect.indicators.spendin", 16),
        ("I102", "cases[0].expect.groups.spending", 17),
        ("I104", "cases[1].name", 20),
        ("I106", "cases[2].submission.judgements.benefit", 26),
        ("I102", "cases[2].submission.budgets", 27),
        ("I102", "cases[3].without[0]", 32),
    ]
    assert [each[:2] for each in refused(FAULTS)] == [
        ("I102", "cases[0].expects"),
        ("I102", "cases[0].expect.totl"),
        ("I102", "cases[0].expect.indicators.spending.scor"),
    ]


def test_faults_say_what_was_meant():
    with pytest.raises(FormatError) as caught:
        read_cases(HEAD + FAULTS)
    assert [finding.advice.en for finding in caught.value.findings] == [
        "did you mean expect?",
        "did you mean total?",
        "did you mean score?",
    ]


def test_a_fault_of_what_all_cases_share_stands_there_once():
    head = HEAD.replace("year = 2021", 'year = "2021"')
    case = '[[cases]]\nname = "{0}"\nexpect = {{}}\n'
    assert refused(case.format("a") + case.format("b"), head) == [("I103", "submission.year", 6)]
    changed = '[[cases]]\nname = "a"\nexpect = {}\n[[cases]]\nname = "b"\nlike = "a"\nexpect = {}\n'
    assert refused(changed, head) == [("I103", "submission.year", 6)]
    own = '[[cases]]\nname = "a"\nsubmission.year = "x"\nexpect = {}\n[[cases]]\nname = "b"\nlike = "a"\nexpect = {}\n'
    assert refused(own) == [("I103", "cases[0].submission.year", 13)]


def test_names_stand_once_and_likes_come_later():
    twice = '[[cases]]\nname = "a"\nexpect = {}\n' * 2 + '[[cases]]\nname = "b"\nlike = "c"\nexpect = {}'
    assert [each[:2] for each in refused(twice)] == [("I105", "cases[1].name"), ("I115", "cases[2].like")]


def test_files_that_are_named_bring_their_own_faults(tmp_path):
    (tmp_path / "bad.toml").write_text('format = "perfeval.submission/1"\nyear = "x"\n', encoding="utf-8")
    (tmp_path / "scheme.toml").write_text('format = "perfeval.scheme/1"\nid = "a"\n', encoding="utf-8")
    text = '[[cases]]\nname = "{0}"\nsubmission = "{0}.toml"\nexpect = {{}}\n'
    assert refused(text.format("gone"), folder=tmp_path) == [("I112", "cases[0].submission", 13)]
    with pytest.raises(FormatError) as caught:
        read_cases(HEAD + text.format("bad"), folder=tmp_path)
    assert {(f.code, Path(f.origin.file).name) for f in caught.value.findings} == {
        ("I103", "bad.toml"),
        ("I104", "bad.toml"),
    }
    with pytest.raises(FormatError) as caught:
        read_cases(HEAD + '[[cases]]\nname = "a"\nscheme = "scheme.toml"\nexpect = {}', folder=tmp_path)
    assert {Path(f.origin.file).name for f in caught.value.findings} == {"scheme.toml"}


@pytest.mark.parametrize(
    "text",
    ["submission = 1", "scheme = 1", "options.weighting_data = 1", 'expect.total = "viel"', "expect.complete = 1"],
)
def test_values_of_the_wrong_kind(text):
    assert refused(f'[[cases]]\nname = "a"\n{text}\n' + ("" if "expect" in text else "expect = {}"))[0][0] in (
        "I103",
        "I106",
    )


def test_the_format_line_is_looked_at_first():
    assert refused("", 'format = "perfeval.case/1"\nx = 1') == [("I109", "format", 1)]


def test_taking_out_leaves_the_rest():
    data = {"a": {"b": [1, 2]}}
    assert taken_out(data, "a.b[0]") == {"a": {"b": [2]}}
    assert data == {"a": {"b": [1, 2]}}
    with pytest.raises(KeyError):
        taken_out(data, "a.c")

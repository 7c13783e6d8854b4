"""Running cases: what is found, what is told, and how far the cases reach."""

import json
from pathlib import Path

import pytest

from perfeval.findings import LANGUAGES, FormatError
from perfeval.formats import dump_json
from perfeval.testing import case_files, report_document, report_text, result_text, run_cases

ROOT = Path(__file__).parent.parent.parent
SNAPSHOTS = Path(__file__).parent / "snapshots"
SCHEME = '''
format = "perfeval.scheme/1"
id = "reach-2024"
label = { zh = "示例方案", en = "a sample scheme" }

[grades]
"优" = 90
"差" = 0

[inputs.rate]
kind = "ratio"
label = { zh = "达标率", en = "rate" }

[inputs.late]
kind = "flag"
label = { zh = "逾期", en = "late" }

[[groups]]
id = "banded"
label = { zh = "分档", en = "banded" }
points = 40
measured_as = { zh = "达标率", en = "rate" }
measure = "rate"
scoring = "bands(at_least={90%: 40, 60%: 20}, otherwise=0)"

[[groups]]
id = "chosen"
label = { zh = "择一", en = "chosen" }
points = 30
measured_as = { zh = "达标率", en = "rate" }
measure = "rate"
scoring = """
choose(late, deduct(above=100%, each=1%, off=3), clamp(min(measure, budget.total.actual / budget.total.adjusted)))"""

[[groups]]
id = "judged"
label = { zh = "评定", en = "judged" }
points = 30

[[caps]]
when = "late"
grade = "差"
label = { zh = "逾期的评为差", en = "late: the lowest grade" }
'''
CASES = """
format = "perfeval.cases/1"
scheme = "reach.toml"

[submission]
year = 2024
money_unit = "万元"
entity.name = "某局"
budget.total = { adjusted = 100, actual = 95 }
facts = { rate = 0.9, late = false }
judgements.judged = 30

[[cases]]
name = { zh = "刚好九成", en = "exactly nine tenths" }
expect.total = 97
expect.grade = "优"

[[cases]]
name = { zh = "算错的例子", en = "a case that is wrong" }
submission.facts.late = true
submission.facts.rate = "101%"
expect.total = 97
expect.grade = "优"
expect.indicators.chosen = { score = 30, status = "scored" }
expect.findings = []

[[cases]]
name = { zh = "选项不认识", en = "an option that is not known" }
options.parameters = { line = "1%" }
expect = {}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("cases").mkdir()
    Path("cases/reach.toml").write_text(SCHEME, encoding="utf-8")
    Path("cases/some.toml").write_text(CASES, encoding="utf-8")
    Path("broken.cases.toml").write_text('format = "perfeval.cases/1"\n[[cases]]\nnam = "a"\n', encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_report_reads_like_this(folder, lang):
    shown = report_text(run_cases(), lang)
    assert shown == (SNAPSHOTS / f"report.{lang}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_failure_reads_like_this(folder, lang):
    shown = result_text(run_cases(["cases"]).results[1], lang)
    assert f"{shown}\n" == (SNAPSHOTS / f"failure.{lang}.txt").read_text(encoding="utf-8")


def test_a_report_as_plain_values(folder):
    report = run_cases()
    document = json.loads(dump_json(report_document(report, "en")))
    assert document["passed"] is report.passed is False
    assert [case["passed"] for case in document["cases"]] == [True, False, False]
    assert [m["path"] for m in document["cases"][1]["mismatches"]] == [
        "indicators.chosen.score",
        "grade",
        "findings",
    ]
    assert document["cases"][2]["findings"][0]["code"] == "D202"
    assert [fault["file"] for fault in document["faults"]] == ["broken.cases.toml"]
    (scheme,) = document["schemes"]
    banded, chosen, judged = scheme["indicators"]
    assert [(branch["name"], branch["cases"]) for branch in banded["branches"]] == [
        ("rate >= 90%: 40", ["刚好九成", "算错的例子"]),
        ("rate >= 60%: 20", []),
        ("otherwise: 0", []),
    ]
    assert [branch["name"] for branch in chosen["branches"]] == [
        "late",
        "no marks",
        "in between",
        "(rate − 100%) ÷ 1% ≤ 0%",
        "otherwise",
        "otherwise",
        "full marks",
        "no marks",
        "in between",
        "rate",
        "total actual ÷ total adjusted",
    ]
    assert judged["branches"] == []
    assert [(branch["name"], branch["cases"]) for branch in scheme["caps"]] == [
        ("holds", ["算错的例子"]),
        ("does not hold", ["刚好九成"]),
    ]


def test_files_are_found_by_name_and_format(folder):
    assert case_files(["."]) == ("broken.cases.toml", "cases/some.toml")
    assert case_files(["cases/some.toml", "cases"]) == ("cases/some.toml",)
    Path(".hidden").mkdir()
    Path(".hidden/a.cases.toml").write_text(CASES, encoding="utf-8")
    Path("cases/gone.cases.toml").symlink_to("nowhere")
    assert case_files([folder]) == (str(folder / "broken.cases.toml"), str(folder / "cases/some.toml"))


@pytest.mark.parametrize("paths", [["cases/nothing.toml"], [".hidden"], []])
def test_nothing_to_run_is_said(folder, paths):
    Path(".hidden").mkdir()
    with pytest.raises(FormatError) as caught:
        run_cases(paths)
    assert [finding.code for finding in caught.value.findings] == ["I112"]


def test_levels_and_rows_are_reached(tmp_path):
    text = """
format = "perfeval.cases/1"
[[cases]]
name = "levels"
scheme = { id = "levels", label = "等级", combine = "none", scales.abc.levels = ["C", "B", "A"], groups = [
    { id = "a", label = "甲", scale = "abc" }] }
submission = { year = 2024, entity.name = "某局", judgements.a = { level = "B" } }
expect.indicators.a.level = "B"
expect.complete = true
"""
    path = tmp_path / "levels.cases.toml"
    path.write_text(text, encoding="utf-8")
    report = run_cases([path, ROOT / "examples/town-2024"])
    assert report.passed, report_text(report, "en")
    levels, town = report.standings
    assert [(branch.name.zh, branch.cases) for branch in levels.indicators[0].branches] == [
        ("C", ()),
        ("B", ("levels",)),
        ("A", ()),
    ]
    assert levels.grades == levels.caps == ()
    outputs = next(each for each in town.indicators if each.id == "outputs")
    met = [branch.name.en for branch in outputs.branches if branch.cases]
    assert met == ["tier is not given", "actual value >= target value: 100%", "otherwise"]


def reached(folder_cases, more):
    Path("cases/some.toml").write_text(folder_cases + more, encoding="utf-8")
    return run_cases(["cases"]).standings[0]


def test_a_case_with_other_points_goes_the_ways_of_its_own_scheme(folder):
    more = '\n[[cases]]\nname = "re"\noptions.points = { chosen = 20, judged = 40 }\nsubmission.facts.rate = 0.7\n'
    banded = reached(CASES, more + "expect.indicators.judged = 30\n").indicators[0]
    assert "re" in banded.scored
    plain = reached(CASES, '\n[[cases]]\nname = "re"\nsubmission.facts.rate = 0.7\nexpect.indicators.judged = 30\n')
    went = [[("re" in branch.cases) for branch in each.branches] for each in (banded, plain.indicators[0])]
    assert went[0] == went[1]
    assert any(went[0])


LINE = """
format = "perfeval.cases/1"
[scheme]
id = "lined"
label = "有线"
parameters.line.value = "90%"
inputs.rate = { kind = "ratio", low = 0, high = 1 }
groups = [
    { id = "x", label = "甲", points = 100, measure = "rate", scoring = "bands(at_least={line: 100}, otherwise=0)" },
]
caps = [{ when = "rate < line", grade = "差", label = "过低" }]
grades = { "优" = 60, "差" = 0 }
[submission]
entity.name = "某局"
year = 2024
facts.rate = "85%"
[[cases]]
name = "lower line"
options.parameters.line = "80%"
expect.total = 100
"""


def test_a_case_with_other_parameters_goes_the_ways_of_its_own_scheme(tmp_path):
    path = tmp_path / "a.cases.toml"

    def went(text):
        path.write_text(text, encoding="utf-8")
        (standing,) = run_cases([path]).standings
        branches = (*standing.indicators[0].branches, *standing.caps)
        return [bool(branch.cases) for branch in branches]

    assert went(LINE) == [True, False, False, True]
    plain = LINE.replace('options.parameters.line = "80%"\n', "").replace("total = 100", "total = 0")
    assert went(plain) == [False, True, True, False]


def test_a_case_with_a_weighting_goes_no_ways(tmp_path):
    path = tmp_path / "a.cases.toml"
    text = LINE.replace('options.parameters.line = "80%"', 'options.weighting = "equal"').replace(
        "total = 100", "total = 0"
    )
    path.write_text(text, encoding="utf-8")
    report = run_cases([path])
    assert report.passed, report_text(report, "en")
    (standing,) = report.standings
    assert standing.indicators[0].scored == ("lower line",)
    assert not any(branch.cases for branch in (*standing.indicators[0].branches, *standing.caps))


GROUPED = """
format = "perfeval.cases/1"
[[cases]]
name = "weakest"
scheme = { id = "levels", label = "等级", combine = "none", scales.abc.levels = ["C", "B", "A"], groups = [
    { id = "g", label = "组", scale = "abc", combine = { weakest_link = { plus = false } }, children = [
        { id = "a", label = "甲", scale = "abc" }, { id = "b", label = "乙", scale = "abc" }] }] }
submission = { year = 2024, entity.name = "某局", judgements = { a = { level = "B" }, b = { level = "A" } } }
expect.groups.g.level = "B"
"""


def test_levels_of_groups_that_no_case_reached_are_told(tmp_path):
    path = tmp_path / "a.cases.toml"
    path.write_text(GROUPED, encoding="utf-8")
    report = run_cases([path])
    (standing,) = report.standings
    assert [(b.rule.zh, b.name.zh, b.cases) for b in standing.levels] == [
        ("组", "C", ()),
        ("组", "B", ("weakest",)),
        ("组", "A", ()),
    ]
    assert "  not reached: 组\n      C\n      A" in report_text(report, "en")
    assert [b["cases"] for b in report_document(report)["schemes"][0]["levels"]] == [[], ["weakest"], []]

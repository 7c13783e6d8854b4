"""The pytest plugin: cases as tests, fixtures, and what it costs everybody else."""

import subprocess
import sys
from pathlib import Path

import pytest

from perfeval.testing import plugin, running

pytest_plugins = ["pytester"]

TOWN = Path(__file__).parent.parent.parent / "examples/town-2024"
ARGS = ("-p", "no:cacheprovider", "-p", "no:sybil")
CASES = """
format = "perfeval.cases/1"
scheme = "foshan-2021"
submission = { year = 2021, entity.name = "某局" }

[[cases]]
name = "gaps"
expect.complete = false

[[cases]]
name = "wrong"
submission.judgements.benefit = 14
expect.indicators.benefit = 15
"""


@pytest.fixture
def folder(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PERFEVAL_LANG", "en")
    (pytester.path / "cases").mkdir()
    return pytester.path


def test_cases_are_tests(pytester, folder):
    (folder / "cases/office.toml").write_text(CASES, encoding="utf-8")
    result = pytester.runpytest_inprocess(*ARGS)
    result.assert_outcomes(passed=1, failed=1)
    output = "\n".join(result.outlines)
    failure = output.partition("FAILURES")[2].partition("short test summary")[0]
    assert [line for line in failure.splitlines() if line.strip()][2:-1] == [
        "cases/office.toml, line 10: wrong: failed",
        "  indicators.benefit.score: expected 15, got 14.00",
        "    social, economic and ecological benefit (15): 14.00",
        "      standard: the evaluator's judgement",
        "      score: the evaluator gave 14.00",
        "      basis: social, economic and ecological benefit, published"
        " (市委台港澳办2021年度部门整体支出绩效自评报告)",
    ]
    result.stdout.fnmatch_lines(["FAILED cases/office.toml::wrong*"])


def test_a_case_can_be_chosen_by_name(pytester, folder):
    (folder / "cases/office.toml").write_text(CASES, encoding="utf-8")
    result = pytester.runpytest_inprocess(*ARGS, "-v", "cases/office.toml::gaps")
    result.assert_outcomes(passed=1)


def test_a_faulty_file_is_told_with_line_and_column(pytester, folder):
    (folder / "some.cases.toml").write_text(CASES.replace("expect.comp", "expects.comp"), encoding="utf-8")
    result = pytester.runpytest_inprocess(*ARGS)
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(
        ["I102 cases*expects (some.cases.toml, line 8, column 1): there is no key*did you mean expect?"]
    )
    assert "Traceback" not in "\n".join(result.outlines)


def test_other_files_are_left_alone(pytester, folder):
    (folder / "cases/submission.toml").write_text('format = "perfeval.submission/1"', encoding="utf-8")
    (folder / "cases/else.toml").write_text("[[cases]]", encoding="utf-8")
    (folder / "cases/notes.txt").write_text(CASES, encoding="utf-8")
    (folder / "elsewhere.toml").write_text(CASES, encoding="utf-8")
    pytester.runpytest_inprocess(*ARGS).assert_outcomes()


def test_what_goes_wrong_in_perfeval_itself_keeps_its_traceback(pytester, folder, monkeypatch):
    (folder / "cases/office.toml").write_text(CASES, encoding="utf-8")

    def broken(case):
        raise ZeroDivisionError("a defect")

    monkeypatch.setattr(running, "run_case", broken)
    result = pytester.runpytest_inprocess(*ARGS)
    result.assert_outcomes(failed=2)
    result.stdout.fnmatch_lines(["*ZeroDivisionError: a defect*"])


FIXTURES = """
from perfeval import Entity, Submission

TEXT = '''
format = "perfeval.submission/1"
year = 2021
entity.name = "某局"
judgements.benefit = 14
'''


def test_all_ways(evaluate_case, perfeval_host):
    assert "foshan-2021" in perfeval_host.schemes
    of_values = evaluate_case({"year": 2021, "entity": {"name": "某局"}, "judgements": {"benefit": 14}}, "foshan-2021")
    assert of_values["benefit"].score == 14
    assert evaluate_case(TEXT, "foshan-2021", on_missing="zero").total == 14
    assert evaluate_case("office.toml", "foshan-2021") == of_values
    assert not evaluate_case(Submission(entity=Entity("某局"), year=2021), "foshan-2021").complete
"""


def test_fixtures(pytester, folder):
    pytester.makepyfile(FIXTURES)
    (folder / "office.toml").write_text(
        'format = "perfeval.submission/1"\nyear = 2021\nentity.name = "某局"\njudgements.benefit = 14\n',
        encoding="utf-8",
    )
    pytester.runpytest_inprocess(*ARGS).assert_outcomes(passed=1)


def test_a_file_is_named_from_where_the_run_was_started(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert plugin._near(tmp_path / "cases/a.toml") == Path("cases/a.toml")
    assert plugin._near(Path("/elsewhere/a.toml")) == Path("/elsewhere/a.toml")


def modules(code: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint(*sys.modules, sep='\\n')"],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.split())


def test_others_do_not_pay_for_it():
    plain = modules("import pytest")
    assert modules("import perfeval.testing.plugin") - plain - {"perfeval", "perfeval.testing"} <= {
        "perfeval.testing.plugin"
    }
    loaded = {name for name in modules("import hypothesis") if name.startswith("perfeval")}
    assert loaded <= {
        "perfeval",
        "perfeval.testing",
        "perfeval.testing.strategies",
        "perfeval.testing.strategies.late",
    }


def test_running_cases_needs_no_test_framework():
    found = modules("import perfeval.testing, perfeval\nperfeval.testing.run_cases, perfeval.testing.report_text")
    assert not {"pytest", "hypothesis", "_pytest"} & found


def test_importing_perfeval_imports_no_test_kit():
    found = modules("import perfeval\nperfeval.evaluate, perfeval.Scheme, perfeval.Host")
    assert not [name for name in found if name.startswith("perfeval.testing")]

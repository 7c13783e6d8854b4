"""`perfeval test`: worked cases from the command line."""

from pathlib import Path

import pytest

CASES = """
format = "perfeval.cases/1"
scheme = "foshan-2021"

[[cases]]
name = "nothing given"
submission = { year = 2021, entity.name = "某局\\u001b[31m" }
expect.complete = true
"""


@pytest.fixture
def failing(tmp_path: Path) -> Path:
    path = tmp_path / "office.cases.toml"
    path.write_text(CASES, encoding="utf-8")
    return path


def test_cases_that_pass(call):
    ended = call("test", "examples/town-2024", "--lang", "en")
    assert (ended.code, ended.err) == (0, "")
    assert "5 cases: 5 passed, 0 failed" in ended.out
    assert "not reached: grades" in ended.out


def test_a_case_that_fails(call, failing):
    ended = call("test", failing, "--lang", "zh")
    assert ended.code == 1
    assert "complete：应为 true，得到 false" in ended.out


def test_as_json(call, failing):
    ended = call("test", failing, "--format", "json", "--lang", "en")
    assert ended.code == 1
    assert ended.json["passed"] is False
    assert ended.json["cases"][0]["mismatches"] == [{"path": "complete", "expected": "true", "got": "false"}]


def test_a_file_that_cannot_be_read(call, failing):
    failing.write_text(CASES.replace("expect", "expects"), encoding="utf-8")
    ended = call("test", failing, "examples/town-2024", "--lang", "en")
    assert ended.code == 3
    assert "did you mean expect?" in ended.out
    assert "5 cases: 5 passed, 0 failed, 1 unreadable file" in ended.out


def test_no_cases_at_all(call, tmp_path):
    ended = call("test", tmp_path, "--format", "json", "--lang", "en")
    assert ended.code == 3
    assert ended.codes == ["I112"]


def test_the_current_folder_is_searched(call, failing, monkeypatch):
    monkeypatch.chdir(failing.parent)
    assert "office.cases.toml" in call("test").out


def test_a_file_of_cases_is_not_replaced(call, failing):
    ended = call("test", failing.parent, "-o", failing)
    assert ended.code == 2
    assert failing.read_text(encoding="utf-8") == CASES

import shutil
from pathlib import Path

import pytest

OFFICE = "examples/foshan-2021/hmt-office.toml"
INCOMPLETE = "examples/foshan-2021/incomplete.toml"
TOWN = "examples/town-2024/office.toml"
TOWN_SCHEME = "examples/town-2024/scheme.toml"


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_a_submission_is_checked_against_the_scheme_that_it_names(call):
    ended = call("validate", OFFICE, "--format", "json")
    assert ended.code == 0
    assert ended.json == {
        "file": OFFICE,
        "what": "submission",
        "valid": True,
        "scheme": "foshan-2021",
        "complete": True,
        "findings": [],
    }


def test_an_incomplete_one_is_valid_but_not_fine(call):
    ended = call("validate", INCOMPLETE, "--format", "json")
    assert (ended.code, ended.json["valid"], ended.json["complete"]) == (1, True, False)
    assert ended.codes == ["E101", "E101"]
    text = call("validate", INCOMPLETE, "--lang", "en")
    assert "valid, incomplete" in text.out
    assert "E101" in text.out


def test_against_another_scheme(call):
    ended = call("validate", TOWN, "--scheme", TOWN_SCHEME, "--format", "json")
    assert (ended.code, ended.json["scheme"]) == (0, "town-2024")


def test_an_unknown_scheme(call):
    assert call("validate", TOWN, "--format", "json").codes == ["I115"]
    assert call("validate", TOWN).code == 2
    assert call("validate", OFFICE, "--scheme", "nosuch").code == 2


def test_without_a_scheme_the_form_alone_is_checked(call, tmp_path):
    text = Path(OFFICE).read_text(encoding="utf-8").replace('scheme = "foshan-2021"', "")
    ended = call("validate", written(tmp_path / "a.toml", text), "--format", "json")
    assert (ended.code, ended.json["valid"], ended.json["scheme"], ended.json["complete"]) == (0, True, None, None)


def test_a_doubtful_submission_is_complete_and_not_fine(call, tmp_path):
    text = Path(OFFICE).read_text(encoding="utf-8") + "\n[judgements.nosuch]\npoints = 1\n"
    ended = call("validate", written(tmp_path / "a.toml", text), "--lang", "en")
    assert ended.code == 1
    assert "E207" in ended.out
    assert "to be looked at" in ended.out


def test_a_scheme(call):
    ended = call("validate", TOWN_SCHEME, "--format", "json")
    assert (ended.code, ended.json["what"], ended.json["valid"], ended.codes) == (0, "scheme", True, [])


def test_doubts_about_a_scheme_are_told_and_do_not_count(call, tmp_path):
    head, _, tail = Path(TOWN_SCHEME).read_text(encoding="utf-8").partition("[parameters.spending_full]")
    tail = tail.replace('source = { title = "虚构的示例", status = "assumed" }', "", 1)
    ended = call("validate", written(tmp_path / "s.toml", f"{head}[parameters.spending_full]{tail}"))
    assert ended.code == 0
    assert "D301" in ended.out


def test_a_scheme_that_is_not_sound(call, tmp_path):
    text = Path(TOWN_SCHEME).read_text(encoding="utf-8").replace("points = 20", "points = 21")
    ended = call("validate", written(tmp_path / "s.toml", text), "--format", "json")
    assert (ended.code, ended.json["what"], ended.json["valid"]) == (3, "scheme", False)
    assert "D102" in ended.codes


def test_an_evaluation(call, tmp_path):
    path = tmp_path / "e.json"
    call("evaluate", OFFICE, "--format", "json", "-o", path)
    assert call("validate", path, "--format", "json").json["what"] == "evaluation"
    ended = call("validate", written(path, path.read_text(encoding="utf-8").replace('"99.85"', '"100.00"', 1)))
    assert ended.code in (0, 3)


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("a.toml", 'format = "perfeval.nosuch/1"', "I109"),
        ("a.toml", 'format = "perfeval.scheme/9"', "I109"),
        ("a.toml", "year = 2021", "I104"),
        ("a.toml", "year = = 2021", "I101"),
        ("a.json", "[1", "I101"),
        ("a.odt", "", "I116"),
    ],
)
def test_what_cannot_be_used(call, tmp_path, name, text, code):
    ended = call("validate", written(tmp_path / name, text), "--format", "json")
    assert (ended.code, ended.json["valid"]) == (3, False)
    assert ended.codes == [code]
    assert ended.err == ""


def test_every_mistake_at_once_with_line_and_column(call, broken):
    ended = call("validate", broken, "--lang", "en")
    assert ended.code == 3
    assert "I103 year" in ended.out
    assert "line 8" in ended.out
    assert "I102 surplus" in ended.out


def test_many(call, broken):
    ended = call("validate", OFFICE, broken, TOWN_SCHEME, "--format", "json")
    assert ended.code == 3
    assert [v["valid"] for v in ended.json] == [True, False, True]
    assert [v["what"] for v in ended.json] == ["submission", "submission", "scheme"]


def test_the_verdict_never_replaces_the_file(call, tmp_path):
    path = shutil.copy(OFFICE, tmp_path)
    assert call("validate", path, "-o", path).code == 2
    assert Path(path).read_bytes() == Path(OFFICE).read_bytes()

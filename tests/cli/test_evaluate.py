import json
import shutil
from pathlib import Path

import pytest

from perfeval import load_evaluation

OFFICE = "examples/foshan-2021/hmt-office.toml"
INCOMPLETE = "examples/foshan-2021/incomplete.toml"
NOT_APPLICABLE = "examples/foshan-2021/not-applicable.toml"
SHEET = "examples/project-2020/sheet.toml"
TOWN = "examples/town-2024/office.toml"
TOWN_SCHEME = "examples/town-2024/scheme.toml"


def test_the_real_case_comes_out_as_published(call):
    ended = call("evaluate", OFFICE, "--format", "json")
    found = ended.json
    assert ended.code == 0
    assert ended.err == ""
    assert (found["scheme"], found["entity"], found["year"]) == ("foshan-2021", "中共佛山市委台港澳工作办公室", 2021)
    assert (found["total"], found["grade"], found["complete"], found["findings"]) == ("99.85", "优", True, [])
    goals = next(i for i in found["indicators"] if i["id"] == "project_goals")
    assert {k: goals[k] for k in ("label", "group", "points", "share", "score", "status")} == {
        "label": "项目绩效目标完成率",
        "group": "effectiveness",
        "points": "10",
        "share": "0.985",
        "score": "9.85",
        "status": "scored",
    }
    assert len(found["indicators"]) == 10


def test_text_shows_every_indicator_the_total_and_the_grade(call):
    ended = call("evaluate", OFFICE)
    assert ended.code == 0
    for shown in ("budgeting", "项目绩效目标完成率", "9.85", "49.85", "99.85", "优"):
        assert shown in ended.out


def test_an_incomplete_submission_shows_bounds_and_possible_grades(call):
    ended = call("evaluate", INCOMPLETE, "--lang", "en")
    assert ended.code == 1
    assert "between 74.46 and 89.46" in ended.out
    assert "possible grades: 良, 中" in ended.out
    assert ended.out.count("E101") == 2
    assert ended.err == ""


def test_an_incomplete_submission_in_json(call):
    ended = call("evaluate", INCOMPLETE, "--format", "json")
    assert ended.code == 1
    assert (ended.json["total"], ended.json["complete"]) == (None, False)
    assert (ended.json["lower"], ended.json["upper"]) == ("74.46", "89.46")
    assert ended.codes == ["E101", "E101"]


def test_what_does_not_apply_is_not_applicable(call):
    ended = call("evaluate", NOT_APPLICABLE, "--lang", "en")
    assert ended.code == 0
    assert "not applicable" in ended.out
    assert "rescaled" in ended.out
    assert "total 90.22 of 100" in ended.out


@pytest.mark.parametrize(
    ("policy", "total", "said"),
    [("full", "90.71", "earned"), ("none", "85.71", "lost"), ("redistribute", "90.22", "given to")],
)
def test_the_policy_for_what_does_not_apply_can_be_chosen(call, policy, total, said):
    assert call("evaluate", NOT_APPLICABLE, "--not-applicable", policy, "--format", "json").json["total"] == total
    assert said in call("evaluate", NOT_APPLICABLE, "--not-applicable", policy, "--lang", "en").out


def test_missing_can_be_counted_as_zero_but_is_said(call):
    ended = call("evaluate", INCOMPLETE, "--on-missing", "zero", "--format", "json")
    assert (ended.code, ended.json["total"], ended.json["complete"]) == (1, "74.46", True)
    assert "E203" in ended.codes
    text = call("evaluate", INCOMPLETE, "--on-missing", "zero", "--lang", "en")
    assert "counted as zero" in text.out
    assert "what could not be scored counts as zero" in text.out


def test_a_scheme_from_a_file(call):
    ended = call("evaluate", TOWN, "--scheme", TOWN_SCHEME, "--format", "json")
    assert ended.json["scheme"] == "town-2024"
    assert ended.code == 0
    assert "加分" in call("evaluate", TOWN, "--scheme", TOWN_SCHEME).out


def test_another_parameter_is_used_and_recorded(call):
    ended = call("evaluate", OFFICE, "--set", "spending_full=97%", "--format", "json")
    assert ended.json["total"] == "99.74"
    assert ended.json["overrides"][0]["name"] == "spending_full"
    assert "97%" in call("evaluate", OFFICE, "--set", "spending_full=97%").out


def test_other_points_are_used_and_recorded(call):
    changed = ("--points", "finance=18", "--points", "assets = 6")
    ended = call("evaluate", OFFICE, *changed, "--format", "json")
    assert [(o["kind"], o["name"], o["was"], o["now"]) for o in ended.json["overrides"]] == [
        ("points", "finance", "19", "18"),
        ("points", "assets", "5", "6"),
    ]
    assert {i["id"]: i["points"] for i in ended.json["indicators"]}["finance"] == "18"
    assert "18" in call("explain", OFFICE, "finance", *changed, "--lang", "en").out.splitlines()[0]


def test_points_and_parameters_together(call):
    options = ("--points", "finance=18", "--points", "assets=6", "--set", "spending_full=97%")
    assert len(call("evaluate", OFFICE, *options, "--format", "json").json["overrides"]) == 3


def test_points_that_do_not_make_the_full_marks(call):
    ended = call("evaluate", OFFICE, "--points", "finance=18", "--lang", "en")
    assert ended.code in (2, 3)
    assert "D102" in ended.err


def test_a_weighting_assigns_the_points(call):
    ended = call("evaluate", OFFICE, "--weighting", "equal", "--format", "json")
    assert {i["points"] for i in ended.json["indicators"]} == {"10.00"}
    assert "changed: points of assets" in call("evaluate", OFFICE, "--weighting", "equal", "--lang", "en").out


JUDGEMENTS = """
format = "perfeval.weighting-data/1"
[weights]
budgeting = 20
spending = 20
outputs = 40
satisfaction = 20
"""


def test_a_weighting_reads_its_data_from_a_file(call, tmp_path):
    data = tmp_path / "weights.toml"
    data.write_text(JUDGEMENTS, encoding="utf-8")
    args = ("examples/town-2024/office.toml", "--scheme", "examples/town-2024/scheme.toml", "--weighting", "fixed")
    ended = call("evaluate", *args, "--weighting-data", data, "--lang", "en")
    assert "weighting: fixed weights, by the weights that were given" in ended.out
    told = call("evaluate", *args, "--weighting-data", data, "--format", "json").json
    assert told["weighting"]["weights"]["outputs"] == "0.4"
    assert "points assigned by fixed weights" in call("explain", *args, "--weighting-data", data, "--lang", "en").out


def test_data_of_a_weighting_that_cannot_be_used(call, tmp_path):
    data = tmp_path / "weights.toml"
    data.write_text(JUDGEMENTS.replace("spending = 20", "spendng = -20"), encoding="utf-8")
    args = ("examples/town-2024/office.toml", "--scheme", "examples/town-2024/scheme.toml", "--weighting", "fixed")
    ended = call("evaluate", *args, "--weighting-data", data, "--format", "json")
    assert ended.code == 3
    assert sorted(finding["code"] for finding in ended.json["findings"]) == ["D107", "D404", "D408"]
    assert "weights.toml" in ended.err
    assert call("evaluate", *args).code == 2
    assert call("evaluate", *args, "--weighting-data", data, "-o", data).code == 2
    assert data.read_text(encoding="utf-8").count("spendng") == 1


def test_labels_in_json_follow_the_language(call):
    english = call("evaluate", OFFICE, "--format", "json", "--lang", "en").json
    assert english["indicators"][0]["label"] == "budget management"


def test_the_language_comes_from_the_environment(call, monkeypatch):
    assert "总分" in call("evaluate", OFFICE).out
    monkeypatch.setenv("PERFEVAL_LANG", "en")
    assert "total 99.85 of 100" in call("evaluate", OFFICE).out
    assert "总分" in call("evaluate", OFFICE, "--lang", "zh").out


def test_one_object_for_one_file_a_list_for_several(call):
    ended = call("evaluate", OFFICE, SHEET, "--format", "json")
    assert ended.code == 0
    assert [found["scheme"] for found in ended.json] == ["foshan-2021", "mof-2020-project"]
    assert isinstance(call("evaluate", OFFICE, "--format", "json").json, dict)


def test_rows_of_an_open_group_are_listed(call):
    ids = [i["id"] for i in call("evaluate", SHEET, "--format", "json").json["indicators"]]
    assert ids[:2] == ["execution", "outputs[0]"]


def test_a_bad_file_does_not_stop_the_others(call, broken):
    ended = call("evaluate", OFFICE, broken, INCOMPLETE, "--format", "json")
    first, second, third = ended.json
    assert ended.code == 3
    assert (first["total"], third["complete"]) == ("99.85", False)
    assert second == {"file": str(broken), "error": True, "findings": second["findings"]}
    assert sorted(f["code"] for f in second["findings"]) == ["I102", "I103"]
    assert "I103" in ended.err


def test_a_bad_file_among_others_in_text(call, broken):
    ended = call("evaluate", OFFICE, broken, INCOMPLETE, "--lang", "en")
    assert ended.code == 3
    assert "I102" in ended.err
    assert "I102" not in ended.out
    table = ended.out.rpartition("grade   status")[2]
    assert "broken.toml" in table.replace("\n", "")
    assert [word for word in ("not evaluated", "incomplete", "complete") if word in table] == [
        "not evaluated",
        "incomplete",
        "complete",
    ]


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ([OFFICE, SHEET], 0),
        ([OFFICE, INCOMPLETE], 1),
        ([INCOMPLETE, OFFICE], 1),
        ([INCOMPLETE, TOWN], 2),
        ([TOWN, INCOMPLETE], 2),
        ([TOWN, "no-such-file.toml", OFFICE], 3),
        (["no-such-file.toml", TOWN, INCOMPLETE], 3),
    ],
)
def test_the_highest_exit_code_wins(call, files, code):
    assert call("evaluate", *files).code == code


def test_a_file_that_is_not_there(call):
    ended = call("evaluate", "no-such-file.toml")
    assert (ended.code, ended.out) == (3, "")
    assert "I112 no-such-file.toml" in ended.err


def test_a_file_that_is_not_there_in_json(call):
    ended = call("evaluate", "no-such-file.toml", "--format", "json")
    assert ended.code == 3
    assert ended.json["error"] is True
    assert ended.codes == ["I112"]


def test_a_type_of_file_that_nothing_reads_is_named(call, tmp_path):
    path = tmp_path / "a.unknown"
    path.touch()
    ended = call("evaluate", path)
    assert ended.code == 3
    assert f"I116 {path}" in ended.err


@pytest.mark.parametrize(
    "options",
    [
        ["--scheme", "nosuch"],
        ["--weighting", "nosuch"],
        ["--set", "nosuch=1"],
        ["--set", "spending_full=abc"],
        ["--set", "spending_full=0.95"],
        ["--set", "spending_full=1e99999999"],
        ["--set", "spending_full"],
        ["--set", "=1"],
        ["--set", "spending_full="],
        ["--set", "spending_full=95%", "--set", "spending_full=96%"],
        ["--points", "nosuch=1"],
        ["--points", "finance"],
        ["--points", "finance=many"],
        ["--points", "finance=18", "--points", "finance=17"],
        ["--on-missing", "nosuch"],
        ["--not-applicable", "nosuch"],
        ["--format", "toml"],
        ["--lang", "fr"],
        ["--nosuch"],
    ],
)
def test_wrong_usage(call, options):
    ended = call("evaluate", OFFICE, *options)
    assert ended.code == 2
    assert ended.out == ""
    assert ended.err != ""


def test_an_unknown_scheme_is_said_once_for_all_files(call):
    ended = call("evaluate", OFFICE, INCOMPLETE, SHEET, "--scheme", "foshan-2022")
    assert ended.err.count("I115") == 1
    assert "foshan-2021" in ended.err


def test_no_file_is_wrong_usage(call):
    assert call("evaluate").code == 2


def test_a_submission_that_names_no_scheme(call, tmp_path):
    path = tmp_path / "a.toml"
    path.write_text(Path(OFFICE).read_text(encoding="utf-8").replace('scheme = "foshan-2021"', ""), encoding="utf-8")
    assert call("evaluate", path).code == 2
    assert call("evaluate", path, "--scheme", "foshan-2021").code == 0


def test_a_scheme_file_that_is_not_sound_is_unusable_input(call, tmp_path):
    path = tmp_path / "scheme.toml"
    path.write_text(
        Path(TOWN_SCHEME).read_text(encoding="utf-8").replace("points = 20", "points = 21"), encoding="utf-8"
    )
    ended = call("evaluate", TOWN, "--scheme", path)
    assert (ended.code, ended.out) == (3, "")
    assert "D102" in ended.err
    assert call("evaluate", TOWN, "--scheme", tmp_path / "none.toml").code == 3


def test_the_output_can_be_loaded_again(call, tmp_path):
    path = tmp_path / "e.json"
    assert call("evaluate", OFFICE, "--format", "json", "-o", path).out == ""
    assert str(load_evaluation(path).total) == "99.85"
    assert call("evaluate", OFFICE, "--format", "json").json == json.loads(path.read_text(encoding="utf-8"))


def test_nothing_is_written_where_nothing_could_be_evaluated(call, tmp_path):
    path = tmp_path / "e.txt"
    path.write_text("old", encoding="utf-8")
    assert call("evaluate", "no-such-file.toml", "-o", path).code == 3
    assert path.read_text(encoding="utf-8") == "old"


def test_an_input_is_never_replaced_by_the_output(call, tmp_path):
    for name in ("office.toml", "scheme.toml"):
        shutil.copy(f"examples/town-2024/{name}", tmp_path)
    office, scheme = tmp_path / "office.toml", tmp_path / "scheme.toml"
    before = office.read_bytes(), scheme.read_bytes()
    (tmp_path / "link.toml").symlink_to(office)
    for target in (office, scheme, tmp_path / "link.toml"):
        assert call("evaluate", office, "--scheme", scheme, "-o", target).code == 2
    assert (office.read_bytes(), scheme.read_bytes()) == before


def town(tmp_path: Path, old: str, new: str) -> tuple[Path, str, str]:
    """A submission to the town's scheme with something changed, and the scheme."""
    path = tmp_path / "office.toml"
    text = Path(TOWN).read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path, "--scheme", TOWN_SCHEME


def test_a_grade_that_was_capped_is_shown_with_the_one_before(call, tmp_path):
    args = town(tmp_path, "audit_failed = false", "audit_failed = true")
    ended = call("evaluate", *args, "--lang", "en")
    assert ended.code == 0
    assert "grade 中" in ended.out
    assert "capped, it was 优: serious audit findings: at most 中" in ended.out
    assert call("evaluate", *args, "--format", "json").json["grade"] == "中"


def test_an_unknown_veto_leaves_the_grade_open(call, tmp_path):
    args = town(tmp_path, "audit_failed = false", "")
    ended = call("evaluate", *args, "--lang", "en")
    assert ended.code == 1
    assert "total 96.21 of 100\n" in ended.out
    assert "possible grades: 优, 中" in ended.out
    assert "E205" in ended.out


def test_nothing_applicable(call, tmp_path):
    groups = 'management = "无"\noutputs = "无"\nsatisfaction = "无"\n'
    args = town(tmp_path, "[judgements]", f"[not_applicable]\n{groups}[judgements]")
    ended = call("evaluate", *args, "--lang", "en")
    assert ended.code == 1
    assert "no total" in ended.out
    assert "E204" in ended.out


def test_a_scheme_without_total_and_with_levels(call, tmp_path):
    scheme, office = tmp_path / "scheme.toml", tmp_path / "office.toml"
    scheme.write_text(
        'format = "perfeval.scheme/1"\nid = "levels"\nlabel = "等级"\ncombine = "none"\n'
        '[scales.abcd]\nlevels = ["D", "C", "B", "A"]\n'
        '[[groups]]\nid = "reliability"\nlabel = "可靠性"\nscale = "abcd"\n',
        encoding="utf-8",
    )
    office.write_text(
        'format = "perfeval.submission/1"\nyear = 2024\nentity = { name = "某县" }\n'
        '[judgements.reliability]\nlevel = "B"\n',
        encoding="utf-8",
    )
    ended = call("evaluate", office, "--scheme", scheme)
    assert ended.code == 0
    assert "总分" not in ended.out
    assert "B" in ended.out
    assert "满分" not in call("schemes", "show", scheme).out

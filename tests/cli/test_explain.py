import pytest

OFFICE = "examples/foshan-2021/hmt-office.toml"
INCOMPLETE = "examples/foshan-2021/incomplete.toml"
SHEET = "examples/project-2020/sheet.toml"


def test_one_indicator_down_to_the_printed_figures(call):
    ended = call("explain", OFFICE, "spending")
    assert ended.code == 0
    for shown in ("884.78", "922.01", "95.96%", "暂定"):
        assert shown in ended.out
    assert "财务管理" not in ended.out


def test_all_of_it(call):
    ended = call("explain", OFFICE, "--lang", "en")
    assert ended.code == 0
    assert "financial management" in ended.out
    assert ended.out.rstrip().endswith("total 99.85 of 100; grade 优")


def test_all_of_it_with_what_was_found(call):
    ended = call("explain", INCOMPLETE)
    assert ended.code == 1
    assert ended.out.count("E101") == 2


def test_the_code_is_that_of_the_evaluation(call):
    ended = call("explain", INCOMPLETE, "spending")
    assert ended.code == 1
    assert "E101" not in ended.out


@pytest.mark.parametrize("id", ["effectiveness", "satisfaction"])
def test_groups_too(call, id):
    assert call("explain", OFFICE, id).code == 0


def test_a_row_of_an_open_group(call):
    assert "活动按计划完成率" in call("explain", SHEET, "outputs[1]").out


def test_json(call):
    whole = call("explain", OFFICE, "--format", "json").json
    one = call("explain", OFFICE, "spending", "--format", "json").json
    assert whole["format"] == one["format"] == "perfeval.explanation/1"
    assert len(whole["explanations"]) == 12
    assert [x["id"] for x in one["explanations"]] == ["spending"]
    assert one["total"] == "99.85"


def test_departures_are_explained(call):
    assert "97%" in call("explain", OFFICE, "spending", "--set", "spending_full=97%").out


def test_an_unknown_indicator_is_wrong_usage(call):
    ended = call("explain", OFFICE, "spnding", "--lang", "en")
    assert (ended.code, ended.out) == (2, "")
    assert "D107" in ended.err
    assert "spending" in ended.err


def test_an_unknown_indicator_in_json(call):
    ended = call("explain", OFFICE, "spnding", "--format", "json")
    assert (ended.code, ended.json["error"], ended.codes) == (2, True, ["D107"])


def test_a_file_that_cannot_be_read(call, broken):
    assert call("explain", broken).code == 3
    assert call("explain", "no-such-file.toml", "spending").code == 3

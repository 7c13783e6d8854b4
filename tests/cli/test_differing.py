from perfeval import save, scheme

TOWN = "examples/town-2024/scheme.toml"


def changed(tmp_path):
    path = tmp_path / "next.toml"
    foshan = scheme("foshan-2021").with_parameters(spending_full="97%").with_points({"assets": 6, "finance": 18})
    save(foshan, path)
    return path


def test_what_changed_in_words(call, tmp_path):
    ended = call("schemes", "diff", "foshan-2021", changed(tmp_path))
    assert ended.code == 0
    assert ended.out.startswith("从 foshan-2021 到 foshan-2021，5 处不同：\n")
    assert "  ~ 参数“支出率满分线”（spending_full）的值由 95% 改为 97%\n" in ended.out
    english = call("schemes", "diff", "foshan-2021", changed(tmp_path), "--lang", "en").out
    assert '  ~ points of "asset management" (assets): from 5 to 6\n' in english


def test_rules_are_shown_as_they_are_typed(call, tmp_path):
    path = tmp_path / "other.toml"
    save(scheme("foshan-2021"), path)
    text = path.read_text(encoding="utf-8")
    rule = 'scoring = "linear(full=spending_full)"'
    assert rule in text
    path.write_text(text.replace(rule, 'scoring = "linear(full=90%)"'), encoding="utf-8")
    ended = call("schemes", "diff", "foshan-2021", path)
    assert ended.out.splitlines()[1:] == [
        "  ~ “部门预算资金支出率”（spending）的评分标准由 “达到 95% 得满分，低于的按比例（0 为零分）” 改为 "
        "“达到 90% 得满分，低于的按比例（0 为零分）”",
        "      原：linear(full=spending_full)",
        "      现：linear(full=90%)",
    ]


def test_what_came_and_went(call):
    ended = call("schemes", "diff", "foshan-2021", TOWN, "--lang", "en")
    assert ended.code == 0
    signs = {line[2] for line in ended.out.splitlines()[1:] if line[:2] == "  " and line[2] != " "}
    assert signs == {"+", "-", "~"}


def test_the_same_scheme(call):
    assert call("schemes", "diff", TOWN, TOWN).out == "town-2024 与 town-2024 完全相同\n"
    ended = call("schemes", "diff", TOWN, TOWN, "--format", "json")
    assert (ended.code, ended.json["same"], ended.json["changes"]) == (0, True, [])


def test_in_json(call, tmp_path):
    ended = call("schemes", "diff", "foshan-2021", changed(tmp_path), "--format", "json", "--lang", "en")
    assert ended.code == 0
    found = ended.json
    assert not found["same"]
    assert found["first"]["digest"] == scheme("foshan-2021").digest != found["second"]["digest"]
    places = {change["place"]: change for change in found["changes"]}
    assert places["parameters.spending_full.value"] == {
        "kind": "changed",
        "place": "parameters.spending_full.value",
        "what": 'value of parameter "full-marks line of the spending rate" (spending_full)',
        "was": "95%",
        "now": "97%",
        "was_written": "95%",
        "now_written": "97%",
        "sentence": 'value of parameter "full-marks line of the spending rate" (spending_full): from 95% to 97%',
    }


def test_wrong_usage(call, tmp_path):
    assert call("schemes", "diff", "foshan-2021", "foshan-2022").code == 2
    assert call("schemes", "diff", "foshan-2021", "no-such-file.toml").code == 3
    path = changed(tmp_path)
    assert call("schemes", "diff", "foshan-2021", path, "-o", path).code == 2


def test_nothing_in_a_name_steers_the_terminal(call, tmp_path):
    path = tmp_path / "evil.toml"
    save(scheme("foshan-2021"), path)
    text = path.read_text(encoding="utf-8").replace("支出率满分线", "\\u001b[31m红")
    path.write_text(text, encoding="utf-8")
    ended = call("schemes", "diff", "foshan-2021", path)
    assert "\x1b" not in ended.out
    assert "\\x1b[31m红" in ended.out

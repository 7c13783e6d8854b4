import json
import tomllib

import pytest

from perfeval import Indicator, Scheme, load_scheme, save, scheme
from perfeval.formats import schema
from perfeval.plugins import Hooks, hookimpl

TOWN_SCHEME = "examples/town-2024/scheme.toml"


class Town(Hooks):
    @hookimpl
    def perfeval_schemes(self):
        return [
            Scheme(id=id, label="某镇", groups=[Indicator("work", "工作", 100)]) for id in ("town-1", "foshan-2021")
        ]


class Misspelt(Hooks):
    @hookimpl
    def perfeval_scheme(self):
        return []


def test_schemes_in_json(call):
    ended = call("schemes", "--format", "json", "--lang", "en")
    first = ended.json[0]
    assert ended.code == 0
    assert (first["id"], first["plugin"], first["package"]) == ("foshan-2021", "foshan-2021", "perfeval")
    assert first["label"].startswith("Foshan 2021")
    assert (first["full"], first["kind"], first["digest"]) == ("100", "department", scheme("foshan-2021").digest)


def test_schemes_in_text(call):
    ended = call("schemes")
    assert "mof-2020-project" in ended.out
    assert "项目支出绩效自评表" in ended.out


def test_schemes_of_a_third_party_and_those_that_clash(call, host):
    host.register(Town(), "town", package="town-plugin", version="2.0")
    ended = call("schemes", "--format", "json", "--lang", "en")
    assert ended.code == 0
    assert [s["id"] for s in ended.json][-2:] == ["town-1", "town:foshan-2021"]
    assert ended.json[-1]["version"] == "2.0"
    assert "1 faults of plugins" in ended.err
    assert call("schemes", "show", "town:foshan-2021", "--format", "json").json["label"] == "某镇"


@pytest.mark.parametrize("id", ["foshan-2021", "mof-2020-project"])
@pytest.mark.parametrize("form", ["toml", "json"])
def test_a_scheme_as_a_file_is_the_same_scheme(call, tmp_path, id, form):
    path = tmp_path / f"s.{form}"
    assert call("schemes", "show", id, "--format", form, "-o", path).code == 0
    assert load_scheme(path).digest == scheme(id).digest
    ended = call("schemes", "show", id, "--format", form)
    assert (tomllib.loads if form == "toml" else json.loads)(ended.out)["id"] == id


def test_a_scheme_in_text(call):
    ended = call("schemes", "show", "foshan-2021", "--lang", "en")
    assert ended.code == 0
    for shown in ("spending_full", "95%", "assumed", "satisfaction survey", "优 ≥ 90", "÷"):
        assert shown in ended.out


def test_a_scheme_from_a_file(call):
    ended = call("schemes", "show", TOWN_SCHEME)
    assert ended.code == 0
    for shown in (
        "加分",
        "受上级表彰",
        "等级至多为",
        "审计发现重大问题的，等级不得高于“中”",
        "虚构的示例",
        "填报的数据",
    ):
        assert shown in ended.out


def test_a_scheme_with_little_in_it(call, tmp_path):
    path = tmp_path / "s.toml"
    path.write_text(
        'format = "perfeval.scheme/1"\nid = "toy"\nlabel = "示例"\n'
        '[inputs.clients]\nkind = "quantity"\nunit = "人"\n[inputs.places]\nkind = "quantity"\nunit = "人"\n'
        '[[groups]]\nid = "work"\nlabel = "工作"\npoints = 90\n'
        '[[groups]]\nid = "speed"\nlabel = "速度"\npoints = 10\n'
        'measure = "clients / places"\nscoring = "proportional()"\n',
        encoding="utf-8",
    )
    ended = call("schemes", "show", path, "--lang", "en")
    assert ended.code == 0
    assert "quantity (人)" in ended.out
    assert "not stated" in ended.out


@pytest.mark.parametrize(("form", "begins"), [("md", "# 2021年度佛山市"), ("html", "<!DOCTYPE html>")])
def test_a_scheme_as_a_page(call, console, tmp_path, form, begins):
    path = tmp_path / f"page.{form}"
    assert call("schemes", "show", "foshan-2021", "--format", form, "-o", path).code == 0
    text = path.read_text(encoding="utf-8")
    assert text.startswith(begins)
    assert "支出率满分线" in text
    assert call("schemes", "show", "foshan-2021", "--format", form).out == text
    english = console("schemes", "show", TOWN_SCHEME, "--format", form, "--lang", "en", encoding="ascii")
    assert "“中”" not in english.out.decode("utf-8")
    assert "优" in english.out.decode("utf-8")


def test_a_scheme_with_what_was_laid_over_it(call, tmp_path):
    path = tmp_path / "changed.toml"
    changed = scheme("foshan-2021").with_parameters(spending_full="97%").with_points({"assets": 6, "finance": 18})
    save(changed.with_parameters(spending_full="98%"), path)
    ended = call("schemes", "show", path, "--lang", "en")
    said = [line.strip() for line in ended.out.splitlines() if line.strip()[1:2] == "."]
    assert said == [
        "1. parameter spending_full from 95% to 97%",
        "2. points of assets from 5 to 6",
        "3. points of finance from 19 to 18",
        "4. parameter spending_full from 97% to 98%",
    ]


def test_an_unknown_scheme(call):
    ended = call("schemes", "show", "foshan-2022")
    assert (ended.code, ended.out) == (2, "")
    assert "I115" in ended.err
    assert call("schemes", "show", "no-such-file.toml").code == 3


def test_an_unknown_scheme_in_json(call):
    ended = call("schemes", "show", "foshan-2022", "--format", "json")
    assert (ended.code, ended.json["error"], ended.codes) == (2, True, ["I115"])


def test_options_may_stand_before_show(call):
    ended = call("schemes", "--lang", "en", "--format", "json", "show", "foshan-2021")
    assert ended.json["id"] == "foshan-2021"
    assert "grades:" in call("schemes", "--lang", "en", "show", "foshan-2021").out
    both = call("schemes", "--format", "json", "show", "foshan-2021", "--format", "text")
    assert "标识：foshan-2021" in both.out.splitlines()[1]


def test_the_file_of_a_scheme_is_not_replaced(call, tmp_path):
    path = tmp_path / "s.toml"
    call("schemes", "show", "foshan-2021", "--format", "toml", "-o", path)
    assert call("schemes", "show", path, "-o", path).code == 2


def test_plugins(call, host):
    ended = call("plugins", "--format", "json")
    assert ended.code == 0
    found = {plugin["name"]: plugin for plugin in ended.json["plugins"]}
    assert found["foshan-2021"]["provides"] == {"schemes": ["foshan-2021"]}
    assert found["builtin"]["package"] == "perfeval"
    assert found["builtin"]["version"] in call("plugins").out
    assert "linear" in call("plugins", "--lang", "en").out


def test_a_broken_plugin_is_told_of(call, host):
    host.register(Misspelt(), "misspelt", package="bad-plugin", version="1.0")
    ended = call("plugins", "--format", "json")
    assert ended.code == 1
    assert ended.codes == ["P103"]
    assert [p["status"] for p in ended.json["plugins"] if p["name"] == "misspelt"] == ["broken"]
    text = call("plugins", "--lang", "en")
    assert text.code == 1
    assert "bad-plugin 1.0" in text.out
    assert "P103" in text.out


@pytest.mark.parametrize("name", ["submission", "scheme", "evaluation"])
def test_schemas(call, name):
    ended = call("schema", name)
    assert ended.code == 0
    assert ended.json == schema(name)


def test_the_schema_of_submissions_to_one_scheme(call):
    assert call("schema", "submission", "--scheme", "foshan-2021").json == schema("submission", scheme("foshan-2021"))
    assert call("schema", "submission", "--scheme", TOWN_SCHEME).json["properties"]["scheme"] == {"const": "town-2024"}


def test_wrong_usage_of_schema(call):
    assert call("schema", "nosuch").code == 2
    assert call("schema", "submission", "--scheme", "nosuch").code == 2
    assert call("schema", "scheme", "--scheme", "foshan-2021").code == 2
    assert call("schema", "submission", "--scheme", "no-such-file.toml").code == 3

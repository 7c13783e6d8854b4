"""Scheme files are read when all functions are known; what one means does not depend on what else is installed."""

import pytest

from perfeval.plugins import SchemeFile


def node(host, id):
    return type(host.schemes.get(id).groups[0].scoring)


def files(make, *texts, uses=()):
    return [SchemeFile(f"{id}.toml", make.toml(id, scoring), uses=uses) for id, scoring in texts]


def test_a_file_may_use_the_functions_of_all_plugins_whatever_the_order(make):
    function = make.function("stepped")
    user = make.plugin(scheme_files=files(make, ("own-2024", "linear(full=95%)"), ("other-2024", "stepped()")))
    host = make.host(a_user=user, function=make.plugin(functions=[function]))
    assert host.findings == ()
    assert node(host, "other-2024") is function.node
    assert host.origin("other-2024") == "a_user-package 1.0"
    assert [p.provides["schemes"] for p in host.plugins if p.name == "a_user"] == [("own-2024", "other-2024")]


def test_a_function_of_a_shipped_name_changes_no_file_but_its_own_plugins(make):
    host = make.host(
        plain=make.plugin(scheme_files=files(make, ("plain-2024", "linear(full=95%)"))),
        user=make.plugin(scheme_files=files(make, ("user-2024", "linear()")), functions=[make.function("linear")]),
    )
    assert [f.code for f in host.findings] == ["P102"]
    assert node(host, "plain-2024") is host.functions.get("linear").node
    assert node(host, "user-2024") is host.functions.get("user:linear").node
    assert host.functions.get("linear") is host.functions.get("builtin:linear")


def test_a_file_keeps_its_own_function_when_another_plugin_comes_first(make):
    own, other = make.function("stepped"), make.function("stepped")
    text = files(make, ("town-2024", "stepped()"))
    host = make.host(town=make.plugin(scheme_files=text, functions=[own]))
    host.register(make.plugin(functions=[other]), "a_newcomer")
    assert host.functions.get("stepped") is other
    assert node(host, "town-2024") is own.node


def test_a_file_that_names_what_it_uses_keeps_that_function(make):
    meant, other = make.function("stepped"), make.function("stepped")
    uses = files(make, ("town-2024", "stepped()"), uses=["meant"])
    loose = files(make, ("loose-2024", "stepped()"))
    plugins = {"meant": make.plugin(functions=[meant]), "town": make.plugin(scheme_files=[*uses, *loose])}
    assert node(make.host(**plugins), "loose-2024") is meant.node
    host = make.host(**plugins, a_newcomer=make.plugin(functions=[other]))
    assert node(host, "town-2024") is meant.node
    assert node(host, "loose-2024") is other.node
    assert [f.code for f in host.findings] == ["P102"]


def test_the_first_of_the_plugins_used_wins(make):
    one, two = make.function("stepped"), make.function("stepped")
    text = files(make, ("town-2024", "stepped()"), uses=["z", "a"])
    host = make.host(
        a=make.plugin(functions=[one]), z=make.plugin(functions=[two]), town=make.plugin(scheme_files=text)
    )
    assert node(host, "town-2024") is two.node


@pytest.mark.parametrize("broken", [True, False])
def test_a_plugin_that_is_used_has_to_be_there(make, broken):
    text = files(make, ("town-2024", "linear(full=95%)"), uses=["stepped"])
    host = make.host(town=make.plugin(scheme_files=text))
    if broken:
        host.register(make.plugin(functions=None), "stepped")
    codes = [f.code for f in host.findings]
    assert codes == ["P105"] * broken + ["I115", "P108"]
    assert "town-2024" not in host.schemes


def test_a_faulty_file_is_left_out_and_the_rest_stays(make):
    good, bad = ("good-2024", "linear(full=95%)"), ("bad-2024", "no_such(full=95%)")
    plugin = make.plugin(
        scheme_files=[*files(make, bad, good), SchemeFile("odd.json", b"\xff\xfe{")], weightings=[make.weighting("w")]
    )
    host = make.host(town=plugin)
    assert "good-2024" in host.schemes
    assert "bad-2024" not in host.schemes
    assert "w" in host.weightings
    assert [p.status for p in host.plugins] == ["active", "active"]
    ours = [f for f in host.findings if f.code == "P108"]
    assert [f.location for f in ours] == ["plugins.town"] * 2
    for lang in ("zh", "en"):
        assert all(part in ours[0].render(lang) for part in ("town", "town-package 1.0", "bad-2024.toml"))
    causes = [f for f in host.findings if f.code != "P108"]
    assert causes[0].code == "D203"
    assert all(f.origin.file in ("bad-2024.toml", "odd.json") for f in causes)
    assert {f.location for f in causes} == {place for f in ours for place in f.because}


def test_a_scheme_of_a_file_needs_a_usable_id(make):
    host = make.host(town=make.plugin(scheme_files=[SchemeFile("x.toml", make.toml("a:b", "linear(full=95%)"))]))
    assert [f.code for f in host.findings][-1] == "P108"
    assert len(host.schemes) == 0


def test_a_function_that_fails_while_a_file_is_read_is_the_fault_of_that_file(make):
    function = make.function("moody")
    function.node.lower = lambda self: 1 / 0
    host = make.host(
        moody=make.plugin(functions=[function]),
        town=make.plugin(scheme_files=files(make, ("bad-2024", "moody()"), ("good-2024", "linear(full=95%)"))),
    )
    assert [f.code for f in host.findings][-1] == "P108"
    assert [s.id for s in host.schemes] == ["good-2024"]


def test_a_file_and_a_python_scheme_of_one_id_are_told_apart_by_order(make):
    own = make.scheme("town-2024")
    host = make.host(town=make.plugin(schemes=[own], scheme_files=files(make, ("town-2024", "linear(full=95%)"))))
    assert [f.code for f in host.findings] == ["P109"]
    assert host.schemes.get("town-2024") is own

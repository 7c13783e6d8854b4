"""Installed plugins: found one by one, in an order of their own, switched off by lists."""

import sys

import pytest

from perfeval.findings import PluginError
from perfeval.plugins import Host

GOOD = """
from perfeval.model import Assignment, EQUAL, Weighting
from perfeval.plugins import Hooks, hookimpl

@hookimpl
def perfeval_weightings():
    return [Weighting("{id}", "{package}", EQUAL.assign)]

class Plugin(Hooks):
    perfeval_weightings = staticmethod(perfeval_weightings)

plugin = Plugin()
"""
BROKEN = "raise {error}"


def good(package, id="same"):
    return GOOD.format(package=package, id=id)


def names(host, status="active"):
    return [p.name for p in host.plugins if p.status == status]


def test_nothing_installed(site):
    host = Host.load()
    assert (host.plugins, host.findings) == ((), ())


@pytest.mark.parametrize("value", ["sited_one", "sited_one:Plugin", "sited_one:plugin"])
def test_an_entry_point_names_a_module_a_class_or_an_instance(site, value):
    site.install("one", {"first": value}, version="1.5", sited_one=good("one"))
    (info,) = Host.load(strict=True).plugins
    assert (info.name, info.package, info.version, info.shipped, info.status) == (
        "first",
        "one",
        "1.5",
        False,
        "active",
    )
    assert info.provides == {"weightings": ("same",)}


def test_the_order_is_by_name_and_never_by_installation(site):
    packages = {"zeta": "b", "beta": "d", "alpha": "c", "mid": "a"}
    for package, point in packages.items():
        site.install(package, {point: f"sited_{package}"}, **{f"sited_{package}": good(package)})
    host = Host.load()
    assert names(host) == ["a", "b", "c", "d"]
    assert host.weightings.entry("same").package == "mid"
    assert [f.code for f in host.findings] == ["P102"] * 3


def test_what_is_shipped_comes_first(site):
    site.install("aaa", {"aaa": "sited_a"}, sited_a=good("aaa"))
    site.install("perfeval", {"zzz": "sited_z"}, version="0.1.0", sited_z=good("perfeval"))
    host = Host.load()
    assert [(p.name, p.shipped) for p in host.plugins] == [("zzz", True), ("aaa", False)]
    assert host.weightings.entry("same").origin == "perfeval 0.1.0"


@pytest.mark.parametrize(
    "error",
    [
        "RuntimeError('no library')",
        "SystemExit('no library')",
        "ImportError('no library')",
        "type('Panic', (BaseException,), {})('no library')",
    ],
)
def test_a_plugin_that_fails_on_import_takes_no_other_down(site, error):
    site.install("bad", {"middle": "sited_bad"}, version="0.9", sited_bad=BROKEN.format(error=error))
    site.install("one", {"first": "sited_one"}, sited_one=good("one", "x"))
    site.install("two", {"second": "sited_two"}, sited_two=good("two", "y"))
    host = Host.load()
    assert (names(host), names(host, "broken")) == (["first", "second"], ["middle"])
    assert [e.id for e in host.weightings] == ["x", "y"]
    (finding,) = host.findings
    assert finding.code == "P101"
    for lang in ("zh", "en"):
        assert all(part in finding.render(lang) for part in ("middle", "bad 0.9", "no library"))
    with pytest.raises(PluginError) as caught:
        Host.load(strict=True)
    assert [f.code for f in caught.value.findings] == ["P101"]


def test_strict_tells_every_fault_of_every_plugin(site):
    site.install("bad", {"bad": "sited_bad"}, sited_bad="1 / 0")
    site.install("gone", {"gone": "sited_gone"})
    site.install("odd", {"odd": "sited_odd:missing"}, sited_odd="")
    site.install("worse", {"worse": "not a value !"})
    site.install("file", {"file": "sited_file"}, sited_file=FILE)
    with pytest.raises(PluginError) as caught:
        Host.load(strict=True)
    assert sorted(f.location for f in caught.value.findings if f.code == "P101") == [
        f"plugins.{name}" for name in ("bad", "gone", "odd", "worse")
    ]
    assert caught.value.findings[-1].code == "P108"


FILE = """
from perfeval.plugins import SchemeFile, hookimpl

@hookimpl
def perfeval_scheme_files():
    return [SchemeFile("x.toml", "not toml")]
"""


def test_an_interrupt_while_loading_goes_through(site):
    site.install("slow", {"slow": "sited_slow"}, sited_slow="raise KeyboardInterrupt")
    with pytest.raises(KeyboardInterrupt):
        Host.load()


def test_damaged_metadata_takes_no_plugin_down(site):
    site.install("damaged", "[perfeval]\nno equals sign\n", version="3.0")
    site.install("elsewhere", "[console_scripts]\nno equals sign\n")
    site.install("one", {"first": "sited_one"}, sited_one=good("one"))
    (site.folder / "nameless-1.dist-info").mkdir()
    (site.folder / "nameless-1.dist-info" / "entry_points.txt").write_text("[perfeval]\nx = sited_one\n")
    (site.folder / "binary-1.dist-info").mkdir()
    (site.folder / "binary-1.dist-info" / "entry_points.txt").write_bytes(b"[perfeval]\n\xff = x\n")
    host = Host.load()
    assert names(host) == ["first"]
    assert [(f.code, f.location) for f in host.findings] == [("P101", "plugins.damaged")]
    assert "damaged 3.0" in host.findings[0].message.en


def test_of_two_copies_the_first_on_the_path_counts(site, tmp_path, monkeypatch):
    site.install("one", {"first": "sited_one", "gone": "sited_gone"}, version="1.0", sited_one=good("one"))
    newer = type(site)(tmp_path / "newer")
    newer.folder.mkdir()
    newer.install("One", {"first": "sited_one"}, version="2.0", sited_one=good("one"))
    monkeypatch.setattr(sys, "path", [str(newer.folder), *sys.path])
    assert [(p.name, p.package, p.version) for p in Host.load(strict=True).plugins] == [("first", "One", "2.0")]


def test_two_packages_with_one_name_of_a_plugin_are_both_there(site):
    site.install("zwei", {"main": "sited_two"}, sited_two=good("zwei"))
    site.install("eins", {"main": "sited_one"}, sited_one=good("eins"))
    host = Host.load()
    assert [(p.name, p.package) for p in host.plugins] == [("main", "eins"), ("main@zwei", "zwei")]
    assert [e.package for e in host.weightings.entries()] == ["eins", "zwei"]
    assert [f.code for f in host.findings] == ["P102", "P102"]
    assert Host.load(env={"PERFEVAL_PLUGINS_BLOCK": "main@zwei"}).plugins[1].status == "off"


def test_a_third_party_never_takes_the_name_of_a_shipped_plugin(site):
    site.install("aaa", {"builtin": "sited_a"}, sited_a=good("aaa"))
    site.install("perfeval", {"builtin": "sited_z"}, sited_z=good("perfeval"))
    host = Host.load()
    assert [(p.name, p.package) for p in host.plugins] == [("builtin", "perfeval"), ("builtin@aaa", "aaa")]
    assert host.weightings.entry("builtin:same").package == "perfeval"


def test_plugins_are_imported_in_their_order(site):
    record = "import sys\nsys.sited_order = [*getattr(sys, 'sited_order', []), __name__]\n"
    for package, point in {"zeta": "b", "beta": "d", "alpha": "c", "perfeval": "z"}.items():
        site.install(package, {point: f"sited_{point}"}, **{f"sited_{point}": record})
    try:
        Host.load(strict=True)
        assert sys.sited_order == ["sited_z", "sited_b", "sited_c", "sited_d"]
    finally:
        del sys.sited_order


@pytest.mark.parametrize(
    ("env", "on"),
    [
        ({}, ["shipped", "one", "two"]),
        ({"PERFEVAL_PLUGINS_BLOCK": "one"}, ["shipped", "two"]),
        ({"PERFEVAL_PLUGINS_BLOCK": " two , one,"}, ["shipped"]),
        ({"PERFEVAL_PLUGINS_BLOCK": "shipped"}, ["one", "two"]),
        ({"PERFEVAL_PLUGINS_ALLOW": "two"}, ["shipped", "two"]),
        ({"PERFEVAL_PLUGINS_ALLOW": ""}, ["shipped", "one", "two"]),
        ({"PERFEVAL_PLUGINS_ALLOW": "none"}, ["shipped"]),
        ({"PERFEVAL_PLUGINS_ALLOW": "one,two", "PERFEVAL_PLUGINS_BLOCK": "two"}, ["shipped", "one"]),
    ],
)
def test_plugins_are_switched_off_by_name_and_not_imported(site, env, on):
    site.install("perfeval", {"shipped": "sited_shipped"}, sited_shipped=good("perfeval", "s"))
    for name in ("one", "two"):
        site.install(name, {name: f"sited_{name}"}, **{f"sited_{name}": good(name, name)})
    host = Host.load(env=env)
    off = [name for name in ("shipped", "one", "two") if name not in on]
    assert (names(host), names(host, "off")) == (on, off)
    assert [f.code for f in host.findings] == ["P107"] * len(off)
    assert {f.severity for f in host.findings} <= {"info"}
    assert [name for name in off if f"sited_{name}" in sys.modules] == []
    for finding in host.findings:
        assert any(variable in finding.message.en for variable in env)
    host.raise_faults()


def test_the_lists_come_from_the_environment(site, monkeypatch):
    site.install("one", {"one": "sited_one"}, sited_one=good("one"))
    monkeypatch.setenv("PERFEVAL_PLUGINS_BLOCK", "one")
    assert names(Host.load(), "off") == ["one"]

"""One bad plugin: named with its package, left out as a whole, never in the way of the others."""

import types

import pytest
from attrs import frozen

from perfeval.expressions import RuleFunction
from perfeval.findings import PluginError
from perfeval.formats import Reader, Writer
from perfeval.model import EQUAL, Indicator, Scheme, Weighting
from perfeval.plugins import Hooks, Host, SchemeFile, hookimpl


class Sick(BaseException):
    pass


class Speechless(Exception):  # noqa: N818  # named for what it does
    def __str__(self):
        raise RuntimeError("no words")


def raising(error):
    def hook():
        raise error

    return hook


def half_way():
    yield EQUAL
    raise RuntimeError("half way")


def assert_left_out(host, code, *parts):
    """The plugin `bad` is gone, the plugin `good` is there, and the finding names plugin and package."""
    (bad,) = [p for p in host.plugins if p.name == "bad"]
    assert (bad.status, bad.hooks, dict(bad.provides)) == ("broken", (), {})
    assert "good:good-2024" in host.schemes
    assert not [e for c in (host.schemes, host.weightings, host.functions) for e in c.entries() if e.plugin == "bad"]
    assert {f.code for f in host.findings} == {code}
    for finding in host.findings:
        assert finding.location == "plugins.bad"
        for lang in ("zh", "en"):
            assert all(part in finding.render(lang) for part in ("bad", "bad-package 1.0", *parts))
    with pytest.raises(PluginError) as caught:
        host.raise_faults()
    assert caught.value.findings == host.findings


@pytest.fixture
def beside(make):
    """A host with the plugin and a good one."""

    def of(plugin):
        return make.host(bad=plugin, good=make.plugin(schemes=[make.scheme("good-2024")]))

    return of


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (RuntimeError("out of\n order"), "RuntimeError: out of order"),
        (SystemExit(3), "SystemExit: 3"),
        (Sick("unwell"), "Sick: unwell"),
        (Speechless(), "Speechless"),
        (KeyError(), "KeyError"),
        (ValueError("x" * 5_000), "x…"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_hook_that_raises(make, beside, error, said):
    bad = make.plugin(weightings=raising(error), schemes=[make.scheme("bad-2024")])
    host = beside(bad)
    assert_left_out(host, "P104", "perfeval_weightings", said)
    assert len(host.findings[0].render("en")) < 1_000


def test_a_hook_that_raises_half_way(make, beside):
    assert_left_out(beside(make.plugin(weightings=half_way)), "P104", "half way")


def test_a_scheme_that_is_not_sound_is_told_in_both_languages(make, beside):
    def unsound():
        return [Scheme(id="x", label="x", groups=[Indicator("a", "a", 1), Indicator("a", "a", 99)])]

    host = beside(make.plugin(schemes=unsound))
    assert_left_out(host, "P104", "SchemeError", "D101")
    assert host.findings[0].message.zh != host.findings[0].message.en


def test_a_class_that_cannot_be_made(beside):
    class NeedsMore(Hooks):
        def __init__(self, more):
            pass

    assert_left_out(beside(NeedsMore), "P101", "more")


def test_an_interrupt_is_not_caught(make):
    with pytest.raises(KeyboardInterrupt):
        Host().register(make.plugin(schemes=raising(KeyboardInterrupt())))

    class Interrupted(Hooks):
        def __init__(self):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Host().register(Interrupted)


@frozen
class Odd:
    id: str = "odd"


WRONG = {
    "nothing": ("schemes", None, "NoneType"),
    "one and no list": ("weightings", EQUAL, "Weighting"),
    "a text": ("schemes", "foshan-2021", "str"),
    "other records": ("weightings", [EQUAL, Odd()], "Odd"),
    "ids": ("schemes", {"toy": "x"}, "str"),
    "a path for a scheme file": ("scheme_files", ["town.toml"], "str"),
    "a node for a function": ("functions", [RuleFunction], "type"),
    "an instance for a class": ("functions", [RuleFunction("linear")], "node"),
    "another class": ("functions", [RuleFunction(int)], "node"),
    "an id with a colon": ("weightings", [Weighting("a:b", "x", EQUAL.assign)], "'a:b'"),
    "an empty id": ("weightings", [Weighting("", "x", EQUAL.assign)], "''"),
    "an id with a space": ("weightings", [Weighting("a b", "x", EQUAL.assign)], "'a b'"),
    "an id that is no text": ("weightings", [Weighting(7, "x", EQUAL.assign)], "7"),
}


@pytest.mark.parametrize(("hook", "result", "found"), WRONG.values(), ids=WRONG)
def test_a_hook_that_returns_something_else(make, beside, hook, result, found):
    assert_left_out(beside(make.plugin(**{hook: result})), "P105", f"perfeval_{hook}", found)


@pytest.mark.parametrize("name", ["min", "choose", "level", "not", "true", "measure"])
def test_a_function_cannot_take_a_word_of_the_language(make, beside, name):
    assert_left_out(beside(make.plugin(functions=[make.function(name)])), "P105", name)


def test_readers_and_writers_need_a_suffix_and_a_name(make, beside):
    assert_left_out(beside(make.plugin(readers=[Reader("r", (), read=None)])), "P105", "perfeval_readers")
    assert_left_out(beside(make.plugin(readers=[Reader("r", [7], read=None)])), "P105", "AttributeError")
    assert_left_out(beside(make.plugin(writers=[Writer("", (".x",), write=None)])), "P105", "perfeval_writers")


def test_all_that_is_wrong_is_told_at_once(make):
    bad = make.plugin(schemes=None, weightings=["x", "y", 3], functions=raising(RuntimeError("x")))
    host = make.host(bad=bad)
    assert [f.code for f in host.findings] == ["P105", "P104", "P105", "P105"]


def test_a_misspelt_hook_is_found_with_what_was_meant(beside):
    class Bad(Hooks):
        @hookimpl
        def perfeval_scheme(self):
            raise AssertionError("never called")

        @hookimpl
        def perfeval_weightings(self):
            return [EQUAL]

    host = beside(Bad)
    assert_left_out(host, "P103", "perfeval_scheme")
    assert "perfeval_schemes" in host.findings[0].advice.en


def test_a_misspelt_hook_is_found_without_its_mark_and_under_another_name_and_far_off(beside):
    class Bad(Hooks):
        def perfeval_schemas(self):
            raise AssertionError("never called")

        @hookimpl(specname="perfeval_weighting")
        def mine(self):
            raise AssertionError("never called")

        @staticmethod
        @hookimpl(specname="zzz")
        def other():
            raise AssertionError("never called")

    host = beside(Bad)
    assert_left_out(host, "P103")
    advice = [f.advice.en for f in host.findings]
    assert "perfeval_weightings" in advice[0]
    assert "the hooks are perfeval_schemes, perfeval_scheme_files" in advice[1]
    assert "perfeval_schemes" in advice[2]


def test_a_marked_function_of_any_other_name_is_no_hook(beside):
    made = types.ModuleType("made_up")
    made.schemes = hookimpl(lambda: [])
    assert_left_out(beside(made), "P103", "schemes")


def test_a_hook_without_its_mark_is_not_passed_over(beside):
    class Bad(Hooks):
        def perfeval_weightings(self):
            return [EQUAL]

    assert_left_out(beside(Bad), "P110", "perfeval_weightings", "@hookimpl")


def test_wrong_arguments(beside):
    class Bad(Hooks):
        @hookimpl
        def perfeval_evaluated(self, evaluation, scheme):
            raise AssertionError("never called")

    host = beside(Bad)
    assert_left_out(host, "P106", "scheme")
    assert "0x" not in host.findings[0].render("en")


@pytest.mark.parametrize("mark", [{"wrapper": True}, {"hookwrapper": True}])
def test_a_wrapper_would_change_what_others_bring(beside, mark):
    class Bad(Hooks):
        @hookimpl(**mark)
        def perfeval_schemes(self):
            return (yield)

    assert_left_out(beside(Bad), "P106", "wrapper")


def test_a_plugin_that_cannot_be_looked_at(beside):
    class Bad:
        def __dir__(self):
            raise RuntimeError("no look")

    assert_left_out(beside(Bad()), "P106", "no look")


def test_nothing_of_a_faulty_plugin_remains(make):
    told = []

    class Bad(Hooks):
        @hookimpl
        def perfeval_evaluated(self, evaluation):
            told.append(evaluation)

        @hookimpl
        def perfeval_scheme_files(self):
            return [SchemeFile("x.toml", make.toml("bad-2024", "linear(full=95%)"))]

        @hookimpl
        def perfeval_functions(self):
            return [make.function("fine"), "wrong"]

    host = make.host(bad=Bad)
    host.notify(None)
    assert told == []
    assert "bad-2024" not in host.schemes
    assert "fine" not in host.functions

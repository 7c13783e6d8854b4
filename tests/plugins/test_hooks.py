"""What counts as a plugin: a subclass of Hooks, an instance, a module; what is inherited is not implemented."""

import types

import pytest

from perfeval.model import EQUAL
from perfeval.plugins import Hooks, Host, SchemeFile, hookimpl
from perfeval.plugins.admission import HOOKS


@hookimpl
def perfeval_weightings():
    return [EQUAL]


class Equal(Hooks):
    @hookimpl
    def perfeval_weightings(self):
        return [EQUAL]


class Plain:
    @hookimpl
    def perfeval_weightings(self):
        return [EQUAL]


class Static:
    @staticmethod
    @hookimpl
    def perfeval_weightings():
        return [EQUAL]


class OtherName(Hooks):
    @hookimpl(specname="perfeval_weightings")
    def weightings(self):
        return [EQUAL]


class Derived(Equal):
    pass


def module(**parts):
    made = types.ModuleType("made_up")
    vars(made).update(parts)
    return made


def test_there_are_at_most_ten_hooks():
    assert len(HOOKS) <= 10
    assert set(HOOKS) == {name for name in dir(Hooks) if name.startswith("perfeval_")}


OBSERVING = ("perfeval_evaluated", "perfeval_table_evaluated")


@pytest.mark.parametrize("hook", HOOKS)
def test_every_hook_tells_what_to_return_and_shows_it(hook):
    doc = getattr(Hooks, hook).__doc__
    assert "Returns:" in doc or hook in OBSERVING
    assert "Example:" in doc
    assert f"def {hook}(self" in doc


@pytest.mark.parametrize("hook", HOOKS)
def test_a_specification_brings_nothing_itself(hook):
    arguments = [None] if hook in OBSERVING else []
    assert not getattr(Hooks(), hook)(*arguments)


@pytest.mark.parametrize(
    "plugin",
    [Equal, Equal(), Plain, Plain(), Static, OtherName, Derived, module(perfeval_weightings=perfeval_weightings)],
    ids=["class", "instance", "plain class", "plain instance", "static", "specname", "derived", "module"],
)
def test_a_plugin_is_a_class_an_instance_or_a_module(plugin):
    host = Host()
    info = host.register(plugin)
    assert host.findings == ()
    assert (info.status, info.hooks, dict(info.provides)) == (
        "active",
        ("perfeval_weightings",),
        {"weightings": ("equal",)},
    )
    assert host.weightings.get("equal") is EQUAL


def test_what_is_inherited_from_hooks_is_not_implemented():
    info = Host().register(Hooks)
    assert (info.status, info.hooks, dict(info.provides)) == ("active", (), {})


def test_a_name_is_taken_from_the_plugin():
    host = Host()
    made = module(perfeval_weightings=perfeval_weightings)
    host.register(made)
    host.register(Equal())
    host.register(Plain, "mine", package="own", version="2.0")
    assert [(p.name, p.package, p.version) for p in host.plugins] == [
        ("Equal", Equal.__module__, ""),
        ("made_up", "made_up", ""),
        ("mine", "own", "2.0"),
    ]


def test_a_module_may_hold_other_names_with_the_prefix():
    other = module(perfeval_sample=types.ModuleType("perfeval_sample"), perfeval_count=3, perfeval_type=int)
    host = Host()
    assert host.register(other).status == "active"
    assert host.findings == ()


def test_a_hook_of_a_later_version_can_be_marked_as_optional():
    @hookimpl(optionalhook=True)
    def perfeval_of_the_future():
        raise AssertionError("never called")

    host = Host()
    assert host.register(module(perfeval_of_the_future=perfeval_of_the_future)).status == "active"
    assert host.findings == ()


def test_a_scheme_file_is_read_when_it_is_made(tmp_path):
    path = tmp_path / "town-2024.JSON"
    path.write_text("{}", encoding="utf-8")
    file = SchemeFile(path, uses="other")
    path.unlink()
    assert (file.content, file.syntax, file.uses, file.name) == (b"{}", "json", ("other",), str(path))


def test_a_scheme_file_without_content_is_refused():
    with pytest.raises(TypeError, match="is a name"):
        SchemeFile("town-2024.toml")

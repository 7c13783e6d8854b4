"""Letting one plugin in: its hooks are checked and called once; with any fault nothing of it counts."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Iterator
from types import FunctionType
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import frozen
from pluggy import HookImpl, PluginManager, PluginValidationError

from perfeval.auditing import Check
from perfeval.evaluation import Evaluation
from perfeval.expressions import RuleFunction, suggestion
from perfeval.findings import Finding, PluginError, Text, say
from perfeval.formats import Reader, Writer
from perfeval.model import Scheme, Weighting
from perfeval.plugins import sorts
from perfeval.plugins.hooks import PROJECT, Hooks
from perfeval.plugins.provider import Provider, told
from perfeval.plugins.schemefile import SchemeFile

if TYPE_CHECKING:
    from perfeval.tables import TableEvaluation

T = TypeVar("T")
OBSERVED = "perfeval_evaluated"
TABLE_OBSERVED = "perfeval_table_evaluated"
HOOKS = tuple(name for name in vars(Hooks) if name.startswith(f"{PROJECT}_"))
_LISTED = Text(f"可用的钩子：{'、'.join(HOOKS)}", f"the hooks are {', '.join(HOOKS)}")
_WRAPPER = Text("{hook} 不能是 wrapper", "{hook} cannot be a wrapper: plugins do not change each other's results")


@frozen(kw_only=True)
class Provided:
    """What one plugin brings; empty for one that is broken or off."""

    hooks: tuple[str, ...] = ()
    schemes: tuple[Scheme, ...] = ()
    scheme_files: tuple[SchemeFile, ...] = ()
    functions: tuple[RuleFunction, ...] = ()
    weightings: tuple[Weighting, ...] = ()
    readers: tuple[Reader, ...] = ()
    writers: tuple[Writer, ...] = ()
    checks: tuple[Check, ...] = ()
    observers: tuple[Callable[[Evaluation], object], ...] = ()
    table_observers: tuple[Callable[[TableEvaluation], object], ...] = ()


def admitted(provider: Provider, load: Callable[[], object]) -> Provided:
    """Load a plugin and collect what it brings; a class is instantiated without arguments.

    Whatever a plugin raises is a fault of that plugin, `SystemExit` too; only `KeyboardInterrupt` goes through.

    Raises:
        PluginError: its faults; nothing of the plugin remains.
    """
    try:
        found = load()
        plugin = found() if isinstance(found, type) else found
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        raise PluginError(provider.fault("P101", detail=told(error))) from error
    return _collected(provider, _registered(provider, plugin))


def _registered(provider: Provider, plugin: object) -> PluginManager:
    """The plugin in a manager of its own: a fault is sure to be its, and to drop it leaves nothing behind."""
    manager = PluginManager(PROJECT)
    manager.add_hookspecs(Hooks)
    try:
        faults = list(_misnamed(provider, manager, plugin))
        if not faults:
            manager.register(plugin, provider.name)
    except PluginValidationError as error:
        faults = [provider.fault("P106", detail=_signature(error))]
    except Exception as error:
        faults = [provider.fault("P106", detail=told(error))]
    if faults:
        raise PluginError(faults)
    return manager


def _misnamed(provider: Provider, manager: PluginManager, plugin: object) -> Iterator[Finding]:
    """Marked methods that are no hook, and methods named like one without the mark. The prefix is kept for hooks."""
    for name in dir(plugin):
        marks = manager.parse_hookimpl_opts(plugin, name)
        if marks is None and not (name.startswith(f"{PROJECT}_") and _is_own_method(plugin, name)):
            continue
        hook = (marks and marks["specname"]) or name
        if hook not in HOOKS and not (marks and marks["optionalhook"]):
            yield provider.fault("P103", hook=hook, near=suggestion(hook, HOOKS) or _LISTED)
        elif marks is None:
            yield provider.fault("P110", hook=hook)
        elif marks["wrapper"] or marks["hookwrapper"]:
            yield provider.fault("P106", detail=say(_WRAPPER.zh, _WRAPPER.en, hook=hook))


def _is_own_method(plugin: object, name: str) -> bool:
    """Whether the plugin itself defines a function of this name; a specification that it inherits is none."""
    found = inspect.getattr_static(plugin, name, None)
    inherited = inspect.getattr_static(Hooks, name, None)
    return isinstance(found, FunctionType | staticmethod | classmethod) and found is not inherited


_SURPLUS = re.compile(r"hookimpl definition: (?P<hook>\w+)\(.*Argument\(s\) \{(?P<names>[^}]*)\}", re.DOTALL)


def _signature(error: PluginValidationError) -> Text:
    """Which arguments the hook does not have; else what pluggy says, without the object and its address."""
    if found := _SURPLUS.search(str(error)):
        names = found["names"].replace("'", "")
        return say(
            "钩子 {hook} 没有参数 {names}", "the hook {hook} has no argument {names}", hook=found["hook"], names=names
        )
    return Text(" ".join(line.strip() for line in str(error).splitlines() if not line.startswith("Plugin ")))


def _collected(provider: Provider, manager: PluginManager) -> Provided:
    faults: list[Finding] = []

    def all_of(sort: sorts.Sort[T]) -> tuple[T, ...]:
        try:
            return tuple(item for impl in _impls(manager, sort.hook) for item in _results(provider, impl, sort))
        except PluginError as error:
            faults.extend(error.findings)
            return ()

    provided = Provided(
        hooks=tuple(hook for hook in HOOKS if _impls(manager, hook)),
        schemes=all_of(sorts.SCHEMES),
        scheme_files=all_of(sorts.SCHEME_FILES),
        functions=all_of(sorts.FUNCTIONS),
        weightings=all_of(sorts.WEIGHTINGS),
        readers=all_of(sorts.READERS),
        writers=all_of(sorts.WRITERS),
        checks=all_of(sorts.CHECKS),
        observers=tuple(_observer(impl) for impl in _impls(manager, OBSERVED)),
        table_observers=tuple(_observer(impl) for impl in _impls(manager, TABLE_OBSERVED)),
    )
    if faults:
        raise PluginError(faults)
    return provided


def _impls(manager: PluginManager, hook: str) -> list[HookImpl]:
    return list(getattr(manager.hook, hook).get_hookimpls())


def _results(provider: Provider, impl: HookImpl, sort: sorts.Sort[T]) -> tuple[T, ...]:
    """Call one hook and check what it returns: pluggy itself would take anything.

    Raises:
        PluginError: P104 where it raises, P105 where it returns something else.
    """
    try:
        result = impl.function()
        items = list(result) if isinstance(result, Iterable) else None
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        raise PluginError(provider.fault("P104", hook=sort.hook, detail=told(error))) from error
    wanted = sort.record.__name__
    if items is None:
        found = type(result).__name__
        wanted_all = Text(f"{wanted} 的列表", f"an iterable of {wanted}")
        raise PluginError(provider.fault("P105", hook=sort.hook, found=found, wanted=wanted_all))
    kept = tuple(item for item in items if isinstance(item, sort.record))
    wrong = [Text(type(item).__name__) for item in items if not isinstance(item, sort.record)]
    wrong += [unfit for item in kept if (unfit := sort.unfit(item))]
    if wrong:
        faults = [provider.fault("P105", hook=sort.hook, found=found, wanted=wanted) for found in dict.fromkeys(wrong)]
        raise PluginError(faults)
    return kept


def _observer(impl: HookImpl) -> Callable[[Any], object]:
    return impl.function if impl.argnames else lambda evaluation: impl.function()

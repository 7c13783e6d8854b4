"""Plugins made on the spot, and a site of installed packages that holds nothing else."""

import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen

from perfeval.expressions import BUILTIN, Expr, Function, RuleFunction, lift, subject
from perfeval.findings import Text
from perfeval.model import EQUAL, Assignment, Indicator, Scheme, Weighting
from perfeval.plugins import Hooks, Host, hookimpl

RULES = """
format = "perfeval.scheme/1"
id = "{id}"
label = "示例"

[[groups]]
id = "spending"
label = "预算支出率"
points = 100
measure = "budget.total.actual / budget.total.adjusted"
scoring = "{scoring}"
"""


class Make:
    """Small records by name."""

    @staticmethod
    def scheme(id: str = "toy-2024", label: str = "示例") -> Scheme:
        return Scheme(id=id, label=label, groups=[Indicator("work", "工作", 100)])

    @staticmethod
    def weighting(id: str) -> Weighting:
        return Weighting(id, id, lambda scheme: Assignment(EQUAL.assign(scheme).points))

    @staticmethod
    def function(name: str, share: str = "100%") -> RuleFunction:
        parts = {
            "__annotations__": {"value": Expr},
            "value": subject(),
            "lower": lambda self: lift(share),
            "sentence": lambda self: Text(share),
        }
        return RuleFunction(frozen(type(name, (Function,), parts)))

    @staticmethod
    def toml(id: str, scoring: str) -> str:
        return RULES.format(id=id, scoring=scoring)

    @staticmethod
    def plugin(**results: Any) -> Hooks:
        """A plugin whose hooks return what is given: `schemes=[...]` for `perfeval_schemes`; a function is called."""

        def method(result: Any) -> Any:
            return hookimpl(lambda self: result() if callable(result) else result)

        return type("Plugin", (Hooks,), {f"perfeval_{name}": method(result) for name, result in results.items()})()

    def host(self, **plugins: Any) -> Host:
        """A host with perfeval's own functions as a shipped plugin, and these plugins."""
        host = Host()
        host.register(self.plugin(functions=BUILTIN), "builtin", package="perfeval", version="0.1.0")
        for name, plugin in plugins.items():
            host.register(plugin, name, package=f"{name}-package", version="1.0")
        return host


@pytest.fixture
def make() -> Make:
    return Make()


def codes(host: Host) -> list[str]:
    return [finding.code for finding in host.findings]


@pytest.fixture(name="codes")
def codes_of() -> Callable[[Host], list[str]]:
    return codes


class Site:
    """A folder of installed packages."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def install(
        self,
        package: str,
        points: Mapping[str, str] | str,
        *,
        version: str = "1.0",
        **modules: str,
    ) -> None:
        info = self.folder / f"{package.replace('-', '_')}-{version}.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: {version}\n")
        if not isinstance(points, str):
            points = "[perfeval]\n" + "\n".join(f"{name} = {value}" for name, value in points.items())
        (info / "entry_points.txt").write_text(points)
        for name, text in modules.items():
            (self.folder / f"{name}.py").write_text(text, encoding="utf-8")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A site where nothing is installed but what the test installs, perfeval's own plugins neither."""
    folder = tmp_path / "site"
    folder.mkdir()
    others = [path for path in sys.path if "-packages" not in path]
    monkeypatch.setattr(sys, "path", [str(folder), *others])
    for name in ("PERFEVAL_PLUGINS_BLOCK", "PERFEVAL_PLUGINS_ALLOW"):
        monkeypatch.delenv(name, raising=False)
    yield Site(folder)
    for name, module in list(sys.modules.items()):
        if str(getattr(module, "__file__", None) or "").startswith(str(tmp_path)):
            del sys.modules[name]

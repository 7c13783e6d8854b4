"""What the examples print, as people see it. Write the files anew with UPDATE_SNAPSHOTS=1 and read the difference."""

import os
from importlib.metadata import version
from pathlib import Path

import pytest

SNAPSHOTS = Path(__file__).parent / "snapshots"
TABLES, TOWN = "examples/town-2024/tables", "examples/town-2024/scheme.toml"
SHOWN = {
    "evaluate-office": ("evaluate", "examples/foshan-2021/hmt-office.toml"),
    "evaluate-incomplete": ("evaluate", "examples/foshan-2021/incomplete.toml"),
    "evaluate-not-applicable": ("evaluate", "examples/foshan-2021/not-applicable.toml"),
    "evaluate-sheet": ("evaluate", "examples/project-2020/sheet.toml"),
    "evaluate-town": ("evaluate", "examples/town-2024/office.toml", "--scheme", "examples/town-2024/scheme.toml"),
    "evaluate-many": ("evaluate", "examples/foshan-2021/incomplete.toml", "examples/project-2020/sheet.toml"),
    "explain-spending": ("explain", "examples/foshan-2021/hmt-office.toml", "spending"),
    "explain-incomplete": ("explain", "examples/foshan-2021/incomplete.toml"),
    "validate": ("validate", "examples/foshan-2021/hmt-office.toml", "examples/foshan-2021/incomplete.toml"),
    "table-evaluate": ("table", "evaluate", TABLES, "--scheme", TOWN, "--money-unit", "万元"),
    "table-columns": ("table", "columns", TOWN, "--money-unit", "万元"),
    "schemes": ("schemes",),
    "schemes-show": ("schemes", "show", "foshan-2021"),
    "plugins": ("plugins",),
}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", SHOWN)
def test_snapshot(call, host, name, lang):
    path = SNAPSHOTS / f"{name}.{lang}.txt"
    ended = call(*SHOWN[name], "--lang", lang)
    shown = (ended.out + ended.err).replace(version("perfeval"), "0.0.0")
    if "UPDATE_SNAPSHOTS" in os.environ:
        path.write_text(shown, encoding="utf-8")
    assert shown == path.read_text(encoding="utf-8")


def test_every_snapshot_is_looked_at():
    assert {path.name for path in SNAPSHOTS.iterdir()} == {
        f"{name}.{lang}.txt" for name in SHOWN for lang in ("zh", "en")
    }

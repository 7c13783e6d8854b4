import builtins
import re
from importlib.metadata import version
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from perfeval.cli import application, main

ROOT = Path(__file__).parent.parent.parent


def commands(group: click.Group, name: str = "perfeval") -> dict[str, click.Command]:
    """All commands with their full names."""
    found: dict[str, click.Command] = {name: group}
    for each, command in group.commands.items():
        inner = isinstance(command, click.Group)
        found |= commands(command, f"{name} {each}") if inner else {f"{name} {each}": command}
    return found


COMMANDS = commands(application.perfeval)
SHARED = ("--format", "--lang", "-o", "--output")


def test_what_there_is():
    assert set(COMMANDS) == {
        "perfeval",
        "perfeval evaluate",
        "perfeval explain",
        "perfeval audit",
        "perfeval review",
        "perfeval form",
        "perfeval validate",
        "perfeval table",
        "perfeval report",
        "perfeval table columns",
        "perfeval table evaluate",
        "perfeval table template",
        "perfeval schemes",
        "perfeval schemes diff",
        "perfeval schemes show",
        "perfeval plugins",
        "perfeval schema",
        "perfeval test",
        "perfeval new",
    }


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_has_help_with_a_chinese_gloss(name):
    command = COMMANDS[name]
    assert re.search("[\u4e00-\u9fff]", command.help or "")
    for param in command.params:
        if isinstance(param, click.Option) and param.name != "version":
            assert re.search("[\u4e00-\u9fff]", param.help or ""), param.name
    shown = CliRunner().invoke(application.perfeval, [*name.split()[1:], "--help"])
    assert shown.exit_code == 0
    assert "Usage:" in shown.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_names_are_ascii(name):
    assert name.isascii()
    assert all(option.isascii() for param in COMMANDS[name].params for option in param.opts)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_documented(name, language):
    page = (ROOT / "docs" / language / "cli.md").read_text(encoding="utf-8")
    heading = f"## `{name}`" if name != "perfeval" else "# "
    assert f"\n{heading}" in f"\n{page}", heading
    part = page.partition(heading)[2].partition("\n## `")[0]
    for param in COMMANDS[name].params:
        if isinstance(param, click.Argument):
            assert f" {param.make_metavar(click.Context(COMMANDS[name])).strip('[]{}')}" in part
        for option in param.opts if isinstance(param, click.Option) else ():
            assert re.search(f"[` ]{option}[` ]", page if option in SHARED else part), option


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_exit_code_is_documented(language):
    page = (ROOT / "docs" / language / "cli.md").read_text(encoding="utf-8")
    for code in (0, 1, 2, 3, 70, 130):
        assert f"\n| {code} |" in page


def test_help(call):
    ended = call("--help")
    assert ended.code == 0
    for name in ("evaluate", "explain", "validate", "table", "schemes", "plugins", "schema", "test", "new", "130"):
        assert name in ended.out
    assert "\b" not in ended.out
    assert call("-h").out == ended.out


def test_nothing_at_all_is_wrong_usage(call):
    ended = call()
    assert ended.code == 2
    assert "Usage:" in ended.err


def test_an_unknown_command(call):
    assert call("evalute").code == 2


def test_the_version(call):
    assert call("--version").out == f"perfeval {version('perfeval')}\n"


def test_a_defect_is_never_taken_for_a_result(call, monkeypatch):
    def fail(*args: object, **named: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("perfeval.cli.plugins.default_host", fail)
    ended = call("plugins")
    assert (ended.code, ended.out) == (70, "")
    assert "ZeroDivisionError" in ended.err


def test_ctrl_c(call, monkeypatch):
    def stop(*args: object, **named: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("perfeval.cli.plugins.default_host", stop)
    ended = call("plugins")
    assert (ended.code, ended.out) == (130, "")
    assert "Traceback" not in ended.err


class Imports:
    """Stands in for the import of the rooms behind the command."""

    def __init__(self, error: BaseException) -> None:
        self.error, self.own = error, builtins.__import__

    def __call__(self, name: str, *args: object) -> object:
        if name == "perfeval.cli.application":
            raise self.error
        return self.own(name, *args)  # type: ignore[arg-type]


def test_ctrl_c_while_loading(monkeypatch):
    monkeypatch.setattr(builtins, "__import__", Imports(KeyboardInterrupt()))
    assert main(["plugins"]) == 130


@pytest.mark.parametrize("name", ["click", "rich.console"])
def test_a_missing_extra(monkeypatch, capsys, name):
    monkeypatch.setattr(builtins, "__import__", Imports(ModuleNotFoundError(name, name=name)))
    assert main(["plugins"]) == 2
    assert 'pip install "perfeval[cli]"' in capsys.readouterr().err


def test_another_missing_module_is_a_defect(monkeypatch):
    monkeypatch.setattr(builtins, "__import__", Imports(ModuleNotFoundError("cattrs", name="cattrs")))
    with pytest.raises(ModuleNotFoundError):
        main(["plugins"])

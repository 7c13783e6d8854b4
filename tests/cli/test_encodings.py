"""Every command on consoles and in pipes that cannot show everything."""

import json
import tomllib

import pytest

OFFICE = "examples/foshan-2021/hmt-office.toml"
INCOMPLETE = "examples/foshan-2021/incomplete.toml"
COMMANDS = [
    ("evaluate", OFFICE, INCOMPLETE),
    ("evaluate", OFFICE, "--weighting", "equal"),
    ("explain", OFFICE),
    ("explain", INCOMPLETE, "spending", "--set", "spending_full=97%"),
    ("validate", OFFICE, INCOMPLETE, "none.toml"),
    ("schemes",),
    ("schemes", "show", "foshan-2021"),
    ("schemes", "show", "mof-2020-project"),
    ("plugins",),
]


@pytest.mark.parametrize("args", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("terminal", [True, False], ids=["terminal", "pipe"])
def test_gbk_holds_all_of_our_words(console, args, lang, terminal):
    ended = console(*args, "--lang", lang, encoding="gbk", terminal=terminal)
    text = ended.out.decode("gbk")
    assert text
    assert "─" not in text
    assert "?" not in text
    assert ended.err == b""
    assert terminal or "\x1b" not in text


@pytest.mark.parametrize("args", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_ascii_never_fails(console, args, lang):
    ended = console(*args, "--lang", lang, encoding="ascii")
    assert ended.code in (0, 1, 3)
    assert ended.out.isascii()
    assert ended.out


@pytest.mark.parametrize("args", [*COMMANDS[:1], *COMMANDS[4:]], ids=" ".join)
@pytest.mark.parametrize("encoding", ["gbk", "ascii", "latin-1"])
def test_json_in_a_pipe_is_utf_8_whatever_the_encoding(console, args, encoding):
    ended = console(*args, "--format", "json", encoding=encoding)
    assert ended.out.isascii()
    assert json.loads(ended.out) == json.loads(console(*args, "--format", "json", encoding="utf-8").out)


def test_json_on_a_terminal_is_as_readable_as_it_can_be(console):
    args = ("evaluate", OFFICE, "--format", "json")
    assert "优" in console(*args, encoding="utf-8").out.decode("utf-8")
    assert "优" in console(*args, encoding="gbk", terminal=True).out.decode("gbk")
    assert console(*args, encoding="ascii", terminal=True).out.isascii()


def test_toml_in_a_pipe_is_utf_8_whatever_the_encoding(console):
    args = ("schemes", "show", "foshan-2021", "--format", "toml")
    for encoding in ("gbk", "ascii", "utf-8"):
        assert "管理效率" in console(*args, encoding=encoding).out.decode("utf-8")
    assert tomllib.loads(console(*args, encoding="gbk", terminal=True).out.decode("gbk"))["id"] == "foshan-2021"


@pytest.mark.parametrize(
    "args", [("--help",), ("evaluate", "--help"), ("evaluate", "无.toml"), ("evaluate", "--无")], ids=" ".join
)
@pytest.mark.parametrize("encoding", ["gbk", "ascii", "cp1252"])
def test_help_and_errors(console, args, encoding):
    ended = console(*args, encoding=encoding)
    assert ended.code in (0, 2, 3)
    assert ended.out + ended.err
    assert b"Traceback" not in ended.err

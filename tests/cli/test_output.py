import json
import os
from pathlib import Path

import pytest

from perfeval.cli import settings as settings_module
from perfeval.cli.settings import Settings
from perfeval.formats import Writer
from perfeval.plugins import Hooks, Host, hookimpl, use_host

OFFICE = "examples/foshan-2021/hmt-office.toml"
FORMS = [
    ("evaluate", OFFICE),
    ("evaluate", OFFICE, "--format", "json"),
    ("explain", OFFICE, "spending"),
    ("validate", OFFICE),
    ("schemes",),
    ("schemes", "show", "foshan-2021", "--format", "toml"),
    ("plugins", "--format", "json"),
    ("schema", "submission"),
]


@pytest.mark.parametrize("args", FORMS, ids=" ".join)
def test_a_file_gets_what_the_output_would(call, tmp_path, args):
    path = tmp_path / "out"
    printed = call(*args)
    written = call(*args, "-o", path)
    assert (written.code, written.out, written.err) == (printed.code, "", printed.err)
    assert path.read_text(encoding="utf-8") == printed.out


@pytest.mark.parametrize("args", FORMS, ids=" ".join)
def test_a_folder_that_is_not_there(call, tmp_path, args):
    ended = call(*args, "--output", tmp_path / "none" / "out")
    assert (ended.code, ended.out) == (3, "")
    assert "I117" in ended.err


@pytest.mark.parametrize("args", FORMS, ids=" ".join)
@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_the_old_file_stays_where_writing_fails(call, tmp_path, monkeypatch, args, step):
    path = tmp_path / "out"
    path.write_bytes(b"old")

    def fail(*args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, step, fail)
    ended = call(*args, "-o", path)
    assert ended.code == 3
    assert "I117" in ended.err
    assert path.read_bytes() == b"old"
    assert [file.name for file in tmp_path.iterdir()] == ["out"]


def test_a_stopped_write_leaves_the_old_file(call, tmp_path, monkeypatch):
    path = tmp_path / "out"
    path.write_bytes(b"old")

    def stop(*args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", stop)
    assert call("evaluate", OFFICE, "-o", path).code == 130
    assert path.read_bytes() == b"old"
    assert [file.name for file in tmp_path.iterdir()] == ["out"]


def test_an_error_does_not_replace_the_file(call, tmp_path):
    path = tmp_path / "out"
    path.write_bytes(b"old")
    for args in (("explain", "none.toml"), ("schemes", "show", "none"), ("evaluate", OFFICE, "--scheme", "none")):
        ended = call(*args, "--format", "json", "-o", path)
        assert ended.code in (2, 3)
        assert ended.err != ""
    assert path.read_bytes() == b"old"


def hostile(tmp_path: Path, name: str) -> Path:
    path = tmp_path / "hostile.toml"
    text = Path(OFFICE).read_text(encoding="utf-8")
    path.write_text(text.replace('"中共佛山市委台港澳工作办公室"', json.dumps(name)), encoding="utf-8")
    return path


NAME = "[red]某局[/red]\x1b[2J\x9b31m\u202e\u2066\x07 :smile:\n总分 100"


def test_names_do_not_steer_a_terminal(call, tmp_path):
    path = hostile(tmp_path, NAME)
    for args in (("evaluate", path), ("evaluate", path, OFFICE), ("explain", path), ("validate", path)):
        ended = call(*args)
        assert ended.code == 0
        for sign in "\x1b\x9b\u202e\u2066\x07":
            assert sign not in ended.out + ended.err
    assert "[red]某局[/red]\\x1b[2J\\x9b31m\\u202e\\u2066\\x07 :smile: 总分 100" in call("evaluate", path).out


def test_names_in_json_keep_every_character_and_steer_nothing(call, tmp_path):
    ended = call("evaluate", hostile(tmp_path, NAME), "--format", "json")
    assert ended.json["entity"] == NAME
    for sign in "\x1b\x9b\u202e\u2066\x07":
        assert sign not in ended.out


def test_names_of_files_do_not_steer_a_terminal_either(call, tmp_path):
    ended = call("evaluate", tmp_path / "a\x1b[31m\u202e.toml")
    assert ended.code == 3
    assert "\x1b" not in ended.err
    assert "\u202e" not in ended.err


def test_a_path_that_is_no_text(call):
    ended = call("evaluate", "a\udcff.toml", "--format", "json")
    assert ended.code == 3
    assert ended.json["file"] == "a\udcff.toml"


def test_an_error_that_cannot_be_written_either(call, monkeypatch):
    def full(text: str) -> None:
        from perfeval.findings import FormatError, kind

        raise FormatError(kind("I117").at("", detail="full"))

    monkeypatch.setattr(settings_module, "put", full)
    for args in (("explain", "none.toml"), ("evaluate", OFFICE)):
        ended = call(*args, "--format", "json")
        assert ended.code == 3
        assert "I117" in ended.err


def test_a_file_is_compared_with_inputs_only_where_both_are_there():
    Settings("zh", "text", "none.txt").spare(["none.toml", "a\0b"])


class Reports(Hooks):
    """A writer of a plugin, as docs/en/hooks/writers.md has one."""

    @hookimpl
    def perfeval_writers(self):
        def write(evaluation, lang):
            return f"{lang}: {evaluation.total}\n".encode()

        return [Writer("summary", (".TXT", ".brief"), write)]


@pytest.fixture
def reporting():
    host = Host.load(env={"PERFEVAL_PLUGINS_ALLOW": "none"})
    host.register(Reports)
    with use_host(host):
        yield host


@pytest.mark.parametrize("name", ["out.txt", "out.Brief"])
def test_the_suffix_of_the_output_chooses_the_writer_of_a_plugin(call, reporting, tmp_path, name):
    path = tmp_path / name
    assert call("evaluate", OFFICE, "-o", path, "--lang", "en").code == 0
    assert path.read_text(encoding="utf-8") == "en: 99.85\n"
    assert call("evaluate", OFFICE, "--format", "text", "-o", path).code == 0
    assert "99.85（满分 100）" in path.read_text(encoding="utf-8")
    assert call("evaluate", OFFICE, "-o", tmp_path / "none" / name).code == 3


def test_a_writer_takes_one_file_and_writes_nothing_for_none(call, reporting, tmp_path):
    path = tmp_path / "out.txt"
    ended = call("evaluate", OFFICE, OFFICE, "-o", path)
    assert ended.code == 2
    assert "'summary'" in ended.err
    assert call("evaluate", "no-such-file.toml", "-o", path).code == 3
    assert not path.exists()


def test_the_suffix_of_the_output_chooses_the_format(call, tmp_path):
    for command in (("evaluate", OFFICE, OFFICE), ("evaluate", OFFICE), ("explain", OFFICE), ("validate", OFFICE)):
        path = tmp_path / "out.json"
        assert call(*command, "-o", path).code == 0
        assert json.loads(path.read_text(encoding="utf-8")) == call(*command, "--format", "json").json
    for form in ("md", "html", "toml"):
        path = tmp_path / f"scheme.{form.upper()}"
        assert call("schemes", "show", "foshan-2021", "-o", path).code == 0
        shown = call("schemes", "show", "foshan-2021", "--format", form).out
        assert path.read_text(encoding="utf-8") == shown
    path = tmp_path / "out.txt"  # no plugin writes it, so it is text
    assert call("evaluate", OFFICE, "-o", path).code == 0
    assert path.read_text(encoding="utf-8") == call("evaluate", OFFICE).out

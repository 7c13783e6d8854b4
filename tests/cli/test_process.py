"""The command as a process of its own: encodings, pipes, terminals, signals."""

import json
import os
import re
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

OFFICE = "examples/foshan-2021/hmt-office.toml"
INCOMPLETE = "examples/foshan-2021/incomplete.toml"
ROOT = Path(__file__).parent.parent.parent
POSIX = pytest.mark.skipif(os.name != "posix", reason="needs terminals and signals of POSIX")
GBK = {"PYTHONUTF8": "0", "PYTHONIOENCODING": "gbk"}
ASCII = {"PYTHONUTF8": "0", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}


def test_piped_text(process):
    ended = process("evaluate", OFFICE)
    assert (ended.code, ended.err) == (0, b"")
    text = ended.out.decode("utf-8")
    assert "99.85" in text
    assert "优" in text


def test_piped_json(process):
    ended = process("evaluate", OFFICE, INCOMPLETE, "--format", "json")
    assert ended.code == 1
    assert [found["total"] for found in json.loads(ended.out.decode("utf-8"))] == ["99.85", None]


def test_nothing_but_text_goes_into_a_pipe_whatever_the_environment_asks_for(process):
    env = {"FORCE_COLOR": "1", "CLICOLOR_FORCE": "1", "TERM": "xterm-256color", "COLUMNS": "40", "TTY_COMPATIBLE": "1"}
    ended = process("evaluate", OFFICE, INCOMPLETE, env=env)
    assert b"\x1b" not in ended.out + ended.err
    assert ended.out == process("evaluate", OFFICE, INCOMPLETE).out


def test_a_gbk_console(process):
    ended = process("evaluate", OFFICE, env=GBK)
    text = ended.out.decode("gbk")
    assert (ended.code, ended.err) == (0, b"")
    assert "总分 99.85（满分 100），等级 优" in text
    assert "─" not in text
    assert "?" not in text


def test_an_ascii_console(process):
    args = ("explain", OFFICE, "spending", "--lang", "en", "--set", "spending_full=97%")
    ended = process(*args, env=ASCII)
    assert (ended.code, ended.err) == (0, b"")
    assert "score: 10 x (884.78 / 922.01) / 97% = 9.8929..., rounded to 9.89" in ended.out.decode("ascii")


@pytest.mark.parametrize("env", [GBK, ASCII], ids=["gbk", "ascii"])
def test_json_in_a_pipe_of_another_encoding(process, env):
    ended = process("evaluate", OFFICE, "--format", "json", env=env)
    assert ended.out.isascii()
    assert json.loads(ended.out)["grade"] == "优"


@pytest.mark.parametrize("args", [("--help",), ("evaluate", "--无")], ids=" ".join)
def test_help_and_usage_in_ascii(process, args):
    ended = process(*args, env=ASCII)
    assert ended.code in (0, 2)
    assert b"Traceback" not in ended.err


def test_an_error_goes_to_standard_error(process):
    ended = process("evaluate", "no-such-file.toml", "--lang", "en")
    assert (ended.code, ended.out) == (3, b"")
    assert ended.err.decode().startswith("error I112 no-such-file.toml: ")


def test_the_version(process):
    from importlib.metadata import version

    assert process("--version").out.decode().split() == ["perfeval", version("perfeval")]


def test_the_console_script():
    from importlib.metadata import entry_points

    from perfeval.cli import main

    (script,) = entry_points(group="console_scripts", name="perfeval")
    assert script.load() is main


@POSIX
@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("form", ["text", "json"])
def test_a_reader_that_has_seen_enough(form, unbuffered):
    command = [sys.executable, "-m", "perfeval", "evaluate", *[OFFICE] * 60, "--format", form]
    env = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
    run = subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert run.stdout is not None
    run.stdout.read(100)
    run.stdout.close()
    assert run.stderr is not None
    assert (run.stderr.read(), run.wait()) == (b"", 0)
    run.stderr.close()


@POSIX
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("form", ["text", "json"])
def test_a_full_disk(form):
    with open("/dev/full", "wb") as full:
        args = [sys.executable, "-m", "perfeval", "evaluate", OFFICE, "--format", form]
        done = subprocess.run(args, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 3
    assert b"I117" in done.stderr
    assert b"Exception ignored" not in done.stderr


@POSIX
def test_output_that_was_closed(tmp_path):
    script = f"{sys.executable} -m perfeval evaluate {OFFICE} >&- 2>&-"
    assert subprocess.run(["bash", "-c", script], cwd=ROOT, check=False).returncode == 0


@POSIX
def test_ctrl_c(tmp_path):
    waiting = tmp_path / "waiting.toml"
    os.mkfifo(waiting)  # nobody writes into it: reading waits
    run = subprocess.Popen(
        [sys.executable, "-m", "perfeval", "evaluate", str(waiting)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    time.sleep(3)
    run.send_signal(signal.SIGINT)
    out, err = run.communicate(timeout=20)
    assert run.returncode == 130
    assert out == b""
    assert b"Traceback" not in err


def terminal(*args: str, **env: str) -> tuple[int, str]:
    """Run in a terminal: both streams are one."""
    import pty

    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PERFEVAL_", "LC_", "NO_COLOR"))}
    primary, secondary = pty.openpty()
    run = subprocess.Popen(
        [sys.executable, "-m", "perfeval", *args],
        cwd=ROOT,
        stdin=secondary,
        stdout=secondary,
        stderr=secondary,
        env={**kept, "TERM": "xterm", "COLUMNS": "90", "PYTHONUTF8": "1", **env},
    )
    os.close(secondary)
    shown = b""
    while True:
        try:
            part = os.read(primary, 65536)
        except OSError:
            break
        if not part:
            break
        shown += part
    os.close(primary)
    return run.wait(), shown.decode("utf-8", "replace")


@POSIX
def test_a_terminal_gets_colours():
    code, shown = terminal("evaluate", INCOMPLETE)
    assert code == 1
    assert "\x1b[33m" in shown


@POSIX
def test_a_terminal_without_colours():
    for env in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        assert "\x1b[" not in terminal("evaluate", INCOMPLETE, **env)[1]


@POSIX
def test_a_terminal_shows_progress_for_many_files_only():
    assert "3/3" in re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", terminal("evaluate", OFFICE, OFFICE, OFFICE)[1])
    assert "1/1" not in terminal("evaluate", OFFICE)[1]


def test_without_the_extra(tmp_path):
    code = textwrap.dedent(
        """
        import sys

        class Absent:
            def find_spec(self, name, path=None, target=None):
                if name.partition(".")[0] in ("click", "rich"):
                    raise ModuleNotFoundError(f"No module named {name!r}", name=name)

        sys.meta_path.insert(0, Absent())
        from perfeval.cli import main
        sys.exit(main(["evaluate", "a.toml"]))
        """
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False, env={**os.environ, "PYTHONUTF8": "1"}
    )
    assert (done.returncode, done.stdout) == (2, b"")
    assert b'pip install "perfeval[cli]"' in done.stderr
    assert b"Traceback" not in done.stderr

"""The command line, called in this process and as a process of its own."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen

from perfeval.cli import main
from perfeval.plugins import Host, use_host

ROOT = Path(__file__).parent.parent.parent


@frozen
class Ended:
    """How a run ended, and what it said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def codes(self) -> list[str]:
        """The codes of the findings of a JSON object."""
        return [finding["code"] for finding in self.json["findings"]]


@pytest.fixture(autouse=True)
def _at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """Examples are named as readers of the documentation name them."""
    monkeypatch.chdir(ROOT)
    for name in [name for name in os.environ if name.startswith("PERFEVAL_")]:
        monkeypatch.delenv(name)


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ended]:
    """Run the command in this process."""

    def run(*args: str | Path) -> Ended:
        code = main([str(arg) for arg in args])
        out, err = capsys.readouterr()
        return Ended(code, out, err)

    return run


def environment(**changed: str) -> dict[str, str]:
    """The variables of a process: UTF-8 and nothing of this machine's settings, unless a test says so."""
    dropped = ("PERFEVAL_", "PYTHONIOENCODING", "PYTHONUTF8", "LC_", "LANG", "COLUMNS", "NO_COLOR", "FORCE_COLOR")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(dropped)}
    return {**kept, "PYTHONUTF8": "1", **changed}


@frozen
class Process:
    """What a process of its own wrote, in bytes."""

    code: int
    out: bytes
    err: bytes


@pytest.fixture
def process() -> Callable[..., Process]:
    """Run `python -m perfeval` as a process of its own, its output piped."""

    def run(*args: str | Path, env: Mapping[str, str] | None = None) -> Process:
        command = [sys.executable, "-m", "perfeval", *map(str, args)]
        done = subprocess.run(command, env=environment(**(env or {})), capture_output=True, cwd=ROOT, check=False)
        return Process(done.returncode, done.stdout, done.stderr)

    return run


class Console(io.TextIOWrapper):
    """Standard output with an encoding of its own, as a pipe or as a terminal."""

    def __init__(self, encoding: str, terminal: bool) -> None:
        super().__init__(io.BytesIO(), encoding=encoding)
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal

    def fetch(self) -> bytes:
        buffer = self.buffer
        assert isinstance(buffer, io.BytesIO)
        return buffer.getvalue()


@pytest.fixture
def console(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Process]:
    """Run the command in this process, with standard output of another encoding."""

    def run(*args: str | Path, encoding: str, terminal: bool = False) -> Process:
        out, err = Console(encoding, terminal), Console(encoding, terminal=False)
        with monkeypatch.context() as changed:
            changed.setattr(sys, "stdout", out)
            changed.setattr(sys, "stderr", err)
            err.reconfigure(errors="backslashreplace")
            code = main([str(arg) for arg in args])
        return Process(code, out.fetch(), err.fetch())

    return run


@pytest.fixture
def host() -> Iterator[Host]:
    """The installed plugins, and room for more."""
    with use_host(Host.load(env={"PERFEVAL_PLUGINS_ALLOW": "none"})) as own:
        yield own


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A submission with two mistakes."""
    path = tmp_path / "broken.toml"
    text = Path("examples/foshan-2021/hmt-office.toml").read_text(encoding="utf-8")
    path.write_text(text.replace("year = 2021", 'year = "2021"') + "\n[surplus]\n", encoding="utf-8")
    return path

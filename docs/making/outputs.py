"""What commands print: the block below `<!-- output: perfeval ... -->` is what that command prints."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

BLOCK = re.compile(r"(?P<mark><!-- output: (?P<command>[^\n]+) -->\n)(?:```text\n.*?\n```\n)?", re.DOTALL)
RUN = re.compile(r"<!-- command: run -->\n```sh\n[^\n]*\.venv/bin/(?P<command>perfeval [^\n]+)\n```")


def pages(root: Path) -> Iterator[tuple[Path, str]]:
    """The files that show what a command prints, with what it prints now."""
    readme = (root / "README.md").read_text(encoding="utf-8")
    found = RUN.search(readme)
    assert found, "README.md prints no command to run"
    names = {"run": found["command"]}
    for path in [*sorted(root.glob("README*.md")), *sorted((root / "docs").rglob("*.md"))]:
        text = path.read_text(encoding="utf-8")
        if BLOCK.search(text):
            yield path, BLOCK.sub(lambda m: f"{m['mark']}```text\n{_named(m['command'], names, root)}\n```\n", text)


def _named(command: str, names: dict[str, str], root: Path) -> str:
    return printed(names.get(command, command), root)


def printed(command: str, root: Path) -> str:
    """What a command prints in the folder `root`, whatever the settings of this machine are."""
    name, *arguments = shlex.split(command)
    assert name == "perfeval", command
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PERFEVAL_", "COLUMNS"))}
    environment = {**kept, "PYTHONUTF8": "1", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-m", "perfeval", *arguments],
        cwd=root,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return "\n".join(line.rstrip() for line in done.stdout.strip().splitlines())

"""The tutorial, followed to the letter in an empty folder, in both languages.

A page is followed from top to bottom. What stands below `<!-- file: PATH -->` is written to that file; below
`<!-- change: PATH -->` lines with `-` are taken out of it and lines with `+` put in; what follows `$ ` in a console is
typed, and the lines below it are what it prints. Write those anew with UPDATE_SNAPSHOTS=1 and read the difference.
"""

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

DOCS = Path(__file__).parents[2] / "docs"
STEP = re.compile(
    r"<!-- (?P<what>file|change): (?P<path>\S+) -->\n```\w+\n(?P<text>.*?)^```$|^```console\n(?P<console>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)
DONE = "--done--"
SECONDS = re.compile(r"(passed.* in )\d+\.\d+s")


class Terminal:
    """A shell that goes on from command to command, as in a window."""

    def __init__(self, folder: Path, env: dict[str, str]) -> None:
        self.shell = subprocess.Popen(
            ["bash", "--norc"],
            cwd=folder,
            env=env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )

    def type(self, command: str) -> str:
        """What a command prints."""
        assert self.shell.stdin
        assert self.shell.stdout
        self.shell.stdin.write(f"{command} </dev/null; code=$?; printf '\\n{DONE}\\n'; (exit $code)\n")
        self.shell.stdin.flush()
        printed = "".join(iter(self.shell.stdout.readline, f"{DONE}\n"))
        return "".join(f"{line.rstrip()}\n" for line in SECONDS.sub(r"\g<1>1.00s", printed).strip("\n").splitlines())

    def close(self) -> None:
        self.shell.communicate()


def typed(console: str) -> Iterator[tuple[str, str]]:
    """The commands of a console, each with the lines below it."""
    for part in re.split(r"^\$ ", console, flags=re.MULTILINE)[1:]:
        command, _, shown = part.partition("\n")
        yield command, shown


def change(path: Path, difference: str) -> None:
    """Take lines out of a file and put others in, where they stand once."""
    lines = difference.splitlines()
    old = "".join(f"{line[1:]}\n" for line in lines if line[:1] != "+")
    new = "".join(f"{line[1:]}\n" for line in lines if line[:1] != "-")
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{path.name} has {text.count(old)} times:\n{old}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def followed(page: str, folder: Path, env: dict[str, str]) -> str:
    """The page as it would be with what is really printed."""
    terminal = Terminal(folder, env)

    def step(found: re.Match[str]) -> str:
        if found["console"] is not None:
            said = "".join(f"$ {command}\n{terminal.type(command)}" for command, _ in typed(found["console"]))
            return f"```console\n{said}```"
        path = folder / found["path"]
        if found["what"] == "file":
            assert path.parent.is_dir(), path
            path.write_text(found["text"], encoding="utf-8")
        else:
            change(path, found["text"])
        return found[0]

    try:
        return STEP.sub(step, page)
    finally:
        terminal.close()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_tutorial_can_be_followed_word_for_word(machine, tmp_path, language):
    path = DOCS / language / "tutorial.md"
    page = path.read_text(encoding="utf-8")
    found = followed(page, tmp_path, dict(machine.env))
    if "UPDATE_SNAPSHOTS" in os.environ:
        path.write_text(found, encoding="utf-8")
        page = found
    assert found == page


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_block_is_a_step_or_meant_to_be_read(language):
    """Nothing is typed or written that the test would pass over."""
    page = (DOCS / language / "tutorial.md").read_text(encoding="utf-8")
    fences = re.findall(r"^```(\w*)$", STEP.sub("", page), re.MULTILINE)
    assert fences == []
    assert len(re.findall("<!-- (?:file|change): ", page)) == len([m for m in STEP.finditer(page) if m["what"]])


def test_both_languages_take_the_same_steps():
    taken: dict[str, list[object]] = {}
    for language in ("zh", "en"):
        page = (DOCS / language / "tutorial.md").read_text(encoding="utf-8")
        taken[language] = []
        for found in STEP.finditer(page):
            commands = [command for command, _ in typed(found["console"] or "")]
            taken[language] += commands or [(found["what"], found["path"])]
    taken["en"].remove("export PERFEVAL_LANG=en")
    assert taken["zh"] == taken["en"]


def test_a_page_that_prints_something_else_is_noticed(machine, tmp_path):
    page = "<!-- file: a.txt -->\n```text\none\ntwo\n```\n\n```console\n$ cat a.txt\none\n$ false\n$ echo $?\n1\n```\n"
    assert followed(page, tmp_path, dict(machine.env)) == page.replace("one\n$ false", "one\ntwo\n$ false")

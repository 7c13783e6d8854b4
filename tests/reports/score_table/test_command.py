"""The command line writes workbooks and Markdown, of one file, of several, and of an evaluation alone."""

import subprocess
import sys

import pytest
from tests.reports.markdown.reading import Read
from tests.reports.score_table.reading import book, rows

pytestmark = pytest.mark.slow

FOSHAN = "examples/foshan-2021"


def run(*args):
    return subprocess.run([sys.executable, "-m", "perfeval", *map(str, args)], capture_output=True, check=False)


@pytest.mark.parametrize("command", ["report", "evaluate"])
def test_one(tmp_path, command):
    assert run(command, f"{FOSHAN}/incomplete.toml", "-o", tmp_path / "e.xlsx", "--lang", "en").returncode == 1
    names = book((tmp_path / "e.xlsx").read_bytes()).sheetnames
    assert ("Budget" in names) == (command == "report")
    assert run(command, f"{FOSHAN}/hmt-office.toml", "-o", tmp_path / "e.md", "--lang", "zh").returncode == 0
    assert Read((tmp_path / "e.md").read_text(encoding="utf-8")).under("li")[0] == "总分：99.85（满分 100）"


def test_several(tmp_path):
    files = [f"{FOSHAN}/hmt-office.toml", f"{FOSHAN}/not-applicable.toml"]
    assert run("report", *files, "-o", tmp_path / "all.xlsx", "--lang", "zh").returncode == 0
    assert len(rows((tmp_path / "all.xlsx").read_bytes(), "绩效评价汇总")) == 3
    assert run("report", *files, "-o", f"{tmp_path}/each/", "--format", "markdown").returncode == 0
    assert sorted(p.name for p in (tmp_path / "each").iterdir()) == ["hmt-office.md", "not-applicable.md"]

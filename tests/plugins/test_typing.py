"""A type checker reads plugins: right ones pass in strict mode, a wrong signature is flagged where it stands."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import perfeval

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
SAMPLES = sorted([*Path(__file__).parent.glob("packages/*/src/*/__init__.py"), *ROOT.glob("plugins/*/src/*/*.py")])
WRONG = ROOT / "tests" / "typing" / "wrong_hooks.py"
IGNORED = re.compile(r"  # type: ignore\[([\w-]+)\]")


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    """What mypy says about the samples, and about the wrong plugin without the marks that silence it."""
    folder = tmp_path_factory.mktemp("typing")
    bare = folder / "bare_hooks.py"
    bare.write_text(IGNORED.sub("", WRONG.read_text(encoding="utf-8")), encoding="utf-8")
    files = [str(bare), *map(str, SAMPLES)]
    flags = ["--strict", "--no-error-summary", "--no-pretty", "--explicit-package-bases", f"--cache-dir={folder}"]
    roots = [Path(perfeval.__file__).parents[1], folder, *(path.parents[1] for path in SAMPLES)]
    config = folder / "mypy.ini"
    config.write_text(f"[mypy]\nmypy_path = {':'.join(map(str, roots))}\n", encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "mypy", "--config-file", str(config), *flags, *files],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return run.stdout + run.stderr


def test_the_sample_packages_pass_in_strict_mode(report):
    faults = [line for line in report.splitlines() if ": note: " not in line]
    assert [line for line in faults if Path(line.partition(":")[0]).name != "bare_hooks.py"] == []


def test_each_wrong_signature_is_flagged_where_it_stands(report):
    lines = WRONG.read_text(encoding="utf-8").splitlines()
    expected = [(n, mark[1]) for n, line in enumerate(lines, start=1) if (mark := IGNORED.search(line))]
    found = re.findall(r"bare_hooks\.py:(\d+): error: .*\[([\w-]+)\]$", report, re.MULTILINE)
    assert [(int(n), code) for n, code in found] == expected
    assert len(expected) == 5

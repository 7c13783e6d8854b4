"""Hostile files are refused by a process that has 512 MiB and is ended when it does not come to an end itself."""

import json
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

MAKERS = runpy.run_path(str(Path(__file__).with_name("hostile.py")))["MAKERS"]
MEMORY = 512 * 2**20
SECONDS_OF_WORK = 10
DEADLINE = 90
"""Only ends a test that hangs; what a file may cost is measured in the process's own seconds of work."""
JAIL = f"""
import json, resource, sys
resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}))
resource.setrlimit(resource.RLIMIT_CPU, ({SECONDS_OF_WORK}, {SECONDS_OF_WORK}))
from perfeval.findings import PerfevalError
from perfeval.formats.pages import open_document
try:
    document = open_document(open(sys.argv[1], "rb").read(), sys.argv[1])
except PerfevalError as error:
    print(json.dumps([(f.code, f.message.zh, f.advice.zh) for f in error.findings]))
else:
    print(json.dumps([]))
"""


@pytest.mark.parametrize("name", MAKERS)
def test_a_hostile_file_is_refused_within_its_limits(name: str, tmp_path: Path):
    pytest.importorskip("resource")
    suffix, make, code = MAKERS[name]
    path = tmp_path / f"hostile.{suffix}"
    path.write_bytes(make())
    done = subprocess.run(
        [sys.executable, "-c", JAIL, str(path)], capture_output=True, text=True, timeout=DEADLINE, check=False
    )
    assert done.returncode == 0, (done.returncode, done.stderr[-2000:])
    found = json.loads(done.stdout)
    assert all(message and advice for _, message, advice in found)
    if code is not None:
        assert [c for c, _, _ in found] == ([code] if code else [])

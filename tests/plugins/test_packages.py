"""The sample packages, really installed by pip, beside what perfeval ships."""

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
PACKAGES = sorted(path.parent for path in Path(__file__).parent.glob("packages/*/pyproject.toml"))
LOOK = """
import json
from perfeval.evaluation import evaluate
from perfeval.model import Budget, BudgetLine, Entity, Judgement, Submission, weighted
from perfeval.plugins import default_host

host = default_host()
own = Submission(
    entity=Entity("某局"),
    year=2024,
    budget=Budget([BudgetLine("total", None, "100元", "90元")]),
    judgements={"quality": Judgement(35), "satisfaction": Judgement(20)},
)
totals = {}
for entry in host.schemes.entries():
    if entry.plugin.startswith("sample-"):
        totals[entry.qualified] = str(evaluate(own, entry.item).total)
even = weighted(host.schemes.get("sample-town-2024"), host.weightings.get("even-groups"))
print(json.dumps({
    "plugins": {p.name: [p.package, p.version, p.status, p.shipped, p.provides] for p in host.plugins},
    "findings": [[f.code, f.location, f.render("en")] for f in host.findings],
    "totals": totals,
    "points": {leaf.id: str(leaf.points) for leaf in even.leaves()},
    "origins": {e.qualified: e.origin for e in host.schemes.entries()},
    "foshan": host.schemes.entry("foshan-2021").qualified,
    "linear": host.functions.entry("linear").plugin,
}, ensure_ascii=False))
"""


def installed(target, packages):
    """Install packages from their folders, without a network, beside the metadata of perfeval itself."""
    command = ["install", "--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--no-compile"]
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", *command, "--target", str(target)]
    subprocess.run([*pip, *map(str, packages)], check=True, capture_output=True)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    points = "".join(f"{name} = {value}\n" for name, value in project["entry-points"]["perfeval"].items())
    info = target / f"perfeval-{project['version']}.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: perfeval\nVersion: {project['version']}\n")
    (info / "entry_points.txt").write_text(f"[perfeval]\n{points}")
    return target


def look(target, **env):
    """What a fresh process sees."""
    path = os.pathsep.join([str(target), *(p for p in sys.path if p)])
    run = subprocess.run(
        [sys.executable, "-c", LOOK],
        env={**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8", **env},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


@pytest.fixture(scope="module")
def target(tmp_path_factory):
    return installed(tmp_path_factory.mktemp("target"), PACKAGES)


@pytest.fixture(scope="module")
def seen(target):
    return look(target)


def test_all_six_are_there():
    assert len(PACKAGES) == 6


def test_every_package_is_known_with_its_version(seen):
    assert {name: info[:3] for name, info in seen["plugins"].items() if name.startswith("sample-")} == {
        "sample-broken": ["perfeval-sample-broken", "0.1", "broken"],
        "sample-clash": ["perfeval-sample-clash", "9.0", "active"],
        "sample-function": ["perfeval-sample-function", "0.3", "active"],
        "sample-function-user": ["perfeval-sample-function-user", "1.2", "active"],
        "sample-scheme": ["perfeval-sample-scheme", "1.0", "active"],
        "sample-weighting": ["perfeval-sample-weighting", "2.1", "active"],
    }


def test_every_package_brings_its_things(seen):
    assert {name: info[4] for name, info in seen["plugins"].items() if name.startswith("sample-")} == {
        "sample-broken": {},
        "sample-clash": {"schemes": ["foshan-2021", "sample-generous-2024"], "functions": ["linear"]},
        "sample-function": {"functions": ["tapered"]},
        "sample-function-user": {"schemes": ["sample-tapered-2024"]},
        "sample-scheme": {"schemes": ["sample-town-2024", "sample-town-brief-2024"]},
        "sample-weighting": {"weightings": ["even-groups"]},
    }


def test_what_is_shipped_stands_beside_them_first(seen):
    shipped = [name for name, info in seen["plugins"].items() if info[3]]
    assert list(seen["plugins"])[: len(shipped)] == shipped == ["builtin", "foshan-2021", "mof-2020-project"]
    assert {seen["plugins"][name][2] for name in shipped} == {"active"}


def test_the_broken_one_and_the_clashes_are_told_of_and_nothing_else(seen):
    assert [finding[:2] for finding in seen["findings"]] == [
        ["P101", "plugins.sample-broken"],
        ["P102", "plugins.sample-clash"],
        ["P102", "plugins.sample-clash"],
    ]
    broken, scheme, function = (finding[2] for finding in seen["findings"])
    assert "perfeval-sample-broken 0.1" in broken
    for text in (scheme, function):
        assert "(perfeval 0." in text
        assert "sample-clash (perfeval-sample-clash 9.0)" in text


def test_the_clash_displaces_nothing(seen):
    assert seen["linear"] == "builtin"
    assert seen["foshan"] == "foshan-2021:foshan-2021"
    assert seen["origins"]["foshan-2021:foshan-2021"].startswith("perfeval 0.")
    assert seen["origins"]["sample-clash:foshan-2021"] == "perfeval-sample-clash 9.0"


def test_their_schemes_evaluate_each_with_the_functions_it_means(seen):
    assert seen["origins"]["sample-function-user:sample-tapered-2024"] == "perfeval-sample-function-user 1.2"
    assert seen["totals"] == {
        "sample-clash:foshan-2021": "None",
        "sample-clash:sample-generous-2024": "100.00",  # its own linear
        "sample-function-user:sample-tapered-2024": "83.33",  # half, and a third of the way from 80% to 95%
        "sample-scheme:sample-town-2024": "95.00",
        "sample-scheme:sample-town-brief-2024": "100.00",
    }


def test_their_weighting_assigns_the_full_marks(seen):
    assert seen["points"] == {"spending": "50.00", "quality": "25.00", "satisfaction": "25.00"}


def test_the_order_of_installation_changes_nothing(seen, tmp_path):
    assert look(installed(tmp_path / "backwards", PACKAGES[::-1])) == seen


def test_a_scheme_whose_function_is_blocked_is_left_out_alone(target, seen):
    fewer = look(target, PERFEVAL_PLUGINS_BLOCK="sample-function")
    assert seen["totals"].keys() - fewer["totals"].keys() == {"sample-function-user:sample-tapered-2024"}
    assert {f[0] for f in fewer["findings"]} == {"P101", "P102", "P107", "I115", "P108"}
    assert fewer["plugins"]["sample-function-user"][2] == "active"

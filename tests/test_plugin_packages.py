"""The packages under plugins: built as wheels, installed beside the wheel of perfeval, held to what they promise."""

import ast
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import perfeval
import perfeval.testing

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
PACKAGES = sorted(path.parent for path in ROOT.glob("plugins/*/pyproject.toml"))
NAMES = [package.name for package in PACKAGES]
SCHEMES = {
    "perfeval-hubei": ["hubei-project-10-50-30-10", "hubei-project-20-40-30-10", "hubei-project-20-80"],
    "perfeval-hunan": ["hunan-department-1"],
    "perfeval-pefa": ["pefa-2016"],
}
PARTS = [
    "LICENSE",
    "README.md",
    "docs/index.md",
    "tests/test_contract.py",
    ".github/workflows/ci.yml",
    "pyproject.toml",
]

LOOK = """
import json, perfeval
from perfeval import Host
host = Host.load()
print(json.dumps({
    "perfeval": perfeval.__file__,
    "findings": [finding.render("en") for finding in host.findings],
    "schemes": {entry.id: entry.origin for entry in host.schemes.entries()},
}))
"""
ROUND = """
import json, sys
from pathlib import Path
from perfeval import Host, load_scheme, save, scheme_changes
from perfeval.reports import html, markdown, scheme_page

host = Host.load()
kept, leaves, paged = [], {}, []
for entry in host.schemes.entries():
    scheme = entry.item
    leaves[entry.id] = sum(1 for _ in scheme.leaves())
    for name in ("scheme.toml", "scheme.json"):
        path = Path(sys.argv[1]) / name
        save(scheme, path)
        again = load_scheme(path, host=host)
        if again == scheme and again.digest == scheme.digest and not scheme_changes(scheme, again):
            kept.append((entry.id, path.suffix))
    pages = [write(scheme_page(scheme), lang) for write in (html, markdown) for lang in ("zh", "en")]
    if all(leaf.id in page for leaf in scheme.leaves() for page in pages):
        paged.append(entry.id)
print(json.dumps({"kept": kept, "leaves": leaves, "paged": paged}))
"""
CASES = """
import sys
from perfeval.testing import report_text, run_cases

report = run_cases(sys.argv[1:])
print(report_text(report, "en"))
sys.exit(not report.passed)
"""


def pip(*arguments):
    run = subprocess.run(
        [sys.executable, "-m", "pip", "--disable-pip-version-check", *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, run.stderr


@pytest.fixture(scope="module")
def wheels(tmp_path_factory):
    """The wheels of perfeval and of all packages, built without a network."""
    folder = tmp_path_factory.mktemp("wheels")
    pip("wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", folder, ROOT, *PACKAGES)
    return sorted(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def site(wheels, tmp_path_factory):
    """A folder into which they are installed; nothing in it comes from the working tree."""
    folder = tmp_path_factory.mktemp("site")
    pip("install", "--quiet", "--no-deps", "--no-index", "--no-compile", "--target", folder, *wheels)
    return folder


@pytest.fixture(scope="module")
def python(site, tmp_path_factory):
    """A fresh process that sees them."""
    # The settings of our own run are none of theirs.
    own = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    env = {**own, "PYTHONPATH": str(site), "PYTHONIOENCODING": "utf-8"}

    def run(*arguments):
        return subprocess.run(
            [sys.executable, *map(str, arguments)],
            cwd=tmp_path_factory.getbasetemp(),  # what Hypothesis keeps stays there
            env=env,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    return run


@pytest.fixture(scope="module")
def seen(python):
    run = python("-c", LOOK)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def imports(path):
    """What a file imports of perfeval, as (module, name); a star or a submodule has no name of its own."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names if alias.name.partition(".")[0] == "perfeval")
        elif isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "perfeval":
            yield from ((node.module, alias.name) for alias in node.names)


def is_public(module, name):
    if module == "perfeval":
        return name in ("", *perfeval.__all__)
    return module == "perfeval.testing" and name in perfeval.testing.__all__


def test_all_three_are_there():
    assert list(SCHEMES) == NAMES


@pytest.mark.parametrize("package", PACKAGES, ids=NAMES)
def test_each_package_is_whole(package):
    assert [part for part in PARTS if not (package / part).is_file()] == []
    assert list(package.glob("cases/*.toml")) != []


@pytest.mark.parametrize("package", PACKAGES, ids=NAMES)
def test_nothing_imports_a_private_name(package):
    found = [(path, *what) for path in package.rglob("*.py") for what in imports(path)]
    assert [each for each in found if not is_public(*each[1:])] == []
    assert any(module == "perfeval" for _, module, _ in found)
    assert {path.parent.name for path, module, _ in found if module == "perfeval.testing"} <= {"tests"}


@pytest.mark.parametrize("package", PACKAGES, ids=NAMES)
def test_the_wheel_carries_everything_in_the_package(package, wheels):
    name = package.name.replace("-", "_")
    wheel = next(path for path in wheels if path.name.startswith(f"{name}-"))
    source = package / "src"
    wanted = {
        path.relative_to(source).as_posix() for path in source.rglob("*") if path.is_file() and path.suffix != ".pyc"
    }
    assert {entry for entry in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in entry} == wanted
    assert f"{name}/py.typed" in wanted


def test_they_are_installed_beside_the_wheel_of_perfeval_and_without_a_fault(seen, site):
    assert Path(seen["perfeval"]).is_relative_to(site)
    assert seen["findings"] == []


def test_their_schemes_are_listed(seen):
    origins = [(id, origin.partition(" ")[0]) for id, origin in seen["schemes"].items()]
    assert {name: sorted(id for id, package in origins if package == name) for name in NAMES} == SCHEMES


def test_every_scheme_has_its_page_and_is_the_same_when_it_is_read_back(python, tmp_path):
    run = python("-c", ROUND, tmp_path)
    assert run.returncode == 0, run.stderr
    found = json.loads(run.stdout)
    schemes = {*(id for ids in SCHEMES.values() for id in ids), "foshan-2021", "mof-2020-project"}
    assert found["leaves"].keys() == schemes == set(found["paged"])
    assert found["leaves"]["pefa-2016"] == 94
    assert sorted(map(tuple, found["kept"])) == sorted((id, form) for id in schemes for form in (".toml", ".json"))


@pytest.mark.parametrize("package", PACKAGES, ids=NAMES)
def test_the_worked_cases_pass(package, python):
    run = python("-c", CASES, package / "cases")
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("package", PACKAGES, ids=NAMES)
def test_the_tests_of_the_package_pass(package, python):
    run = python("-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", package, package / "tests")
    assert run.returncode == 0, run.stdout + run.stderr

"""The packages under plugins have the files of the template, and the same shape."""

import copy
import tomllib
from pathlib import Path

import pytest

from perfeval.cli.packages import files, layout, package

ROOT = Path(__file__).parents[2]
PACKAGES = sorted(path.parent for path in ROOT.glob("plugins/*/pyproject.toml"))
NAMES = [folder.name for folder in PACKAGES]
SAME = (".ci/run", ".github/workflows/ci.yml", ".gitignore")
OWN = ("name", "version", "description", "keywords", "dependencies", "entry-points")
"""What of the table `project` is a package's own affair."""


@pytest.fixture(params=PACKAGES, ids=NAMES)
def folder(request) -> Path:
    return request.param


@pytest.fixture
def template(folder: Path) -> dict[str, str]:
    return files(package(folder.name, edition="1"), "toml", "en")


def shape(text: str) -> dict:
    """A pyproject.toml without what is a package's own."""
    kept = copy.deepcopy(tomllib.loads(text))
    for key in OWN:
        del kept["project"][key]
    return kept


def test_there_are_three():
    assert NAMES == ["perfeval-hubei", "perfeval-hunan", "perfeval-pefa"]


def test_every_file_of_the_template_is_there(folder: Path):
    made = package(folder.name, edition="1")
    fixed = [path for path, text in layout(made, "toml").items() if text not in ("scheme.toml", "office.cases.toml")]
    assert [path for path in fixed if not (folder / path).is_file()] == []
    assert list(folder.glob("cases/*.cases.toml"))


def test_what_needs_no_words_of_its_own_is_the_same(folder: Path, template: dict[str, str]):
    for path in SAME:
        assert (folder / path).read_text(encoding="utf-8") == template[path], path
    assert (folder / ".ci/run").stat().st_mode & 0o111


def test_the_licence_is_the_same_but_for_its_holder(folder: Path, template: dict[str, str]):
    own, wanted = ((folder / "LICENSE").read_text(encoding="utf-8").splitlines(), template["LICENSE"].splitlines())
    assert [line for line in own if not line.startswith("Copyright")] == [
        line for line in wanted if not line.startswith("Copyright")
    ]


def test_the_project_files_have_the_same_shape(folder: Path, template: dict[str, str]):
    text = (folder / "pyproject.toml").read_text(encoding="utf-8")
    assert shape(text) == shape(template["pyproject.toml"])
    assert list(shape(text)["tool"]) == list(shape(template["pyproject.toml"])["tool"])
    own, wanted = tomllib.loads(text)["project"], tomllib.loads(template["pyproject.toml"])["project"]
    assert list(own) == list(wanted)
    assert own["name"] == folder.name
    assert set(wanted["dependencies"]) <= set(own["dependencies"])
    assert list(own["entry-points"]["perfeval"]) == list(wanted["entry-points"]["perfeval"])
    assert "perfeval" in own["keywords"]


def test_the_contract_is_tested(folder: Path):
    assert "(SchemeContract):\n    scheme_id = " in (folder / "tests/test_contract.py").read_text(encoding="utf-8")

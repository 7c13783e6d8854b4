"""The house: what is committed names no machine and no index; both languages have the same pages."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LEFT_BEHIND = {"__pycache__", "build", "dist", "node_modules", "site", "venv", "wheels"}
LOCKS = {"uv.lock", "pylock.toml"}
FRAGMENT = re.compile(r"(\d+|\+[a-z0-9-]+)\.(breaking|result|feature|fix|docs)(\.\d+)?\.md")
PAGE = re.compile(r"[\w/-]+\.md")
LANGUAGES = {"en": "mkdocs.yml", "zh": "mkdocs.zh.yml"}

# The brackets keep these patterns from finding themselves.
INDEX_HOST = re.compile(r"py[p]i|python[h]osted|extra-inde[x]|inde[x]-url|[/.]simpl[e]/|devp[i]|artifactor[y]", re.I)
MACHINE_PATH = re.compile(r"(?<![\w.*~-])/(?:wor[k]|hom[e]|roo[t]|User[s]|mn[t])/\w")


def committed() -> Iterator[Path]:
    """What git would track, told without git: a source archive has none."""
    for folder, folders, files in os.walk(ROOT):
        folders[:] = [
            name
            for name in folders
            if name == ".ci" or not (name.startswith(".") or name.endswith(".egg-info") or name in LEFT_BEHIND)
        ]
        yield from (Path(folder, name) for name in files if name not in LOCKS and not name.endswith(".pyc"))


def texts() -> Iterator[tuple[str, str]]:
    for path in committed():
        try:
            yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{name}:{number}: {line.strip()}"
        for name, text in texts()
        for number, line in enumerate(text.splitlines(), start=1)
        if pattern.search(line)
    ]


def pages(language: str) -> set[str]:
    docs = ROOT / "docs" / language
    return {path.relative_to(docs).as_posix() for path in docs.rglob("*.md")}


def made_pages() -> set[str]:
    """The pages that are made from registered schemes while the site is built."""
    (ids,) = re.findall(r"^  perfeval: \{ schemes: \[(.*)\] \}$", (ROOT / "mkdocs.base.yml").read_text("utf-8"), re.M)
    return {f"schemes/{id}.md" for id in ids.split(", ")}


def navigation(language: str) -> list[str]:
    return PAGE.findall((ROOT / LANGUAGES[language]).read_text(encoding="utf-8").partition("\nnav:\n")[2])


def test_walking_finds_the_house():
    names = {name for name, _ in texts()}
    assert {"README.md", "pyproject.toml", ".ci/run", "tests/test_house.py"} <= names


def test_constraints_pin_versions_and_name_no_address():
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pin = re.compile(r"[a-z0-9-]+==[\w.+!]+( ; .+)?")
    assert [line for line in lines if not pin.fullmatch(line)] == []
    assert {"attrs", "cattrs", "pluggy", "click", "pytest"} <= {line.partition("==")[0] for line in lines}


def test_no_file_names_a_package_index():
    assert lines_with(INDEX_HOST) == []


def test_no_file_names_a_path_of_one_machine():
    assert lines_with(MACHINE_PATH) == []


def test_changelog_fragments_are_named_for_towncrier():
    names = {path.name for path in (ROOT / "changelog.d").iterdir()} - {"README.md"}
    assert sorted(name for name in names if not FRAGMENT.fullmatch(name)) == []


def test_both_languages_have_the_same_pages():
    assert pages("en") == pages("zh")


def test_both_languages_have_them_in_the_same_order():
    assert navigation("en") == navigation("zh")


@pytest.mark.parametrize("language", LANGUAGES)
def test_navigation_names_every_page_once(language):
    assert sorted(navigation(language)) == sorted(pages(language) | made_pages())


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_fence_code_that_runs_as_python(language):
    docs = ROOT / "docs" / language
    assert [p for p in sorted(pages(language)) if "```pycon" in (docs / p).read_text(encoding="utf-8")] == []


@pytest.mark.parametrize("name", ["run", "test"])
def test_readme_prints_the_commands_that_the_gate_runs(name):
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    command = readme.partition(f"<!-- command: {name} -->\n```sh\n")[2].partition("\n```")[0]
    assert command.startswith("python3 -m venv .venv && ")
    assert command in (ROOT / "README.zh.md").read_text(encoding="utf-8")

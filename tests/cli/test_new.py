"""`perfeval new`: what it writes, what it refuses, and that it leaves nothing half done."""

import os
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from perfeval.cli.packages import package, write_folder
from perfeval.findings import FormatError, UsageError

SCHEME = "src/perfeval_lake/lake-2024.toml"
MALFORMED = [
    "",
    "Lake",
    "lake_district",
    "2024",
    "perfeval-2024",
    "lake-",
    "-lake",
    "la--ke",
    "湖",
    "../lake",
    "lake\n",
]
TAKEN = ["class", "json", "perfeval", "builtin", "perfeval-builtin", "perfeval-foshan-2021", "x" * 51]


def held(folder: Path) -> list[str]:
    """All files in a folder."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


@pytest.fixture
def here(tmp_path, monkeypatch) -> Path:
    """An empty folder to be in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("lang", "head", "then"), [("zh", "：新建了 12 个文件", "接下来："), ("en", ": 12 new files", "next:")]
)
def test_a_package_in_toml(call, here, lang, head, then):
    ended = call("new", "perfeval-lake", "--edition", "2024", "--lang", lang)
    first, *lines = ended.out.splitlines()
    assert (ended.code, ended.err, first) == (0, "", f"perfeval-lake{head}")
    files, commands = lines[: lines.index("")], lines[lines.index(then) + 1 :]
    assert sorted(line.strip() for line in files) == held(here / "perfeval-lake")
    assert SCHEME in held(here / "perfeval-lake")
    assert commands == ["  cd perfeval-lake", f"  perfeval validate {SCHEME}", "  perfeval test cases"]


def test_a_package_in_python(call, here):
    ended = call("new", "perfeval-lake", "--python", "--edition", "2024", "-o", "in python", "--lang", "en")
    assert ended.code == 0
    assert {"src/perfeval_lake/scheme.py", "src/perfeval_lake/__init__.py"} <= set(held(here / "in python"))
    assert SCHEME not in held(here / "in python")
    assert ended.out.endswith("""\
next:
  cd 'in python'
  python -m pip install -e ".[test]"
  perfeval test cases
""")


def test_as_json(call, here):
    ended = call("new", "perfeval-lake", "--edition", "2024", "--format", "json")
    assert ended.json["folder"] == "perfeval-lake"
    assert ended.json["scheme"] == "lake-2024"
    assert sorted(ended.json["files"]) == held(here / "perfeval-lake")
    assert ended.json["next"][0] == "cd perfeval-lake"


def test_labels_go_to_their_language_whatever_their_order(call, here):
    call("new", "perfeval-lake", "--edition", "2024", "--label", "The lake", "--label", "湖区自评表")
    scheme = tomllib.loads((here / "perfeval-lake" / SCHEME).read_text(encoding="utf-8"))
    assert scheme["label"] == {"zh": "湖区自评表", "en": "The lake"}


@pytest.mark.parametrize(("label", "other"), [("湖区自评表", "en"), ("The lake", "zh")])
def test_a_label_that_is_not_given_is_made_of_the_name(label, other):
    made = package("perfeval-lake", [label], "2024")
    assert "lake" in made.label[other]
    assert made.label["zh" if other == "en" else "en"] == label


def test_the_edition_is_this_year_unless_it_is_said():
    assert package("lake").edition in {str(date.today().year), str(date.today().year - 1)}


def test_names_come_from_the_name():
    made = package("perfeval-lake-district", edition="v2")
    assert (made.stem, made.module, made.scheme) == ("lake-district", "perfeval_lake_district", "lake-district-v2")
    assert (made.hooks, made.camel) == ("LakeDistrictPlugin", "LakeDistrict")
    assert package("lake").module == "lake"


@pytest.mark.parametrize("name", [*MALFORMED, *TAKEN])
def test_names_that_cannot_be_used(call, here, name):
    ended = call("new", "--format", "json", "--edition", "2024", "--", name)
    assert (ended.code, ended.codes) == (2, ["I118"])
    assert held(here) == []


@pytest.mark.parametrize(
    "name", ["lake", "l", "lake2", "perfeval-lake", "x" * 50, "classes", "perfeval-json", "foshan"]
)
def test_names_that_can_be_used(name):
    assert package(name, edition="2024").name == name


def test_what_was_probably_meant_is_said(call, here):
    assert "did you mean perfeval-lake?" in call("new", "Perfeval_Lake", "--lang", "en").err
    assert "did you mean" not in call("new", "2024", "--lang", "en").err


def test_an_id_that_is_shipped_is_not_taken():
    with pytest.raises(UsageError) as caught:
        package("foshan", edition="2021")
    assert [finding.code for finding in caught.value.findings] == ["I118"]
    assert "foshan-2021" in caught.value.render("en")


@pytest.mark.parametrize(
    "labels",
    [
        [" "],
        ["a\nb"],
        ['the "lake"'],
        ["back\\slash"],
        ["\u202elake"],
        ["宽" * 46],
        ["one", "two"],
        ["湖", "区"],
        ["湖", "lake", "x"],
    ],
)
def test_labels_that_cannot_be_used(labels):
    with pytest.raises(UsageError) as caught:
        package("lake", labels, "2024")
    assert [(finding.code, finding.location) for finding in caught.value.findings] == [("I118", "--label")]


def test_the_widest_label_can_be_used():
    assert package("lake", ["宽" * 45], "2024").label.zh == "宽" * 45


def test_all_mistakes_at_once(call, here):
    ended = call("new", "Lake", "--edition", "20/24", "--label", "", "--format", "json")
    assert ended.code == 2
    assert [(f["code"], f["location"]) for f in ended.json["findings"]] == [
        ("I118", "NAME"),
        ("I118", "--edition"),
        ("I118", "--label"),
    ]


def test_a_folder_that_holds_something_is_left_alone(call, here):
    (here / "perfeval-lake").mkdir()
    (here / "perfeval-lake" / "mine.txt").write_text("mine")
    ended = call("new", "perfeval-lake", "--format", "json", "--lang", "en")
    assert (ended.code, ended.codes) == (2, ["I119"])
    assert "it holds mine.txt" in ended.err
    assert held(here) == ["perfeval-lake/mine.txt"]


def test_a_file_is_left_alone(call, here):
    (here / "perfeval-lake").write_text("mine")
    assert call("new", "perfeval-lake").code == 2
    assert (here / "perfeval-lake").read_text() == "mine"


def test_an_empty_folder_is_filled_and_stays_the_same_folder(call, here):
    was = os.stat(here).st_ino
    assert call("new", "perfeval-lake", "-o", ".").code == 0
    assert os.stat(here).st_ino == was == os.stat(".").st_ino
    assert {"pyproject.toml", ".gitignore"} <= set(held(here))
    assert not list(here.glob("*.part"))
    assert not list(here.glob(".*.part"))


def test_no_folder_to_make_it_in(call, here):
    ended = call("new", "perfeval-lake", "-o", "no/such/folder")
    assert ended.code == 3
    assert "I117" in ended.err
    assert list(here.iterdir()) == []


def test_a_path_that_no_system_takes(here):
    with pytest.raises(FormatError):
        write_folder("a\0b", {})


@pytest.mark.parametrize("there", [False, True])
def test_what_fails_half_way_leaves_nothing_behind(here, there):
    if there:
        (here / "new").mkdir()
    with pytest.raises(FormatError) as caught:
        write_folder("new", {"a/b": "one", "c": "two", "c/d": "a file cannot hold another"})
    assert [finding.code for finding in caught.value.findings] == ["I117"]
    assert [path.name for path in here.rglob("*")] == (["new"] if there else [])


class Meanwhile(dict[str, str]):
    """Files; while they are written somebody else puts a folder where one of them belongs."""

    def items(self) -> Iterator[tuple[str, str]]:  # type: ignore[override]
        yield from super().items()
        Path("new/b/theirs").mkdir(parents=True)


def test_what_comes_in_between_is_kept_and_nothing_else(here):
    (here / "new").mkdir()
    with pytest.raises(FormatError):
        write_folder("new", Meanwhile({"a": "one", "b/c": "two"}))
    assert sorted(path.relative_to(here).as_posix() for path in here.rglob("*")) == ["new", "new/b", "new/b/theirs"]


def test_scripts_can_be_run_and_nothing_else(here):
    write_folder("new", {"run": "#!/bin/sh\n", "text": "#"})
    assert os.access("new/run", os.X_OK)
    assert not Path("new/text").stat().st_mode & 0o111

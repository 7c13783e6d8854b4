"""The texts of a new package: both forms are the same scheme, and nothing of the template is left in them."""

import re
import tomllib
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from packaging.requirements import Requirement

from perfeval.api import load_scheme
from perfeval.cli.packages import files, layout, package, rendering, write_folder
from perfeval.findings import UsageError
from perfeval.formats import read_scheme
from perfeval.testing import run_cases

pytestmark = pytest.mark.slow

LAKE = package("perfeval-lake", ["湖区自评表", "The lake form"], "2024")
FORMS = ("toml", "python")
LANGUAGES = ("zh", "en")
CHINESE = re.compile("[\u4e00-\u9fff]")


def scheme_of(texts):
    """The scheme of a package in Python."""
    known = {}
    exec(texts[f"src/{LAKE.module}/scheme.py"], known)
    return known["SCHEME"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_both_forms_are_the_same_scheme(lang):
    text = files(LAKE, "toml", lang)["src/perfeval_lake/lake-2024.toml"]
    written = scheme_of(files(LAKE, "python", lang))
    assert read_scheme(text) == written
    assert (written.id, written.edition, written.label) == ("lake-2024", "2024", LAKE.label)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("form", FORMS)
def test_nothing_of_the_template_is_left(form, lang):
    for path, text in files(LAKE, form, lang).items():
        assert "<<" not in path + text
        assert not re.search(r"^(zh|en|toml|python)[|+]", text, re.MULTILINE), path
        assert text == "" or text.endswith("\n")


@pytest.mark.parametrize("form", FORMS)
def test_readme_page_and_comments_are_in_one_language(form):
    labels = (LAKE.label.zh, "优", "良", "中", "差")
    for path, text in files(LAKE, form, "en").items():
        said = [line for line in text.splitlines() if path.endswith(".md") or line.lstrip().startswith(("#", '"""'))]
        assert not CHINESE.search(re.sub("|".join(labels), "", "\n".join(said))), path
    for path, text in files(LAKE, form, "zh").items():
        prose = re.sub(r"^```.*?^```$|^\|[-|]+$|^# perfeval-lake$", "", text, flags=re.DOTALL | re.MULTILINE)
        said = [line for line in prose.splitlines() if line and (path.endswith(".md") or line.startswith("# "))]
        assert [line for line in said if not CHINESE.search(line)] == [], path


@pytest.mark.parametrize("form", FORMS)
def test_the_language_changes_words_only(form):
    zh, en = files(LAKE, form, "zh"), files(LAKE, form, "en")
    assert zh.keys() == en.keys()
    assert tomllib.loads(zh["pyproject.toml"]) == tomllib.loads(en["pyproject.toml"])
    assert [zh[path].count("\n## ") for path in zh] == [en[path].count("\n## ") for path in en]


def test_every_text_is_used():
    used = {text for form in FORMS for text in layout(LAKE, form).values()}
    folder = Path(rendering.__file__).parent / "template"
    assert {path.name for path in folder.iterdir()} == {f"{text}.in" for text in used}


def test_the_cases_reach_every_indicator_band_and_grade(tmp_path):
    write_folder(tmp_path / "new", files(LAKE, "toml", "en"))
    report = run_cases([tmp_path / "new" / "cases"])
    assert report.passed
    (standing,) = report.standings
    assert all(indicator.scored for indicator in standing.indicators)
    branches = [branch for indicator in standing.indicators for branch in indicator.branches]
    assert [branch.name.en for branch in (*branches, *standing.grades) if not branch.cases] == []
    assert any(indicator.unscored for indicator in standing.indicators)


def test_one_of_each_is_shown(tmp_path):
    write_folder(tmp_path / "new", files(LAKE, "toml", "en"))
    scheme = load_scheme(tmp_path / "new/src/perfeval_lake/lake-2024.toml")
    leaves = {leaf.id: leaf for leaf in scheme.leaves()}
    assert leaves["spending"].measure is not None
    assert leaves["discipline"].measure is None
    assert [(p.name, p.source.status) for p in scheme.parameters] == [("spending_full", "assumed")]
    assert [i.path for i in scheme.inputs] == ["satisfaction"]
    assert len(scheme.grades.grades) == 4


@settings(deadline=None)
@given(st.lists(st.text(min_size=1, max_size=12), max_size=2))
def test_any_label_that_is_taken_comes_through_unchanged(labels):
    with suppress(UsageError):
        comes_through(package("perfeval-lake", labels, "2024"), labels)


def comes_through(made, labels):
    assert set(labels) <= {made.label.zh, made.label.en}
    for lang in LANGUAGES:
        texts = files(made, "toml", lang)
        assert read_scheme(texts["src/perfeval_lake/lake-2024.toml"]).label == made.label
        project = tomllib.loads(texts["pyproject.toml"])["project"]
        assert project["description"] == f"{made.label.zh}: {made.label.en}"
        assert tomllib.loads(texts["cases/office.cases.toml"])["label"] == {"zh": made.label.zh, "en": made.label.en}
        assert scheme_of(files(made, "python", lang)).label == made.label


@settings(deadline=None)
@given(
    st.from_regex(r"[a-z0-9-]{1,14}|perfeval-[a-z0-9-]{1,8}", fullmatch=True),
    st.from_regex(r"[a-z0-9-]{1,6}", fullmatch=True),
)
def test_any_name_that_is_taken_makes_names_that_can_be_used(name, edition):
    with suppress(UsageError):
        can_be_used(package(name, edition=edition), edition)


def test_a_package_asks_for_the_versions_that_its_promise_covers():
    asked = tomllib.loads(files(LAKE, "toml", "en")["pyproject.toml"])["project"]["dependencies"]
    own = version("perfeval")
    assert asked == [f"perfeval{rendering.compatible(own)}"]
    assert own in Requirement(asked[0]).specifier
    for old, breaks, keeps in (("0.1.0", "0.2.0", "0.1.7"), ("0.9.3", "0.10.0", "0.9.4"), ("1.2.0", "2.0.0", "1.10.0")):
        covered = Requirement(f"perfeval{rendering.compatible(old)}").specifier
        assert (old in covered, keeps in covered, breaks in covered) == (True, True, False)


def can_be_used(made, edition):
    assert made.module.isidentifier()
    assert made.hooks.isidentifier()
    texts = files(made, "python", "en")
    for path, text in texts.items():
        if path.endswith(".py"):
            compile(text, path, "exec")
    assert tomllib.loads(texts["pyproject.toml"])["project"]["entry-points"]["perfeval"] == {
        made.stem: f"{made.module}:{made.hooks}"
    }
    assert (
        read_scheme(files(made, "toml", "en")[f"src/{made.module}/{made.scheme}.toml"]).id == f"{made.stem}-{edition}"
    )

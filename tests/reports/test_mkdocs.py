"""An author's own site, built by the real MkDocs: the pages are in it, named in its navigation, linked to, searched."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, PluginError

import perfeval

TOWN = Path("examples/town-2024/scheme.toml").read_text(encoding="utf-8")
OPTIONS = {"schemes": ["foshan-2021"], "files": ["town.toml"]}
NAV = [{"首页": "index.md"}, {"方案": [{"佛山": "schemes/foshan-2021.md"}, "schemes/town-2024.md"]}]


@pytest.fixture
def site(tmp_path):
    """A site of an author: one page, which links to a scheme, and the file of a scheme."""
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "index.md").write_text("# 本县\n\n[支出率](schemes/foshan-2021.md#indicator-spending)\n", encoding="utf-8")
    (tmp_path / "town.toml").write_text(TOWN, encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: 本县\n", encoding="utf-8")
    return tmp_path


def configured(site: Path, **more) -> MkDocsConfig:
    given = {"theme": {"name": "mkdocs"}, "nav": NAV, "plugins": ["search", {"perfeval": OPTIONS}], **more}
    with (site / "mkdocs.yml").open("rb") as file:
        return load_config(file, site_dir=str(site / "site"), **given)


def built(site: Path, **more) -> Path:
    config = configured(site, **more)
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    return site / "site"


def refused(site: Path, **more) -> str:
    """Why a site was not built."""
    with pytest.raises(Abort) as error:
        built(site, **more)
    assert isinstance(error.value.__context__, PluginError)
    return str(error.value.__context__)


STRICT = {
    "strict": True,
    "validation": {
        "nav": {"omitted_files": "warn", "not_found": "warn"},
        "links": {"not_found": "warn", "anchors": "warn"},
    },
}


def test_the_pages_are_in_a_site_that_is_built_strictly(site):
    made = built(site, **STRICT)
    page = (made / "schemes/foshan-2021/index.html").read_text(encoding="utf-8")
    for said in ("full-marks line of the spending rate", "linear(full=spending_full)", 'id="indicator-spending"'):
        assert said in page
    assert "serious audit findings" in (made / "schemes/town-2024/index.html").read_text(encoding="utf-8")


def test_they_stand_in_the_navigation_and_are_found(site):
    made = built(site, **STRICT)
    index = (made / "index.html").read_text(encoding="utf-8")
    assert 'href="schemes/foshan-2021/"' in index
    assert "佛山" in index
    assert "Self-evaluation of the departments of a sample town" in index  # no name in nav: the title of the page
    found = json.loads((made / "search/search_index.json").read_text(encoding="utf-8"))
    texts = [doc["text"] for doc in found["docs"] if doc["location"].startswith("schemes/foshan-2021/")]
    assert any("full-marks line of the spending rate" in text for text in texts)


def test_a_link_to_what_is_not_there_fails_a_strict_build(site):
    (site / "docs/index.md").write_text("[x](schemes/foshan-2021.md#indicator-none)\n", encoding="utf-8")
    with pytest.raises(Abort):
        built(site, **STRICT)


@pytest.mark.parametrize(
    ("theme", "options", "lang"),
    [
        ({"name": "mkdocs"}, {}, "en"),
        ({"name": "mkdocs", "locale": "zh_CN"}, {}, "zh"),
        ({"name": "mkdocs"}, {"lang": "zh"}, "zh"),
        ({"name": "mkdocs", "locale": "zh_CN"}, {"lang": "en"}, "en"),
    ],
)
def test_the_language_is_that_of_the_theme_or_as_asked_for(site, theme, options, lang):
    made = built(site, theme=theme, plugins=[{"perfeval": {**OPTIONS, **options}}])
    page = (made / "schemes/foshan-2021/index.html").read_text(encoding="utf-8")
    assert ("支出率满分线" in page) == (lang == "zh")
    assert ("full-marks line of the spending rate" in page) == (lang == "en")


@pytest.mark.parametrize(
    ("folder", "stands"),
    [("", "foshan-2021"), ("data/schemes", "data/schemes/foshan-2021"), ("/forms/", "forms/foshan-2021")],
)
def test_the_folder_can_be_chosen(site, folder, stands):
    made = built(site, nav=None, plugins=[{"perfeval": {"schemes": ["foshan-2021"], "folder": folder}}])
    assert (made / stands / "index.html").is_file()


def test_what_is_wrong_is_told_at_once(site):
    (site / "town.toml").write_text(TOWN.replace("budget.total.actual", "budget.total.actuel"), encoding="utf-8")
    options = {"schemes": ["foshan-2022", "foshan-2023"], "files": ["town.toml"], "lang": "en"}
    said = refused(site, plugins=[{"perfeval": options}]).splitlines()
    assert [line.removeprefix("perfeval: ")[:4] for line in said] == ["I115", "I115", "D202"]
    assert "town.toml" in said[2]


def test_a_page_that_is_there_already_is_not_replaced(site):
    own = site / "docs/schemes"
    own.mkdir()
    (own / "foshan-2021.md").write_text("# 自己写的\n", encoding="utf-8")
    assert "schemes/foshan-2021.md" in refused(site)
    assert "schemes/town-2024.md" in refused(site, plugins=[{"perfeval": {"files": ["town.toml", "town.toml"]}}])


def test_a_file_that_is_not_there_is_refused(site):
    with pytest.raises((Abort, ConfigurationError)):
        built(site, plugins=[{"perfeval": {"files": ["none.toml"]}}])


def test_the_file_of_a_scheme_is_watched(site):
    config = configured(site)
    changed = config.plugins.on_config(config)
    assert str(site / "town.toml") in changed.watch


def test_the_file_of_the_base_of_an_edition_is_watched_sound_or_not(site):
    edition = 'format = "perfeval.scheme/1"\nid = "{}"\nbase = "{}"\n'
    for name, base in (("next", "town.toml"), ("later", "next.toml"), ("lost", "none.toml"), ("other", "foshan-2021")):
        (site / f"{name}.toml").write_text(edition.format(name, base), encoding="utf-8")
    for faulty in ("", "spoiled"):
        (site / "town.toml").write_text(TOWN + faulty, encoding="utf-8")
        config = configured(site, plugins=[{"perfeval": {"files": ["later.toml", "lost.toml", "other.toml"]}}])
        watched = [Path(path).name for path in config.plugins.on_config(config).watch]
        assert watched == ["later.toml", "next.toml", "town.toml", "lost.toml", "none.toml", "other.toml"]


def test_the_command_that_authors_run(site):
    plugins = "plugins: [search, {perfeval: {schemes: [foshan-2021], files: [town.toml], lang: zh}}]\n"
    (site / "mkdocs.yml").write_text(f"site_name: 本县\n{plugins}", encoding="utf-8")
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "true", "DISABLE_MKDOCS_2_WARNING": "true", "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    run = subprocess.run(command, cwd=site, env=env, capture_output=True, encoding="utf-8", check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    page = (site / "site/schemes/town-2024/index.html").read_text(encoding="utf-8")
    assert "受上级表彰" in page
    assert perfeval.load_scheme(site / "town.toml").digest in page

"""Pages in Chromium: opened, sorted, filtered, printed, in the dark, on a phone, and heard by axe-core."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from shutil import which

import pytest
from attrs import evolve
from tests.reports.page.browsing import Browser

from perfeval.evaluation import Reported
from perfeval.reports import evaluation_page, evaluations_page

PROGRAM = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := which(name))), None)
FULL = os.environ.get("PERFEVAL_FULL") == "1"
AXE = os.environ.get("PERFEVAL_AXE", "")

pytestmark = [
    pytest.mark.full,
    pytest.mark.skipif(PROGRAM is None and not FULL, reason="needs Chromium"),
]


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    assert PROGRAM is not None, "the full stage needs Chromium"
    found = Browser(PROGRAM, tmp_path_factory.mktemp("profile"))
    yield found
    found.close()


@pytest.fixture(autouse=True)
def _as_before(browser: Browser) -> None:
    browser.media()
    browser.size(1100, 900)


@pytest.fixture
def one(browser, incomplete, tmp_path) -> Browser:
    return opened(browser, tmp_path, evaluation_page(incomplete, "zh"))


@pytest.fixture
def many(browser, office, incomplete, tmp_path) -> Browser:
    return opened(browser, tmp_path, evaluations_page(several(office, incomplete), "zh"))


def several(office: Reported, incomplete: Reported) -> list[Reported]:
    """Totals that binary floats cannot tell apart, and names that code points would put in another order."""
    e = office.evaluation
    names = ("审计局", "财政局", "发改局", "民政局", "教育局")
    totals = ("99.9", "100", "9.85", "85.00000000000000001", "85")
    changed = [evolve(e, entity=n, total=Decimal(t), grade="良") for n, t in zip(names, totals, strict=True)]
    return [*(Reported(each) for each in changed), incomplete]


def opened(browser: Browser, folder: Path, page: str) -> Browser:
    path = folder / "page.html"
    path.write_text(page, encoding="utf-8", newline="")
    browser.open(path)
    return browser


def column(browser: Browser, n: int) -> list[str]:
    return browser.run(
        f"[...document.querySelectorAll('tbody tr')].filter((r) => !r.hidden).map((r) => r.cells[{n}].textContent)"
    )


def height(browser: Browser, what: str) -> float:
    return browser.run(f"document.querySelector({what!r}).getBoundingClientRect().height")


@pytest.mark.parametrize("page", ["one", "many"])
def test_nothing_is_asked_for_and_nothing_is_held_against_it(request, page):
    browser = request.getfixturevalue(page)
    browser.picture()
    assert [url.rpartition("/")[2] for url in browser.asked_for] == ["page.html"]
    assert browser.complaints == []


def test_an_indicator_opens_from_the_keyboard(one):
    assert one.run("document.querySelector('details').open") is False
    closed = height(one, "details")
    one.run("document.querySelector('summary').focus()")
    one.press("Enter", 13)
    assert one.run("document.querySelector('details').open") is True
    assert height(one, "details") > closed + 50


def test_its_style_is_let_through_by_its_own_policy(one):
    assert one.run("getComputedStyle(document.querySelector('.hero')).display") == "grid"


def test_print_shows_every_explanation(browser, incomplete, tmp_path):
    import pdfplumber

    english = opened(browser, tmp_path, evaluation_page(incomplete, "en"))  # some Chinese comes out as radicals
    with pdfplumber.open(io.BytesIO(english.printed())) as printed:
        text = "".join("".join(page.extract_text().split()) for page in printed.pages)
        sizes = {(round(page.width), round(page.height)) for page in printed.pages}
    assert sizes <= {(595, 842), (596, 842), (595, 841), (596, 843)}
    for explanation in incomplete.explained.explanations:
        for aspect in explanation.aspects:
            assert "".join(aspect.en.split()) in text


def test_numbers_are_sorted_as_exact_decimals(many):
    click = "document.querySelectorAll('thead button')[2].click()"
    many.run(click)
    falling = ["100", "99.9", "85.00000000000000001", "85", "74.46–89.46", "9.85"]
    assert column(many, 2) == falling
    many.run(click)
    assert column(many, 2) == falling[::-1]


def test_unknown_numbers_come_last_both_ways(many):
    n = 5
    for _ in range(2):
        many.run(f"document.querySelectorAll('thead button')[{n}].click()")
        assert column(many, n)[-1] == "—"


def test_names_are_sorted_as_chinese_are(many):
    many.run("document.querySelectorAll('thead button')[0].click()")
    assert column(many, 0)[:5] == ["财政局", "发改局", "教育局", "民政局", "审计局"]


def test_the_order_and_the_count_are_told(many):
    many.run("document.querySelectorAll('thead button')[2].click()")
    assert many.run("document.querySelectorAll('[aria-sort]').length") == 1
    assert many.run("document.querySelectorAll('th')[2].getAttribute('aria-sort')") == "descending"
    assert many.run("document.getElementById('state').textContent") == "显示 6 / 6 · 已按总分降序排列"
    assert many.run("document.getElementById('state').getAttribute('role')") == "status"


def test_a_filter_by_words_and_by_grade(many):
    type_ = "(t) => { words.value = t; words.dispatchEvent(new Event('input')) }"
    many.run(f"({type_})('政局')")
    assert column(many, 0) == ["财政局", "民政局"]
    many.run(f"({type_})('')")
    many.run("grades.value = '良'; grades.dispatchEvent(new Event('change'))")
    assert len(column(many, 0)) == 5
    assert many.run("document.getElementById('state').textContent") == "显示 5 / 6"


def test_dark_and_light(one):
    shown = "getComputedStyle(document.body).backgroundColor"
    light = one.run(shown)
    one.media(prefers_color_scheme="dark")
    assert one.run(shown) != light
    one.media("print", prefers_color_scheme="dark")
    assert one.run(shown) == "rgb(255, 255, 255)"


@pytest.mark.parametrize("page", ["one", "many"])
def test_a_phone_scrolls_up_and_down_only(request, page):
    browser = request.getfixturevalue(page)
    browser.size(360, 740, mobile=True)
    assert browser.run("document.documentElement.scrollWidth") <= 360


@pytest.mark.skipif(not AXE and not FULL, reason="needs PERFEVAL_AXE, the path of axe.min.js")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page", ["one", "many"])
def test_axe_finds_nothing(request, page, scheme):
    browser = request.getfixturevalue(page)
    browser.media(prefers_color_scheme=scheme)
    browser.run("document.querySelectorAll('details').forEach((d) => { d.open = true })")
    browser.run(Path(AXE).read_text(encoding="utf-8") + "; 0")
    told = "(v) => [v.id, v.nodes.map((n) => n.html).slice(0, 3)]"
    found = browser.run(f"axe.run().then((r) => r.violations.map({told}))")
    assert found == []

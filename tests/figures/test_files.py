"""The files: well formed, the same bytes every time, their words in them; matplotlib is neither changed nor asked."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import matplotlib
import pdfplumber
import pytest
from attrs import evolve
from PIL import Image
from tests.figures.reading import SVG, read

import perfeval
from perfeval import Evaluation, figures

pytestmark = pytest.mark.full  # a font with Chinese

MAKING = """
import sys
from hashlib import sha256
import perfeval
assert "matplotlib" not in sys.modules
from perfeval import figures
assert "matplotlib" not in sys.modules
picture = figures.scores(perfeval.evaluate("examples/foshan-2021/incomplete.toml"), lang="zh")
print(*(sha256(made).hexdigest() for made in (picture.svg(), picture.png(), picture.pdf())))
assert "matplotlib.pyplot" not in sys.modules
"""


def hashes(picture: figures.Figure) -> list[str]:
    return [sha256(made).hexdigest() for made in (picture.svg(), picture.png(), picture.pdf())]


def test_the_same_input_gives_the_same_bytes_in_every_process(incomplete: Evaluation):
    """Nor does `import perfeval` load matplotlib, nor do pictures load pyplot."""
    env = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Shanghai", "SOURCE_DATE_EPOCH": "7"}
    ran = subprocess.run([sys.executable, "-W", "error", "-c", MAKING], capture_output=True, text=True, env=env)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.split() == hashes(figures.scores(incomplete, lang="zh"))


def test_settings_of_matplotlib_change_nothing_and_are_not_changed(incomplete: Evaluation):
    before = dict(matplotlib.rcParams)
    plain = hashes(figures.scores(incomplete))
    assert dict(matplotlib.rcParams) == before
    with matplotlib.rc_context():
        matplotlib.rcParams.update(
            {"path.sketch": (3, 100, 2), "figure.facecolor": "black", "lines.linewidth": 9, "hatch.linewidth": 5}
        )
        matplotlib.rcParams.update({"font.family": "monospace", "patch.antialiased": False, "svg.fonttype": "none"})
        matplotlib.rcParams.update({"savefig.dpi": 30, "figure.dpi": 20, "axes.unicode_minus": False})
        assert hashes(figures.scores(incomplete)) == plain


def test_threads_draw_what_one_alone_draws(office: Evaluation, incomplete: Evaluation, other: Evaluation):
    def drawn(e: Evaluation) -> list[str]:
        return hashes(figures.scores(evolve(e, entity=e.entity + "甲乙丙丁戊己庚辛")))

    found = [office, incomplete, other] * 3
    with ThreadPoolExecutor(6) as pool:
        together = list(pool.map(drawn, found))
    assert together == [drawn(e) for e in found]


def test_an_svg_tells_what_it_shows(incomplete: Evaluation):
    for lang in ("zh", "en"):
        picture = figures.scores(incomplete, lang=lang)
        root = read(picture.svg())
        title, described = root[0], root[1]
        assert root.get("role") == "img"
        assert root.get("aria-labelledby") == f"{title.get('id')} {described.get('id')}"
        assert (title.tag, title.text) == (f"{SVG}title", picture.title[lang])
        assert (described.tag, described.text) == (f"{SVG}desc", picture.alt[lang])
        assert root.get("lang") == {"zh": "zh-CN", "en": "en"}[lang]


def test_an_svg_holds_a_bar_for_each_mark_by_its_name(office: Evaluation):
    root = read(figures.scores(office).svg())
    named = [rect.get("data-name") for rect in root.iter(f"{SVG}rect") if rect.get("data-name")]
    assert sorted(named) == sorted(f"{part}:{o.id}" for o in office.indicators() for part in ("full", "score"))
    wide = {rect.get("data-name"): rect.get("width") for rect in root.iter(f"{SVG}rect")}
    assert wide["full:finance"] == "210"
    assert wide["score:project_goals"] == "108.868"  # 9.85 / 19 of 210


def test_text_is_outlines_and_no_text(office: Evaluation):
    data = figures.scores(office).svg().decode().partition("</desc>")[2]
    assert "<text" not in data
    assert "font" not in data
    assert "得" not in data


def test_two_pictures_on_one_page_share_no_id(office: Evaluation, incomplete: Evaluation):
    one, other = (
        {element.get("id") for element in read(figures.scores(e).svg()).iter()} - {None} for e in (office, incomplete)
    )
    assert one
    assert other
    assert not one & other


def test_a_png_carries_its_words_and_its_size(incomplete: Evaluation):
    picture = figures.scores(incomplete, lang="zh")
    with Image.open(BytesIO(picture.png())) as image:
        assert image.text == {"Title": picture.title.zh, "Description": picture.alt.zh}
        assert image.width == pytest.approx(480 / 72 * 200, abs=1)
        assert image.info["dpi"] == pytest.approx((200, 200), abs=0.01)
    with Image.open(BytesIO(picture.png(dpi=72))) as image:
        assert image.width == 480


def test_a_pdf_carries_its_words_and_no_date(incomplete: Evaluation):
    picture = figures.budget(perfeval.load("examples/foshan-2021/hmt-office.toml"), lang="zh")
    with pdfplumber.open(BytesIO(picture.pdf())) as pdf:
        assert pdf.metadata["Title"] == picture.title.zh
        assert pdf.metadata["Subject"] == picture.alt.zh
        assert "CreationDate" not in pdf.metadata
        (page,) = pdf.pages
        assert (page.width, page.height) == pytest.approx((480, float(picture.drawing.height)))
        assert not page.chars


def test_a_picture_is_saved_by_its_suffix(office: Evaluation, tmp_path: Path):
    picture = figures.profile(office)
    for suffix, begin in ((".svg", b"<svg"), (".PNG", b"\x89PNG"), (".pdf", b"%PDF")):
        picture.save(tmp_path / f"profile{suffix}")
        assert (tmp_path / f"profile{suffix}").read_bytes().startswith(begin)
    picture.save(str(tmp_path / "small.png"), dpi=50)
    assert (tmp_path / "small.png").stat().st_size < (tmp_path / "profile.PNG").stat().st_size
    with pytest.raises(perfeval.FormatError) as error:
        picture.save(tmp_path / "profile.gif")
    assert [finding.code for finding in error.value.findings] == ["I116"]
    with pytest.raises(perfeval.FormatError) as error:
        picture.save(tmp_path / "nowhere" / "profile.svg")
    assert [finding.code for finding in error.value.findings] == ["I117"]


def test_a_notebook_shows_the_svg(office: Evaluation):
    picture = figures.profile(office)
    assert picture._repr_svg_().encode() == picture.svg()
    assert len(repr(picture)) < 1000

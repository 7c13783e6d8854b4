"""The SVG looks as the PNG does in a browser, and so does the PDF; each renderer was written apart."""

from __future__ import annotations

import os
import subprocess
from io import BytesIO
from pathlib import Path
from shutil import which

import pytest
from PIL import Image, ImageChops, ImageFilter

from perfeval import Evaluation, figures
from perfeval.figures import Figure

CHROMIUM = which("chromium") or which("chromium-browser") or which("google-chrome")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
)
DPI = 96

pytestmark = pytest.mark.full


def needs(tool: str | None, name: str) -> str:
    if tool is None:
        (pytest.fail if os.environ.get("PERFEVAL_FULL") == "1" else pytest.skip)(f"needs {name}")
    assert tool
    return tool


@pytest.fixture
def pictures(office: Evaluation, incomplete: Evaluation, other: Evaluation) -> list[Figure]:
    found = [office, incomplete, other]
    return [figures.scores(incomplete), figures.heat(found, by="indicators"), figures.distribution(found)]


def assert_alike(one: Image.Image, other: Image.Image) -> None:
    """Alike up to the smoothing of edges: blurred, no place differs by much."""
    assert abs(one.width - other.width) <= 2
    assert abs(one.height - other.height) <= 2
    size = min(one.width, other.width), min(one.height, other.height)
    blurred = [image.convert("L").crop((0, 0, *size)).filter(ImageFilter.GaussianBlur(3)) for image in (one, other)]
    assert ImageChops.difference(*blurred).getextrema()[1] < 60


def test_a_browser_draws_the_svg_as_matplotlib_draws_the_png(pictures: list[Figure], tmp_path: Path):
    chromium = needs(CHROMIUM, "Chromium")
    for n, picture in enumerate(pictures):
        own = Image.open(BytesIO(picture.png(dpi=DPI)))
        picture.save(tmp_path / f"{n}.svg")
        shot = tmp_path / f"{n}.png"
        flags = [*FLAGS, f"--user-data-dir={tmp_path / 'browser'}", f"--window-size={own.width},{own.height + 200}"]
        file = (tmp_path / f"{n}.svg").as_uri()
        subprocess.run([chromium, *flags, f"--screenshot={shot}", file], check=True, capture_output=True, timeout=120)
        assert_alike(own, Image.open(shot).crop((0, 0, *own.size)))


def test_a_pdf_is_drawn_as_the_png(pictures: list[Figure], tmp_path: Path):
    tool = needs(which("pdftoppm"), "poppler-utils")
    for n, picture in enumerate(pictures):
        picture.save(tmp_path / f"{n}.pdf")
        subprocess.run([tool, "-r", str(DPI), "-png", "-singlefile", f"{n}.pdf", str(n)], check=True, cwd=tmp_path)
        assert_alike(Image.open(BytesIO(picture.png(dpi=DPI))), Image.open(tmp_path / f"{n}.png"))

"""The document in LibreOffice: it opens, says all of it on A4, and every character finds a font."""

import os
import subprocess
from importlib.util import find_spec
from pathlib import Path
from shutil import which

import pytest

from perfeval.reports import evaluation_docx


def there() -> bool:
    """Whether LibreOffice opens Word files here and a font has Chinese characters."""
    program = which("soffice")
    if program is None or which("fc-list") is None or find_spec("pdfplumber") is None:
        return False
    writer = Path(program).resolve().parent / "libswlo.so"
    return writer.exists() and bool(subprocess.run(["fc-list", ":lang=zh"], capture_output=True, check=False).stdout)


HERE = os.environ.get("PERFEVAL_FULL") == "1" or there()
pytestmark = [pytest.mark.full, pytest.mark.skipif(not HERE, reason="needs LibreOffice Writer and a Chinese font")]


@pytest.fixture(scope="module")
def rendered(tmp_path_factory, office, incomplete, reported):
    """Three reports as PDFs, made in one go."""
    import pdfplumber
    from tests.reports.page.test_hostile import made

    folder = tmp_path_factory.mktemp("rendered")
    long = reported(*made("某局", "x" * 3000, "=cmd()", "文字" * 5000, "<源>"))
    for name, each, lang in (("office", office, "zh"), ("incomplete", incomplete, "en"), ("long", long, "zh")):
        (folder / f"{name}.docx").write_bytes(evaluation_docx(each, lang))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    files = [str(path) for path in sorted(folder.glob("*.docx"))]
    convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *files]
    subprocess.run(convert, check=True, capture_output=True, timeout=300)
    found = {}
    for path in sorted(folder.glob("*.pdf")):
        with pdfplumber.open(path) as pdf:
            found[path.stem] = [(page.width, page.height, page.extract_text(), page.chars) for page in pdf.pages]
    return found


def test_all_pages_are_a4_and_numbered(rendered):
    assert sorted(rendered) == ["incomplete", "long", "office"]
    for pages in rendered.values():
        for n, (width, height, text, _) in enumerate(pages, 1):
            assert (round(width), round(height)) == (595, 842)
            assert text.splitlines()[-1].replace(" ", "") == f"—{n}—"


def test_nothing_spills_over_the_margins(rendered):
    for pages in rendered.values():
        for _, _, _, chars in pages:
            inside = [char for char in chars if char["text"].strip()]
            hanging = [char for char in inside if char["text"] in "，。；：、）”"]  # a stop may hang over the edge
            assert min(char["x0"] for char in inside) >= 79  # 28 mm
            assert max(char["x1"] for char in inside if char not in hanging) <= 595 - 73  # 26 mm
            assert max((char["x1"] for char in hanging), default=0) <= 595 - 73 + 16


def test_the_text_is_there(rendered, office):
    text = "".join(said for _, _, said, _ in rendered["office"]).replace("\n", "").replace(" ", "")
    for told in ("一、部门基本情况", "（二）管理效率分析", "该指标满分10分，自评得9.85分。", "附件3"):
        assert told in text
    for outcome in office.evaluation.outcomes():
        assert outcome.label.zh in text
    assert "Full marks 5; unscored." in "\n".join(said for _, _, said, _ in rendered["incomplete"])


def test_chinese_fell_back_to_a_font_that_has_it(rendered):
    """A box is drawn by `.notdef`, which stands for no character: what is read back would not be Chinese."""
    chinese = [char for _, _, _, chars in rendered["office"] for char in chars if "\u4e00" <= char["text"] <= "\u9fff"]
    assert len(chinese) > 1500
    latin = [char for _, _, _, chars in rendered["office"] for char in chars if char["text"].isdigit()]
    assert not {char["fontname"] for char in chinese} & {char["fontname"] for char in latin}
    assert not any("(cid:" in said or "\ufffd" in said for pages in rendered.values() for _, _, said, _ in pages)


def test_a_head_is_repeated_where_a_table_goes_on(rendered):
    pages = [text for _, _, text, _ in rendered["long"]]
    assert sum("得分率" in text for text in pages) > 1

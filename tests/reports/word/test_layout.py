"""How the document is laid out: paper, fonts, numbering of pages, tables; and that nothing tells when it was made."""

import io
import subprocess
import sys
import zipfile

import pytest
from docx.enum.text import WD_LINE_SPACING
from docx.shared import Mm, Pt
from tests.reports.word.reading import Read, W, attribute

from perfeval.reports import evaluation_docx


@pytest.fixture(scope="module")
def page(office):
    return Read(evaluation_docx(office, "zh"))


def fonts(page, name):
    return page.document.styles[name].element.find(f"{W}rPr/{W}rFonts")


def test_a4_with_the_margins_of_official_documents(page):
    section = page.document.sections[0]
    assert [round(side.mm) for side in (section.page_width, section.page_height)] == [210, 297]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(side.mm) for side in margins] == [37, 35, 28, 26]


@pytest.mark.parametrize(
    ("style", "font", "size", "bold"),
    [
        ("Title", "方正小标宋简体", 22, None),
        ("Heading 1", "黑体", 16, None),
        ("Heading 2", "楷体_GB2312", 16, True),
        ("Heading 3", "仿宋_GB2312", 16, True),
        ("Body Text", "仿宋_GB2312", 16, None),
        ("Report Table Text", "仿宋_GB2312", 10.5, None),
    ],
)
def test_styles_name_the_official_fonts(page, style, font, size, bold):
    named = fonts(page, style)
    assert attribute(named, "eastAsia") == font
    assert {attribute(named, name) for name in ("ascii", "hAnsi", "cs")} == {"Times New Roman"}
    found = page.document.styles[style].font
    assert (found.size, found.bold) == (Pt(size), bold)


def test_every_style_has_an_east_asian_font(page):
    paragraphs = [style for style in page.document.styles if style.type == 1]
    assert len(paragraphs) == 20
    assert all(attribute(fonts(page, style.name), "eastAsia") for style in paragraphs)
    used = {paragraph.style.style_id for paragraph in page.document.paragraphs}
    assert used <= {style.style_id for style in paragraphs}


def test_body_text_is_indented_by_two_characters_on_fixed_lines(page):
    body = page.document.styles["Body Text"]
    assert attribute(body.element.find(f"{W}pPr/{W}ind"), "firstLineChars") == "200"
    assert body.paragraph_format.first_line_indent == Pt(32)
    assert body.paragraph_format.line_spacing_rule == WD_LINE_SPACING.EXACTLY
    assert body.paragraph_format.line_spacing == Pt(28)


def test_headings_are_in_the_outline_and_stay_with_what_follows(page):
    for n in (1, 2, 3, 4):
        style = page.document.styles[f"Heading {n}"]
        assert attribute(style.element.find(f"{W}pPr/{W}outlineLvl"), "val") == str(n - 1)
        assert style.paragraph_format.keep_with_next


def test_chinese_quotes_are_as_wide_as_chinese(page, office):
    run = next(run for run in page.elements("r") if "“优”" in "".join(run.itertext()))
    assert attribute(run.find(f"{W}rPr/{W}rFonts"), "hint") == "eastAsia"
    assert not Read(evaluation_docx(office, "en")).elements("rFonts")


def test_pages_are_numbered_in_the_footer(page):
    footer = page.document.sections[0].footer
    assert [p.text for p in footer.paragraphs] == ["—  —"]
    assert [attribute(f, "instr") for f in footer._element.iter(f"{W}fldSimple")] == [" PAGE "]


def test_tables_are_as_wide_as_the_text_and_repeat_their_heads(page):
    section = page.document.sections[0]
    width = section.page_width - section.left_margin - section.right_margin
    for table in page.elements("tbl"):
        assert attribute(table.find(f"{W}tblPr/{W}tblLayout"), "type") == "fixed"
        columns = [int(attribute(c, "w")) for c in table.iter(f"{W}gridCol")]
        assert 0.99 * width <= Pt(sum(columns) / 20) <= width <= Mm(157)
        for row in table.iter(f"{W}tr"):
            assert [int(attribute(c, "w")) for c in row.iter(f"{W}tcW")] == columns
    heads = [table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None for table in page.elements("tbl")]
    assert heads == [True, True, True, False]


def test_the_annexes_begin_a_page(page):
    assert [p.getparent().getparent().xpath("string(.)") for p in page.elements("pageBreakBefore")] == ["附件1"]


def test_a_long_table_may_break_and_a_short_one_stays_together(office, reported):
    short = Read(evaluation_docx(office, "zh")).elements("tbl")[0]
    assert len(list(short.iter(f"{W}keepNext"))) == 4 * 8
    from tests.reports.page.test_hostile import made

    long = Read(evaluation_docx(reported(*made("某局", "标签" * 400, "因", "文", "源")), "zh"))
    score = next(t for t in long.elements("tbl") if "得分率" in "".join(t.itertext()))
    rows = list(score.iter(f"{W}tr"))
    assert [row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows] == [True, False, False, False, False, True]
    assert not list(score.iter(f"{W}keepNext"))


@pytest.mark.slow
def test_the_same_input_gives_the_same_bytes_and_no_time(office, tmp_path):
    run = (
        "import sys, perfeval; sys.stdout.buffer.write(perfeval.report("
        "'examples/foshan-2021/hmt-office.toml', format='docx', lang='zh'))"
    )
    made = evaluation_docx(office, "zh")
    again = subprocess.run([sys.executable, "-c", run], capture_output=True, check=True)
    assert again.stdout == made
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in parts.namelist() if "thumbnail" in name or "customXml" in name]
        assert b"python-docx" not in b"".join(parts.read(name) for name in parts.namelist())


def test_properties_say_what_it_is_and_no_more(page):
    told = page.document.core_properties
    assert told.title == "中共佛山市委台港澳工作办公室 2021年度部门整体支出绩效自评报告"
    assert (told.author, told.last_modified_by, told.comments) == ("perfeval", "", "")
    assert told.created == told.modified
    assert told.created.year == 2000

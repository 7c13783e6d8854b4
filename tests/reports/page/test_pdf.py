"""The PDF of a page; it needs Pango and fonts, which the full stage of the gate installs."""

import io
import os
import subprocess
import sys
from collections import Counter
from importlib.util import find_spec
from shutil import which
from xml.etree.ElementTree import fromstring

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import perfeval
from perfeval import UsageError
from perfeval.model import Entity
from perfeval.reports import evaluation_page, page_pdf
from perfeval.reports.page.breaking import breakable, with_breaks


def chinese() -> bool:
    """Whether WeasyPrint works here, and a font has Chinese characters."""
    if which("fc-list") is None or find_spec("weasyprint") is None:
        return False
    try:
        import weasyprint  # noqa: F401 - whether its libraries are found shows here
    except OSError:
        return False
    return bool(subprocess.run(["fc-list", ":lang=zh", "family"], capture_output=True, check=False).stdout)


HERE = os.environ.get("PERFEVAL_FULL") == "1" or chinese()
drawn = [pytest.mark.full, pytest.mark.skipif(not HERE, reason="needs Pango and a Chinese font")]


def with_marks(test):
    for mark in drawn:
        test = mark(test)
    return test


def pages(data: bytes):
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as found:
        return [(page.width, page.height, page.extract_text()) for page in found.pages]


@with_marks
def test_all_is_printed_on_a4_with_every_explanation(office):
    found = pages(page_pdf(evaluation_page(office, "zh")))
    assert {(round(width), round(height)) for width, height, _ in found} == {(595, 842)}
    text = "".join(told for _, _, told in found).replace("\n", "")
    assert "99.85" in text
    for explanation in office.explained.explanations:
        for aspect in explanation.aspects:
            assert aspect.zh in text
    assert found[0][2].splitlines()[-1] == f"1 / {len(found)}"


@with_marks
def test_many_and_an_evaluation_alone(office, incomplete, tmp_path):
    both = perfeval.report([office, incomplete], format="pdf", lang="en")
    assert "2 evaluations, 1 of them complete." in pages(both)[0][2]
    perfeval.save(office.evaluation, tmp_path / "a.pdf", lang="en")
    assert "made from a saved evaluation" in "".join(told for _, _, told in pages((tmp_path / "a.pdf").read_bytes()))


@with_marks
def test_two_processes_write_the_same_bytes(tmp_path):
    run = (
        "import sys, perfeval; sys.stdout.buffer.write(perfeval.report("
        "'examples/foshan-2021/incomplete.toml', format='pdf', lang='zh'))"
    )
    made = [
        subprocess.run([sys.executable, "-c", run], capture_output=True, check=True, env={**os.environ, "TZ": zone})
        for zone in ("UTC", "Asia/Shanghai")
    ]
    assert made[0].stdout[:5] == b"%PDF-"
    assert made[0].stdout == made[1].stdout


@with_marks
def test_a_character_that_no_font_has_is_an_error(saved):
    page = evaluation_page(saved, "zh").replace("中共佛山", "中\U0010fffd山")
    with pytest.raises(UsageError) as error:
        page_pdf(page)
    assert [f.code for f in error.value.findings] == ["I402"]
    assert "U+10FFFD" in error.value.findings[0].message.zh
    assert "fonts-noto-cjk" in error.value.findings[0].advice.zh


@with_marks
def test_a_label_of_many_pages_is_laid_out(saved):
    page = evaluation_page(saved, "zh").replace("预算管理", "预算管理" * 5000)
    assert len(pages(page_pdf(page))) > 10


def signs(data: bytes) -> str:
    """Every character in its order, without those at the foot of each page."""
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as found:
        return "".join(sign["text"] for page in found.pages for sign in page.chars if sign["top"] < 842 - 56)


@with_marks
@pytest.mark.slow
@pytest.mark.parametrize("run", ["x" * 50_000, "https://a.example/?q=%E4%BD%9B" * 1_600])
def test_a_name_without_any_break_is_laid_out_and_comes_out_whole(saved, run):
    name = "中共佛山市委台港澳工作办公室"
    page = evaluation_page(saved, "zh")
    assert page.partition("<body>")[2].count(name) == 1
    told = signs(page_pdf(page.replace(name, run)))
    assert run[:40_000] in told  # what floats beside the last lines may be drawn before them
    assert {sign: told.count(sign) >= run.count(sign) for sign in run} == dict.fromkeys(run, True)


PROSE = "本单位预算执行情况总体良好，资金使用规范，绩效目标“基本实现”（共3项）；仍有项目进度偏慢。"
LONG = PROSE * 400


def long_texts(handed):
    """A submission where whatever is free text is long; each text starts with a number of its own."""
    judged = handed.judgements["budgeting"]
    return evolve(
        handed,
        entity=evolve(handed.entity, name=f"壹{LONG}"),
        problems=(f"贰{LONG}",),
        narrative={"budgeting": f"叁{LONG}"},
        judgements={"budgeting": evolve(judged, reason=f"肆{LONG}")},
        not_applicable={"assets": f"伍{LONG}"},
    )


@with_marks
@pytest.mark.slow
def test_long_chinese_texts_are_laid_out_and_come_out_whole():
    handed = perfeval.load("examples/foshan-2021/hmt-office.toml")
    told = signs(perfeval.report(long_texts(handed), format="pdf", lang="zh"))
    for number in "贰叁":  # beside the last lines of the others something floats, which may be drawn before them
        assert f"{number}{LONG}" in told
    assert [sign for sign in set(LONG) if told.count(sign) < 5 * LONG.count(sign)] == []
    table = signs(perfeval.report([handed, evolve(handed, entity=Entity(f"陆{LONG}"))], format="pdf", lang="zh"))
    assert [sign for sign in set(LONG) if table.count(sign) < LONG.count(sign)] == []


@pytest.mark.parametrize(("signs", "marked"), [(200, False), (201, True)])
def test_what_holds_a_long_text_is_marked(signs, marked):
    page = f'<body><p>a</p><dd class="b">{"预" * (signs - 1)}<b>算</b></dd><svg>{"预" * 300}</svg></body>'
    root = fromstring(page)
    breakable(root)
    assert [e.get("class") for e in root.iter() if e.tag in ("p", "dd", "svg")] == [
        None,
        "b long" if marked else "b",
        None,
    ]


@with_marks
def test_a_long_reason_stands_below_its_indicator_over_the_whole_width(reported):
    import pdfplumber

    handed = perfeval.load("examples/foshan-2021/hmt-office.toml")
    data = page_pdf(evaluation_page(reported(evolve(handed, not_applicable={"assets": "甲" * 300})), "zh"))
    with pdfplumber.open(io.BytesIO(data)) as found:
        drawn = [sign for page in found.pages for sign in page.chars if sign["text"] == "甲"]
        label = [w for page in found.pages for w in page.extract_words() if w["text"] == "资产管理"]
    assert len(drawn) == 300
    lines = Counter(round(sign["top"]) for sign in drawn)
    assert max(lines.values()) >= 40
    assert min(lines) > label[0]["top"] + 5
    assert max(sign["x1"] for sign in drawn) <= 595 - 50


@with_marks
def test_no_line_leaves_the_page(saved):
    import pdfplumber

    data = page_pdf(evaluation_page(saved, "zh").replace("预算管理", "W" * 3_000))
    with pdfplumber.open(io.BytesIO(data)) as found:
        assert max(sign["x1"] for page in found.pages for sign in page.chars) <= 595 - 50


@settings(max_examples=200)
@given(
    st.lists(st.text(max_size=4) | st.sampled_from(["x" * 150, "预" * 150, "e\u0301" * 80, " "]), max_size=12).map(
        "".join
    )
)
def test_places_to_break_change_nothing_that_is_read(text):
    root = fromstring("<body><p/><svg/></body>")
    for element in root:
        element.text = element.tail = text
    breakable(root)
    assert "".join(root.itertext()).replace("\u200b", "") == text.replace("\u200b", "") * 4
    assert root.find("svg").text == text
    assert {element.tag for element in root.iter()} <= {"body", "p", "svg", "long-text"}
    assert not any(run[0] == "\u0301" for run in with_breaks(text).split("\u200b")[1:] if run and "\u200b" not in text)


@with_marks
def test_nothing_is_fetched(saved, tmp_path):
    there = tmp_path / "there.css"
    there.write_text("h1::before { content: '取到了' }", encoding="utf-8")
    page = evaluation_page(saved, "zh").replace("</head>", f'<link rel="stylesheet" href="{there.as_uri()}"></head>')
    assert "取到了" not in "".join(told for _, _, told in pages(page_pdf(page)))


NOT_A_FONT = """
import sys
from perfeval import UsageError
from perfeval.reports import page_pdf
try:
    page_pdf("<p>预算</p>")
except UsageError as error:
    print([f.code for f in error.findings], error.findings[0].message.en, error.findings[0].advice.en)
"""


@with_marks
def test_a_machine_without_fonts_is_told_what_to_install(tmp_path):
    (tmp_path / "none.conf").write_text(f"<fontconfig><cachedir>{tmp_path}</cachedir></fontconfig>")
    own = {**os.environ, "FONTCONFIG_FILE": str(tmp_path / "none.conf"), "HOME": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", NOT_A_FONT], capture_output=True, text=True, env=own, check=False)
    assert done.stdout.startswith("['I402']"), done.stderr
    assert "fonts-noto-cjk" in done.stdout


@pytest.mark.parametrize(
    ("says", "code", "names"),
    [
        ("raise OSError(\"cannot load library 'libpango-1.0-0'\")", "I401", "libpango-1.0-0"),
        ("raise ModuleNotFoundError(name='weasyprint')", "I205", "perfeval[report]"),
    ],
)
def test_what_is_missing_is_named_with_its_package(tmp_path, monkeypatch, says, code, names):
    (tmp_path / "weasyprint.py").write_text(says)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    with pytest.raises(UsageError) as error:
        page_pdf("<p>")
    assert [f.code for f in error.value.findings] == [code]
    assert names in error.value.findings[0].advice.en

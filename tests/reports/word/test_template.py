"""A bureau's own template: filled with what there is, and its faults named with their place."""

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pytest
from tests.reports.word.building import EXAMPLE, example, template
from tests.reports.word.reading import Read

import perfeval
from perfeval import PerfevalError
from perfeval.cli import main
from perfeval.reports import filled_docx

OFFICE = "examples/foshan-2021/hmt-office.toml"


def faults(reported, *paragraphs, **more):
    with pytest.raises(PerfevalError) as error:
        filled_docx(reported, template(*paragraphs, **more), "zh")
    return error.value.findings


def assert_names(fault, name, near):
    assert f" {name}" in fault.message.en
    assert f"“{near}”" in fault.message.en


def filled(reported, *paragraphs, lang="zh", **more):
    return Read(filled_docx(reported, template(*paragraphs, **more), lang))


def test_names_loops_and_tables(office):
    rows = [["名称", "得分"], ["{%tr for i in indicators %}", ""], ["{{ i.label }}", "{{ i.score }}"]]
    told = {"rows": [*rows, ["{%tr endfor %}", ""]], "title": "{{ entity }} & {{ year }}", "footer": "{{ year }}年"}
    page = filled(office, "{{ entity }}：{{ total }}分", **told)
    assert page.texts[0] == "中共佛山市委台港澳工作办公室：99.85分"
    assert page.tables[0][1:] == [[o.label.zh, str(o.score)] for o in office.evaluation.indicators()]
    assert page.document.core_properties.title == "中共佛山市委台港澳工作办公室 & 2021"
    assert page.document.sections[0].footer.paragraphs[0].text == "2021年"


def test_one_indicator_by_its_id_and_one_amount_by_its_line(office, sheet):
    text = "{{ by.budgeting.score }} {{ amounts.total.actual }} {{ amounts.business.actual }}"
    page = filled(office, text, lang="en")
    assert page.texts == ["10.00 884.78 0"]
    assert filled(sheet, "{{ by['outputs[1]'].ending }}").texts == ["该指标满分15分，自评得14.21分。"]


def test_what_is_not_there_is_empty_or_a_dash(saved):
    text = "{{ unit }}{{ amounts.total.actual }}{{ execution_rate }}{{ functions }}|{{ problems|length }}"
    page = filled(saved, text)
    assert page.texts == ["元——|0"]
    assert filled(saved, "{% if not submitted %}没有提交{% endif %}{{ explained }}").texts == ["没有提交False"]


def test_filters_loops_and_small_sums_are_there(office):
    page = filled(
        office,
        "{% for g in groups %}{{ loop.index }}{{ g.label }}{% endfor %}",
        "{{ indicators|map(attribute='label')|first }} {{ grade|default('无') }} {{ 2 * 3 }}",
        "{{ problems|join('；')|length > 3 }}",
    )
    assert page.texts == ["1管理效率2履职效能", "预算管理 优 6", "True"]


def test_every_unknown_name_is_told_with_its_paragraph_and_what_was_meant(office):
    found = faults(office, "甲", "单位：{{ entitty }}", "{% for x in nothing %}{% endfor %}", footer="{{ nix }}")
    assert [(f.code, f.location) for f in found] == [
        ("I432", "/word/document.xml"),
        ("I432", "/word/document.xml"),
        ("I432", "/word/footer1.xml"),
    ]
    for fault, name, near in zip(
        found,
        ("entitty", "nothing", "nix"),
        ("单位：{{ entitty }}", "{% for x in nothing %}{% endfor %}", "{{ nix }}"),
        strict=True,
    ):
        assert_names(fault, name, near)
    assert "entity" in found[0].advice.zh


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("{{ by.budgetin.score }}", "budgetin"),
        ("{{ groups[0].scor }}", "scor"),
        ("{{ groups[7].score }}", "7"),
        ("{{ entity.upper() }}", "upper"),
        ("{{ by.items() }}", "items"),
        ("{{ ''.__class__ }}", "__class__"),
        ("{{ problems.append('x') }}", "append"),
        ("{{ cycler('a') }}", "cycler"),
        ("{{ range(9) }}", "range"),
    ],
)
def test_what_a_field_has_not_and_what_python_has(office, tag, name):
    (found,) = faults(office, "甲", tag, "乙")
    assert found.code == "I432"
    assert_names(found, name, tag)


def test_a_field_that_is_nearly_right_is_suggested(office):
    (found,) = faults(office, "{{ by.budgetin.score }}")
    assert "budgeting" in found.advice.en


@pytest.mark.parametrize(
    "tag",
    ["{{ entity } 甲", "{% for x in groups %}甲", "{{ entity|safe }}", "{{ entity|format }}", "{% include 'x' %}{%",
     "{{ total is callable }}"],
)  # fmt: skip
def test_mistakes_in_tags(office, tag):
    (found,) = faults(office, "好：{{ entity }}", tag)
    assert (found.code, found.location) == ("I433", "/word/document.xml")


def test_a_mistake_is_told_with_its_paragraph(office):
    (found,) = faults(office, "好：{{ entity }}", "坏：{{ entity } " + "x" * 90)
    assert "“坏：{{ entity } xxx" in found.message.zh
    assert "xxx…”" in found.message.zh


@pytest.mark.parametrize(
    "tag",
    ["{{ 3 / 0 }}", "{{ 'x' * 100000000 }}", "{{ 2 ** 9 }}", "{{ '%9d' % 1 }}", "{{p entity }}", "{% include 'x' %}",
     "{% if total is callable %}甲{% endif %}", "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}"],
)  # fmt: skip
def test_tags_that_cannot_be_carried_out(office, tag):
    (found,) = faults(office, tag)
    assert found.code == "I434"


def test_a_title_may_have_faults_too(office):
    (found,) = faults(office, "好", title="{{ nix }}")
    assert (found.code, found.location) == ("I432", "/docProps/core.xml")
    assert_names(found, "nix", "{{ nix }}")


def test_tags_that_tear_the_document_apart(office):
    (found,) = faults(office, "甲{% if total == '0' %}", rows=[["{% endif %}乙", "丙"]])
    assert found.code == "I434"


def with_part(data, name, content):
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as parts, zipfile.ZipFile(written, "w") as made:
        for part in parts.namelist():
            made.writestr(part, parts.read(part) if part != name else content(parts.read(part)))
    return written.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"{{ entity }}", "I303"),
        (Path("examples/audit/library.xlsx").read_bytes(), "I431"),
        (with_part(template("x"), "word/document.xml", lambda _: b"<nothing"), "I431"),
        (with_part(template("x"), "word/document.xml", lambda x: b"<!DOCTYPE a [<!ENTITY b 'c'>]>" + x), "I307"),
    ],
    ids=["text", "workbook", "broken", "entities"],
)
def test_what_is_no_template_names_its_file(tmp_path, data, code):
    (tmp_path / "own.docx").write_bytes(data)
    with pytest.raises(PerfevalError) as error:
        perfeval.report(OFFICE, format="docx", template=tmp_path / "own.docx")
    (found,) = error.value.findings
    assert (found.code, found.origin.file) == (code, str(tmp_path / "own.docx"))
    assert "BytesIO" not in found.message.en


def test_footnotes_are_filled_once(office):
    types = b'<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/></Types>'  # noqa: E501
    rel = b'<Relationship Id="rId90" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/></Relationships>'  # noqa: E501
    notes = (
        '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:footnote w:id="1"><w:p><w:r><w:t>{{ %s }}</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    data = with_part(template("x"), "[Content_Types].xml", lambda x: x.replace(b"</Types>", types))
    data = with_part(data, "word/_rels/document.xml.rels", lambda x: x.replace(b"</Relationships>", rel))

    def noted(name):
        written = io.BytesIO(data)
        with zipfile.ZipFile(written, "a") as parts:
            parts.writestr("word/footnotes.xml", notes % name)
        return written.getvalue()

    from attrs import evolve

    hostile = evolve(office, evaluation=evolve(office.evaluation, entity="{{ 7*7 }}{% x %}"))
    with zipfile.ZipFile(io.BytesIO(filled_docx(hostile, noted("entity"), "zh"))) as parts:
        told = parts.read("word/footnotes.xml").decode()
    assert "49" not in told
    assert "&#123;&#123; 7*7 &#125;&#125;" in told
    with pytest.raises(PerfevalError) as error:
        filled_docx(office, noted("nix"), "zh")
    assert [(f.code, f.location) for f in error.value.findings] == [("I432", "/word/footnotes.xml")]


def test_the_same_input_gives_the_same_bytes():
    run = (
        "import sys, perfeval; sys.stdout.buffer.write(perfeval.report("
        f"'{OFFICE}', format='docx', template='{EXAMPLE}', lang='zh'))"
    )
    made = perfeval.report(OFFICE, format="docx", template=EXAMPLE, lang="zh")
    again = subprocess.run([sys.executable, "-c", run], capture_output=True, check=True)
    assert again.stdout == made


def test_the_example_is_what_its_builder_builds():
    if os.environ.get("UPDATE_SNAPSHOTS"):
        Path(EXAMPLE).write_bytes(example())
    made, shipped = (
        {p.filename: z.read(p) for p in z.infolist()}
        for z in (zipfile.ZipFile(io.BytesIO(example())), zipfile.ZipFile(EXAMPLE))
    )
    assert made == shipped


def test_the_example_fits_any_scheme(office, sheet, incomplete, saved):
    data = Path(EXAMPLE).read_bytes()
    pages = [Read(filled_docx(each, data, "zh")) for each in (office, sheet, incomplete, saved)]
    assert all("{" not in text and "%}" not in text for page in pages for text in page.texts)
    assert [len(page.tables) for page in pages] == [3, 4, 3, 3]
    assert pages[0].tables[0][0] == ["总分", "99.85（满分100）", "等级", "优"]
    assert pages[1].tables[2][2] == ["活动按计划完成率", "≥95%", "90%", "15", "14.21", "两场讲座因天气取消"]
    assert any("未能计分的有项目绩效目标完成率、公众" in text for text in pages[2].texts)
    assert "1．受疫情影响，来访和赴港澳台活动受阻，项目支出未能按年初计划完成进度" in pages[0].texts
    assert pages[1].texts.count("无。") == 2


@pytest.mark.slow
def test_the_command_fills_a_template(tmp_path, capsys):
    def call(*args):
        return main([str(arg) for arg in args])

    assert call("report", OFFICE, "-o", tmp_path / "a.docx", "--template", EXAMPLE, "--lang", "zh") == 0
    assert (tmp_path / "a.docx").read_bytes() == perfeval.report(OFFICE, format="docx", template=EXAMPLE, lang="zh")
    (tmp_path / "own.docx").write_bytes(template("{{ entitty }}"))
    assert call("report", OFFICE, "-o", tmp_path / "b.docx", "--template", tmp_path / "own.docx") == 3
    err = capsys.readouterr().err
    assert "I432" in err
    assert "own.docx" in err
    assert not (tmp_path / "b.docx").exists()


@pytest.mark.slow
@pytest.mark.parametrize(("module", "template"), [("docx", None), ("docxtpl", EXAMPLE)])
def test_without_the_extra_it_is_named(office, tmp_path, module, template):
    (tmp_path / f"{module}.py").write_text(f"raise ModuleNotFoundError(name='{module}')")
    run = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n"
        f"import perfeval\ntry: perfeval.report('{OFFICE}', format='docx', template={template!r})\n"
        "except perfeval.PerfevalError as error: print(error.findings[0].code, error.findings[0].advice.en)"
    )
    ended = subprocess.run([sys.executable, "-c", run], capture_output=True, text=True, check=True)
    assert ended.stdout.startswith("I205")
    assert "perfeval[word]" in ended.stdout
    assert docx.__name__ == "docx"

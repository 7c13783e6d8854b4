"""Templates for these tests, and the one that is shipped as an example."""

from __future__ import annotations

import io

import docx

from perfeval.reports.word.blocks import Block, Line, Row, grid
from perfeval.reports.word.paper import document_of

EXAMPLE = "examples/templates/self-evaluation.docx"


def template(*paragraphs: str, rows: list[list[str]] | None = None, title: str = "", footer: str = "") -> bytes:
    """A template as somebody would type it."""
    made = docx.Document()
    for text in paragraphs:
        made.add_paragraph(text)
    if rows:
        table = made.add_table(0, len(rows[0]))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    made.core_properties.title = title
    if footer:
        made.sections[0].footer.paragraphs[0].text = footer
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


def example() -> bytes:
    """The example: a form of self-evaluation on official paper."""
    return document_of(_blocks(), "{{ entity }} {{ year }}", "zh")


def _blocks() -> list[Block]:
    widths = (40, 20, 20, 20)
    return [
        Line("Title", "{{ entity }}"),
        Line("Title", "{{ year }}年度绩效自评表"),
        Line("Subtitle", "依据：{{ scheme }}"),
        grid(
            (),
            [
                Row(("总分", "{{ total }}（满分{{ full }}）", "等级", "{{ grade }}")),
                Row(("预算执行率", "{{ execution_rate }}", "在职人员", "{{ in_post }}")),
                Row((
                    "年初预算（{{ unit }}）", "{{ amounts.total.original }}",
                    "决算（{{ unit }}）", "{{ amounts.total.actual }}",
                )),
            ],
            (25, 25, 25, 25),
        ),
        Line("BodyText", "{%p if not complete %}"),
        Line(
            "Note",
            "评价不完整：总分在{{ lower }}至{{ upper }}之间，"
            "未能计分的有{{ unscored|map(attribute='label')|join('、') }}。",
        ),
        Line("BodyText", "{%p endif %}"),
        Line("Caption", "预算执行情况"),
        Line("Unit", "单位：{{ unit }}"),
        grid(
            ("支出", "年初预算数", "调整预算数", "决算数"),
            [
                Row(("{%tr for line in budget %}", "", "", "")),
                Row(("{{ line.label }}", "{{ line.original }}", "{{ line.adjusted }}", "{{ line.actual }}")),
                Row(("{%tr endfor %}", "", "", "")),
            ],
            widths,
            (1, 2, 3),
        ),
        Line("BodyText", "{%p if targets %}"),
        Line("Caption", "绩效目标完成情况"),
        grid(
            ("三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因"),
            [
                Row(("{%tr for t in targets %}", "", "", "", "", "")),
                Row((
                    "{{ t.name }}", "{{ t.target }}", "{{ t.actual }}",
                    "{{ t.points }}", "{{ t.score }}", "{{ t.reason }}",
                )),
                Row(("{%tr endfor %}", "", "", "", "", "")),
            ],
            (28, 17, 17, 10, 10, 18),
            (3, 4),
        ),
        Line("BodyText", "{%p endif %}"),
        Line("Caption", "指标得分情况"),
        grid(
            ("指标", "分值", "得分", "说明"),
            [
                Row(("{%tr for item in indicators %}", "", "", "")),
                Row((
                    "{{ item.label }}", "{{ item.points }}", "{{ item.score }}",
                    "{% if item.doubtful %}依据待核{% endif %}",
                )),
                Row(("{%tr endfor %}", "", "", "")),
            ],
            widths,
            (1, 2),
        ),
        Line("Heading1", "一、存在问题"),
        Line("BodyText", "{%p for text in problems %}"),
        Line("BodyText", "{{ loop.index }}．{{ text }}"),
        Line("BodyText", "{%p else %}"),
        Line("BodyText", "无。"),
        Line("BodyText", "{%p endfor %}"),
        Line("Heading1", "二、改进措施"),
        Line("BodyText", "{%p for text in improvements %}"),
        Line("BodyText", "{{ loop.index }}．{{ text }}"),
        Line("BodyText", "{%p else %}"),
        Line("BodyText", "无。"),
        Line("BodyText", "{%p endfor %}"),
        Line("BodyText", "填报人：　　　　　　负责人：　　　　　　填报日期："),
    ]  # fmt: skip

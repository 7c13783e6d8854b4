"""Invented reports as Word files: a budget table in yuan, scores in a table at the end, the text in other words."""

from __future__ import annotations

import io
from collections.abc import Sequence

BUDGET = (
    ("项目", "预算数（元）", "预算数（元）", "决算数（元）"),
    ("项目", "年初预算数", "调整预算数", "决算数（元）"),
    ("一、基本支出", "12,500,000.00", "13,040,800.00", "12,988,215.37"),
    ("其中：人员经费", "11,300,000.00", "11,800,500.00", "11,786,940.12"),
    ("公用经费", "1,200,000.00", "1,240,300.00", "1,201,275.25"),
    ("二、项目支出", "8,000,000.00", "7,350,000.00", "6,987,654.00"),
    ("合计", "20,500,000.00", "20,390,800.00", "19,975,869.37"),
)
SCORES = (
    ("一级指标", "二级指标", "三级指标", "分值", "自评得分"),
    ("投入", "预算管理", "预算编制完整性", "10", "10"),
    ("投入", "预算管理", "预算执行率", "20", "19.59"),
    ("产出", "数量指标", "图书流通量", "30", "28.5"),
    ("效益", "社会效益", "读者到馆人次", "30", "30"),
    ("满意度", "满意度指标", "读者满意度", "10", "9.5"),
    ("总分", "总分", "总分", "100", "97.59"),
)
LIBRARY = (
    "清川区图书馆2023年度部门整体支出绩效自评报告",
    "一、单位概况",
    "本馆为公益一类事业单位，核定编制45名，2023年末实有在编人员43人，馆藏图书86.4万册。",
    "二、整体支出情况",
    "2023年，本馆整体支出1,997.59万元，其中基本支出1,298.82万元，占65.02%；项目支出698.77万元，占34.98%。",
    BUDGET,
    "全年预算执行率97.97%，其中项目支出执行率95.07%。与2022年相比，整体支出增加105.3万元，增长5.56%。",
    "三、自评结论",
    "对照评分表（见附表），本馆2023年度整体支出绩效自评得分97.59分，自评等次为“优秀”。",
    "四、绩效分析",
    "（一）预算执行率",
    "预算执行率指标满分20分，自评得分19.59分，得分率97.95%。",
    "（二）图书流通量",
    "全年流通图书约62万册次，未达到65万册次的目标，该指标扣1.5分，得分28.5分，得分率95%。",
    "（三）读者满意度",
    "读者满意度95.2%，该指标分值10分，自评得分9.5分。",
    "五、存在问题",
    "数字资源采购支出进度较慢，三季度末执行率不足60%。",
    "附表：2023年度部门整体支出绩效自评评分表",
    SCORES,
)


def word(blocks: Sequence[str | Sequence[Sequence[str]]]) -> bytes:
    """A Word file of paragraphs and tables; equal cells beside and above each other are merged."""
    import docx

    document = docx.Document()
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        table = document.add_table(len(block), len(block[0]))
        for r, row in enumerate(block):
            for c, text in enumerate(row):
                if c and row[c - 1] == text and not text[0].isdigit():
                    table.cell(r, c - 1).merge(table.cell(r, c))
                elif r and block[r - 1][c] == text and not text[0].isdigit():
                    table.cell(r - 1, c).merge(table.cell(r, c))
                else:
                    table.cell(r, c).text = text
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def with_changed(old: str, new: str) -> list[str | Sequence[Sequence[str]]]:
    """The library's report with one text of a paragraph or cell changed."""
    return [
        block.replace(old, new)
        if isinstance(block, str)
        else [[new if cell == old else cell for cell in row] for row in block]
        for block in LIBRARY
    ]

"""The workbooks of reviews and of audits, read back with openpyxl."""

from __future__ import annotations

import io
from decimal import Decimal

import openpyxl
import pytest
from attrs import evolve
from tests.review.reviewed import LIBRARY, OFFICE, OWN, SCHEMES, SEEN

import perfeval
from perfeval.auditing import AuditResult, Recomputed, RecomputedRow, review
from perfeval.findings import LANGUAGES, Origin, Text, kind
from perfeval.model import Deduction, Entity, Figure, Judgement, Loose, Reading, Review, Sheet
from perfeval.reports import audit_workbook, review_workbook


def opened(data):
    return openpyxl.load_workbook(io.BytesIO(data))


def lines(sheet):
    """The rows below the header, by the names of their columns."""
    head, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def told(row, names):
    """Some cells of a row."""
    return tuple(row[name] for name in names.split("、"))


@pytest.fixture(scope="module")
def results():
    taken = Judgement(deductions=[Deduction(5, "无内控制度", "no-evidence")])
    office = review(
        OWN[OFFICE], Review(reviewer="某所", judgements={"assets": taken, "finance": Judgement()}), SCHEMES[OFFICE]
    )
    return [perfeval.review(LIBRARY, SEEN), office]


def test_conclusions(results):
    book = opened(review_workbook(results, "zh"))
    assert book.sheetnames == ["复核结论", "问题统计", "问题清单", "指标对比"]
    first, second = lines(book["复核结论"])
    assert told(first, "自评总分、自评等级") == (94.11, "优")
    assert told(first, "复核总分、复核等级、分差、等级变化") == (83.97, "良", -10.14, "优 → 良")
    assert told(first, "复核人、复核日期") == ("示例会计师事务所", "2024-05-06")
    assert told(second, "复核总分、分差、等级变化") == ("75.85~94.85", "未定", "未定")


def test_counts(results):
    sheet = opened(review_workbook(results, "en"))["Counts"]
    rows = lines(sheet)
    counts = [told(row, "error、warning、info、total") for row in rows[:3]]
    assert counts == [(1, 0, 1, 2), (1, 0, 0, 1), (2, 0, 1, 3)]
    assert [row["indicators lowered"] for row in rows[:3]] == [4, 1, 5]
    assert [row["points taken"] for row in rows[:3]] == [10.14, 5, 15.14]
    reasons = {row[1].value: row[2].value for row in sheet.iter_rows(min_row=6) if row[1].value}
    assert reasons == {"code": "times", "some-goals-unmet": 1, "not-verifiable": 1, "no-evidence": 1}


def test_points_that_were_added_do_not_make_up_for_points_taken():
    said = {"开放天数": Judgement(19, reason="x"), "到馆人次": Judgement(20, reason="x")}
    result = perfeval.review(LIBRARY, Review(reviewer="某所", judgements=said))
    row = lines(opened(review_workbook([result], "en"))["Counts"])[0]
    assert told(row, "indicators lowered、indicators raised、points taken") == (1, 1, 1)


def test_issues(results):
    rows = lines(opened(review_workbook(results, "zh"))["问题清单"])
    assert [(row["代码"], row["轻重"], row["指标"], row["位置"]) for row in rows] == [
        ("R402", "错误", "资金按季拨付", "indicators.outputs[2]"),
        ("R406", "提示", None, "grade"),
        ("R404", "错误", "财务管理", "indicators.finance"),
    ]
    assert all(row["建议"] for row in rows)
    assert (rows[0]["所载"], rows[0]["应为"]) == ("30%", "26.67%")


def test_indicators(results):
    rows = lines(opened(review_workbook(results, "zh"))["指标对比"])
    visits = next(row for row in rows if row["指标"] == "到馆人次")
    assert told(visits, "自评值、自评得分、复核值、复核得分") == (
        "18650人次",
        18.65,
        "17200人次",
        17.2,
    )
    assert told(visits, "偏差、备注、上级指标") == (-1.45, "按门禁记录核减", "效益指标")
    empty = next(row for row in rows if row["指标"] == "财务管理")
    assert told(empty, "自评得分、复核得分、偏差") == (19, None, None)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_they_print_on_a4_under_their_headers(results, lang):
    for data in (review_workbook(results, lang), audit_workbook([audited()], lang)):
        for sheet in opened(data).worksheets:
            assert sheet.page_setup.paperSize == 9
            assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
            assert sheet.sheet_properties.pageSetUpPr.fitToPage
            assert sheet.freeze_panes is not None
            assert sheet.print_title_rows == "$1:$1"
            assert sheet.column_dimensions["A"].width >= 8


EVIL = '=cmd|"/c calc"!A1'


def test_nothing_in_them_acts(results):
    names = [EVIL, "+1", "-1", "@SUM(A1)", "a\x01\x1b[31m\u202eb", "https://example.org", "0012"]
    targets = [perfeval.Target(name, "outputs", points=Decimal(50) / 10, target=1, actual=1) for name in names[:5]]
    rest = [t for t in OWN[LIBRARY].targets if t.group != "outputs"]
    more = [perfeval.Target(name, "outputs", points="12.5", target=1, actual=1) for name in names[5:]]
    own = evolve(OWN[LIBRARY], entity=Entity(EVIL), targets=[*targets, *more, *rest])
    said = Review(reviewer=EVIL, opinion="+1", judgements={"outputs[0]": Judgement(1, reason=EVIL, evidence=["@x"])})
    result = review(own, said, SCHEMES[LIBRARY])
    for data in (review_workbook([result], "zh"), audit_workbook([audited(EVIL)], "zh")):
        cells = [cell for sheet in opened(data).worksheets for row in sheet.iter_rows() for cell in row]
        assert {cell.data_type for cell in cells if cell.value is not None} <= {"s", "n"}
        assert not [cell for cell in cells if cell.hyperlink]
        texts = [cell.value for cell in cells if isinstance(cell.value, str)]
        assert EVIL in texts
        assert not [text for text in texts if "\x01" in text or "\x1b" in text or "\u202e" in text]
    shown = [row["指标"] for row in lines(opened(review_workbook([result], "zh"))["指标对比"])]
    assert r"a\x01\x1b[31m\u202eb" in shown
    assert "0012" in shown


def test_a_text_too_long_for_a_cell_goes_on_below():
    result = perfeval.review(LIBRARY, Review(reviewer="某所", opinion="长" * 40_000))
    rows = lines(opened(review_workbook([result], "zh"))["复核结论"])
    assert [row["复核意见"] for row in rows] == ["长" * 32_000, "长" * 8_000]
    assert [row["复核人"] for row in rows] == ["某所", None]


# audits


def audited(name="a.xlsx"):
    place = Origin(name, "表1", "G12")
    scores = {"label": "出勤率", "own": "10", "reviewed": "7", "stated": "7", "expected": "10"}
    error = kind("R401").at("indicators[出勤率].reviewed", origin=place, because=["total.score"], **scores)
    total, grade = Figure("total.score", "97.0"), Figure("grade", "优")
    sheet = Sheet(name="表1", entity=name, project="路灯", year=2023, total=total, grade=grade)
    row = RecomputedRow(
        path="indicators[出勤率]",
        label=name,
        points=Decimal(10),
        score=Decimal("9.55"),
        basis="rule",
        printed=Decimal("9.6"),
        why=Text("九成", "nine tenths"),
    )
    again = Recomputed(Decimal("96.95"), "优", (row,))
    reading = Reading(name, [sheet, Sheet(name="表2")], unread=[Loose("12345", Origin(name, "表1", "H3"))])
    return AuditResult(reading=reading, findings=(error,), recomputed=(again, Recomputed()))


def test_the_workbook_of_audits():
    book = opened(audit_workbook([audited()], "zh", {"b.pdf": [kind("R404").at("", label="x")]}))
    assert book.sheetnames == ["汇总", "发现", "重算", "未读数字"]
    first, second, lost = lines(book["汇总"])
    assert told(first, "文件、工作表、所载总分、重算总分、重算等级") == (
        "a.xlsx",
        "表1",
        "97.0",
        96.95,
        "优",
    )
    assert (first["错误"], first["未读数字"], second["工作表"], second["错误"]) == (1, 1, "表2", None)
    assert told(lost, "文件、工作表、错误") == ("b.pdf", "无法读取", 1)
    found, unread = lines(book["发现"])
    assert told(found, "代码、轻重、所载、应为、源于") == (
        "R401",
        "错误",
        "7",
        "10",
        "total.score",
    )
    assert found["位置"] == "indicators[出勤率].reviewed\na.xlsx，表1，G12"
    assert told(unread, "文件、代码") == ("b.pdf", "R404")
    (row,) = lines(book["重算"])
    assert told(row, "分值、所载得分、重算得分、依据、怎样算得") == (
        10,
        9.6,
        9.55,
        "按规则",
        "九成",
    )
    assert lines(book["未读数字"]) == [{"文件": "a.xlsx", "位置": "a.xlsx，表1，H3", "内容": "12345"}]


def test_nothing_to_tell():
    assert [len(lines(sheet)) for sheet in opened(audit_workbook([], "en")).worksheets] == [0, 0, 0, 0]
    assert len(lines(opened(review_workbook([], "en"))["Conclusions"])) == 0

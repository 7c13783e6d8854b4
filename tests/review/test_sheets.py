"""Published sheets that print reviewed scores."""

from __future__ import annotations

from decimal import Decimal

from attrs import evolve

import perfeval
from perfeval.auditing import REVIEWS, Audited, Recomputed
from perfeval.findings import Origin
from perfeval.model import Figure, IndicatorRow, Reading, Sheet


def figure(path, raw, cell=""):
    value = Decimal(raw) if raw.replace(".", "").isdigit() else None
    places = len(raw.partition(".")[2]) if value is not None else 0
    return Figure(path, raw, value, places, origin=Origin("a.xlsx", "表1", cell))


def row(name, points, score, reviewed, remark=""):
    path = f"indicators[{name}]"
    return IndicatorRow(
        path=path,
        label=name,
        points=figure(f"{path}.points", points),
        score=figure(f"{path}.score", score),
        reviewed=None if reviewed is None else figure(f"{path}.reviewed", reviewed, "H5"),
        remark=remark,
    )


def found(*rows, total="", scheme=None):
    sheet = Sheet(
        name="表1", indicators=rows, columns={"reviewed"}, total=figure("total.score", total) if total else None
    )
    audited = Audited(reading=Reading("a.xlsx", [sheet]), sheet=sheet, scheme=scheme, recomputed=Recomputed())
    return [(f.code, f.location, f.origin and f.origin.cell) for check in REVIEWS for f in check.run(audited)]


def test_each_row():
    assert found(
        row("甲", "10", "10", "10"),
        row("乙", "10", "10", "7"),
        row("丙", "10", "10", "8", "扣30%"),
        row("丁", "10", "10", "7", "扣30%"),
        row("戊", "10", "10", "5", "无佐证材料"),
        row("己", "10", "10", "—", "待补"),
        row("庚", "10", "8", "9"),
        row("辛", "10", "10", None),
    ) == [
        ("R401", "indicators[乙].reviewed", "H5"),
        ("R405", "indicators[庚].reviewed", "H5"),
        ("R402", "indicators[丙].reviewed", "H5"),
        ("R403", "indicators[戊].reviewed", "H5"),
        ("R404", "indicators[己].reviewed", "H5"),
        ("R404", "indicators[辛].reviewed", ""),
    ]


def test_a_column_that_nobody_filled_in_is_a_form_and_no_review():
    assert found(row("甲", "10", "10", ""), row("乙", "10", "10", None)) == []


def test_rows_without_points_and_score_are_not_reviewed():
    heading = evolve(row("甲", "10", "10", None), points=None, score=None)
    assert found(row("乙", "10", "10", "10"), heading) == []


def test_a_score_in_words_is_not_read_as_empty():
    assert found(row("甲", "10", "10", "10"), row("乙", "10", "10", "合格")) == []


def test_whole_numbers_agree_at_their_precision():
    """30 % of 15 is 4.5; a sheet of whole numbers prints 11 (10.5 rounded half up), and not 10."""
    assert found(row("甲", "15", "15", "11", "扣30%")) == []
    assert [code for code, _, _ in found(row("甲", "15", "15", "10", "扣30%"))] == ["R402"]
    assert [code for code, _, _ in found(row("甲", "15", "15", "11.0", "扣30%"))] == ["R402"]


def test_the_grade_where_the_rows_are_the_whole():
    scheme = perfeval.scheme("mof-2020-project")
    rows = (row("甲", "50", "50", "45", "x"), row("乙", "50", "45", "40", "x"))
    assert found(*rows, total="95", scheme=scheme) == [("R406", "grade", None)]
    assert found(*rows, total="95") == []
    assert found(*rows, total="99", scheme=scheme) == []
    assert found(*rows, scheme=scheme) == []
    assert found(*rows, row("丙", "1", "0", ""), total="95", scheme=scheme) == [
        ("R404", "indicators[丙].reviewed", "H5")
    ]


def test_the_checks_say_what_they_may_report():
    assert sorted(code for check in REVIEWS for code in check.codes) == [f"R40{n}" for n in range(1, 7)]

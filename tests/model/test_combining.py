"""Ordinal scales and what groups make of them; grades."""

from decimal import Decimal
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfeval.findings import SchemeError, Text
from perfeval.model import AveragingTable, Cap, Grade, Grades, NoCombination, Ordinal, Sum, WeakestLink

GRADES = Grades({"优": 90, "良": 80, "中": 60, "差": 0})


def codes(error: pytest.ExceptionInfo[SchemeError]) -> list[tuple[str, str]]:
    return [(f.code, f.location) for f in error.value.findings]


# scales


def test_a_missing_level_counts_as_another() -> None:
    pefa = Ordinal("DCBA", missing="D*", missing_counts_as="D")
    assert pefa.levels == ("D", "C", "B", "A")
    assert [pefa.counted(level) for level in ("D*", "D", "A")] == ["D", "D", "A"]
    plain = Ordinal(["no", "yes"], missing="no")
    assert plain.counted("no") == "no"
    assert Ordinal("AB").counted("A") == "A"


@pytest.mark.parametrize(
    ("levels", "more", "faults"),
    [
        ("", {}, 1),
        ("ABA", {}, 1),
        ("AB", {"missing": "C"}, 1),
        ("AB", {"missing": "C", "missing_counts_as": "D"}, 1),
        ("AB", {"missing_counts_as": "A"}, 1),
        ("AA", {"missing": "C"}, 2),
    ],
)
def test_a_scale_that_makes_no_sense_fails_when_it_is_made(levels: str, more: dict[str, str], faults: int) -> None:
    with pytest.raises(SchemeError) as error:
        Ordinal(levels, **more)
    assert codes(error) == [("D106", "scale")] * faults


# tables


TABLE = AveragingTable({"D D": "D", "D C": "D+", "C C": "C", "D D D": "D", "D D C": "D+", "D C C": "D+"})


def test_a_table_is_read_from_a_mapping_or_rows() -> None:
    assert AveragingTable([(["D", "C"], "D+")]) == AveragingTable({"D C": "D+"}) == AveragingTable([("D C", "D+")])
    assert TABLE.rows[1] == (("D", "C"), "D+")


def test_levels_are_looked_up_in_any_order() -> None:
    for row, result in TABLE.rows:
        for order in permutations(row):
            assert TABLE.lookup(order) == result
    assert TABLE.lookup(("C", "C", "C")) is None
    assert TABLE.lookup(("D",)) is None
    assert TABLE.lookup(()) is None


def test_the_first_gap_is_told_for_the_sizes_in_the_table() -> None:
    assert TABLE.gap(Ordinal("DC")) == ("C", "C", "C")
    assert AveragingTable([*TABLE.rows, ("C C C", "C")]).gap(Ordinal("DC")) is None
    assert AveragingTable({}).gap(Ordinal("DC")) is None
    assert sorted(TABLE.gap(Ordinal("DCB")) or ()) == ["B", "D"]
    assert AveragingTable({" ".join("A" * 40): "A"}).gap(Ordinal("ABCDEFGH")) == ("A",) * 39 + ("B",)


def test_ways_to_combine_are_values() -> None:
    assert Sum() == Sum()
    assert WeakestLink() == WeakestLink(plus=True) != WeakestLink(plus=False)
    assert NoCombination() == NoCombination() != Sum()


# grades


@pytest.mark.parametrize(
    ("total", "grade"),
    [
        ("102", "优"),
        ("100", "优"),
        ("90", "优"),
        ("89.99", "良"),
        ("89.5", "良"),
        ("80.00", "良"),
        ("79.99", "中"),
        ("60", "中"),
        ("59.99", "差"),
        ("0", "差"),
        ("-3", "差"),
    ],
)
def test_grades_have_inclusive_lower_edges(total: str, grade: str) -> None:
    assert GRADES.of(Decimal(total)).id == grade


@given(st.decimals(-10, 200, places=2), st.decimals(-10, 200, places=2))
def test_a_higher_total_never_earns_a_lower_grade(a: Decimal, b: Decimal) -> None:
    low, high = sorted((a, b))
    assert GRADES.rank(GRADES.of(high).id) <= GRADES.rank(GRADES.of(low).id)


def test_ranks_and_labels() -> None:
    assert [GRADES.rank(g.id) for g in GRADES.grades] == [0, 1, 2, 3]
    grade = Grade("优", "90.0", "excellent")
    assert (grade.low, grade.label) == (Decimal("90.0"), Text("excellent"))
    assert Grades([grade, Grade("差", 0)]).of(Decimal(95)) is grade
    cap = Cap(None, "差", "否决")  # type: ignore[arg-type]
    assert (cap.label, cap.source) == (Text("否决"), None)


@pytest.mark.parametrize(
    ("edges", "faults"),
    [
        ({"优": 90, "良": 80, "中": 60}, 1),
        ({"优": 90, "差": 1}, 1),
        ({"优": 90, "差": -1}, 1),
        ({}, 1),
        ({"优": 80, "良": 90, "差": 0}, 1),
        ({"优": 90, "良": 90, "差": 0}, 1),
        ([Grade("优", 90), Grade("优", 80), Grade("差", 0)], 1),
        ([Grade("优", 80), Grade("优", 90)], 3),
    ],
)
def test_grades_that_leave_a_gap_are_refused(edges: Any, faults: int) -> None:
    with pytest.raises(SchemeError) as error:
        Grades(edges)
    assert codes(error) == [("D104", "grades")] * faults

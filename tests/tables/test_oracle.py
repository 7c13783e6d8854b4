"""20,000 departments of every kind against the record engine; `bench/oracle.py` does as much with a million."""

import pytest
from tests.tables.oracle import Slab
from tests.tables.provinces import SCHEME, Departments

from perfeval import evaluate_table

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("number", range(10))  # all layouts, policies, and sizes of amounts
def test_nothing_differs(number: int) -> None:
    found = Slab(number, 2000).compared()
    assert found.differences == ()
    assert found.ties > 500


def test_all_kinds_of_trouble_are_among_them() -> None:
    entities, projects = Departments(2, huge=True).tables(2000)
    found = evaluate_table(entities, SCHEME, projects=projects)
    assert set(found.reasons["code"]) == {"not_given", "zero_denominator", "no_rows", "out_of_bounds"}
    assert "not_applicable" in found.scores["status.i6"].to_list()
    assert found.findings["code"].to_list() == ["I204"] * 9
    assert int(projects["actual"].max()) > 2**59  # type: ignore[arg-type]

"""What is relied on of polars is tried before anything is evaluated."""

from collections.abc import Iterator

import polars as pl
import pytest

from perfeval import Indicator, Scheme, UsageError, evaluate_table
from perfeval.evaluation import plan
from perfeval.tables import PolarsEngine, selftest

TOY = Scheme(id="toy", label="示例", groups=[Indicator("work", "工作", 100)])


@pytest.fixture(autouse=True)
def _tried_anew() -> Iterator[None]:
    selftest.tried.cache_clear()
    yield
    selftest.tried.cache_clear()


def test_this_polars_does_what_is_relied_on() -> None:
    selftest.tried()


@pytest.mark.parametrize("name", selftest.EXPECTED)
def test_each_behaviour_is_looked_at(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    expr, wanted = selftest.EXPECTED[name]
    monkeypatch.setitem(selftest.EXPECTED, name, (expr, [*wanted[:-1], "something else"]))
    with pytest.raises(UsageError) as raised:
        selftest.tried()
    assert [f.code for f in raised.value.findings] == ["I206"]
    told = raised.value.findings[0].message
    assert all(name in text and pl.__version__ in text for text in (told.zh, told.en))


def test_so_are_sums_by_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selftest, "SUMMED", selftest.SUMMED[:-1])
    with pytest.raises(UsageError, match=pl.__version__):
        selftest.tried()


def test_no_table_is_evaluated_where_one_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    expr, _ = selftest.EXPECTED["when null"]
    monkeypatch.setitem(selftest.EXPECTED, "when null", (expr, [1, 0, None, 1]))
    with pytest.raises(UsageError) as raised:
        PolarsEngine(plan(TOY))
    assert raised.value.findings[0].code == "I206"


def test_it_is_tried_once(monkeypatch: pytest.MonkeyPatch) -> None:
    PolarsEngine(plan(TOY))
    monkeypatch.setattr(selftest, "SUMMED", [])
    PolarsEngine(plan(TOY))
    offices = pl.DataFrame({"entity": ["甲局"], "judgements.work": [90]})
    assert evaluate_table(offices, TOY).scores.height == 1

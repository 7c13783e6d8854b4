"""What must hold of every sheet: one that adds up is left alone, one digit is enough, order is irrelevant."""

from decimal import Decimal
from fractions import Fraction

from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.audit.printing import funds, reading, row, sheet

import perfeval
from perfeval.auditing import BUDGET, SCORES, TARGETS, audit_reading, recompute
from perfeval.model import Figure, Sheet
from perfeval.numbers import round_places

FORMS = perfeval.scheme("mof-2020-project")
TOTAL = "年度资金总额"
CHECKED = (*BUDGET, *SCORES, *TARGETS)


def text(units: int, places: int) -> str:
    """So many units of the last place."""
    return str(round_places(Fraction(units, 10**places), places))


@st.composite
def consistent(draw: st.DrawFn) -> Sheet:
    """A form in which everything adds up: two or three sources of money, some rows, a total and its grade."""
    places = draw(st.integers(0, 4))
    adjusted = draw(st.lists(st.integers(100, 10**6), min_size=2, max_size=3))
    actual = [draw(st.integers(1, most)) for most in adjusted]
    rate = Fraction(sum(actual), sum(adjusted))
    score = round_places(rate * 10, 2)
    sources = [
        funds(f"来源{n}", within=TOTAL, adjusted=text(a, places), actual=text(b, places))
        for n, (a, b) in enumerate(zip(adjusted, actual, strict=True))
    ]
    whole = funds(
        TOTAL,
        line="total",
        adjusted=text(sum(adjusted), places),
        actual=text(sum(actual), places),
        rate=f"{round_places(rate * 100, draw(st.integers(0, 2)))}%",
        points="10",
        score=str(score),
    )
    rows, total = [], score
    for n in range(draw(st.integers(1, 5))):
        target = draw(st.integers(1, 10**5))
        reached = draw(st.integers(0, target * 12 // 10))
        got = round_places(min(Fraction(1), Fraction(reached, target)) * 18, 2)
        rows.append(row(f"指标{n}", target=f"≥{target}个", actual=f"{reached}个", points="18", score=str(got)))
        total += got
    full = 10 + 18 * len(rows)
    return sheet(whole, *sources, *rows, points=str(full), total=str(total))


def errors(form: Sheet) -> set[str]:
    """The errors of a form."""
    found = audit_reading(reading(form), CHECKED, FORMS).findings
    return {f.code for f in found if f.severity == "error"}


@settings(deadline=None)
@given(consistent())
def test_a_sheet_that_adds_up_has_no_errors(form: Sheet):
    """Nor does recomputing give another total."""
    assert errors(form) == set()
    assert form.total is not None
    assert recompute(form, FORMS).total == form.total.value


def moved(figure: Figure, by: int) -> Figure:
    """The figure with its last printed digit one higher or lower."""
    assert figure.value is not None
    value = figure.value + Decimal(by).scaleb(-figure.places)
    return evolve(figure, raw=f"{value}", value=value)


@settings(deadline=None)
@given(consistent(), st.data())
def test_one_digit_of_a_bound_figure_is_caught(form: Sheet, data: st.DataObject):
    """Amounts by their sum, points and scores by theirs, the rate by its amounts."""
    by = data.draw(st.sampled_from((-1, 1)))
    total, first, *_ = form.funds
    row_at = data.draw(st.integers(0, len(form.indicators) - 1))
    chosen = form.indicators[row_at]
    swap = {
        "part": lambda: _funds(form, evolve(first, adjusted=moved(first.adjusted, by))),
        "part actual": lambda: _funds(form, evolve(first, actual=moved(first.actual, by))),
        "whole": lambda: _funds(form, evolve(total, adjusted=moved(total.adjusted, by))),
        "whole actual": lambda: _funds(form, evolve(total, actual=moved(total.actual, by))),
        "rate": lambda: _funds(form, evolve(total, rate=moved(total.rate, by))),
        "score": lambda: _funds(form, evolve(total, score=moved(total.score, by))),
        "row score": lambda: _rows(form, evolve(chosen, score=moved(chosen.score, by)), row_at),
        "row points": lambda: _rows(form, evolve(chosen, points=moved(chosen.points, by)), row_at),
        "points": lambda: evolve(form, points=moved(form.points, by)),
        "total": lambda: evolve(form, total=moved(form.total, by)),
    }
    place = data.draw(st.sampled_from(sorted(swap)))
    place = data.draw(st.sampled_from(sorted(swap)))
    assert errors(swap[place]()), place


def test_a_reading_of_one_stage_cannot_excuse_another():
    """1 + 4 makes 5 if one row of 1 broke the other down; in the adjusted budget the same rows count once each."""
    sources = [
        funds(f"来源{n}", within=TOTAL, adjusted=a, actual=b)
        for n, (a, b) in enumerate((("100", "1"), ("100", "1"), ("1134", "4")))
    ]
    whole = funds(TOTAL, line="total", adjusted="1334", actual="5")
    assert "B101" in errors(sheet(whole, *sources))
    assert "B101" not in errors(sheet(evolve(whole, actual=moved(whole.actual, 1)), *sources))


def _funds(form: Sheet, changed):
    return evolve(form, funds=[changed if r.path == changed.path else r for r in form.funds])


def _rows(form: Sheet, changed, at: int):
    return evolve(form, indicators=[changed if n == at else r for n, r in enumerate(form.indicators)])


@settings(deadline=None)
@given(consistent(), st.randoms(use_true_random=False))
def test_the_order_of_rows_is_irrelevant(form: Sheet, random):
    """The same findings, wherever a row stands."""
    form = evolve(form, total=moved(form.total, 1))
    money, rows = list(form.funds), list(form.indicators)
    random.shuffle(money)
    random.shuffle(rows)
    mixed = evolve(form, funds=money, indicators=rows)

    def said(each: Sheet):
        return {
            (f.code, f.location, f.stated, f.expected) for f in audit_reading(reading(each), CHECKED, FORMS).findings
        }

    assert said(mixed) == said(form)

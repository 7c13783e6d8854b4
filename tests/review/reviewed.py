"""What the tests of reviews share: real self-evaluations, and reviews of them as Hypothesis makes them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from hypothesis import strategies as st

import perfeval
from perfeval.auditing import review_form_of
from perfeval.model import REVIEW_REASONS, Deduction, Judgement, Review

ROOT = Path(__file__).parents[2]
LIBRARY = ROOT / "examples/review/library.toml"
SEEN = ROOT / "examples/review/library.review.toml"
OFFICE = ROOT / "examples/foshan-2021/hmt-office.toml"
SCHEMES = {path: perfeval.scheme(perfeval.load(path).scheme) for path in (LIBRARY, OFFICE)}
OWN = {path: perfeval.load(path) for path in SCHEMES}

# One line, no blanks at the ends: a cell is read as one line.
WORDS = (
    st.text("扣分无台账 abcR=+-@%0123，。（）<&>\"'", max_size=12).map(str.strip).filter(lambda text: "  " not in text)
)
CODES = st.sampled_from(["", *(reason.code for reason in REVIEW_REASONS)])
SHARES = st.none() | st.integers(0, 1000).map(lambda n: f"{Decimal(n) / 10}%")


def points(full: Decimal | None) -> st.SearchStrategy[Decimal]:
    return st.integers(0, int((full or 0) * 100)).map(lambda n: Decimal(n) / 100)


@st.composite
def judgements(draw: st.DrawFn, row, corrected: bool) -> Judgement | None:
    """What a reviewer may say about one row of a form."""
    why = {"reason": draw(WORDS), "code": draw(CODES)}
    listed = draw(st.lists(WORDS.filter(lambda t: t and not set(t) & set("、,，;；")), max_size=2))
    taken = st.builds(Deduction, points(row.points), WORDS, CODES, WORDS, SHARES)
    kinds = ["points", "deductions", "empty"]
    kind = draw(st.sampled_from([*kinds, "by rule"] if corrected else kinds))
    if kind == "points":
        return Judgement(draw(points(row.points)), evidence=listed, share=draw(SHARES), **why)
    if kind == "deductions":
        return Judgement(deductions=draw(st.lists(taken, min_size=1, max_size=3)))
    if kind == "by rule":
        return Judgement(deductions=(), evidence=listed, **why) if any((*why.values(), listed)) else None
    return None if corrected else Judgement(evidence=listed, **why)


def values(figure) -> st.SearchStrategy:
    """A reviewed figure of a kind."""
    number = st.integers(0, 10**8).map(lambda n: Decimal(n) / 100)
    return {
        "flag": st.booleans(),
        "text": WORDS.filter(bool),
        "date": st.dates(date(1950, 1, 1), date(2090, 1, 1)),
        "ratio": number | st.integers(0, 100).map(lambda n: f"{n}%"),
        "money": number | number.map(lambda n: perfeval.Money(n, "元").text),
    }.get(figure.kind, number)


@st.composite
def reviews(draw: st.DrawFn, path: Path) -> Review:
    """A review that a form can say."""
    form = review_form_of(OWN[path], SCHEMES[path])
    changed = draw(st.lists(st.sampled_from(form.figures), unique=True, max_size=4)) if form.figures else []
    facts = {figure.path: draw(values(figure)) for figure in changed}
    said, remarks, not_applicable = {}, {}, {}
    for row in form.rows:
        target = f"targets[{row.id.rpartition('[')[2].removesuffix(']')}]"
        if row.value == "actual" and draw(st.booleans()):
            facts[f"{target}.actual"] = draw(st.integers(0, 10**6).map(Decimal))
        if row.value == "tier" and draw(st.booleans()):
            facts[f"{target}.tier"] = draw(st.sampled_from(["reached", "partly", "missed"]))
            facts[f"{target}.degree"] = draw(st.integers(0, 100).map(lambda n: Decimal(n) / 100))
        corrected = any(key in facts for key in (f"{target}.actual", f"{target}.tier", *row.figures))
        if "[" not in row.id and draw(st.integers(0, 9)) == 0:
            not_applicable[row.id] = draw(WORDS)
            facts = {key: value for key, value in facts.items() if not key.startswith(f"{target}.")}
        elif (judgement := draw(judgements(row, corrected))) is not None:
            said[row.id] = judgement
        if remark := draw(WORDS):
            remarks[row.id] = remark
    return Review(
        reviewer=draw(WORDS.filter(bool)),
        date=draw(st.none() | st.dates(date(1950, 1, 1), date(2090, 1, 1))),
        opinion=draw(WORDS),
        entity=form.entity,
        year=form.year,
        scheme=form.scheme,
        digest=form.digest,
        facts=facts,
        judgements=said,
        remarks=remarks,
        not_applicable=not_applicable,
    )

"""Whatever is handed in is text: no element, attribute or instruction comes of it, and nothing of it is lost."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.reports.page.reading import Read

from perfeval import (
    Budget,
    BudgetLine,
    Deduction,
    Entity,
    Group,
    Indicator,
    Judgement,
    Parameter,
    Scheme,
    Submission,
    Text,
    linear,
)
from perfeval.api import Reporting
from perfeval.expressions import Source
from perfeval.plugins import default_host
from perfeval.reports import evaluation_page, evaluations_page
from perfeval.reports.told import visible

BITS = st.sampled_from(
    ["<script>alert(1)</script>", "</title>", "</style>", "-->", "<!--", "]]>", "<?x?>", '"', "'", "`", "&lt;", "&#0;",
     "{{ 7*7 }}", "{% x %}", "=cmd()", "+1", "@x", "-2", "\0", "\x1b[31m", "\u202e", "\u2066", "\ufeff", "\ufffe",
     "\u2028", "\t", "javascript:", "onload=", "某局", "优", " ", "x" * 500, "𠮷", "é", "\U0001f600",
     "<svg onload=x>", "\x85"]
)  # fmt: skip
TEXTS = st.lists(BITS | st.text(max_size=5), min_size=1, max_size=6).map("".join).filter(lambda t: t.strip())


def made(entity: str, label: str, reason: str, said: str, title: str) -> tuple[Submission, Scheme]:
    """A submission and a scheme that say these things wherever something can be said."""
    full = Parameter("limit", "95%", label=Text(label), source=Source(title, "assumed", link=title))
    scheme = Scheme(
        id="toy-2024",
        label=label,
        parameters=[full],
        groups=[
            Group("top", label, [
                Indicator("work", label, 50, aspects=[said], source=Source(title)),
                Indicator("rate", label, 40, scoring=linear(the_rate(), full=full)),
                Indicator("none", label, 10),
            ]),
        ],
    )  # fmt: skip
    judged = Judgement(deductions=[Deduction(1, reason)], reason=reason)
    own = Submission(
        entity=Entity(entity),
        year=2024,
        judgements={"work": judged},
        budget=Budget([BudgetLine("total", "3元", "2元", "1元"), BudgetLine("own", "1元", "1元", "1元", label=label)]),
        not_applicable={"none": reason},
        narrative={"work": said},
        problems=[said],
        improvements=[said],
    )
    return own, scheme


def the_rate():
    from perfeval import names

    the = names()
    return the.budget.total.actual / the.budget.total.adjusted


def shape(page: str) -> tuple[object, ...]:
    """The elements and attributes of a page, with the values that no text of the input goes into."""
    read = Read(page)
    said = {"aria-label", "value", "id"}
    return read.tags, [a for a in read.attributes if a[1] not in said], len(read.comments)


def lines(text: str) -> list[str]:
    return [part for part in text.splitlines() if part.strip()]


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(TEXTS, TEXTS, TEXTS, TEXTS, TEXTS)
@example("a", "</title><script>", '" onload="x', "a\n<b>\n\n</section>", "javascript:alert(1)")
@example("=cmd()", "x" * 50_000, "\u202e", "\0", "&amp;")
def test_a_page_holds_the_texts_and_nothing_that_its_template_did_not_write(entity, label, reason, said, title):
    reporting = Reporting(None, {}, default_host())
    plain = "\n".join("x" for _ in lines(said))
    hostile = reporting_of(made(entity, label, reason, said, title))
    harmless = reporting_of(made("x", "x", "x", plain, "x"))
    assert reporting.host is default_host()
    page = evaluation_page(hostile, "zh")
    assert shape(page) == shape(evaluation_page(harmless, "zh"))
    text = Read(page).text
    for told in (entity, label, reason, title, *lines(said)):
        assert visible(told) in text
    assert not {c for c in text if c != "\n" and (ord(c) < 32 or c in "\u202e\u2066\ufffe\ufeff\u2028\x7f")}


def reporting_of(pair):
    own, scheme = pair
    return Reporting(scheme, {}, default_host())(own)


@settings(max_examples=40, deadline=None)
@given(TEXTS, TEXTS)
def test_so_does_the_table_of_many(entity, label):
    page = evaluations_page([reporting_of(made(entity, label, "x", "x", "x"))] * 2, "en")
    harmless = evaluations_page([reporting_of(made("x", "x", "x", "x", "x"))] * 2, "en")
    assert shape(page) == shape(harmless)
    assert Read(page).told("th").count(visible(entity).strip()) == 2
    assert visible(label) in Read(page).text

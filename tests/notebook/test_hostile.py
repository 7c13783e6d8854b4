"""Whatever is handed in is text in a notebook too: no element comes of it, and nothing of it is lost."""

import os
import re
from unittest import mock

from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import html

import perfeval
from perfeval import (
    BudgetLine,
    Deduction,
    Entity,
    Finding,
    Group,
    Indicator,
    Judgement,
    Origin,
    PerfevalError,
    Review,
    Scheme,
    Submission,
    Text,
    names,
    proportional,
)
from perfeval.findings import Findings
from perfeval.findings.visible import hidden, in_document

BITS = st.sampled_from(
    ["<script>alert(1)</script>", "</style>", "</td></tr></table>", "<!--", "]]>", '"', "'", "`", "&lt;", "&#0;", "<b>",
     "\0", "\x1b[31m", "\u202e", "\ufeff", "\ufffe", "\u2028", "\t", "javascript:", " onload=", "某局", "优", " ",
     "x" * 100, "𠮷", "é", "<details open>", "\x85", "\n"]
)  # fmt: skip
TEXTS = st.lists(BITS | st.text(max_size=5), min_size=1, max_size=6).map("".join).filter(lambda t: t.strip())
ALLOWED = {
    "div": {"class", "lang"}, "style": set(), "p": set(), "b": set(), "strong": set(), "code": set(), "span": set(),
    "table": set(), "thead": set(), "tbody": set(), "tr": {"class"}, "th": {"scope", "class", "style"}, "td": {"class"},
    "details": set(), "summary": set(), "ul": set(), "li": set(),
}  # fmt: skip
DEEP = re.compile(r"padding-left:\d+\.\drem")


def everything(entity, label, reason, place):
    """One of each thing that a notebook shows, with these texts wherever a text can stand."""
    the = names()
    scheme = Scheme(
        id="toy-2024",
        label=label,
        groups=[
            Group("top", label, [
                Indicator("work", label, 50),
                Indicator("rate", label, 40, scoring=proportional(the.budget.total.actual / the.budget.total.adjusted)),
                Indicator("none", label, 10),
            ]),
        ],
        bonus=[Indicator("more", label, 5)],
    )  # fmt: skip
    judged = Judgement(deductions=[Deduction(1, reason)], reason=reason)
    own = Submission(
        entity=Entity(entity),
        year=2024,
        judgements={"work": judged},
        budget=perfeval.Budget([BudgetLine("total", "3元", "2元", "1元")]),
        not_applicable={"none": reason},
    )
    review = Review(reviewer=entity, judgements={"work": Judgement(3, reason=reason)})
    finding = Finding("X101", "warning", place, Text(reason), Text(label), Origin(file=entity, sheet=label, cell="A1"))
    return {
        "scheme": scheme,
        "evaluation": perfeval.evaluate(own, scheme),
        "explained": perfeval.explanation(own, scheme),
        "review": perfeval.review(own, review, scheme),
        "findings": Findings([finding]),
        "error": PerfevalError(finding),
        "audit": perfeval.AuditResult(reading=perfeval.Reading(entity), findings=[finding]),
    }


@settings(max_examples=40, deadline=None)
@given(TEXTS, TEXTS, TEXTS, TEXTS, st.sampled_from(["zh", "en"]))
@example("<b>" * 20_000, "</div><script>", "&lt;\n<b>\n\n</details>", "\0\x1b[31m", "zh")
def test_only_our_own_elements_and_every_text(entity, label, reason, place, lang):
    made = everything(entity, label, reason, place)
    with mock.patch.dict(os.environ, PERFEVAL_LANG=lang):
        shown = {name: value._repr_html_() for name, value in made.items()}
    where = made["findings"][0].origin.describe(lang)
    holds = {
        "scheme": (label,),
        "evaluation": (entity, label, reason),
        "explained": (entity, label, reason),
        "review": (entity, label, made["review"].rows[0].remark),
        "findings": (where, label, reason, place),
        "error": (where, label, reason, place),
        "audit": (where, entity, label, reason, place),
    }
    for name, page in shown.items():
        root = html.document_fromstring(page).body[0]
        assert root.getnext() is None, name
        text = root.text_content()
        for element in root.iter():
            assert isinstance(element.tag, str), name  # a comment is no element
            assert set(element.attrib) <= ALLOWED[element.tag], name
            assert DEEP.fullmatch(element.get("style", "padding-left:0.0rem")), name
        for told in holds[name]:
            assert in_document(told) in text, name
        heads = [head.text_content() for head in root.iterfind(".//tbody//th")]
        if name in ("scheme", "evaluation", "explained", "review"):
            assert sum(in_document(label) in head for head in heads) >= 4, name
    for line in map(repr, made.values()):
        assert len(line) < 600
        assert not any(map(hidden, line))


def test_a_table_of_thousands_of_findings_shows_the_first():
    many = Findings(Finding("X101", "error", f"at{n}", Text("甲", "a")) for n in range(5000))
    page = html.fromstring(many._repr_html_())
    assert len(page.xpath("//tbody/tr")) == 200
    assert "5000" in page.xpath("//p")[-1].text


def test_no_findings_say_so():
    assert html.fromstring(Findings()._repr_html_()).xpath("//p/text()") == ["没有发现问题。"]
    assert Findings() == ()

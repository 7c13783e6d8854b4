"""Whatever is handed in is text: no element of Markdown or HTML comes of it, and nothing of it is lost."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.reports.markdown.reading import Read
from tests.reports.page.test_hostile import TEXTS, lines, made, reporting_of

from perfeval.findings import Text
from perfeval.reports import evaluation_markdown, evaluations_markdown
from perfeval.reports.content import Page, Prose, shown
from perfeval.reports.markdown_text import markdown

SIGNS = st.sampled_from(
    ["*", "_", "`", "```", "~~~", "~~", "#", "# ", "- ", "+ ", "1. ", "1) ", "> ", "|", "---", "===", "    ", "\n",
     "\n\n", "[a](b)", "![a](b)", "[a]: b", "<http://a.b>", "http://a.b", "www.a.b", "a@b.cd", "<b>", "</b>", "<!--",
     "&amp;", "&#35;", "\\", "\\|", ":-:", "| - |", "甲", "x", " ", "\t", "**甲**乙", "^", "$", "==", "[^1]", "- [ ] "]
)  # fmt: skip
MARKUP = st.lists(SIGNS, min_size=1, max_size=8).map("".join).filter(lambda t: t.strip())
ALLOWED = {
    *("heading_open", "heading_close", "paragraph_open", "paragraph_close", "text", "code_inline"),
    *("bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close", "strong_open", "strong_close"),
    *("table_open", "table_close", "thead_open", "thead_close", "tbody_open", "tbody_close", "tr_open", "tr_close"),
    *("th_open", "th_close", "td_open", "td_close"),
}


def normal(text: str) -> str:
    return " ".join(shown(Text(text), "zh").split())


@cache
def harmless_shape(paragraphs: int) -> list[tuple[str, str]]:
    said = "\n".join("x" for _ in range(paragraphs))
    return Read(evaluation_markdown(reporting_of(made("x", "x", "x", said, "x")), "zh")).shape


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(*[MARKUP | TEXTS] * 5)
@example("# a", "| a |\n|---|", "- - -\n1. x", "a\n<b>\n\n[a]: b", "javascript:alert(1)")
@example("=cmd()", "x" * 50_000, "\u202e", "\0", "&amp;")
@example("a", "<!-- ", "``` x", "~~~\n    code\n===", "[a](b)")
def test_a_report_holds_the_texts_and_no_markup_but_its_own(entity, label, reason, said, title):
    found = Read(evaluation_markdown(reporting_of(made(entity, label, reason, said, title)), "zh"))
    assert found.kinds <= ALLOWED
    assert found.shape == harmless_shape(len(lines(said)))
    for told in (entity, label, reason, title, *lines(said)):
        assert normal(told) in found.text
    assert not {c for c in found.text if ord(c) < 32 or c in "\u202e\u2066\ufeff\u2028\x7f"}


@settings(max_examples=40, deadline=None)
@given(MARKUP | TEXTS, MARKUP | TEXTS)
def test_so_does_the_table_of_many(entity, label):
    found = Read(evaluations_markdown([reporting_of(made(entity, label, "x", "x", "x"))] * 2, "en"))
    assert found.kinds <= ALLOWED
    assert len(found.rows()) == 3
    assert {len(row) for row in found.rows()} == {7}
    assert [" ".join(row[0].split()) for row in found.rows()[1:]] == [normal(entity)] * 2
    assert normal(label) in found.text


@settings(max_examples=150, deadline=None)
@given(MARKUP)
def test_a_paragraph_is_a_paragraph(said):
    found = Read(markdown(Page(Text("x"), [Prose([said])], ()), "zh"))
    assert found.shape[2:] == [("paragraph_open", "p"), ("paragraph_close", "p")]
    assert " ".join("".join(found.under("p")).split()) == normal(said)


@pytest.mark.parametrize("said", ["www.example.com", "见 WWW.example.com", "http://a.b", "a@b.cd", "@someone"])
def test_addresses_are_no_links_for_readers_that_look_for_them(said):
    source = markdown(Page(Text("x"), [Prose([said])], ()), "zh").splitlines()[2]
    assert said not in source
    assert Read(source).text == said

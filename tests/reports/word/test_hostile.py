"""Whatever is handed in is text: it stands in the document as the page shows it, and nothing comes of it."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.reports.page.test_hostile import TEXTS, lines, made, reporting_of
from tests.reports.word.building import template
from tests.reports.word.reading import Read

from perfeval.formats.pages.docx import text_document
from perfeval.reports import evaluation_docx, evaluations_docx, filled_docx
from perfeval.reports.told import visible

TAGS = st.sampled_from(["{{ entity }}", "{_{ x }_}", "{%tr for", "{%", "%}", "{#", "}}", "]]>", "\\a", "\a", "\f"])
SAID = st.lists(TEXTS | TAGS, min_size=1, max_size=3).map("".join)
OWN = template(
    "{{ entity }}", "{{ scheme }}", "{% for t in problems %}{{ t }}{% endfor %}",
    rows=[["{%tr for i in indicators %}", ""], ["{{ i.label }}", "{{ i.narrative|join('|') }}"],
          ["{{ i.lines|map(attribute='said')|join('|') }}", "{{ i.result }}"], ["{%tr endfor %}", ""],
          ["{%tr for s in sources %}", ""], ["{{ s.title }}", "{{ s.link }}"], ["{%tr endfor %}", ""]],
    title="{{ entity }}", footer="{{ entity }}",
)  # fmt: skip
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f\u202e\u2066\ufffe\ufeff\u2028]")


def shape(page: Read) -> Counter[str]:
    """How many elements of each kind the document has."""
    return Counter(element.tag for element in page.document.element.body.iter() if not element.tag.endswith("}rFonts"))


@pytest.mark.slow
@settings(max_examples=15, deadline=None)
@given(SAID, SAID, SAID, SAID, SAID)
@example("a", "<w:p/>", '" w:x="', "a\n<b>\n\n</w:t>", "&amp;&#x202e;")
@example("=cmd()", "x" * 50_000, "\u202e", "\0", "{{ 7*7 }}")
@example("{_{", "}_}", "{_%", "%_}", "{{")
def test_the_report_holds_the_texts_as_the_page_does(entity, label, reason, said, title):
    data = evaluation_docx(reporting_of(made(entity, label, reason, said, title)), "zh")
    page = Read(data)
    text = "\n".join(page.texts)
    for told in (entity, label, reason, title, *lines(said)):
        assert visible(told).strip() in text
    assert not STEERING.search(text)
    ours = "".join(b.text for b in text_document(data, "a.docx").blocks if hasattr(b, "text"))
    assert bare(visible(entity)) in bare(ours)
    for told in lines(said):
        assert bare(visible(told)) in bare(ours)


def bare(text: str) -> str:
    """A text without what our own reader of published documents tidies away."""
    from perfeval.formats.pages.wrapping import legible

    return re.sub(r"\s", "", legible(text))


@cache
def harmless(count: int) -> Counter[str]:
    """The elements of a template that is filled with texts of one letter."""
    said = "\n".join("x" for _ in range(count))
    return shape(Read(filled_docx(reporting_of(made("x", "x", "x", said, "x")), OWN, "zh")))


@pytest.mark.slow
@settings(max_examples=15, deadline=None)
@given(SAID, SAID, SAID, SAID, SAID)
@example("a", "<w:p/>", '" w:x="', "a\n<b>\n\n</w:t>", "&amp;&#x202e;")
@example("=cmd()", "x" * 50_000, "\u202e", "\0", "{{ 7*7 }}")
@example("{_{", "}_}", "{_%", "%_}", "{{ entity }}{% x %}")
def test_a_template_holds_them_too_and_nothing_of_them_is_carried_out(entity, label, reason, said, title):
    page = Read(filled_docx(reporting_of(made(entity, label, reason, said, title)), OWN, "zh"))
    text = "\n".join(page.texts)
    assert page.texts[:2] == [visible(entity), visible(label)] or not visible(entity).strip()
    for told in (entity, label, reason, title, *lines(said)):
        assert visible(told).strip() in text
    assert page.document.sections[0].footer.paragraphs[0].text == visible(entity)
    assert page.document.core_properties.title == visible(entity)[:200]
    assert shape(page) == harmless(len(lines(said)))


@settings(max_examples=5, deadline=None)
@given(SAID, SAID)
def test_so_does_the_document_of_many(entity, label):
    page = Read(evaluations_docx([reporting_of(made(entity, label, "x", "x", "x"))] * 2, "en"))
    assert [row[0].strip() for row in page.tables[0][1:]] == [visible(entity).strip()] * 2
    assert visible(label).strip() in "\n".join(page.texts)

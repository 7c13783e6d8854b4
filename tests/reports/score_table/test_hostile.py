"""Whatever is handed in is text in a workbook: nothing of it acts, and nothing of it is lost."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.reports.page.test_hostile import TEXTS, lines, made, reporting_of
from tests.reports.score_table.reading import book, down, formulas, strings

from perfeval.formats.pages import open_document
from perfeval.reports import evaluation_workbook, evaluations_workbook
from perfeval.reports.sheets import pieces
from perfeval.reports.told import visible

CELLS = st.lists(
    st.sampled_from(
        ["<r>", "</r>", "<r><t>1</t></r>", "</si>", "_x0041_", "x0042_", "_x005F_", "_", "=1+1", "+1", "-1", "@a",
         "{=1}", "http://a.b", "'", "1", "1e5", "TRUE", "\ufffe", "\uffff", "\ufdd0", "\n", "\r\n", " ", "甲", "𠮷"]
    ), min_size=1, max_size=6,
).map("".join).filter(lambda t: t.strip())  # fmt: skip


def spaced(text: str) -> str:
    """A text on one line; leading and trailing blanks are the readers' own affair."""
    return visible(text).strip()


def stands(text: str, told: str) -> bool:
    """Whether a text is told: in lines of its own, where a carriage return alone is spelt out, or on one line."""
    spelt = visible(text.replace("\r\n", "\n").replace("\r", r"\x0d")).strip()
    return spaced(text) in told or spelt in told


@cache
def harmless_types() -> frozenset[str]:
    return frozenset(types(evaluation_workbook(reporting_of(made("x", "x", "x", "x", "x")), "zh")))


def types(data: bytes) -> set[str]:
    return {cell.data_type for sheet in book(data) for row in sheet.iter_rows() for cell in row}


@pytest.mark.slow
@settings(max_examples=50, deadline=None)
@given(*[TEXTS | CELLS] * 5)
@example("=cmd()", "x" * 50_000, "\u202e", "\0", "&amp;")
@example("<r><t>1</t></r>", "</si></sst>", "_x0041_x0042_", "a\n=1\n\n@x", "x")
@example("a\rb", "<r>", "\r\na\rb", "x", "<r>\r0")
def test_a_workbook_holds_the_texts_and_no_formula(entity, label, reason, said, title):
    data = evaluation_workbook(reporting_of(made(entity, label, reason, said, title)), "zh")
    assert formulas(data) == 0
    assert types(data) == harmless_types()
    told = "\0".join(strings(data))
    whole = down(data)
    for text in (entity, label, reason, title, *lines(said)):
        if "x005F_" in text or len(text) > 5_000:  # openpyxl drops the one; the other goes on in the cell below
            continue
        assert stands(text, told)
        assert stands(text, whole)
    assert not {c for c in told if (ord(c) < 32 and c not in "\0\n") or c in "\u202e\u2066\ufeff\ufffe\u2028\x7f"}
    assert open_document(data, "scores.xlsx").grids[0].name == "评分表"


@settings(max_examples=30, deadline=None)
@given(TEXTS | CELLS, TEXTS | CELLS)
def test_so_does_the_workbook_of_many(entity, label):
    data = evaluations_workbook([reporting_of(made(entity, label, "x", "x", "x"))] * 2, "en")
    assert formulas(data) == 0
    assert "\0".join(strings(data)).count(spaced(entity)) >= 1
    assert book(data).active.max_row == 3


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(CELLS)
def test_a_text_is_read_as_it_was_written(text):
    data = evaluation_workbook(reporting_of(made(text, "x", "x", "x", "x")), "zh")
    assert visible(text).strip() in [each.strip() for each in strings(data)]


@pytest.mark.parametrize("sign", ["x", "长", "𠮷"])
def test_a_text_too_long_for_a_cell_goes_on_below(sign):
    long = sign * 70_000
    data = evaluation_workbook(reporting_of(made("某局", long, long, long, long)), "zh")
    assert max(len(each.encode("utf-16-le")) // 2 for each in strings(data)) <= 32_767
    whole = down(data)
    assert whole.count(long) >= 4
    for name in ("逐项说明", "文字说明", "依据", "评价依据的版本", "预算"):
        assert any(long in "".join(str(c.value or "") for c in column) for column in book(data)[name].iter_cols())
    score_table = [
        cell.value for row in book(data)["评分表"].iter_rows() for cell in row if isinstance(cell.value, str)
    ]
    assert max(map(len, score_table)) == 300
    assert f"{sign * 299}…" in score_table


def test_pieces_are_the_text():
    for text in ("", "a", "x" * 32_000, "x" * 32_001, "𠮷" * 16_001, "长" * 64_000):
        assert "".join(pieces(text)) == text
        assert max(len(piece.encode("utf-16-le")) // 2 for piece in pieces(text)) <= 32_000
    assert (len(pieces("x" * 32_000)), len(pieces("x" * 32_001)), len(pieces("𠮷" * 16_001))) == (1, 2, 2)

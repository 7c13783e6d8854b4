"""A review from a filled-in form: who, when and what on the first sheet, the figures, then line by line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from attrs import evolve

from perfeval.auditing.reviews.layout import FIGURE_COLUMNS, HEAD_CELLS, ROW_COLUMNS
from perfeval.findings import PerfevalError, SubmissionError, Text, kind
from perfeval.formats.pages.cells import Cell
from perfeval.formats.pages.xlsx import read_xlsx
from perfeval.formats.review_forms.deductions import further
from perfeval.formats.review_forms.hidden import HiddenSheet
from perfeval.formats.review_forms.lines import Line
from perfeval.formats.review_forms.sheets import FilledForm
from perfeval.formats.review_forms.values import day, figure
from perfeval.model import Judgement, Review


def read_review_form(data: bytes, *, file: str = "") -> Review:
    """Read the workbook that `review_form` made and a reviewer filled in.

    Line breaks inside a cell are read as one line.

    Raises:
        FormatError: no workbook, or not a review form.
        SubmissionError: every mistake in it at once, each with its sheet and cell.
        UsageError: the extra `excel` is not installed.
    """
    document = read_xlsx(data, file)
    cells = {(cell.origin.sheet, cell.origin.cell): cell for grid in document.grids for cell in grid.cells()}
    filled = FilledForm(HiddenSheet.of(cells, file), cells, file)
    review = _review(filled)
    broken = [finding for finding in document.findings if finding.code in ("I308", "I309")]
    if broken or filled.faults:
        raise SubmissionError(dict.fromkeys([*broken, *filled.faults]))
    return review


def _review(filled: FilledForm) -> Review:
    head = filled.form.head
    facts = dict(_facts(filled))
    judgements: dict[str, Judgement] = {}
    applies: dict[str, dict[str, str]] = {"not_applicable": {}, "applicable": {}}
    remarks: dict[str, str] = {}
    more = further(filled)
    for row in filled.rows("rows", ROW_COLUMNS, filled.form.rows):
        line = Line(filled, row, filled.form.rows[row["id"].text], more.pop(row["id"].text, ()))
        facts |= line.facts()
        if remark := row["remark"].text:
            remarks[line.id] = remark
        line.judge(judgements, applies, facts)
    return Review(
        reviewer=_reviewer(filled),
        date=_date(filled),
        opinion=_head(filled, "opinion").text,
        entity=head["entity"],
        year=head["year"],
        scheme=head["scheme"],
        digest=head["digest"],
        facts=facts,
        judgements=judgements,
        remarks=remarks,
        **applies,
    )


def _head(filled: FilledForm, name: str) -> Cell:
    return filled.cell("head", HEAD_CELLS[name])


def _reviewer(filled: FilledForm) -> str:
    cell = _head(filled, "reviewer")
    if not cell.text:
        key = Text("复核人", "reviewer")
        filled.fault(cell, kind("I104").at("reviewer", key=key))
    return cell.text


def _date(filled: FilledForm) -> date | None:
    cell = _head(filled, "date")
    found = day(cell.text)
    if cell.text and found is None:
        wanted = Text("2024-05-06 这样的日期", "a date like 2024-05-06")
        filled.fault(cell, kind("I103").at("date", wanted=wanted, found=Text(cell.text[:80]), advice=Text()))
    return found


def _facts(filled: FilledForm) -> Iterator[tuple[str, Any]]:
    """The figures that were corrected."""
    for row in filled.rows("figures", FIGURE_COLUMNS, filled.form.figures):
        cell = row["reviewed"]
        if not cell.text:
            continue
        path = row["id"].text
        try:
            yield path, figure(cell, filled.form.figures[path])
        except PerfevalError as error:
            for finding in error.findings:
                filled.fault(cell, evolve(finding, location=f"facts.{path}"))

"""A reviewer at a spreadsheet: what a review says, typed into the cells of a form."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import openpyxl

from perfeval.auditing.reviews.layout import FIGURE_COLUMNS, FURTHER_COLUMNS, HEAD_CELLS, ROW_COLUMNS
from perfeval.model import Deduction, Judgement, Review
from perfeval.numbers import Money

TIERS = {"reached": "达成预期目标", "partly": "部分达成", "missed": "未达成"}


class Form:
    """A form under the reviewer's hands."""

    def __init__(self, data: bytes) -> None:
        self.book = openpyxl.load_workbook(io.BytesIO(data))
        self.head, self.rows, self.figures, self.further = self.book.worksheets[:4]

    def line(self, sheet, id: str) -> int:
        return next(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, 1).value == id)

    def type(self, id: str, **told) -> None:
        """Fill in cells of one row."""
        line = self.line(self.rows, id)
        for name, value in told.items():
            put(self.rows, line, list(ROW_COLUMNS).index(name) + 1, value)

    def correct(self, path: str, value) -> None:
        put(self.figures, self.line(self.figures, path), list(FIGURE_COLUMNS).index("reviewed") + 1, value)

    def say(self, **told) -> None:
        for name, value in told.items():
            cell = self.head[HEAD_CELLS[name]]
            put(self.head, cell.row, cell.column, value)

    def saved(self) -> bytes:
        into = io.BytesIO()
        self.book.save(into)
        return into.getvalue()

    def fill(self, review: Review) -> bytes:
        """Type a whole review."""
        self.say(reviewer=review.reviewer, date=review.date, opinion=review.opinion)
        for path, value in review.facts.items():
            if not path.startswith("targets["):
                self.correct(path, value)
        line = 1
        for id in (self.rows.cell(row, 1).value for row in range(2, self.rows.max_row + 1)):
            self.value(id, review)
            if id in review.not_applicable:
                self.type(id, score="不适用", reason=review.not_applicable[id])
            first, *others = (*deductions(review.judgements.get(id)), None)
            self.judge(id, review.judgements.get(id), first)
            for deduction in others[:-1] if first is not None else []:
                line += 1
                self.take(line, id, deduction)
            self.type(id, remark=review.remarks.get(id, ""))
        return self.saved()

    def value(self, id: str, review: Review) -> None:
        target = f"targets[{id.rpartition('[')[2].removesuffix(']')}]"
        if f"{target}.actual" in review.facts:
            self.type(id, value=review.facts[f"{target}.actual"])
        if f"{target}.tier" in review.facts:
            degree = review.facts[f"{target}.degree"]
            self.type(id, value=f"{TIERS[review.facts[f'{target}.tier']]}（{degree * 100:f}%）")

    def judge(self, id: str, judgement: Judgement | None, first: Deduction | None) -> None:
        if judgement is None:
            return
        if first is not None:
            self.type(id, off=first.points, **why(first))
        else:
            told = {"code": judgement.code, "reason": judgement.reason, "evidence": "、".join(judgement.evidence)}
            self.type(id, score=judgement.points, share=judgement.share, **told)

    def take(self, line: int, id: str, deduction: Deduction) -> None:
        told = {"id": id, "off": deduction.points, **why(deduction)}
        for n, name in enumerate(FURTHER_COLUMNS, start=1):
            put(self.further, line, n, told[name])


def deductions(judgement: Judgement | None) -> tuple[Deduction, ...]:
    return () if judgement is None else judgement.deductions or ()


def why(deduction: Deduction) -> dict:
    return {
        "share": deduction.share,
        "code": deduction.code,
        "reason": deduction.reason,
        "evidence": deduction.evidence,
    }


def put(sheet, line: int, column: int, value) -> None:
    """What a person types: a share as a percentage, a truth as 是 or 否, a text as a text even if it begins with =."""
    if value is None or value == "":
        return
    cell = sheet.cell(line, column)
    if isinstance(value, bool):
        value = "是" if value else "否"
    elif isinstance(value, Money):
        value = value.text
    elif isinstance(value, Decimal | int | float | date):
        cell.value = value
        return
    elif not isinstance(value, str):  # a share
        cell.value, cell.number_format = Decimal(value.numerator) / Decimal(value.denominator), "0.0%"
        return
    cell.value, cell.data_type = value, "s"

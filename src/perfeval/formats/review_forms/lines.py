"""One line of the form: the value it corrects, and the judgement that it comes to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from attrs import evolve, frozen

from perfeval.auditing.reviews.layout import ASKED, NOT_APPLICABLE
from perfeval.expressions import suggestion
from perfeval.findings import PerfevalError, SubmissionError, Text, kind, say
from perfeval.formats.pages.cells import Cell
from perfeval.formats.review_forms.deductions import code, deduction, number, share
from perfeval.formats.review_forms.sheets import FilledForm
from perfeval.formats.review_forms.values import bare, measured, tier
from perfeval.model import Judgement
from perfeval.numbers import plain

_SEPARATOR = re.compile(r"[、,，;；]")


@frozen
class Line:
    """One row of the form."""

    filled: FilledForm
    cells: Mapping[str, Cell]
    known: Mapping[str, Any]
    further: Any

    @property
    def id(self) -> str:
        """The id of the indicator or row."""
        return str(self.known["id"])

    def facts(self) -> dict[str, Any]:
        """The reviewed value, as the figures that it replaces."""
        cell, what = self.cells["value"], self.known["value"]
        if not cell.text:
            return {}
        target = f"targets[{self.id.rpartition('[')[2].removesuffix(']')}]"
        try:
            if what == "actual":
                return {f"{target}.actual": measured(cell)}
            if what == "tier":
                return {f"{target}.{name}": value for name, value in tier(cell).items()}
            detail = Text(
                "这一指标没有单独的实际值，请在“数据复核”里改它所用的数据",
                "there is no value to replace here: correct its figures on the sheet of figures",
            )
            raise SubmissionError(kind("I114").at("", detail=detail))
        except PerfevalError as error:
            for finding in error.findings:
                self.filled.fault(cell, evolve(finding, location=f"judgements.{self.id}"))
        return {}

    def judge(
        self, judgements: dict[str, Judgement], applies: Mapping[str, dict[str, str]], facts: Mapping[str, Any]
    ) -> None:
        """What the reviewer gave or took; a row that nobody filled in becomes an empty judgement."""
        typed, reason = self.cells["score"].text, self.cells["reason"].text
        if bare(typed) in (bare(NOT_APPLICABLE.zh), bare(NOT_APPLICABLE.en), "n/a"):
            if self.known["applies"]:
                applies["not_applicable"][self.id] = reason
            return
        said = any(self.cells[name].text for name in ASKED if name != "remark") or self.further
        if not self.known["applies"]:
            if not said:
                return
            applies["applicable"][self.id] = reason
        judgement = self._judgement()
        by_rule = self.cells["value"].text or any(path in facts for path in self.known["figures"])
        if judgement is None and by_rule:
            judgement = Judgement(deductions=(), **self._why()) if any(self._why().values()) else None
            if judgement is None:
                return
        judgements[self.id] = judgement or Judgement(**self._why())

    def _why(self) -> dict[str, Any]:
        evidence = [part for each in _SEPARATOR.split(self.cells["evidence"].text) if (part := each.strip())]
        why = code(self.filled, self.cells["code"])
        return {"reason": self.cells["reason"].text, "code": why, "evidence": tuple(evidence)}

    def _judgement(self) -> Judgement | None:
        """By a level, a score, or deductions; None where there is none of them."""
        filled, score = self.filled, self.cells["score"]
        if self.known["levels"]:
            return self._level(score) if score.text else None
        taken = None if score.text else deduction(filled, self.cells, self.known)
        if not score.text:
            deductions = [*([] if taken is None else [taken]), *self.further]
            why = self._why() if taken is None else {}
            return Judgement(deductions=deductions, **why) if deductions else None
        points = number(filled, score)
        self._agreeing(points)
        return None if points is None else Judgement(points, share=share(filled, self.cells["share"]), **self._why())

    def _level(self, cell: Cell) -> Judgement:
        if cell.text not in self.known["levels"]:
            options = "、".join(self.known["levels"])
            near = suggestion(cell.text, self.known["levels"])
            self.filled.fault(cell, kind("I111").at("", found=cell.text[:80], options=options, near=near))
        return Judgement(level=cell.text, **self._why())

    def _agreeing(self, points: Decimal | None) -> None:
        """A score and points off beside each other say the same, or one of them is wrong."""
        off = number(self.filled, self.cells["off"])
        if points is None or (off is None and not self.further):
            return
        total = sum((d.points for d in self.further), off or Decimal(0))
        starts = [Decimal(self.known[name]) for name in ("points", "own_score") if self.known[name] is not None]
        if all(start - total != points for start in starts):
            detail = say(
                "复核得分 {points} 与扣分 {off} 对不上",
                "the reviewed score {points} and {off} points off do not agree",
                points=plain(points),
                off=plain(total),
            )
            self.filled.fault(self.cells["off"], kind("I114").at(f"judgements.{self.id}", detail=detail))

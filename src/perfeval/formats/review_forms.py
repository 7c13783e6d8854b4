"""A filled-in review form read back as a review, with every mistake named by its sheet and cell."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from attrs import evolve, field, frozen

from perfeval.auditing.reviews.forms import FORM
from perfeval.auditing.reviews.layout import (
    ASKED,
    FIGURE_COLUMNS,
    FURTHER_COLUMNS,
    HEAD_CELLS,
    HIDDEN,
    NOT_APPLICABLE,
    ROW_COLUMNS,
)
from perfeval.expressions import suggestion
from perfeval.findings import Finding, FormatError, Origin, PerfevalError, SubmissionError, Text, kind, say
from perfeval.formats.pages.cells import Cell
from perfeval.formats.pages.places import letters
from perfeval.formats.pages.xlsx import read_xlsx
from perfeval.model import Deduction, Judgement, Review
from perfeval.numbers import MONEY_UNITS, Money, exact, fraction, normalise, plain, read_written, to_decimal

_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_TIER = re.compile(r"(?P<tier>[^\d（(]*)[（(]?\s*(?P<degree>[\d.]+\s*[%％])?\s*[）)]?")
_TIERS = {
    **dict.fromkeys(("达成预期目标", "达成", "reached"), "reached"),
    **dict.fromkeys(("部分达成", "partly reached", "partly"), "partly"),
    **dict.fromkeys(("未达成", "missed"), "missed"),
}
_FLAGS = {**dict.fromkeys(("是", "yes", "true", "√"), True), **dict.fromkeys(("否", "no", "false", "×"), False)}
_SEPARATOR = re.compile(r"[、,，;；]")


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
    form = _Form.of(cells, file)
    reader = _Reader(form, cells, file)
    review = reader.review()
    broken = [finding for finding in document.findings if finding.code in ("I308", "I309")]
    if broken or reader.faults:
        raise SubmissionError(dict.fromkeys([*broken, *reader.faults]))
    return review


@frozen
class _Form:
    """What the hidden sheet says."""

    head: Mapping[str, Any]
    rows: Mapping[str, Mapping[str, Any]]
    figures: Mapping[str, Mapping[str, Any]]

    @classmethod
    def of(cls, cells: Mapping[tuple[str, str], Cell], file: str) -> _Form:
        first = cells.get((HIDDEN, "A1"))
        found = "" if first is None else first.text
        if found != FORM:
            advice = Text(
                "用 perfeval review --form 制作复核表，填写后不要删除其中的隐藏工作表",
                "make the form by perfeval review --form, and leave its hidden sheet where it is",
            )
            fault = kind("I109").at("", origin=Origin(file), found=found[:80], wanted=FORM)
            raise FormatError(evolve(fault, advice=advice))
        try:
            lines = [json.loads(line) for line in _lines(cells)]
            head, rest = lines[0], lines[1:]
            rows = {line["row"]["id"]: _typed(line["row"], _ROW) for line in rest if "row" in line}
            figures = {line["figure"]["path"]: _typed(line["figure"], _FIGURE) for line in rest if "figure" in line}
            _typed(head, _HEAD)
            sheets = {name: str(head["sheets"][name]) for name in ("head", "rows", "figures", "further")}
            return cls({**head, "sheets": sheets, "reasons": _reasons(head["reasons"])}, rows, figures)
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
            detail = Text("隐藏工作表的内容被改动过", "the hidden sheet was changed")
            raise FormatError(kind("I101").at("", origin=Origin(file, HIDDEN), detail=detail)) from error


_MAYBE = (str, type(None))
_HEAD = {"entity": str, "year": int, "scheme": str, "digest": str, "sheets": dict, "reasons": list}
_FIGURE = {"path": str, "kind": str, "unit": str}
_ROW = {
    "id": str,
    "points": _MAYBE,
    "own_score": _MAYBE,
    "applies": bool,
    "value": str,
    "levels": list,
    "figures": list,
}


def _typed(told: Mapping[str, Any], types: Mapping[str, Any]) -> Mapping[str, Any]:
    """What the hidden sheet tells, if it is all there and of its type; numbers are texts that hold one."""
    for name, wanted in types.items():
        if not isinstance(told[name], wanted):
            raise TypeError(name)
        if wanted is _MAYBE and told[name] is not None:
            exact(told[name])
    return told


def _lines(cells: Mapping[tuple[str, str], Cell]) -> Iterator[str]:
    row = 2
    while (cell := cells.get((HIDDEN, f"A{row}"))) is not None and cell.text:
        yield cell.text
        row += 1


def _reasons(listed: Any) -> dict[str, str]:
    """Codes by what people choose: the code itself, or what it means in either language."""
    return {_bare(word): str(code) for code, *words in listed for word in (code, *words) if word}


def _bare(text: str) -> str:
    return "".join(normalise(text).split()).lower()


@frozen
class _Reader:
    """Reads the cells of one form; faults gather."""

    form: _Form
    cells: Mapping[tuple[str, str], Cell]
    file: str
    faults: list[Finding] = field(factory=list)

    def review(self) -> Review:
        head = self.form.head
        facts = dict(self._facts())
        judgements: dict[str, Judgement] = {}
        applies: dict[str, dict[str, str]] = {"not_applicable": {}, "applicable": {}}
        remarks: dict[str, str] = {}
        further = self._further()
        for row in self._rows("rows", ROW_COLUMNS, self.form.rows):
            line = _Line(self, row, self.form.rows[row["id"].text], further.pop(row["id"].text, ()))
            facts |= line.facts()
            if remark := row["remark"].text:
                remarks[line.id] = remark
            line.judge(judgements, applies, facts)
        return Review(
            reviewer=self._reviewer(),
            date=self._date(),
            opinion=self._head("opinion").text,
            entity=head["entity"],
            year=head["year"],
            scheme=head["scheme"],
            digest=head["digest"],
            facts=facts,
            judgements=judgements,
            remarks=remarks,
            **applies,
        )

    def _head(self, name: str) -> Cell:
        return self.cell("head", HEAD_CELLS[name])

    def cell(self, sheet: str, name: str) -> Cell:
        """A cell, blank where nothing stands in it."""
        title = self.form.head["sheets"][sheet]
        return self.cells.get((title, name)) or Cell("", Origin(self.file, title, name))

    def _reviewer(self) -> str:
        cell = self._head("reviewer")
        if not cell.text:
            key = Text("复核人", "reviewer")
            self.fault(cell, kind("I104").at("reviewer", key=key))
        return cell.text

    def _date(self) -> date | None:
        cell = self._head("date")
        day = _day(cell.text)
        if cell.text and day is None:
            wanted = Text("2024-05-06 这样的日期", "a date like 2024-05-06")
            self.fault(cell, kind("I103").at("date", wanted=wanted, found=Text(cell.text[:80]), advice=Text()))
        return day

    def fault(self, cell: Cell, finding: Finding) -> None:
        """Note a mistake with its sheet and cell."""
        self.faults.append(evolve(finding, origin=cell.origin))

    def _rows(self, sheet: str, columns: Mapping[str, Any], known: Mapping[str, Any]) -> Iterator[dict[str, Cell]]:
        """The lines of a sheet that speak of something known; whatever else is filled in is a fault."""
        key = next(iter(columns))
        seen: dict[str, Cell] = {}
        for line in range(2, self._last(sheet) + 1):
            row = {name: self.cell(sheet, f"{letters(n)}{line}") for n, name in enumerate(columns)}
            cell = row[key]
            row["id"] = cell
            if cell.text in known and cell.text not in seen:
                seen[cell.text] = cell
                yield row
            elif cell.text in seen:
                self.fault(cell, kind("I105").at(f"{sheet}[{line}]", key=cell.text))
            elif any(each.text for each in row.values()):
                near = suggestion(cell.text, known)
                what = Text("标识", "id")
                self.fault(cell, kind("I115").at(f"{sheet}[{line}]", name=cell.text[:80], what=what, near=near))
        for id in known:
            if id not in seen:
                origin = Cell("", Origin(self.file, self.form.head["sheets"][sheet]))
                self.fault(origin, kind("I104").at(id, key=id))

    def _last(self, sheet: str) -> int:
        title = self.form.head["sheets"][sheet]
        return max((int(re.sub(r"\D", "", name)) for (each, name) in self.cells if each == title), default=1)

    def _facts(self) -> Iterator[tuple[str, Any]]:
        """The figures that were corrected."""
        for row in self._rows("figures", FIGURE_COLUMNS, self.form.figures):
            cell = row["reviewed"]
            if not cell.text:
                continue
            path = row["id"].text
            try:
                yield path, _value(cell, self.form.figures[path])
            except PerfevalError as error:
                for finding in error.findings:
                    self.fault(cell, evolve(finding, location=f"facts.{path}"))

    def _further(self) -> dict[str, list[Deduction]]:
        """Deductions beyond the first, by row."""
        found: dict[str, list[Deduction]] = {}
        for line in range(2, self._last("further") + 1):
            row = {name: self.cell("further", f"{letters(n)}{line}") for n, name in enumerate(FURTHER_COLUMNS)}
            if not any(cell.text for cell in row.values()):
                continue
            id = row["id"].text
            taken = None
            if id not in self.form.rows:
                near = suggestion(id, self.form.rows)
                self.fault(row["id"], kind("I115").at("", name=id[:80], what=Text("标识", "id"), near=near))
            elif (taken := self.deduction(row, self.form.rows[id])) is None:
                key = Text("扣分或扣分比例", "points or share off")
                self.fault(row["off"], kind("I104").at(f"judgements.{id}", key=key))
            if taken is not None:
                found.setdefault(id, []).append(taken)
        return found

    def deduction(self, row: Mapping[str, Cell], known: Mapping[str, Any]) -> Deduction | None:
        """What is taken, by points or by the share of the full marks; None where neither is given."""
        share, points = self.share(row["share"]), self.number(row["off"])
        if points is None and share is not None and known["points"] is not None:
            points = to_decimal(share * Fraction(known["points"]))
        if points is None:
            return None
        return Deduction(points, row["reason"].text, self.code(row["code"]), row["evidence"].text, share)

    def number(self, cell: Cell) -> Decimal | None:
        """A number: typed ones to all their digits, texts as people write them."""
        if not cell.text:
            return None
        try:
            return exact(cell.text) if cell.number is None or "%" in cell.text else cell.number
        except PerfevalError as error:
            for finding in error.findings:
                self.fault(cell, finding)
        return None

    def share(self, cell: Cell) -> Fraction | None:
        """A share: `30%`, or 0.3."""
        if not cell.text:
            return None
        try:
            share = fraction(cell.text) if cell.number is None else Fraction(cell.number)
            share /= 100 if cell.number is not None and cell.text.endswith("%") else 1
        except PerfevalError as error:
            for finding in error.findings:
                self.fault(cell, finding)
            return None
        if not 0 <= share <= 1:
            found = f"{plain(share * 100, 6)}%"
            self.fault(cell, kind("I113").at("", found=found, low="0%", high="100%"))
            return None
        return share

    def code(self, cell: Cell) -> str:
        """The code of a reason, chosen by its words."""
        reasons = self.form.head["reasons"]
        if not cell.text:
            return ""
        found = reasons.get(_bare(cell.text))
        if found is None:
            options = "、".join(dict.fromkeys(reasons.values()))
            near = suggestion(cell.text, reasons.values())
            self.fault(cell, kind("I111").at("", found=cell.text[:80], options=options, near=near))
        return found or ""


@frozen
class _Line:
    """One row of the form."""

    reader: _Reader
    cells: Mapping[str, Cell]
    known: Mapping[str, Any]
    further: Any

    @property
    def id(self) -> str:
        return str(self.known["id"])

    def facts(self) -> dict[str, Any]:
        """The reviewed value, as the figures that it replaces."""
        cell, what = self.cells["value"], self.known["value"]
        if not cell.text:
            return {}
        target = f"targets[{self.id.rpartition('[')[2].removesuffix(']')}]"
        try:
            if what == "actual":
                return {f"{target}.actual": _measured(cell)}
            if what == "tier":
                return {f"{target}.{name}": value for name, value in _tier(cell).items()}
            detail = Text(
                "这一指标没有单独的实际值，请在“数据复核”里改它所用的数据",
                "there is no value to replace here: correct its figures on the sheet of figures",
            )
            raise SubmissionError(kind("I114").at("", detail=detail))
        except PerfevalError as error:
            for finding in error.findings:
                self.reader.fault(cell, evolve(finding, location=f"judgements.{self.id}"))
        return {}

    def judge(
        self, judgements: dict[str, Judgement], applies: Mapping[str, dict[str, str]], facts: Mapping[str, Any]
    ) -> None:
        """What the reviewer gave or took; a row that nobody filled in becomes an empty judgement."""
        typed, reason = self.cells["score"].text, self.cells["reason"].text
        if _bare(typed) in (_bare(NOT_APPLICABLE.zh), _bare(NOT_APPLICABLE.en), "n/a"):
            if self.known["applies"]:
                applies["not_applicable"][self.id] = reason
            return
        filled = any(self.cells[name].text for name in ASKED if name != "remark") or self.further
        if not self.known["applies"]:
            if not filled:
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
        code = self.reader.code(self.cells["code"])
        return {"reason": self.cells["reason"].text, "code": code, "evidence": tuple(evidence)}

    def _judgement(self) -> Judgement | None:
        """By a level, a score, or deductions; None where there is none of them."""
        reader, score = self.reader, self.cells["score"]
        if self.known["levels"]:
            return self._level(score) if score.text else None
        taken = None if score.text else reader.deduction(self.cells, self.known)
        if not score.text:
            deductions = [*([] if taken is None else [taken]), *self.further]
            why = self._why() if taken is None else {}
            return Judgement(deductions=deductions, **why) if deductions else None
        points = reader.number(score)
        self._agreeing(points)
        return None if points is None else Judgement(points, share=reader.share(self.cells["share"]), **self._why())

    def _level(self, cell: Cell) -> Judgement:
        if cell.text not in self.known["levels"]:
            options = "、".join(self.known["levels"])
            near = suggestion(cell.text, self.known["levels"])
            self.reader.fault(cell, kind("I111").at("", found=cell.text[:80], options=options, near=near))
        return Judgement(level=cell.text, **self._why())

    def _agreeing(self, points: Decimal | None) -> None:
        """A score and points off beside each other say the same, or one of them is wrong."""
        off = self.reader.number(self.cells["off"])
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
            self.reader.fault(self.cells["off"], kind("I114").at(f"judgements.{self.id}", detail=detail))


def _day(text: str) -> date | None:
    found = _DATE.match(text)
    try:
        return None if found is None else date(*map(int, found.groups()))
    except ValueError:
        return None


def _tier(cell: Cell) -> dict[str, Any]:
    """A tier with its degree: `部分达成（75%）`; a degree alone keeps the tier."""
    found = _TIER.fullmatch(cell.text.strip())
    named = "" if found is None else found["tier"].strip().lower()
    if found is None or (named and named not in _TIERS):
        options = "、".join(dict.fromkeys(["达成预期目标（95%）", "部分达成（75%）", "未达成（30%）"]))
        raise SubmissionError(kind("I111").at("", found=cell.text[:80], options=options, near=Text()))
    tier = {"tier": _TIERS[named]} if named else {}
    degree = {"degree": to_decimal(fraction(found["degree"]))} if found["degree"] else {}
    return {**tier, **degree}


def _measured(cell: Cell) -> Decimal | str:
    """The actual value of a target: a number in the unit of the row, or a text with its unit."""
    if cell.number is not None:
        return cell.number
    written = read_written(cell.text)
    return cell.text if written.unit else written.value


def _value(cell: Cell, known: Mapping[str, Any]) -> Any:
    """A figure by its kind."""
    what = known["kind"]
    if what == "flag":
        found = _FLAGS.get(cell.text.strip().lower())
        if found is None:
            raise _unlike(cell, Text("是或否", "yes or no"))
        return found
    if what == "date":
        day = _day(cell.text)
        if day is None:
            raise _unlike(cell, Text("2024-05-06 这样的日期", "a date like 2024-05-06"))
        return day
    if what in ("text", "level"):
        return cell.text
    if what == "ratio":
        if cell.number is None or cell.text.endswith("%"):
            fraction(cell.text if cell.number is None else f"{cell.number:f}%")
            return cell.text if cell.number is None else f"{cell.number:f}%"
        return cell.number
    return _money(cell, known["unit"]) if what == "money" else _plain(cell)


def _plain(cell: Cell) -> Decimal:
    return cell.number if cell.number is not None else exact(cell.text)


def _money(cell: Cell, unit: str) -> Decimal | str:
    if cell.number is not None and not any(each in cell.text for each in MONEY_UNITS):
        return cell.number
    if unit and not any(each in cell.text for each in MONEY_UNITS):
        return exact(cell.text)
    return Money.read(cell.text).text


def _unlike(cell: Cell, wanted: Text) -> SubmissionError:
    return SubmissionError(kind("I103").at("", wanted=wanted, found=Text(cell.text[:80]), advice=Text()))

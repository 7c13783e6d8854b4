"""The workbook that a reviewer fills in: the self-evaluation shown and locked, the review asked for beside it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from perfeval.auditing.reviews.forms import FORM, FormFigure, FormRow, ReviewForm
from perfeval.auditing.reviews.layout import (
    ASKED,
    FIGURE_COLUMNS,
    FIGURES,
    FURTHER,
    FURTHER_COLUMNS,
    FURTHER_ROWS,
    HEAD,
    HIDDEN,
    NOT_APPLICABLE,
    REASONS,
    ROW_COLUMNS,
    ROWS,
)
from perfeval.findings import Lang, Text, join
from perfeval.numbers import plain
from perfeval.reports.sheets import Entry, Workbook, workbook

_TITLE = Text("绩效自评复核表", "Review of a self-evaluation")
_HEAD = (
    (Text("被复核单位", "reviewed body"), "entity"),
    (Text("年度", "year"), "year"),
    (Text("方案", "scheme"), "scheme"),
    (Text("自评总分与等级", "self-evaluated total and grade"), "total"),
    (Text("复核人（必填）", "reviewer (required)"), "reviewer"),
    (Text("复核日期（如 2024-05-06）", "date (as 2024-05-06)"), "date"),
    (Text("复核意见", "opinion"), "opinion"),
)
_HOW = (
    Text("怎样填写", "How to fill this in"),
    Text(
        "灰色单元格来自自评，已锁定；黄色单元格由复核人填写。",
        "Grey cells come from the self-evaluation and are locked; yellow cells are the reviewer's.",
    ),
    Text(
        "每一行都要有结论：认可自评的，复核得分照填自评得分；否则填复核值、复核得分或扣分之一。",
        "Every row needs a result: where the self-evaluation stands, type its score; otherwise a value, a score or"
        " points off.",
    ),
    Text(
        "填了复核值，或在“数据复核”改了所用的数据，得分按规则重新计算，复核得分可以留空。",
        "With a reviewed value, or a figure corrected on the sheet of figures, the rule gives the score.",
    ),
    Text(
        "扣分从规则所得的分数中扣；评定的指标从分值中扣。只填扣分比例的，扣分 = 分值 × 比例。",
        "Points off go off what the rule gives, or off the full marks of a judged indicator. A share alone is of the"
        " full marks.",
    ),
    Text(
        "扣分、加分都要有理由：选理由分类，或写理由。一项指标因几个原因扣分的，其余写在“其他扣分”。",
        "Whatever is taken or added needs a reason: choose its kind, or write it. Further deductions have a sheet of"
        " their own.",
    ),
    Text(
        "指标不适用的，复核得分填“不适用”。",
        'Where an indicator does not apply, type "not applicable" as its score.',
    ),
)


def review_form(form: ReviewForm, lang: Lang) -> bytes:
    """The workbook of a form; `read_review_form` reads it back once it is filled in.

    Raises:
        UsageError: the extra `excel` is not installed.

    Example:
        >>> from perfeval.auditing import review_form_of
        >>> from perfeval.model import Entity, Indicator, Judgement, Scheme, Submission
        >>> from perfeval.reports import review_form
        >>> scheme = Scheme(id="toy", label="示例", groups=[Indicator("work", "工作", 100)])
        >>> own = Submission(entity=Entity("某局"), year=2024, judgements={"work": Judgement(95)})
        >>> review_form(review_form_of(own, scheme), "zh")[:2]
        b'PK'
    """
    into = BytesIO()
    with workbook(into, lang) as book:
        pen = _Pen(book, form)
        pen.head()
        pen.rows()
        pen.figures()
        pen.further()
        pen.reasons()
        pen.hidden()
    return into.getvalue()


class _Pen:
    def __init__(self, book: Workbook, form: ReviewForm) -> None:
        self.book, self.form = book, form
        framed = {"border": 1, "border_color": "#C8D0D8", "valign": "top", "text_wrap": True}
        self.asked = book.book.add_format({**framed, "locked": False, "bg_color": "#FFF8DC"})
        self.closed = book.book.add_format({**framed, "bg_color": "#F2F4F6"})

    def head(self) -> None:
        sheet = self.book.sheet(HEAD[self.book.lang], landscape=False)
        sheet.set_column(0, 0, 28)
        sheet.set_column(1, 1, 70)
        sheet.write_string(0, 0, self.book.said(_TITLE), self.book.looks.title)
        told = self._told()
        for line, (name, key) in enumerate(_HEAD, start=1):
            sheet.write_string(line, 0, self.book.said(name), self.book.looks.head)
            self.book.put(sheet, line, 1, told.get(key), self.closed if key in told else self.asked)
        for line, text in enumerate(_HOW, start=len(_HEAD) + 2):
            sheet.write_string(line, 0, self.book.said(text))
        self._protect(sheet)

    def _told(self) -> dict[str, Entry]:
        form = self.form
        edition = f" ({form.edition})" if form.edition else ""
        total = "—" if form.total is None else plain(form.total)
        return {
            "entity": form.entity,
            "year": str(form.year),
            "scheme": f"{self.book.said(form.label)} {form.scheme}{edition}",
            "total": f"{total} {form.grade or ''}".strip(),
        }

    def rows(self) -> None:
        sheet = self.book.sheet(ROWS[self.book.lang])
        names = list(ROW_COLUMNS)
        end = self.book.table(sheet, 0, list(ROW_COLUMNS.values()), [self._shown(row) for row in self.form.rows])
        for line, row in enumerate(self.form.rows, start=1):
            for name in ASKED:
                column = names.index(name)
                closed = self._is_closed(row, name)
                sheet.write_blank(line, column, None, self.closed if closed else self.asked)
                self._check(sheet, line, column, name, row)
        sheet.freeze_panes(1, 3)
        sheet.autofilter(0, 0, max(end - 1, 1), len(names) - 1)
        self._protect(sheet)

    def _shown(self, row: FormRow) -> Sequence[Entry]:
        score: Entry = row.own_level if row.own_level is not None else row.own_score
        if not row.applies:
            score = NOT_APPLICABLE
        return [row.id, row.group, row.label, row.points, row.goal, row.own_value, score]

    def _is_closed(self, row: FormRow, name: str) -> bool:
        return (name == "value" and not row.value) or (name in ("off", "share") and row.points is None)

    def _check(self, sheet: Any, line: int, column: int, name: str, row: FormRow) -> None:
        """What Excel checks as a cell is typed; it warns and lets through, since perfeval checks again."""
        if name == "code":
            sheet.data_validation(line, column, line, column, self._reasons())
        elif name == "score" and row.levels:
            sheet.data_validation(line, column, line, column, {"validate": "list", "source": list(row.levels)})

    def _reasons(self) -> dict[str, Any]:
        last = len(self.form.reasons) + 1
        return {"validate": "list", "source": f"='{REASONS[self.book.lang]}'!$A$2:$A${last}", "error_type": "warning"}

    def figures(self) -> None:
        sheet = self.book.sheet(FIGURES[self.book.lang])
        self.book.table(sheet, 0, list(FIGURE_COLUMNS.values()), [self._figure(path) for path in self.form.figures])
        column = list(FIGURE_COLUMNS).index("reviewed")
        for line, figure in enumerate(self.form.figures, start=1):
            sheet.write_blank(line, column, None, self.asked)
            choice = ["是", "否"] if figure.kind == "flag" else list(figure.options)
            if choice and len(",".join(choice)) <= 255:
                rule = {"validate": "list", "source": choice, "error_type": "warning"}
                sheet.data_validation(line, column, line, column, rule)
        self._protect(sheet)

    def _figure(self, figure: FormFigure) -> Sequence[Entry]:
        used = join((row.label for row in self.form.rows if figure.path in row.figures), "、", ", ")
        return [figure.path, figure.label, figure.unit, figure.own, None, used]

    def further(self) -> None:
        sheet = self.book.sheet(FURTHER[self.book.lang])
        self.book.table(sheet, 0, list(FURTHER_COLUMNS.values()), [])
        names = list(FURTHER_COLUMNS)
        ids = f"='{ROWS[self.book.lang]}'!$A$2:$A${len(self.form.rows) + 1}"
        for line in range(1, FURTHER_ROWS + 1):
            for column in range(len(names)):
                sheet.write_blank(line, column, None, self.asked)
        sheet.data_validation(1, 0, FURTHER_ROWS, 0, {"validate": "list", "source": ids, "error_type": "warning"})
        code = names.index("code")
        sheet.data_validation(1, code, FURTHER_ROWS, code, self._reasons())
        self._protect(sheet)

    def reasons(self) -> None:
        sheet = self.book.sheet(REASONS[self.book.lang], landscape=False)
        columns = [
            (Text("理由分类", "kind of reason"), 40),
            (Text("代码", "code"), 24),
            (Text("通常扣", "usually off"), 20),
        ]
        rows: list[Sequence[Entry]] = [
            [reason.label, reason.code, " / ".join(f"{plain(share * 100)}%" for share in reason.percent)]
            for reason in self.form.reasons
        ]
        self.book.table(sheet, 0, columns, rows)
        self._protect(sheet)

    def hidden(self) -> None:
        """What reading goes by: lines of JSON, so that nothing in them is changed by whoever opens the workbook."""
        sheet = self.book.book.add_worksheet(HIDDEN)
        form = self.form
        head = {name: getattr(form, name) for name in ("entity", "year", "scheme", "edition", "digest")}
        sheets = {key: name[self.book.lang] for key, name in _SHEETS.items()}
        reasons = [[reason.code, reason.label.zh, reason.label.en] for reason in form.reasons]
        lines: list[Any] = [FORM, {**head, "sheets": sheets, "reasons": reasons}]
        lines += [{"row": _plain(row)} for row in form.rows]
        lines += [{"figure": {"path": f.path, "kind": f.kind, "unit": f.unit}} for f in form.figures]
        for n, line in enumerate(lines):
            sheet.write_string(n, 0, line if isinstance(line, str) else _json(line))
        sheet.very_hidden()

    def _protect(self, sheet: Any) -> None:
        """Against slips, without a password: nobody is kept out."""
        allowed = ("format_cells", "format_columns", "format_rows", "sort", "autofilter")
        sheet.protect("", dict.fromkeys(allowed, True))


_SHEETS = {"head": HEAD, "rows": ROWS, "figures": FIGURES, "further": FURTHER}


def _plain(row: FormRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "points": None if row.points is None else plain(row.points),
        "own_score": None if row.own_score is None else plain(row.own_score),
        "applies": row.applies,
        "value": row.value,
        "levels": row.levels,
        "figures": row.figures,
    }


def _json(value: Any) -> str:
    """In ASCII and without spaces, which no program on the way takes for something to tidy."""
    return json.dumps(value, ensure_ascii=True, separators=(",", ":")).replace(" ", "\\u0020")

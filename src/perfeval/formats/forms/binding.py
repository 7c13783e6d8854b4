"""From the pages of a file to what its forms say: the walk through tables and lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from perfeval.findings import Finding, kind
from perfeval.formats.forms.columns import distinct
from perfeval.formats.forms.drafts import Draft
from perfeval.formats.forms.facts import Fact, facts_in, facts_inside, key
from perfeval.formats.forms.funds import FundsTable
from perfeval.formats.forms.headers import Header, header_at
from perfeval.formats.forms.headings import Headings
from perfeval.formats.forms.indicators import IndicatorTable
from perfeval.formats.forms.labels import plain, spaceless, without_notes
from perfeval.formats.forms.ledger import Ledger
from perfeval.formats.forms.lexicon import lexicon
from perfeval.formats.forms.pairs import PairsTable, funds_in_pairs, in_pairs
from perfeval.formats.forms.stating import state
from perfeval.formats.forms.tables import Goals, ListTable
from perfeval.formats.forms.transposed import SourcesTable, sources_at
from perfeval.formats.pages import Cell, Document, Grid, Line
from perfeval.model import Reading

_YEAR = re.compile(r"((?:19|20)\d\d)\s*年")
_TABLE = re.compile(r"表\d+")
_LONGEST_TITLE = 60
_PAGE = re.compile(r"[-—–第\s]*\d{1,4}[-—–页/共\s\d]*")

Table = FundsTable | IndicatorTable | SourcesTable | PairsTable | Goals | ListTable


def bind(document: Document) -> Reading:
    """Everything that the forms in a document say.

    Example:
        >>> from perfeval.formats.forms import bind
        >>> from perfeval.formats.pages import Cell, Document, Grid
        >>> texts = [["项目资金（万元）", "全年预算数", "全年执行数"], ["年度资金总额", "922.01", "884.78"]]
        >>> rows = [[Cell(t, row=r, column=c) for c, t in enumerate(row)] for r, row in enumerate(texts)]
        >>> reading = bind(Document("form.xlsx", (Grid("自评表", rows),)))
        >>> row = reading.sheets[0].funds[0]
        >>> row.path, row.actual.value, row.actual.unit
        ('funds[年度资金总额]', Decimal('884.78'), '万元')
    """
    walk = _Walk(document)
    walk.run()
    sheets = [draft.sheet() for draft in walk.drafts if draft.filled]
    ignored, unread = walk.ledger.close(sheets)
    return Reading(document.file, sheets, (), ignored, unread, (*document.findings, *walk.findings))


class _Walk:
    """Goes through a document once, from top to bottom."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.ledger = Ledger(document)
        self.draft = Draft()
        self.drafts = [self.draft]
        self.headings = Headings()
        self.table: Table | None = None
        self.width = 0
        self.findings: list[Finding] = []
        self.running = False
        """Whether a title just came again: it is that of the next form, or of the same form's next page."""
        self.later: int | None = None

    def run(self) -> None:
        for block in self.document.blocks:
            if isinstance(block, Line):
                self._line(block)
            else:
                self._grid(block)
        self._close()

    def _grid(self, grid: Grid) -> None:
        width = len(grid.rows[0]) if grid.rows else 0
        if not _TABLE.fullmatch(grid.name) and self._touched():
            self._next("")
        if width != self.width:
            self._close()
        self.width = width
        self.draft.name = self.draft.name or grid.name
        number = 0
        while number < len(grid.rows):
            header = header_at(grid, number)
            if heads := sources_at(grid, number):
                self._close()
                self.table = SourcesTable(heads, grid.rows[number], self.draft, self.ledger)
                number += 1
            elif header is None or (header.block == "funds" and in_pairs(grid, number + header.height)):
                self._row(grid, number)
                number += 1
            else:
                self._header(grid, header)
                number += header.height

    def _touched(self) -> bool:
        return self._begun or bool(self.draft.name)

    def _line(self, line: Line) -> None:
        text = plain(line.text)
        if _is_title(text):
            self._titled(line)
        elif _YEAR.search(line.text) and len(text) < 30:
            self._dated(line)
        elif _PAGE.fullmatch(text):
            self.ledger.ignore("page", [line])
        for fact in facts_inside(line):
            self._fact(fact)

    def _titled(self, cell: Cell | Line) -> None:
        """A title begins another form below one that has something in it; a running head of a page does not."""
        title = spaceless(cell.text)
        self.ledger.ignore("title", [cell])
        if self._begun:
            self.running = title == self.draft.title and cell.origin.page is not None
            if not self.running:
                self._next(title)
            return
        self._name(title)
        self.draft.origin = cell.origin
        self._dated(cell)

    def _name(self, title: str) -> None:
        self.draft.title = title
        self.draft.kind = lexicon("names", "kinds").find(plain(title)) or self.draft.kind  # type: ignore[assignment]

    def _dated(self, cell: Cell | Line) -> None:
        found = _YEAR.search(cell.text)
        if found and self.running:
            self.later = int(found[1])
        elif found and self.draft.year is None:
            self.draft.year = int(found[1])
        self.ledger.ignore("year", [cell])

    def _next(self, title: str) -> None:
        """Begin another sheet."""
        self._close()
        last = self.draft
        self.draft = Draft(year=self.later)
        self.running, self.later = False, None
        if last.name and _TABLE.fullmatch(last.name):
            self.draft.name = last.name
        self.drafts.append(self.draft)
        self.headings = Headings()
        if title:
            self._name(title)

    def _close(self) -> None:
        if self.table is not None:
            self.table.close()
        self.table = None

    def _header(self, grid: Grid, header: Header) -> None:
        self.ledger.ignore("header", header.cells)
        if not self.draft.filled and not self.draft.begun:
            self.draft.origin = self.draft.origin if self.draft.title else header.cells[0].origin
        if header.block == "indicators":
            if isinstance(self.table, IndicatorTable):
                self.table.again(header)
                return
            self._close()
            self.table = IndicatorTable(header, self.draft, self.ledger, self.headings)
            return
        self._close()
        if header.block == "funds":
            self.table = FundsTable(header, self.draft, self.ledger)
        elif header.block == "goals":
            self.table = Goals(header, self.draft, self.ledger)
        else:
            self.table = ListTable()
            self.findings.append(kind("I314").at("", origin=header.cells[0].origin))

    def _row(self, grid: Grid, number: int) -> None:
        row = grid.rows[number]
        cells = distinct(iter(row))
        fresh = [cell for cell in cells if cell.row == number and cell.text.strip()]
        if not fresh:
            return
        if len(fresh) == 1 and len([cell for cell in cells if cell.text.strip()]) == 1 and self._heads(fresh[0]):
            return
        if self._stated(fresh, row):
            return
        if self.table is not None and self.table.read(number, row):
            return
        if not isinstance(self.table, Goals | ListTable):
            self._close()
        self._loose(fresh)

    def _loose(self, fresh: Sequence[Cell]) -> None:
        """A row that belongs to no block."""
        for fact in facts_in(fresh):
            self._fact(fact)
        table = funds_in_pairs(fresh, self.draft, self.ledger)
        if table is not None:
            self._close()
            self.table = table

    def _heads(self, cell: Cell) -> bool:
        """Whether a row of one cell is a title, or the year below it."""
        text = plain(cell.text)
        if _is_title(text):
            self._titled(cell)
            return True
        if not self.draft.begun and _YEAR.search(cell.text) and len(text) < 30 and ":" not in text:
            self._dated(cell)
            return True
        return False

    def _stated(self, fresh: Sequence[Cell], row: Sequence[Cell]) -> bool:
        """Whether a row begins with a fact, which ends the block above it unless it is its total."""
        name, _ = key(fresh[0].text)
        facts = () if name else tuple(facts_inside(fresh[0]))
        if not name and not facts:
            return False
        if isinstance(self.table, IndicatorTable) and not self._above_values(fresh[0]):
            return False
        if isinstance(self.table, IndicatorTable) and name not in ("total", "grade") and self.table.scores(row):
            return False  # 绩效目标 with points beside it is an indicator
        if name == "total" and isinstance(self.table, IndicatorTable):
            self._total(self.table, fresh, row)
            return True
        if name != "grade" and not isinstance(self.table, IndicatorTable):
            self._close()
        self._loose(fresh)
        return True

    def _above_values(self, cell: Cell) -> bool:
        """Whether a cell stands where an indicator block has its outermost level."""
        return cell.column == 0 or len(plain(cell.text)) > 12

    def _total(self, table: IndicatorTable, fresh: Sequence[Cell], row: Sequence[Cell]) -> None:
        read = {id(cell) for cell in table.total(fresh[0], row)}
        self._loose([cell for cell in fresh if id(cell) not in read][1:] if read else fresh)

    def _fact(self, fact: Fact) -> None:
        if fact.name in ("project", "entity") and self._starts(fact):
            self._next(self.draft.title)
        state(fact, self.draft, self.ledger)

    def _starts(self, fact: Fact) -> bool:
        """Whether a fact of the head comes again below a form: the next one begins."""
        if fact.name == "project":
            return bool(fact.text) and self._begun and spaceless(fact.text) != self.draft.project
        return bool(fact.text) and bool(self.draft.indicators) and spaceless(fact.text) != self.draft.entity

    @property
    def _begun(self) -> bool:
        """Whether the sheet is past its head."""
        return self.draft.begun or self.table is not None


def _is_title(text: str) -> bool:
    words = lexicon("names", "titles")
    return len(text) < _LONGEST_TITLE and bool(words.find(text) or words.find(without_notes(text)))

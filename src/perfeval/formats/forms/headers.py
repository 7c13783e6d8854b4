"""Finding the header of a block: which column of a table holds what."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from attrs import evolve, frozen

from perfeval.formats.forms.columns import LEVELS, MONEY_LIKE, Block, Column, distinct, resolved
from perfeval.formats.forms.facts import key
from perfeval.formats.forms.labels import header, money_unit, plain
from perfeval.formats.forms.lexicon import lexicon
from perfeval.formats.forms.values import is_number
from perfeval.formats.pages import Cell, Grid

_MOST_ROWS = 3
_YEAR = re.compile(r"((?:19|20)\d\d)年")
_LONGEST = 40
_LEAST_OF_A_LIST = 3
_LETTERS = re.compile(r"\(?[A-Z①-⑩](?:[=＝].*)?\)?|[A-Z]/[A-Z].*")


@frozen
class Header:
    """The header of a block."""

    block: Block
    row: int
    """Its first row."""
    height: int
    """How many rows it takes."""
    columns: tuple[Column, ...]
    """Its columns from left to right."""
    cells: tuple[Cell, ...] = ()
    """What it is printed in."""

    def column(self, role: str) -> Column | None:
        """The first column of a role."""
        return next((column for column in self.columns if column.role == role), None)

    @property
    def roles(self) -> frozenset[str]:
        """The roles of its columns."""
        return frozenset(column.role for column in self.columns if column.role)


def header_at(grid: Grid, row: int) -> Header | None:
    """The header that begins in a row, None where none does.

    Example:
        >>> from perfeval.formats.forms.headers import header_at
        >>> from perfeval.formats.pages import Cell, Grid
        >>> texts = ["项目资金（万元）", "", "全年预算数(A)", "全年执行数(B)", "执行率(B/A)"]
        >>> grid = Grid("", [[Cell(text, row=0, column=n) for n, text in enumerate(texts)]])
        >>> [column.role for column in header_at(grid, 0).columns]
        ['', '', 'adjusted', 'actual', 'rate']
    """
    if not _may_be_header(grid, row):
        return None
    best = _header(grid, row, 1)
    first = next(cell for cell in grid.rows[row] if cell.text.strip())
    if key(first.text)[0] and (best is None or ("listed" in best.roles and len(best.roles) < _LEAST_OF_A_LIST)):
        return None  # 项目名称 stands over a column of a list as it stands beside one name
    for height in range(2, _MOST_ROWS + 1):
        if not _continues(grid, row, row + height - 1):
            break
        best = _header(grid, row, height) or best
    return best


def _may_be_header(grid: Grid, row: int) -> bool:
    fresh = [cell for cell in distinct(iter(grid.rows[row])) if cell.row == row and cell.text.strip()]
    return len(fresh) > 1 and not any(is_number(cell) for cell in fresh)


def _header(grid: Grid, row: int, height: int) -> Header | None:
    for block, fits in _BLOCKS:
        columns = resolved(block, _columns(grid, row, height, block))
        found = Header(block, row, height, columns, _stacked(grid, row, height))
        if fits(found):
            return evolve(found, block="list") if _lists(found) else found
    return None


def _columns(grid: Grid, row: int, height: int, block: Block) -> Iterator[Column]:
    """Columns under one and the same lowest header cell are one column."""
    width = len(grid.rows[row])
    taken: list[int] = []
    for place in range(width):
        taken.append(place)
        stack = _stack(grid, row, height, place)
        if place + 1 < width and stack and _stack(grid, row, height, place + 1)[-1:] == stack[-1:]:
            continue
        yield Column(_role(block, stack), tuple(taken), _unit(stack), _year(stack))
        taken = []


def _stack(grid: Grid, row: int, height: int, place: int) -> list[Cell]:
    cells = distinct(grid.rows[r][place] for r in range(row, row + height))
    return [cell for cell in cells if cell.row >= row and cell.text.strip() and len(cell.text) <= _LONGEST]


def _stacked(grid: Grid, row: int, height: int) -> tuple[Cell, ...]:
    return distinct(cell for r in range(row, row + height) for cell in grid.rows[r] if cell.row >= row)


def _role(block: Block, stack: Sequence[Cell]) -> str:
    words = lexicon("headers", block)
    texts = [header(cell.text) for cell in stack]
    tries = ["".join(texts), *reversed(texts)] if len(texts) > 1 else texts
    exact = next((words.exact[text] for text in tries[:2] if text in words.exact), "")
    return exact or next((role for role in map(words.find, tries) if role), "")


def _unit(stack: Sequence[Cell]) -> str:
    for cell in reversed(stack):
        if unit := money_unit(cell.text):
            return unit
    return "%" if any("%" in plain(cell.text) and "100%" not in plain(cell.text) for cell in stack) else ""


def _year(stack: Sequence[Cell]) -> int:
    return next((int(found[1]) for cell in stack if (found := _YEAR.search(plain(cell.text)))), 0)


def _continues(grid: Grid, first: int, row: int) -> bool:
    """Whether a row goes on with the header above it: all of it is headers, or letters for formulas."""
    if row >= len(grid.rows):
        return False
    fresh = [cell for cell in distinct(iter(grid.rows[row])) if cell.row == row and cell.text.strip()]
    if not fresh or any(is_number(cell) for cell in fresh):
        return False
    if all(_LETTERS.fullmatch(plain(cell.text)) for cell in fresh):
        return True
    roles = [_known(grid, first, row, cell) for cell in fresh]
    return all(roles) and len(fresh) > 1 and not _whole(grid, first, row)


def _whole(grid: Grid, first: int, row: int) -> bool:
    """Whether the row is a header of its own below a complete one."""
    below, above = _header(grid, row, 1), _header(grid, first, row - first)
    return below is not None and above is not None and below.block != above.block


def _known(grid: Grid, first: int, row: int, cell: Cell) -> bool:
    """Whether a cell is a header by itself, or word for word one with what stands over it."""
    whole = "".join(header(one.text) for one in _stack(grid, first, row - first + 1, cell.column))
    return any(_role(block, [cell]) or whole in lexicon("headers", block).exact for block, _ in _BLOCKS)


def _fits_goals(found: Header) -> bool:
    return found.roles >= {"planned", "achieved"}


def _fits_indicators(found: Header) -> bool:
    levels = LEVELS & found.roles
    others = found.roles & {"target", "actual", "points", "score", "standard", "reason"}
    return len(levels) > 1 or bool(levels and others) or found.roles >= {"target", "actual"}


def _fits_funds(found: Header) -> bool:
    money = MONEY_LIKE & found.roles
    others = found.roles & {"rate", "points", "score", "label", "listed", "reason", "balance"}
    return len(money) > 1 or bool(money and others)


def _lists(found: Header) -> bool:
    """Whether the rows are projects, each with its score."""
    return found.block == "funds" and "listed" in found.roles and bool(found.roles & {"score", "points"})


_BLOCKS: tuple[tuple[Block, Callable[[Header], bool]], ...] = (
    ("indicators", _fits_indicators),
    ("goals", _fits_goals),
    ("funds", _fits_funds),
)

"""The budget table of a report: rows of the standard budget with the places of their figures."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from attrs import frozen

from perfeval.formats.pages import Cell, Grid
from perfeval.formats.prose.plain import close_up, plain
from perfeval.formats.prose.words import LINE_WORDS, WORDS, any_of
from perfeval.model import Figure, FundsRow
from perfeval.model.reading import Column
from perfeval.model.vocabulary import OF_WHICH, PARTS
from perfeval.numbers import MONEY_UNITS

_COLUMNS = tuple((role, re.compile(any_of(words))) for role, words in WORDS["columns"].items())
_NUMBER = re.compile(r"([-+]?\d[\d,]*(?:\.(\d+))?)(%?)")
_ORDER = re.compile(r"^(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十\d]{1,2}\)|\d{1,2}[.、]|其中[:：]?)+")
_TOTAL = re.compile(r"(?:支出|资金)?(?:合计|总计|总额)|.*支出合计|部门整体支出")
_UNIT = re.compile(rf"单位[:：]?({any_of(MONEY_UNITS)})|\(({any_of(MONEY_UNITS)})\)")


@frozen
class Budget:
    """The rows of a budget table."""

    rows: tuple[FundsRow, ...]
    columns: frozenset[Column]
    unit: str


def money_unit(text: str) -> str:
    """The unit that a line such as 单位：万元 names, empty where it names none."""
    found = _UNIT.search(plain(close_up(text)))
    return (found[1] or found[2]) if found else ""


def budget(grid: Grid, unit: str = "") -> Budget | None:
    """The grid as a budget table, None where it is none."""
    roles, first = _roles(grid)
    if len({role for role in roles.values() if role != "rate"}) < 2:
        return None
    unit = next((u for row in grid.rows[:first] for cell in row if (u := money_unit(cell.text))), unit)
    made: list[FundsRow] = []
    for row in grid.rows[first:]:
        if (one := _row(row, roles, unit, made)) is not None:
            made.append(one)
    if not any(row.line for row in made):
        return None
    total = next((row.path for row in made if row.line == "total"), "")
    return Budget(_linked(made, total), frozenset(roles.values()), unit)


def _roles(grid: Grid) -> tuple[Mapping[int, Column], int]:
    """What each column holds, and the first row below the heads."""
    roles: dict[int, Column] = {}
    first = 0
    for r, row in enumerate(grid.rows[:6]):
        heads = [(c, plain(close_up(cell.text))) for c, cell in enumerate(row)]
        if any(_NUMBER.fullmatch(text) for _, text in heads):
            break
        for column, text in heads:
            role = next((role for role, words in _COLUMNS if words.search(text)), None)
            if role and len(text) <= 20 and not (row[column].width > 2):
                roles[column] = role  # type: ignore[assignment]
                first = r + 1
    return roles, first


def _row(row: Sequence[Cell], roles: Mapping[int, Column], unit: str, before: Sequence[FundsRow]) -> FundsRow | None:
    labels = [cell for cell in row[: min(roles)] if cell.text.strip() and not cell.text.strip().isdigit()]
    if not labels:
        return None
    label = close_up(labels[-1].text)
    name = _ORDER.sub("", plain(label)) or label
    times = sum(one.name == name for one in before)
    path = f"funds[{name}{f'#{times + 1}' if times else ''}]"
    figures = {
        role: figure
        for column, role in roles.items()
        if column < len(row) and (figure := _figure(row[column], f"{path}.{role}", "" if role == "rate" else unit))
    }
    if not figures:
        return None
    return FundsRow(path=path, label=label, name=name, line=_line(name), origin=labels[-1].origin, **figures)


def _figure(cell: Cell, path: str, unit: str) -> Figure | None:
    if not cell.text.strip():
        return None
    found = _NUMBER.fullmatch(plain(close_up(cell.text)))
    if found is None:
        return Figure(path, cell.text.strip(), None, 0, unit, cell.origin)
    return Figure(
        path,
        cell.text.strip(),
        Decimal(found[1].replace(",", "")) if cell.number is None else cell.number,
        len(found[2] or "") if cell.number is None else cell.places,
        found[3] or unit,
        cell.origin,
    )


def _line(name: str) -> str:
    if _TOTAL.fullmatch(name):
        return "total"
    return next((line for line, words in LINE_WORDS.items() if line != "total" and name in words), "")


def _linked(rows: Sequence[FundsRow], total: str) -> tuple[FundsRow, ...]:
    """The rows with what each is a part of: the standard's word for known lines, the numbering for others."""
    from attrs import evolve

    paths = {row.line: row.path for row in reversed(rows) if row.line}
    linked, parent = [], ""
    for n, row in enumerate(rows):
        numbered = bool(re.match(r"[一二三四五六七八九十]+、|\d+[.、]", plain(row.label)))
        after = rows[n + 1] if n + 1 < len(rows) else None
        alone = row.label.startswith("其中") and (after is None or after.path == total or _ORDER.match(after.label))
        within = paths.get(PARTS.get(row.line, OF_WHICH.get(row.line, "")), "")
        if row.path != total and not within:
            within = total if numbered or not parent else parent
        linked.append(evolve(row, within=within, of_which=row.line in OF_WHICH or (bool(alone) and within != total)))
        parent = row.path if numbered else parent
    return tuple(linked)

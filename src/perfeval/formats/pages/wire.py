"""Documents as plain values, to hand them from one process to another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from attrs import astuple

from perfeval.findings import Finding, Origin, Text
from perfeval.formats.pages.cells import Block, Cell, Grid, Line
from perfeval.formats.pages.places import address, column_of, placed

_ADDRESS = re.compile(r"([A-Z]+)([0-9]+)")


def plain_block(block: Block) -> list[Any]:
    """A table or a line as lists and texts."""
    if not isinstance(block, Grid):
        return [block.text, block.origin.page, block.origin.line]
    first = block.rows[0][0].origin
    letters, number = _ADDRESS.fullmatch(first.cell).groups()  # type: ignore[union-attr]
    cells = [
        [c.text, c.row, c.column, c.height, c.width, None if c.number is None else str(c.number), c.places]
        for c in block.cells()
        if c.text or c.height > 1 or c.width > 1
    ]
    size = [len(block.rows), len(block.rows[0]), int(number) - 1, column_of(letters)]
    return [block.name, first.sheet, first.page, block.continues, size, cells]


def block_from(plain: Sequence[Any], file: str) -> Block:
    """The table or line again."""
    if len(plain) == 3:
        return Line(plain[0], Origin(file, page=plain[1], line=plain[2]))
    name, sheet, page, continues, (height, width, top, left), cells = plain
    made = (
        Cell(
            text,
            Origin(file, sheet, address(top + row, left + column), page),
            row=row,
            column=column,
            height=high,
            width=wide,
            number=None if number is None else Decimal(number),
            places=places,
        )
        for text, row, column, high, wide, number, places in cells
    )
    return placed(name, made, height, width, Origin(file, sheet, page=page), top, left, continues=continues)


def plain_finding(finding: Finding) -> list[Any]:
    """A finding as lists and texts."""
    origin = None if finding.origin is None else astuple(finding.origin)
    return [
        finding.code,
        finding.severity,
        finding.location,
        [finding.message.zh, finding.message.en],
        [finding.advice.zh, finding.advice.en],
        origin,
    ]


def finding_from(plain: Sequence[Any]) -> Finding:
    """The finding again."""
    code, severity, location, message, advice, origin = plain
    return Finding(code, severity, location, Text(*message), Text(*advice), origin and Origin(*origin))

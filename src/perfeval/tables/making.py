"""A program with its reasons: made once for all data of the same bounds, with what each part of it needs."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from perfeval.evaluation import Plan
from perfeval.tables.building import Building
from perfeval.tables.columns import Column
from perfeval.tables.figures import Domain
from perfeval.tables.outputs import program_of
from perfeval.tables.program import Asked, Program
from perfeval.tables.reaching import Reach, reached, roots
from perfeval.tables.whys import Reasoned, whys


@frozen(eq=False)
class Made:
    """A program, and the reasons of what has no result of its own."""

    program: Program
    reasons: tuple[Reasoned, ...]
    """Those of entities."""
    row_reasons: tuple[Reasoned, ...]
    """Those of rows of open groups."""
    reach: Reach
    """What the outputs need, and the sums that reasons of entities need."""
    later: Reach
    """What the reasons of entities need: few entities have any."""
    later_rows: Reach
    """What the reasons of rows need."""
    sums: tuple[str, ...]
    """The sums that reasons of entities need."""


def made(plan: Plan, domain: Domain, asked: Asked) -> Made:
    """The program of a plan over a domain, with its reasons.

    Raises:
        WidthError: something that columns of 128 bits cannot hold for such data.
    """
    building = Building(plan, domain, asked)
    program = program_of(building)
    found = whys(building)
    own = tuple(reasoned for reasoned in found if reasoned.table is None)
    rows = tuple(reasoned for reasoned in found if reasoned.table is not None)
    later = reached(program.scopes, _named(own))
    sums = tuple(row.column.name for table in program.scopes if table is not None for row in later.sums(table))
    outputs = roots(None, *(o.expr for o in program.outputs), program.doubtful, program.beyond)
    told = [name for told in program.rows for name in roots(told.table, *told.exprs)]
    reach = reached(program.scopes, [*outputs, *told, *((None, name) for name in sums)])
    return Made(program, own, rows, reach, later, reached(program.scopes, _named(rows)), sums)


def _named(found: tuple[Reasoned, ...]) -> Iterator[tuple[str | None, str]]:
    for reasoned in found:
        for held in reasoned.reasons.values():
            if isinstance(held, Column):
                yield reasoned.table, held.name

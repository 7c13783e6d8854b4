"""Columns and tables whose names say that they are meant for a scheme, and which it does not know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import polars as pl

from perfeval.expressions import suggestion
from perfeval.findings import Finding, Text, kind
from perfeval.tables.needing import Needs

_STANDARD = ("projects", "tasks", "targets", "judgements")


def unknown_names(entities: pl.DataFrame, children: Iterable[str], needs: Needs) -> Iterator[Finding]:
    """A fault for each name that is probably misspelt; columns of the caller's own are none of our business.

    Args:
        entities: the table of the entities.
        children: the names of the child tables.
        needs: what the plan reads, and the nodes that it has.
    """
    judged = [column.path.removeprefix("judgements.") for column in needs.of(None) if "judgements." in column.path]
    known: Mapping[str, Iterable[str]] = {"judgements": (*judged, *needs.nodes), "not_applicable": needs.nodes}
    for name in entities.columns:
        head, _, id = name.partition(".")
        if head in known and id and not id.endswith("?") and id not in known[head]:
            yield _fault(name, id, known[head], Text("指标", "indicator"))
        if id == "given" and head not in (*needs.tables, *_STANDARD):
            yield _fault(name, head, needs.tables, Text("表", "table"))
    for table in children:
        if table not in (*needs.tables, *_STANDARD):
            yield _fault(table, table, (*needs.tables, *_STANDARD), Text("表", "table"))


def _fault(place: str, name: str, known: Iterable[str], what: Text) -> Finding:
    return kind("I115").at(place, name=name, what=what, near=suggestion(name, known))

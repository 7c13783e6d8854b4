"""Outcomes as a table of scores, and each with its explanation under a heading of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from perfeval.findings import Text, join
from perfeval.numbers import plain
from perfeval.reports.content import Code, Column, Fact, Facts, Row, Section, Table
from perfeval.reports.told import Node, word


def score_table(nodes: Iterable[Node], *, deep: bool = True) -> Table:
    """Score, points and share of each.

    Args:
        nodes: the outcomes at the top.
        deep: whether what stands below them has rows too.
    """
    columns = [
        Column(word("indicator_column")),
        Column(word("score_column"), right=True),
        Column(word("points_column"), right=True),
        Column(word("share_column"), right=True),
        *([Column(word("note_column"))] if deep else []),
    ]
    return Table(columns, _rows(nodes, 0, deep))


def _rows(nodes: Iterable[Node], depth: int, deep: bool) -> Iterator[Row]:
    for node in nodes:
        points = "—" if node.outcome.points is None else plain(node.outcome.points)
        cells: list[Text | str] = [node.outcome.label, node.result, points, f"{node.share}%" if node.share else "—"]
        yield Row([*cells, _marks(node)] if deep else cells, depth, strong=deep and not node.leaf)
        if deep:
            yield from _rows(node.children, depth + 1, deep)


def _marks(node: Node) -> Text:
    """What marks an outcome, beside its score."""
    marks = {"zero": node.status == "zero", "doubtful": node.doubtful, "changed": bool(node.changes)}
    return join((word(name) for name, holds in marks.items() if holds), "；", "; ")


def explained_sections(nodes: Iterable[Node]) -> Iterator[Section]:
    """Each outcome with its explanation, those below it as sections of its section."""
    for node in nodes:
        facts = [Fact(Text(line.label), line.said) for line in node.lines]
        if node.leaf:
            if node.aspects:
                facts.append(Fact(word("looked_at"), join(node.aspects, "；", "; ")))
            facts += [Fact(word("changed"), change) for change in node.changes]
            facts.append(Fact(word("id"), Code(node.outcome.id)))
        yield Section("", _title(node), [Facts(facts)] if facts else [], explained_sections(node.children))


def _title(node: Node) -> Text:
    """The name with its score, as a page has it in one line."""
    outcome = node.outcome
    said = node.result
    if outcome.points is not None and outcome.status != "not_applicable":
        said = f"{said} / {plain(outcome.points)}"
    return Text(f"{outcome.label['zh']}：{said}", f"{outcome.label['en']}: {said}")

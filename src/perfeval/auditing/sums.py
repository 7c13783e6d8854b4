"""Checks S201 and S202: points make the full marks that are declared, scores the total that is stated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from perfeval.auditing.agreeing import sum_agrees
from perfeval.auditing.checks import Audited, Check
from perfeval.auditing.marks import Marked, headings, marked, printed
from perfeval.auditing.ruling import measures_execution
from perfeval.auditing.words import is_execution_rate
from perfeval.findings import Finding, NumberError, Text, kind
from perfeval.model import Figure, Group, Leaf, Node
from perfeval.model.indicators import full_marks
from perfeval.numbers import exact_sum, plain, read_written

Unbound = frozenset[Decimal]
TOTAL = Text("总分", "total")
_FULL = Decimal(100)


def full_marks_declared(a: Audited) -> Iterator[Finding]:
    """S201: points make what the total row, a group's label or the scheme named by the caller declares."""
    items = [item for item in marked(a.sheet) if not item.bonus]
    unbound = _unbound(a) | {_unprinted(items, a)}
    declared = printed(a.sheet.points)
    found = None if declared is None or not _some_points(items) else _unequal(items, declared, TOTAL, unbound)
    if found is not None:
        yield found
    elif a.named and a.scheme is not None and _some_points(items):
        yield from _against(items, a)
    for heading, items_below in headings(a.sheet):
        if (points := printed(heading.points)) is not None:
            below = [item for item in items_below if "加分" in heading.label or not item.bonus]
            found = _unequal(below, points, Text(heading.label), unbound)
            if found is not None:
                yield found


def _some_points(items: Sequence[Marked]) -> bool:
    return any(item.rows and item.full is not None for item in items)


def _unequal(items: Sequence[Marked], declared: Figure, label: Text, unbound: Unbound) -> Finding | None:
    """A finding where full marks do not make what is declared; unknown ones could still make up what is missing."""
    if declared.value is None or not _some_points(items):
        return None
    figures = [figure for item in items for figure in item.points]
    whole = exact_sum(figure.value for figure in figures if figure.value is not None)
    if sum_agrees(declared, figures) or (any(item.full is None for item in items) and whole < declared.value):
        return None
    if declared.value - whole in unbound:
        return None
    return kind("S201").at(
        declared.path, origin=declared.origin, stated=declared.raw, expected=plain(whole), label=label
    )


def _against(items: Sequence[Marked], a: Audited) -> Iterator[Finding]:
    """The points held against the scheme that the caller named: the whole, then its level-1 groups."""
    assert a.scheme is not None
    rows = {row.path: row for row in a.recomputed.rows}
    if all(item.full is not None for item in items):
        whole = exact_sum(item.full for item in items if item.full is not None)
        if whole != a.scheme.full:
            yield kind("S201").at(
                "total.points", stated=plain(a.scheme.full), expected=plain(whole), label=a.scheme.label
            )
    for node in a.scheme.groups:
        leaves = {leaf.id for leaf in _leaves(node)}
        ours = [item for item in items if (row := rows.get(item.path)) is not None and row.indicator in leaves]
        matched = {rows[item.path].indicator for item in ours}
        if not ours or matched != leaves or any(item.full is None for item in ours):
            continue
        whole, marks = exact_sum(item.full for item in ours if item.full is not None), full_marks(node)
        if whole != marks:
            yield kind("S201").at(
                f"groups[{node.label.zh}].points", stated=plain(marks), expected=plain(whole), label=node.label
            )


def _leaves(node: Node) -> Iterator[Leaf]:
    if isinstance(node, Group):
        for child in node.children:
            yield from _leaves(child)
    else:
        yield node


def scores_add_up(a: Audited) -> Iterator[Finding]:
    """S202: scores make the total, and those below a heading the score stated for it."""
    unbound, total = _unbound(a), printed(a.sheet.total)
    room = max(_unprinted([item for item in marked(a.sheet) if not item.bonus], a), _untold(a))
    found = None if total is None else _missum(marked(a.sheet), total, TOTAL, unbound)
    if found is not None and total is not None and total.value is not None:
        lacking = total.value - Decimal(found.expected)
        if not 0 < lacking <= room:
            yield found
    for heading, items_below in headings(a.sheet):
        score = printed(heading.score)
        if score is not None and (found := _missum(items_below, score, Text(heading.label), unbound)) is not None:
            yield found


def _missum(items: Sequence[Marked], total: Figure, label: Text, unbound: Unbound) -> Finding | None:
    """A finding where scores cannot make the total; a score that is not printed may be anything up to its points."""
    scores = [item.score for item in items if item.score is not None and item.score.value is not None]
    if total.value is None or not any(item.rows and item.score is not None for item in items):
        return None
    missing = [item for item in items if item.value is None]
    whole = exact_sum(score.value for score in scores if score.value is not None)
    most = None if any(i.full is None for i in missing) else exact_sum(i.full for i in missing if i.full is not None)
    possible = bool(missing) and whole <= total.value and (most is None or total.value <= whole + most)
    if possible or sum_agrees(total, scores) or total.value - whole in unbound:
        return None
    return kind("S202").at(total.path, origin=total.origin, stated=total.raw, expected=plain(whole), label=label)


def _unbound(a: Audited) -> Unbound:
    """The numbers in cells that were bound to nothing: what a sum lacks exactly, the reader missed, not the form."""
    return frozenset(number for loose in a.reading.unread if (number := _number(loose.raw)))


def _untold(a: Audited) -> Decimal:
    """What the indicators that a report tells of leave of the full marks: it need not tell of all one by one."""
    if a.sheet.layout != "report" or not a.sheet.indicators:
        return Decimal(0)
    declared = printed(a.sheet.points)
    full = declared.value if declared is not None and declared.value is not None else _FULL
    known = [item.full for item in marked(a.sheet) if not item.bonus]
    return max(full - exact_sum(points for points in known if points is not None), Decimal(0))


def _unprinted(items: Sequence[Marked], a: Audited) -> Decimal:
    """The points of an execution rate that the form scores without printing it: exactly what its rows leave."""
    leaf = None if a.scheme is None else next((each for each in a.scheme.leaves() if measures_execution(each)), None)
    printed_somewhere = any(not item.rows or is_execution_rate(item.label) for item in items)
    if leaf is None or not leaf.points or printed_somewhere or any(item.full is None for item in items):
        return Decimal(0)
    whole = exact_sum(item.full for item in items if item.full is not None)
    return leaf.points if a.scheme is not None and whole + leaf.points == a.scheme.full else Decimal(0)


def _number(raw: str) -> Decimal | None:
    try:
        return read_written(raw).value
    except NumberError:
        return None


SUMS = (
    Check(id="full-marks", kinds=[kind("S201")], run=full_marks_declared, follows=["S211"]),
    Check(id="score-sums", kinds=[kind("S202")], run=scores_add_up, follows=["S201", "S203", "S204", "S208", "S211"]),
)
"""The checks of sums."""

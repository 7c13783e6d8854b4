"""Checks S: what points and scores add up to, and what is missing or printed twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from perfeval.audit.agreeing import agrees, sum_agrees, told
from perfeval.audit.checks import Audited, Check
from perfeval.audit.explaining import EXPLAINING
from perfeval.audit.grading import GRADING
from perfeval.audit.marks import Marked, execution, grand_total, headings, indicators, marked, printed, under
from perfeval.audit.words import table
from perfeval.findings import Finding, Text, kind
from perfeval.model import Figure, Group, Leaf, Node, Sheet
from perfeval.model.indicators import full_marks
from perfeval.numbers import exact_sum, plain

TOTAL = Text("总分", "total")


def full_marks_declared(a: Audited) -> Iterator[Finding]:
    """S201: points make what the total row, a group's label or the scheme named by the caller declares."""
    items = [item for item in marked(a.sheet) if not item.bonus]
    declared = printed(a.sheet.points)
    found = None if declared is None or not _some_points(items) else _unequal(items, declared, TOTAL)
    if found is not None:
        yield found
    elif a.named and a.scheme is not None and _some_points(items):
        yield from _against(items, a)
    for heading in headings(a.sheet):
        if (points := printed(heading.points)) is not None:
            below = [item for item in under(heading, a.sheet) if "加分" in heading.label or not item.bonus]
            found = _unequal(below, points, Text(heading.label))
            if found is not None:
                yield found


def _some_points(items: Sequence[Marked]) -> bool:
    return any(item.rows and item.full is not None for item in items)


def _unequal(items: Sequence[Marked], declared: Figure, label: Text) -> Finding | None:
    """A finding where full marks do not make what is declared; unknown ones could still make up what is missing."""
    if declared.value is None or not _some_points(items):
        return None
    figures = [figure for item in items for figure in item.points]
    whole = exact_sum(figure.value for figure in figures if figure.value is not None)
    if sum_agrees(declared, figures) or (any(item.full is None for item in items) and whole < declared.value):
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
                f"groups[{node.label.zh}]", stated=plain(marks), expected=plain(whole), label=node.label
            )


def _leaves(node: Node) -> Iterator[Leaf]:
    if isinstance(node, Group):
        for child in node.children:
            yield from _leaves(child)
    else:
        yield node


def scores_add_up(a: Audited) -> Iterator[Finding]:
    """S202: scores make the total, and those below a heading the score stated for it."""
    total = printed(a.sheet.total)
    if total is not None and (found := _missum(marked(a.sheet), total, TOTAL)) is not None:
        yield found
    for heading in headings(a.sheet):
        score = printed(heading.score)
        if score is not None and (found := _missum(under(heading, a.sheet), score, Text(heading.label))) is not None:
            yield found


def _missum(items: Sequence[Marked], total: Figure, label: Text) -> Finding | None:
    """A finding where scores cannot make the total; a score that is not printed may be anything up to its points."""
    scores = [item.score for item in items if item.score is not None and item.score.value is not None]
    if total.value is None or not any(item.rows and item.score is not None for item in items):
        return None
    missing = [item for item in items if item.value is None]
    whole = exact_sum(score.value for score in scores if score.value is not None)
    most = None if any(i.full is None for i in missing) else exact_sum(i.full for i in missing if i.full is not None)
    possible = bool(missing) and whole <= total.value and (most is None or total.value <= whole + most)
    if possible or sum_agrees(total, scores):
        return None
    return kind("S202").at(total.path, origin=total.origin, stated=total.raw, expected=plain(whole), label=label)


def within_full_marks(a: Audited) -> Iterator[Finding]:
    """S203: a score lies between zero and its full marks."""
    for item in marked(a.sheet):
        row = a.recomputed.row(item.path)
        full = item.full if row is None or row.points is None else row.points
        if item.score is None or item.value is None:
            continue
        if item.value < 0 or (full is not None and item.value > full):
            shown = "—" if full is None else plain(full)
            yield kind("S203").at(
                item.score.path, origin=item.score.origin, stated=item.score.raw, expected=shown, label=item.label
            )


def printed_twice(a: Audited) -> Iterator[Finding]:
    """S208: the points of the execution rate stand on the total row only."""
    total = grand_total(a.sheet)
    if total is None:
        return
    parts = {total.path}
    for row in a.sheet.funds:
        if row.within not in parts or row.path in parts:
            continue
        parts.add(row.path)
        for own, above in ((printed(row.points), printed(total.points)), (printed(row.score), printed(total.score))):
            if own is not None and above is not None and own.value and own.value == above.value:
                yield kind("S208").at(own.path, origin=own.origin, stated=own.raw, label=row.label, total=total.label)
                break


def total_within_full_marks(a: Audited) -> Iterator[Finding]:
    """S210: only a bonus lifts a total above the full marks."""
    total, declared = printed(a.sheet.total), printed(a.sheet.points)
    if total is None or total.value is None or _has_bonus(a.sheet):
        return
    known = [item.full for item in marked(a.sheet) if item.full is not None]
    least = [exact_sum(known), *([a.scheme.full] if a.scheme is not None else [])]
    full = declared.value if declared is not None and declared.value is not None else max(least) if a.scheme else None
    if full is not None and total.value > full:
        yield kind("S210").at(total.path, origin=total.origin, stated=total.raw, expected=plain(full))


def _has_bonus(sheet: Sheet) -> bool:
    words = table()["bonus"]["words"]
    labels = [label for row in sheet.indicators for label in (row.label, *(h.label for h in row.headings))]
    return any(row.bonus for row in sheet.indicators) or any(word in label for label in labels for word in words)


def nothing_missing(a: Audited) -> Iterator[Finding]:
    """S211: a row that has the rest has its score and its full marks too."""
    items = list(indicators(a.sheet.indicators))
    scored = any(item.score is not None for item in items)
    pointed = any(item.points for item in items)
    first = execution(a.sheet)
    if first is not None and first.score is None and (scored or "score" not in a.sheet.columns):
        yield _missing(first, "score")
    for item in items:
        if item.score is None and item.points and scored and "score" in a.sheet.columns:
            yield _missing(item, "score")
        if item.score is not None and not item.points and pointed and "points" in a.sheet.columns:
            yield _missing(item, "points")


def _missing(item: Marked, column: str) -> Finding:
    beside = item.points[0] if item.points else item.score
    what = Text("得分", "score") if column == "score" else Text("分值", "full marks")
    return kind("S211").at(
        f"{item.path}.{column}", origin=None if beside is None else beside.origin, label=item.label, what=what
    )


def follow_rules(a: Audited) -> Iterator[Finding]:
    """S204: a score is what its rule gives for the figures printed beside it."""
    for item in marked(a.sheet):
        row = a.recomputed.row(item.path)
        if (
            row is None
            or row.exact is None
            or item.score is None
            or item.value is None
            or agrees(item.score, row.exact)
        ):
            continue
        if row.met and row.points is not None and row.exact == row.points and item.value < row.points:
            continue  # S205: the target is met, so a reason may explain it
        names = [parameter.label or Text(parameter.name) for parameter in row.assumed]
        assumed = Text(
            "".join(f"；其中{name['zh']}暂定，未见出处" for name in names),
            "".join(f"; {name['en']} is assumed" for name in names),
        )
        yield kind("S204").at(
            item.score.path,
            origin=item.score.origin,
            stated=item.score.raw,
            expected=told(row.exact, max(item.score.places, 2)),
            severity="warning" if row.assumed else None,
            label=item.label,
            why=row.why,
            assumed=assumed,
        )


SCORES = (
    Check(id="full-marks", kinds=[kind("S201")], run=full_marks_declared, follows=["S211"]),
    Check(id="score-sums", kinds=[kind("S202")], run=scores_add_up, follows=["S201", "S203", "S204", "S208", "S211"]),
    Check(id="score-bounds", kinds=[kind("S203")], run=within_full_marks),
    Check(id="score-rules", kinds=[kind("S204")], run=follow_rules, follows=["B102", "B105", "B108", "S203"]),
    *EXPLAINING,
    GRADING,
    Check(id="points-twice", kinds=[kind("S208")], run=printed_twice),
    Check(
        id="total-bounds", kinds=[kind("S210")], run=total_within_full_marks, follows=["S201", "S202", "S203", "S208"]
    ),
    Check(id="marks-missing", kinds=[kind("S211")], run=nothing_missing),
)
"""The checks of points, scores and grades."""

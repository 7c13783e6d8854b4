"""Indicators, groups and the total out of what a report states of points and scores."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from attrs import define, evolve, field

from perfeval.formats.prose.numerals import Number
from perfeval.formats.prose.outline import Section
from perfeval.formats.prose.statements import Statement
from perfeval.model import Figure, Heading, IndicatorRow, Sheet

_FRAME = re.compile("绩效.*(?:情况|分析|评价|自评)|自评|评价|得分")


@define
class Told:
    """What statements come to."""

    rows: dict[object, IndicatorRow] = field(factory=dict)
    """Indicators, by their heading or name."""
    groups: dict[Section, Heading] = field(factory=dict)
    bound: dict[Number, str] = field(factory=dict)
    """The numbers of groups, with the path of their heading."""
    points: Figure | None = None
    total: Figure | None = None
    repeated: list[tuple[Number, str]] = field(factory=list)
    """Numbers that repeat a figure, with its path; empty where they describe none."""

    def row_of(self, section: Section | None) -> IndicatorRow | None:
        """The indicator that a heading, or one above it, tells of."""
        while section is not None:
            for key in (section, section.name):
                if key in self.rows:
                    return self.rows[key]
            section = section.parent
        return None


def told(stated: Sequence[Statement], table: Sheet) -> Told:
    """Put statements to their indicators: those of a table where there is one, else those that headings name."""
    found = Told(points=table.points, total=table.total)
    holding = _holding(stated)
    known = {one.name: one for one in holding}
    for row in table.indicators:
        found.rows[row.label] = row
    for one in sorted(stated, key=lambda one: not one.sure):
        if one.points is None and one.score is None:
            continue
        if one.total:
            found.points = _figure(found, one.points, "total.points", found.points)
            found.total = _figure(found, one.score, "total.score", found.total)
            continue
        group = known.get(one.name) if one.name else one.section if one.section in holding else None
        if group is not None and not table.indicators:
            _group(found, group, one)
        else:
            _indicator(found, one, table)
    _with_groups(found)
    if not table.indicators:
        _in_order(found, stated)
    _deductions(found, stated)
    return found


def _holding(stated: Iterable[Statement]) -> set[Section]:
    """The headings that only hold the headings of indicators."""
    return {
        a
        for one in stated
        if one.section and not one.total and not one.name and (one.points or one.score)
        for a in one.section.above
    }


def _figure(found: Told, number: Number | None, path: str, before: Figure | None) -> Figure | None:
    """The figure of a path: the first that is stated; another is a claim about it."""
    if number is None:
        return before
    if before is not None:
        found.repeated.append((number, path))
        return before
    return number.figure(path)


def _group(found: Told, section: Section, one: Statement) -> None:
    heading = found.groups.get(section) or _heading(section)
    points = _figure(found, one.points, f"{heading.path}.points", heading.points)
    score = _figure(found, one.score, f"{heading.path}.score", heading.score)
    found.groups[section] = evolve(heading, points=points, score=score)
    found.bound |= {number: heading.path for number in (one.points, one.score) if number}


def _in_order(found: Told, stated: Sequence[Statement]) -> None:
    """Put the rows in the order of the text."""
    first: dict[object, int] = {}
    for n, one in enumerate(stated):
        if not one.total:
            first.setdefault(_key(found, one), n)
    found.rows = dict(sorted(found.rows.items(), key=lambda pair: first.get(pair[0], len(stated))))


def _with_groups(found: Told) -> None:
    """Give the rows the points and scores of their headings; those of a heading without rows describe nothing."""
    held = {heading.path for row in found.rows.values() for heading in row.headings}
    for heading in found.groups.values():
        for key, row in found.rows.items():
            found.rows[key] = evolve(row, headings=[heading if h.path == heading.path else h for h in row.headings])
    taken = {number for number, _ in found.repeated}
    found.repeated += [(n, "") for n, path in found.bound.items() if path not in held and n not in taken]


def _heading(section: Section) -> Heading:
    above = [one for one in (*section.above, section) if not _frames(one)] or [section]
    first, *rest = (one.name for one in above)
    return Heading(".".join([f"groups[{first}]", *rest[-1:]]), section.label, section.name, origin=section.origin)


def _frames(section: Section) -> bool:
    return section.divides or (section.level <= 1 and bool(_FRAME.search(section.bare)))


def _indicator(found: Told, one: Statement, table: Sheet) -> None:
    headings = {h.name: h for row in table.indicators for h in row.headings}
    if (named := headings.get(one.name or (one.section.name if one.section else ""))) is not None:
        found.repeated += [
            (n, f"{named.path}.{what}") for n, what in ((one.points, "points"), (one.score, "score")) if n
        ]
        return
    key = _key(found, one)
    row = found.rows.get(key) if key is not None else None
    if row is None and (table.indicators or key is None or _concluding(one)):
        found.repeated += [(number, "") for number in (one.points, one.score) if number]
        return
    if row is not None and row.score is not None and not one.sure and not one.name:
        found.repeated += [(number, "") for number in (one.points, one.score) if number]
        return
    row = row or _made(found, one)
    points = _figure(found, one.points, f"{row.path}.points", row.points)
    score = _figure(found, one.score, f"{row.path}.score", row.score)
    found.rows[key] = evolve(row, points=points, score=score)


def _concluding(one: Statement) -> bool:
    """Whether a statement only concludes; a heading with its own points and score tells of an indicator anywhere."""
    told = one.sentence.title and one.points is not None and one.score is not None
    return one.section is not None and one.section.concludes and not told


def _key(found: Told, one: Statement) -> object:
    """What a statement's indicator is kept under: the name that is stated or in the table, else the heading."""
    name = one.name or (one.section.name if one.section else "")
    if name in found.rows:
        return name
    close = [key for key in found.rows if isinstance(key, str) and name and _same(key, name)]
    if len(close) == 1:
        return close[0]
    if one.name and one.section is not None and _same(one.section.name, one.name):
        return one.section
    same = [key for key in found.rows if isinstance(key, Section) and key.name == one.name]
    return same[0] if len(same) == 1 else one.name or one.section


def _same(one: str, other: str) -> bool:
    bare = [re.sub("(?:情况|指标|分析)$", "", name) for name in (one, other)]
    return bare[0] == bare[1]


def _made(found: Told, one: Statement) -> IndicatorRow:
    section = one.section
    label = one.name or (section.name if section else "")
    above = () if section is None else (*section.above, section) if one.name else section.above
    headings = [_heading(s) for s in above if not _frames(s)]
    times = sum(row.label == label for row in found.rows.values())
    path = f"indicators[{label}{f'#{times + 1}' if times else ''}]"
    origin = section.origin if section and not one.name else one.sentence.paragraph.origin(one.sentence.start)
    return IndicatorRow(path=path, label=label, headings=headings, origin=origin)


def _deductions(found: Told, stated: Sequence[Statement]) -> None:
    """A deduction is full marks less score, where it is the only one under its heading."""
    for one in stated:
        if one.deduction is None:
            continue
        alone = sum(other.section is one.section and other.deduction is not None for other in stated) == 1
        row = found.row_of(one.section)
        told = alone and one.score is not None and not one.name and not one.total and row is not None
        found.repeated.append((one.deduction, f"{row.path}.points - {row.path}.score" if told and row else ""))

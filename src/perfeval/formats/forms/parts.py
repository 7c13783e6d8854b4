"""Which rows of a funds block are parts of which, told by their labels alone."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import field, frozen

from perfeval.formats.forms.naming import Named
from perfeval.model.vocabulary import OF_WHICH, PARTS


@frozen
class Place:
    """What a row is a part of."""

    within: int | None = None
    """The index of the row."""
    of_which: bool = False


@frozen
class _List:
    """Rows that are shown one after the other as the parts of one."""

    of: int
    first: Named
    members: list[int] = field(factory=list)


class _Placing:
    """Goes through the rows of a block once, from the top."""

    def __init__(self, rows: Sequence[Named]) -> None:
        self.rows = rows
        self.within: list[int | None] = [None] * len(rows)
        self.lists: list[_List] = []
        self.indented = any(row.indent for row in rows)
        self.parents = {row.parent for row in rows if row.parent}
        self.broken_down: dict[int, str] = {}

    def run(self) -> list[int | None]:
        for n in range(len(self.rows)):
            self.within[n] = self._place(n)
        self._total_at_the_end()
        return self.within

    def _place(self, n: int) -> int | None:
        row = self.rows[n]
        if row.marked:
            return self._marked(n)
        if row.parent:
            return self._named_parent(n)
        if row.line == "total":
            self.lists.clear()
            return None
        if row.depth is not None:
            self.lists.clear()
            return self._numbered(n)
        if (kept := self._listed(n)) is not None:
            return kept
        self.lists.clear()
        return self._known(n)

    def _marked(self, n: int) -> int | None:
        """其中 speaks of the row above; a 其中 right below another 其中 of the same list goes on with it."""
        if not n:
            return None
        if self.lists and self.rows[n - 1].marked and self.lists[-1].first.source == self.rows[n].source:
            self.lists[-1].members.append(n)
            return self.lists[-1].of
        row, above = self.rows[n], self.rows[n - 1]
        of_lines = bool(row.line) and PARTS.get(row.line) == above.line
        return self._claim(n - 1, "lines" if of_lines else f"其中{n}", n, _List(n - 1, row, [n]))

    def _claim(self, of: int, breakdown: str, n: int, opened: _List | None = None) -> int | None:
        """A row is broken down once; a second breakdown of it is left alone, so that nothing is counted twice."""
        if opened is not None:
            self.lists.append(opened)
        return of if self.broken_down.setdefault(of, breakdown) == breakdown else None

    def _named_parent(self, n: int) -> int | None:
        row = self.rows[n]
        owner = self._last(n, lambda other: other.name == row.parent)
        while self.lists and owner not in self.lists[-1].members:
            self.lists.pop()
        if owner is not None:
            return self._claim(owner, "own name", n)
        total = self._last(n, _is_total)
        return None if total is None else self._claim(total, row.parent, n)

    def _numbered(self, n: int) -> int | None:
        depth = self.rows[n].depth or 0
        above = self._last(n, lambda other: other.depth is not None and other.depth < depth)
        if above is None:
            above = self._last(n, _is_total)
        return None if above is None else self._claim(above, f"numbered {depth}", n)

    def _listed(self, n: int) -> int | None:
        """The list that a row goes on with; a source of the total ends a list of levels of government."""
        while self.lists:
            current = self.lists[-1]
            if self._goes_on(n, current):
                current.members.append(n)
                breakdown = self.broken_down[current.of]
                return current.of if self.within[current.members[0]] is not None or not breakdown else None
            self.lists.pop()
        return None

    def _goes_on(self, n: int, current: _List) -> bool:
        row, first = self.rows[n], current.first
        if row.name in self.parents or (self.indented and not row.indent):
            return False
        if row.line and PARTS.get(row.line) != PARTS.get(first.line, ""):
            return False
        outer = len(self.lists) > 1 and self.lists[-2].first.source == "outer"
        return not (outer and first.source != "outer" and row.source == "outer")

    def _known(self, n: int) -> int | None:
        row = self.rows[n]
        if row.line in PARTS or row.line in OF_WHICH:
            parent = PARTS.get(row.line) or OF_WHICH[row.line]
            whole = (
                row.line in OF_WHICH or len({other.line for other in self.rows if PARTS.get(other.line) == parent}) > 1
            )
            owner = self._last(n, lambda other: other.line == parent)
            return None if owner is None or not whole else self._claim(owner, "lines", n)
        total = self._last(n, _is_total)
        if total is None or not (row.source == "outer" or self._levels_of(total, n)):
            return None
        return self._claim(total, "sources", n)

    def _levels_of(self, total: int, n: int) -> bool:
        """Whether a total is broken down by levels of government at once, without a fiscal appropriation over them."""
        return all(row.source == "inner" for row in self.rows[total + 1 : n + 1])

    def _last(self, n: int, wanted: object) -> int | None:
        return next((m for m in range(n - 1, -1, -1) if wanted(self.rows[m])), None)  # type: ignore[operator]

    def _total_at_the_end(self) -> None:
        """The only total, if it stands below all rows but its own parts, sums up the rows over it."""
        totals = [n for n, row in enumerate(self.rows) if row.line == "total"]
        if len(totals) != 1 or any(of is None for of in self.within[totals[0] + 1 :]):
            return
        above = [n for n in range(totals[0]) if self.within[n] is None]
        if len(above) > 1 or totals[0] == len(self.rows) - 1:
            for n in above:
                self.within[n] = totals[0]


def placed(rows: Sequence[Named]) -> tuple[Place, ...]:
    """What each row of a block is a part of.

    Example:
        >>> from perfeval.formats.forms.naming import named
        >>> from perfeval.formats.forms.parts import placed
        >>> rows = [named("年度资金总额"), named("其中：财政拨款"), named("其他资金")]
        >>> [place.within for place in placed(rows)]
        [None, 0, 0]
    """
    within = _Placing(rows).run()
    end = len(rows) - 1
    places = []
    for n, of in enumerate(within):
        if of is None:
            places.append(Place())
            continue
        alone = within.count(of) == 1 and of != end
        places.append(Place(of, alone or rows[n].line in OF_WHICH or _need_not_be_all(rows, within, of)))
    return tuple(places)


def _need_not_be_all(rows: Sequence[Named], within: Sequence[int | None], of: int) -> bool:
    """Whether what stands below 其中 are uses of money that nobody knows: all there are, or only some."""
    below = [row for row, other in zip(rows, within, strict=True) if other == of]
    return rows[of].line != "total" and below[0].marked and not any(row.source or row.line for row in below)


def _is_total(row: Named) -> bool:
    return row.line == "total"

"""A value that is not known, and why. Unknown is never zero."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen


@frozen
class Reason:
    """Why a value is unknown: a code and the place it points at.

    Engines agree on the set of (code, path); `row` counts rows of a table from 0, for people.
    """

    code: str
    """not_given, zero_denominator, no_rows, no_rule, outside_tier, out_of_bounds, unreadable or rows_points."""
    path: str
    """The figure, table or denominator."""
    row: int | None = None
    """The row of the table, where there is one."""

    @property
    def place(self) -> str:
        """The path with the row in it: `projects[1].self_score`."""
        if self.row is None:
            return self.path
        head, dot, rest = self.path.partition(".")
        return f"{head}[{self.row}]{dot}{rest}"


@frozen
class Missing:
    """No value; carries every reason once, in the order they were met."""

    reasons: tuple[Reason, ...]

    def __or__(self, other: object) -> Missing:
        if isinstance(other, Missing):
            return Missing(tuple(dict.fromkeys(self.reasons + other.reasons)))
        return self


def missing(code: str, path: str, row: int | None = None) -> Missing:
    """Missing for one reason."""
    return Missing((Reason(code, path, row),))


def merged(values: Iterable[Missing]) -> Missing:
    """Missing for all the reasons together."""
    return Missing(tuple(dict.fromkeys(reason for value in values for reason in value.reasons)))

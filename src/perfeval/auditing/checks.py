"""What a plugin returns that checks published sheets, and what a check looks at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal

from attrs import field, frozen

from perfeval.auditing.recomputing import Recomputed
from perfeval.findings import Finding, FindingKind, Text
from perfeval.model import Reading, Scheme, Sheet
from perfeval.model.collections import listed


@frozen
class Setting:
    """A figure that a check depends on and that an auditor may set."""

    name: str
    """Its name in `perfeval.toml`."""
    value: Decimal
    """The value where nobody sets another."""
    label: Text
    """What it is."""


@frozen(kw_only=True)
class Audited:
    """One sheet with what is known about it: what a check looks at."""

    reading: Reading
    """The file."""
    sheet: Sheet
    """The sheet that is checked."""
    scheme: Scheme | None = None
    """The scheme it is held against, None for a report that nobody named one for."""
    named: bool = False
    """Whether the caller named the scheme; otherwise it is only the rules that forms share."""
    recomputed: Recomputed
    """What its rules come to."""
    settings: Mapping[str, Decimal] = field(factory=dict)
    """The settings of the check that runs."""


@frozen(kw_only=True)
class Check:
    """A check of published sheets; it compares and reports, it never changes a figure.

    Example:
        >>> from perfeval.auditing import Check
        >>> from perfeval.findings import FindingKind, Text
        >>> empty = FindingKind("X101", "warning", Text("空表", "empty form"), Text("没有指标", "no indicator"))
        >>> check = Check(id="empty", kinds=[empty], run=lambda a: [] if a.sheet.indicators else [empty.at("")])
        >>> check.codes
        ('X101',)
    """

    id: str
    """Its name: `budget-parts`."""
    kinds: tuple[FindingKind, ...] = field(converter=listed)
    """The kinds of findings that it may report."""
    run: Callable[[Audited], Iterable[Finding]]
    """Looks at one sheet."""
    settings: tuple[Setting, ...] = field(default=(), converter=listed)
    """What an auditor may set."""
    follows: tuple[str, ...] = field(default=(), converter=listed)
    """Codes whose findings on the same sheet explain this one: a wrong total because of a wrong row."""

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes that it may report."""
        return tuple(kind.code for kind in self.kinds)

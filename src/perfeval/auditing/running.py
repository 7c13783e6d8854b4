"""Runs checks over what was read: findings by place, linked to those they follow from, silenced ones kept apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import PurePath

from attrs import evolve, field, frozen

from perfeval.auditing.checks import Audited, Check
from perfeval.auditing.linking import in_order, linked
from perfeval.auditing.recomputing import Recomputed, recompute
from perfeval.findings import Finding, Findings, Severity, kind, worst
from perfeval.findings.showing import Shown
from perfeval.model import Reading, Scheme, Sheet

Settings = Mapping[str, Mapping[str, Decimal]]
"""Values that an auditor set, by the code of the check and the name of the setting."""


@frozen
class Silence:
    """A finding that somebody looked at and does not want to see again, with the reason."""

    code: str
    """The code."""
    reason: str
    """Why it is no matter."""
    file: str = ""
    """The file, by its name or the end of its path; empty for all."""
    location: str = ""
    """The place, or a row with all its figures; empty for all."""

    def covers(self, finding: Finding, file: str) -> bool:
        """Whether it speaks of this finding."""
        place = finding.location
        return (
            self.code == finding.code
            and (not self.file or PurePath(file).parts[-len(PurePath(self.file).parts) :] == PurePath(self.file).parts)
            and (not self.location or place == self.location or place.startswith(f"{self.location}."))
        )


@frozen
class Silenced:
    """A finding with the reason why it is not counted."""

    finding: Finding
    reason: str


@frozen(kw_only=True, repr=False)
class AuditResult(Shown):
    """What an audit found in one file."""

    reading: Reading
    """What was read."""
    findings: tuple[Finding, ...] = field(default=(), converter=Findings)
    """What does not add up, and what could not be read; sheet by sheet, from the top."""
    silenced: tuple[Silenced, ...] = ()
    """Findings that the configuration silences."""
    recomputed: tuple[Recomputed, ...] = field(default=())
    """What each sheet comes to, in the order of the sheets."""

    @property
    def file(self) -> str:
        """The file."""
        return self.reading.file

    @property
    def worst(self) -> Severity | None:
        """The gravest severity found, None where nothing was."""
        return worst(self.findings)


def audit_reading(
    reading: Reading,
    checks: Iterable[Check],
    scheme: Scheme | None = None,
    *,
    named: bool = False,
    settings: Settings | None = None,
    silences: Iterable[Silence] = (),
) -> AuditResult:
    """Audit all sheets of a file.

    Args:
        reading: what was read.
        checks: what to look at.
        scheme: the scheme named by the caller, or the one whose rules forms are held against; the text of a report is
            held against it only where it was named.
        named: whether the caller named it.
        settings: values other than those that the checks bring.
        silences: findings not to count.

    Returns:
        Findings, what they silence, and what each sheet comes to; a check that raises is a finding itself (P112).
    """
    listed, quiet = tuple(checks), tuple(silences)
    found: list[Finding] = list(reading.findings)
    recomputed: list[Recomputed] = []
    for sheet in reading.sheets:
        held = scheme if named or sheet.layout == "form" else None
        one, came_to = audit_sheet(reading, sheet, listed, held, named=named, settings=settings)
        found += one
        recomputed.append(came_to)
    loud: list[Finding] = []
    silenced: list[Silenced] = []
    for finding in found:
        reason = next((s.reason for s in quiet if s.covers(finding, reading.file)), None)
        if reason is None:
            loud.append(finding)
        else:
            silenced.append(Silenced(finding, reason))
    return AuditResult(reading=reading, findings=tuple(loud), silenced=tuple(silenced), recomputed=tuple(recomputed))


def audit_sheet(
    reading: Reading,
    sheet: Sheet,
    checks: Sequence[Check],
    scheme: Scheme | None = None,
    *,
    named: bool = False,
    settings: Settings | None = None,
) -> tuple[tuple[Finding, ...], Recomputed]:
    """Audit one sheet: its findings from the top, and what it comes to."""
    came_to = recompute(sheet, scheme, named=named)
    audited = Audited(reading=reading, sheet=sheet, scheme=scheme, named=named, recomputed=came_to)
    found: list[tuple[Check, Finding]] = []
    for check in checks:
        chosen = _chosen(check, settings or {})
        found += [(check, finding) for finding in _run(check, evolve(audited, settings=chosen))]
    return in_order(linked(found, sheet), sheet), came_to


def _chosen(check: Check, settings: Settings) -> dict[str, Decimal]:
    """The settings of a check: its own, and over them what was set for one of its codes."""
    own = {setting.name: setting.value for setting in check.settings}
    for code in check.codes:
        own |= {name: value for name, value in settings.get(code, {}).items() if name in own}
    return own


def _run(check: Check, audited: Audited) -> Iterator[Finding]:
    """What a check reports; where it raises, that, with what it reported before."""
    found: list[Finding] = []
    try:
        found.extend(check.run(audited))
    except Exception as error:  # a plugin may raise anything, and no other check suffers for it
        detail = f"{type(error).__name__}: {error}"
        found.append(kind("P112").at(audited.sheet.name, check=check.id, detail=detail))
    yield from found

"""A form that was filled in, as a submission: every mistake at once, each with its sheet and cell."""

from __future__ import annotations

from typing import Any

from attrs import evolve, frozen

from perfeval.findings import Finding, Origin, PerfevalError, SubmissionError
from perfeval.formats.documents import load
from perfeval.formats.filled.blueprint import Blueprint, Place
from perfeval.formats.filled.gathering import Gathered, gathered
from perfeval.formats.filled.opening import opened
from perfeval.formats.misfits import Misfits, faults_of
from perfeval.formats.pages.places import address
from perfeval.formats.paths import Path, joined, locate
from perfeval.formats.submissions import SUBMISSION, structured
from perfeval.model import Submission

_CHIEF = ("points", "level")
"""The values of a judgement that stand for the whole."""


def read_form(data: bytes, file: str = "") -> Submission:
    """The submission in a form; the map in it says which cell is which, so no scheme is needed.

    Sums of our own are computed anew: a cell of them that was overwritten with another amount is a mistake.

    Args:
        data: the workbook.
        file: its name, for findings.

    Raises:
        FormatError: it cannot be read, or is no form of ours.
        SubmissionError: every mistake in it, each with its sheet and cell.
        UsageError: the extra `excel` is not installed (I205).

    Example:
        >>> import perfeval
        >>> from perfeval.formats.filled import form, read_form
        >>> office = perfeval.load("examples/foshan-2021/hmt-office.toml")
        >>> workbook = form(perfeval.scheme("foshan-2021"), office, classified=True)
        >>> read_form(workbook) == office
        True
    """
    return FormRead.of(data, file).submission()


@frozen
class FormRead:
    """A form with the cell of each of its values."""

    file: str
    """Its name."""
    blueprint: Blueprint
    """The map that it carries."""
    gathered: Gathered
    """What was found."""

    @classmethod
    def of(cls, data: bytes, file: str) -> FormRead:
        """Read a form.

        Raises:
            FormatError: it cannot be read, or is no form of ours.
        """
        plan, cells, faults = opened(data, file)
        found = gathered(plan, cells)
        ours = {total.place for total in plan.sums}
        known = {place: path for path, place in found.places.items() if place not in ours}
        known |= {place: rows.path for place, _ in faults if (rows := plan.table_at(place)) is not None}
        more = [(place, known[place], fault) for place, fault in faults if place in known]
        taken = {place for place, _, _ in more}
        found.faults = [fault for fault in found.faults if fault[0] not in taken] + more
        return cls(file, plan, found)

    def submission(self) -> Submission:
        """What it states.

        Raises:
            SubmissionError: every mistake, each with its sheet and cell.
        """
        faults: list[tuple[Place | None, Finding]] = [
            (place, evolve(f, location=joined(path, ""))) for place, path, f in self.gathered.faults
        ]
        told = {place for place, _ in faults}
        document = load({"format": SUBMISSION, **self.gathered.document}, file=self.file)
        made: Submission | None = None
        wrong = list(document.faults)
        try:
            made = structured({key: value for key, value in document.data.items() if key != "format"})
        except (Misfits, PerfevalError) as error:
            wrong += faults_of(error)
        for path, finding in wrong:
            place = self.place(self.path_of(path, finding, document.data))
            if place is None or place not in told:
                faults.append((place, evolve(finding, location=joined(path, finding.location))))
        if faults or made is None:
            raise SubmissionError(self.placed(place, finding) for place, finding in sorted(faults, key=self.order))
        return made

    def path_of(self, path: Path, finding: Finding, data: Any) -> Path:
        """The path of a fault, with what it says of its place inside the value."""
        if finding.location and not finding.location.startswith(":"):
            return locate(data, joined(path, finding.location))
        return path

    def place(self, path: Path) -> Place | None:
        """The cell of a value; of a whole table its first cell, where nothing else is known."""
        for end in range(len(path), 0, -1):
            if (found := self.gathered.places.get(path[:end])) is not None:
                return found
        places = self.gathered.places.items()
        inner = [(own[-1] not in _CHIEF, n, place) for n, (own, place) in enumerate(places) if own[: len(path)] == path]
        return min(inner)[2] if path and inner else None

    def located(self, location: str) -> Place | None:
        """The cell of what a finding of an evaluation names."""
        return self.place(locate(self.gathered.document, location) or tuple(location.split(".")))

    def placed(self, place: Place | None, finding: Finding) -> Finding:
        """A finding with its sheet and cell."""
        return evolve(finding, origin=self.origin(place))

    def origin(self, place: Place | None) -> Origin:
        """A place as findings tell it."""
        return Origin(self.file) if place is None else Origin(self.file, place.sheet, address(place.row, place.column))

    def order(self, fault: tuple[Place | None, Finding]) -> tuple[int, int, int]:
        """Faults in the order of the sheets."""
        place = fault[0]
        if place is None:
            return (-1, 0, 0)
        names = self.blueprint.sheets
        return (names.index(place.sheet) if place.sheet in names else len(names), place.row, place.column)

"""Blocks that hold no figures of a form: the goals in words, and lists of projects."""

from __future__ import annotations

from collections.abc import Sequence

from perfeval.formats.forms.columns import distinct
from perfeval.formats.forms.drafts import Draft
from perfeval.formats.forms.headers import Header
from perfeval.formats.forms.ledger import Ledger
from perfeval.formats.pages import Cell


class Goals:
    """The goals of a year: what was planned, and beside it what became of it."""

    def __init__(self, header: Header, draft: Draft, ledger: Ledger) -> None:
        """Begin below a header."""
        self.header = header
        self._draft = draft
        self._ledger = ledger
        achieved = header.column("achieved")
        self._split = achieved.places[0] if achieved else 0
        draft.goals = True

    def read(self, number: int, row: Sequence[Cell]) -> bool:
        """Take a row of texts."""
        for cell in distinct(iter(row)):
            if cell.row == number and cell.text.strip() and cell not in self.header.cells:
                self._ledger.ignore("goals", [cell])
                name = "goals.achieved" if cell.column >= self._split else "goals.planned"
                self._draft.write(name, cell.text)
        return True

    def close(self) -> None:
        """Nothing is left to do."""


class ListTable:
    """A list of projects, one a row: no form; what is in it stays unread."""

    def read(self, number: int, row: Sequence[Cell]) -> bool:
        """Take a row, and leave it."""
        return True

    def close(self) -> None:
        """Nothing is left to do."""

"""A document read back: its paragraphs with their styles, its tables with their cells."""

from __future__ import annotations

import io
from typing import Any

import docx

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Read:
    """Everything that Word would show of a document."""

    def __init__(self, data: bytes) -> None:
        self.document = docx.Document(io.BytesIO(data))
        self.lines = [(p.style.name, p.text) for p in self.document.paragraphs if p.text]
        self.tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in self.document.tables]

    def of(self, *styles: str) -> list[str]:
        """The paragraphs of some styles, in order."""
        return [text for style, text in self.lines if style in styles]

    def below(self, heading: str) -> list[str]:
        """The paragraphs from a heading to the next."""
        found: list[str] = []
        inside = False
        for style, text in self.lines:
            if style.startswith(("Heading", "Report Annex")):
                inside = text == heading
            elif inside:
                found.append(text)
        return found

    @property
    def texts(self) -> list[str]:
        """Every text: paragraphs, then cells."""
        return [text for _, text in self.lines] + [cell for table in self.tables for row in table for cell in row]

    def elements(self, name: str) -> list[Any]:
        """The elements of the body with a name."""
        return list(self.document.element.body.iter(f"{W}{name}"))


def attribute(element: Any, name: str) -> Any:
    return element.get(f"{W}{name}")

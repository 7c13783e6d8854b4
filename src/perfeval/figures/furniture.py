"""What all pictures share: sizes, heading, legend, and the making of the figure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from attrs import frozen

from perfeval.figures.colours import INK, SOFT
from perfeval.figures.figure import Figure
from perfeval.figures.fonts import face
from perfeval.figures.marks import Box, Drawing, Mark, Words
from perfeval.figures.typesetting import Typesetter, seen
from perfeval.figures.words import sentences
from perfeval.findings import Lang, Text, default_language

WIDTH = 480
"""Of a picture, in points: what stands between the margins of an A4 page, nearly."""
MARGIN = 12
TITLE, BODY, SMALL = 12, Fraction(19, 2), 8
"""Sizes of letters."""


@frozen
class Sheet:
    """What a picture is drawn with: the language, the fonts, the words over it."""

    lang: Lang
    typesetter: Typesetter
    heading: str | None
    """What stands over it in place of its own title; empty for none."""


def sheet(lang: Lang | None, font: str | None, heading: str | None) -> Sheet:
    """What a picture is drawn with."""
    return Sheet(lang or default_language(), Typesetter(face(font)), heading)


def headed(on: Sheet, title: Text, notes: Iterable[Text], width: int = WIDTH) -> tuple[list[Mark], Fraction]:
    """The title and what is said below it, and where the picture itself begins."""
    shown = title[on.lang] if on.heading is None else seen(on.heading)
    marks: list[Mark] = []
    y = Fraction(MARGIN)
    for size, colour, text, lines in (
        (TITLE, INK, shown, 2),
        *((SMALL, SOFT, note[on.lang], 3) for note in notes),
    ):
        if not text:
            continue
        for line in on.typesetter.broken(text, size, width - 2 * MARGIN, lines):
            y += Fraction(size) * Fraction(4, 3)
            marks.append(Words(MARGIN, y - Fraction(size) / 4, line, size, colour))
    return marks, y + 8


@frozen
class Key:
    """An entry of a legend."""

    box: Box
    """How it looks."""
    text: str
    """What it means."""


def legend(on: Sheet, keys: Sequence[Key], y: Fraction, width: int = WIDTH) -> tuple[list[Mark], Fraction]:
    """The entries side by side, on as many lines as they need, and where what follows begins."""
    marks: list[Mark] = []
    x = Fraction(MARGIN)
    for key in keys:
        text = on.typesetter.cut(key.text, SMALL, width - 2 * MARGIN - 24)
        wide = 22 + on.typesetter.width(text, SMALL) + 14
        if x > MARGIN and x + wide > width - MARGIN:
            x, y = Fraction(MARGIN), y + 14
        b = key.box
        marks.append(Box(x, y, 16, 9, b.fill, b.edge, b.hatch, b.dashed))
        marks.append(Words(x + 22, y + 8, text, SMALL, INK))
        x += wide
    return marks, y + 22 if keys else y


def finished(
    on: Sheet,
    title: Text,
    alt: Iterable[Text],
    marks: Iterable[Mark],
    bottom: Fraction,
    width: int = WIDTH,
) -> Figure:
    """The figure of all that was laid out."""
    drawing = Drawing(Fraction(width), bottom + MARGIN, tuple(marks))
    return Figure(title, sentences(alt), on.lang, drawing, on.typesetter)

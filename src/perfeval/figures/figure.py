"""A picture with its text alternative, ready to be saved."""

from __future__ import annotations

import os
from pathlib import Path

from attrs import field, frozen

from perfeval.figures import raster, svg
from perfeval.figures.marks import Drawing
from perfeval.figures.typesetting import Typesetter
from perfeval.findings import FormatError, Lang, Text, kind
from perfeval.formats import write_atomic

_SUFFIXES = (".svg", ".png", ".pdf")
DPI = 200
"""Dots to an inch of a PNG: 1,333 across for a picture of 480 points."""


@frozen
class Figure:
    """A picture, laid out and not yet written; its text alternative needs no font.

    Example:
        >>> import perfeval
        >>> from perfeval import figures
        >>> office = perfeval.evaluate("examples/foshan-2021/hmt-office.toml")
        >>> picture = figures.profile(office, lang="en")  # picture.save("profile.svg")
        >>> picture.title.zh
        '中共佛山市委台港澳工作办公室 2021 年各组得分率'
    """

    title: Text
    """What it shows."""
    alt: Text
    """The same as the picture in words, with all its figures: for those who do not see it, and for search."""
    lang: Lang
    """The language of the words in it."""
    drawing: Drawing = field(repr=False)
    """What is drawn where."""
    typesetter: Typesetter = field(repr=False, eq=False)
    """The fonts."""

    def svg(self) -> bytes:
        """The picture as SVG: text as paths, its words as title and description.

        Raises:
            UsageError: characters that no font has (I402), never an empty box in their place.
        """
        self.typesetter.check(self.drawing)
        return svg.svg(self.drawing, self.typesetter, self.title[self.lang], self.alt[self.lang], self.lang)

    def png(self, dpi: int = DPI) -> bytes:
        """The picture as PNG; its words stand in the file as `Title` and `Description`.

        Raises:
            UsageError: characters that no font has (I402).
        """
        self.typesetter.check(self.drawing)
        return raster.png(self.drawing, self.typesetter, self.title[self.lang], self.alt[self.lang], dpi)

    def pdf(self) -> bytes:
        """The picture as PDF, as papers take it.

        Raises:
            UsageError: characters that no font has (I402).
        """
        self.typesetter.check(self.drawing)
        return raster.pdf(self.drawing, self.typesetter, self.title[self.lang], self.alt[self.lang])

    def save(self, path: str | os.PathLike[str], *, dpi: int = DPI) -> None:
        """Write a file, whole or not at all; its suffix says which: `.svg`, `.png` or `.pdf`.

        Raises:
            FormatError: another suffix (I116), or the file cannot be written (I117).
            UsageError: characters that no font has (I402).
        """
        suffix = Path(path).suffix.lower()
        if suffix not in _SUFFIXES:
            raise FormatError(kind("I116").at(os.fspath(path), suffix=suffix, known=" ".join(_SUFFIXES)))
        write_atomic(Path(path), self.png(dpi) if suffix == ".png" else getattr(self, suffix[1:])())

    def _repr_svg_(self) -> str:
        """What a notebook shows."""
        return self.svg().decode()

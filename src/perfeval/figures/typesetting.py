"""Text measured by its font: as wide as it will be drawn, cut or broken where it has no room."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from fractions import Fraction

from attrs import frozen

from perfeval.figures.fonts import EM, Face, Glyph
from perfeval.figures.marks import Drawing, Number, Words
from perfeval.findings import Text, UsageError, kind
from perfeval.reports.told import visible

_MORE = "…"
_MOST = 12


def seen(text: str) -> str:
    r"""A text as it stands in a picture and in its description: on one line, with nothing in it that acts unseen.

    Example:
        >>> from perfeval.figures.typesetting import seen
        >>> print(seen("某局\n\u202e"))
        某局 \u202e
    """
    return unicodedata.normalize("NFC", visible(text))


@frozen
class Typesetter:
    """Measures and breaks text."""

    face: Face

    def width(self, text: str, size: Number) -> Fraction:
        """How wide a text is; a character without a glyph counts as a square."""
        return sum((self._advance(sign) for sign in text), Fraction(0)) * size / EM

    def _advance(self, sign: str) -> Fraction:
        glyph = self.face.glyph(sign)
        return Fraction(EM) if glyph is None else glyph.advance

    def _holds(self, text: str, size: Number, most: Number) -> int:
        """How many characters of a text there is room for."""
        room = Fraction(most) * EM / size
        for n, sign in enumerate(text):
            room -= self._advance(sign)
            if room < 0:
                return n
        return len(text)

    def cut(self, text: str, size: Number, most: Number) -> str:
        """A text that is no wider than `most`; … stands for what is left out."""
        if self._holds(text, size, most) == len(text):
            return text
        return text[: self._holds(text, size, most - self.width(_MORE, size))].rstrip() + _MORE

    def broken(self, text: str, size: Number, most: Number, lines: int) -> tuple[str, ...]:
        """A text on up to so many lines; the last is cut."""
        found: list[str] = []
        rest = text.strip()
        while len(found) < lines - 1 and (holds := self._holds(rest, size, most)) < len(rest):
            at = _break(rest, max(holds, 1))
            found.append(rest[:at].rstrip())
            rest = rest[at:].lstrip()
        return (*found, self.cut(rest, size, most))

    def glyphs(self, words: Words) -> tuple[tuple[Fraction, Glyph], ...]:
        """The glyphs of a line of text, each with its place from the left, in thousandths of the size."""
        at = Fraction(0)
        found = []
        for sign in words.text:
            glyph = self.face.glyph(sign)
            if glyph is not None:
                found.append((at, glyph))
                at += glyph.advance
        return tuple(found)

    def check(self, drawing: Drawing) -> None:
        """Nothing is drawn as an empty box.

        Raises:
            UsageError: characters that no font has (I402), all at once.
        """
        missing = _missing(self.face, drawing.texts())
        if missing:
            raise UsageError(kind("I402").at("", signs=_shown(missing), otherwise=""))


def _break(text: str, most: int) -> int:
    """Where a line ends: before a word of letters that does not fit, else within it, never before a closing mark."""
    at = most
    if text[at].isascii() and text[at].isalnum():
        start = at
        while start and text[start - 1].isascii() and text[start - 1] not in " -":
            start -= 1
        at = start or at
    while 1 < at < len(text) and text[at] in "，。；：、）》”’！？,.;:)%":
        at -= 1
    return at


def _missing(face: Face, texts: Iterable[str]) -> list[str]:
    return sorted({sign for text in texts for sign in text if face.glyph(sign) is None})


def _shown(signs: list[str]) -> Text:
    told = [f"{s} (U+{ord(s):04X})" for s in signs[:_MOST]]
    more = "" if len(signs) <= _MOST else f" … {len(signs)}"
    return Text("、".join(told) + more, ", ".join(told) + more)

"""A drawing as SVG: exact places, text as paths, a title and a description; nothing in it leads anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from hashlib import sha256
from xml.sax.saxutils import escape, quoteattr

from attrs import define, field

from perfeval.figures.fonts import EM, Glyph
from perfeval.figures.marks import Box, Dot, Drawing, Mark, Stroke, Words, hatching
from perfeval.figures.typesetting import Typesetter, seen
from perfeval.findings import Lang
from perfeval.numbers import plain

_HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" role="img" lang="{lang}" '
    'width="{width}pt" height="{height}pt" viewBox="0 0 {width} {height}" aria-labelledby="{id}-title {id}-desc">'
)
_LANGUAGE = {"zh": "zh-CN", "en": "en"}


def svg(drawing: Drawing, typesetter: Typesetter, title: str, described: str, lang: Lang) -> bytes:
    """The drawing as a file that stands for itself; the same bytes for the same drawing and fonts."""
    writing = _Writing(typesetter)
    body = [part for mark in drawing.marks for part in writing.mark(mark)]
    id = "f" + sha256("\n".join((title, described, *body)).encode()).hexdigest()[:12]
    lines = [
        _HEAD.format(lang=_LANGUAGE[lang], width=_n(drawing.width), height=_n(drawing.height), id=id),
        f'<title id="{id}-title">{escape(title)}</title>',
        f'<desc id="{id}-desc">{escape(described)}</desc>',
        "<defs>",
        *(f'<path id="{id}-{n}" d="{_outline(glyph)}"/>' for glyph, n in writing.glyphs.items()),
        "</defs>",
        f'<rect width="{_n(drawing.width)}" height="{_n(drawing.height)}" fill="#ffffff"/>',
        *(part.replace(_OWN, f"#{id}-") for part in body),
        "</svg>",
    ]
    return ("\n".join(lines) + "\n").encode()


_OWN = "#\0"
"""Where the name of a glyph goes; no text of a picture holds it."""


@define
class _Writing:
    """Marks on their way into a file, with the glyphs that they use."""

    typesetter: Typesetter
    glyphs: dict[Glyph, int] = field(factory=dict)

    def mark(self, mark: Mark) -> Iterator[str]:
        """The elements of a mark."""
        if isinstance(mark, Words):
            return self._words(mark)
        return _box(mark) if isinstance(mark, Box) else _dot(mark) if isinstance(mark, Dot) else _stroke(mark)

    def _words(self, words: Words) -> Iterator[str]:
        x = words.x
        wide = self.typesetter.width(words.text, words.size)
        before = {"start": Fraction(0), "middle": wide / 2, "end": wide}[words.anchor]
        scale = words.size / EM
        turn = " rotate(-90)" if words.turned else ""
        place = (
            f"translate({_n(x)} {_n(words.y)}){turn} translate({_n(-before)} 0) scale({_n(scale, 6)} {_n(-scale, 6)})"
        )
        uses = "".join(
            f'<use xlink:href="{_OWN}{self._number(glyph)}" x="{_n(at)}"/>'
            for at, glyph in self.typesetter.glyphs(words)
            if glyph.outline
        )
        if uses:
            yield f'<g fill="{words.colour}" transform="{place}">{uses}</g>'

    def _number(self, glyph: Glyph) -> int:
        return self.glyphs.setdefault(glyph, len(self.glyphs))


def _box(box: Box) -> Iterator[str]:
    dashes = ' stroke-dasharray="3 2"' if box.dashed else ""
    outline = "" if box.edge is None else f' stroke="{box.edge}" stroke-width="0.75"{dashes}'
    yield (
        f'<rect{_named(box.name)} x="{_n(box.x)}" y="{_n(box.y)}" width="{_n(box.width)}" height="{_n(box.height)}" '
        f'fill="{box.fill or "none"}"{outline}/>'
    )
    if box.hatch is not None:
        lines = "".join(f"M{_n(a)} {_n(b)}L{_n(c)} {_n(d)}" for a, b, c, d in hatching(box))
        yield f'<path d="{lines}" stroke="{box.hatch}" stroke-width="0.75" fill="none"/>'


def _dot(dot: Dot) -> Iterator[str]:
    yield (
        f'<circle{_named(dot.name)} cx="{_n(dot.x)}" cy="{_n(dot.y)}" r="{_n(dot.radius)}" fill="{dot.fill}" '
        f'stroke="{dot.edge}" stroke-width="1"/>'
    )


def _stroke(stroke: Stroke) -> Iterator[str]:
    dashes = ' stroke-dasharray="3 2"' if stroke.dashed else ""
    yield (
        f'<path{_named(stroke.name)} d="M{_n(stroke.x1)} {_n(stroke.y1)}L{_n(stroke.x2)} {_n(stroke.y2)}" '
        f'stroke="{stroke.colour}" stroke-width="{_n(stroke.width)}"{dashes} fill="none"/>'
    )


def _named(name: str) -> str:
    return f" data-name={quoteattr(seen(name))}" if name else ""


def _outline(glyph: Glyph) -> str:
    return "".join(command + " ".join(map(str, where)) for command, where in glyph.outline)


def _n(value: Fraction, places: int = 3) -> str:
    return plain(value, places)

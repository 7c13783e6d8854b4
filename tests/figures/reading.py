"""Pictures read back: elements of an SVG, and the room that every text takes."""

from __future__ import annotations

from fractions import Fraction
from itertools import takewhile
from xml.etree import ElementTree

from perfeval.figures import Figure
from perfeval.figures.marks import Box, Words

SVG = "{http://www.w3.org/2000/svg}"
LINK = "{http://www.w3.org/1999/xlink}href"
TAGS = {"svg", "title", "desc", "defs", "path", "rect", "g", "use", "circle"}


def read(data: bytes) -> ElementTree.Element:
    """A picture that stands for itself: only shapes in it, and no link but to its own glyphs."""
    root = ElementTree.fromstring(data)
    assert {element.tag for element in root.iter()} <= {SVG + tag for tag in TAGS}
    own = {element.get("id") for element in root.iter() if element.get("id")}
    for element in root.iter():
        for name, value in element.items():
            if name.rpartition("}")[2] == "href":
                assert (name, element.tag) == (LINK, f"{SVG}use")
                assert value[0] == "#"
                assert value[1:] in own
            assert not name.lower().startswith("on")
    return root


def boxes(figure: Figure, begin: str) -> list[Box]:
    return [mark for mark in figure.drawing.named(begin) if isinstance(mark, Box)]


def room(figure: Figure, words: Words) -> tuple[Fraction, Fraction, Fraction, Fraction]:
    """Left, top, right and bottom of a text."""
    wide = figure.typesetter.width(words.text, words.size)
    left = words.x - {"start": Fraction(0), "middle": wide / 2, "end": wide}[words.anchor]
    if words.turned:
        return words.x - words.size * 7 / 10, words.y - wide, words.x, words.y
    return left, words.y - words.size * 7 / 10, left + wide, words.y


def assert_readable(figure: Figure) -> None:
    """Every text lies within the picture, and none on another."""
    drawing = figure.drawing
    taken = [(mark.text, *room(figure, mark)) for mark in drawing.marks if isinstance(mark, Words) and mark.text]
    for text, left, top, right, bottom in taken:
        assert left >= 0, text
        assert top >= 0, text
        assert right <= drawing.width, text
        assert bottom <= drawing.height, text
    taken.sort(key=lambda text: text[2])
    for n, (one, a, _, c, d) in enumerate(taken):
        for other, e, _, g, _ in takewhile(lambda text, d=d: text[2] < d, taken[n + 1 :]):
            assert a >= g or e >= c, (one, other)

"""Where the lines of a PDF may break inside long texts.

Text that has no space is laid out anew as a whole for each of its lines, and for each place where it could break when a
width is sought: a name of 50,000 letters would take minutes. So a long run gets places to break, and a long text is
handed over in pieces. Neither is seen, nor comes out with the text. What holds a long text is marked, so that
`template/long.css` lays it out where no width has to be sought for it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any, Final
from xml.etree.ElementTree import Element

_LONGEST: Final = 100
"""How long a run may be that is left as it is: longer than a digest, or a word of any language."""
_APART: Final = 8
_BREAK: Final = "\u200b"
"""A space without width."""
_PIECE: Final = 100
_INLINE: Final = "long-text"
"""An element that no style is about."""
_MARKED: Final = 200
"""From how many characters on an element is marked: more than any column beside others has room for."""
_MARK: Final = "long"
_IDEOGRAPHS: Final = (
    "\u2e80-\u2fff\u3041-\u30ff\u3105-\u31ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Ideographs, kana and syllables: a line breaks between any two, as it does at a space."""
_RUN: Final = re.compile(f"[^\\s{_IDEOGRAPHS}]{{{_LONGEST + 1},}}")
_MAY_BREAK: Final = re.compile(f"(?<=[ {_BREAK}])|(?<=[{_IDEOGRAPHS}])(?=[{_IDEOGRAPHS}])")
_JOINED: Final = ("Mn", "Mc", "Me", "Cf", "Sk")
_NOT_IN_LINES: Final = ("head", "style", "script", "svg")


def breakable(element: Any) -> int:
    """Give the long texts of a page places to break; what is not laid out in lines stays as it is.

    Args:
        element: the page, or a part of it, as ElementTree has it; it is changed.

    Returns:
        how many characters are laid out in it.
    """
    if element.tag in _NOT_IN_LINES:
        return 0
    children = list(element)
    signs = len(element.text or "")
    element.text, more = _apart(element.text)
    element[:] = more
    for child in children:
        signs += breakable(child) + len(child.tail or "")
        child.tail, more = _apart(child.tail)
        element.extend([child, *more])
    if signs > _MARKED:
        element.set("class", f"{element.get('class', '')} {_MARK}".strip())
    return signs


def _apart(text: str | None) -> tuple[str | None, list[Element]]:
    """A text, or, where it is long, its beginning and what follows it in elements of their own."""
    if text is None or len(text) <= _LONGEST:
        return text, []
    first, *rest = _pieces(with_breaks(text))
    elements = [Element(_INLINE) for _ in rest]
    for made, piece in zip(elements, rest, strict=True):
        made.text = piece
    return first, elements


def _pieces(text: str) -> Iterator[str]:
    start = 0
    while start + _PIECE < len(text) and (cut := _MAY_BREAK.search(text, start + _PIECE)) is not None:
        yield text[start : cut.start()]
        start = cut.start()
    yield text[start:]


def with_breaks(text: str) -> str:
    r"""A text with places to break in its long runs, never inside a sign that is made of several.

    Example:
        >>> from perfeval.reports.page.breaking import with_breaks
        >>> with_breaks("x" * 104).split("\u200b") == ["x" * 8] * 13
        True
        >>> with_breaks("2021 年 x") == "2021 年 x"
        True
    """
    return _RUN.sub(lambda run: "".join(_broken(run[0])), text)


def _broken(run: str) -> Iterator[str]:
    start = 0
    for at, sign in enumerate(run):
        joined = unicodedata.category(sign) in _JOINED or unicodedata.category(run[at - 1]) == "Cf"
        if at - start >= _APART and not joined:
            yield run[start:at] + _BREAK
            start = at
    yield run[start:]

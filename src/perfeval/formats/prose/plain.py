"""Text as printed, made comparable: signs and digits of one width, no spaces that only a typesetter saw."""

from __future__ import annotations

import re

from perfeval.numbers import normalise

_KEPT = frozenset("，。；、：！？《》“”‘’【】〔〕")
_PLAIN = {
    code: narrow
    for code in (*range(0xFF01, 0xFF5F), 0x2212, 0xFE63, 0xFE62, 0xFE6A, 0x2266, 0x2267)
    if chr(code) not in _KEPT and len(narrow := normalise(chr(code))) == 1
}
_SPACE = re.compile(r"[\s\u3000\u00a0\u200b\ufeff]+")
_WORD = re.compile(r"[A-Za-z0-9.%]")


def plain(text: str) -> str:
    """The text with full-width digits, letters and brackets as ASCII ones, character by character.

    Chinese commas and stops stay, so that a list of two numbers is not read as one.

    Example:
        >>> from perfeval.formats.prose.plain import plain
        >>> plain("（９５．８％），１")
        '(95.8%)，1'
    """
    return text.translate(_PLAIN)


def close_up(text: str) -> str:
    """The text without spaces, but for those between two numbers or two Latin words.

    Example:
        >>> from perfeval.formats.prose.plain import close_up
        >>> close_up(" 项目支出 59.6 万元"), close_up("185 87.2")
        ('项目支出59.6万元', '185 87.2')
    """
    parts = [part for part in _SPACE.split(text) if part]
    joined = ""
    for part in parts:
        joined += " " + part if joined and apart(joined[-1], part[0]) else part
    return joined


def apart(before: str, after: str) -> bool:
    """Whether a space between the two characters divides them."""
    return bool(_WORD.fullmatch(plain(before)) and _WORD.fullmatch(plain(after)))


def width(text: str) -> int:
    """How wide a text is, a Chinese character counting two."""
    return sum(1 if char.isascii() else 2 for char in text)

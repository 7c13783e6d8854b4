"""Values as texts that any document can hold."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from perfeval.findings import Lang, Text
from perfeval.findings.visible import line
from perfeval.numbers import plain

_NO_SIGNS = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")


def text_of(value: Any, lang: Lang) -> str:
    """A value for readers of one language, on one line."""
    if isinstance(value, Text):
        value = value[lang]
    elif isinstance(value, Decimal):
        value = plain(value)
    return visible(str(value))


def visible(text: str) -> str:
    r"""A text on one line with nothing in it that acts unseen and no sign that HTML or XML forbids.

    Example:
        >>> from perfeval.reports.told import visible
        >>> visible("某局\u202e\ufffe")
        '某局\\u202e\ufffd'
    """
    if text.isascii() and text.isprintable():
        return text
    return _NO_SIGNS.sub("\ufffd", line(text))

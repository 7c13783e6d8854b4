"""Values as texts that any document can hold."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from perfeval.findings import Lang, Text
from perfeval.findings.visible import in_document
from perfeval.numbers import plain


def text_of(value: Any, lang: Lang) -> str:
    """A value for readers of one language, on one line."""
    if isinstance(value, Text):
        value = value[lang]
    elif isinstance(value, Decimal):
        value = plain(value)
    return in_document(str(value))

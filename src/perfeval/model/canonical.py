"""A value as canonical text: the same for equal values, whatever made them."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256
from typing import Any

from attrs import fields, has

from perfeval.expressions import Expr, Field, Parameter, lowered, render
from perfeval.numbers import ratio_text


def plain_of(value: Any) -> Any:
    """The value as dicts, lists and strings; numbers as exact text.

    A rule stands as its text and in core nodes: two functions of one name with different meanings differ.
    """
    if isinstance(value, Parameter):
        return {
            "name": value.name,
            "value": render(value.value),
            "label": plain_of(value.label),
            "source": plain_of(value.source),
        }
    if isinstance(value, Field):
        return value.path
    if isinstance(value, Expr):
        return [render(value), render(lowered(value))]
    if isinstance(value, Decimal | Fraction):
        return ratio_text(Fraction(value))
    if isinstance(value, date):
        return value.isoformat()
    if has(type(value)):
        shown = {a.name: plain_of(getattr(value, a.name)) for a in fields(type(value)) if a.init and a.eq}
        return {"": type(value).__name__, **shown}
    if isinstance(value, tuple):
        return [plain_of(item) for item in value]
    return value


def digest(value: Any) -> str:
    """SHA-256 over the canonical text."""
    text = json.dumps(plain_of(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()

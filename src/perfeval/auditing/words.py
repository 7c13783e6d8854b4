"""The words that checks go by: they stand in words.toml, so that a new one is a line of data."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from perfeval.model.comparable import named

_BETWEEN = r"[\s，。、；,.;/／（）()]*"


@cache
def table() -> Mapping[str, Any]:
    """All of words.toml."""
    data: Mapping[str, Any] = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
    return data


def is_execution_rate(label: str) -> bool:
    """Whether a name is that of the budget's execution rate."""
    return named(label) in table()["execution_rate"]["names"]


def is_vague(text: str) -> bool:
    """Whether a target consists of nothing but words that nobody can verify.

    Example:
        >>> from perfeval.auditing.words import is_vague
        >>> is_vague("效果明显"), is_vague("严格执行制度规定"), is_vague("好坏")
        (True, False, True)
    """
    return _vague().fullmatch(text) is not None


@cache
def _vague() -> re.Pattern[str]:
    words = sorted(map(re.escape, table()["vague"]["words"]), key=len, reverse=True)
    return re.compile(rf"{_BETWEEN}(?:(?:{'|'.join(words)}){_BETWEEN})+")


def grade_id(stated: str, ids: tuple[str, ...]) -> str | None:
    """The grade that a stated one is (优秀 is 优), None where it is none of them."""
    bare = re.sub(r"[\s“”\"'‘’]", "", stated)
    bare = re.sub(r"(等级|等次|级|等|档)$", "", bare) or bare
    if bare in ids:
        return bare
    return next((id for id, names in table()["grades"].items() if id in ids and bare in names), None)

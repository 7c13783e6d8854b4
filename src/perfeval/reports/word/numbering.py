"""The numbers of headings: 一、（一） 1． (1) in Chinese, I. (1) 1. a) in English."""

from __future__ import annotations

from perfeval.findings import Lang

_DIGITS = "〇一二三四五六七八九"
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def numbered(level: int, n: int, text: str, lang: Lang) -> str:
    """A heading with its number.

    Args:
        level: how deep it stands, from 1; what is deeper than 4 counts as 4.
        n: which it is on its level, from 1.
        text: what it says.
        lang: the language.

    Example:
        >>> from perfeval.reports.word.numbering import numbered
        >>> [numbered(level, 12, "预算", "zh") for level in (1, 2, 3, 4)]
        ['十二、预算', '（十二）预算', '12．预算', '(12)预算']
        >>> numbered(1, 4, "Improvements", "en")
        'IV. Improvements'
    """
    if lang == "zh":
        return (f"{_chinese(n)}、", f"（{_chinese(n)}）", f"{n}．", f"({n})")[min(level, 4) - 1] + text
    return (f"{_roman(n)}. ", f"({n}) ", f"{n}. ", f"{n}) ")[min(level, 4) - 1] + text


def _chinese(n: int) -> str:
    if n >= 100:
        return str(n)
    tens, ones = divmod(n, 10)
    head = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")


def _roman(n: int) -> str:
    made = ""
    for value, sign in _ROMAN:
        made += sign * (n // value)
        n %= value
    return made

"""Text that was broken into lines by a narrow column, made whole again; letters that only look like Chinese ones."""

from __future__ import annotations

import re
import unicodedata

_RADICALS = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FE0)}
_BREAKS = re.compile(r"[\r\n\v\f\u0085\u2028\u2029]+|(?:_x000D_)+")
_WIDE = frozenset("WFA")  # A: ≥, ×, “ and others that Chinese fonts draw wide
_NEVER_SHOWN = dict.fromkeys([0, 0xFEFF, 0x200B, 0x200C, 0x200D, 0x2060, 0xAD])


def legible(text: str) -> str:
    r"""The text with real letters for Kangxi radicals, as some PDF writers put them, and without invisible marks.

    Example:
        >>> from perfeval.formats.pages.wrapping import legible
        >>> legible("\u2f00级指标（%）") == "一级指标（%）"
        True
    """
    return text if text.isascii() and "\0" not in text else text.translate(_RADICALS).translate(_NEVER_SHOWN)


def joined(text: str) -> str:
    r"""The lines of a cell as one: Chinese without a gap, words of other scripts with a space.

    Example:
        >>> from perfeval.formats.pages.wrapping import joined
        >>> joined("偏差原因分析\n及改进措施"), joined("annual\ntarget"), joined("1,200.\n00")
        ('偏差原因分析及改进措施', 'annual target', '1,200.00')
    """
    lines = [line for part in _BREAKS.split(legible(text)) if (line := part.strip())]
    whole = lines[0] if lines else ""
    for line in lines[1:]:
        whole += ("" if _touching(whole, line) else " ") + line
    return whole


def _touching(before: str, after: str) -> bool:
    last, first = before[-1], after[0]
    if unicodedata.east_asian_width(last) in _WIDE or unicodedata.east_asian_width(first) in _WIDE:
        return True
    if first in "%.‰" or (last in ".," and first.isdigit() and before[-2:-1].isdigit()):
        return True  # a number cut in two
    return last in "<>=" or first in ",;:)" or last in "(-/"

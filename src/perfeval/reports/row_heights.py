"""How high a row has to be for its texts: not every program that opens a workbook works it out."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Final
from unicodedata import east_asian_width

LINE: Final = 16
"""The height of a line, in points."""
_HIGHEST: Final = 400
"""The most that a spreadsheet takes is 409."""
_SLACK: Final = 10
"""Of every so many letters one more, since words are not broken anywhere."""


def row_height(texts: Sequence[str], widths: Sequence[int]) -> int:
    """The height of a row in points.

    Args:
        texts: what stands in its cells.
        widths: how wide these are, in letters; a Chinese one counts as two.

    Example:
        >>> from perfeval.reports.row_heights import row_height
        >>> row_height(["得分"], [8]), row_height(["一次培训超出标准", "x"], [8, 8])
        (16, 48)
    """
    needed = (_lines(text, width) for text, width in zip(texts, widths, strict=False))
    return min(max(needed, default=1) * LINE, _HIGHEST)


def _lines(text: str, width: int) -> int:
    return sum(_broken(line, width) for line in text[: width * _HIGHEST].split("\n"))


def _broken(line: str, width: int) -> int:
    taken = len(line) + sum(east_asian_width(sign) in "WFA" for sign in line)
    return 1 if taken < width else ceil((taken + taken // _SLACK) / width)

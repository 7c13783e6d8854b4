"""Full-width and typographic characters as plain ones: a figure reads the same however it was typed."""

from __future__ import annotations

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SPACES = dict.fromkeys((0x00A0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " ")
_INVISIBLE = dict.fromkeys((0x200B, 0x2060, 0xFEFF), "")
_SIGNS = str.maketrans("−﹣﹢﹪﹤﹥﹦≧≦⩾⩽〜∼", "--+%<>=≥≤≥≤~~")

_TABLE: dict[int, int | str] = {**_FULL_WIDTH, **_SPACES, **_INVISIBLE, **_SIGNS}


def normalise(text: str) -> str:
    """The text with full-width digits, letters and signs, odd spaces and minus signs as plain ones.

    For reading numbers only, never for text that is kept. Compatibility forms stay as they are (`²` is not
    `2`), and so do dashes, which mean a range or an empty cell as often as a minus.

    Example:
        >>> from perfeval.numbers import normalise
        >>> normalise("９５．８％")
        '95.8%'
        >>> normalise("≧－３")
        '≥-3'
        >>> normalise("10²")
        '10²'
    """
    return text.translate(_TABLE).strip()

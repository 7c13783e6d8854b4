"""What a weighting works from, in a file: TOML or JSON, in the shape that the weighting asks for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar

from perfeval.findings import WeightingError
from perfeval.formats.documents import Source, Syntax, checked_format, load

WEIGHTING_DATA: Final = "perfeval.weighting-data/1"
"""The `format` line of the data of a weighting."""

T = TypeVar("T")


def with_weighting_data(
    source: Source, use: Callable[[dict[str, Any]], T], *, file: str = "", syntax: Syntax = "toml"
) -> T:
    """Read the data of a weighting and use them; what is wrong with them is found in the file.

    Args:
        source: a TOML or JSON text, its UTF-8 bytes, or a mapping of plain values.
        use: takes the plain values, with numbers as exact decimals.
        file: the name that findings show.
        syntax: `toml` or `json`; a mapping has none.

    Raises:
        FormatError: no TOML or JSON, or a file of another format.
        WeightingError: what `use` finds wrong, with line and column; every mistake at once.

    Example:
        >>> from perfeval.formats import with_weighting_data
        >>> from perfeval.studies import fixed_weights
        >>> text = '''
        ... format = "perfeval.weighting-data/1"
        ... [weights]
        ... spending = 1.5
        ... goals = "1/2"
        ... '''
        >>> with_weighting_data(text, lambda data: fixed_weights(data["weights"]))
        {'spending': Fraction(3, 4), 'goals': Fraction(1, 4)}
    """
    document = load(source, file=file, syntax=syntax)
    checked_format(document, WEIGHTING_DATA)
    return document.made(use, WeightingError)

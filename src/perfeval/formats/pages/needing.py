"""Libraries that read office documents, imported when a file needs them: each belongs to an extra."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from perfeval.findings import UsageError, kind


@contextmanager
def needed(module: str, extra: str) -> Iterator[None]:
    """Name the extra where the import inside fails.

    Raises:
        UsageError: the module is not installed (I205).

    Example:
        >>> from perfeval.findings import UsageError
        >>> from perfeval.formats.pages.needing import needed
        >>> try:
        ...     with needed("openpyxl", "excel"):
        ...         raise ModuleNotFoundError
        ... except UsageError as error:
        ...     error.findings[0].code
        'I205'
    """
    try:
        yield
    except ImportError as error:
        raise UsageError(kind("I205").at("", what=error.name or module, extra=extra)) from error

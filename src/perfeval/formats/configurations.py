"""What an auditor lays down, in a file: `perfeval.toml`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from perfeval.auditing import Check, Configuration, configuration_of
from perfeval.expressions import suggestion
from perfeval.findings import FormatError, kind
from perfeval.formats.documents import Source, load

_TABLES = ("audit",)


def read_configuration(source: Source, checks: Iterable[Check] = (), *, file: str = "") -> Configuration:
    """Read a `perfeval.toml`.

    Args:
        source: a TOML text, its UTF-8 bytes, or a mapping of plain values.
        checks: the checks that are registered: codes and settings are held against them.
        file: the name that findings show.

    Raises:
        FormatError: no TOML, or anything in it that is not known or does not fit, with line and column.

    Example:
        >>> from perfeval.formats import read_configuration
        >>> text = '''
        ... [audit]
        ... skip = ["S209"]
        ... [[audit.silence]]
        ... code = "B107"
        ... reason = "approved in the course of the year"
        ... '''
        >>> [silence.code for silence in read_configuration(text).silences]
        ['B107']
    """
    known = tuple(checks)

    def made(data: dict[str, Any]) -> Configuration:
        if unknown := [key for key in data if key not in _TABLES]:
            raise FormatError(kind("I102").at(key, key=key, near=suggestion(key, _TABLES)) for key in unknown)
        return configuration_of(data, known)

    return load(source, file=file).made(made, FormatError)

"""A shape: how a type stands in files, where the class alone does not tell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from attrs import frozen


class Schemas(Protocol):
    """What gives a shape the JSON Schemas of its parts."""

    def of(self, hint: Any) -> dict[str, Any]:
        """The schema of a type as files write it."""

    def table(self, cls: type, without: str = "") -> dict[str, Any]:
        """The schema of a class as a table of its fields, without one that is told by the table's name."""

    def named(self, name: str, make: Callable[[dict[str, Any]], dict[str, Any]]) -> dict[str, Any]:
        """A reference to a schema that is made once and may refer to itself; `make` takes the reference."""


@frozen
class Shape:
    """How a type, or a field of a class, stands in files: read, described and written in one place."""

    read: Callable[[Any], Any]
    """From the plain value; raises what does not fit."""
    schema: Callable[[Schemas], dict[str, Any]]
    """Its JSON Schema."""
    write: Callable[[Any], Any] | None = None
    """To the plain value; None where the converter's own way does."""


Shapes = Mapping[Any, Shape]
"""Shapes by type, or by class and name of a field."""

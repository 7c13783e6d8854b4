"""A scheme file as a plugin hands it over: its content, not yet understood."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Literal

from attrs import Factory, field, frozen, validators


def _names(names: Iterable[str] | str) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)


@frozen
class SchemeFile:
    """A scheme as a file: `SchemeFile(files(__package__) / "town-2024.toml")`, or a name and the text.

    It is loaded when the record is made, and understood when the functions of all plugins are known.

    Raises:
        OSError: there is no such file.
        TypeError: a name without a text.

    Example:
        >>> from perfeval.plugins import SchemeFile
        >>> SchemeFile("town-2024.json", "{}").syntax
        'json'
    """

    path: Path | Traversable | str
    """Where it is, or what messages call it; the suffix tells the syntax."""
    content: str | bytes = field(
        default=Factory(lambda self: _content(self.path), takes_self=True),
        validator=validators.instance_of((str, bytes)),
        repr=False,
    )
    """What it says; by default what stands at the path."""
    uses: tuple[str, ...] = field(default=(), converter=_names, kw_only=True)
    """Names of plugins whose functions it uses: theirs are meant, whatever else is installed."""

    @property
    def name(self) -> str:
        """The path as text."""
        return str(self.path)

    @property
    def syntax(self) -> Literal["toml", "json"]:
        """How it is written: `json` where the name says so, else `toml`."""
        return "json" if self.name.lower().endswith(".json") else "toml"


def _content(path: Path | Traversable | str) -> bytes:
    if isinstance(path, str):
        raise TypeError(f"{path} is a name: give the text beside it, or a path in place of it")
    return path.read_bytes()

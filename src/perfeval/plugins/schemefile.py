"""A scheme file as a plugin hands it over: its text, not yet read."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Literal

from attrs import field, frozen, validators


def _names(names: Iterable[str] | str) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)


@frozen
class SchemeFile:
    """A scheme as text. It is read when the functions of all plugins are known.

    Example:
        >>> from perfeval.plugins import SchemeFile
        >>> SchemeFile("town-2024.json", "{}").syntax
        'json'
    """

    name: str = field(validator=validators.instance_of(str))
    """What messages call it; the suffix tells the syntax."""
    text: str = field(validator=validators.instance_of(str), repr=False)
    """Its content."""
    uses: tuple[str, ...] = field(default=(), converter=_names, kw_only=True)
    """Names of plugins whose functions it uses: theirs are meant, whatever else is installed."""

    @classmethod
    def read(cls, path: Path | Traversable, *, uses: Iterable[str] | str = ()) -> SchemeFile:
        """The file at a path, or inside a package: `SchemeFile.read(files(__package__) / "town-2024.toml")`.

        Raises:
            OSError: there is no such file.
            UnicodeDecodeError: it is not UTF-8.
        """
        return cls(str(path), path.read_text(encoding="utf-8"), uses=uses)

    @property
    def syntax(self) -> Literal["toml", "json"]:
        """How it is written: `json` where the name says so, else `toml`."""
        return "json" if self.name.lower().endswith(".json") else "toml"

"""The tables of the framework: its composition, and how dimensions make an indicator."""

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Literal

from perfeval import AveragingTable, Text


@dataclass(frozen=True)
class Dimension:
    """A dimension, numbered within its indicator."""

    number: int
    label: Text
    checked: bool
    """Whether its scoring requirements were read in the framework."""


@dataclass(frozen=True)
class PerformanceIndicator:
    """An indicator, numbered through all pillars as the framework does."""

    number: int
    label: Text
    method: Literal["M1", "M2"]
    checked: bool
    """Whether its method was read in the framework."""
    dimensions: tuple[Dimension, ...]


@dataclass(frozen=True)
class Pillar:
    """A pillar."""

    number: int
    label: Text
    indicators: tuple[PerformanceIndicator, ...]


def pillars() -> tuple[Pillar, ...]:
    """The pillars, as `framework.toml` lists them."""
    found: list[Pillar] = []
    last = 0
    for number, table in enumerate(_table("framework.toml")["pillars"], start=1):
        own = tuple(_indicator(last + n, each) for n, each in enumerate(table["indicators"], start=1))
        found.append(Pillar(number, Text(table["zh"], table["en"]), own))
        last += len(own)
    return tuple(found)


def _indicator(number: int, table: dict[str, Any]) -> PerformanceIndicator:
    checked = table.get("checked", [])
    dimensions = tuple(
        Dimension(n, Text(zh, en), n in checked) for n, (zh, en) in enumerate(table["dimensions"], start=1)
    )
    return PerformanceIndicator(
        number, Text(table["zh"], table["en"]), table["method"], "method" in checked, dimensions
    )


def conversion(dimensions: int) -> AveragingTable:
    """The conversion table for so many dimensions, and for fewer, since some may not apply."""
    sizes = list(_table("m2.toml").values())[:dimensions]
    return AveragingTable({levels: made for rows in sizes for levels, made in rows.items()})


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((files(__package__) / name).read_text(encoding="utf-8"))

"""Figures and tables that a weighting is given, read exactly, with every fault and its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from attrs import evolve

from perfeval.expressions import suggestion
from perfeval.findings import Finding, PerfevalError, Text, kind
from perfeval.numbers import fraction, normalise, read_ratio

TABLE = Text("表", "a table")
LIST = Text("列表", "a list")


def read_number(value: Any, at: str, faults: list[Finding]) -> Fraction | None:
    """A number as `fraction` takes it, or a text such as `1/3`; None where there is a fault.

    Example:
        >>> from perfeval.studies.exactly import read_number
        >>> read_number("1/3", "a", []), read_number("95%", "a", [])
        (Fraction(1, 3), Fraction(19, 20))
    """
    try:
        if isinstance(value, str) and "/" in (text := normalise(value[:200])):
            return read_ratio(text.replace(" ", ""))
        return fraction(value)
    except PerfevalError as error:
        faults += [evolve(finding, location=at) for finding in error.findings]
        return None


def read_table(value: Any, at: str, faults: list[Finding]) -> Mapping[str, Any]:
    """A mapping; empty where there is a fault."""
    if isinstance(value, Mapping):
        return value
    faults.append(not_a(TABLE, value, at))
    return {}


def read_list(value: Any, at: str, faults: list[Finding]) -> Sequence[Any] | None:
    """A list; None where there is a fault."""
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return value
    faults.append(not_a(LIST, value, at))
    return None


def read_keys(data: Any, at: str, needed: Iterable[str], faults: list[Finding], also: Iterable[str] = ()) -> Any:
    """A mapping with these keys and no others, the first ones not missing; empty where it is none."""
    before = len(faults)
    table = read_table(data, at, faults)
    needed = tuple(needed)
    known = (*needed, *also)
    inside = f"{at}." if at else ""
    if len(faults) == before:
        faults += [kind("I104").at(f"{inside}{key}", key=key) for key in needed if key not in table]
        every = Text(f"可用的有：{'、'.join(known)}", f"there are {', '.join(known)}")
        faults += [
            kind("I102").at(f"{inside}{str(key)[:80]}", key=str(key)[:80], near=suggestion(str(key), known) or every)
            for key in table
            if key not in known
        ]
    return table


def given(data: Any, key: str, faults: list[Finding]) -> list[Mapping[str, Any]]:
    """The one table that the data consist of, under its key; nothing where there is a fault."""
    found = read_keys(data, "", (key,), faults).get(key)
    if isinstance(found, Mapping):
        return [found]
    if found is not None:
        faults.append(not_a(TABLE, found, key))
    return []


def not_a(wanted: Text, value: Any, at: str) -> Finding:
    """The finding for a value of another type."""
    return kind("I103").at(at, wanted=wanted, found=type(value).__name__, advice=Text())

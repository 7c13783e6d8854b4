"""From the plain values of a file to a scheme: scales, tables, names and named rules first, then all that uses them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import frozen

from perfeval.expressions import Field, Function, Parameter, Type
from perfeval.findings import PerfevalError
from perfeval.formats.declarations import entries, read_input, read_parameter
from perfeval.formats.misfits import Fault, Misfits, below, faults_of, gathered
from perfeval.formats.named_rules import NamedRules
from perfeval.formats.rules import Surroundings, among
from perfeval.formats.scheme_shapes import CONVERTER, read_ordinal
from perfeval.formats.structuring import read_table
from perfeval.model import STANDARD, Ordinal, Scheme, figures


@frozen
class Read:
    """A scheme, and the names that its file gave to rules."""

    scheme: Scheme
    names: NamedRules


def read_values(data: dict[str, Any], functions: Mapping[str, type[Function]]) -> Read:
    """The scheme that plain values make; `rules`, `scales` and `averaging` are taken out of them.

    Raises:
        Misfits: every fault in them.
        SchemeError: where there is none, what is not sound in the scheme as a whole.
    """
    faults: list[Fault] = []
    scales = _lenient_scales(data.pop("scales", {}), faults)
    tables = _lenient_table(data.pop("averaging", {}), "averaging", faults)
    rules = _lenient_table(data.pop("rules", {}), "rules", faults)
    names = _names(data, rules, functions)
    with among(Surroundings(names, functions, scales, tables)):
        try:
            made: Scheme = CONVERTER.structure(data, Scheme)
        except (Misfits, PerfevalError) as error:
            faults += faults_of(error)
        names.finish()
    if faults or names.faults:
        raise Misfits([*faults, *names.faults])
    return Read(made, names)


def _lenient_scales(value: Any, faults: list[Fault]) -> dict[str, Ordinal | None]:
    """The scales by name, with None for those whose faults are noted."""
    found: dict[str, Ordinal | None] = {}
    try:
        table = read_table(value)
        found = dict.fromkeys(table)
        made = gathered(table.items(), read_ordinal)
        return dict(zip(table, made, strict=True))
    except Misfits as error:
        faults += below(("scales",), error.faults)
    return found


def _lenient_table(value: Any, key: str, faults: list[Fault]) -> dict[str, Any]:
    try:
        return read_table(value)
    except Misfits as error:
        faults += below((key,), error.faults)
        return {}


def _names(data: dict[str, Any], rules: dict[str, Any], functions: Mapping[str, type[Function]]) -> NamedRules:
    """What rules may name; a faulty declaration stands in with an open type, so that rules are not blamed for it."""
    found, parameters = list(figures(STANDARD)), list[Parameter]()
    for way, entry in entries(table_of(data, "inputs")):
        path = ".".join(way)
        try:
            found.append(read_input(path, entry).figure())
        except (Misfits, PerfevalError):
            table = entry.get("table") if isinstance(entry, dict) else None
            found.append(Field(path, Type("any", table if isinstance(table, str) else None)))
    for name, entry in table_of(data, "parameters").items():
        try:
            parameters.append(read_parameter(name, entry))
        except (Misfits, PerfevalError):
            found.append(Field(name, Type("any")))
    return NamedRules(found, parameters, rules, functions)


def table_of(data: Mapping[str, Any], key: str) -> dict[str, Any]:
    """The table under a key, an empty one where there is none."""
    value = data.get(key)
    return value if isinstance(value, dict) else {}

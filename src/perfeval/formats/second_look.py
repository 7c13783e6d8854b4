"""A second look at values with misspelt keys: what else is wrong with them, so that it need not be found one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from typing import Any

from perfeval.findings import PerfevalError
from perfeval.formats.misfits import Fault, Misfits, faults_of
from perfeval.formats.paths import Path

_SUMS = "D102"
"""What follows where points have got lost."""


def second_look(
    make: Callable[[dict[str, Any]], object],
    data: dict[str, Any],
    faults: Sequence[Fault],
    where: Callable[[dict[str, Any], str], Path],
) -> list[Fault]:
    """What is wrong beside unknown keys and missing labels; nothing where more than those is wrong already.

    Only what stands in tables without such a fault is told, since the rest may follow from it.

    Args:
        make: what the values are made into.
        data: the values.
        faults: what is known to be wrong with them.
        where: finds the path that a finding names.
    """
    if not faults or not all(_mendable(data, path, finding.code) for path, finding in faults):
        return []
    try:
        make(_mended(data, faults))
    except (Misfits, PerfevalError) as error:
        touched = {path[:-1] for path, _ in faults if len(path) > 1}
        return list(_apart(faults_of(error), touched, lambda location: where(data, location)))
    return []


def _mendable(data: dict[str, Any], path: Path, code: str) -> bool:
    """Whether nothing can follow from a fault elsewhere: a key of one value, or a label."""
    if not path or code not in ("I102", "I104"):
        return False
    return path[-1] == "label" if code == "I104" else not isinstance(_at(data, path), dict | list)


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data


def _mended(data: dict[str, Any], faults: Sequence[Fault]) -> dict[str, Any]:
    """The values without the unknown keys, and with a label where one is missing."""
    found = deepcopy(data)
    for path, finding in faults:
        table = _at(found, path[:-1])
        if finding.code == "I102":
            table.pop(path[-1], None)
        else:
            table[path[-1]] = "?"
    return found


def _apart(faults: list[Fault], touched: set[Path], where: Callable[[str], Path]) -> Iterator[Fault]:
    """The faults that stand apart from all tables that were mended."""
    for path, finding in faults:
        place = path or where(finding.location)
        mended = any(place[: len(table)] == table for table in touched)
        if not mended and not (touched and finding.code == _SUMS):
            yield path, finding

"""What travels to workers: text, names and numbers, and functions that import nothing before they run there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from attrs import asdict, frozen

from perfeval.tables.evaluating import Reading
from perfeval.tables.program import Asked

Told = Mapping[str, Any]
"""Work in values that can be read without this package."""


@frozen(kw_only=True)
class Work:
    """What a worker has to know."""

    plan: str
    """The plan as JSON of core nodes."""
    reading: Reading
    asked: Asked
    entities: tuple[str, ...]
    """The columns of the entities, the keys first, as they are sent: `c0`, `c1` ..."""
    tables: Mapping[str, Mapping[str, str]]
    """The child tables in their order, with the columns of each: under which name they are sent, and their own."""
    ordered: bool
    """Whether the rows of child tables are sent with their order."""

    def told(self) -> Told:
        """As it travels."""
        return asdict(self)

    @classmethod
    def of(cls, told: Told) -> Work:
        """As it arrived."""
        return cls(**{**told, "reading": Reading(**told["reading"]), "asked": Asked(**told["asked"])})


def nested_task(told: Told) -> Callable[[Iterator[Any]], Iterator[Any]]:
    """The task for entities that bring their rows."""
    start = _start()

    def task(batches: Iterator[Any]) -> Iterator[Any]:
        yield from start().nested(told, batches)

    return task


def flat_task(told: Told) -> Callable[[Any, Any], Any]:
    """The task for the entities of one bucket, and their rows."""
    start = _start()

    def task(entities: Any, rows: Any) -> Any:
        return start().flat(told, entities, rows)

    return task


def _start() -> Callable[[], Any]:
    """Imports the engine on a worker, after saying how many threads a task may have there.

    A function within a function is sent whole, not by its name: its name would import the engine first.
    """

    def start() -> Any:
        import os

        from pyspark import TaskContext

        os.environ.setdefault("POLARS_MAX_THREADS", str(TaskContext.get().cpus()))
        from perfeval.tables.spark import working

        return working

    return start

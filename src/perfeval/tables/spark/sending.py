"""The tasks that travel to workers: functions that import nothing before they run there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from perfeval.tables.spark.work import Told


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

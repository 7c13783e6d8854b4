"""Collections as frozen values take them: any iterable becomes a tuple, any mapping a dict of its own."""

from __future__ import annotations

from typing import Any


def listed(value: Any) -> tuple[Any, ...]:
    """A tuple of an iterable's items."""
    return tuple(value)


def maybe_listed(value: Any) -> tuple[Any, ...] | None:
    """A tuple of an iterable's items, or None."""
    return None if value is None else tuple(value)


def keyed(value: Any) -> dict[str, Any]:
    """A copy of a mapping."""
    return dict(value)

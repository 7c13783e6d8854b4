"""Hypothesis strategies: submissions for any scheme, and values for the types that authors of schemes handle.

The entry point `hypothesis` calls `register` whenever Hypothesis is imported, in any project where perfeval is
installed. So nothing heavy is imported here, and the types are registered when somebody has imported them.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

from perfeval.testing.strategies.late import when_imported

if TYPE_CHECKING:
    from perfeval.testing.strategies.handing_in import complete_submissions as complete_submissions
    from perfeval.testing.strategies.handing_in import submissions as submissions

__all__ = ["complete_submissions", "register", "submissions"]

_HOME = f"{__name__}.handing_in"
_TYPES = "perfeval.model"


def register() -> None:
    """Let `hypothesis.strategies.from_type` know perfeval's types, as soon as those are imported."""
    if _TYPES in sys.modules:
        _register()
    else:
        when_imported(_TYPES, _register)


def _register() -> None:
    import_module(f"{__name__}.types").register_types()


def __getattr__(name: str) -> Any:
    if name not in ("complete_submissions", "submissions"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME), name)

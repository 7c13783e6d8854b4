"""A scheme file whose rules use the function of another package."""

from collections.abc import Iterable
from importlib.resources import files

from perfeval import SchemeFile, hookimpl


@hookimpl
def perfeval_scheme_files() -> Iterable[SchemeFile]:
    """The file; `tapered` is that of `sample-function`, whatever else is installed."""
    return [SchemeFile(files(__package__) / "sample-tapered-2024.toml", uses=["sample-function"])]

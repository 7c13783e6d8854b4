"""项目支出绩效自评 (财预〔2020〕10号): the national project sheet, written as a scheme file and these few lines."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from perfeval import SchemeFile, hookimpl


@hookimpl
def perfeval_scheme_files() -> Iterable[SchemeFile]:
    """The scheme file beside this module."""
    return (SchemeFile(Path(__file__).with_suffix(".toml")),)

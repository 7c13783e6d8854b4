"""How a file of cases is written: its keys, and what stands under them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from attrs import Factory, frozen

from perfeval.findings import Text
from perfeval.formats.misfits import wrong
from perfeval.formats.scalars import SCALARS, plain_schema, read_fraction
from perfeval.formats.shapes import Shape, Shapes
from perfeval.formats.structuring import converter_of, read_table
from perfeval.model import NotApplicable, OnMissing
from perfeval.testing.expected import NONE, Expected, ExpectedOutcome, Wanted

Table = dict[str, Any]
_ABOUT = ("≈", "~")
_FILE_OR_TABLE = Text("文件名，或一个表", "the name of a file, or a table")
_FILE_OR_SCHEME = Text("方案的标识、文件名，或一个表", "the id of a scheme, the name of a file, or a table")


@frozen
class CaseOptions:
    """How a case departs from its scheme, as `perfeval.evaluate` takes it."""

    not_applicable: NotApplicable | None = None
    on_missing: OnMissing | None = None
    parameters: Mapping[str, Any] = Factory(dict)
    points: Mapping[str, Decimal] = Factory(dict)
    weighting: str | None = None
    weighting_data: Any = None

    def given(self) -> Table:
        """The options that are stated."""
        stated = {name: getattr(self, name) for name in ("not_applicable", "on_missing", "weighting", "weighting_data")}
        tables = {name: dict(getattr(self, name)) for name in ("parameters", "points")}
        return {name: value for name, value in {**stated, **tables}.items() if value}


@frozen
class CaseShape:
    """A case as it is written."""

    name: Text
    """What it shows."""
    expect: Expected
    """What should come of it."""
    like: str = ""
    """The name of a case above that it changes."""
    scheme: Any = None
    """A registered id, a file, or a table; by default that of the case it is like, of the file, of the submission."""
    submission: Any = None
    """A file, or figures that are laid over those of the case it is like, or of all cases."""
    without: tuple[str, ...] = ()
    """Paths that are taken out."""
    options: CaseOptions = CaseOptions()
    """How it departs from the scheme."""
    note: str = ""
    """What else a reader should know."""


@frozen
class FileShape:
    """A file of cases as it is written."""

    cases: tuple[CaseShape, ...]
    """The cases."""
    scheme: Any = None
    """The scheme of all of them."""
    submission: Any = None
    """What all of them hand in."""
    label: Text = Text()
    """What they are about."""


def read_wanted(value: Any) -> Wanted:
    """A number, `none`, or a number behind `≈`."""
    written = value.strip() if isinstance(value, str) else str(value)
    if written == NONE:
        return Wanted(written, None)
    about = written.startswith(_ABOUT)
    number = read_fraction(written.lstrip("".join(_ABOUT)).strip() if about else value)
    percent = written.endswith(("%", "％"))
    if not about:
        return Wanted(written, number, percent=percent)
    decimals = written.rstrip("%％ ").partition(".")[2]
    return Wanted(written, number, len(decimals), percent)


def _read_outcome(value: Any) -> ExpectedOutcome:
    """A table, or a number that stands for the score."""
    table = value if isinstance(value, dict) else {"score": value}
    made: ExpectedOutcome = _OUTCOMES.structure(table, ExpectedOutcome)
    return made


def _file_or(wanted: Text) -> Any:
    def read(value: Any) -> str | Table:
        if isinstance(value, str):
            return value
        if not isinstance(value, dict):
            raise wrong(wanted, value)
        return value

    return read


_ANY = plain_schema({})
_NUMBERS: Shapes = {**SCALARS, Wanted: Shape(read_wanted, _ANY)}
_OUTCOMES = converter_of(_NUMBERS)
CONVERTER = converter_of(
    {
        **_NUMBERS,
        ExpectedOutcome: Shape(_read_outcome, _ANY),
        (CaseOptions, "parameters"): Shape(read_table, _ANY),
        (CaseOptions, "weighting_data"): Shape(_file_or(_FILE_OR_TABLE), _ANY),
        **{(cls, "scheme"): Shape(_file_or(_FILE_OR_SCHEME), _ANY) for cls in (CaseShape, FileShape)},
        **{(cls, "submission"): Shape(_file_or(_FILE_OR_TABLE), _ANY) for cls in (CaseShape, FileShape)},
    }
)
"""For files of cases."""

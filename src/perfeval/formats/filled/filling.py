"""From the document of a submission to the cells of a form; nothing of it is lost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import Factory, define, evolve

from perfeval.findings import Lang
from perfeval.formats.filled.blueprint import Blueprint, Column, Long, Place, Rows, Single
from perfeval.formats.filled.cells import Typed, encoded, reference, same
from perfeval.formats.filled.gathering import Found, gathered
from perfeval.formats.filled.layout import MORE, laid_out
from perfeval.formats.filled.plain import to_json
from perfeval.formats.filled.sheets import Sheet
from perfeval.formats.paths import Path, shown
from perfeval.model import Scheme

_PART = 30_000
_HEAD = 2
_CONSTANT = ("kind", "scheme")


@define
class FilledForm:
    """A form that is ready to be drawn."""

    lang: Lang
    """The language of its labels."""
    sheets: list[Sheet]
    """What stands where."""
    blueprint: Blueprint
    """The map for whoever reads it."""
    typed: dict[Place, Typed] = Factory(dict)
    """What is filled in already."""
    more: list[tuple[Long, str, tuple[str, ...]]] = Factory(list)
    """What no cell can hold, with its name and its text in parts."""

    def cells(self) -> dict[Place, Found]:
        """What a reader will find."""
        cells = {place: Found(value) for place, value in self.typed.items()}
        for sheet in self.sheets:
            cells.update({Place(sheet.name, p.row, p.column): Found(p.text) for p in sheet.printed})
        for long, _, parts in self.more:
            cells.update({Place(MORE[self.lang], long.place.row + n, 2): Found(p) for n, p in enumerate(parts)})
        return cells

    def keep(self, path: Path, label: str, value: Any) -> int:
        """Keep a value on the sheet for what no cell can hold; its number."""
        text = to_json(value)
        parts = tuple(text[at : at + _PART] for at in range(0, len(text), _PART))
        row = _HEAD + sum(long.rows for long, _, _ in self.more) + 1
        self.more.append((Long(path, Place(MORE[self.lang], row, 2), len(parts)), label, parts))
        self.blueprint = evolve(self.blueprint, longs=tuple(long for long, _, _ in self.more))
        return len(self.more)


def filled_form(scheme: Scheme, document: Mapping[str, Any] | None, lang: Lang) -> FilledForm:
    """A form for a scheme, with the values of a submission's document in it."""
    given = None if document is None else normal(document)
    form = _filled(scheme, given, lang, frozenset())
    if given is None:
        return form
    # What a cell holds and what is read from it are compared here, for every value of every form.
    lost = frozenset(key for key in _read(form) if not _kept(_read(form), given, key))
    if lost:
        form = _filled(scheme, given, lang, lost)
    _keep_the_rest(form, _read(form), given)
    return form


def normal(document: Mapping[str, Any]) -> dict[str, Any]:
    """The document with every judgement as a table, and without its format."""
    plain = {key: value for key, value in document.items() if key != "format"}
    if "judgements" in plain:
        given = plain["judgements"].items()
        plain["judgements"] = {id: each if isinstance(each, dict) else {"points": each} for id, each in given}
    return plain


def _filled(scheme: Scheme, given: Mapping[str, Any] | None, lang: Lang, apart: frozenset[str]) -> FilledForm:
    shown_here = None if given is None else {key: value for key, value in given.items() if key not in apart}
    sheets = laid_out(scheme, shown_here, lang)
    constants = {"kind": scheme.kind, "scheme": scheme.id}
    if given is not None:
        constants = {key: given[key] for key in _CONSTANT if key in given}
    plan = Blueprint(
        scheme.id,
        scheme.edition,
        scheme.digest,
        lang,
        tuple(sheet.name for sheet in sheets),
        constants,
        tuple(single for sheet in sheets for single, _ in sheet.singles),
        tuple(rows for sheet in sheets for rows, _ in sheet.rows),
        tuple(total for sheet in sheets for total, _ in sheet.sums),
    )
    form = FilledForm(lang, sheets, plan)
    if shown_here is None:
        _type(form, Place(sheets[0].name, 6, 1), "万元", plan.singles[3])
    else:
        _fill(form, shown_here)
    return form


def _fill(form: FilledForm, given: Mapping[str, Any]) -> None:
    asked = {single.path for single in form.blueprint.singles}
    for single in form.blueprint.singles:
        value = _at(given, single.path)
        if value is not None and not (single.kind == "empty" and value and single.path[0] != "judgements"):
            _type(form, single.place, value, single)
    for rows in form.blueprint.rows:
        for n, (key, value) in enumerate(_rows_of(given, rows, asked), start=1):
            _row(form, rows, rows.head + n, key, value)


def _type(form: FilledForm, place: Place, value: Any, of: Single | Column) -> None:
    typed = encoded(value, of.kind, form.lang, of.choices)
    if typed is None:
        typed = reference(form.keep((), of.label, value), form.lang)
    form.typed[place] = typed


def _rows_of(given: Mapping[str, Any], rows: Rows, asked: set[Path]) -> list[tuple[str | None, Any]]:
    """The rows of a table, with the key of each where it has one."""
    value = _at(given, rows.path)
    if rows.form == "deductions":
        judgements = (value or {}).items()
        return [(id, each) for id, own in judgements for each in _judged(own, id, rows)]
    if rows.form == "keyed":
        return [(key, each) for key, each in (value or {}).items() if (*rows.path, key) not in asked]
    return [(None, each) for each in value or ()] if isinstance(value, list) else []


def _judged(own: Any, id: str, rows: Rows) -> list[Any]:
    known = id in rows.columns[0].choices.values()
    return (own.get("deductions") or []) if known else []


def _row(form: FilledForm, rows: Rows, row: int, key: str | None, value: Any) -> None:
    columns = rows.columns
    if key is not None:
        _type(form, Place(rows.sheet, row, columns[0].column), key, columns[0])
        columns = columns[1:]
    for column in columns:
        own = value if not column.path else value.get(str(column.path[0])) if isinstance(value, dict) else None
        if own is not None:
            _type(form, Place(rows.sheet, row, column.column), own, column)


def _at(given: Any, path: Path) -> Any:
    for step in path:
        given = given.get(str(step)) if isinstance(given, Mapping) else None
    return given


def _read(form: FilledForm) -> dict[str, Any]:
    return gathered(form.blueprint, form.cells()).document


def _kept(read: Mapping[str, Any], given: Mapping[str, Any], key: str) -> bool:
    """Whether what is read can become what was given by adding to it."""
    return key in given and _within(read[key], given[key])


def _within(part: Any, whole: Any) -> bool:
    if isinstance(part, dict) and isinstance(whole, dict):
        return all(key in whole and _within(each, whole[key]) for key, each in part.items())
    return same(part, whole)


def _keep_the_rest(form: FilledForm, read: Mapping[str, Any], given: Mapping[str, Any]) -> None:
    def keep(path: Path, here: Any, wanted: Any) -> None:
        if here is not None and isinstance(here, dict) and isinstance(wanted, dict):
            for key, each in wanted.items():
                keep((*path, key), here.get(key), each)
        elif here is None or not same(here, wanted):
            form.keep(path, shown(path), wanted)

    for key, value in given.items():
        keep((key,), read.get(key), value)

"""A document: the plain values of a text or mapping, and the place of each in its file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import cached_property
from typing import Any, Literal, TypeVar

from attrs import Factory, define, evolve

from perfeval.findings import Finding, FormatError, Origin, PerfevalError, Text, UsageError, kind, say
from perfeval.formats.files import decode
from perfeval.formats.json_text import Refused, Repeated, load_json
from perfeval.formats.misfits import TABLE, TEXT, Fault, Misfits, faults_of, missing, wrong
from perfeval.formats.paths import Path, joined, locate
from perfeval.formats.toml_places import Places, places
from perfeval.formats.toml_text import load_toml

Syntax = Literal["toml", "json"]
Source = str | bytes | Mapping[str, Any]
"""A text, its bytes, or what was read from one already."""

T = TypeVar("T")
Place = Callable[[dict[str, Any], str], Path]
Then = Callable[[Callable[[dict[str, Any]], object], dict[str, Any], list[Fault], Place], list[Fault]]
"""What is wrong with values beside the faults that are known: takes what makes them, themselves, those, and places."""

_DEEPEST = 100
_AT_THE_TOP = Text("请补上，写在第一个方括号标题之前", "add it, above the first heading in brackets")


@define(slots=False)
class Document:
    """The plain values of a source: tables, lists, texts, numbers, flags and dates."""

    data: dict[str, Any]
    file: str = ""
    toml: str | None = None
    faults: list[Fault] = Factory(list)
    """What could not be taken as it stands: keys given twice, numbers beyond all limits."""

    def made(
        self,
        make: Callable[[dict[str, Any]], T],
        error: type[PerfevalError],
        where: Place = locate,
        then: Then | None = None,
    ) -> T:
        """What `make` makes of the values.

        Args:
            make: takes the values without `format`.
            error: what to raise where they do not fit.
            where: finds the path that a finding names.
            then: finds what else is wrong with values that do not fit.

        Raises:
            PerfevalError: of the type `error`, with every fault and its place.
        """
        faults, known = list(self.faults), {path for path, _ in self.faults}
        values = {key: value for key, value in self.data.items() if key != "format"}
        try:
            made = make(values)
        except (Misfits, PerfevalError) as found:
            faults += [fault for fault in faults_of(found) if fault[0] not in known]
            if then is not None:
                faults += then(make, values, faults, where)
        if faults:
            raise error(self.findings(faults, where))
        return made

    def findings(self, faults: Iterable[Fault], where: Place = locate) -> list[Finding]:
        """The findings of faults with location and origin, in the order of the file."""
        placed = [self._placed(path, finding, where) for path, finding in faults]
        return sorted(placed, key=lambda f: (f.origin.line or 0, f.origin.column or 0) if f.origin else (0, 0))

    def _placed(self, path: Path, finding: Finding, where: Place) -> Finding:
        location = joined(path, finding.location)
        if finding.code == "I104" and len(path) == 1 and path[0] != "format" and self.toml is not None:
            finding = evolve(finding, advice=_AT_THE_TOP)
        if finding.location and not finding.location.startswith(":"):
            path = where(self.data, location)
        return evolve(finding, location=location, origin=self._origin(path))

    def _origin(self, path: Path) -> Origin | None:
        for end in range(len(path), 0, -1):
            place = self._places.get(path[:end])
            if place is not None:
                return Origin(self.file, line=place.line, column=place.column)
        return Origin(self.file) if self.file else None

    @cached_property
    def _places(self) -> Places | dict[Path, Any]:
        return {} if self.toml is None else places(self.toml)


def load(source: Source, *, file: str = "", syntax: Syntax = "toml") -> Document:
    """The document of a source.

    Args:
        source: a text, UTF-8 bytes, or a mapping of plain values, for which `syntax` does not matter.
        file: the name that findings show.
        syntax: `toml` or `json`.

    Raises:
        FormatError: it is no such text, or nests too deeply.
        UsageError: another syntax.
    """
    if isinstance(source, Mapping):
        return _document(source, file, None)
    if syntax not in ("toml", "json"):
        raise UsageError(kind("I116").at("", suffix=syntax, known="toml, json"))
    text = decode(source, file) if isinstance(source, bytes) else source.removeprefix("\ufeff")
    try:
        data = load_toml(text) if syntax == "toml" else load_json(text)
    except FormatError as error:
        raise FormatError(evolve(f, origin=evolve(f.origin or Origin(), file=file)) for f in error.findings) from error
    return _document(data, file, text if syntax == "toml" else None)


def checked_format(document: Document, wanted: str) -> None:
    """Refuse a document whose `format` line names something else, before anything else is said of it.

    Raises:
        FormatError: no `format` (I104), or another one (I109).
    """
    found = document.data.get("format")
    if found is None:
        raise FormatError(document.findings([(("format",), evolve(missing("format"), advice=_first_line(wanted)))]))
    elif not isinstance(found, str):
        raise FormatError(document.findings([(("format",), wrong(TEXT, found).faults[0][1])]))
    elif found != wanted or (wanted := _rather(document, wanted)) != found:
        raise FormatError(document.findings([(("format",), kind("I109").at("", found=found[:80], wanted=wanted))]))


def _rather(document: Document, format: str) -> str:
    """The format that the keys tell, where they are plainly those of another one."""
    telling = {"perfeval.scheme/1": "groups", "perfeval.submission/1": "entity"}
    if format in telling and telling[format] not in document.data:
        return next((other for other, key in telling.items() if key in document.data), format)
    return format


def _first_line(wanted: str) -> Text:
    return Text(f'第一行写上 format = "{wanted}"', f'let the first line be format = "{wanted}"')


def format_of(source: Source, *, file: str = "", syntax: Syntax = "toml") -> str:
    """What the `format` line of a source says, empty where there is none.

    Raises:
        FormatError: it is no such text.

    Example:
        >>> from perfeval.formats import SCHEME, format_of
        >>> format_of('format = "perfeval.scheme/1"') == SCHEME
        True
    """
    found = load(source, file=file, syntax=syntax).data.get("format")
    return found if isinstance(found, str) else ""


def id_of(source: Source, *, file: str = "", syntax: Syntax = "toml") -> str:
    """The id that a source gives itself, empty where there is none.

    Raises:
        FormatError: it is no such text.
    """
    found = load(source, file=file, syntax=syntax).data.get("id")
    return found if isinstance(found, str) else ""


def _document(data: Any, file: str, toml: str | None) -> Document:
    faults: list[Fault] = []
    try:
        plain = _plain(data, (), faults)
        if not isinstance(plain, dict):
            raise wrong(TABLE, plain, Text("最外层写成 { ... }", "let the whole be { ... }"))
        return Document(plain, file, toml, faults)
    except Misfits as error:
        raise FormatError(Document({}, file).findings(error.faults)) from None


def _plain(value: Any, path: Path, faults: list[Fault]) -> Any:
    """The value with plain dicts and lists in it; what cannot be taken becomes a fault."""
    if len(path) > _DEEPEST:
        detail = say("嵌套超过 {most} 层", "nested more than {most} levels deep", most=_DEEPEST)
        raise Misfits([((), kind("I101").at("", detail=detail))])
    if isinstance(value, Mapping):
        return _table(value, path, faults)
    if isinstance(value, list | tuple):
        return [_plain(item, (*path, n), faults) for n, item in enumerate(value)]
    if isinstance(value, Refused):
        faults.append((path, value.finding))
        return Decimal("NaN")
    if isinstance(value, str) and not _writable(value):
        faults.append((path, _broken()))
        return ""
    return value


def _table(value: Mapping[Any, Any], path: Path, faults: list[Fault]) -> dict[str, Any]:
    if isinstance(value, Repeated):
        faults += [((*path, key), kind("I105").at("", key=key[:80])) for key in value.twice]
    table: dict[str, Any] = {}
    for key, item in value.items():
        if not isinstance(key, str):
            faults += [(path, finding) for _, finding in wrong(TEXT, key).faults]
        elif not _writable(key):
            faults.append((path, _broken()))
        else:
            table[key] = _plain(item, (*path, key), faults)
    return table


def _writable(text: str) -> bool:
    """Whether a text can be written as UTF-8: JSON may name half a character."""
    return text.isascii() or not any("\ud800" <= sign <= "\udfff" for sign in text)


def _broken() -> Finding:
    found = Text("含有残缺字符的文字", "a text with broken characters")
    return kind("I103").at("", wanted=TEXT, found=found, advice=Text())

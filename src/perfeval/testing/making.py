"""Making cases from a file: each laid over what it is like, every fault found with the place it was written at."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from perfeval.api import load, load_scheme
from perfeval.expressions import suggestion
from perfeval.findings import Finding, Origin, PerfevalError, Text, kind
from perfeval.formats import SCHEME, SUBMISSION, read_scheme, read_submission, submission_document
from perfeval.formats.documents import Document
from perfeval.formats.misfits import Fault, unknown_keys
from perfeval.formats.paths import Path as Place
from perfeval.formats.paths import locate, shown
from perfeval.formats.toml_places import places
from perfeval.model import Group, OpenGroup, Scheme, Submission
from perfeval.plugins import Host
from perfeval.testing.case_shapes import CaseShape, FileShape
from perfeval.testing.expected import Expected
from perfeval.testing.layering import merged, taken_out

_ABOVE = Text("照抄前面一个用例的 name", "copy the name of a case above")
_ROW = re.compile(r"(.+)\[[0-9]+\]")


@frozen
class Case:
    """One worked case: what is handed in, by which scheme it is evaluated, and what is expected."""

    name: Text
    """What it shows."""
    origin: Origin
    """Where it stands."""
    scheme: Scheme | str | None
    """The scheme, or the id of a registered one; None where it cannot be made."""
    submission: Submission | None
    """What is handed in; None where it cannot be made."""
    expected: Expected
    """What should come of it."""
    options: Mapping[str, Any]
    """How the evaluation departs from the scheme: the options of `perfeval.evaluate`."""
    refusal: PerfevalError | None = None
    """Why scheme or submission cannot be made, where the case expects that."""


class _Unmade(Exception):  # noqa: N818 - carries what was found, and is no error of its own
    """A scheme or submission that cannot be made; where its findings stand."""

    def __init__(self, faults: Iterable[Fault] = (), foreign: Iterable[Finding] = ()) -> None:
        """Take faults of this file, and findings of others."""
        self.faults, self.foreign = list(faults), list(foreign)
        super().__init__()


@frozen
class _Made:
    """A case with what it takes from elsewhere: what a case that is like it begins with."""

    scheme: Any
    place: Place
    submission: dict[str, Any]
    layers: tuple[tuple[Place, dict[str, Any]], ...]
    """Where the parts of the submission stand, the uppermost first."""
    options: Mapping[str, Any]


class Maker:
    """Makes the cases of one document and gathers the faults of all of them."""

    def __init__(self, document: Document, shape: FileShape, folder: Path, host: Host) -> None:
        """Take the document, its shape, where the files that it names are looked for, and the plugins to use."""
        self.document, self.shape, self.folder, self.host = document, shape, folder, host
        self.faults: list[Fault] = []
        self.foreign: list[Finding] = []
        self.schemes: dict[str, Scheme] = {}
        self.above: dict[str, _Made] = {}
        self.places: Mapping[Place, Any] = {} if document.toml is None else places(document.toml)

    def case(self, n: int, shape: CaseShape) -> Case:
        """One case; its faults are added to those of the file, unless it expects them."""
        at: Place = ("cases", n)
        place = self.places.get(at)
        origin = Origin(self.document.file, line=place.line if place else None)
        expect = shape.expect
        try:
            name = self.named(at, shape)
            like = self.liked(at, shape)
            made = self.above[name] = self.made(at, shape, like)
            submission = self.submission(at, made)
            scheme, known = self.scheme(at, made, submission)
        except _Unmade as error:
            findings = [finding for _, finding in error.faults] + error.foreign
            if expect.refused is None:
                self.faults += error.faults
                self.foreign += error.foreign
            return Case(shape.name, origin, None, None, expect, {}, PerfevalError(findings))
        self.faults += _unknown_outcomes(known, expect, (*at, "expect"))
        return Case(shape.name, origin, scheme, submission, expect, made.options)

    def named(self, at: Place, shape: CaseShape) -> str:
        """The name of a case, by which others may be like it."""
        name = shape.name["zh"]
        if not name.strip():
            raise _Unmade([((*at, "name"), kind("I104").at("", key="name"))])
        if name in self.above:
            raise _Unmade([((*at, "name"), kind("I105").at("", key=name[:80]))])
        return name

    def liked(self, at: Place, shape: CaseShape) -> _Made | None:
        """The case above that this one changes."""
        if not shape.like:
            return None
        if shape.like not in self.above:
            what, near = Text("用例（须写在前面）", "case above"), suggestion(shape.like, self.above) or _ABOVE
            raise _Unmade([((*at, "like"), kind("I115").at("", name=shape.like[:80], what=what, near=near))])
        return self.above[shape.like]

    def made(self, at: Place, shape: CaseShape, like: _Made | None) -> _Made:
        """The case with what it takes from the one it is like, or from the file."""
        scheme, place = (
            (shape.scheme, (*at, "scheme")) if shape.scheme is not None else (self.shape.scheme, ("scheme",))
        )
        options = shape.options.given()
        if isinstance(data := options.get("weighting_data"), str):
            options["weighting_data"] = os.fspath(self.folder / data)
        under, layers = self.under(at, shape, like)
        if like is not None:
            scheme, place = (scheme, place) if shape.scheme is not None else (like.scheme, like.place)
            options = merged(like.options, options)
        over = shape.submission if isinstance(shape.submission, dict) else {}
        under = self.taken_away(under, shape.without, (*at, "without"))
        return _Made(scheme, place, merged(under, over), (((*at, "submission"), over), *layers), options)

    def under(self, at: Place, shape: CaseShape, like: _Made | None) -> tuple[dict[str, Any], Any]:
        """What a case's own figures are laid over: its file, the case it is like, or what all cases share."""
        if isinstance(shape.submission, str):
            return self.plain(shape.submission, (*at, "submission")), ()
        if like is not None:
            return like.submission, like.layers
        shared = {} if self.shape.submission is None else self.plain(self.shape.submission, ("submission",))
        return shared, ((("submission",), shared),)

    def submission(self, at: Place, made: _Made) -> Submission:
        """What the case hands in."""
        whole = {key: value for key, value in made.submission.items() if key != "format"}
        try:
            return read_submission({"format": SUBMISSION, **whole})
        except PerfevalError as error:
            raise _Unmade(self.traced(finding, at, made) for finding in error.findings) from None

    def traced(self, finding: Finding, at: Place, made: _Made) -> Fault:
        """The fault where it was written: in the case, or in what it takes from elsewhere."""
        found = [(len(locate(data, finding.location)), way) for way, data in made.layers]
        deepest = max(depth for depth, _ in found)
        return next((way for depth, way in found if depth == deepest), at), finding

    def taken_away(self, data: dict[str, Any], paths: tuple[str, ...], at: Place) -> dict[str, Any]:
        """What is left without the figures that a case takes away."""
        for n, path in enumerate(paths):
            try:
                data = taken_out(data, path)
            except KeyError:
                near = suggestion(path, _paths(data))
                raise _Unmade([((*at, n), kind("I102").at("", key=path[:80], near=near))]) from None
        return data

    def plain(self, value: str | dict[str, Any], at: Place) -> dict[str, Any]:
        """The plain values of a submission that stands in the file, or in a file that any reader reads."""
        if isinstance(value, dict):
            return value
        return submission_document(self.loaded(value, at), classified=True)

    def loaded(self, name: str, at: Place) -> Submission:
        """The submission in a file that is named."""
        return self._from_file(at, lambda: load(self.folder / name, host=self.host))  # type: ignore[no-any-return]

    def scheme(self, at: Place, made: _Made, submission: Submission) -> tuple[Scheme | str, Scheme]:
        """The scheme as the case names it, and the scheme itself."""
        value, place = made.scheme, made.place
        if value is None:
            value, place = submission.scheme, (*at, "submission")
        if not value:
            raise _Unmade([((*at, "scheme"), kind("I104").at("", key="scheme"))])
        if isinstance(value, dict):
            inline = self.inline(value, place)
            return inline, inline
        if Path(value).suffix.lower() in (".toml", ".json"):
            if value not in self.schemes:
                path = self.folder / value
                self.schemes[value] = self._from_file(place, lambda: load_scheme(path, host=self.host))
            return self.schemes[value], self.schemes[value]
        try:
            return value, self.host.schemes.get(value)
        except PerfevalError as error:
            raise _Unmade((place, finding) for finding in error.findings) from None

    def inline(self, table: dict[str, Any], at: Place) -> Scheme:
        """A scheme that stands in the file of cases itself."""
        functions = {entry.id: entry.item.node for entry in self.host.functions}
        try:
            return read_scheme({"format": SCHEME, **table}, functions=functions)
        except PerfevalError as error:
            raise _Unmade((at, finding) for finding in error.findings) from None

    def _from_file(self, at: Place, make: Any) -> Any:
        try:
            return make()
        except PerfevalError as error:
            here = [f for f in error.findings if f.code == "I112"]
            others = [f for f in error.findings if f.code != "I112"]
            raise _Unmade([(at, evolve(f, location="")) for f in here], others) from None


def _paths(data: Any, before: Place = ()) -> Iterator[str]:
    items: Iterable[tuple[str | int, Any]] = ()
    if isinstance(data, dict):
        items = data.items()
    elif isinstance(data, list):
        items = enumerate(data)
    for key, value in items:
        yield shown((*before, key))
        yield from _paths(value, (*before, key))


def _unknown_outcomes(scheme: Scheme, expected: Expected, at: Place) -> Iterator[Fault]:
    """Faults for expectations of what the scheme does not have."""
    groups = [node.id for node in scheme.nodes() if isinstance(node, Group | OpenGroup)]
    open_groups = {node.id for node in scheme.nodes() if isinstance(node, OpenGroup)}
    leaves = [node.id for node in scheme.nodes() if not isinstance(node, Group)]
    for id in expected.groups:
        if id not in groups:
            yield from ((((*at, "groups", id)), f) for _, f in unknown_keys([id], groups))
    for id in expected.indicators:
        row = _ROW.fullmatch(id)
        if id not in leaves and (row is None or row[1] not in open_groups):
            yield from ((((*at, "indicators", id)), f) for _, f in unknown_keys([id], leaves))

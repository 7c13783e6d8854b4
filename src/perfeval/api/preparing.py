"""Prepares a scheme as it was asked for: with a weighting, other points, other parameters."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from attrs import evolve, field, frozen

from perfeval import formats
from perfeval.api.files import syntax_of
from perfeval.findings import Text, UsageError, kind
from perfeval.formats import read_bytes
from perfeval.model import NotApplicable, OnMissing, Scheme, Weighting, weighted
from perfeval.plugins import Host


@frozen(kw_only=True)
class Options:
    """How an evaluation departs from what scheme and submission say; every departure is recorded in the result."""

    not_applicable: NotApplicable | None = None
    """The policy for points that do not apply."""
    on_missing: OnMissing | None = None
    """The policy for indicators without a result."""
    parameters: Mapping[str, Any] | None = None
    """Other values for parameters of the scheme."""
    points: Mapping[str, Any] | None = None
    """Other points for indicators."""
    weighting: Weighting | str | None = None
    """A weighting, or the id of a registered one, that assigns all points."""
    weighting_data: Any = None
    """What the weighting works from: plain values, or the path of a TOML or JSON file."""


@frozen
class Prepared:
    """The scheme with every departure laid over it, and where it comes from."""

    scheme: Scheme
    asked: Options
    origin: str
    host: Host
    base: Scheme
    """The scheme as it is laid down."""


@frozen
class Preparation:
    """Prepares schemes as they were asked for, each once: a weighting may look at the data of a whole province."""

    scheme: Scheme | str | None
    asked: Options
    host: Host
    known: dict[str, Prepared] = field(factory=dict, init=False, eq=False)

    def __call__(self, named: str = "") -> Prepared:
        """The scheme for a submission that names one; what was asked for comes first.

        Raises:
            PerfevalError: no such scheme, or an option that cannot be used.
        """
        chosen = self.scheme or named
        name = chosen if isinstance(chosen, str) else ""
        if name not in self.known:
            self.known[name] = self._made(chosen)
        return self.known[name]

    def _made(self, chosen: Scheme | str) -> Prepared:
        asked, origin = self.asked, ""
        if isinstance(chosen, str):
            if not chosen:
                raise UsageError(kind("I104").at("scheme", key="scheme"))
            try:
                entry = self.host.schemes.entry(chosen)
            except UsageError as error:
                raise UsageError(evolve(f, location="scheme") for f in error.findings) from error
            chosen, origin = entry.item, entry.origin
        base = chosen
        if asked.weighting is not None or asked.weighting_data is not None:
            chosen = _weighted(chosen, asked, self.host)
        if asked.points:
            chosen = chosen.with_points(asked.points)
        if asked.parameters:
            chosen = chosen.with_parameters(asked.parameters)
        return Prepared(chosen, asked, origin, self.host, base)


def _weighted(scheme: Scheme, asked: Options, host: Host) -> Scheme:
    """The scheme with the points of the weighting that was asked for."""
    chosen, data, origin = asked.weighting, asked.weighting_data, ""
    if chosen is None:
        why = Text("没有选赋权方法", "no weighting was chosen")
        raise UsageError(kind("D402").at("weighting_data", why=why))
    if isinstance(chosen, str):
        entry = host.weightings.entry(chosen)
        chosen, origin = entry.item, entry.origin
    if not isinstance(data, str | os.PathLike) or not chosen.needs:
        return weighted(scheme, chosen, data, origin=origin)
    use = partial(weighted, scheme, chosen, origin=origin)
    return formats.with_weighting_data(read_bytes(Path(data)), use, file=os.fspath(data), syntax=syntax_of(data))

"""A plugin in a host."""

from __future__ import annotations

from attrs import frozen

from perfeval.findings import Finding
from perfeval.plugins.admission import Provided
from perfeval.plugins.provider import Provider, Status


@frozen
class Member:
    """A plugin in a host: who, what became of it, what it brings, and its faults."""

    provider: Provider
    status: Status
    provided: Provided
    faults: tuple[Finding, ...] = ()

"""Where a figure or a rule comes from, and how sure that is."""

from __future__ import annotations

from typing import Literal

from attrs import field, frozen, validators

Status = Literal["published", "unverified", "inferred", "assumed"]
STATUSES: tuple[Status, ...] = ("published", "unverified", "inferred", "assumed")


@frozen
class Source:
    """A source with its status; a guess is never presented as a regulation.

    `published` was read in the source named; `unverified` is general knowledge whose text was not checked; `inferred`
    follows from published figures; `assumed` is a choice made until a source is found.

    Example:
        >>> from perfeval.expressions import Source
        >>> Source("财预〔2020〕10号", "unverified").status
        'unverified'
    """

    title: str
    """The document, or the reasoning."""
    status: Status = field(default="published", validator=validators.in_(STATUSES))
    """How sure it is."""
    link: str = ""
    """An address or a clause, if there is one."""

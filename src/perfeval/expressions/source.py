"""Where a figure or a rule comes from, and how sure that is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from attrs import field, frozen, validators

from perfeval.findings import Text

Status = Literal["published", "unverified", "inferred", "assumed"]
STATUSES: tuple[Status, ...] = ("published", "unverified", "inferred", "assumed")
STATUS_WORDS: Mapping[Status, Text] = {
    "published": Text("公布", "published"),
    "unverified": Text("未核对原文", "text not checked"),
    "inferred": Text("由公布数字推得", "inferred from published figures"),
    "assumed": Text("暂定，未见出处", "assumed, no source found"),
}
"""How sure a source is, as people read it."""


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

"""A form that was made for a scheme as it no longer is."""

from __future__ import annotations

from perfeval.findings import Finding, Text, kind
from perfeval.formats.filled.opening import blueprint_of
from perfeval.model import Scheme

_SHOWN = 12


def outdated(data: bytes, scheme: Scheme, file: str = "") -> tuple[Finding, ...]:
    """What to say where a form was made for another scheme than the one it is evaluated by, or for it as it was.

    Args:
        data: the form.
        scheme: what it is evaluated by, as it is laid down.
        file: its name.

    Raises:
        FormatError: it cannot be read, or is no form of ours.

    Example:
        >>> import perfeval
        >>> from perfeval.formats.filled import form, outdated
        >>> scheme = perfeval.scheme("foshan-2021")
        >>> [found.code for found in outdated(form(scheme), scheme.with_parameters(spending_full="90%"))]
        ['I418']
    """
    made = blueprint_of(data, file)
    if made.digest == scheme.digest:
        return ()
    was, now = (
        Text(f"{id}（摘要 {digest[:_SHOWN]}）", f"{id} (digest {digest[:_SHOWN]})")
        for id, digest in ((made.scheme[:80], made.digest), (scheme.id, scheme.digest))
    )
    found = kind("I418").at("scheme", stated=made.digest[:64], expected=scheme.digest, was=was, now=now)
    return (found,)

"""Caps of two schemes: they have no names, so they are told by their labels, then by their conditions."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from perfeval.findings import Text, say
from perfeval.model.changing.change import SchemeChange
from perfeval.model.changing.parts import compared, ordered
from perfeval.model.changing.pieces import pieces, told
from perfeval.model.grades import Cap

_ALIKE: tuple[Callable[[Cap, Cap], bool], ...] = (
    lambda a, b: a == b,
    lambda a, b: a.label == b.label,
    lambda a, b: a.when == b.when,
    lambda a, b: True,
)


def caps(a: tuple[Cap, ...], b: tuple[Cap, ...]) -> Iterator[SchemeChange]:
    """What became of the caps on the grade."""
    olds = _paired(a, b)
    for n, cap in enumerate(a):
        if n not in olds.values():
            yield SchemeChange(kind="removed", place=f"caps[{n}]", what=_what(cap), was=told(cap))
    for n, cap in enumerate(b):
        if n in olds:
            yield from compared(pieces(a[olds[n]]), pieces(cap), f"caps[{n}]", _what(cap))
        else:
            yield SchemeChange(kind="added", place=f"caps[{n}]", what=_what(cap), now=told(cap))
    met = [str(olds[n]) for n in sorted(olds)]
    yield from ordered("caps", Text("等级上限", "caps"), sorted(met, key=int), met)


def _what(cap: Cap) -> Text:
    return say("等级上限“{label}”", 'cap "{label}"', label=cap.label)


def _paired(a: tuple[Cap, ...], b: tuple[Cap, ...]) -> dict[int, int]:
    """The number in the first, for each cap of the second that was there."""
    olds: dict[int, int] = {}
    free = list(range(len(a)))
    for alike in _ALIKE:
        for n, cap in enumerate(b):
            old = next((m for m in free if n not in olds and alike(a[m], cap)), None)
            if old is not None:
                olds[n] = old
                free.remove(old)
    return olds

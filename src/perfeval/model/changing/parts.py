"""Parts of two schemes held against each other: which came and went, what each says, their order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from attrs import evolve, frozen

from perfeval.expressions import Const, Expr
from perfeval.findings import Text, join, say
from perfeval.model.changing.change import SchemeChange
from perfeval.model.changing.likeness import renamed
from perfeval.model.changing.pieces import ABSENT, NAMES, Piece, pieces, told
from perfeval.model.combining import AveragingTable


@frozen
class Sort:
    """A sort of parts that have names: where they stand, what one is called, whether a new name may be guessed."""

    place: str
    label: Text = Text()
    guess: bool = False

    def what(self, id: str, of: Any) -> Text:
        """One of them in words."""
        sort = say("{sort}", "{sort} ", sort=self.label) if self.label else Text()
        label = getattr(of, "label", Text())
        if not label or label == Text(id):
            return say("{sort}“{id}”", '{sort}"{id}"', sort=sort, id=id)
        return say("{sort}“{label}”（{id}）", '{sort}"{label}" ({id})', sort=sort, label=label, id=id)


def named(a: Mapping[str, Any], b: Mapping[str, Any], sort: Sort) -> Iterator[SchemeChange]:
    """What became of parts that are known by their names, and of their order."""
    news = new_names(a, b) if sort.guess else {}
    yield from met(a, b, news, sort)
    yield from ordered(sort.place, sort.label, (news.get(id, id) for id in a), b)


def new_names(a: Mapping[str, Any], b: Mapping[str, Any]) -> dict[str, str]:
    """The likely new names of parts, by their old ones."""
    return renamed({id: a[id] for id in a if id not in b}, {id: b[id] for id in b if id not in a})


def met(a: Mapping[str, Any], b: Mapping[str, Any], news: Mapping[str, str], sort: Sort) -> Iterator[SchemeChange]:
    """What went, what came, what was renamed, and in what else those that stayed differ."""
    olds = {new: old for old, new in news.items()}
    for id, of in a.items():
        if id not in b and id not in news:
            yield SchemeChange(kind="removed", place=f"{sort.place}.{id}", what=sort.what(id, of), was=told(of))
    for id, of in b.items():
        place, what, old = f"{sort.place}.{id}", sort.what(id, of), olds.get(id, id)
        if old not in a:
            yield SchemeChange(kind="added", place=place, what=what, now=told(of))
            continue
        if old != id:
            yield SchemeChange(kind="renamed", place=place, what=what, was=Text(old), now=Text(id))
        yield from compared(pieces(a[old]), pieces(of), place, what)


def compared(a: Mapping[str, Piece], b: Mapping[str, Piece], place: str, of: Text) -> Iterator[SchemeChange]:
    """The pieces in which one part differs."""
    for name in dict.fromkeys((*a, *b)):
        was, now = a.get(name, ABSENT), b.get(name, ABSENT)
        nothing = ABSENT in (was, now) and not (was.written or now.written)
        if was.canon != now.canon and not nothing:
            what = say("{of}的{label}", "{label} of {of}", of=of, label=NAMES.get(name, Text(name)))
            yield changed(was, now, ".".join(part for part in (place, name) if part), what)


def changed(was: Piece, now: Piece, place: str, what: Text) -> SchemeChange:
    """One piece that differs."""
    change = SchemeChange(
        kind="changed",
        place=place,
        what=what,
        was=was.said,
        now=now.said,
        was_written=was.written,
        now_written=now.written,
        is_rule=any(isinstance(each.value, Expr) and not isinstance(each.value, Const) for each in (was, now)),
    )
    if isinstance(was.value, AveragingTable) and isinstance(now.value, AveragingTable):
        lost, won = (_rows_without(x, y) for x, y in ((was.value, now.value), (now.value, was.value)))
        return evolve(change, was=lost, now=won)
    return change


def _rows_without(table: AveragingTable, other: AveragingTable) -> Text:
    """The rows that only the first has."""
    rows = [Text(f"{' '.join(levels)} ＝ {made}") for levels, made in table.rows if (levels, made) not in other.rows]
    return join(rows, "，", ", ")


def ordered(place: str, what: Text, a: Iterable[str], b: Iterable[str]) -> Iterator[SchemeChange]:
    """Whether what both have stands in another order."""
    first, second = list(a), list(b)
    before, now = ([id for id in ids if id in others] for ids, others in ((first, set(second)), (second, set(first))))
    if before != now:
        yield SchemeChange(kind="reordered", place=place, what=what, was=_listed(before), now=_listed(now))


def _listed(ids: Iterable[str]) -> Text:
    return join(map(Text, ids), "、", ", ")

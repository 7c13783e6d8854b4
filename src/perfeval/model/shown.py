"""A scheme as a prompt and a notebook show it: what it is, its tree with the points, its grades."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from perfeval.findings import Lang, Text, join, say
from perfeval.findings.markup import Head, Markup, Row, opening, shown, table, tag
from perfeval.findings.showing import line, page
from perfeval.findings.visible import brief
from perfeval.model.indicators import Group, Node, OpenGroup, full_marks
from perfeval.model.scheme import Scheme
from perfeval.model.wording import KIND, scale_words
from perfeval.numbers import plain

_HEADS = (
    (Text("指标", "indicator"), False),
    (Text("分值", "points"), True),
    (Text("标识", "id"), False),
)
_ROWS = Text("由提交的各行组成", "one for each row handed in")
_BONUS = Text("加分", "Bonus")
_PENALTIES = Text("减分", "Penalties")
_GRADES = Text("等级", "Grades")
_CHANGES = Text("改动", "Changes")


@line.register(Scheme)
def scheme_line(scheme: Scheme) -> str:
    """A scheme in one line."""
    leaves = sum(1 for _ in scheme.leaves())
    changed = f", {len(scheme.overrides)} overrides" if scheme.overrides else ""
    label = brief(scheme.label["zh"])
    return f"<Scheme {brief(scheme.id)}: {label}; {leaves} indicators, {plain(scheme.full)} points{changed}>"


@page.register(Scheme)
def scheme_html(scheme: Scheme, lang: Lang) -> str:
    """A scheme for a notebook."""
    edition = say("版次 {edition}", "edition {edition}", edition=scheme.edition) if scheme.edition else Text()
    full = say("满分 {full}", "full marks {full}", full=plain(scheme.full))
    facts = [fact[lang] for fact in (Text(scheme.id), edition, KIND[scheme.kind], full) if fact]
    rows = [*_rows(scheme.groups, 0, lang)]
    for title, nodes in ((_BONUS, scheme.bonus), (_PENALTIES, scheme.penalties)):
        if nodes:
            rows += [Row((title[lang], "", ""), 0, group=True), *_rows(nodes, 1, lang)]
    return shown(
        lang,
        tag("p", tag("strong", scheme.label[lang])),
        tag("p", " · ".join(facts)),
        table([Head(head[lang], number) for head, number in _HEADS], rows),
        *_below(scheme, lang),
    )


def _rows(nodes: Iterable[Node], depth: int, lang: Lang) -> Iterator[Row]:
    for node in nodes:
        group = isinstance(node, Group)
        yield Row((_label(node, lang), _points(node, lang), tag("code", node.id)), depth, group=group)
        if isinstance(node, Group):
            yield from _rows(node.children, depth + 1, lang)


def _label(node: Node, lang: Lang) -> str:
    if isinstance(node, OpenGroup):
        return f"{node.label[lang]}{f'（{_ROWS.zh}）' if lang == 'zh' else f' ({_ROWS.en})'}"
    return node.label[lang]


def _points(node: Node, lang: Lang) -> str:
    """The points of a node, or the levels that it has instead."""
    scale = None if isinstance(node, OpenGroup) else node.scale
    return plain(full_marks(node)) if scale is None else scale_words(scale)[lang]


def _below(scheme: Scheme, lang: Lang) -> Iterator[Markup]:
    if scheme.grades is not None:
        edges = (say("{id} {low} 起", "{id} from {low}", id=g.id, low=plain(g.low)) for g in scheme.grades.grades)
        yield tag("p", f"{_GRADES[lang]}{'：' if lang == 'zh' else ': '}{join(edges, '，', ', ')[lang]}")
    if scheme.overrides:
        changes = (tag("li", change.sentence[lang]) for change in scheme.overrides)
        yield opening(f"{_CHANGES[lang]} {len(scheme.overrides)}", tag("ul", *changes))

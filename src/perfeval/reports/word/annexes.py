"""The annexes: the table of scores, what they rest on, and what is to be known of the evaluation."""

from __future__ import annotations

from collections.abc import Iterator

from perfeval.evaluation import Evaluation, Reported
from perfeval.findings import Lang
from perfeval.numbers import plain
from perfeval.reports.told import Node, extras, identity, nodes, sources, text_of, word
from perfeval.reports.word.blocks import Block, Line, Row, grid
from perfeval.reports.word.results import flat
from perfeval.reports.word.words import said


def annexes(reported: Reported, lang: Lang) -> Iterator[Block]:
    """All of them, each headed by its number; the first begins a page."""
    for n, (title, blocks) in enumerate(
        (("scores", _scores), ("sources", _sources), ("notes", _notes)), 1
    ):  # fmt: skip
        yield Line("Annex", said("annex", n=n)[lang], new_page=n == 1)
        yield Line("AnnexTitle", said(title)[lang])
        yield from blocks(reported, lang)


def _scores(reported: Reported, lang: Lang) -> Iterator[Block]:
    e = reported.evaluation
    rows = [_row(node, depth, lang) for node, depth in flat(nodes(e.groups, reported, lang))]
    for label, below in extras(reported, lang):
        rows.append(Row((label[lang], "", "", "", ""), strong=True))
        rows += [_row(node, depth + 1, lang) for node, depth in flat(below)]
    if e.full is not None:
        rows.append(_total(e, lang))
    head = ("indicator", "points", "score", "share", "remark")
    yield grid([said(name)[lang] for name in head], rows, (42, 12, 15, 12, 19), (1, 2, 3))


def _row(node: Node, depth: int, lang: Lang) -> Row:
    o = node.outcome
    points = "—" if o.points is None else plain(o.points)
    score = plain(o.score) if o.score is not None else o.level or "—"
    cells = (text_of(o.label, lang), points, score, f"{node.share}%" if node.share else "—", _remark(node, lang))
    return Row(cells, depth, not node.leaf)


def _remark(node: Node, lang: Lang) -> str:
    told = [node.result] if node.status == "not_applicable" else [word(node.status)[lang]] if node.status else []
    told += [word(name)[lang] for name, holds in (("doubtful", node.doubtful), ("changed", node.changes)) if holds]
    return ("；" if lang == "zh" else "; ").join(told)


def _total(e: Evaluation, lang: Lang) -> Row:
    between = "—" if e.lower is None or e.upper is None else f"{plain(e.lower)}–{plain(e.upper)}"
    share = "—" if e.share is None else f"{plain(e.share * 100, 2)}%"
    grade = e.grade or ("、" if lang == "zh" else ", ").join(e.possible_grades)
    full = "—" if e.full is None else plain(e.full)
    return Row((said("sum")[lang], full, between if e.total is None else plain(e.total), share, grade), strong=True)


def _sources(reported: Reported, lang: Lang) -> Iterator[Block]:
    if reported.explained is None:
        yield Line("BodyText", said("not_shown")[lang])
        return
    stop = "；" if lang == "zh" else "; "
    rows = [
        Row((s.words[lang], f"{s.title} {s.link}".strip(), stop.join(text_of(used, lang) for used in s.used)))
        for s in sources(reported)
    ]
    if not rows:
        yield Line("BodyText", said("no_sources")[lang])
        return
    yield Line("Lead", said("sources_hint")[lang])
    yield grid([said(f"source_{name}")[lang] for name in ("status", "title", "used")], rows, (20, 40, 40))


def _notes(reported: Reported, lang: Lang) -> Iterator[Block]:
    e = reported.evaluation
    changes = [change.sentence for change in e.overrides]
    if e.weighting is not None:
        changes.insert(0, word("weighting", label=e.weighting.label, explanation=e.weighting.explanation))
    if changes:
        yield Line("Caption", word("changes")[lang])
        yield from (Line("BodyText", change[lang]) for change in changes)
    yield Line("Caption", word("findings")[lang])
    yield _findings(e, lang) if e.findings else Line("BodyText", word("no_findings")[lang])
    yield Line("Caption", word("identity")[lang])
    rows = [Row((name[lang], text_of(value, lang))) for name, value in identity(e) if value]
    yield grid((), rows, (30, 70))


def _findings(e: Evaluation, lang: Lang) -> Block:
    rows = []
    for f in e.findings:
        place = " ".join(part for part in (f.location, "" if f.origin is None else f.origin.describe(lang)) if part)
        message, advice = f.message[lang], f.advice[lang]
        told = f"{message}（{advice}）" if lang == "zh" else f"{message} ({advice})"
        rows.append(Row((f"{word(f.severity)[lang]} {f.code}", told if advice else message, place)))
    return grid([said(name)[lang] for name in ("finding_kind", "finding", "finding_place")], rows, (16, 60, 24))

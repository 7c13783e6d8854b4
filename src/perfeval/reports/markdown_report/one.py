"""One evaluation as a document of sections, in the order and the words of the page."""

from __future__ import annotations

from collections.abc import Iterator

from perfeval.evaluation import Evaluation, Reported
from perfeval.findings import Finding, Lang, Text
from perfeval.model import STAGES, Submission
from perfeval.numbers import plain
from perfeval.reports.content import Block, Column, Fact, Facts, Listing, Page, Prose, Row, Section, Table
from perfeval.reports.markdown_report.outcomes import explained_sections, score_table
from perfeval.reports.markdown_text import markdown
from perfeval.reports.told import (
    budget_rows,
    extras,
    identity,
    lists,
    money_unit,
    narrative,
    nodes,
    sources,
    unscored,
    word,
)


def evaluation_markdown(reported: Reported, lang: Lang) -> str:
    """One evaluation as Markdown (CommonMark with the tables of GitHub): no HTML in it, no link.

    Args:
        reported: the evaluation; with its explanation and submission the report says why and shows the budget.
        lang: the language.

    Example:
        >>> import perfeval
        >>> from perfeval.evaluation import Reported
        >>> from perfeval.reports import evaluation_markdown
        >>> found = perfeval.evaluate("examples/foshan-2021/hmt-office.toml")
        >>> print(evaluation_markdown(Reported(found), "en").splitlines()[4])
        - **Total**: 99.85 of 100
    """
    e = reported.evaluation
    sections = [
        *_open(e),
        *_profile(reported, lang),
        *_budget(reported.submission),
        _indicators(reported, lang),
        _findings(e, lang),
        *_changes(e),
        *_written(reported.submission, e),
        *_sources(reported, lang),
        Section("", word("identity"), [Facts(Fact(name, value) for name, value in identity(e) if value)]),
    ]
    return markdown(Page(Text(e.entity), list(_head(reported)), sections), lang)


def _head(reported: Reported) -> Iterator[Block]:
    """Total and grade, before anything else."""
    e, year = reported.evaluation, word("year", year=reported.evaluation.year)
    yield Prose([Text(f"{e.label['zh']} · {year['zh']}", f"{e.label['en']} · {year['en']}")])
    facts = [Fact(word("total"), _total(e))]
    if e.grade is not None:
        was = word("capped", was=e.uncapped)
        capped = Text(f"{e.grade}（{was.zh}）", f"{e.grade} ({was.en})")
        facts.append(Fact(word("grade"), capped if e.uncapped is not None else e.grade))
    elif e.possible_grades:
        facts.append(Fact(word("possible_grades"), " · ".join(e.possible_grades)))
    yield Facts(facts)
    if reported.explained is not None and reported.explained.total:
        yield Prose([reported.explained.total])


def _total(e: Evaluation) -> Text:
    if e.full is None:
        return word("no_total")
    if e.total is not None:
        said = Text(plain(e.total))
    elif e.lower is not None and e.upper is not None:
        said = word("between", low=plain(e.lower), high=plain(e.upper))
    else:
        return word("incomplete")
    full = word("full", full=plain(e.full))
    return Text(f"{said['zh']}（{full.zh}）", f"{said['en']} {full.en}")


def _open(e: Evaluation) -> Iterator[Section]:
    """What is missing of an evaluation that is not complete."""
    if e.complete:
        return
    blocks: list[Block] = []
    if missing := unscored(e):
        labels = (o.label if o.points is None else _behind(o.label, plain(o.points)) for o in missing)
        blocks = [Prose([word("open_points", n=len(missing))]), Listing(labels, ordered=False)]
    yield Section("", word("incomplete" if e.full is not None else "not_complete"), blocks)


def _profile(reported: Reported, lang: Lang) -> Iterator[Section]:
    groups = nodes(reported.evaluation.groups, reported, lang)
    if any(group.part is not None for group in groups):
        yield Section("", word("profile"), [score_table(groups, deep=False)])


def _budget(submission: Submission | None) -> Iterator[Section]:
    if submission is None or not submission.budget.lines:
        return
    unit = money_unit(submission)
    columns = [Column(word("budget_line")), *(Column(stage, right=True) for stage in STAGES.values())]
    rows = (Row([row.label, *row.amounts], row.depth) for row in budget_rows(submission.budget, unit))
    yield Section("", word("budget"), [Prose([word("budget_unit", unit=unit)]), Table(columns, rows)])


def _indicators(reported: Reported, lang: Lang) -> Section:
    e = reported.evaluation
    groups = nodes(e.groups, reported, lang)
    outside = extras(reported, lang)
    every = [*groups, *(node for _, extra in outside for node in extra)]
    blocks: list[Block] = [score_table(every)]
    if reported.explained is None:
        return Section("", word("indicators"), [*blocks, Prose([word("no_explanations")])])
    below = [*explained_sections(groups), *(Section("", title, (), explained_sections(x)) for title, x in outside)]
    return Section("", word("indicators"), blocks, below)


def _findings(e: Evaluation, lang: Lang) -> Section:
    found: Block = Facts(Fact(_severity(f), _finding(f, lang)) for f in e.findings)
    return Section("", word("findings"), [found if e.findings else Prose([word("no_findings")])])


def _severity(finding: Finding) -> Text:
    said = word(finding.severity)
    return Text(f"{said.zh} {finding.code}", f"{said.en} {finding.code}")


def _finding(finding: Finding, lang: Lang) -> str:
    """Message, place unless the message names it, what to do: on one line."""
    said, origin = finding.message[lang], "" if finding.origin is None else finding.origin.describe(lang)
    if place := " ".join(part for part in (finding.location, origin) if part and part not in said):
        said = _behind(finding.message, place)[lang]
    advice = finding.advice[lang]
    if not advice:
        return said
    return f"{said}。{word('advice').zh}：{advice}" if lang == "zh" else f"{said}; {word('advice').en}: {advice}"


def _changes(e: Evaluation) -> Iterator[Section]:
    told = [change.sentence for change in e.overrides]
    if e.weighting is not None:
        told.insert(0, word("weighting", label=e.weighting.label, explanation=e.weighting.explanation))
    if told:
        yield Section("", word("changes"), [Listing(told, ordered=False)])


def _written(submission: Submission | None, e: Evaluation) -> Iterator[Section]:
    """Problems, improvements and narrative as they were handed in."""
    if submission is None:
        return
    yield from (Section("", title, [Prose(said)]) for title, said in lists(submission))
    if told := narrative(submission, e):
        yield Section("", word("narrative"), (), [Section("", title, [Prose(said)]) for title, said in told])


def _sources(reported: Reported, lang: Lang) -> Iterator[Section]:
    mark = "；" if lang == "zh" else "; "
    rows = [
        Row([r.words, _behind(Text(r.title), r.link) if r.link else r.title, mark.join(used[lang] for used in r.used)])
        for r in sources(reported)
    ]
    if rows:
        columns = [Column(word("status")), Column(word("bases")), Column(word("basis_of"))]
        yield Section("", word("bases"), [Prose([word("bases_hint")]), Table(columns, rows)])


def _behind(said: Text, more: str) -> Text:
    """A text with something in brackets behind it."""
    return Text(f"{said['zh']}（{more}）", f"{said['en']} ({more})")

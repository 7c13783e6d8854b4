"""The page of one evaluation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import frozen

from perfeval.evaluation import Basis, Evaluation, Reported
from perfeval.expressions import STATUS_WORDS, STATUSES, Status
from perfeval.findings import Finding, Lang, Text
from perfeval.model import STAGES, Submission
from perfeval.model.wording import NOT_APPLICABLE_WORDS, ON_MISSING_WORDS, rounding
from perfeval.reports.page.geometry import budget_picture, budget_rows, scale
from perfeval.reports.page.nodes import nodes
from perfeval.reports.page.rendering import rendered
from perfeval.reports.page.words import word

_TITLE = 120
_STAGES = tuple(STAGES.items())


def evaluation_page(reported: Reported, lang: Lang) -> str:
    """One evaluation as an HTML page that needs nothing else: no script, no request to anywhere.

    Args:
        reported: the evaluation; with its explanation and submission the page says why and shows the budget.
        lang: the language.

    Raises:
        UsageError: the extra `report` is not installed.

    Example:
        >>> import perfeval
        >>> from perfeval.evaluation import Reported
        >>> from perfeval.reports import evaluation_page
        >>> found = perfeval.evaluate("examples/foshan-2021/hmt-office.toml")
        >>> '<span class="total">99.85</span>' in evaluation_page(Reported(found), "en")
        True
    """
    e, submission = reported.evaluation, reported.submission
    return rendered(
        "one.html",
        lang,
        title=e.entity[:_TITLE],
        e=e,
        total="" if reported.explained is None else reported.explained.total,
        explained=reported.explained is not None,
        scale=scale(e, None if reported.scheme is None else reported.scheme.grades),
        groups=nodes(e.groups, reported, lang),
        extras=[
            (title, nodes(outcomes, reported, lang))
            for title, outcomes in ((word("bonus"), e.bonus), (word("penalties"), e.penalties))
            if outcomes
        ],
        unscored=[o for o in e.indicators() if o.status == "unscored"],
        findings=[(f, _place(f, lang)) for f in e.findings],
        bases=tuple(_bases(reported)),
        stages=_STAGES,
        identity=tuple(_identity(e)),
        **_handed_in(submission, {o.id: o.label for o in e.outcomes()}),
    )


def _handed_in(submission: Submission | None, labels: Mapping[str, Text]) -> dict[str, Any]:
    """What the page shows of the submission itself."""
    if submission is None:
        return {"picture": None, "budget": (), "unit": "", "prose": (), "narrative": ()}
    unit = submission.money_unit or _unit(submission)
    texts = [(labels.get(name, Text(name)), _paragraphs([said])) for name, said in submission.narrative.items()]
    lists = [(word("problems"), submission.problems), (word("improvements"), submission.improvements)]
    return {
        "picture": budget_picture(submission.budget, unit),
        "budget": budget_rows(submission.budget, unit),
        "unit": unit,
        "prose": [(title, _paragraphs(said)) for title, said in lists if said],
        "narrative": texts,
    }


def _unit(submission: Submission) -> str:
    """The unit of the first amount."""
    amounts = (getattr(line, stage) for line in submission.budget.lines for stage in STAGES)
    return next((money.unit for money in amounts if money is not None), "元")


def _paragraphs(texts: Any) -> list[str]:
    return [part for text in texts for part in text.splitlines() if part.strip()]


def _place(finding: Finding, lang: Lang) -> str:
    return "" if finding.origin is None else finding.origin.describe(lang)


@frozen
class Rested:
    """A source, and all that rests on it."""

    status: Status
    words: Text
    title: str
    link: str
    used: tuple[Text, ...]


def _bases(reported: Reported) -> Iterator[Rested]:
    """Every source once, the doubtful ones first."""
    found: dict[tuple[Status, str, str], dict[tuple[str, str], Text]] = {}
    for explanation in () if reported.explained is None else reported.explained.explanations:
        for basis in explanation.bases:
            if (source := basis.source) is not None:
                used = found.setdefault((source.status, source.title, source.link), {})
                used[basis.what, basis.label["zh"]] = _valued(basis)
    for status in reversed(STATUSES):
        for (of, title, link), used in found.items():
            if of == status:
                yield Rested(status, STATUS_WORDS[status], title, link, tuple(used.values()))


def _valued(basis: Basis) -> Text:
    value: Mapping[str, str] = {lang: f" {basis.value[lang]}" if basis.value else "" for lang in ("zh", "en")}
    return Text(basis.label["zh"] + value["zh"], basis.label["en"] + value["en"])


def _identity(e: Evaluation) -> Iterator[tuple[Text, Any]]:
    """Which scheme and which code, so that the page can be defended years later."""
    yield word("scheme"), e.scheme
    yield word("edition"), e.edition
    yield word("plugin"), e.identity.plugin
    yield word("digest"), e.identity.digest
    yield word("version"), e.identity.perfeval
    yield word("policy_not_applicable"), NOT_APPLICABLE_WORDS[e.policies.not_applicable]
    yield word("policy_on_missing"), ON_MISSING_WORDS[e.policies.on_missing]
    yield word("policy_rounding"), rounding(e.policies.places, e.policies.rounding)

"""The page of one evaluation."""

from __future__ import annotations

from typing import Any

from perfeval.evaluation import Evaluation, Reported
from perfeval.findings import Finding, Lang
from perfeval.model import STAGES, Submission
from perfeval.reports.page.geometry import budget_picture, scale
from perfeval.reports.page.rendering import rendered
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
)

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
    e = reported.evaluation
    return rendered(
        "one.html",
        lang,
        title=e.entity[:_TITLE],
        e=e,
        total="" if reported.explained is None else reported.explained.total,
        explained=reported.explained is not None,
        scale=scale(e, None if reported.scheme is None else reported.scheme.grades),
        groups=nodes(e.groups, reported, lang),
        extras=extras(reported, lang),
        unscored=unscored(e),
        findings=[(f, _place(f, lang)) for f in e.findings],
        bases=tuple(sources(reported)),
        stages=_STAGES,
        identity=tuple(identity(e)),
        **_handed_in(reported.submission, e),
    )


def _handed_in(submission: Submission | None, e: Evaluation) -> dict[str, Any]:
    """What the page shows of the submission itself."""
    if submission is None:
        return {"picture": None, "budget": (), "unit": "", "prose": (), "narrative": ()}
    unit = money_unit(submission)
    return {
        "picture": budget_picture(submission.budget, unit),
        "budget": budget_rows(submission.budget, unit),
        "unit": unit,
        "prose": lists(submission),
        "narrative": narrative(submission, e),
    }


def _place(finding: Finding, lang: Lang) -> str:
    return "" if finding.origin is None else finding.origin.describe(lang)

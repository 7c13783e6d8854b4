"""The page of many evaluations: a plain table, which a small script lets readers sort and filter."""

from __future__ import annotations

from collections.abc import Sequence

from perfeval.evaluation import Reported
from perfeval.findings import Lang
from perfeval.reports.page.rendering import rendered
from perfeval.reports.told import cells, columns, grade_counts, shared_groups


def evaluations_page(reported: Sequence[Reported], lang: Lang) -> str:
    """Many evaluations as one HTML page; no request goes out.

    Without its script it is a plain table. Numbers are sorted as exact decimals, Chinese as the reader's browser does.

    Args:
        reported: the evaluations; those of one scheme have columns for its groups.
        lang: the language.

    Raises:
        UsageError: the extra `report` is not installed.

    Example:
        >>> import perfeval
        >>> from perfeval.evaluation import Reported
        >>> from perfeval.reports import evaluations_page
        >>> found = perfeval.evaluate("examples/foshan-2021/hmt-office.toml")
        >>> 'data-key="99.85"' in evaluations_page([Reported(found)], "en")
        True
    """
    found = [each.evaluation for each in reported]
    return rendered(
        "many.html",
        lang,
        columns=tuple(columns(found)),
        rows=[tuple(cells(e, shared_groups(found))) for e in found],
        complete=sum(e.complete for e in found),
        grades=tuple(grade_counts(found)),
    )

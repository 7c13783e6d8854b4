"""Says why, in words."""

from __future__ import annotations

from typing import Any

from perfeval.api.evaluating import Handed, evaluated, handed_in
from perfeval.api.preparing import Options, Preparation
from perfeval.api.schemes import host_of
from perfeval.evaluation import Explained, Explanation, explained_text, explainer_of, explanation_text
from perfeval.expressions import suggestion
from perfeval.findings import Lang, UsageError, kind
from perfeval.model import Scheme
from perfeval.plugins import Host


def explanation(
    submission: Handed, scheme: Scheme | str | None = None, *, host: Host | None = None, **options: Any
) -> Explained:
    """Evaluate a submission and explain every outcome.

    Args:
        submission: as for `evaluate`.
        scheme: as for `evaluate`.
        host: as for `evaluate`.
        **options: as for `evaluate`.

    Raises:
        PerfevalError: as for `evaluate`.

    Example:
        >>> import perfeval
        >>> explained = perfeval.explanation("examples/foshan-2021/hmt-office.toml")
        >>> explained.total.en
        'total 99.85 of 100; grade 优'
    """
    host = host_of(host)
    handed = handed_in(submission, host)
    prepared = Preparation(scheme, Options(**options), host)(handed.scheme)
    return explainer_of(prepared.scheme).explain(handed, evaluated(handed, prepared, submission))


def explain(
    submission: Handed,
    indicator: str | None = None,
    scheme: Scheme | str | None = None,
    *,
    lang: Lang | None = None,
    host: Host | None = None,
    **options: Any,
) -> str:
    """Say why: one indicator or group, or the whole evaluation.

    Args:
        submission: as for `evaluate`.
        indicator: the id of an indicator, row or group; all of them where it is left out.
        scheme: as for `evaluate`.
        lang: `zh` or `en`; by default that of `PERFEVAL_LANG`, else Chinese.
        host: as for `evaluate`.
        **options: as for `evaluate`.

    Raises:
        UsageError: no such indicator.
        PerfevalError: as for `evaluate`.

    Example:
        >>> import perfeval
        >>> print(perfeval.explain("examples/foshan-2021/hmt-office.toml", "key_tasks", lang="en").splitlines()[0])
        completion of key tasks (10): 10.00
    """
    explained = explanation(submission, scheme, host=host, **options)
    if indicator is None:
        return explained_text(explained, lang)
    return explanation_text(explanation_of(explained, indicator), lang)


def explanation_of(explained: Explained, indicator: str) -> Explanation:
    """The explanation of one indicator, row or group.

    Raises:
        UsageError: no such indicator.
    """
    found = {e.outcome.id: e for e in explained.explanations}
    if indicator not in found:
        near = suggestion(indicator, found)
        raise UsageError(kind("D107").at(explained.evaluation.scheme, id=indicator, near=near))
    return found[indicator]

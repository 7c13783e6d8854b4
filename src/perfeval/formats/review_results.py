"""What a review came to, as JSON for programs."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

from perfeval.auditing import ReviewedRow, ReviewResult
from perfeval.evaluation import Evaluation
from perfeval.findings import Lang
from perfeval.formats.evaluations import evaluation_document, findings_document
from perfeval.formats.json_text import dump_json
from perfeval.numbers import plain

REVIEW_RESULT: Final = "perfeval.review-result/1"
"""The `format` line of what a review came to."""


def review_result_document(result: ReviewResult, lang: Lang = "zh") -> dict[str, Any]:
    """What a review came to, as plain values; numbers are texts, labels and messages in one language.

    `self` and `reviewed` hold both evaluations in full, each as `evaluation_document` writes it.

    Example:
        >>> from perfeval.auditing import review
        >>> from perfeval.formats import review_result_document
        >>> from perfeval.model import Entity, Indicator, Judgement, Review, Scheme, Submission
        >>> scheme = Scheme(id="toy", label="示例", groups=[Indicator("work", "工作", 100)])
        >>> own = Submission(entity=Entity("某局"), year=2024, judgements={"work": Judgement(95)})
        >>> result = review(own, Review(reviewer="某所", judgements={"work": Judgement(85)}), scheme)
        >>> document = review_result_document(result)
        >>> document["change"], document["counts"], document["findings"][0]["code"]
        ('-10.00', {'error': 1, 'warning': 0, 'info': 0}, 'R401')
    """
    said = result.review
    return {
        "format": REVIEW_RESULT,
        "lang": lang,
        "reviewer": said.reviewer,
        "date": None if said.date is None else said.date.isoformat(),
        "opinion": said.opinion,
        "entity": result.own.entity,
        "year": result.own.year,
        "scheme": result.own.scheme,
        "edition": result.own.edition,
        "conclusion": {"self": _concluded(result.own), "reviewed": _concluded(result.reviewed)},
        "change": _text(result.change),
        "grade_changed": result.grade_changed,
        "counts": dict(result.counts),
        "indicators": [_row(row, result, lang) for row in result.rows],
        "findings": findings_document(result.findings, lang),
        "self": evaluation_document(result.own, lang),
        "reviewed": evaluation_document(result.reviewed, lang),
    }


def _concluded(evaluation: Evaluation) -> dict[str, Any]:
    return {
        "total": _text(evaluation.total),
        "grade": evaluation.grade,
        "complete": evaluation.complete,
        "lower": _text(evaluation.lower),
        "upper": _text(evaluation.upper),
        "possible_grades": list(evaluation.possible_grades),
    }


def _row(row: ReviewedRow, result: ReviewResult, lang: Lang) -> dict[str, Any]:
    return {
        "id": row.id,
        "label": row.label[lang],
        "group": row.group[lang],
        "points": _text(row.points),
        "self_value": row.own_value[lang],
        "self_score": _text(row.own_score),
        "self_level": row.own_level,
        "reviewed_value": row.reviewed_value[lang],
        "reviewed_score": _text(row.reviewed_score),
        "reviewed_level": row.reviewed_level,
        "deviation": _text(row.deviation),
        "reasons": [{"code": code, "label": result.reason_label(code)[lang]} for code in row.codes],
        "remark": row.remark,
        "evidence": list(row.evidence),
    }


def _text(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)


def review_result_json(results: Sequence[ReviewResult], lang: Lang = "zh") -> str:
    """What one or several reviews came to, as JSON text: one document, or a list of them.

    Example:
        >>> from perfeval.formats import review_result_json
        >>> print(review_result_json([]), end="")
        []
    """
    documents = [review_result_document(result, lang) for result in results]
    return dump_json(documents[0] if len(documents) == 1 else documents)

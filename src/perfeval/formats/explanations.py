"""Explanations as versioned JSON: texts in both languages, numbers as exact text."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from perfeval.evaluation import Basis, Explained, Explanation
from perfeval.findings import Text
from perfeval.numbers import plain, ratio_text

FORMAT = "perfeval.explanation/1"


def explanation_document(explained: Explained) -> dict[str, Any]:
    """An explained evaluation as plain values; a share or measure that does not terminate is "n/d".

    Example:
        >>> from perfeval.evaluation import explain
        >>> from perfeval.formats import explanation_document
        >>> from perfeval.model import Entity, Indicator, Judgement, Scheme, Submission
        >>> scheme = Scheme(id="toy", label="示例", groups=[Indicator("work", "工作", 90)], full=90)
        >>> own = Submission(entity=Entity("某局"), year=2024, judgements={"work": Judgement(30)})
        >>> explanation_document(explain(own, scheme))["explanations"][0]["share"]
        '1/3'
    """
    e = explained.evaluation
    return {
        "format": FORMAT,
        "scheme": e.scheme,
        "edition": e.edition,
        "digest": e.identity.digest,
        "entity": e.entity,
        "year": e.year,
        "total": _decimal(e.total),
        "grade": e.grade,
        "complete": e.complete,
        "weighting": None if e.weighting is None else e.weighting.id,
        "overrides": [{"kind": o.kind, "name": o.name, "was": o.was, "now": o.now} for o in e.overrides],
        "because": _text(explained.total),
        "explanations": [_explanation(x) for x in explained.explanations],
    }


def explanation_json(explained: Explained) -> str:
    """The document as JSON text."""
    return json.dumps(explanation_document(explained), ensure_ascii=False, indent=2) + "\n"


def _explanation(x: Explanation) -> dict[str, Any]:
    o = x.outcome
    return {
        "id": o.id,
        "kind": o.kind,
        "group": o.group,
        "label": _text(o.label),
        "points": _decimal(o.points),
        "status": o.status,
        "share": None if o.share is None else ratio_text(o.share),
        "score": _decimal(o.score),
        "level": o.level,
        "measure": None if not x.formula and not x.measure else _measure(x),
        "standard": _text(x.standard),
        "working": _text(x.working),
        "reasons": [
            {"code": r.code, "place": r.place, "text": _text(t)} for r, t in zip(o.reasons, x.reasons, strict=True)
        ],
        "remarks": [_text(t) for t in x.remarks],
        "aspects": [_text(t) for t in x.aspects],
        "note": o.note,
        "bases": [_basis(b) for b in x.bases],
    }


def _measure(x: Explanation) -> dict[str, Any]:
    return {
        "name": _text(x.measured_as),
        "formula": _text(x.formula),
        "figures": _text(x.figures),
        "shown": _text(x.measure),
        "shown_in_full": x.exact,
        "value": _value(x.outcome.measure),
    }


def _basis(basis: Basis) -> dict[str, Any]:
    source = basis.source
    return {
        "what": basis.what,
        "label": _text(basis.label),
        "value": _text(basis.value),
        "source": None if source is None else {"title": source.title, "status": source.status, "link": source.link},
    }


def _text(text: Text) -> dict[str, str] | None:
    return {"zh": text["zh"], "en": text["en"]} if text else None


def _decimal(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)


def _value(value: Fraction | bool | str | date | None) -> str | bool | None:
    if isinstance(value, Fraction):
        return ratio_text(value)
    return value.isoformat() if isinstance(value, date) else value

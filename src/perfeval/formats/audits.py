"""Audits as plain values, for programs: findings, what sheets come to by their rules, and what was not read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from perfeval.auditing import AuditResult, Recomputed, RecomputedRow
from perfeval.findings import SEVERITIES, Finding, Lang, Origin
from perfeval.formats.evaluation_shapes import CONVERTER
from perfeval.formats.evaluations import findings_document
from perfeval.model import Loose, Sheet


def audit_document(result: AuditResult, lang: Lang = "zh") -> dict[str, Any]:
    """What was found in one file.

    `recomputed` has the total and the grade of the file's only sheet, null where it holds several: each of `sheets` has
    its own. The `basis` of an indicator is `rule` where its score was worked out, `printed` where it was taken over.

    Example:
        >>> from perfeval.auditing import AuditResult
        >>> from perfeval.formats import audit_document
        >>> from perfeval.model import Reading
        >>> audit_document(AuditResult(reading=Reading("form.xlsx")))["recomputed"]["indicators"]
        []
    """
    sheets = [_sheet(s, r, lang) for s, r in zip(result.reading.sheets, result.recomputed, strict=True)]
    only = result.recomputed[0] if len(result.recomputed) == 1 else Recomputed()
    return {
        "file": result.file,
        "findings": _findings(result.findings, lang),
        "silenced": [
            {**findings_document([silenced.finding], lang)[0], "reason": silenced.reason}
            for silenced in result.silenced
        ],
        "recomputed": {
            "total": _decimal(only.total),
            "grade": only.grade,
            "indicators": [
                {"sheet": sheet["sheet"], **indicator} for sheet in sheets for indicator in sheet["indicators"]
            ],
            "sheets": [{name: value for name, value in sheet.items() if name != "indicators"} for sheet in sheets],
        },
        "unread": [_loose(loose) for loose in result.reading.unread],
        "ignored": [{**_loose(loose), "rule": loose.rule} for loose in result.reading.ignored],
    }


def audits_document(files: Sequence[dict[str, Any]], found: Iterable[Finding], lang: Lang = "zh") -> dict[str, Any]:
    """What was found in several files, with how often.

    Args:
        files: a document for each file.
        found: all findings.
        lang: the language of the documents.
    """
    listed = list(found)
    severities = Counter(finding.severity for finding in listed)
    codes = Counter(finding.code for finding in listed)
    return {
        "files": list(files),
        "summary": {
            "files": len(files),
            "failed": sum(1 for file in files if file.get("error")),
            "findings": {severity: severities[severity] for severity in SEVERITIES},
            "codes": dict(sorted(codes.items())),
            "unread": sum(len(file.get("unread", ())) for file in files),
            "lang": lang,
        },
    }


def _findings(findings: Iterable[Finding], lang: Lang) -> list[dict[str, Any]]:
    """Findings with every key, empty ones too."""
    always = {"stated": "", "expected": "", "advice": "", "because": [], "origin": {}}
    return [{**always, **document} for document in findings_document(findings, lang)]


def _sheet(sheet: Sheet, recomputed: Recomputed, lang: Lang) -> dict[str, Any]:
    return {
        "sheet": sheet.name,
        "kind": sheet.kind,
        "entity": sheet.entity,
        "project": sheet.project,
        "year": sheet.year,
        "total": _decimal(recomputed.total),
        "grade": recomputed.grade,
        "stated_total": None if sheet.total is None else sheet.total.raw,
        "stated_grade": None if sheet.grade is None else sheet.grade.raw,
        "indicators": [_row(row, lang) for row in recomputed.rows],
    }


def _row(row: RecomputedRow, lang: Lang) -> dict[str, Any]:
    return {
        "path": row.path,
        "label": row.label,
        "points": _decimal(row.points),
        "score": _decimal(row.score),
        "basis": row.basis,
        "printed": _decimal(row.printed),
        "why": row.why[lang],
        "assumed": [parameter.name for parameter in row.assumed],
    }


def _loose(loose: Loose) -> dict[str, Any]:
    return {"raw": loose.raw, "origin": _origin(loose.origin)}


def _origin(origin: Origin) -> dict[str, Any]:
    told: dict[str, Any] = CONVERTER.unstructure(origin)
    return told


def _decimal(value: Any) -> Any:
    return CONVERTER.unstructure(value)

"""Evaluations as JSON: one document for programs that read a few fields and for loading again without loss."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from attrs import fields

from perfeval.evaluation import Evaluation, Outcome
from perfeval.findings import Finding, FormatError, Lang, Text, kind
from perfeval.formats.documents import Source, checked_format, load
from perfeval.formats.evaluation_shapes import CONVERTER
from perfeval.formats.json_text import dump_json
from perfeval.formats.misfits import Fault, Misfits, below, missing, unknown_keys
from perfeval.formats.structuring import read_table

EVALUATION: Final = "perfeval.evaluation/1"
"""The `format` line of an evaluation."""

RECORDED = ("label", "findings")
"""What stands in `record` in both languages, and at the top in one."""
_FLAT = ("indicators", "findings")
_DERIVED = ("lang", "label", *_FLAT)


def evaluation_document(evaluation: Evaluation, lang: Lang = "zh") -> dict[str, Any]:
    """An evaluation as plain values, which `read_evaluation` reads back as an equal one.

    Numbers are texts: points, scores and totals as decimals, shares and measures exactly, as `n/d` where the decimal
    does not end. `label`, `indicators` (a flat list) and `findings` are for programs and in the language asked for;
    `groups`, `bonus`, `penalties` and `record` hold the same in full, in both languages.

    Example:
        >>> from perfeval.evaluation import evaluate
        >>> from perfeval.formats import evaluation_document
        >>> from perfeval.model import Entity, Indicator, Judgement, Scheme, Submission
        >>> scheme = Scheme(id="toy", label="示例", groups=[Indicator("work", "工作", 100)])
        >>> own = Submission(entity=Entity("某局"), year=2024, judgements={"work": Judgement("87.5")})
        >>> document = evaluation_document(evaluate(own, scheme))
        >>> document["total"], document["indicators"][0]["share"]
        ('87.50', '0.875')
    """
    told = {a.name: None for a in fields(Evaluation)} | _defaults() | CONVERTER.unstructure(evaluation)
    record = {name: told.pop(name) for name in RECORDED}
    document = {"format": EVALUATION, "lang": lang, "scheme": told.pop("scheme"), "label": evaluation.label[lang]}
    trees = {name: told.pop(name) for name in ("groups", "bonus", "penalties")}
    flat = {
        "indicators": [_indicator(outcome, lang) for outcome in evaluation.indicators()],
        "findings": findings_document(evaluation.findings, lang),
    }
    return {**document, **told, **flat, **trees, "record": record}


def _defaults() -> dict[str, Any]:
    return {a.name: [] for a in fields(Evaluation) if a.default == ()}


def _indicator(outcome: Outcome, lang: Lang) -> dict[str, Any]:
    told = CONVERTER.unstructure(outcome)
    measure = told.get("measure")
    return {
        "id": outcome.id,
        "label": outcome.label[lang],
        "group": outcome.group,
        "points": told["points"],
        "share": told.get("share"),
        "score": told.get("score"),
        "level": outcome.level,
        "status": outcome.status,
        "measure": next(iter(measure.values())) if isinstance(measure, dict) else measure,
        "note": outcome.note,
        "reasons": [{"code": reason.code, "place": reason.place} for reason in outcome.reasons],
    }


def findings_document(findings: Iterable[Finding], lang: Lang = "zh") -> list[dict[str, Any]]:
    """Findings as plain values with message and advice in one language.

    Example:
        >>> from perfeval.findings import kind
        >>> from perfeval.formats import findings_document
        >>> findings_document([kind("I104").at("entity.name", key="name")], "en")[0]["message"]
        '"name" is missing'
    """
    return [_finding(finding, lang) for finding in findings]


def _finding(finding: Finding, lang: Lang) -> dict[str, Any]:
    told: dict[str, Any] = CONVERTER.unstructure(finding)
    return {**told, "message": finding.message[lang], "advice": finding.advice[lang]}


def read_evaluation(source: Source, *, file: str = "") -> Evaluation:
    """Read an evaluation that was saved.

    Args:
        source: a JSON text, its UTF-8 bytes, or a mapping of plain values.
        file: the name that findings show.

    Raises:
        FormatError: every fault at once; also where the flat list contradicts the tree.

    Example:
        >>> from perfeval.evaluation import evaluate
        >>> from perfeval.formats import evaluation_json, read_evaluation
        >>> from perfeval.model import Entity, Indicator, Scheme, Submission
        >>> scheme = Scheme(id="toy", label="示例", groups=[Indicator("work", "工作", 100)])
        >>> made = evaluate(Submission(entity=Entity("某局"), year=2024), scheme)
        >>> read_evaluation(evaluation_json(made)) == made
        True
    """
    document = load(source, file=file, syntax="json")
    checked_format(document, EVALUATION)
    return document.made(_evaluation, FormatError)


def _evaluation(data: dict[str, Any]) -> Evaluation:
    derived = {name: data.pop(name) for name in _DERIVED if name in data}
    faults: list[Fault] = [((name,), missing(name)) for name in (*_DERIVED, "record") if name not in (*derived, *data)]
    record: dict[str, Any] = {}
    try:
        if "record" in data:
            record = read_table(data.pop("record"))
            faults += below(("record",), unknown_keys(sorted(record.keys() - set(RECORDED)), RECORDED))
            faults += below(("record",), [((name,), missing(name)) for name in RECORDED if name not in record])
    except Misfits as error:
        faults += below(("record",), error.faults)
    if faults:
        raise Misfits(faults)
    try:
        made: Evaluation = CONVERTER.structure(data | record, Evaluation)
    except Misfits as error:
        raise Misfits((("record", *p) if p[0] in RECORDED else p, finding) for p, finding in error.faults) from None
    if faults := _contradictions(made, derived):
        raise Misfits(faults)
    return made


def _contradictions(made: Evaluation, derived: dict[str, Any]) -> list[Fault]:
    """Where somebody changed the flat lists and not the tree, or the other way round."""
    lang: Lang = "en" if derived.get("lang") == "en" else "zh"
    own = evaluation_document(made, lang)
    return [
        (path, kind("I114").at("", detail=_CHANGED))
        for name, value in derived.items()
        for path in _differences(value, own[name], (name,))
    ]


_CHANGED = Text("与 groups、record 中的内容不一致", "this does not agree with what stands in groups and record")


def _differences(given: Any, own: Any, path: tuple[str | int, ...]) -> list[tuple[str | int, ...]]:
    if isinstance(given, dict) and isinstance(own, dict):
        keys = [*own, *(key for key in given if key not in own)]
        return [p for key in keys for p in _differences(given.get(key), own.get(key), (*path, key))]
    if isinstance(given, list) and isinstance(own, list) and len(given) == len(own):
        return [p for n, (a, b) in enumerate(zip(given, own, strict=True)) for p in _differences(a, b, (*path, n))]
    return [] if given == own and type(given) is type(own) else [path]


def evaluation_json(evaluation: Evaluation, lang: Lang = "zh") -> str:
    """An evaluation as JSON text.

    Example:
        >>> from perfeval.evaluation import evaluate
        >>> from perfeval.formats import evaluation_json
        >>> from perfeval.model import Entity, Indicator, Scheme, Submission
        >>> scheme = Scheme(id="toy", label="示例", groups=[Indicator("work", "工作", 100)])
        >>> made = evaluate(Submission(entity=Entity("某局"), year=2024), scheme)
        >>> print(evaluation_json(made).splitlines()[1])
          "format": "perfeval.evaluation/1",
    """
    return dump_json(evaluation_document(evaluation, lang))

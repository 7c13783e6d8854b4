"""An explanation as plain text, worded as the form words it."""

from __future__ import annotations

from collections.abc import Iterator

from perfeval.evaluation.explaining.explanation import Basis, Explained, Explanation
from perfeval.expressions import STATUS_WORDS
from perfeval.findings import Lang, Text, default_language
from perfeval.model import Override
from perfeval.numbers import plain

_DERIVED = Text("按方案所定条件", "by a condition of the scheme")


def explanation_text(explanation: Explanation, lang: Lang | None = None) -> str:
    """One outcome in a few lines, with what was changed in the scheme and touches it."""
    lang = lang or default_language()
    changes = (_override(change, lang) for change in explanation.overrides)
    return "\n  ".join((*_lines(explanation, lang), *changes))


def explained_text(explained: Explained, lang: Lang | None = None) -> str:
    """A whole evaluation: what was changed in the scheme, in that order, outcome by outcome, the total last."""
    lang = lang or default_language()
    changes = [_override(change, lang) for change in explained.evaluation.overrides]
    blocks = ["\n  ".join(_lines(e, lang)) for e in explained.explanations]
    return "\n".join([*changes, *blocks, *([explained.total[lang]] if explained.total else [])])


def _lines(e: Explanation, lang: Lang) -> Iterator[str]:
    zh = lang == "zh"
    yield _head(e, lang)
    if e.formula or e.measure:
        yield f"计算：{_measure(e, lang)}" if zh else f"measure: {_measure(e, lang)}"
    if e.standard and e.outcome.status != "not_applicable":
        yield f"标准：{e.standard.zh}" if zh else f"standard: {e.standard[lang]}"
    if e.working:
        names = ("得分", "score") if e.outcome.level is None else ("等级", "level")
        yield f"{names[0]}：{e.working.zh}" if zh else f"{names[1]}: {e.working[lang]}"
    for reason in e.reasons:
        yield f"原因：{reason.zh}" if zh else f"reason: {reason[lang]}"
    for remark in e.remarks:
        yield f"评语：{remark[lang]}" if zh else f"remark: {remark[lang]}"
    for basis in e.bases:
        if basis.source is not None:
            yield _basis(basis, lang)


def _head(e: Explanation, lang: Lang) -> str:
    o, zh = e.outcome, lang == "zh"
    points = "" if o.points is None else f"（{plain(o.points)} 分）" if zh else f" ({plain(o.points)})"
    return f"{o.label[lang]}{points}{'：' if zh else ': '}{_result(e, zh)}"


def _result(e: Explanation, zh: bool) -> str:
    o = e.outcome
    if o.status == "not_applicable":
        name = "不适用" if zh else "not applicable"
        note = _DERIVED["zh" if zh else "en"] if o.note == "scheme" else o.note
        return name if not note else f"{name}（{note}）" if zh else f"{name} ({note})"
    if o.status == "unscored":
        return "未计分" if zh else "unscored"
    if o.score is not None:
        return f"得 {plain(o.score)} 分" if zh else plain(o.score)
    return o.level or "—"


def _measure(e: Explanation, lang: Lang) -> str:
    """Name ＝ formula ＝ figures ＝ value, each shown once; ≈ where the value is not shown in full."""
    zh = lang == "zh"
    parts = [part[lang] for part in (e.measured_as, e.formula, e.figures) if part]
    line = (" ＝ " if zh else " = ").join(parts)
    value = e.measure[lang]
    if not value or line.endswith(f" {value}"):
        return line
    equals = ("＝" if zh else "=") if e.exact else "≈"
    return f"{line} {equals} {value}"


def _override(change: Override, lang: Lang) -> str:
    return f"{'改动：' if lang == 'zh' else 'changed: '}{change.sentence[lang]}"


def _basis(basis: Basis, lang: Lang) -> str:
    assert basis.source is not None
    zh = lang == "zh"
    value = f" {basis.value[lang]}" if basis.value else ""
    title = basis.source.title
    status = STATUS_WORDS[basis.source.status][lang]
    if zh:
        return f"依据：{basis.label[lang]}{value}，{status}{f'（{title}）' if title else ''}"
    return f"basis: {basis.label[lang]}{value}, {status}{f' ({title})' if title else ''}"

"""An explanation as plain text, worded as the form words it."""

from __future__ import annotations

from collections.abc import Iterator

from perfeval.evaluation.explaining.explanation import Basis, Explained, Explanation
from perfeval.findings import Lang, Text, default_language, say
from perfeval.numbers import plain

_STATUS = {
    "published": Text("公布", "published"),
    "unverified": Text("未核对原文", "text not checked"),
    "inferred": Text("由公布数字推得", "inferred from published figures"),
    "assumed": Text("暂定，未见出处", "assumed, no source found"),
}
_UNSCORED = Text("未计分", "unscored")
_NOT_APPLICABLE = Text("不适用", "not applicable")


def explanation_text(explanation: Explanation, lang: Lang | None = None) -> str:
    """One outcome in a few lines."""
    lang = lang or default_language()
    return "\n  ".join(line[lang] for line in _lines(explanation))


def explained_text(explained: Explained, lang: Lang | None = None) -> str:
    """A whole evaluation, outcome by outcome, the total last."""
    lang = lang or default_language()
    blocks = [explanation_text(e, lang) for e in explained.explanations]
    return "\n".join([*blocks, *([explained.total[lang]] if explained.total else [])])


def _lines(e: Explanation) -> Iterator[Text]:
    yield _head(e)
    if e.formula or e.measure:
        yield _measure(e)
    if e.standard and e.outcome.status != "not_applicable":
        yield say("标准：{standard}", "standard: {standard}", standard=e.standard)
    if e.working:
        yield say("得分：{working}", "score: {working}", working=e.working)
    for reason in e.reasons:
        yield say("原因：{reason}", "reason: {reason}", reason=reason)
    for remark in e.remarks:
        yield say("评语：{remark}", "remark: {remark}", remark=remark)
    for basis in e.bases:
        if basis.source is not None:
            yield _basis(basis)


def _head(e: Explanation) -> Text:
    o = e.outcome
    points = Text() if o.points is None else say("（{points} 分）", " ({points})", points=plain(o.points))
    if o.status == "not_applicable":
        result = say("不适用（{note}）", "not applicable ({note})", note=o.note) if o.note else _NOT_APPLICABLE
    elif o.status == "unscored":
        result = _UNSCORED
    elif o.level is not None:
        result = Text(o.level)
    elif o.score is not None:
        result = say("得 {score} 分", "{score}", score=plain(o.score))
    else:
        result = Text("—")
    return say("{label}{points}：{result}", "{label}{points}: {result}", label=o.label, points=points, result=result)


def _measure(e: Explanation) -> Text:
    parts = [say("{name}", "{name}", name=e.measured_as)]
    parts += [part for part in (e.formula, e.figures) if part]
    if e.measure and e.measure not in parts:
        parts.append(e.measure)
    zh, en = parts[0].zh, parts[0]["en"]
    for part in parts[1:]:
        near = part is e.measure and not e.exact
        zh += f" {'≈' if near else '＝'} {part['zh']}"
        en += f" {'≈' if near else '='} {part['en']}"
    return say("计算：{line}", "measure: {line}", line=Text(zh, en))


def _basis(basis: Basis) -> Text:
    assert basis.source is not None
    value = say(" {value}", " {value}", value=basis.value) if basis.value else Text()
    title = say("（{title}）", " ({title})", title=basis.source.title) if basis.source.title else Text()
    return say(
        "依据：{label}{value}，{status}{title}",
        "basis: {label}{value}, {status}{title}",
        label=basis.label,
        value=value,
        status=_STATUS[basis.source.status],
        title=title,
    )

"""An explanation as plain text, worded as the form words it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrs import frozen

from perfeval.evaluation.wording import result_words
from perfeval.expressions import STATUS_WORDS, Status
from perfeval.findings import Lang, Text, default_language
from perfeval.numbers import plain

if TYPE_CHECKING:
    from perfeval.evaluation.explaining.explanation import Basis, Explained, Explanation
    from perfeval.model import Override

_MEASURE = Text("计算", "measure")
_STANDARD = Text("标准", "standard")
_SCORE = Text("得分", "score")
_LEVEL = Text("等级", "level")
_REASON = Text("原因", "reason")
_REMARK = Text("评语", "remark")
_BASIS = Text("依据", "basis")


@frozen
class ExplanationLine:
    """A line of an explanation: what it is, and what it says."""

    label: str
    """计算, 标准, 得分 ..."""
    said: str
    """The rest of the line."""
    mark: str
    """What stands between the two."""
    status: Status | None = None
    """How sure the source is that it names."""

    def __str__(self) -> str:
        return f"{self.label}{self.mark}{self.said}"


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


def explanation_lines(e: Explanation, lang: Lang) -> tuple[ExplanationLine, ...]:
    """What an explanation says below its head, line by line, in the words of `explanation_text`.

    Args:
        e: the explanation.
        lang: the language.

    Example:
        >>> from perfeval.evaluation import explain, explanation_lines
        >>> from perfeval.model import Entity, Indicator, Judgement, Scheme, Submission
        >>> scheme = Scheme(id="toy", label="示例", groups=[Indicator("work", "工作", 100)])
        >>> own = Submission(entity=Entity("某局"), year=2024, judgements={"work": Judgement("87.5")})
        >>> [str(line) for line in explanation_lines(explain(own, scheme).explanations[0], "en")][-1]
        'score: the evaluator gave 87.50'
    """
    return tuple(_told(e, lang))


def _told(e: Explanation, lang: Lang) -> Iterator[ExplanationLine]:
    if e.formula or e.measure:
        yield _line(_MEASURE, _measure(e, lang), lang)
    if e.standard and e.outcome.status != "not_applicable":
        yield _line(_STANDARD, e.standard[lang], lang)
    if e.working:
        yield _line(_SCORE if e.outcome.level is None else _LEVEL, e.working[lang], lang)
    yield from (_line(_REASON, reason[lang], lang) for reason in e.reasons)
    yield from (_line(_REMARK, remark[lang], lang) for remark in e.remarks)
    for basis in e.bases:
        if basis.source is not None:
            yield _line(_BASIS, _basis(basis, lang), lang, basis.source.status)


def _line(label: Text, said: str, lang: Lang, status: Status | None = None) -> ExplanationLine:
    return ExplanationLine(label[lang], said, "：" if lang == "zh" else ": ", status)


def _lines(e: Explanation, lang: Lang) -> Iterator[str]:
    yield _head(e, lang)
    yield from (str(line) for line in _told(e, lang))


def _head(e: Explanation, lang: Lang) -> str:
    o, zh = e.outcome, lang == "zh"
    points = "" if o.points is None else f"（{plain(o.points)} 分）" if zh else f" ({plain(o.points)})"
    return f"{o.label[lang]}{points}{'：' if zh else ': '}{result_words(o, lang)}"


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
        return f"{basis.label[lang]}{value}，{status}{f'（{title}）' if title else ''}"
    return f"{basis.label[lang]}{value}, {status}{f' ({title})' if title else ''}"

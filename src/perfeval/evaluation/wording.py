"""What an outcome came to, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perfeval.findings import Lang, Text
from perfeval.numbers import plain

if TYPE_CHECKING:
    from perfeval.evaluation.outcome import Outcome

_DERIVED = Text("按方案所定条件", "by a condition of the scheme")


def result_words(o: Outcome, lang: Lang) -> str:
    """The score of an outcome, its level, or why it has none."""
    zh = lang == "zh"
    if o.status == "not_applicable":
        name = "不适用" if zh else "not applicable"
        note = not_applicable_because(o, lang)
        return name if not note else f"{name}（{note}）" if zh else f"{name} ({note})"
    if o.status == "unscored":
        return "未计分" if zh else "unscored"
    if o.score is not None:
        return f"得 {plain(o.score)} 分" if zh else plain(o.score)
    return o.level or "—"


def not_applicable_because(o: Outcome, lang: Lang) -> str:
    """Why an outcome does not apply; empty where nobody said."""
    return _DERIVED[lang] if o.note == "scheme" else o.note

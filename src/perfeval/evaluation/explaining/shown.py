"""An explained evaluation as a prompt and a notebook show it: each outcome opens to its explanation."""

from __future__ import annotations

from perfeval.evaluation.explaining.explanation import Explained
from perfeval.evaluation.explaining.prose import explanation_lines
from perfeval.evaluation.outcome import Outcome
from perfeval.evaluation.shown import evaluation_html, result_line
from perfeval.findings import Lang
from perfeval.findings.markup import opening, tag
from perfeval.findings.showing import line, page
from perfeval.findings.visible import brief

_SUMMARY = 60


@line.register(Explained)
def explained_line(explained: Explained) -> str:
    """An explained evaluation in one line."""
    e = explained.evaluation
    return f"<Explained {brief(e.entity)} {e.year} by {brief(e.scheme)}: {result_line(e)}>"


@page.register(Explained)
def explained_html(explained: Explained, lang: Lang) -> str:
    """An explained evaluation for a notebook."""
    by_id = {each.outcome.id: each for each in explained.explanations}

    def why(o: Outcome) -> str:
        lines = explanation_lines(by_id[o.id], lang) if o.id in by_id else ()
        if not lines:
            return ""
        most_telling = next((line for line in lines if line.said == by_id[o.id].working[lang]), lines[0])
        return opening(brief(most_telling.said, _SUMMARY), tag("ul", *(tag("li", str(line)) for line in lines)))

    return evaluation_html(explained.evaluation, lang, why, explained.total)

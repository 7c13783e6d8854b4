"""Which indicator or row a review speaks of: by id, by name, or by group and name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from attrs import evolve

from perfeval.evaluation import Evaluation, Outcome
from perfeval.expressions import suggestion
from perfeval.findings import Finding, PerfevalError, SubmissionError, Text, kind
from perfeval.numbers import normalise

_IN_GROUP = re.compile(r"(?P<group>[^\[\]]+)\[(?P<row>.+)\]", re.DOTALL)
_WHAT = Text("指标", "indicator")


def addressed(keys: Iterable[str], evaluation: Evaluation, field: str) -> tuple[dict[str, Outcome], list[Finding]]:
    """What each key of a review speaks of, and what is wrong with the others.

    Args:
        keys: ids (`finance`, `outputs[0]`), names (`开放天数`), or both (`outputs[开放天数]`).
        evaluation: the evaluation that has the rows.
        field: the part of the review, for the places of findings.
    """
    found: dict[str, Outcome] = {}
    faults: list[Finding] = []
    known = {o.id: o for o in evaluation.outcomes() if o.kind in ("indicator", "row")}
    taken: dict[str, str] = {}
    for key in keys:
        try:
            outcome = _one(key, known)
        except PerfevalError as error:
            faults += [evolve(finding, location=f"{field}.{key}") for finding in error.findings]
            continue
        if outcome.id in taken:
            faults.append(kind("I105").at(f"{field}.{key}", key=f"{taken[outcome.id]}、{key}"))
        taken[outcome.id] = key
        found[key] = outcome
    return found, faults


def _one(key: str, known: Mapping[str, Outcome]) -> Outcome:
    if key in known:
        return known[key]
    within = _IN_GROUP.fullmatch(key)
    group, name = (within["group"], within["row"]) if within else ("", key)
    found = [o for o in known.values() if _bare(name) in _names(o) and (not group or o.group == group)]
    if len(found) > 1:
        ids = "、".join(o.id for o in found)
        detail = Text(f"“{key}”指的可能是 {ids}", f'"{key}" may be any of {ids}')
        raise SubmissionError(kind("I114").at("", detail=detail))
    if not found:
        near = suggestion(key, [*known, *(o.label.zh for o in known.values())])
        raise SubmissionError(kind("I115").at("", name=key, what=_WHAT, near=near))
    return found[0]


def _names(outcome: Outcome) -> set[str]:
    return {_bare(text) for text in (outcome.label.zh, outcome.label.en) if text}


def _bare(name: str) -> str:
    return "".join(normalise(name).split())

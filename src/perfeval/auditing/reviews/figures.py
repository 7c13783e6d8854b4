"""What the rules of an indicator look at, and the value that a form prints for it."""

from __future__ import annotations

from collections.abc import Mapping

from perfeval.evaluation import Missing, Outcome, PlannedIndicator, PlannedRows, RecordEngine
from perfeval.evaluation.explaining.showing import Shower
from perfeval.evaluation.figures import Frame
from perfeval.expressions import Expr, Field, walk
from perfeval.findings import Text
from perfeval.model import Submission, Target
from perfeval.numbers import plain

Leaf = PlannedIndicator | PlannedRows


def leaf_of(outcome: Outcome, leaves: Mapping[str, Leaf]) -> Leaf:
    """The indicator, or the open group of a row."""
    return leaves[outcome.group if outcome.kind == "row" else outcome.id]


def figures_of(leaf: Leaf) -> tuple[str, ...]:
    """The paths of the figures that decide the score, each once; not the judgement itself."""
    each = leaf.each if isinstance(leaf, PlannedRows) else leaf
    rules = (each.measure, each.rule, each.not_applicable_when)
    paths = (node.path for rule in rules if rule is not None for node in walk(rule) if isinstance(node, Field))
    return tuple(dict.fromkeys(path for path in paths if not path.startswith("judgements.")))


def is_judged(leaf: Leaf) -> bool:
    """Whether an evaluator's judgement decides the score."""
    rules = () if isinstance(leaf, PlannedRows) else (leaf.rule, leaf.measure)
    nodes = (node for rule in rules if rule is not None for node in walk(rule))
    return any(isinstance(node, Field) and node.path == f"judgements.{leaf.id}" for node in nodes)


def row_number(outcome: Outcome) -> int:
    """The row of the table that an outcome is about."""
    return int(outcome.id.rpartition("[")[2].removesuffix("]"))


def value_of(outcome: Outcome, submission: Submission, leaf: Leaf, engine: RecordEngine) -> Text:
    """The value that the score rests on, as people write it: 实际完成值, the measure, or the one figure of the rule."""
    if isinstance(leaf, PlannedRows) and leaf.table == "targets":
        return target_value((submission.targets or ())[row_number(outcome)])
    each, row = (leaf.each, row_number(outcome)) if isinstance(leaf, PlannedRows) else (leaf, None)
    node = each.measure if each.measure is not None else _only_figure(each)
    if node is None:
        return Text()
    found = engine.compiler(node)(Frame(submission), row)
    return Text() if isinstance(found, Missing) else Shower(submission, engine.inputs).full(node, found)


def _only_figure(leaf: PlannedIndicator) -> Expr | None:
    found = {node.path: node for node in walk(leaf.rule) if isinstance(node, Field)}
    only = next(iter(found.values())) if len(found) == 1 else None
    return None if only is None or only.path.startswith("judgements.") else only


_TIERS = {
    "reached": Text("达成预期目标", "reached"),
    "partly": Text("部分达成", "partly reached"),
    "missed": Text("未达成", "missed"),
}


def target_value(target: Target) -> Text:
    """What a row of a project sheet reached: `312天`, `部分达成（75%）`."""
    if target.tier is None:
        return Text("" if target.actual is None else f"{plain(target.actual)}{target.unit}")
    tier = _TIERS.get(target.tier, Text(target.tier))
    if target.degree is None:
        return tier
    degree = f"{plain(target.degree.scaleb(2).normalize())}%"
    return Text(f"{tier.zh}（{degree}）", f"{tier.en or tier.zh} ({degree})")


_RELATIONS = {">=": "≥", "<=": "≤", "=": "="}


def target_goal(target: Target) -> str:
    """What a row of a project sheet was to reach: `≥300天`."""
    if target.target is None:
        return ""
    return f"{_RELATIONS.get(target.relation or '', '')}{plain(target.target)}{target.unit}"

"""The engine once more, written down plainly: a second opinion on every rule, score, total and grade.

It reads core nodes of a plan and knows nothing of the package's own arithmetic. Numbers are fractions; an unknown value
is the set of its reasons, each a code and a path.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import ceil, floor, trunc
from typing import Any

from perfeval.evaluation import Evaluation, Plan, PlannedGroup, PlannedIndicator, PlannedRows
from perfeval.expressions import (
    Arithmetic,
    Choose,
    Compare,
    Const,
    Expr,
    Extreme,
    Field,
    IsMissing,
    Logic,
    Not,
    Parameter,
    Round,
    Total,
    Unknown,
    render,
)
from perfeval.model import AveragingTable, NoCombination, Submission, Sum

UNITS = {"元": 1, "千元": 10**3, "万元": 10**4, "百万元": 10**6, "千万元": 10**7, "亿元": 10**8}
ROUNDED: Mapping[str, Callable[[Fraction], int]] = {
    "half_up": lambda x: floor(abs(x) + Fraction(1, 2)) * (1 if x >= 0 else -1),
    "half_even": round,
    "down": trunc,
    "up": lambda x: ceil(x) if x >= 0 else floor(x),
    "floor": floor,
    "ceiling": ceil,
}


class Gone(frozenset[tuple[str, str]]):
    """An unknown value: why it is not known."""


@dataclass
class Told:
    """What is told of a node of the tree."""

    id: str
    points: Fraction | None
    status: str
    share: Fraction | None = None
    score: Fraction | None = None
    level: str | None = None
    reasons: Gone = field(default_factory=Gone)
    may_not_apply: bool = False
    children: tuple["Told", ...] = ()


def why(code: str, path: str) -> Gone:
    return Gone({(code, path)})


def rounded(value: Fraction, places: int, mode: str) -> Fraction:
    return Fraction(ROUNDED[mode](value * 10**places), 10**places)


class Oracle:
    """One plan and one submission."""

    def __init__(self, plan: Plan, submission: Submission, not_applicable: str, on_missing: str) -> None:
        self.plan, self.given = plan, submission
        self.lost, self.on_missing = not_applicable, on_missing
        self.inputs = {i.path: i for i in plan.inputs}
        self.full = {leaf.id: leaf.full for leaf in plan.leaves()}

    # values

    def value(self, rule: Expr, row: int | None = None) -> Any:
        match rule:
            case Const(value=found):
                return found
            case Parameter(value=constant):
                return constant.value
            case Field():
                return self.figure(rule, row)
            case Unknown(reason=reason, place=place):
                return why(reason, place)
            case IsMissing(value=inner):
                return isinstance(self.value(inner, row), Gone)
            case Choose(when=when, then=then, otherwise=otherwise):
                held = self.value(when, row)
                return held if isinstance(held, Gone) else self.value(then if held else otherwise, row)
            case Logic(op=op, left=left, right=right):
                sides = [self.value(left, row), self.value(right, row)]
                settles = op == "or"
                if settles in sides:
                    return settles
                return self.gone(sides) or (not settles)
            case Total(table=table, value=each, where=where):
                return self.total(table, each, where)
            case Not(value=inner):
                found = self.value(inner, row)
                return found if isinstance(found, Gone) else not found
            case Round(value=inner, to=to, mode=mode):
                found, step = self.value(inner, row), self.value(to)
                return found if isinstance(found, Gone) else ROUNDED[mode](found / step) * step
            case Arithmetic() | Compare() | Extreme():
                return self.pair(rule, row)
        raise TypeError(rule)

    def pair(self, rule: Arithmetic | Compare | Extreme, row: int | None) -> Any:
        a, b = self.value(rule.left, row), self.value(rule.right, row)
        if gone := self.gone([a, b]):
            return gone
        if isinstance(rule, Arithmetic):
            if rule.op == "/":
                return a / b if b else why("zero_denominator", render(rule.right))
            return a + b if rule.op == "+" else a - b if rule.op == "-" else a * b
        scale = next((side.type.options for side in (rule.left, rule.right) if side.type.kind == "level"), None)
        x, y = (a, b) if scale is None else (scale.index(a), scale.index(b))
        if isinstance(rule, Extreme):
            return a if (x <= y if rule.op == "min" else x >= y) else b
        return {"<": x < y, "<=": x <= y, ">": x > y, ">=": x >= y}[rule.op] if rule.op != "=" else a == b

    def gone(self, values: list[Any]) -> Gone:
        return Gone(reason for value in values if isinstance(value, Gone) for reason in value)

    def rows(self, table: str) -> Any:
        if table in ("projects", "tasks", "targets"):
            return getattr(self.given, table)
        return self.given.facts.get(table)

    def total(self, table: str, each: Expr, where: Expr) -> Any:
        if self.rows(table) is None:
            return why("not_given", table)
        found = []
        for n in range(len(self.rows(table))):
            kept = self.value(where, n)
            if kept is not False:
                found.append(kept if isinstance(kept, Gone) else self.value(each, n))
        return self.gone(found) or sum(found, Fraction(0))

    def figure(self, figure: Field, row: int | None) -> Any:
        path = figure.path
        if path.startswith("judgements."):
            return self.judgement(path, figure.declared.options, figure.missing)
        declared = self.inputs[path]
        raw = self.raw(path, declared.table, row)
        if raw is None:
            return why("not_given", path) if declared.default is None else declared.default
        if declared.kind in ("flag", "date", "text", "level"):
            return raw if not declared.options or raw in declared.options else why("out_of_bounds", path)
        try:
            found = raw.amount.as_integer_ratio() if declared.kind == "money" else raw.as_integer_ratio()
        except AttributeError:
            return why("unreadable", path)
        value = Fraction(*found)
        value *= UNITS[raw.unit] if declared.kind == "money" else 1
        value /= Fraction(declared.out_of) if declared.out_of else 1
        low_ok = declared.low is None or value >= declared.low
        return value if low_ok and (declared.high is None or value <= declared.high) else why("out_of_bounds", path)

    def raw(self, path: str, table: str | None, row: int | None) -> Any:
        if table is not None:
            cells, name = self.rows(table)[row], path.removeprefix(f"{table}.")
            return cells.get(name) if isinstance(cells, Mapping) else getattr(cells, name)
        if path.startswith("budget."):
            line = next((one for one in self.given.budget.lines if one.id == path.split(".")[1]), None)
            return getattr(line, path.split(".")[2], None)
        return self.given.facts.get(path)

    def judgement(self, path: str, levels: tuple[str, ...], lacking: str | None) -> Any:
        id = path.removeprefix("judgements.")
        given = self.given.judgements.get(id)
        if levels:
            if given is None or given.level in (None, lacking):
                return why("not_given", path)
            return given.level if given.level in levels else why("out_of_bounds", path)
        full = self.full[id]
        if given is None or full is None or (given.points is None and given.deductions is None):
            return why("not_given", path)
        points = full - sum(d.points for d in given.deductions or ()) if given.points is None else given.points
        return Fraction(points) if 0 <= points <= full else why("out_of_bounds", path)

    # scores

    def node(self, node: Any) -> Told:
        note = node.id in self.given.not_applicable
        if isinstance(node, PlannedGroup):
            children = tuple(self.node(child) for child in node.children)
            return self.group(node, tuple(map(apart, children)) if note else children)
        points = None if node.full is None else Fraction(node.full)
        if note:
            return Told(node.id, points, "not_applicable")
        if isinstance(node, PlannedRows):
            return self.open(node)
        when = False if node.not_applicable_when is None else self.value(node.not_applicable_when)
        if isinstance(when, Gone):
            return replace(self.without(Told(node.id, points, ""), node, when), may_not_apply=True)
        return Told(node.id, points, "not_applicable") if when else self.scored(node, node.id, points)

    def scored(self, node: PlannedIndicator, id: str, points: Fraction | None, row: int | None = None) -> Told:
        told, found = Told(id, points, "scored"), self.value(node.rule, row)
        if isinstance(found, Gone):
            return self.without(told, node, found)
        if points is None:
            return replace(told, level=found)
        share = found if node.yields == "share" else found / points
        return replace(told, share=share, score=rounded(share * points, self.plan.places, self.plan.rounding))

    def without(self, told: Told, node: Any, reasons: Gone) -> Told:
        told = replace(told, status="unscored", reasons=reasons)
        scale = getattr(node, "scale", None)
        if scale is not None and scale.missing is not None:
            return replace(told, status="scored", level=scale.missing)
        if self.on_missing == "zero" and told.points is not None:
            return replace(told, status="scored", share=Fraction(0), score=Fraction(0))
        return told

    def open(self, node: PlannedRows) -> Told:
        told = Told(node.id, Fraction(node.full), "unscored")
        rows = self.rows(node.table)
        if rows is None:
            return self.without(told, node, why("not_given", node.table))
        kept = {n: self.value(node.where, n) for n in range(len(rows))}
        points = {n: self.value(node.points, n) for n, keep in kept.items() if keep is True}
        if gone := self.gone([*kept.values(), *points.values()]):
            return self.without(told, node, gone)
        if not points:
            return self.without(told, node, why("no_rows", node.id))
        fine = all(p > 0 and rounded(p, self.plan.places, "down") == p for p in points.values())
        if not fine or sum(points.values()) != told.points:
            return self.without(told, node, why("rows_points", node.id))
        return summed(told, tuple(self.scored(node.each, f"{node.id}[{n}]", p, n) for n, p in points.items()))

    def group(self, node: PlannedGroup, children: tuple[Told, ...]) -> Told:
        if isinstance(node.combine, Sum):
            points = sum((c.points for c in children if c.points is not None), Fraction(0))
            return summed(Told(node.id, points, ""), children)
        told = replace(Told(node.id, None, status_of(children)), children=children)
        if told.status != "scored" or isinstance(node.combine, NoCombination):
            return told
        scale = node.children[0].scale  # type: ignore[union-attr]
        assert scale is not None
        counted = [scale.missing_counts_as if c.level == scale.missing else c.level for c in children if c.level]
        if isinstance(node.combine, AveragingTable):
            made = {tuple(sorted(levels)): result for levels, result in node.combine.rows}.get(tuple(sorted(counted)))
        else:
            lowest = min(counted, key=scale.levels.index)
            made = lowest + ("+" if node.combine.plus and len(set(counted)) > 1 else "")
        return replace(told, level=made) if made else replace(told, status="unscored", reasons=why("no_rule", node.id))

    # total

    def evaluation(self) -> dict[str, Any]:
        groups = tuple(self.node(node) for node in self.plan.groups)
        extra = [(1, self.node(i)) for i in self.plan.bonus] + [(-1, self.node(i)) for i in self.plan.penalties]
        marks = [told for told in flat(groups) if not told.children]
        found = {"tree": groups, "extra": extra, "total": None, "lower": None, "upper": None}
        if not self.plan.totals or all(told.status == "not_applicable" for told in marks):
            return found
        uncertain = False
        if self.lost == "redistribute":
            if any(told.status == "not_applicable" for told in marks):
                found["tree"] = groups = self.redistributed(groups, [t for t in marks if t.status != "not_applicable"])
                marks = [told for told in flat(groups) if not told.children]
            uncertain = any(told.may_not_apply for told in marks)
        applies = [told for told in marks if told.status != "not_applicable"]
        if uncertain:
            marks = applies = [Told("", Fraction(self.plan.full), "unscored")]
        lower, upper = (self.sum(applies, extra, best) for best in (False, True))
        known = all(told.status != "unscored" for told in [*applies, *(told for _, told in extra)])
        return found | {"total": lower if known else None, "lower": lower, "upper": upper}

    def redistributed(self, groups: tuple[Told, ...], applies: list[Told]) -> tuple[Told, ...]:
        step = Fraction(1, 10**self.plan.places)
        whole = sum((told.points or Fraction(0) for told in applies), Fraction(0))
        quota = [(told.points or Fraction(0)) * Fraction(self.plan.full) / whole for told in applies]
        new = {told.id: floor(q / step) * step for told, q in zip(applies, quota, strict=True)}
        order = sorted(range(len(applies)), key=lambda n: (new[applies[n].id] - quota[n], n))
        for n in order[: int((Fraction(self.plan.full) - sum(new.values())) / step)]:
            new[applies[n].id] += step

        def change(told: Told) -> Told:
            if told.children:
                children = tuple(map(change, told.children))
                worth = sum((c.points for c in children if c.status != "not_applicable" and c.points), Fraction(0))
                return replace(summed(told, children), points=worth)
            points = new.get(told.id, told.points)
            if told.share is None or points is None:
                return replace(told, points=points)
            return replace(
                told, points=points, score=rounded(told.share * points, self.plan.places, self.plan.rounding)
            )

        return tuple(map(change, groups))

    def grades(self, lower: Fraction, upper: Fraction) -> set[str]:
        assert self.plan.grades is not None
        edges = [(Fraction(g.low), g.id) for g in self.plan.grades.grades]
        ids = [id for _, id in edges]
        totals = {lower, upper, *(low for low, _ in edges if lower <= low <= upper)}
        reached = {next((id for low, id in edges if total >= low), ids[-1]) for total in totals}
        caps = [(self.value(cap.when), cap.grade) for cap in self.plan.caps]
        held = [({True, False} if isinstance(when, Gone) else {when}, grade) for when, grade in caps]
        for states, grade in held:
            lowered = {max(one, grade, key=ids.index) for one in reached}
            reached = (lowered if True in states else set()) | (reached if False in states else set())
        return reached

    def sum(self, applies: list[Told], extra: list[tuple[int, Told]], best: bool) -> Fraction:
        full = Fraction(self.plan.full)
        total = sum((worth(told, best) for told in applies), Fraction(0))
        points = sum((told.points or Fraction(0) for told in applies), Fraction(0))
        if points != full:
            if self.lost == "full":
                total += full - points
            if self.lost == "rescale":
                total = rounded(total * full / points, self.plan.places, self.plan.rounding)
        moved = [sign * worth(told, best == (sign > 0)) for sign, told in extra if told.status != "not_applicable"]
        total += sum(moved, Fraction(0))
        return min(total, Fraction(self.plan.most)) if self.plan.most is not None and moved else total


def worth(told: Told, best: bool) -> Fraction:
    if told.status == "unscored":
        return (told.points or Fraction(0)) if best else Fraction(0)
    return told.score or Fraction(0)


def apart(told: Told) -> Told:
    return Told(told.id, told.points, "not_applicable", children=tuple(map(apart, told.children)))


def status_of(children: tuple[Told, ...]) -> str:
    states = {child.status for child in children}
    return "unscored" if "unscored" in states else "scored" if "scored" in states else "not_applicable"


def summed(told: Told, children: tuple[Told, ...]) -> Told:
    status = status_of(children)
    scores = [child.score for child in children if child.score is not None]
    return replace(
        told, status=status, score=sum(scores, Fraction(0)) if status == "scored" else None, children=children
    )


def flat(tree: tuple[Told, ...]) -> Iterator[Told]:
    for told in tree:
        yield told
        yield from flat(told.children)


def disagreements(plan: Plan, submission: Submission, found: Evaluation) -> list[str]:
    """Where an evaluation differs from the second opinion, in words."""
    oracle = Oracle(plan, submission, found.policies.not_applicable, found.policies.on_missing)
    wanted = oracle.evaluation()
    told = [*flat(wanted["tree"]), *(one for _, one in wanted["extra"])]
    here = {o.id: o for o in found.outcomes()}
    differing = [f"outcomes: {[t.id for t in told]} / {list(here)}"] if [t.id for t in told] != list(here) else []
    for one in told if not differing else ():
        own = here[one.id]
        pairs = {name: (getattr(one, name), getattr(own, name)) for name in ("points", "status", "share", "level")}
        pairs["score"] = one.score, own.score
        pairs["reasons"] = one.reasons, {(r.code, r.path) for r in own.reasons}
        differing += [f"{one.id}.{name}: {a} / {b}" for name, (a, b) in pairs.items() if a != b]
    for name in ("total", "lower", "upper"):
        if wanted[name] != getattr(found, name):
            differing.append(f"{name}: {wanted[name]} / {getattr(found, name)}")
    if plan.grades is not None and wanted["lower"] is not None:
        grades = oracle.grades(wanted["lower"], wanted["upper"])
        grade = next(iter(grades)) if len(grades) == 1 and wanted["total"] is not None else None
        if grades != set(found.possible_grades) or grade != found.grade:
            differing.append(f"grades: {grades} {grade} / {found.possible_grades} {found.grade}")
    return differing

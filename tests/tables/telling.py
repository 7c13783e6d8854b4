"""What the polars engine tells of submissions, in the words that the worked cases expect."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from attrs import evolve

from perfeval.evaluation import Plan, engine_of, plan, plan_json, read_plan
from perfeval.model import Scheme, Submission
from perfeval.tables import Asked, PolarsEngine, Way, Worked, framed
from perfeval.tables.points import points_of, total_unit
from perfeval.tables.preparing import Tables

_ENGINES: dict[str, PolarsEngine] = {}


def engine_for(scheme: Scheme) -> PolarsEngine:
    if scheme.digest not in _ENGINES:
        _ENGINES.clear()
        _ENGINES[scheme.digest] = PolarsEngine(read_plan(plan_json(plan(scheme))))
    return _ENGINES[scheme.digest]


def told(
    scheme: Scheme, submissions: Sequence[Submission], policies: Mapping[str, Any], change: Any = None
) -> list[dict[str, Any]]:
    """The facts of each submission, worked out as tables."""
    engine = engine_for(scheme)
    asked = Asked(
        policies.get("not_applicable", scheme.not_applicable),
        policies.get("on_missing", scheme.on_missing),
        bounds=True,
        shares=True,
        rows=True,
    )
    tables = framed(submissions, engine.needs)
    tables = change(tables) if change else tables
    worked = engine.evaluate(tables, asked, Way(), absent=True, recall=lambda places: [submissions[n] for n in places])
    return [_facts(engine, worked, n) for n in range(len(submissions))]


def _facts(engine: PolarsEngine, worked: Worked, n: int) -> dict[str, Any]:
    plan, row = engine.plan, worked.frame.row(n, named=True)
    unit, places = total_unit(plan), 10**plan.places

    def whole(value: int | None, of: int) -> Decimal | None:
        return None if value is None else Decimal(value) / of

    reasons: dict[str, set[str]] = {}
    for _, id, at, code, path in worked.reasons.filter(worked.reasons["place"] == n).rows():
        reasons.setdefault(id if at is None else f"{id}[{at}]", set()).add(f"{code} {path}")
    ids = list(engine.needs.nodes)
    grades = [g.id for g in plan.grades.grades] if plan.grades else []
    absent = {id for id in ids if row.get(f"absent.{id}")}
    unscored = {id for id in ids if row.get(f"unscored.{id}")}
    scores = {id: whole(row.get(f"score.{id}"), places) for id in ids}
    shares = {id: whole(row.get(f"share.{id}"), 10**12) for id in ids}
    points = {
        id: full if f"points.{id}" not in row else whole(row[f"points.{id}"], unit)
        for id, full in points_of(plan).items()
    }
    for told in worked.rows.filter(worked.rows["place"] == n).rows(named=True):
        id = f"{told['group']}[{told['row']}]"
        ids.append(id)
        points[id] = whole(told["points"], unit)
        scores[id], shares[id] = whole(told["score"], places), whole(told["share"], 10**12)
        if told["absent"]:
            absent.add(id)
        elif told["score"] is None:
            unscored.add(id)
    rank, uncapped = row.get("grade"), row.get("uncapped")
    return {
        "total": whole(row.get("total"), unit),
        "lower": whole(row.get("lower"), unit),
        "upper": whole(row.get("upper"), unit),
        "grade": None if rank is None else grades[rank],
        "uncapped": None if uncapped is None else grades[uncapped],
        "complete": row["complete"],
        "possible_grades": {g for k, g in enumerate(grades) if row.get(f"possible.{k}")},
        "applicable_points": _applicable(plan, points, absent, worked, n),
        "not_applicable": absent,
        "scores": scores,
        "points": points,
        "shares": shares,
        "levels": {id: row.get(f"level.{id}") for id in ids},
        "unscored": {id: reasons.get(id, set()) for id in unscored},
        "counted": {id: reasons.get(id, set()) for id in ids if id not in unscored | absent},
    }


def _applicable(plan: Plan, points: Mapping[str, Decimal | None], absent: set[str], worked: Worked, n: int) -> Decimal:
    """The points of indicators, rows, and open groups without usable rows, that apply."""
    rows = {f"{g}[{r}]": g for _, g, r, *_ in worked.rows.filter(worked.rows["place"] == n).rows()}
    outside = {leaf.id for leaf in (*plan.bonus, *plan.penalties)}
    leaves = {leaf.id for leaf in plan.leaves()} - outside - set(rows.values())
    return sum((points[id] or Decimal(0) for id in leaves | rows.keys() if id not in absent), Decimal(0))


def by_record(scheme: Scheme, submissions: Sequence[Submission], policies: Mapping[str, Any]) -> list[dict[str, Any]]:
    from tests.semantics.expecting import told as facts

    engine = engine_of(scheme)
    return [facts(engine.evaluate(s, **policies)) for s in submissions]


def shuffled_tables(tables: Tables, **children: Any) -> Tables:
    return evolve(tables, children={**tables.children, **children})

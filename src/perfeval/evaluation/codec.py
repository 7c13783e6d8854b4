"""A plan as JSON and back: what travels to a worker that has no plugins."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from attrs import fields

from perfeval.evaluation.plan import Plan, PlannedCap, PlannedGroup, PlannedIndicator, PlannedRows
from perfeval.expressions import (
    Arithmetic,
    Choose,
    Compare,
    Const,
    Extreme,
    Field,
    IsMissing,
    Logic,
    Not,
    Parameter,
    Round,
    Rows,
    Source,
    Total,
    Type,
    Unknown,
)
from perfeval.findings import FormatError, Text, kind
from perfeval.model import (
    AveragingTable,
    Grade,
    Grades,
    Input,
    NoCombination,
    Ordinal,
    Override,
    Sum,
    WeakestLink,
    Weighed,
)
from perfeval.numbers import ratio_text, read_ratio

FORMAT = "perfeval.plan/1"
_CLASSES: Mapping[str, type] = {
    cls.__name__: cls
    for cls in (
        *(Plan, PlannedCap, PlannedGroup, PlannedIndicator, PlannedRows),
        *(Arithmetic, Choose, Compare, Const, Extreme, Field, IsMissing, Logic, Not, Parameter, Round, Rows, Total),
        *(AveragingTable, Grade, Grades, Input, NoCombination, Ordinal, Override, Source, Sum, Text, Type),
        *(Unknown, WeakestLink, Weighed),
    )
}


def plan_json(plan: Plan) -> str:
    """The plan as JSON text; numbers are exact text, nodes carry their class.

    Example:
        >>> from perfeval.evaluation import plan, plan_json, read_plan
        >>> from perfeval.model import Indicator, Scheme
        >>> made = plan(Scheme(id="toy", label="示例", groups=[Indicator("work", "工作", 100)]))
        >>> read_plan(plan_json(made)) == made
        True
    """
    return json.dumps({"format": FORMAT, "plan": _encoded(plan)}, ensure_ascii=False, separators=(",", ":"))


def read_plan(text: str) -> Plan:
    """Read a plan that `plan_json` wrote.

    Raises:
        FormatError: the text is no plan.
    """
    try:
        document = json.loads(text)
        found = document["format"]
        if found != FORMAT:
            raise FormatError(kind("I109").at("format", found=found, wanted=FORMAT))
        plan = _decoded(document["plan"])
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        if isinstance(error, FormatError):
            raise
        raise FormatError(kind("I101").at("", detail=str(error) or type(error).__name__)) from error
    if not isinstance(plan, Plan):
        raise FormatError(kind("I109").at("plan", found=type(plan).__name__, wanted="Plan"))
    return plan


def _encoded(value: Any) -> Any:
    if isinstance(value, Fraction):
        return {"": "Fraction", "of": ratio_text(value)}
    if isinstance(value, Decimal | date):
        return {"": type(value).__name__, "of": str(value)}
    if isinstance(value, tuple):
        return [_encoded(item) for item in value]
    if isinstance(value, Mapping):
        return {"": "Mapping", "of": [[key, _encoded(item)] for key, item in value.items()]}
    if type(value).__name__ in _CLASSES:
        kept = (a.name for a in fields(type(value)) if a.init)
        return {"": type(value).__name__, **{name: _encoded(getattr(value, name)) for name in kept}}
    return value


def _decoded(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_decoded(item) for item in value)
    if not isinstance(value, dict):
        return value
    name = value.pop("")
    match name:
        case "Fraction":
            return read_ratio(value["of"])
        case "Decimal":
            return Decimal(value["of"])
        case "date":
            return date.fromisoformat(value["of"])
        case "Mapping":
            return {key: _decoded(item) for key, item in value["of"]}
    return _CLASSES[name](**{key: _decoded(item) for key, item in value.items()})

"""What core nodes mean, told a second time and as plainly as can be: plain fractions, None for unknown."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

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
    lowered,
)

Row = Mapping[str, Any]


def value_of(
    rule: Expr,
    figures: Row | None = None,
    tables: Mapping[str, Sequence[Row]] | None = None,
    row: Row | None = None,
) -> Any:
    """The value of a rule; figures by path, tables as rows by path."""

    def of(node: Expr) -> Any:
        return value_of(node, figures, tables, row)

    match lowered(rule):
        case Const(value=value) | Parameter(value=Const(value=value)):
            return value
        case Field(path=path, declared=declared):
            given = row if declared.table is not None else figures
            return (given or {}).get(path)
        case Arithmetic(op=op, left=left, right=right):
            return calculated(op, of(left), of(right))
        case Compare(op=op, left=left, right=right):
            return compared(op, of(left), of(right), left.type.options if left.type.kind == "level" else ())
        case Logic(op=op, left=left, right=right):
            sides = {of(left), of(right)}
            settled = op == "or"
            return settled if settled in sides else None if None in sides else not settled
        case Not(value=inner):
            found = of(inner)
            return None if found is None else not found
        case Choose(when=when, then=then, otherwise=otherwise):
            held = of(when)
            return None if held is None else of(then) if held else of(otherwise)
        case Extreme(op=op, left=left, right=right):
            a, b = of(left), of(right)
            return None if a is None or b is None else min(a, b) if op == "min" else max(a, b)
        case Round(value=inner, to=Const(value=step), mode=mode):
            found = of(inner)
            return None if found is None else rounded(found / step, mode) * step
        case Total(table=table, value=inner, where=where):
            if tables is None or table not in tables:
                return None
            kept = [(r, value_of(where, figures, tables, r)) for r in tables[table]]
            found = [value_of(inner, figures, tables, r) for r, held in kept if held]
            return None if None in (*found, *(held for _, held in kept)) else sum(found, Fraction(0))
        case IsMissing(value=inner):
            return of(inner) is None
        case Unknown():
            return None
    raise TypeError(f"no core node: {rule}")


def calculated(op: str, a: Fraction | None, b: Fraction | None) -> Fraction | None:
    if a is None or b is None or (op == "/" and b == 0):
        return None
    return {"+": a + b, "-": a - b, "*": a * b, "/": a / (b or 1)}[op]


def compared(op: str, a: Any, b: Any, scale: Sequence[str]) -> bool | None:
    if a is None or b is None:
        return None
    if scale and op != "=":
        a, b = scale.index(a), scale.index(b)
    if op == "=":
        return bool(a == b)
    return bool({"<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b}[op])


def rounded(value: Fraction, mode: str) -> int:
    below = value.numerator // value.denominator
    above = below if value == below else below + 1
    inward, outward = (below, above) if value >= 0 else (above, below)
    if mode in ("half_up", "half_even"):
        if value - below == Fraction(1, 2):
            return outward if mode == "half_up" else below if below % 2 == 0 else above
        return below if value - below < Fraction(1, 2) else above
    return {"floor": below, "ceiling": above, "down": inward, "up": outward}[mode]

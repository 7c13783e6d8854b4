"""Figures over the rows of a table: count, share_of, weighted_mean."""

from __future__ import annotations

from fractions import Fraction

from attrs import field, frozen

from perfeval.expressions.forms import Choose, Total, Unknown
from perfeval.expressions.functions.function import Function, maybe_lift
from perfeval.expressions.nodes import ONE, TRUE, Compare, Const, Expr, lift
from perfeval.expressions.phrases import rows_label, words
from perfeval.expressions.references import Rows
from perfeval.findings import Text, say


def _table(function: Function, *parts: Expr | None) -> str:
    found = next((p.type.table for p in parts if p is not None and p.type.table is not None), None)
    if found is None:
        raise function.wrong("需要某个表的一列", "needs a column of a table")
    return found


def _only(where: Expr) -> Text:
    """Which rows are looked at, in words; empty for all of them."""
    return Text() if where == TRUE else say("（只计{where}的行）", " (only where {where})", where=words(where))


def _condition(rows: Expr) -> Expr:
    return TRUE if isinstance(rows, Rows) else rows


@frozen(order=False)
class count(Function):
    """How many rows a table has, or how many meet a condition: `count(tasks)`, `count(tasks.done)`.

    0 over a table that is there and empty; unknown over a table that is not there.

    Example:
        >>> from perfeval.expressions import count, Rows
        >>> count(Rows("tasks")).sentence().en
        'the number of tasks'
    """

    summary = Text("行数，或符合条件的行数", "how many rows there are, or meet a condition")
    example = "count(tasks.done)"
    rows: Expr = field(converter=lift)

    def lower(self) -> Expr:
        """The total of ones."""
        return Total(_table(self, self.rows), ONE, _condition(self.rows))

    def sentence(self) -> Text:
        """The number of …."""
        name = rows_label(self.rows.type.table or "", self.rows)
        if isinstance(self.rows, Rows):
            return say("{name}行数", "the number of {name}", name=name)
        return say("{which}的{name}行数", "the number of {name} where {which}", name=name, which=words(self.rows))


@frozen(order=False)
class share_of(Function):
    """The share of rows that meet a condition, by number or weighted by a column.

    share = rows that meet it ÷ all rows, or the column's total over them ÷ its total over all. Over no rows: unknown.

    Example:
        >>> from perfeval.expressions import share_of
        >>> share_of.example
        'share_of(tasks.done)'
    """

    summary = Text("符合条件的行所占的比重", "the share of rows that meet a condition")
    example = "share_of(tasks.done)"
    rows: Expr = field(converter=lift)
    by: Expr | None = field(default=None, converter=maybe_lift, kw_only=True)
    where: Expr = field(default=TRUE, converter=lift, kw_only=True)

    def lower(self) -> Expr:
        """Part over whole."""
        table = _table(self, self.rows)
        weight = ONE if self.by is None else self.by
        kept = self.rows if self.where == TRUE else self.where & self.rows
        part, whole = Total(table, weight, kept), Total(table, weight, self.where)
        return Choose(
            Compare("=", Total(table, ONE, self.where), Const(Fraction(0))),
            Unknown("no_rows", table),
            part / whole,
        )

    def sentence(self) -> Text:
        """The share of …."""
        name = rows_label(self.rows.type.table or "", self.rows)
        weighted = Text() if self.by is None else say("（按{by}）", " by {by}", by=words(self.by))
        return say(
            "{which}的{name}所占比重{weighted}{where}",
            "the share of {name} where {which}{weighted}{where}",
            which=words(self.rows),
            name=name,
            weighted=weighted,
            where=_only(self.where),
        )


@frozen(order=False)
class weighted_mean(Function):
    """The mean of a column weighted by another: Σ value × by ÷ Σ by over the rows that `where` keeps.

    Rows outside `where` are not looked at. Over no rows, or where the weights add up to 0: unknown.

    Example:
        >>> from perfeval.expressions import weighted_mean
        >>> weighted_mean.summary.en
        'the mean of a column, weighted by another'
    """

    summary = Text("以另一列为权数的加权平均", "the mean of a column, weighted by another")
    example = "weighted_mean(projects.self_score, by=projects.adjusted, where=not projects.exempt)"
    value: Expr = field(converter=lift)
    by: Expr = field(converter=lift, kw_only=True)
    where: Expr = field(default=TRUE, converter=lift, kw_only=True)

    def lower(self) -> Expr:
        """Σ value × by ÷ Σ by."""
        table = _table(self, self.value, self.by)
        by = self.by
        if self.value.type.kind not in ("ratio", "number", "any") and by.type.kind not in (
            "ratio",
            "number",
            "any",
        ):
            by = by / Const(Fraction(1), by.type.kind)  # type: ignore[arg-type]  # a weight without its unit
        mean = Total(table, self.value * by, self.where) / Total(table, by, self.where)
        return Choose(Compare("=", Total(table, ONE, self.where), Const(Fraction(0))), Unknown("no_rows", table), mean)

    def sentence(self) -> Text:
        """The mean of … by …."""
        return say(
            "{value}以{by}加权平均{where}",
            "the mean of {value} weighted by {by}{where}",
            value=words(self.value),
            by=words(self.by),
            where=_only(self.where),
        )

"""The columns that a scheme needs, told to people: what to write in each, in which unit, within which bounds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from attrs import frozen

from perfeval.evaluation import Plan
from perfeval.findings import Text, say
from perfeval.numbers import MONEY_UNITS, plain
from perfeval.tables.needing import Held, Needed, needs

Role = Literal["key", "figure", "judgement", "given", "not_applicable"]
ENTITIES = "entities"
"""The table with a row for each entity."""


@frozen(kw_only=True)
class TableColumn:
    """A column of the tables that a scheme is evaluated from.

    Example:
        >>> from perfeval.evaluation import plan
        >>> from perfeval.model import Indicator, Scheme
        >>> from perfeval.tables import table_columns
        >>> toy = plan(Scheme(id="toy", label="示例", groups=[Indicator("work", "工作", 100)]))
        >>> for column in table_columns(toy):
        ...     print(column.table, column.name, column.form.en, column.bounds.en, column.required)
        entities entity text or a whole number, alike in all tables  True
        entities judgements.work a number 0 to 100 True
        entities not_applicable.work a reason, or true  False
    """

    table: str
    """The table it stands in."""
    name: str
    """Its name there."""
    role: Role
    """`key`, `figure` or `judgement`; `given` says whether a table was handed in, `not_applicable` what is left out."""
    held: Held
    """What it holds."""
    required: bool
    """Whether it has to be there, if only empty; otherwise it is added where it is wanted."""
    label: Text
    """What people call it."""
    form: Text
    """What to write in it."""
    unit: str = ""
    """The unit of its numbers; of a mark, out of how much."""
    low: Decimal | None = None
    """The lowest value, as it is written there."""
    high: Decimal | None = None
    """The highest value, likewise."""
    options: tuple[str, ...] = ()
    """What a text can be."""

    @property
    def bounds(self) -> Text:
        """Its bounds in words; empty where it has none."""
        low, high = (None if value is None else plain(value) for value in (self.low, self.high))
        if low is not None and high is not None:
            return say("{low} 至 {high}", "{low} to {high}", low=low, high=high)
        if low is not None:
            return say("不小于 {low}", "at least {low}", low=low)
        return Text() if high is None else say("不大于 {high}", "at most {high}", high=high)


def table_columns(plan: Plan, *, keys: Sequence[str] = ("entity",), money_unit: str = "元") -> tuple[TableColumn, ...]:
    """The columns of all tables that a plan reads: first those of the entities, then those of child tables.

    Args:
        plan: the plan.
        keys: the columns that tell entities apart.
        money_unit: the unit that amounts of money are to be written in.
    """
    needed = needs(plan)
    labels = {i.table: i.table_label for i in plan.inputs if i.table is not None and i.table_label}
    found = [*_keys(ENTITIES, keys), *(_column(c, money_unit) for c in needed.of(None))]
    found += [_given(table, labels.get(table, Text(table))) for table in needed.tables]
    found += [_not_applicable(id, label) for id, label in ((node.id, node.label) for node in plan.nodes())]
    for table in needed.tables:
        found += [*_keys(table, keys), *(_column(c, money_unit) for c in needed.of(table))]
    return tuple(found)


def _keys(table: str, keys: Sequence[str]) -> Iterator[TableColumn]:
    form = Text("文字或整数，各表一致", "text or a whole number, alike in all tables")
    label = Text("单位的键，如单位代码", "key of the entity, such as its code")
    for key in keys:
        yield TableColumn(table=table, name=key, role="key", held="text", required=True, label=label, form=form)


def _column(needed: Needed, money_unit: str) -> TableColumn:
    unit, scale = needed.unit, Fraction(1)
    if needed.held == "money":
        unit, scale = money_unit, Fraction(1, MONEY_UNITS[money_unit])
    elif needed.out_of is not None:
        unit, scale = plain(needed.out_of), needed.out_of
    return TableColumn(
        table=needed.table or ENTITIES,
        name=needed.name,
        role="judgement" if needed.path.startswith("judgements.") else "figure",
        held=needed.held,
        required=needed.default is None,
        label=needed.label,
        form=_form(needed, unit),
        unit=unit,
        low=_written(needed.low, scale),
        high=_written(needed.high, scale),
        options=needed.options,
    )


def _written(bound: Fraction | None, scale: Fraction) -> Decimal | None:
    return None if bound is None else Decimal(plain(bound * scale))


_FORMS = {
    "number": Text("数", "a number"),
    "ratio": Text("比率，如 0.95；CSV 里也可写 95%", "a ratio, such as 0.95; in CSV also 95%"),
    "flag": Text("是或否", "true or false; in CSV also 是, 否"),
    "text": Text("文字", "text"),
    "date": Text("日期，如 2024-12-31", "a date, such as 2024-12-31"),
}


def _form(needed: Needed, unit: str) -> Text:
    if needed.held == "money":
        return say("金额，以{unit}计", "an amount, in {unit}", unit=unit)
    if needed.out_of is not None:
        return say("分数，满分 {unit}", "a mark out of {unit}", unit=unit)
    if needed.options:
        options = Text("、".join(needed.options), ", ".join(needed.options))
        return say("选其一：{options}", "one of {options}", options=options)
    if needed.held == "number" and unit:
        return say("数（{unit}）", "a number ({unit})", unit=unit)
    return _FORMS[needed.held]


def _given(table: str, label: Text) -> TableColumn:
    return TableColumn(
        table=ENTITIES,
        name=f"{table}.given",
        role="given",
        held="flag",
        required=False,
        label=say("是否提供了“{label}”表", 'whether the table "{label}" was handed in', label=label),
        form=Text(
            "是或否；没有这一列，就算各单位都提供了", "true or false; without this column every entity handed it in"
        ),
    )


def _not_applicable(id: str, label: Text) -> TableColumn:
    return TableColumn(
        table=ENTITIES,
        name=f"not_applicable.{id}",
        role="not_applicable",
        held="text",
        required=False,
        label=say("“{label}”不适用", '"{label}" does not apply', label=label),
        form=Text("写明理由，或写“是”", "a reason, or true"),
    )

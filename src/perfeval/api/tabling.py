"""Evaluates whole tables: joins host, plan and the engine of columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol, overload

from perfeval.api.preparing import Options, Preparation, Prepared
from perfeval.api.schemes import host_of
from perfeval.evaluation import Plan, engine_of
from perfeval.findings import UsageError, kind
from perfeval.model import Scheme
from perfeval.plugins import Host

if TYPE_CHECKING:
    from perfeval.tables import TableEvaluation


class SparkFrame(Protocol):
    """A DataFrame of Spark, as far as it takes to tell it from other tables."""

    def mapInArrow(self, *args: Any, **kwargs: Any) -> Any:  # noqa: N802 - Spark's name
        """What only frames of Spark have."""


@overload
def evaluate_table(entities: SparkFrame, scheme: Scheme | str, **options: Any) -> Any: ...
@overload
def evaluate_table(
    entities: Any,
    scheme: Scheme | str,
    *,
    projects: Any = ...,
    tasks: Any = ...,
    targets: Any = ...,
    judgements: Any = ...,
    tables: Mapping[str, Any] | None = ...,
    key: str | Sequence[str] = ...,
    money_unit: str = ...,
    floats: int | None = ...,
    absent: bool = ...,
    bounds: bool = ...,
    shares: bool = ...,
    rows: bool = ...,
    host: Host | None = ...,
    **options: Any,
) -> TableEvaluation: ...
def evaluate_table(
    entities: Any,
    scheme: Scheme | str,
    *,
    projects: Any = None,
    tasks: Any = None,
    targets: Any = None,
    judgements: Any = None,
    tables: Mapping[str, Any] | None = None,
    key: str | Sequence[str] = "entity",
    money_unit: str = "元",
    floats: int | None = None,
    absent: bool = False,
    bounds: bool = False,
    shares: bool = False,
    rows: bool = False,
    host: Host | None = None,
    **options: Any,
) -> Any:
    """Evaluate a table of many entities, with the digits that `evaluate` gives one by one.

    A DataFrame of Spark gives one of Spark, with the columns of `TableEvaluation.uniform`, and nothing is worked out
    before it is used; observers are told of tables alone.

    Columns are named as rules name figures: `budget.total.actual`, `judgements.budgeting`, and in a child table
    without its name: `adjusted` in `projects`. `not_applicable.ID` says what does not apply to an entity, and
    `projects.given` whether its projects were handed in at all. A child table can also be a column of lists of structs.
    Columns `parameters.NAME` and `points.ID` (texts such as `95%`, or exact numbers) hold other parameters and points
    for an entity, where they are not empty. Each combination is evaluated as a scheme of its own; where it is none,
    since the points do not make the full marks, the entity stays unscored.

    Args:
        entities: a row for each entity: a frame of polars, pandas, pyarrow, DuckDB or Spark, or a Parquet or CSV file.
        scheme: a scheme, or the id of a registered one.
        projects: the projects of all entities, with the key of their entity.
        tasks: likewise.
        targets: likewise.
        judgements: a long table of judgements: the key, `indicator`, and `points`, `deduction` or `level`.
        tables: the scheme's own tables by name.
        key: the column, or columns, that tell entities apart.
        money_unit: the unit that amounts of money are in.
        floats: how many decimals columns of floats have; None refuses them.
        absent: whether a column that is not there counts as not given; otherwise it is a fault.
        bounds: tell the lowest and highest total still possible, and the grades.
        shares: tell shares (得分率), at 12 decimals.
        rows: tell the rows of open groups.
        host: the plugins to use, by default all that are installed.
        **options: as for `evaluate`.

    Raises:
        FormatError: every fault of the tables' shape, before any work.
        PerfevalError: no such scheme, an option that cannot be used, or the extra `tables` is not installed.

    Example:
        >>> import perfeval
        >>> import polars
        >>> offices = polars.DataFrame({"entity": ["甲局", "乙局"], "judgements.work": [90, None]})
        >>> toy = perfeval.Scheme(id="toy", label="示例", groups=[perfeval.Indicator("work", "工作", 100)])
        >>> perfeval.evaluate_table(offices, toy).scores["total"].to_list()
        [Decimal('90.00'), None]
    """
    host = host_of(host)
    prepared = Preparation(scheme, Options(**options), host)()
    own = {"projects": projects, "tasks": tasks, "targets": targets, "judgements": judgements}
    children = {**{name: table for name, table in own.items() if table is not None}, **(tables or {})}
    keys = (key,) if isinstance(key, str) else tuple(key)
    room = _room()
    reading = room.Reading(keys=keys, money_unit=money_unit, floats=floats, absent=absent)
    asked = room.Asked(*_policies(prepared), bounds=bounds, shares=shares, rows=rows)
    made = engine_of(prepared.scheme).plan  # kept for all equal schemes
    if room.is_spark(entities):
        return room.evaluate_spark(made, entities, children, reading=reading, asked=asked)

    found: TableEvaluation = room.evaluate_tables(
        made, entities, children, reading=reading, asked=asked, vary=_vary(prepared.scheme, room)
    )
    host.notify_table(found)
    return found


def _vary(scheme: Scheme, room: Any) -> Any:
    """What columns of points and parameters may change in a scheme."""

    def changed(parameters: Mapping[str, str], points: Mapping[str, str]) -> Plan:
        return engine_of(scheme.with_points(points).with_parameters(parameters)).plan

    return room.Vary(tuple(p.name for p in scheme.parameters), tuple(leaf.id for leaf in scheme.leaves()), changed)


def _policies(prepared: Prepared) -> tuple[Any, Any]:
    asked, scheme = prepared.asked, prepared.scheme
    return asked.not_applicable or scheme.not_applicable, asked.on_missing or scheme.on_missing


def _room() -> Any:
    """The room of tables, imported when it is needed: it stands on an extra.

    Raises:
        UsageError: the extra is not installed.
    """
    try:
        from perfeval import tables
    except ModuleNotFoundError as error:
        raise UsageError(kind("I205").at("", what=error.name or "polars", extra="tables")) from error
    return tables

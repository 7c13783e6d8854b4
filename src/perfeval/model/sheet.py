"""What is printed on one sheet, right or wrong: figures with raw text, value, decimals, unit and origin."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from attrs import field, frozen

from perfeval.findings import Origin
from perfeval.model.collections import listed
from perfeval.numbers import RATIO_SIGNS, Relation

Stage = Literal["previous", "original", "adjusted", "actual"]
"""上年决算数, 年初预算数, 调整（全年）预算数, 决算（全年执行）数."""

Column = Literal[
    "previous", "original", "adjusted", "actual", "rate", "target", "points", "score", "reason", "reviewed", "remark"
]
"""What a column of a form holds; `actual` is money in the funds block and a value in the indicator block."""


_BLANK = frozenset(("", "-", "—", "——", "－", "/", "／", "\\", "无"))


def is_blank(text: str) -> bool:
    """Whether a text says that nothing is there: none, a dash, a stroke."""
    return text.strip() in _BLANK


def _columns(names: Iterable[Column]) -> frozenset[Column]:
    return frozenset(names)


@frozen
class Figure:
    """One printed figure or text in a cell, bound to a path of the reading.

    A spreadsheet may hold more digits than it shows: `value` holds them all, `raw` and `places` are what is shown.

    Example:
        >>> from perfeval.model import Figure
        >>> Figure("funds[合计].actual", "884.78", Decimal("884.78"), 2, "万元").places
        2
    """

    path: str
    """What it is: `funds[合计].actual`, `indicators[出勤率].score`, `total.score`."""
    raw: str
    """The text as printed."""
    value: Decimal | None = None
    """The number in the unit printed (95 for 95%), None where the text is none."""
    places: int = 0
    """How many decimals were printed."""
    unit: str = ""
    """The unit printed, or that of the column or heading."""
    origin: Origin = Origin()
    """Where it stands."""
    relation: Relation = ""
    """The relation printed with it or in the column beside it: `>=` for 不低于."""

    @property
    def exact(self) -> Fraction | None:
        """The value with a percent or per mille sign worked in; None where the text is no number."""
        return None if self.value is None else Fraction(self.value) / RATIO_SIGNS.get(self.unit, 1)

    @property
    def blank(self) -> bool:
        """Whether nothing is printed there, or only a dash."""
        return is_blank(self.raw)


@frozen(kw_only=True)
class FundsRow:
    """A row of the funds block or of a budget table."""

    path: str
    """`funds[年度资金总额]`."""
    label: str
    """The name as printed, without spaces: `其中：财政拨款`."""
    name: str
    """The name without what only orders it (其中：, 一、): `财政拨款`."""
    line: str = ""
    """The line of the standard budget it is (`total`, `basic`, `personnel` ...), empty for any other."""
    within: str = ""
    """The path of the row that this one is a part of; empty for a total and what stands beside it."""
    of_which: bool = False
    """Whether it is shown as one of several that need not add up (其中 with a single row under it)."""
    previous: Figure | None = None
    """上年决算数."""
    original: Figure | None = None
    """年初预算数."""
    adjusted: Figure | None = None
    """调整（全年）预算数."""
    actual: Figure | None = None
    """决算（全年执行）数."""
    rate: Figure | None = None
    """执行率."""
    points: Figure | None = None
    """分值."""
    score: Figure | None = None
    """得分."""
    reason: str = ""
    """An explanation printed beside it."""
    origin: Origin = Origin()
    """Where its label stands."""

    def stage(self, stage: Stage) -> Figure | None:
        """The amount of one stage, None where the form has no such column or the cell is blank."""
        figure: Figure | None = getattr(self, stage)
        return None if figure is None or figure.blank else figure


@frozen
class Heading:
    """A level-1 or level-2 indicator over rows, `产出指标（50分）`."""

    path: str
    """`groups[产出指标]`, `groups[产出指标].数量指标`."""
    label: str
    """As printed, without spaces."""
    name: str
    """Without the points: `产出指标`."""
    points: Figure | None = None
    """The points that the label declares."""
    score: Figure | None = None
    """A score stated for it."""
    origin: Origin = Origin()
    """Where it stands."""


@frozen(kw_only=True)
class IndicatorRow:
    """A row of the indicator block: a level-3 indicator, or an indicator told in the text of a report."""

    path: str
    """`indicators[出勤率]`; a second row of that name is `indicators[出勤率#2]`."""
    label: str
    """The name as printed, without spaces."""
    headings: tuple[Heading, ...] = field(default=(), converter=listed)
    """The levels above, outermost first."""
    group: str = ""
    """What the headings say in the words of the standard: `outputs`, `benefits`, `satisfaction`; else empty."""
    kind: str = ""
    """二级指标 in the words of the standard: `quantity`, `quality`, `timeliness`, `cost`, `economic`, `social`,
    `ecological`, `sustained`, `satisfaction`; else empty."""
    target: Figure | None = None
    """年度指标值; its value is None where it is stated in words."""
    actual: Figure | None = None
    """实际完成值."""
    points: Figure | None = None
    """分值."""
    score: Figure | None = None
    """得分."""
    reason: str = ""
    """偏差原因分析及改进措施."""
    shares_score: tuple[str, ...] = field(default=(), converter=listed)
    """The paths of rows that one merged score cell stands beside, this one among them."""
    bonus: bool = False
    """Whether it is a bonus, 加分项."""
    reviewed: Figure | None = None
    """复核得分."""
    remark: str = ""
    """What the reviewer wrote."""
    origin: Origin = Origin()
    """Where its label stands."""


@frozen(kw_only=True)
class Sheet:
    """One self-evaluation: a project or a whole department. A file may hold several."""

    name: str = ""
    """The worksheet, or the table's number."""
    title: str = ""
    """Its heading: 项目支出绩效自评表."""
    kind: Literal["", "department", "project"] = ""
    """What is evaluated, empty where it is not told."""
    layout: Literal["form", "report"] = "form"
    """A form with columns, or the text of a report."""
    entity: str = ""
    """The body; the unit that carried the project out."""
    supervisor: str = ""
    """主管部门."""
    project: str = ""
    """项目名称."""
    year: int | None = None
    """The budget year."""
    money_unit: str = ""
    """The unit of amounts, from the heading; empty where none is told."""
    funds: tuple[FundsRow, ...] = field(default=(), converter=listed)
    """The funds block."""
    funds_columns: frozenset[Column] = field(default=frozenset(), converter=_columns)
    """The columns that the funds block has, filled or not."""
    indicators: tuple[IndicatorRow, ...] = field(default=(), converter=listed)
    """The indicator block."""
    columns: frozenset[Column] = field(default=frozenset(), converter=_columns)
    """The columns that the indicator block has, filled or not."""
    points: Figure | None = None
    """The full marks printed on the total row."""
    total: Figure | None = None
    """The total stated, 总分."""
    grade: Figure | None = None
    """The grade stated: raw and `value` None."""
    texts: tuple[tuple[str, str], ...] = field(default=(), converter=listed)
    """Other texts by path: the goals, problems, improvements."""
    origin: Origin = Origin()
    """Where it starts."""


@frozen(kw_only=True)
class Claim:
    """A rate, amount, score or count that the text of a report states."""

    figure: Figure
    """The figure, path `claims[n]`, with its line."""
    subject: str
    """The words that say what it is: `项目支出执行率`."""
    about: str = ""
    """The figure of the sheet that it repeats or describes, `funds[合计].rate`; empty where none was found."""
    sentence: str = ""
    """The sentence it stands in."""


@frozen
class Loose:
    """A cell with a number in it that was bound to nothing."""

    raw: str
    """Its text."""
    origin: Origin
    """Where it stands."""
    rule: str = ""
    """The rule by which it is ignored (`row number`, `page number`, `year`); empty where it is unread."""

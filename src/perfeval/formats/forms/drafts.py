"""A sheet while it is being read."""

from __future__ import annotations

from typing import Literal

from attrs import define, field

from perfeval.findings import Origin
from perfeval.model import Column, Figure, FundsRow, IndicatorRow, Sheet


@define
class Draft:
    """A sheet while it is being read; `sheet` is what it comes to."""

    name: str = ""
    title: str = ""
    kind: Literal["", "department", "project"] = ""
    entity: str = ""
    supervisor: str = ""
    project: str = ""
    year: int | None = None
    money_unit: str = ""
    funds: list[FundsRow] = field(factory=list)
    funds_columns: set[Column] = field(factory=set)
    indicators: list[IndicatorRow] = field(factory=list)
    columns: set[Column] = field(factory=set)
    points: Figure | None = None
    total: Figure | None = None
    grade: Figure | None = None
    texts: list[tuple[str, str]] = field(factory=list)
    origin: Origin = Origin()
    goals: bool = False
    """Whether its goals were read: what comes above the tables is not over before."""
    counted: dict[str, int] = field(factory=dict)

    @property
    def filled(self) -> bool:
        """Whether there is anything in it that can be checked."""
        return bool(self.funds or self.indicators or self.total or self.grade)

    @property
    def begun(self) -> bool:
        """Whether it is past its head."""
        return self.filled or self.goals

    def path(self, block: str, label: str) -> str:
        """The path of a row; a second one of a name has `#2` behind it."""
        name = f"{block}[{label}"
        self.counted[name] = self.counted.get(name, 0) + 1
        return f"{name}]" if self.counted[name] == 1 else f"{name}#{self.counted[name]}]"

    def write(self, path: str, text: str) -> None:
        """Keep a text, if there is any."""
        if text.strip():
            self.texts.append((path, text.strip()))

    def sheet(self) -> Sheet:
        """What was read."""
        return Sheet(
            name=self.name,
            title=self.title,
            kind=self.kind,
            entity=self.entity,
            supervisor=self.supervisor,
            project=self.project,
            year=self.year,
            money_unit=self.money_unit,
            funds=self.funds,
            funds_columns=frozenset(self.funds_columns),
            indicators=self.indicators,
            columns=frozenset(self.columns),
            points=self.points,
            total=self.total,
            grade=self.grade,
            texts=self.texts,
            origin=self.origin,
        )

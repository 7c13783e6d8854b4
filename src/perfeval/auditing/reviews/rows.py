"""What the checks of a review look at: one row with both scores, wherever it was written."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from attrs import field, frozen

from perfeval.findings import Origin, Text


def _texts(value: Iterable[str]) -> tuple[str, ...]:
    return tuple(text for text in map(str.strip, value) if text)


@frozen
class Taken:
    """Points that a reviewer says were taken, and the share that the reason names."""

    points: Decimal | None
    """The points; None where only the scores tell."""
    share: Fraction | None = None
    """The share, in a field of its own."""


@frozen(kw_only=True)
class ReviewRow:
    """One indicator with its self-evaluated and its reviewed score: of a review, or of a published sheet."""

    path: str
    """Where findings point: `indicators.finance`, `indicators[出勤率]`."""
    label: Text
    """What the form calls it."""
    full: Decimal | None
    """分值; None where it is not printed."""
    own: Decimal | None
    """自评得分."""
    reviewed: Decimal | None
    """复核得分, with the decimals that were printed."""
    ruled: Decimal | None = None
    """What the rule gives for the reviewed value, where it was computed."""
    empty: bool = False
    """Whether the reviewer should have given a score and did not."""
    codes: tuple[str, ...] = ()
    """Reason codes."""
    taken: tuple[Taken, ...] = ()
    """Single deductions."""
    said: tuple[str, ...] = field(default=(), converter=_texts)
    """What the reviewer wrote: reasons and remarks."""
    origin: Origin | None = None
    """Where it stands in a file."""

    @property
    def bases(self) -> tuple[Decimal, ...]:
        """What a share may be of."""
        return tuple(dict.fromkeys(base for base in (self.full, self.own, self.ruled) if base is not None))

    @property
    def places(self) -> int:
        """The decimals of scores in this row."""
        scores = (score for score in (self.own, self.reviewed) if score is not None)
        return max((max(0, -int(score.as_tuple().exponent)) for score in scores), default=0)

    @property
    def explained(self) -> bool:
        """Whether any reason is given; a dash is none."""
        return bool(self.codes) or any(text not in _NOTHING for text in self.said)


_NOTHING = ("-", "—", "——", "－", "/", "／", "\\", "无", "none", "None")

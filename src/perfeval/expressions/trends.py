"""Which way a rule goes where one of its figures grows and all else stays: proved from its nodes, or not known."""

from __future__ import annotations

from attrs import frozen

from perfeval.expressions.bounds import Interval, bounds
from perfeval.expressions.forms import Choose, Extreme, Round
from perfeval.expressions.lowering import lowered
from perfeval.expressions.nodes import Arithmetic, Compare, Expr, Logic, Not
from perfeval.expressions.walking import walk


@frozen
class Trend:
    """What a rule may do while a figure grows; of a condition, to rise is to become true.

    Example:
        >>> from perfeval.expressions import MEASURE, bands, trend
        >>> trend(bands(at_most={"5%": 20, "10%": 12}, otherwise=0), MEASURE)
        Trend(rises=False, falls=True)
    """

    rises: bool = True
    falls: bool = True

    def __or__(self, other: Trend) -> Trend:
        return Trend(self.rises or other.rises, self.falls or other.falls)

    def __neg__(self) -> Trend:
        return Trend(self.falls, self.rises)


LEVEL = Trend(rises=False, falls=False)
UNKNOWN = Trend()


def trend(rule: Expr, figure: Expr) -> Trend:
    """What is not ruled out of a rule while `figure` grows; a rule that does neither does not change."""
    return _trend(lowered(rule), figure)


def _trend(rule: Expr, figure: Expr) -> Trend:
    if rule == figure:
        return Trend(falls=False)
    if figure not in walk(rule):
        return LEVEL
    match rule:
        case Arithmetic(op="+", left=left, right=right) | Logic(left=left, right=right):
            return _trend(left, figure) | _trend(right, figure)
        case Extreme(left=left, right=right):
            return _trend(left, figure) | _trend(right, figure)
        case Arithmetic(op="-", left=left, right=right):
            return _trend(left, figure) | -_trend(right, figure)
        case Arithmetic(op="*", left=left, right=right):
            return _scaled(_trend(left, figure), bounds(right)) | _scaled(_trend(right, figure), bounds(left))
        case Arithmetic(op="/", left=left, right=right):
            return _quotient(left, right, figure)
        case Not(value=value):
            return -_trend(value, figure)
        case Round(value=value):  # to a step that is a constant
            return _trend(value, figure)
        case Compare():
            return _compared(rule, figure)
        case Choose(when, then, otherwise):
            return _trend(then, figure) | _trend(otherwise, figure) | _switched(_trend(when, figure), then, otherwise)
    return UNKNOWN


def _scaled(trend: Trend, factor: Interval) -> Trend:
    """The trend of a product by one of its factors, the other lying in an interval."""
    if trend == LEVEL or (factor.low is not None and factor.low >= 0):
        return trend
    return -trend if factor.high is not None and factor.high <= 0 else UNKNOWN


def _quotient(left: Expr, right: Expr, figure: Expr) -> Trend:
    """Between signs of the divisor a quotient jumps, so the divisor has to keep to one."""
    divisor, above, below = bounds(right), _trend(left, figure), _trend(right, figure)
    positive = divisor.low is not None and divisor.low >= 0
    if not positive and not (divisor.high is not None and divisor.high <= 0):
        return above if above == below == LEVEL else UNKNOWN
    return (above if positive else -above) | _scaled(-below, bounds(left))


def _compared(rule: Compare, figure: Expr) -> Trend:
    if rule.op == "=":
        return UNKNOWN
    more = _trend(rule.left, figure) | -_trend(rule.right, figure)
    return more if rule.op in (">", ">=") else -more


def _switched(when: Trend, then: Expr, otherwise: Expr) -> Trend:
    """What the change from one branch to the other adds."""
    yes, no = bounds(then), bounds(otherwise)
    more = yes.empty or no.empty or (yes.low is not None and no.high is not None and yes.low >= no.high)
    less = yes.empty or no.empty or (yes.high is not None and no.low is not None and yes.high <= no.low)
    if when == LEVEL or (more and less):
        return LEVEL
    return when if more else -when if less else UNKNOWN

"""Exact numbers: read as people write them, rounded as forms print them, never a float."""

from perfeval.numbers.apportion import apportion
from perfeval.numbers.decimals import exact, exact_sum, fraction, shift
from perfeval.numbers.limits import MAX_DIGITS, MAX_EXPONENT, MAX_TEXT
from perfeval.numbers.money import Money
from perfeval.numbers.normalise import normalise
from perfeval.numbers.printing import MAX_RATIO_DIGITS, plain, ratio_text, read_ratio, to_decimal
from perfeval.numbers.relations import Relation
from perfeval.numbers.rounding import ROUNDINGS, Rounding, round_places, round_to_step, round_units
from perfeval.numbers.units import MONEY_UNITS, RATIO_SIGNS
from perfeval.numbers.written import Written, read_written

__all__ = [
    "MAX_DIGITS",
    "MAX_EXPONENT",
    "MAX_RATIO_DIGITS",
    "MAX_TEXT",
    "MONEY_UNITS",
    "RATIO_SIGNS",
    "ROUNDINGS",
    "Money",
    "Relation",
    "Rounding",
    "Written",
    "apportion",
    "exact",
    "exact_sum",
    "fraction",
    "normalise",
    "plain",
    "ratio_text",
    "read_ratio",
    "read_written",
    "round_places",
    "round_to_step",
    "round_units",
    "shift",
    "to_decimal",
]

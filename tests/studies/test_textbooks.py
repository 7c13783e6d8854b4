"""Examples from the publications that the methods are cited from, to the digits that are printed there.

The publications themselves were not at hand; the figures are those that are commonly quoted from them.
"""

from decimal import Decimal
from fractions import Fraction

import pytest

from perfeval.numbers import plain, round_places
from perfeval.studies import RANDOM_INDEX, ahp_weights, critic_weights, deviation_weights, entropy_weights
from perfeval.studies.columns import columns_of
from perfeval.studies.entropy import divergence

FIGHTERS = {  # Hwang and Yoon 1981: four aircraft by six attributes
    "speed": ["2.0", "2.5", "1.8", "2.2"],
    "range": [1500, 2700, 2000, 1800],
    "payload": [20000, 18000, 21000, 20000],
    "cost": ["5.5", "6.5", "4.5", "5.0"],
    "reliability": [5, 3, 7, 5],
    "manoeuvrability": [9, 5, 7, 5],
}
COMPANIES = {  # Diakoulaki et al. 1995: eight companies by three criteria
    "profitability": ["61", "20.7", "16.3", "9", "5.4", "4", "-6.1", "-34.6"],
    "market share": ["1.08", "0.26", "1.98", "3.29", "2.77", "4.12", "3.52", "3.31"],
    "productivity": ["4.33", "4.34", "2.53", "1.65", "2.33", "1.21", "2.10", "0.98"],
}
DRINKS = [  # Saaty: which drink is consumed more, coffee, wine, tea, beer, sodas, milk, water
    [1, 9, 5, 2, 1, 1, "1/2"],
    ["1/9", 1, "1/3", "1/9", "1/9", "1/9", "1/9"],
    ["1/5", 3, 1, "1/3", "1/4", "1/3", "1/9"],
    ["1/2", 9, 3, 1, "1/2", 1, "1/3"],
    [1, 9, 4, 2, 1, 2, "1/2"],
    [1, 9, 3, 1, "1/2", 1, "1/3"],
    [2, 9, 9, 3, 2, 3, 1],
]
CHAIRS = [  # Saaty 1977: the brightness of four chairs, second observer
    [1, 4, 6, 7],
    ["1/4", 1, 3, 4],
    ["1/6", "1/3", 1, 2],
    ["1/7", "1/4", "1/2", 1],
]


def shown(values, places):
    return [plain(round_places(Fraction(value), places)) for value in values]


def test_entropy_of_hwang_and_yoon():
    """They worked by hand, with rounding on the way: three decimals of an entropy and two of a weight come out."""
    columns = columns_of(FIGHTERS)
    assert shown((1 - Fraction(divergence(c)) for c in columns.values()), 3) == shown(
        ["0.9946", "0.9829", "0.9989", "0.9931", "0.9703", "0.9770"], 3
    )
    printed = ["0.0649", "0.2055", "0.0133", "0.0829", "0.3570", "0.2764"]
    assert shown(entropy_weights(FIGHTERS).values(), 2) == shown(printed, 2)


def test_entropy_in_bits_by_hand():
    """(1/2, 1/4, 1/8, 1/8) has 1.75 of 2 bits, (1/4, 1/4, 3/8, 1/8) more: 1 − e is exactly 1/8 of the first."""
    assert abs(divergence([4, 2, 1, 1]) - Decimal("0.125")) < Decimal("1E-65")


def test_critic_of_diakoulaki_and_others():
    assert shown(critic_weights(COMPANIES).values(), 2) == ["0.20", "0.48", "0.32"]


def test_standard_deviation_by_hand():
    """0, 1/2, 1 deviates by √(1/6), 0, 0, 1 by √(2/9): the weights are as √3 to 2."""
    weights = deviation_weights({"a": [10, 20, 30], "b": ["0.5", "0.5", "0.9"]})
    assert abs((weights["a"] / weights["b"]) ** 2 - Decimal("0.75")) < Decimal("1E-26")


@pytest.mark.parametrize(
    ("judgements", "weights", "ratio"),
    [
        (DRINKS, ["0.177", "0.019", "0.042", "0.116", "0.190", "0.129", "0.327"], "0.022"),
        (CHAIRS, ["0.62", "0.22", "0.10", "0.06"], "0.04"),
    ],
)
def test_ahp_of_saaty(judgements, weights, ratio):
    found = ahp_weights(judgements)
    places = len(weights[0]) - 2
    assert shown(found.weights, places) == weights
    assert shown([found.consistency_ratio], len(ratio) - 2) == [ratio]


def test_the_figures_of_consistency():
    found = ahp_weights(CHAIRS)
    index = (Fraction(found.eigenvalue) - 4) / 3
    assert abs(Fraction(found.consistency_index) - index) < Fraction(1, 10**60)
    assert found.random_index == Decimal("0.90") == RANDOM_INDEX[3]
    assert abs(Fraction(found.consistency_ratio) - index / Fraction("0.90")) < Fraction(1, 10**60)

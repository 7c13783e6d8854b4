"""The tables of the framework: as many rows as it counts, and an averaging that no better level can lower."""

from itertools import combinations_with_replacement

from perfeval_pefa.framework import conversion, pillars
from perfeval_pefa.requirements import REQUIREMENTS

LEVELS = "DCBA"
RANKS = ["D", "D+", "C", "C+", "B", "B+", "A"]
INDICATORS = [indicator for pillar in pillars() for indicator in pillar.indicators]
DIMENSIONS = [(i.number, d) for i in INDICATORS for d in i.dimensions]


def test_seven_pillars_thirty_one_indicators_ninety_four_dimensions():
    assert len(pillars()) == 7
    assert [i.number for i in INDICATORS] == list(range(1, 32))
    assert len(DIMENSIONS) == 94


def test_pillars_hold_the_indicators_that_the_framework_puts_there():
    assert [pillar.indicators[-1].number for pillar in pillars()] == [3, 9, 13, 18, 26, 29, 31]


def test_what_was_read_is_what_has_a_requirement():
    checked = {f"{n}.{d.number}" for n, d in DIMENSIONS if d.checked}
    assert checked <= REQUIREMENTS.keys()
    assert REQUIREMENTS.keys() - checked == {"1.1", "17.3", "18.3", "29.2"}


def test_the_conversion_table_has_every_combination():
    rows = {levels for levels, _ in conversion(4).rows}
    assert {tuple(sorted(row)) for row in rows} == {
        tuple(sorted(c)) for n in (1, 2, 3, 4) for c in combinations_with_replacement(LEVELS, n)
    }
    assert len(rows) == 4 + 10 + 20 + 35


def test_equal_levels_make_that_level():
    assert [conversion(4).lookup((level,) * n) for level in LEVELS for n in (1, 2, 3, 4)] == [
        level for level in LEVELS for _ in range(4)
    ]


def test_a_better_level_never_lowers_the_indicator():
    table = conversion(4)
    for size in (2, 3, 4):
        for levels in combinations_with_replacement(LEVELS, size):
            for n, level in enumerate(levels):
                if level != "A":
                    better = (*levels[:n], LEVELS[LEVELS.index(level) + 1], *levels[n + 1 :])
                    assert RANKS.index(table.lookup(better)) >= RANKS.index(table.lookup(levels)), (levels, better)

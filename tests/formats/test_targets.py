"""Targets as people write them, and what contradicts itself."""

from __future__ import annotations

from decimal import Decimal

import pytest

from perfeval.formats import read_submission

HEAD = 'format = "perfeval.submission/1"\nyear = 2021\nentity.name = "某局"\n[[targets]]\nname = "t"\n'


def target(body):
    return read_submission(HEAD + body).targets[0]


GIVEN = {
    'target = "≥735人次"\nactual = 760': (">=", 735, 760, "人次"),
    'target = "≥735人次"\nactual = "760 人次"': (">=", 735, 760, "人次"),
    'target = "735"\nrelation = "≥"\nunit = "人次"\nactual = "760"': (">=", 735, 760, "人次"),
    'target = "不低于95%"\nactual = "98.5%"': (">=", 95, Decimal("98.5"), "%"),
    'target = "95%"\nactual = 98': (None, 95, 98, "%"),
    'target = "30天以内"\nactual = "28天"': ("<=", 30, 28, "天"),
    'relation = "＝"\ntarget = 1\nactual = 1': ("=", 1, 1, ""),
    'relation = "不超过"\ntarget = 1\nactual = 1': ("<=", 1, 1, ""),
    'relation = ">="\ntarget = "≥1"': (">=", 1, None, ""),
    'relation = ""\ntarget = "≥1"': (">=", 1, None, ""),
    'target = "1.2万人次"\nactual = "13000人次"': (None, Decimal("1.2"), Decimal("1.3"), "万人次"),
    'target = "1.2万人次"\nactual = 1.3': (None, Decimal("1.2"), Decimal("1.3"), "万人次"),
    'unit = "人次"\ntarget = "1.2万人次"\nactual = 13000': (None, 12000, 13000, "人次"),
    'target = "1亿元"\nactual = "9000万元"': (None, 1, Decimal("0.9"), "亿元"),
    'actual = "12.5万元"': (None, None, Decimal("12.5"), "万元"),
    "target = 5\nactual = 4": (None, 5, 4, ""),
}


@pytest.mark.parametrize(("body", "expected"), GIVEN.items())
def test_figures_are_split(body, expected):
    made = target(body)
    assert (made.relation, made.target, made.actual, made.unit) == expected


@pytest.mark.parametrize("degree", ['"85%"', "0.85", '"0.85"'])
def test_degrees(degree):
    assert target(f"degree = {degree}").degree == Decimal("0.85")


MISTAKES = {
    'target = "≥735人次"\nrelation = "<="': [("I114", "targets[0].target", 6, 1)],
    'target = "735人次"\nunit = "人"': [("I114", "targets[0].target", 6, 1)],
    'target = "95%"\nactual = "3人"': [("I114", "targets[0].actual", 7, 1)],
    'target = "大于3"': [("I111", "targets[0].target", 6, 1)],
    'relation = ">"': [("I111", "targets[0].relation", 6, 1)],
    'relation = "≥5"': [("I111", "targets[0].relation", 6, 1)],
    "relation = 5": [("I103", "targets[0].relation", 6, 1)],
    'target = "≥5"\nrelation = 5': [("I103", "targets[0].relation", 7, 1)],
    'target = "5人"\nunit = 5': [("I103", "targets[0].unit", 7, 1)],
    'target = "若干"\nactual = "3-5"': [("I106", "targets[0].target", 6, 1), ("I106", "targets[0].actual", 7, 1)],
    'actual = "≥735"': [("I106", "targets[0].actual", 6, 1)],
    "target = []\ndegree = {}": [("I103", "targets[0].target", 6, 1), ("I103", "targets[0].degree", 7, 1)],
    'target = "x"\nactul = 1': [("I106", "targets[0].target", 6, 1), ("I102", "targets[0].actul", 7, 1)],
    'degree = "much"': [("I106", "targets[0].degree", 6, 1)],
    'target = "1e30万人"\nunit = "人"': [("I107", "targets[0].target", 6, 1)],
}


@pytest.mark.parametrize(("body", "expected"), MISTAKES.items())
def test_mistakes(found, body, expected):
    assert found(read_submission, HEAD + body) == expected


def test_a_target_that_is_no_table(found):
    head = HEAD.partition("[[")[0]
    assert found(read_submission, head + "targets = [1]") == [("I103", "targets[0]", 4, 12)]

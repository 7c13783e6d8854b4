"""Agreement with other libraries, to every digit that they have: 12 decimals of doubles, 50 digits of mpmath."""

import tomllib
from decimal import Decimal, localcontext
from pathlib import Path

import pytest

from perfeval.studies import ahp_weights, critic_weights, deviation_weights, entropy_weights
from perfeval.studies.digits import quotient

REFERENCE = tomllib.loads(Path(__file__).with_name("reference.toml").read_text(encoding="utf-8"))
METHODS = {"entropy": entropy_weights, "critic": critic_weights, "standard_deviation": deviation_weights}
LIBRARIES = ("pymcdm", "scikit_criteria", "mpmath")
TABLES = [
    pytest.param(case["values"], method, case[name][library], id=f"{name}-{library}-{case['name']}")
    for case in REFERENCE["tables"]
    for name, method in METHODS.items()
    if name in case
    for library in LIBRARIES
]


def rounded(value, like: str) -> Decimal:
    with localcontext(prec=200):
        return Decimal(value).quantize(Decimal(like))


@pytest.mark.parametrize(("rows", "method", "expected"), TABLES)
def test_tables(rows, method, expected):
    weights = method({str(n): column for n, column in enumerate(zip(*rows, strict=True))})
    assert [rounded(w, e) for w, e in zip(weights.values(), expected, strict=True)] == list(map(Decimal, expected))


@pytest.mark.parametrize("case", REFERENCE["judgements"], ids=lambda case: case["name"])
@pytest.mark.parametrize("library", ["pymcdm", "mpmath"])
def test_judgements(case, library):
    found = ahp_weights(case["matrix"], allow_inconsistent=True)
    expected = case["weights"][library]
    weights = [quotient(weight) for weight in found.weights]
    assert [rounded(w, e) for w, e in zip(weights, expected, strict=True)] == list(map(Decimal, expected))
    value = case["eigenvalue"]["numpy" if library == "pymcdm" else library]
    assert rounded(found.eigenvalue, value) == Decimal(value)


def test_every_method_has_its_references():
    told = [case.id for case in TABLES]
    for method in METHODS:
        for library in LIBRARIES:
            assert sum(id.startswith(f"{method}-{library}-") for id in told) >= 4

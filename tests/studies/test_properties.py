"""What holds for any table and any matrix of judgements."""

from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from perfeval.findings import WeightingError
from perfeval.model import Indicator, Scheme, by_weights
from perfeval.studies import ahp_weights, critic_weights, deviation_weights, entropy_weights, fixed_weights
from perfeval.studies.digits import quotient
from perfeval.studies.eigenvector import CLOSE, principal

SOME = settings(max_examples=30, deadline=None)
METHODS = [entropy_weights, critic_weights, deviation_weights, fixed_weights]
FROM_TABLES = METHODS[:3]
ONE = Fraction(1, 10**48)

figures = st.decimals(min_value="0.01", max_value="1000", places=2)


@st.composite
def tables(draw, least=2):
    entities = draw(st.integers(2, 8))
    column = st.lists(figures, min_size=entities, max_size=entities).filter(lambda c: len(set(c)) > 1)
    return {f"i{n}": draw(column) for n in range(draw(st.integers(least, 6)))}


def weighed(method, table):
    """The weights, where the columns do not all rise and fall together."""
    try:
        return method(table)
    except WeightingError as error:
        assume(error.findings[0].code != "D410")
        raise


def scheme_of(names):
    names = list(names)
    points = by_weights_of(names)
    return Scheme(id="made", label="x", groups=[Indicator(name, name, points[name]) for name in names])


def by_weights_of(names):
    each, rest = divmod(10000, len(names))
    return {name: Decimal(each + (n < rest)) / 100 for n, name in enumerate(names)}


@pytest.mark.parametrize("method", FROM_TABLES)
@SOME
@given(table=tables())
def test_weights_add_up_to_one_and_points_to_the_full_marks(method, table):
    weights = weighed(method, table)
    assert abs(sum(map(Fraction, weights.values())) - 1) < ONE
    assert all(weight > 0 for weight in weights.values())
    assert all(len(weight.as_tuple().digits) <= 50 for weight in weights.values())
    assume(all(weight > Decimal("0.0001") for weight in weights.values()))
    assert sum(by_weights(scheme_of(table), weights).points.values()) == 100


@SOME
@given(weights=st.dictionaries(st.sampled_from("abcdef"), st.fractions(min_value="0.01", max_value=100), min_size=1))
def test_fixed_weights_stay_in_proportion(weights):
    found = fixed_weights({name: str(weight) for name, weight in weights.items()})
    assert sum(found.values()) == 1
    assert all(found[a] * weights[b] == found[b] * weights[a] for a, b in product(weights, weights))


@pytest.mark.parametrize("method", FROM_TABLES)
@SOME
@given(table=tables(), seed=st.randoms())
def test_the_order_of_indicators_does_not_matter(method, table, seed):
    names = list(table)
    seed.shuffle(names)
    assert weighed(method, {name: table[name] for name in names}) == weighed(method, table)


@pytest.mark.parametrize("method", FROM_TABLES)
@SOME
@given(table=tables(), seed=st.randoms())
def test_the_order_of_entities_does_not_matter(method, table, seed):
    order = list(range(len(table["i0"])))
    seed.shuffle(order)
    assert weighed(method, {name: [c[k] for k in order] for name, c in table.items()}) == weighed(method, table)


@pytest.mark.parametrize("method", FROM_TABLES)
@SOME
@given(table=tables(), factor=st.fractions(min_value="0.001", max_value=1000))
def test_the_unit_of_a_column_does_not_matter(method, table, factor):
    scaled = table | {"i0": [Fraction(figure) * factor for figure in table["i0"]]}
    assert weighed(method, scaled) == weighed(method, table)


@pytest.mark.parametrize("method", [critic_weights, deviation_weights])
@SOME
@given(table=tables(), off=st.fractions(min_value=-1000, max_value=1000))
def test_nor_does_its_zero_where_columns_are_normalised(method, table, off):
    moved = table | {"i0": [Fraction(figure) + off for figure in table["i0"]]}
    assert weighed(method, moved) == weighed(method, table)


@pytest.mark.parametrize("method", FROM_TABLES)
@SOME
@given(table=tables())
def test_the_ambient_context_does_not_matter(method, table):
    expected = weighed(method, table)
    with localcontext(prec=3):
        assert method(table) == expected


@SOME
@given(digits=st.integers(3, 30), entities=st.integers(2, 5))
def test_entropy_of_nearly_equal_figures_keeps_its_digits(digits, entities):
    """Where figures differ by 10^-digits, 1 − e goes with the square of the difference: twice as much is four times."""
    small = Fraction(1, 10**digits)
    found = entropy_weights({"a": [1 + small, *[1] * (entities - 1)], "b": [1 + 2 * small, *[1] * (entities - 1)]})
    assert abs(Fraction(found["b"]) / Fraction(found["a"]) - 4) < 20 * small


scale = st.sampled_from([Fraction(n) for n in range(1, 10)] + [Fraction(1, n) for n in range(2, 10)])


@st.composite
def reciprocal(draw, least=1):
    n = draw(st.integers(least, 7))
    upper = {(i, j): draw(scale) for i in range(n) for j in range(i + 1, n)}
    return [[Fraction(1) if i == j else upper.get((i, j)) or 1 / upper[j, i] for j in range(n)] for i in range(n)]


@st.composite
def priorities_of(draw):
    return draw(st.lists(st.integers(1, 9), min_size=1, max_size=9))


@SOME
@given(priorities_of())
def test_consistent_judgements_give_their_weights_back(parts):
    found = ahp_weights([[Fraction(a, b) for b in parts] for a in parts])
    assert list(found.weights) == [Fraction(part, sum(parts)) for part in parts]
    assert (found.eigenvalue, found.consistency_ratio) == (len(parts), 0)


@SOME
@given(priorities_of())
def test_so_does_the_iteration_to_more_digits_than_are_recorded(parts):
    found = principal([[Fraction(a, b) for b in parts] for a in parts])
    expected = [Fraction(part, sum(parts)) for part in parts]
    assert all(abs(x / e - 1) < CLOSE for x, e in zip(found.vector, expected, strict=True))
    assert abs(found.value / len(parts) - 1) < CLOSE


@SOME
@given(reciprocal())
def test_the_vector_is_the_eigenvector(matrix):
    found = principal(matrix)
    assert sum(found.vector) == 1
    image = [sum(a * x for a, x in zip(row, found.vector, strict=True)) for row in matrix]
    assert all(abs(y / x / found.value - 1) < 4 * CLOSE for y, x in zip(image, found.vector, strict=True))


@SOME
@given(reciprocal())
def test_the_eigenvalue_is_at_least_the_number_compared(matrix):
    found = ahp_weights(matrix, allow_inconsistent=True)
    assert found.eigenvalue >= len(matrix) - Decimal("1E-50")
    assert abs(sum(found.weights) - 1) < ONE


@SOME
@given(reciprocal(), st.randoms())
def test_the_order_of_what_is_compared_does_not_matter(matrix, seed):
    order = list(range(len(matrix)))
    seed.shuffle(order)
    one = ahp_weights(matrix, allow_inconsistent=True)
    other = ahp_weights([[matrix[i][j] for j in order] for i in order], allow_inconsistent=True)
    assert [quotient(one.weights[i], 50) for i in order] == [quotient(weight, 50) for weight in other.weights]


@SOME
@given(reciprocal(least=3))
def test_a_matrix_is_refused_or_its_ratio_is_below_a_tenth(matrix):
    if ahp_weights(matrix, allow_inconsistent=True).consistency_ratio < Decimal("0.1"):
        assert ahp_weights(matrix)
    else:
        with pytest.raises(WeightingError, match="D415"):
            ahp_weights(matrix)

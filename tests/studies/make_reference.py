"""Writes `reference.toml`: weights by pymcdm, scikit-criteria and mpmath, which perfeval itself does not need.

In an environment of its own:

    pip install pymcdm==1.4.0 scikit-criteria==0.10 mpmath==1.4.1
    python tests/studies/make_reference.py

pymcdm and scikit-criteria compute in doubles, whose last digits are noise, so 12 decimals are kept; the tests round
ours to as many and ask for equality. Both take raw columns for the standard deviation, so they are handed columns
normalised to 0..1, as the method is defined. scikit-criteria has no AHP. pymcdm divides the consistency index by other
random indices than Saaty's, so only the weights and the eigenvalue behind them are kept. mpmath computes the
definitions straight with 120 digits, and 50 are kept.
"""

import warnings
from importlib.metadata import version
from pathlib import Path
from random import Random

CASES = {
    "fighter aircraft of Hwang and Yoon (1981)": [
        ["2.0", "1500", "20000", "5.5", "5", "9"],
        ["2.5", "2700", "18000", "6.5", "3", "5"],
        ["1.8", "2000", "21000", "4.5", "7", "7"],
        ["2.2", "1800", "20000", "5.0", "5", "5"],
    ],
    "companies of Diakoulaki et al. (1995)": [
        ["61", "1.08", "4.33"],
        ["20.7", "0.26", "4.34"],
        ["16.3", "1.98", "2.53"],
        ["9", "3.29", "1.65"],
        ["5.4", "2.77", "2.33"],
        ["4", "4.12", "1.21"],
        ["-6.1", "3.52", "2.10"],
        ["-34.6", "3.31", "0.98"],
    ],
    "five towns": [
        ["0.985", "9.4", "0.9", "88.5"],
        ["0.802", "8.1", "1.0", "91.2"],
        ["0.914", "9.9", "0.75", "79.0"],
        ["0.655", "7.2", "0.8", "95.4"],
        ["1.0", "9.0", "0.6", "86.1"],
    ],
    "two towns": [["1", "2"], ["4", "16"]],
    "sixty departments": [
        [f"{r.randrange(6000, 10000) / 100:.2f}" for _ in range(8)] for r in [Random(7)] for _ in range(60)
    ],
}
JUDGEMENTS = {
    "wealth of nations": [
        ["1", "4", "9", "6", "6", "5", "5"],
        ["1/4", "1", "7", "5", "5", "3", "4"],
        ["1/9", "1/7", "1", "1/5", "1/5", "1/7", "1/5"],
        ["1/6", "1/5", "5", "1", "1", "1/3", "1/3"],
        ["1/6", "1/5", "5", "1", "1", "1/3", "1/3"],
        ["1/5", "1/3", "7", "3", "3", "1", "2"],
        ["1/5", "1/4", "5", "3", "3", "1/2", "1"],
    ],
    "choice of a school, inconsistent": [
        ["1", "4", "3", "1", "3", "4"],
        ["1/4", "1", "7", "3", "1/5", "1"],
        ["1/3", "1/7", "1", "1/5", "1/5", "1/6"],
        ["1", "1/3", "5", "1", "1", "1/3"],
        ["1/3", "5", "5", "1", "1", "3"],
        ["1/4", "1", "6", "3", "1/3", "1"],
    ],
    "four chairs": [["1", "4", "6", "7"], ["1/4", "1", "3", "4"], ["1/6", "1/3", "1", "2"], ["1/7", "1/4", "1/2", "1"]],
}


def tables():
    import numpy
    import skcriteria
    from pymcdm.weights import critic_weights, entropy_weights, standard_deviation_weights
    from skcriteria.preprocessing.weighters import CRITIC, EntropyWeighter, StdWeighter

    def scikit(weighter, matrix):
        return weighter().transform(skcriteria.mkdm(matrix, [max] * matrix.shape[1])).weights.to_numpy()

    for name, rows in CASES.items():
        matrix = numpy.array([[float(figure) for figure in row] for row in rows])
        normal = (matrix - matrix.min(0)) / (matrix.max(0) - matrix.min(0))
        yield "[[tables]]"
        yield f"name = {name!r}"
        yield f"values = {rows}"
        if matrix.min() > 0:
            yield from both("entropy", entropy_weights(matrix), scikit(EntropyWeighter, matrix))
            yield f"entropy.mpmath = {slowly(rows, entropy)}"
        if not numpy.isnan(critic_weights(matrix)).any():  # both columns rise together: nan, and only a warning
            yield from both("critic", critic_weights(matrix), scikit(CRITIC, matrix))
            yield f"critic.mpmath = {slowly(rows, critic)}"
        yield from both("standard_deviation", standard_deviation_weights(normal), scikit(StdWeighter, normal))
        yield f"standard_deviation.mpmath = {slowly(rows, deviations)}"
        yield ""


def slowly(rows, method):
    """Weights with 50 digits, from the definition and with no care for how fast or how exact each step is."""
    from mpmath import mp, mpf, nstr

    mp.dps = 120
    columns = [[mpf(figure) for figure in column] for column in zip(*rows, strict=True)]
    parts = method(columns)
    return [nstr(part / sum(parts), 50, strip_zeros=False) for part in parts]


def entropy(columns):
    from mpmath import log

    shares = [[x / sum(column) for x in column] for column in columns]
    return [1 + sum(p * log(p) for p in column) / log(len(column)) for column in shares]


def normalised(columns):
    return [[(x - min(column)) / (max(column) - min(column)) for x in column] for column in columns]


def mean(numbers):
    return sum(numbers) / len(numbers)


def deviations(columns):
    from mpmath import sqrt

    return [sqrt(mean([(z - mean(column)) ** 2 for z in column])) for column in normalised(columns)]


def critic(columns):
    spread, normal = deviations(columns), normalised(columns)

    def correlation(i, j):
        products = [(x - mean(normal[i])) * (y - mean(normal[j])) for x, y in zip(normal[i], normal[j], strict=True)]
        return mean(products) / (spread[i] * spread[j])

    every = range(len(columns))
    return [spread[i] * sum(1 - correlation(i, j) for j in every if j != i) for i in every]


def eigenvector(rows):
    from mpmath import eig, matrix, mp, mpf, nstr

    mp.dps = 120
    numbers = [[mpf(n) / mpf(d or 1) for n, _, d in (j.partition("/") for j in row)] for row in rows]
    values, vectors = eig(matrix(numbers))
    n = max(range(len(rows)), key=lambda k: values[k].real)
    vector = [vectors[i, n].real for i in range(len(rows))]
    return [nstr(x / sum(vector), 50, strip_zeros=False) for x in vector], nstr(values[n].real, 50, strip_zeros=False)


def both(name, pymcdm, scikit):
    yield f"{name}.pymcdm = {digits(pymcdm)}"
    yield f"{name}.scikit_criteria = {digits(scikit)}"


def judgements():
    import numpy
    from pymcdm.weights.subjective import AHP

    for name, rows in JUDGEMENTS.items():
        matrix = numpy.array(
            [[float(n) / float(d or 1) for n, _, d in (j.partition("/") for j in row)] for row in rows]
        )
        yield "[[judgements]]"
        yield f"name = {name!r}"
        yield f"matrix = {rows}"
        exact, value = eigenvector(rows)
        yield f"weights.pymcdm = {digits(AHP(matrix=matrix)())}"
        yield f"weights.mpmath = {exact}"
        yield f"eigenvalue.numpy = {digits([max(numpy.linalg.eigvals(matrix).real)])[0]!r}"
        yield f"eigenvalue.mpmath = {value!r}"
        yield ""


def digits(weights):
    return [f"{float(weight):.12f}" for weight in weights]


def main():
    warnings.simplefilter("ignore")
    made = ", ".join(f"{name} {version(name)}" for name in ("pymcdm", "scikit-criteria", "numpy", "scipy", "mpmath"))
    lines = ["# Made by make_reference.py beside it, which says how.", f"with = {made!r}", "", *tables(), *judgements()]
    text = "\n".join(lines).rstrip() + "\n"
    Path(__file__).with_name("reference.toml").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

"""Pairwise judgements as a matrix: read exactly, square, on the scale, reciprocal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any, Final

from perfeval.findings import Finding, Text, kind
from perfeval.numbers import plain
from perfeval.studies.exactly import read_list, read_number

Matrix = tuple[tuple[Fraction, ...], ...]
LEAST: Final = Fraction(1, 9)
MOST: Final = Fraction(9)
LONGEST: Final = 15
"""The most that one matrix compares: random indices are known up to here."""


def read_matrix(rows: Any, names: Sequence[str], at: str, faults: list[Finding]) -> Matrix | None:
    """The matrix of judgements between these; None where there is a fault.

    Args:
        rows: a row for each, in the order of `names`, of numbers such as `3` and `"1/3"`.
        names: what is compared.
        at: the place of the matrix.
        faults: takes what is wrong.
    """
    before = len(faults)
    lines = read_list(rows, at, faults)
    if lines is None:
        return None
    if len(lines) != len(names):
        faults.append(_not_square(at, len(names), len(lines), Text("行", "rows")))
    if len(names) > LONGEST:
        faults.append(kind("D416").at(at, n=len(names), most=LONGEST))
    read = [_row(line, len(names), f"{at}[{n}]", faults) for n, line in enumerate(lines)]
    if len(faults) > before:
        return None
    matrix = tuple(tuple(number or Fraction(0) for number in line) for line in read)
    faults += [*_off_scale(matrix, names, at), *_not_reciprocal(matrix, names, at)]
    return None if len(faults) > before else matrix


def _row(line: Any, n: int, at: str, faults: list[Finding]) -> list[Fraction | None]:
    numbers = read_list(line, at, faults)
    if numbers is None:
        return []
    if len(numbers) != n:
        faults.append(_not_square(at, n, len(numbers), Text("行里的数", "numbers in the row")))
    return [read_number(number, f"{at}[{k}]", faults) for k, number in enumerate(numbers)]


def _not_square(at: str, n: int, found: int, what: Text) -> Finding:
    return kind("D412").at(at, n=n, found=found, what=what)


def _pairs(matrix: Matrix) -> Iterator[tuple[int, int]]:
    return ((i, j) for i in range(len(matrix)) for j in range(len(matrix)))


def _off_scale(matrix: Matrix, names: Sequence[str], at: str) -> Iterator[Finding]:
    same = Text("是 1", "1")
    between = Text("在 1/9 至 9 之间", "between 1/9 and 9")
    for i, j in _pairs(matrix):
        wanted = same if i == j and matrix[i][j] != 1 else between
        if wanted is same or not LEAST <= matrix[i][j] <= MOST:
            yield _judged("D413", at, names, i, j, found=str(matrix[i][j]), wanted=wanted)


def _not_reciprocal(matrix: Matrix, names: Sequence[str], at: str) -> Iterator[Finding]:
    for i, j in _pairs(matrix):
        stated, other = matrix[i][j], matrix[j][i]
        if i > j and other and stated and stated * other != 1:
            yield _judged("D414", at, names, i, j, found=str(stated), other=str(other), wanted=str(1 / other))


def _judged(code: str, at: str, names: Sequence[str], i: int, j: int, **parts: Any) -> Finding:
    return kind(code).at(f"{at}[{i}][{j}]", row=names[i], column=names[j], **parts)


def inconsistent(matrix: Matrix, weights: Sequence[Fraction], names: Sequence[str], at: str, ratio: str) -> Finding:
    """The finding for judgements that contradict each other, with the one that the priorities bear out the least."""

    def strain(pair: tuple[int, int]) -> Fraction:
        return matrix[pair[0]][pair[1]] * weights[pair[1]] / weights[pair[0]]

    i, j = max(_pairs(matrix), key=lambda pair: max(strain(pair), 1 / strain(pair)))
    if matrix[i][j] < 1:  # told as "more important", the way people judge
        i, j = j, i
    implied = weights[i] / weights[j]
    return kind("D415").at(
        at, ratio=ratio, row=names[i], column=names[j], found=str(matrix[i][j]), implied=_about(implied)
    )


def _about(value: Fraction) -> str:
    """A ratio with one decimal, below 1 the other way round."""
    return plain(value, 1) if value >= 1 else f"1/{plain(1 / value, 1)}"

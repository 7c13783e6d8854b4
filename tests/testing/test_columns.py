"""The engine of columns in the words of evaluations: it agrees, and where it would not, that is seen."""

import pytest
from attrs import evolve
from tests.evaluation.generating import case

from perfeval.evaluation import evaluate
from perfeval.testing import disagreements
from perfeval.testing.columns import by_columns


@pytest.mark.parametrize("seed", range(12))
def test_columns_agree_with_records(seed: int) -> None:
    scheme, submissions = case(seed, 20)
    for submission, found in zip(submissions, by_columns(scheme, submissions), strict=True):
        wanted = evaluate(submission, scheme)
        assert disagreements(wanted, found) == ()
        wrong = evolve(found, complete=not found.complete)
        assert [told.en.partition(":")[0] for told in disagreements(wanted, wrong)] == ["complete"]

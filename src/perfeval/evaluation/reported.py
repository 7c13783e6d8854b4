"""What a report is made of: an evaluation and, where they are at hand, what it was made from and why it came out so."""

from __future__ import annotations

from attrs import frozen

from perfeval.evaluation.explaining import Explained
from perfeval.evaluation.outcome import Evaluation
from perfeval.model import Scheme, Submission


@frozen
class Reported:
    """An evaluation with what a document about it needs besides.

    A saved evaluation stands for itself: without its submission and scheme there are no explanations and no budget.

    Example:
        >>> import perfeval
        >>> from perfeval.evaluation import Reported
        >>> Reported(perfeval.evaluate("examples/foshan-2021/hmt-office.toml")).explained is None
        True
    """

    evaluation: Evaluation
    """The evaluation."""
    explained: Explained | None = None
    """The explanation of each of its outcomes."""
    submission: Submission | None = None
    """What was handed in."""
    scheme: Scheme | None = None
    """The scheme that it was evaluated by, with every change laid over it."""

"""Plugins with wrong signatures. Each ignored line has to be an error, or mypy complains about the ignore."""

from collections.abc import Iterable

from perfeval.evaluation import Evaluation
from perfeval.model import Scheme, Weighting
from perfeval.plugins import Hooks, hookimpl


class WrongArguments(Hooks):
    @hookimpl
    def perfeval_evaluated(self, evaluation: Evaluation, scheme: Scheme) -> None:  # type: ignore[override]
        pass

    @hookimpl
    def perfeval_schemes(self, year: int) -> Iterable[Scheme]:  # type: ignore[override]
        return ()


class WrongResults(Hooks):
    @hookimpl
    def perfeval_schemes(self) -> Scheme:  # type: ignore[override]
        raise NotImplementedError

    @hookimpl
    def perfeval_weightings(self) -> Iterable[str]:  # type: ignore[override]
        return ("equal",)


def right(weightings: Iterable[Weighting]) -> Iterable[Weighting]:
    return Right().perfeval_weightings()


class Right(Hooks):
    @hookimpl
    def perfeval_weightings(self) -> list[Weighting]:
        return ["equal"]  # type: ignore[list-item]

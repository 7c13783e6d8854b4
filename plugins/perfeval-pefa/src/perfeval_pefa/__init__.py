"""PEFA 2016, the framework for assessing public financial management: 31 indicators, 94 dimensions, no total."""

from collections.abc import Iterable

from perfeval import Hooks, RuleFunction, Scheme, hookimpl

from perfeval_pefa.functions import FUNCTIONS
from perfeval_pefa.scheme import pefa_2016


class Pefa(Hooks):
    """The plugin."""

    @hookimpl
    def perfeval_schemes(self) -> Iterable[Scheme]:
        """The scheme, made from the tables beside this module."""
        return [pefa_2016()]

    @hookimpl
    def perfeval_functions(self) -> Iterable[RuleFunction]:
        """The functions that its rules are written with."""
        return FUNCTIONS

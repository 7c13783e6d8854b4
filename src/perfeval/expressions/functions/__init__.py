"""The vocabulary of scoring standards. Each function is a node that says what it means in core nodes."""

from collections.abc import Mapping
from types import MappingProxyType

from perfeval.expressions.functions.function import Function, RuleFunction
from perfeval.expressions.functions.rows import count, share_of, weighted_mean
from perfeval.expressions.functions.scoring import bands, clamp, deduct, judged, linear, proportional
from perfeval.expressions.functions.targets import attainment, degree

BUILTIN: tuple[RuleFunction, ...] = tuple(
    RuleFunction(node)
    for node in (
        attainment,
        bands,
        clamp,
        count,
        deduct,
        degree,
        judged,
        linear,
        proportional,
        share_of,
        weighted_mean,
    )
)
FUNCTIONS: Mapping[str, type[Function]] = MappingProxyType({f.name: f.node for f in BUILTIN})

__all__ = [
    "BUILTIN",
    "FUNCTIONS",
    "Function",
    "RuleFunction",
    "attainment",
    "bands",
    "clamp",
    "count",
    "deduct",
    "degree",
    "judged",
    "linear",
    "proportional",
    "share_of",
    "weighted_mean",
]

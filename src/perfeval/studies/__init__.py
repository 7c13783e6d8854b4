"""Studies: weighting methods, each a pure function with its citation, registered as weightings."""

from perfeval.studies.ahp import RANDOM_INDEX, Priorities, ahp_weights
from perfeval.studies.critic import CRITIC, critic_weights
from perfeval.studies.deviation import DEVIATION, deviation_weights
from perfeval.studies.entropy import ENTROPY, entropy_weights
from perfeval.studies.fixed import FIXED, fixed_weights
from perfeval.studies.hierarchy import AHP
from perfeval.studies.scores import scores_of

WEIGHTINGS = (FIXED, AHP, ENTROPY, CRITIC, DEVIATION)
"""The weightings that need data."""

__all__ = [
    "AHP",
    "CRITIC",
    "DEVIATION",
    "ENTROPY",
    "FIXED",
    "RANDOM_INDEX",
    "WEIGHTINGS",
    "Priorities",
    "ahp_weights",
    "critic_weights",
    "deviation_weights",
    "entropy_weights",
    "fixed_weights",
    "scores_of",
]

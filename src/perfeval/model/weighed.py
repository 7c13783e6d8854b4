"""What a weighting did to a scheme, kept with it."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from perfeval.findings import Text, text
from perfeval.model.collections import keyed


@frozen
class Weighed:
    """The weighting that assigned a scheme's points: recorded, shown, never silent."""

    id: str
    """The weighting."""
    label: Text = field(converter=text)
    """What people call it."""
    explanation: Text = field(default=Text(), converter=text)
    """How the weights came about."""
    weights: Mapping[str, str] = field(factory=dict, converter=keyed, hash=False)
    """Weights by indicator, decimals of up to 50 digits that add up to 1."""
    details: Mapping[str, str] = field(factory=dict, converter=keyed, hash=False)
    """Figures on the way to them by name, such as a consistency ratio, decimals of up to 50 digits."""
    origin: str = ""
    """The package and version that the weighting came from."""

"""What is told by a colour can be seen in grey and by the colour-blind; text is readable on its ground."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest

from perfeval.figures.colours import BAND, DARK, INK, LIGHT, MIDDLE, PAPER, SERIES, SOFT, STEPS, contrast, luminance, on

pytestmark = pytest.mark.full  # a font with Chinese

# Machado, Oliveira and Fernandes (2009), severity 1.0, on linear light.
SEEN = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
    "grey": ((0.2126, 0.7152, 0.0722),) * 3,
}


def seen(colour: str, eye: str) -> str:
    """A colour as somebody sees it."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    mixed = [min(max(sum(m * p for m, p in zip(row, linear, strict=True)), 0), 1) for row in SEEN[eye]]
    back = [12.92 * p if p <= 0.0031308 else 1.055 * p ** (1 / 2.4) - 0.055 for p in mixed]
    return "#" + "".join(f"{round(p * 255):02x}" for p in back)


@pytest.mark.parametrize("eye", SEEN)
def test_fills_side_by_side_are_told_apart_by_lightness(eye: str):
    for one, other in combinations((DARK, MIDDLE, LIGHT), 2):
        assert contrast(seen(one, eye), seen(other, eye)) >= 1.6


@pytest.mark.parametrize("eye", SEEN)
def test_steps_of_a_heat_map_get_lighter_as_shares_fall(eye: str):
    shades = [seen(colour, eye) for _, colour in STEPS]
    assert [low for low, _ in STEPS] == sorted((low for low, _ in STEPS), reverse=True)
    for darker, lighter in pairwise(shades):
        assert luminance(darker) < luminance(lighter)
        assert contrast(darker, lighter) >= 1.25


def test_series_of_one_fill_differ_by_their_hatch():
    assert len(set(SERIES)) == len(SERIES)
    for one, other in combinations(SERIES, 2):
        assert one[0] != other[0] or (one[1] is None) != (other[1] is None)
    for fill, hatch in SERIES:
        assert hatch is None or contrast(fill, hatch) >= 3


@pytest.mark.parametrize("ground", [PAPER, BAND])
@pytest.mark.parametrize("colour", [INK, SOFT])
def test_text_is_readable(colour: str, ground: str):
    assert contrast(colour, ground) >= 4.5


@pytest.mark.parametrize("ground", [colour for _, colour in STEPS])
def test_scores_are_readable_on_every_step(ground: str):
    assert contrast(on(ground), ground) >= 4.5


def test_outlines_and_hatches_stand_out():
    assert contrast(DARK, PAPER) >= 3
    assert contrast(SOFT, LIGHT) >= 3

"""`perfeval explain`: why an evaluation came out as it did."""

from __future__ import annotations

import click
from attrs import evolve

from perfeval.api import explanation, explanation_of
from perfeval.cli import exits
from perfeval.cli.options import FILE, Departures, departing, settled
from perfeval.cli.screen import Screen
from perfeval.cli.settings import Settings
from perfeval.cli.told import listed
from perfeval.evaluation import Explained, explained_text, explanation_text
from perfeval.formats.explanations import explanation_document


@click.command("explain")
@click.argument("file", type=FILE)
@click.argument("indicator", required=False)
@departing
@settled("text", "json")
def explain(settings: Settings, file: str, indicator: str | None, departures: Departures) -> int:
    """Say why (说明理由): one indicator or group, or all of them.

    FILE is a submission, INDICATOR the id of an indicator, a group or a row of an open group, such as outputs[0]. The
    exit code is that of the whole evaluation.
    """
    settings.spare([file, *departures.files()])
    explained = explanation(file, departures.chosen(), **departures.options)
    if indicator is not None:
        explained = evolve(explained, explanations=(explanation_of(explained, indicator),))
    settings.publish(
        lambda screen: _text(explained, indicator is not None, settings, screen),
        lambda: explanation_document(explained),
    )
    return exits.of_evaluation(explained.evaluation)


def _text(explained: Explained, alone: bool, settings: Settings, screen: Screen) -> str:
    if alone:
        return screen.block(explanation_text(explained.explanations[0], settings.lang)) + "\n"
    found = listed(explained.evaluation.findings, settings.lang, screen)
    text = screen.block(explained_text(explained, settings.lang)) + "\n"
    return f"{text}\n{found}" if found else text

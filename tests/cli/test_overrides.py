"""What was laid over a scheme is shown wherever the scheme or a result is, in the order in which it was laid."""

import pytest

from perfeval import evaluate, save, scheme
from perfeval.model import EQUAL, weighted

OFFICE = "examples/foshan-2021/hmt-office.toml"


@pytest.fixture
def layered():
    first = weighted(scheme("foshan-2021"), EQUAL).with_parameters(satisfaction_full="90%")
    return first.with_points({"assets": 11, "finance": 9}).with_parameters(satisfaction_full="91%")


@pytest.fixture
def path(layered, tmp_path):
    path = tmp_path / "layered.toml"
    save(layered, path)
    return path


@pytest.fixture
def overrides(layered):
    """Those of the file, and the one that the command line lays on top."""
    return (*layered.overrides, *layered.with_parameters(spending_full="97%").overrides[-1:])


def said(text: str, overrides) -> list[str]:
    """The changes in the order in which a text tells them."""
    sentences = [change.sentence.en for change in overrides]
    lines = [line.strip().removeprefix("changed: ") for line in text.splitlines()]
    return [line.partition(". ")[2] if line[:1].isdigit() else line for line in lines if _one_of(line, sentences)]


def _one_of(line: str, sentences: list[str]) -> bool:
    return any(line.endswith(sentence) for sentence in sentences)


@pytest.mark.parametrize("command", ["evaluate", "explain"])
def test_results_show_every_override_in_its_order(call, path, overrides, command):
    asked = (command, OFFICE, "--scheme", path, "--set", "spending_full=97%")
    text = call(*asked, "--lang", "en").out
    assert said(text, overrides) == [change.sentence.en for change in overrides]
    assert "equal weights" in text
    found = call(*asked, "--format", "json").json["overrides"]
    assert [(o["kind"], o["name"], o["was"], o["now"]) for o in found] == [
        (o.kind, o.name, o.was, o.now) for o in overrides
    ]
    assert len(found) == 15


def test_a_scheme_shows_every_override_in_its_order(call, path, layered):
    text = call("schemes", "show", path, "--lang", "en").out
    assert said(text, layered.overrides) == [change.sentence.en for change in layered.overrides]


def test_an_indicator_shows_what_touches_it(call, path):
    text = call("explain", OFFICE, "satisfaction", "--scheme", path, "--lang", "en").out
    assert [line.strip() for line in text.splitlines() if "changed: " in line] == [
        "changed: points of satisfaction from 5 to 10.00",
        "changed: parameter satisfaction_full from 95% to 90%",
        "changed: parameter satisfaction_full from 90% to 91%",
    ]
    assert "changed" not in call("explain", OFFICE, "satisfaction", "--lang", "en").out
    document = call("explain", OFFICE, "satisfaction", "--scheme", path, "--format", "json").json
    assert (document["weighting"], len(document["overrides"])) == ("equal", 14)


def test_the_last_layer_counts(layered):
    assert evaluate(OFFICE, layered)["assets"].points == 11
    values = {p.name: p.value.value for p in layered.parameters}
    assert values["satisfaction_full"] * 100 == 91

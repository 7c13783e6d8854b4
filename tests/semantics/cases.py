"""Worked cases as data. A file covers one topic; what it may hold:

    title                  of the topic, in zh and en
    [schemes.NAME]         schemes that its cases name: scheme files without `format`; id and label default to NAME
    [[cases]]              in order of understanding
    id, zh, en             its name, and what it shows in one sentence
    like, without          another case of the file that it changes, and the paths that it takes out of that one
    scheme                 a scheme of this file, of a file in `schemes/`, or a registered one
    points, parameters     laid over the scheme
    policies               not_applicable, on_missing
    patterns               "each proper subset not applicable": the case stands for all of these submissions
    [cases.submission]     a submission file; format, year and entity may be left out
    [cases.expect]         see `expecting.py`

Cases hold data only, so that every engine runs them unchanged.
"""

import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from perfeval.formats import read_scheme, read_submission
from perfeval.model import Scheme, Submission
from perfeval.plugins import default_host
from perfeval.testing.layering import merged, taken_out

HERE = Path(__file__).parent
SCHEMES = HERE / "schemes"
SUBSETS = "each proper subset not applicable"
_KEYS = {"id", "zh", "en", "like", "without", "scheme", "points", "parameters", "policies", "patterns", "submission"}


@frozen
class Case:
    """One worked case: a scheme, policies, one submission or all those of a pattern, and what is expected of each."""

    topic: str
    id: str
    zh: str
    en: str
    data: Mapping[str, Any]
    schemes: Mapping[str, Any]

    @property
    def name(self) -> str:
        return f"{self.topic}/{self.id}"

    @property
    def expect(self) -> Mapping[str, Any]:
        return self.data["expect"]

    @property
    def policies(self) -> Mapping[str, str]:
        return self.data.get("policies", {})

    def scheme(self) -> Scheme:
        """The scheme with this case's points and parameters laid over it."""
        name = self.data["scheme"]
        if name in self.schemes:
            document = {"format": "perfeval.scheme/1", "id": name, "label": name, **self.schemes[name]}
            found = read_scheme(document, file=f"{self.topic}.toml")
        elif (path := SCHEMES / f"{name}.toml").exists():
            found = read_scheme(path.read_bytes(), file=path.name)
        else:
            found = default_host().schemes.get(name)
        found = found.with_points(self.data["points"]) if "points" in self.data else found
        return found.with_parameters(self.data["parameters"]) if "parameters" in self.data else found

    def submissions(self, scheme: Scheme) -> list[Submission]:
        """What is handed in: one submission, or one for each pattern."""
        document = {"format": "perfeval.submission/1", "year": 2024, "entity": {"name": "某单位"}}
        given = read_submission(document | self.data.get("submission", {}), file=f"{self.topic}.toml")
        if "patterns" not in self.data:
            return [given]
        assert self.data["patterns"] == SUBSETS, self.name
        leaves = [leaf.id for leaf in scheme.leaves()]
        subsets = (some for size in range(1, len(leaves)) for some in combinations(leaves, size))
        return [evolve(given, not_applicable=dict.fromkeys(some, "无此项")) for some in subsets]


@cache
def topics() -> Mapping[str, Mapping[str, Any]]:
    """The case files by name."""
    return {path.stem: read(path) for path in sorted(HERE.glob("*.toml"))}


def read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)


@cache
def cases() -> tuple[Case, ...]:
    """All cases of all files, in order."""
    return tuple(case for topic, file in topics().items() for case in of_file(topic, file))


def of_file(topic: str, file: Mapping[str, Any]) -> Iterator[Case]:
    told: dict[str, Mapping[str, Any]] = {}
    for data in file["cases"]:
        unknown = data.keys() - _KEYS - {"expect"}
        assert not unknown, f"{topic}/{data['id']}: {sorted(unknown)}"
        assert data["id"] not in told, f"{topic}/{data['id']} stands twice"
        whole = {**changed(told[data["like"]], data), "expect": data["expect"]} if "like" in data else data
        told[data["id"]] = whole
        yield Case(topic, data["id"], data["zh"], data["en"], whole, file.get("schemes", {}))


def changed(base: Mapping[str, Any], change: Mapping[str, Any]) -> dict[str, Any]:
    """The base without the paths to be taken out, and with the changes; tables merge, everything else is replaced."""
    left = {key: value for key, value in base.items() if key != "without"}
    for path in change.get("without", ()):
        left = taken_out(left, path)
    return merged(left, change)

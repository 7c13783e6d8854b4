"""JSON Schemas: shipped as they are generated, true of what we write, and closed."""

from __future__ import annotations

import copy
import json
from fractions import Fraction
from pathlib import Path

import jsonschema_rs
import pytest

from perfeval import formats
from perfeval.findings import UsageError
from perfeval.formats import (
    SCHEMAS,
    dump_json,
    evaluation_json,
    read_review,
    read_scheme,
    read_submission,
    review_json,
    schema,
    scheme_json,
    submission_json,
)
from perfeval.formats.json_schemas import write_schemas
from perfeval.formats.toml_text import load_toml
from perfeval.model import Indicator, Input, NoCombination, Ordinal, Scheme

SHIPPED = Path(formats.__file__).parent / "schemas"
EXAMPLES = Path(__file__).parents[2] / "examples"
FILES = sorted(EXAMPLES.rglob("*.toml"))


def plain(made):
    return json.loads(dump_json(made))


@pytest.fixture(scope="module")
def validators():
    return {name: jsonschema_rs.Draft202012Validator(plain(schema(name))) for name in SCHEMAS}


@pytest.mark.parametrize("name", SCHEMAS)
def test_shipped_files_are_as_generated(name, tmp_path):
    """After a change of a class: `write_schemas(Path("src/perfeval/formats/schemas"))`."""
    write_schemas(tmp_path)
    assert (SHIPPED / f"{name}.json").read_text(encoding="utf-8") == (tmp_path / f"{name}.json").read_text(
        encoding="utf-8"
    )


@pytest.mark.parametrize("name", SCHEMAS)
def test_they_are_schemas(name):
    assert jsonschema_rs.meta.is_valid(plain(schema(name)))


def test_there_are_no_others():
    with pytest.raises(UsageError):
        schema("submision")


def documents(name):
    """Real files as they stand, and as we write them."""
    for path in FILES:
        text = path.read_text(encoding="utf-8")
        found = load_toml(text)
        if found.get("format") == f"perfeval.{name}/1":
            yield plain(found)
            read, write = WAYS[name]
            yield json.loads(write(read(text)))


WAYS = {
    "submission": (read_submission, submission_json),
    "scheme": (read_scheme, scheme_json),
    "review": (read_review, review_json),
}


@pytest.mark.parametrize("name", WAYS)
def test_real_files_are_valid(validators, name):
    made = list(documents(name))
    assert made
    for document in made:
        assert [str(error) for error in validators[name].iter_errors(document)] == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_evaluations_are_valid(validators, evaluation, lang):
    document = json.loads(evaluation_json(evaluation, lang))
    assert [str(error) for error in validators["evaluation"].iter_errors(document)] == []


FREE = {
    "facts",
    "profile",
    "narrative",
    "not_applicable",
    "applicable",
    "remarks",
    "judgements",
    "budget",
    "sources",
    "inputs",
    "parameters",
    "averaging",
    "grades",
}


def tables(value, path=()):
    """Every table whose keys are given by the format, not by its author."""
    if isinstance(value, dict):
        if not path or path[-1] not in FREE:
            yield path
        for key, part in value.items():
            if key != "facts":
                yield from tables(part, (*path, key))
    elif isinstance(value, list):
        for n, part in enumerate(value):
            yield from tables(part, (*path, n))


@pytest.mark.parametrize("name", SCHEMAS)
def test_unknown_keys_are_refused_everywhere(validators, evaluation, name):
    documented = [json.loads(evaluation_json(evaluation))] if name == "evaluation" else documents(name)
    tried = 0
    for document in documented:
        for path in tables(document):
            changed = copy.deepcopy(document)
            inner = changed
            for step in path:
                inner = inner[step]
            inner["no such key"] = "x"
            assert not validators[name].is_valid(changed), path
            tried += 1
    assert tried > 5


@pytest.mark.parametrize(
    "change",
    [
        {"year": "2021"},
        {"money_unit": "万"},
        {"kind": "x"},
        {"tasks": {}},
        {"projects": [{"name": "x", "exempt": 1}]},
        {"judgements": {"x": {"points": True}}},
        {"facts": {"a": [1]}},
        {"format": "perfeval.submission/2"},
    ],
)
def test_wrong_types_are_refused(validators, change):
    good = {"format": "perfeval.submission/1", "year": 2021, "entity": {"name": "a"}}
    assert validators["submission"].is_valid(good)
    assert not validators["submission"].is_valid(good | change)


def test_nullable_and_shorthand_forms_are_taken(validators):
    good = {
        "format": "perfeval.submission/1",
        "year": 2021,
        "entity": {"name": "a"},
        "projects": None,
        "judgements": {"a": 1, "b": "9.5", "c": {"level": "A"}},
        "facts": {"a": {"b": 1, "c": [{"d": {"e": None}}]}},
    }
    assert [str(e) for e in validators["submission"].iter_errors(good)] == []
    assert read_submission(good)


def test_descriptions_come_from_the_classes():
    made = schema("submission")
    assert made["$defs"]["Project"]["properties"]["self_score"]["description"] == "Its self-evaluation, out of 100."
    assert made["properties"]["year"]["description"] == "The budget year."


SCHEME = Scheme(
    id="toy",
    label="示例",
    inputs=[
        Input("satisfaction", "ratio", "满意度", low=0, high=1, out_of=100),
        Input("rate", "ratio", low=0, high=1),
        Input("met", "flag"),
        Input("when", "date"),
        Input("size", "text", options=["大", "小"]),
        Input("note", "text"),
        Input("cost", "money", low=0),
        Input("third", "number", low=Fraction(1, 3)),
        Input("years.actual", "money", table="years"),
        Input("years.part.deep", "number", table="years"),
        Input("staff2.x", "quantity"),
    ],
    groups=[
        Indicator("a", "甲", 60),
        Indicator("b", "乙", 40),
    ],
    bonus=[Indicator("c", "丙", 5)],
)
GOOD = {"format": "perfeval.submission/1", "year": 2021, "entity": {"name": "a"}}


@pytest.fixture(scope="module")
def own():
    return jsonschema_rs.Draft202012Validator(plain(schema("submission", SCHEME)))


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"scheme": "toy"},
        {
            "facts": {
                "satisfaction": 96.37,
                "rate": "95%",
                "met": True,
                "when": "2021-12-31",
                "size": "大",
                "cost": "1万元",
            }
        },
        {"facts": {"staff2": {"x": 1}}},
        {"facts": {"staff2.x": 1}},
        {"facts": {"years": [{"actual": 1, "part": {"deep": 1}}, {"part.deep": 2}]}},
        {"judgements": {"a": 5, "c": {"deductions": []}}, "not_applicable": {"b": "x"}},
    ],
)
def test_a_schema_for_one_scheme_takes_its_facts(own, more):
    assert [str(error) for error in own.iter_errors(GOOD | more)] == []


@pytest.mark.parametrize(
    "more",
    [
        {"scheme": "other"},
        {"facts": {"satisfied": 1}},
        {"facts": {"satisfaction": 101}},
        {"facts": {"rate": 2}},
        {"facts": {"met": 1}},
        {"facts": {"size": "中"}},
        {"facts": {"years": [{"actul": 1}]}},
        {"facts": {"years": {}}},
        {"facts": {"staff2": {"y": 1}}},
        {"judgements": {"x": 1}},
        {"not_applicable": {"x": "y"}},
    ],
)
def test_a_schema_for_one_scheme_refuses_others(own, more):
    assert not own.is_valid(GOOD | more)


def test_a_schema_for_one_scheme_knows_levels():
    scale = Ordinal(("D", "A"))
    scheme = Scheme(id="p", label="p", combine=NoCombination(), groups=[Indicator("a", "a", scale=scale)])
    validator = jsonschema_rs.Draft202012Validator(plain(schema("submission", scheme)))
    assert validator.is_valid(GOOD | {"judgements": {"a": {"level": "A"}}})
    assert not validator.is_valid(GOOD | {"judgements": {"a": {"level": "C"}}})
    assert not validator.is_valid(GOOD | {"judgements": {"a": 3}})


def test_measured_indicators_are_not_judged():
    scheme = read_scheme((EXAMPLES / "town-2024/scheme.toml").read_bytes())
    judged = schema("submission", scheme)["properties"]["judgements"]["properties"]
    measured = [leaf.id for leaf in scheme.leaves() if leaf.measure is not None]
    assert judged
    assert measured
    assert not set(judged) & set(measured)


def test_other_schemas_do_not_depend_on_a_scheme():
    assert schema("scheme", SCHEME) == schema("scheme")

"""Evaluations as JSON: what programs read, what is kept in full, and what is refused."""

from __future__ import annotations

import copy
import json
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from attrs import evolve, fields

from perfeval.evaluation import Evaluation, evaluate
from perfeval.findings import FormatError
from perfeval.formats import (
    EVALUATION,
    WRITERS,
    evaluation_document,
    evaluation_json,
    findings_document,
    read_evaluation,
)
from perfeval.model import Entity, Grades, Group, Indicator, Judgement, Scheme, Submission


@pytest.fixture(scope="module")
def small():
    scheme = Scheme(
        id="toy",
        label="示例",
        groups=[Group("g", "组", [Indicator("a", "甲", 60), Indicator("b", "乙", 40)])],
        grades=Grades({"优": 90, "差": 0}),
    )
    own = Submission(entity=Entity("某局"), year=2024, judgements={"a": Judgement(20)})
    return evaluate(own, scheme)


def test_what_programs_read(small):
    document = evaluation_document(small)
    assert {key: document[key] for key in ("format", "lang", "scheme", "label", "entity", "year", "full", "total")} == {
        "format": EVALUATION,
        "lang": "zh",
        "scheme": "toy",
        "label": "示例",
        "entity": "某局",
        "year": 2024,
        "full": "100",
        "total": None,
    }
    assert (document["complete"], document["lower"], document["upper"], document["grade"]) == (
        False,
        "20.00",
        "60.00",
        None,
    )
    assert document["possible_grades"] == ["差"]
    a, b = document["indicators"]
    assert a == {
        "id": "a",
        "label": "甲",
        "group": "g",
        "points": "60",
        "share": "1/3",
        "score": "20.00",
        "level": None,
        "status": "scored",
        "measure": None,
        "note": "",
        "reasons": [],
    }
    assert (b["status"], b["score"], b["reasons"]) == (
        "unscored",
        None,
        [{"code": "not_given", "place": "judgements.b"}],
    )
    (finding,) = document["findings"]
    assert (finding["code"], finding["severity"], finding["location"]) == ("E101", "warning", "judgements.b")
    assert isinstance(finding["message"], str)


def test_every_field_is_there(small):
    document = evaluation_document(small)
    assert list(document)[:7] == ["format", "lang", "scheme", "label", "edition", "entity", "year"]
    assert set(document) == {a.name for a in fields(Evaluation)} | {"format", "lang", "indicators", "record"}


def test_texts_are_in_the_language_asked_for(evaluation):
    zh, en = evaluation_document(evaluation, "zh"), evaluation_document(evaluation, "en")
    assert (zh["lang"], en["lang"]) == ("zh", "en")
    assert zh["record"] == en["record"]
    assert zh["groups"] == en["groups"]
    assert [f["message"] for f in zh["findings"]] == [f.message.zh for f in evaluation.findings]
    assert [f["message"] for f in en["findings"]] == [f.message.en for f in evaluation.findings]
    assert findings_document(evaluation.findings, "en") == en["findings"]


def test_json_is_plain_and_numbers_are_text(evaluation):
    def numbers(value):
        if isinstance(value, dict):
            return [n for part in value.values() for n in numbers(part)]
        if isinstance(value, list):
            return [n for part in value for n in numbers(part)]
        return [value] if isinstance(value, float) else []

    assert numbers(json.loads(evaluation_json(evaluation))) == []
    assert read_evaluation(evaluation_json(evaluation)) == evaluation


@pytest.mark.parametrize(
    "measure", [True, False, None, Fraction(1, 3), Fraction("-0.985"), "A", "", date(2021, 12, 31)]
)
def test_measures_keep_their_type(small, measure):
    leaf = evolve(small.groups[0].children[0], measure=measure)
    changed = evolve(small, groups=(leaf,))
    made = read_evaluation(evaluation_json(changed))
    assert made == changed
    assert type(made.groups[0].measure) is type(measure)


def changed(small, *path, to):
    document = copy.deepcopy(evaluation_document(small))
    inner = document
    for step in path[:-1]:
        inner = inner[step]
    if to is ...:
        del inner[path[-1]]
    else:
        inner[path[-1]] = to
    return document


MISTAKES = [
    (("nam",), 1, [("I102", "nam")]),
    (("groups", 0, "nam"), 1, [("I102", "groups[0].nam")]),
    (("total",), 99, [("I103", "total")]),
    (("total",), "99,85", [("I106", "total")]),
    (("total",), "9" * 3000, [("I106", "total")]),
    (("groups", 0, "share"), "1/0", [("I106", "groups[0].share")]),
    (("groups", 0, "share"), "0x1/0x0", [("I106", "groups[0].share")]),
    (("groups", 0, "share"), 1, [("I103", "groups[0].share")]),
    (("groups", 0, "measure"), "5", [("I103", "groups[0].measure")]),
    (("groups", 0, "measure"), {"nmber": "5"}, [("I102", "groups[0].measure.nmber")]),
    (("groups", 0, "measure"), {"number": 5}, [("I103", "groups[0].measure.number")]),
    (("groups", 0, "measure"), {"date": "2021-02-30"}, [("I103", "groups[0].measure.date")]),
    (("groups", 0, "children", 1, "status"), "gone", [("I111", "groups[0].children[1].status")]),
    (("groups", 0, "label"), ["x"], [("I103", "groups[0].label")]),
    (("complete",), ..., [("I104", "complete")]),
    (("indicators",), ..., [("I104", "indicators")]),
    (("lang",), ..., [("I104", "lang")]),
    (("record",), ..., [("I104", "record")]),
    (("record",), 1, [("I103", "record")]),
    (("record", "label"), ..., [("I104", "record.label")]),
    (("record", "findings"), ..., [("I104", "record.findings")]),
    (("record", "label"), 5, [("I103", "record.label")]),
    (("record", "more"), 5, [("I102", "record.more")]),
    (("record", "findings", 0, "severity"), "bad", [("I111", "record.findings[0].severity")]),
    # what contradicts the tree
    (("indicators", 0, "score"), "21.00", [("I114", "indicators[0].score")]),
    (("indicators", 0, "more"), 1, [("I114", "indicators[0].more")]),
    (("indicators", 0, "note"), ..., [("I114", "indicators[0].note")]),
    (("indicators",), [], [("I114", "indicators")]),
    (("indicators",), 5, [("I114", "indicators")]),
    (("groups", 0, "children", 0, "score"), "21.00", [("I114", "indicators[0].score")]),
    (("findings", 0, "message"), "nothing", [("I114", "findings[0].message")]),
    (("label",), "other", [("I114", "label")]),
    (("lang",), "fr", [("I114", "lang")]),
]


@pytest.mark.parametrize(("path", "to", "expected"), MISTAKES)
def test_mistakes(found, small, path, to, expected):
    document = changed(small, *path, to=to)
    assert [(code, place) for code, place, *_ in found(read_evaluation, document)] == expected
    with pytest.raises(FormatError):
        read_evaluation(document)


def test_every_mistake_at_once(found, small):
    document = changed(small, "groups", 0, "points", to="many") | {"year": "2024", "more": 1}
    assert [place for _, place, *_ in found(read_evaluation, document)] == ["year", "groups[0].points", "more"]


def test_another_format_is_said_alone(found):
    assert found(read_evaluation, {"format": "perfeval.evaluation/2"}) == [("I109", "format", None, None)]
    assert found(read_evaluation, "{}") == [("I104", "format", None, None)]


def test_decimals_keep_their_exponents(small):
    odd = evolve(small, total=Decimal("1E+2"), lower=Decimal("-0.00"), upper=Decimal("9" * 50 + ".10"))
    made = read_evaluation(evaluation_json(odd))
    assert [str(value) for value in (made.total, made.lower, made.upper)] == ["1E+2", "-0.00", "9" * 50 + ".10"]


def test_our_own_writer(small):
    (writer,) = WRITERS
    assert read_evaluation(writer.write(small, "en")) == small

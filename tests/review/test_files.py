"""Reviews in TOML and JSON, and what they came to in JSON."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import jsonschema_rs
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.review.reviewed import LIBRARY, OFFICE, OWN, SCHEMES, SEEN, reviews

import perfeval
from perfeval.findings import FormatError, PerfevalError, SubmissionError
from perfeval.formats import (
    dump_json,
    read_evaluation,
    read_review,
    review_json,
    review_result_document,
    review_result_json,
    review_toml,
    schema,
)
from perfeval.model import Judgement, Review

pytestmark = pytest.mark.slow

HEAD = 'format = "perfeval.review/1"\nreviewer = "某所"\n'


def found(text, **more):
    with pytest.raises(PerfevalError) as caught:
        read_review(text, **more)
    return [(f.code, f.location, f.origin and f.origin.line) for f in caught.value.findings]


@pytest.mark.parametrize("path", [LIBRARY, OFFICE], ids=lambda path: path.stem)
@given(data=st.data())
@settings(max_examples=50, deadline=None)
def test_a_round_trip(path, data):
    review = data.draw(reviews(path))
    assert read_review(review_toml(review)) == review
    written = review_json(review)
    assert read_review(written, syntax="json") == dated_as_text(review)
    jsonschema_rs.Draft202012Validator(SCHEMA).validate(json.loads(written))


SCHEMA = json.loads(dump_json(schema("review")))


def dated_as_text(review):
    """JSON has no dates: those among the facts come back as text."""
    return evolve(review, facts={k: v.isoformat() if isinstance(v, date) else v for k, v in review.facts.items()})


def test_the_example():
    review = read_review(SEEN.read_bytes())
    assert review.facts["targets[到馆人次].actual"] == "17200人次"
    assert review.judgements["活动按计划完成率"].deductions[0].points == Decimal("4.5")


def test_facts_may_be_written_as_tables():
    assert read_review(HEAD + "[facts]\nbudget.total.actual = 90\n").facts == {"budget.total.actual": 90}


def test_every_mistake_at_once_with_its_line():
    text = HEAD + (
        'date = "yesterday"\nyear = "2024"\nrevewer = "x"\n'
        '[judgements.a]\npoints = "many"\nshare = "x"\n'
        '[judgements.b]\ndeductions = [{ reason = "x" }, { points = 1, share = 30 }]\n'
        "[judgements.c]\npoints = 1\nlevel = 'A'\n"
        "[judgements.d]\npoint = 1\n"
        "[remarks]\ne = 1\n"
    )
    assert sorted(found(text)) == sorted(
        [
            ("I103", "date", 3),
            ("I103", "year", 4),
            ("I102", "revewer", 5),
            ("I106", "judgements.a.points", 7),
            ("I106", "judgements.a.share", 8),
            ("I104", "judgements.b.deductions[0].points", 10),
            ("I114", "judgements.c", 11),
            ("I102", "judgements.d.point", 15),
            ("I103", "remarks.e", 17),
        ]
    )


def test_shares_beyond_all_there_is():
    text = HEAD + '[judgements]\na = { points = 1, share = "130%" }\n'
    text += "b = { deductions = [{ points = 1, share = -1 }] }\n"
    assert found(text) == [("I113", "judgements.a.share", 4), ("I113", "judgements.b.deductions[0].share", 5)]


def test_no_reviewer():
    assert found('format = "perfeval.review/1"\n') == [("I104", "reviewer", None)]


def test_another_format():
    with pytest.raises(FormatError):
        read_review('format = "perfeval.submission/1"\n')
    assert found('{"format": "perfeval.review/2"}', syntax="json") == [("I109", "format", None)]


@pytest.mark.parametrize("name", ["review.toml", "review.json"])
def test_saved_and_loaded(tmp_path, name):
    review = Review(reviewer="某所", judgements={"a": Judgement(1), "b": Judgement()}, remarks={"a": "x"})
    perfeval.save(review, tmp_path / name)
    assert perfeval.load_review(tmp_path / name) == review


def test_a_mistake_names_the_file_of_the_review(tmp_path):
    path = tmp_path / "review.toml"
    perfeval.save(Review(reviewer="某所", judgements={"nobody": Judgement(1)}), path)
    with pytest.raises(SubmissionError) as caught:
        perfeval.review(LIBRARY, path)
    assert [(f.location, f.origin.file) for f in caught.value.findings] == [("judgements.nobody", str(path))]


def test_what_it_came_to():
    result = perfeval.review(LIBRARY, SEEN)
    document = json.loads(review_result_json([result], "en"))
    assert document == json.loads(dump_json(review_result_document(result, "en")))
    assert document["conclusion"]["self"]["grade"] == "优"
    assert document["conclusion"]["reviewed"]["total"] == "83.97"
    assert (document["change"], document["grade_changed"]) == ("-10.14", True)
    row = document["indicators"][4]
    assert (row["id"], row["self_value"], row["reviewed_value"]) == ("benefits[3]", "18650人次", "17200人次")
    assert (row["self_score"], row["reviewed_score"], row["deviation"]) == ("18.65", "17.20", "-1.45")
    reasons = document["indicators"][2]["reasons"]
    assert reasons == [{"code": "some-goals-unmet", "label": "several goals, of which a few are unmet"}]
    assert [f["code"] for f in document["findings"]] == ["R402", "R406"]
    assert read_evaluation(document["reviewed"]) == result.reviewed
    assert len(json.loads(review_result_json([result, result]))) == 2


def test_observers_are_told_of_both():
    told = []

    class Watching(perfeval.Hooks):
        @perfeval.hookimpl
        def perfeval_evaluated(self, evaluation):
            told.append(evaluation.total)

    host = perfeval.Host()
    host.register(Watching())
    perfeval.review(OWN[LIBRARY], SEEN, SCHEMES[LIBRARY], host=host)
    assert told == [Decimal("94.11"), Decimal("83.97")]

"""No input of any shape makes loading raise anything but perfeval's own error."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from perfeval.findings import PerfevalError
from perfeval.formats import (
    EVALUATION,
    SCHEME,
    SUBMISSION,
    evaluation_document,
    format_of,
    read_evaluation,
    read_scheme,
    read_submission,
)
from perfeval.formats.json_text import dump_json
from perfeval.formats.toml_text import load_toml

pytestmark = pytest.mark.slow

EXAMPLES = Path(__file__).parents[2] / "examples"
READ = {SUBMISSION: read_submission, SCHEME: read_scheme, EVALUATION: read_evaluation}

# Words of the formats and values that are near what is expected, so that the inner checks are reached.
KEYS = [
    "format",
    "kind",
    "scheme",
    "year",
    "money_unit",
    "problems",
    "improvements",
    "entity",
    "name",
    "code",
    "staff",
    "in_post",
    "budget",
    "total",
    "original",
    "adjusted",
    "actual",
    "label",
    "part_of",
    "of_which",
    "projects",
    "self_score",
    "exempt",
    "classified",
    "tasks",
    "done",
    "targets",
    "relation",
    "target",
    "unit",
    "degree",
    "tier",
    "group",
    "points",
    "facts",
    "judgements",
    "deductions",
    "reason",
    "level",
    "evidence",
    "not_applicable",
    "narrative",
    "sources",
    "title",
    "status",
    "link",
    "id",
    "zh",
    "en",
    "edition",
    "full",
    "places",
    "rounding",
    "on_missing",
    "combine",
    "most",
    "grades",
    "low",
    "inputs",
    "satisfaction",
    "out_of",
    "options",
    "default",
    "table",
    "parameters",
    "value",
    "scales",
    "levels",
    "missing",
    "missing_counts_as",
    "groups",
    "children",
    "rows",
    "where",
    "row_points",
    "measure",
    "scoring",
    "scale",
    "weakest_link",
    "plus",
    "averaging",
    "caps",
    "when",
    "grade",
    "bonus",
    "penalties",
    "overrides",
    "was",
    "now",
    "share",
    "record",
    "findings",
    "severity",
    "message",
    "advice",
    "origin",
    "because",
    "policies",
    "identity",
    "complete",
    "lower",
    "upper",
    "caps",
    "uncapped",
    "lang",
    "indicators",
    "spending",
]
RULES = [
    "budget.total.actual / budget.total.adjusted",
    "linear(full=95%)",
    'bands(at_most={"0%": 3}, otherwise=0)',
    "proportional()",
    "targets.points",
    'targets.group = "outputs"',
    "satisfaction",
    "spending_full",
    "((((",
    "1 / 0",
    "measure measure",
    'linear(full="x")',
]
TEXTS = [
    "",
    "department",
    "万元",
    "12.5万元",
    "95%",
    "≥735人次",
    "A",
    "D*",
    "sum",
    "none",
    "money",
    "ratio",
    "quantity",
    "scored",
    "1/3",
    "0x1/0x3",
    "1E+5",
    "优",
    "zh",
    "error",
    "2021-02-30",
    *RULES,
    *KEYS,
]
scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 200),
    st.integers(),
    st.decimals(allow_nan=True, allow_infinity=True),
    st.floats(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.sampled_from(TEXTS),
    st.text(max_size=5),
    st.just("\ud800"),
    st.just(object()),
    st.binary(max_size=3),
)
keys = st.one_of(st.sampled_from(KEYS), st.text(max_size=3))
values = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.tuples(inner, inner), st.dictionaries(keys, inner, max_size=4)
    ),
    max_leaves=12,
)


TEXTS_OF_EXAMPLES = [
    text
    for path in sorted(EXAMPLES.rglob("*.toml"))
    if format_of(text := path.read_text(encoding="utf-8")) in (SUBMISSION, SCHEME)
]
DOCUMENTS = [load_toml(text) for text in TEXTS_OF_EXAMPLES]


def quiet(read, source, **more):
    try:
        return read(source, **more)
    except PerfevalError as error:
        findings = error.findings
    assert findings
    for finding in findings:
        assert finding.render("zh")
        assert finding.render("en")
    return None


@given(st.sampled_from(list(READ)), st.dictionaries(keys, values, max_size=8))
@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_arbitrary_tables(format, table):
    quiet(READ[format], {**table, "format": format})


@given(st.data())
@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_mutated_documents(data):
    document = data.draw(st.sampled_from(DOCUMENTS))
    changed = data.draw(mutated(document))
    quiet(READ.get(document["format"]), {**changed, "format": document["format"]})


@given(data=st.data())
@settings(
    max_examples=200,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    deadline=None,
)
def test_mutated_evaluations(evaluation, data):
    changed = data.draw(mutated(evaluation_document(evaluation)))
    quiet(read_evaluation, {**changed, "format": EVALUATION})


@st.composite
def mutated(draw, document):
    """The document with up to three of its values replaced, removed, renamed or doubled."""
    for _ in range(draw(st.integers(1, 3))):
        document = _mutated(draw, document)
    return document if isinstance(document, dict) else {}


def _mutated(draw, value):
    if isinstance(value, dict) and value and draw(st.integers(0, 9)):
        key = draw(st.sampled_from(sorted(value)))
        way = draw(st.integers(0, 9))
        if way == 0:
            return {k: v for k, v in value.items() if k != key}
        if way == 1:
            return {(draw(keys) if k == key else k): v for k, v in value.items()}
        return {k: _mutated(draw, v) if k == key else v for k, v in value.items()}
    if isinstance(value, list) and value and draw(st.integers(0, 9)):
        n = draw(st.integers(0, len(value) - 1))
        return [*value[:n], _mutated(draw, value[n]), *value[n + draw(st.integers(0, 1)) :]]
    return draw(values)


@given(st.data())
@settings(max_examples=200, deadline=None)
def test_mutated_texts(data):
    text = data.draw(st.sampled_from(TEXTS_OF_EXAMPLES))
    read = read_scheme if SCHEME in text else read_submission
    syntax = data.draw(st.sampled_from(["toml", "json"]))
    if syntax == "json":
        text = dump_json(load_toml(text))
    start = data.draw(st.integers(0, len(text)))
    end = start + data.draw(st.integers(0, 12))
    piece = data.draw(
        st.one_of(st.sampled_from([*"[]{}\"'=,.:\n ", "NaN", "1e999", "-Infinity", *TEXTS]), st.text(max_size=4))
    )
    quiet(read, text[:start] + piece + text[end:], syntax=syntax)


@given(st.binary(max_size=60), st.sampled_from(["toml", "json"]))
def test_random_bytes(data, syntax):
    quiet(read_submission, data, syntax=syntax)


@given(st.binary(max_size=20), st.integers(0, 2000), st.integers(0, 20))
@settings(deadline=None)
def test_damaged_bytes(piece, start, length):
    whole = (EXAMPLES / "foshan-2021/hmt-office.toml").read_bytes()
    quiet(read_submission, whole[:start] + piece + whole[start + length :])


DEEP = 100_000


@pytest.mark.parametrize(
    ("text", "syntax"),
    [
        ("[" * DEEP, "json"),
        ('{"a":' * DEEP, "json"),
        ("[" * DEEP + "]" * DEEP, "json"),
        ("a = " + "[" * DEEP, "toml"),
        ("a = " + "{a = " * DEEP, "toml"),
        ("a." * DEEP + "a = 1", "toml"),
        ('{"format": "perfeval.submission/1", "year": ' + "9" * DEEP + "}", "json"),
        ('{"format": "perfeval.submission/1", "year": 1e' + "9" * DEEP + "}", "json"),
        ('{"format": "perfeval.submission/1", "facts": {"a": 1e' + "9" * 30 + "}}", "json"),
        ('{"format": "perfeval.submission/1", "facts": {"a": NaN, "b": Infinity}}', "json"),
        ('format = "perfeval.submission/1"\nfacts.a = nan\nfacts.b = -inf', "toml"),
        ('format = "perfeval.submission/1"\nfacts.a = 1e9999999', "toml"),
        ('{"format": "perfeval.submission/1", "a\\ud800": "\\udfff"}', "json"),
        ("", "json"),
        ("", "toml"),
        ("[]", "json"),
        ("null", "json"),
    ],
)
def test_hostile_texts(text, syntax):
    with pytest.raises(PerfevalError):
        read_submission(text, syntax=syntax)


def test_a_mapping_that_holds_itself():
    loop: dict[str, object] = {"format": SUBMISSION}
    loop["facts"] = loop
    loop["entity"] = [loop, loop]
    with pytest.raises(PerfevalError) as caught:
        read_submission(loop)
    assert [f.code for f in caught.value.findings] == ["I101"]


def test_many_mistakes_take_linear_time():
    table = {f"key{n}": 1 for n in range(20_000)}
    with pytest.raises(PerfevalError) as caught:
        read_submission({"format": SUBMISSION, "year": 1, "entity": {"name": "x"}, **table})
    assert len(caught.value.findings) == 20_000


def test_samples_are_not_hostile():
    assert len(TEXTS_OF_EXAMPLES) > 3
    for text in TEXTS_OF_EXAMPLES:
        (read_scheme if SCHEME in text else read_submission)(text)

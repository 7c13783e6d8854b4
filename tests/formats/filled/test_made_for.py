"""Which scheme a form was made for, and in which words an English one speaks."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest
from tests.formats.filled.test_filling_in import FOSHAN, OFFICE, typed

import perfeval
from perfeval.formats.filled import form, outdated, read_form
from perfeval.numbers import MONEY_UNITS

CHANGED = FOSHAN.with_parameters(spending_full="90%")


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "form.xlsx"
    made.write_bytes(form(FOSHAN, OFFICE, lang="zh"))
    return made


@pytest.mark.parametrize(
    "found",
    [
        lambda path: perfeval.evaluate(path, CHANGED),
        lambda path: next(iter(perfeval.evaluate_many([path], CHANGED))).evaluation,
        lambda path: perfeval.explanation(path, CHANGED).evaluation,
    ],
    ids=["evaluate", "evaluate_many", "explanation"],
)
def test_a_form_of_the_scheme_as_it_was_is_evaluated_and_both_digests_are_told(path, found):
    evaluation = found(path)
    (told,) = [finding for finding in evaluation.findings if finding.code == "I418"]
    assert (told.severity, told.stated, told.expected) == ("info", FOSHAN.digest, CHANGED.digest)
    for lang in ("zh", "en"):
        assert FOSHAN.digest[:12] in told.message[lang]
        assert CHANGED.digest[:12] in told.message[lang]
    assert evaluation.total == perfeval.evaluate(OFFICE, CHANGED).total


def test_a_report_of_it_tells_so(path):
    assert b"I418" in perfeval.report(path, scheme=CHANGED, format="html", lang="zh")


@pytest.mark.parametrize("options", [{}, {"parameters": {"spending_full": "90%"}}, {"points": {"budgeting": 10}}])
def test_a_form_of_the_scheme_as_it_is_says_nothing_whatever_is_laid_over_it(path, options):
    assert "I418" not in {finding.code for finding in perfeval.evaluate(path, **options).findings}


def test_another_workbook_or_a_submission_of_ones_own_says_nothing(path):
    assert "I418" not in {f.code for f in perfeval.evaluate("examples/foshan-2021/hmt-office.toml").findings}
    assert "I418" not in {f.code for f in perfeval.evaluate(perfeval.load(path), CHANGED).findings}
    assert outdated(form(CHANGED), CHANGED) == ()


@pytest.mark.parametrize(
    ("word", "unit"),
    [
        ("yuan", "元"),
        ("thousand yuan", "千元"),
        ("10,000 yuan", "万元"),
        ("million yuan", "百万元"),
        ("10 million yuan", "千万元"),
        ("100 million yuan", "亿元"),
        ("万元", "万元"),
    ],
)
def test_an_english_form_names_units_of_money_in_english_and_is_read_back(word, unit):
    book = typed(form(FOSHAN, lang="en"), {"Basics!B4": "A", "Basics!B6": 2024, "Basics!B7": word, "Budget!B7": 2})
    read = read_form(book)
    assert (read.money_unit, read.budget.line("basic").original) == (unit, perfeval.Money("2", unit))


@pytest.mark.parametrize("unit", MONEY_UNITS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_unit_comes_back_from_either_form(unit, lang):
    own = perfeval.Submission(entity=perfeval.Entity("A"), year=2024, scheme="foshan-2021", money_unit=unit)
    assert read_form(form(FOSHAN, own, lang=lang)).money_unit == unit


def test_nothing_chinese_stands_in_an_english_form():
    person = perfeval.Input("visitors", "quantity", perfeval.Text("人数", "visitors"), unit="人次")
    works = [perfeval.Group(id, id, [perfeval.Indicator(f"{id}1", perfeval.Text("工作", "work"), 50)]) for id in "ab"]
    scheme = perfeval.Scheme(id="toy-1", label=perfeval.Text("示例", "toy"), groups=works, inputs=[person])
    for of in (scheme, FOSHAN, perfeval.scheme("mof-2020-project")):
        book = openpyxl.load_workbook(BytesIO(form(of, lang="en")))
        texts = [
            str(cell.value)
            for name in book.sheetnames
            for row in book[name].iter_rows()
            for cell in row
            if cell.value is not None and not (name == "_perfeval" and cell.column == 2)  # the map names its meanings
        ]
        assert [
            text for text in texts if not text.isascii() and any("\u4e00" <= sign <= "\u9fff" for sign in text)
        ] == []

"""Texts that xlsxwriter takes for markup of its own stand in a form as they are."""

from __future__ import annotations

import re
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

import openpyxl
import pytest

from perfeval.findings import PerfevalError
from perfeval.formats.filled import form, read_form
from perfeval.formats.filled.sheets import printable
from perfeval.model import (
    Budget,
    BudgetLine,
    Deduction,
    Entity,
    Evidence,
    Grades,
    Group,
    Indicator,
    Input,
    Judgement,
    NoCombination,
    Ordinal,
    Project,
    Scheme,
    Submission,
    Task,
)

TEXTS = ["<r>x</r>", "<r><t>a</t></r>", "<r></r>", "<r>", "</r>", "<r>x</r>\n", "_x0008_x0009_", "_x0041_"]


def scheme(text: str) -> Scheme:
    """One that says it everywhere, with choices that are called so."""
    judged = [Indicator("work", text, 60, aspects=[text, text]), Indicator("same", text, 40)]
    scale = Ordinal([text, "差"])
    inputs = [
        Input("where", "text", text, options=[text, "别处"]),
        Input("people", "quantity", text, unit=text),
        Input("visits.name", "text", text, table="visits", table_label=text),
    ]
    return Scheme(
        id="markup-2024",
        edition=text,
        label=text,
        groups=[
            Group("all", text, judged),
            Group("levels", text, [Indicator("level", text, scale=scale)], combine=NoCombination()),
        ],
        grades=Grades({text: 0}),
        inputs=inputs,
    )


def submission(text: str) -> Submission:
    """One that gives it wherever a text can be given."""
    return Submission(
        entity=Entity(text),
        year=2024,
        scheme="markup-2024",
        money_unit="万元",
        facts={"where": text, "visits": ({"name": text}, {text: text}), text: text},
        judgements={
            "work": Judgement(deductions=[Deduction(1, text, evidence=text)]),
            "same": Judgement(points=3, reason=text),
            "level": Judgement(level=text),
        },
        narrative={"work": text, text: text},
        not_applicable={"same": text},
        budget=Budget([BudgetLine("own", "1万元", label=text)]),
        projects=[Project(text, "1.50万元")],
        tasks=[Task(text, True, True)],
        problems=[text],
        evidence=[Evidence("A1", text, text)],
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("text", TEXTS, ids=ascii)
def test_a_form_of_such_texts_is_read_back(text, lang):
    asked, whole = scheme(text), submission(text)
    data = form(asked, whole, lang=lang)
    assert read_form(data) == whole
    openpyxl.load_workbook(BytesIO(data))
    found = {told.strip() for told in texts(data)}
    assert {printable(text).strip(), printable(f"{text}{'；' if lang == 'zh' else '; '}{text}").strip()} <= found
    assert faults(form(asked, lang=lang)) == {"I412"}  # nothing but what is not filled in yet


def texts(data: bytes) -> list[str]:
    """All texts of a workbook as Excel reads them: `_x0041_` stands for a letter there. None is markup, none acts."""
    strings = ElementTree.fromstring(ZipFile(BytesIO(data)).read("xl/sharedStrings.xml"))
    assert {element.tag.rpartition("}")[2] for element in strings.iter()} == {"sst", "si", "t"}
    raw = [element.text or "" for element in strings.iter() if element.tag.endswith("}t")]
    found = [re.sub("_x([0-9A-Fa-f]{4})_", lambda code: chr(int(code[1], 16)), each) for each in raw]
    assert not re.search("[\x00-\x09]", "".join(found))
    return found


def faults(data: bytes) -> set[str]:
    with pytest.raises(PerfevalError) as caught:
        read_form(data)
    return {finding.code for finding in caught.value.findings}

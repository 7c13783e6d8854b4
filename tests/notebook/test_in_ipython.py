"""What a notebook makes of our values, by IPython's formatter in a process of its own, nothing loaded first."""

import json
import os
import subprocess
import sys
from functools import cache

import pytest
from lxml import html

CELLS = """
import json, sys
from IPython.core.interactiveshell import InteractiveShell

shell = InteractiveShell.instance()
shown = {}
for name, cell in json.load(sys.stdin).items():
    result = shell.run_cell("import perfeval\\n" + cell)
    result.raise_error()
    shown[name], _ = shell.display_formatter.format(result.result)
sys.__stdout__.write("\\n=====\\n" + json.dumps(shown))
"""
OFFICE = "'examples/foshan-2021/hmt-office.toml'"
INCOMPLETE = "'examples/foshan-2021/incomplete.toml'"
WRONG = f"""
try:
    perfeval.evaluate({OFFICE}, 'foshan-2022')
except perfeval.PerfevalError as error:
    found = error
found"""
SHOWN = {
    "scheme": "perfeval.scheme('foshan-2021')",
    "evaluation": f"perfeval.evaluate({OFFICE})",
    "incomplete": f"perfeval.evaluate({INCOMPLETE})",
    "explained": f"perfeval.explanation({OFFICE})",
    "error": WRONG,
    "findings": f"perfeval.evaluate({INCOMPLETE}).findings",
    "finding": f"perfeval.evaluate({INCOMPLETE}).findings[0]",
    "audit": "perfeval.audit('examples/audit/library.xlsx')",
    "review": "perfeval.review('examples/review/library.toml', 'examples/review/library.review.toml')",
}


@pytest.fixture(scope="module")
def displayed(tmp_path_factory):
    """What is displayed for the last value of each cell, by its type of content."""

    def run(lang, cells):
        own = {
            **os.environ,
            "PERFEVAL_LANG": lang,
            "IPYTHONDIR": str(tmp_path_factory.mktemp("ipython")),
            "PYTHONWARNINGS": "ignore",  # of IPython's own
        }
        command = [sys.executable, "-c", CELLS]
        done = subprocess.run(command, input=json.dumps(cells), capture_output=True, text=True, check=True, env=own)
        return json.loads(done.stdout.rpartition("=====\n")[2])

    return cache(lambda lang: run(lang, SHOWN))


def table(data, which=0):
    found = html.fromstring(data["text/html"]).xpath("//table")[which]
    return [[cell.text_content() for cell in row.xpath("th|td")] for row in found.xpath(".//tr")]


def says(data):
    whole = html.fromstring(data["text/html"])
    for style in whole.xpath("//style"):
        style.drop_tree()
    return whole.text_content()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_each_is_shown_as_a_page_and_as_one_short_line(displayed, lang):
    for name, data in displayed(lang).items():
        assert set(data) == {"text/html", "text/plain"}, name
        assert html.fromstring(data["text/html"]).get("lang") == {"zh": "zh-CN", "en": "en"}[lang]
        assert len(data["text/plain"]) < 320, name  # two findings, at most
        assert data["text/plain"].startswith(("<", "(<", "perfeval.findings.errors.UsageError((<")), name


def test_a_scheme_shows_its_tree_with_the_points(displayed):
    data = displayed("en")["scheme"]
    assert table(data)[:3] == [
        ["indicator", "points", "id"],
        ["management efficiency", "50", "management"],
        ["budget management", "10", "budgeting"],
    ]
    assert "foshan-2021 · edition 2021 · department · full marks 100" in says(data)
    assert "Grades: 优 from 90, 良 from 80, 中 from 60, 差 from 0" in says(data)
    label = "2021年度佛山市市级部门整体支出绩效自评表"
    assert data["text/plain"] == f"<Scheme foshan-2021: {label}; 10 indicators, 100 points>"
    assert "版次 2021 · 部门整体 · 满分 100" in says(displayed("zh")["scheme"])


def test_an_evaluation_shows_its_total_and_grade_first(displayed):
    data = displayed("zh")["evaluation"]
    assert says(data).startswith("99.85（满分 100） · 优中共佛山市委台港澳工作办公室 · 2021")
    assert ["项目绩效目标完成率", "10", "9.85", ""] in table(data)
    assert data["text/plain"] == "<Evaluation 中共佛山市委台港澳工作办公室 2021 by foshan-2021: 99.85 of 100, 优>"


def test_an_incomplete_one_shows_what_is_possible_and_what_is_missing(displayed):
    data = displayed("en")["incomplete"]
    assert says(data).startswith("74.46–89.46 of 100 · incomplete · grades still possible: 良, 中")
    assert "not scored (2): attainment of project goals, satisfaction of the public and of those served" in says(data)
    rows = {row[0]: row[1:] for row in table(data)}
    assert rows["satisfaction of the public and of those served"][:2] == ["5", "—"]
    assert "facts.satisfaction" in rows["satisfaction of the public and of those served"][2]
    assert [row[0] for row in table(data, 1)] == ["code", "E101", "E101"]
    assert "incomplete, 74.46 to 89.46 of 100" in data["text/plain"]


def test_an_explained_one_opens_to_its_working(displayed):
    data = displayed("zh")["explained"]
    opened = html.fromstring(data["text/html"]).xpath("//tr[th='项目绩效目标完成率']//details")[0]
    assert opened.xpath("summary")[0].text == "10 × （98.5% × 60 ÷ 60） ＝ 9.85 分"
    labels = [line.text.partition("：")[0] for line in opened.xpath("ul/li")]
    assert labels[:4] == ["计算", "标准", "得分", "依据"]


@pytest.mark.parametrize("name", ["error", "findings", "finding"])
def test_findings_show_code_place_message_and_what_to_do(displayed, name):
    rows = table(displayed("en")[name])
    assert rows[0] == ["code", "severity", "place", "message", "what to do"]
    assert rows[1][0] == {"error": "I115", "findings": "E101", "finding": "E101"}[name]
    assert all(rows[1])


def test_an_audit_shows_what_it_found_and_what_the_sheet_comes_to(displayed):
    data = displayed("en")["audit"]
    assert "library.xlsx" in says(data)
    assert len(table(data)) > 2
    assert table(data, -1)[0] == ["sheet", "recomputed total", "recomputed grade"]
    assert data["text/plain"].startswith("<AuditResult examples/audit/library.xlsx: Findings: error")


def test_a_review_shows_both_totals_and_each_row(displayed):
    data = displayed("en")["review"]
    assert says(data).startswith("self-evaluation ")
    assert table(data)[0] == ["indicator", "points", "self score", "reviewed score", "deviation", "reasons"]
    assert any(row[4].startswith("-") for row in table(data)[1:])
    assert "->" in data["text/plain"]

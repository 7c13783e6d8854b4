"""Score tables in LibreOffice Calc: opened and saved, every score is what it was, and hostile texts are texts."""

import os
import subprocess
from decimal import Decimal
from pathlib import Path
from shutil import which

import pytest
from tests.reports.page.test_hostile import made, reporting_of
from tests.reports.score_table.reading import down, number, rows

from perfeval.api import Reporting
from perfeval.plugins import default_host
from perfeval.reports import evaluation_workbook

FULL = os.environ.get("PERFEVAL_FULL") == "1"
pytestmark = [
    pytest.mark.full,
    pytest.mark.skipif(not FULL and which("soffice") is None, reason="needs LibreOffice"),
]


def through_libreoffice(data: bytes, folder: Path, to: str) -> bytes:
    (folder / "scores.xlsx").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", to, "--outdir", str(folder / "out"), "scores.xlsx"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=180)
    return (folder / "out" / f"scores.{to}").read_bytes()


def test_scores_are_the_same_and_it_prints(tmp_path):
    of = Reporting(None, {}, default_host())("examples/foshan-2021/hmt-office.toml")
    data = evaluation_workbook(of, "zh")
    before, after = (rows(d, "评分表") for d in (data, through_libreoffice(data, tmp_path, "xlsx")))
    assert [[number(v) for v in row[2:5]] for row in after[3:16]] == [
        [number(v) for v in row[2:5]] for row in before[3:16]
    ]
    assert number(after[15][3]) == Decimal("99.85")
    assert through_libreoffice(data, tmp_path, "pdf")[:5] == b"%PDF-"


def test_hostile_texts_stay_texts(tmp_path):
    texts = ("=1+1", "<r><t>9</t></r>", "_x0041_x0042_", "@x", "+1")
    after = through_libreoffice(evaluation_workbook(reporting_of(made(*texts)), "zh"), tmp_path, "xlsx")
    told = down(after)
    assert [text for text in texts if text not in told] == []

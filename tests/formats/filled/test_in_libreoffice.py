"""LibreOffice opens a form, computes its sums as we do, and saves it so that it is read as before."""

from __future__ import annotations

import os
import subprocess
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from shutil import which

import openpyxl
import pytest

import perfeval
from perfeval.formats.filled import form, read_form

FULL = os.environ.get("PERFEVAL_FULL") == "1"
pytestmark = [
    pytest.mark.full,
    pytest.mark.skipif(not FULL and which("soffice") is None, reason="needs LibreOffice"),
]
FOSHAN = perfeval.scheme("foshan-2021")
OFFICE = perfeval.load("examples/foshan-2021/hmt-office.toml")


def through_libreoffice(data: bytes, folder: Path, to: str = "xlsx") -> bytes:
    (folder / "form.xlsx").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", to, "--outdir", str(folder / "out"), "form.xlsx"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=180)
    return (folder / "out" / f"form.{to}").read_bytes()


def without_results(data: bytes, cells: dict[str, object]) -> bytes:
    """The form as openpyxl saves it: sums without results, so that LibreOffice has to compute them."""
    book = openpyxl.load_workbook(BytesIO(data))
    for place, value in cells.items():
        sheet, _, cell = place.partition("!")
        book[sheet][cell] = value
    into = BytesIO()
    book.save(into)
    return into.getvalue()


def test_sums_come_out_the_same_and_the_form_is_read_as_before(tmp_path):
    data = form(FOSHAN, OFFICE, lang="zh", classified=True)
    cells = {"指标评分!D7": "扣分", "指标评分!E7": None, "扣分!B6": "绩效管理", "扣分!C6": 1.5}
    cells |= {"扣分!B7": "绩效管理", "扣分!C7": 0.25}
    back = through_libreoffice(without_results(data, cells), tmp_path)
    shown = openpyxl.load_workbook(BytesIO(back), data_only=True)
    ours = openpyxl.load_workbook(BytesIO(data), data_only=True)
    sums = [
        cell
        for row in openpyxl.load_workbook(BytesIO(data))["预算"].iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    assert len(sums) == 6
    for cell in sums:
        assert shown["预算"][cell.coordinate].value == pytest.approx(ours["预算"][cell.coordinate].value, abs=1e-9)
    assert shown["指标评分"]["F7"].value == 1.75
    assert shown["指标评分"]["F6"].value in (None, "")
    read = read_form(back)
    assert [d.points for d in read.judgements["performance"].deductions or ()] == [Decimal("1.5"), Decimal("0.25")]
    assert read.budget == OFFICE.budget
    assert (read.projects, read.narrative, read.sources) == (OFFICE.projects, OFFICE.narrative, OFFICE.sources)


@pytest.mark.parametrize("scheme", ["foshan-2021", "mof-2020-project"])
def test_an_empty_form_is_printed(tmp_path, scheme):
    assert through_libreoffice(form(perfeval.scheme(scheme)), tmp_path, "pdf").startswith(b"%PDF")

import json
import shutil
from pathlib import Path

import openpyxl
import pytest

LIBRARY = "examples/audit/library.xlsx"
KEYS = {"code", "severity", "location", "message", "stated", "expected", "advice", "because"}


@pytest.fixture
def folder(tmp_path):
    """A folder of published files, with what else lies about in one."""
    shutil.copy(LIBRARY, tmp_path / "library.xlsx")
    (tmp_path / "deeper").mkdir()
    shutil.copy(LIBRARY, tmp_path / "deeper/again.XLSX")
    for name in ("notes.md", "~$library.xlsx", ".hidden.xlsx", "office.toml", "picture.png"):
        (tmp_path / name).write_text("no form", encoding="utf-8")
    return tmp_path


def test_a_file_with_contradictions(call):
    ended = call("audit", LIBRARY, "--format", "json")
    (file,) = ended.json["files"]
    assert ended.code == 1
    assert [finding["code"] for finding in file["findings"]] == ["B102", "S204", "S206", "S202"]
    assert all(finding.keys() >= KEYS for finding in file["findings"])
    assert file["findings"][0]["origin"] == {"file": LIBRARY, "sheet": "自评表", "cell": "G6"}
    assert (file["recomputed"]["total"], file["recomputed"]["grade"], file["unread"]) == ("95.48", "优", [])
    assert {row["basis"] for row in file["recomputed"]["indicators"]} == {"rule"}
    assert ended.json["summary"]["findings"] == {"error": 3, "warning": 1, "info": 0}


def test_a_file_that_agrees_is_fine(call, tmp_path):
    book = openpyxl.load_workbook(LIBRARY)
    for cell, value in {"G6": 0.96, "G14": 27.6, "G16": 95.48, "H14": "流动展览减少"}.items():
        book["自评表"][cell] = value
    book.save(tmp_path / "mended.xlsx")
    ended = call("audit", tmp_path / "mended.xlsx", "--lang", "en")
    assert (ended.code, ended.err) == (0, "")
    assert "nothing found" in ended.out


def test_one_check_only(call):
    assert [
        f["code"] for f in call("audit", LIBRARY, "--check", "B", "--format", "json").json["files"][0]["findings"]
    ] == ["B102"]
    assert call("audit", LIBRARY, "--check", "S999").code == 2


def test_a_folder(call, folder):
    ended = call("audit", folder, "--format", "json")
    assert [Path(file["file"]).name for file in ended.json["files"]] == ["again.XLSX", "library.xlsx"]
    assert ended.json["summary"]["codes"] == {"B102": 2, "S202": 2, "S204": 2, "S206": 2}


def test_what_cannot_be_read_stops_nothing_else(call, folder):
    (folder / "broken.xlsx").write_bytes(b"PK\x03\x04 no archive")
    ended = call("audit", folder, "--lang", "en")
    assert ended.code == 3
    assert "broken.xlsx" in ended.err
    assert "not read" in ended.out
    assert "library.xlsx" in ended.out
    files = call("audit", folder, "--format", "json").json["files"]
    assert [file.get("error", False) for file in files] == [True, False, False]


def test_several_processes_find_the_same(call, folder):
    alone = call("audit", folder, "--format", "json", "--jobs", "1")
    assert call("audit", folder, "--format", "json", "--jobs", "2").json == alone.json


def test_a_workbook(call, tmp_path):
    out = tmp_path / "found.xlsx"
    assert call("audit", LIBRARY, "-o", out).code == 1
    cells = {cell.value for sheet in openpyxl.load_workbook(out) for row in sheet.iter_rows() for cell in row}
    assert {"B102", "S204", "S206", "S202"} <= cells
    assert call("audit", LIBRARY, "--format", "xlsx").code == 2


def test_settings_and_silences_lie_in_the_folder(call, folder, monkeypatch):
    monkeypatch.chdir(folder)
    text = '[audit]\nskip = ["S206"]\n[[audit.silence]]\ncode = "B102"\nreason = "see the letter of 3 May"\n'
    Path("perfeval.toml").write_text(text, encoding="utf-8")
    ended = call("audit", "library.xlsx", "--format", "json")
    (file,) = ended.json["files"]
    assert [finding["code"] for finding in file["findings"]] == ["S204", "S202"]
    assert [(f["code"], f["reason"]) for f in file["silenced"]] == [("B102", "see the letter of 3 May")]
    Path("perfeval.toml").write_text('[adit]\n[audit]\nskip = ["S2O6"]\n', encoding="utf-8")
    ended = call("audit", "library.xlsx", "--format", "json")
    assert (ended.code, ended.codes) == (3, ["I102"])


def test_against_a_scheme_that_is_named(call, tmp_path):
    assert call("audit", LIBRARY, "--scheme", "nosuch").code == 2
    ended = call("audit", LIBRARY, "--scheme", "mof-2020-project", "--format", "json")
    assert "S204" in ended.json["summary"]["codes"]


def test_an_input_is_never_the_output(call, tmp_path):
    shutil.copy(LIBRARY, tmp_path / "library.xlsx")
    before = (tmp_path / "library.xlsx").read_bytes()
    assert call("audit", tmp_path / "library.xlsx", "-o", tmp_path / "library.xlsx").code != 1
    assert (tmp_path / "library.xlsx").read_bytes() == before


def test_a_submission_is_audited_as_what_it_states(call, tmp_path):
    text = Path("examples/foshan-2021/hmt-office.toml").read_text(encoding="utf-8")
    assert "884.78" in text
    (tmp_path / "office.toml").write_text(text.replace("884.78", "884.79", 1), encoding="utf-8")
    ended = call("audit", tmp_path / "office.toml", "--format", "json")
    assert json.loads(ended.out)["summary"]["codes"] == {"B101": 1}

"""A file is told by its content; a suffix that is not true is said; what is not read says what to do."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from perfeval.findings import UsageError
from perfeval.formats.pages import SUFFIXES, open_document
from perfeval.formats.pages import apart as apart_module
from perfeval.formats.pages.compound import SIGNATURE

FILES = Path(__file__).parent / "files"
KINDS = {"sheet.xlsx", "form.xls", "form.ods", "sheet.docx", "sheet.pdf"}


def codes(document):
    return [finding.code for finding in document.findings]


@pytest.mark.parametrize("name", sorted(KINDS))
@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_content_decides_and_a_wrong_suffix_is_said(opened, name: str, suffix: str):
    true, other = opened(name), opened(name, f"other{suffix}")
    wrong = not name.endswith(suffix)
    assert codes(other) == ["I305"] * wrong + codes(true)
    assert [b.text for b in other.lines] == [b.text for b in true.lines]
    assert [len(g.rows) for g in other.grids] == [len(g.rows) for g in true.grids]


def test_a_web_page_called_a_workbook(opened):
    document = opened("web_page.xls")
    assert codes(document) == ["I305"]
    assert codes(opened("web_page.xls", "page.html")) == []
    assert [line.text for line in document.lines] == ["项目支出绩效自评表"]
    page = (FILES / "web_page.xls").read_bytes()
    mail = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=X\r\n\r\n--X\r\n"
    packed = mail + b"Content-Type: text/html; charset=utf-8\r\n\r\n" + page + b"\r\n--X--\r\n"
    assert len(open_document(packed, "page.mht").grids[0].rows) == 3
    old = page.decode().replace("charset=utf-8", "charset=gb2312").encode("gb18030")
    assert open_document(old, "page.htm").lines == opened("web_page.xls", "page.htm").lines


def test_tables_of_web_pages_in_tables_and_left_open():
    page = "<table><tr><td>外<table><tr><td>内</table><td>后<tr><td colspan=2 rowspan=x>底<script>1</script>"
    first, second = open_document(page.encode(), "a.html").grids
    assert [c.text for c in first.cells()] == ["内"]
    assert [(c.text, c.origin.cell, c.width) for c in second.cells()] == [
        ("外", "A1", 1),
        ("后", "B1", 1),
        ("底", "A2", 2),
    ]


def test_a_suffix_that_says_nothing_is_passed_over(opened):
    for file in ("form", "form.bak", "自评表.xlsx.1"):
        assert codes(opened("sheet.xlsx", file)) == []


@pytest.mark.parametrize(
    ("data", "file", "code"),
    [
        (b"", "a.xlsx", "I304"),
        (b"  \n", "a.txt", "I304"),
        (b"PK\x03\x04", "a.xlsx", "I303"),
        (b"PK\x05\x06" + bytes(18), "a.xlsx", "I304"),
        (b"\x00\x01\x02\x03" * 99, "a.xlsx", "I303"),
        (b"\x00\x01\x02\x03" * 99, "a.txt", "I304"),
        (b"\x81\xff\xfe\x00", "a.txt", "I304"),
        ("ÀÉÎÕÜ ñ ü é".encode("latin-1") * 9, "a.txt", "I304"),
        (b"%PDF-1.4\n", "a.pdf", "I303"),
        (b"{\\rtf1 x}", "a.doc", "I304"),
        (b"<?xml version='1.0'?><Workbook xmlns='urn:x'/>", "a.xls", "I304"),
        (b"\x89PNG\r\n\x1a\n", "a.png", "I301"),
        (b"\xff\xd8\xff\xe0", "a.jpg", "I301"),
        (SIGNATURE, "a.xls", "I303"),
        (SIGNATURE + bytes(600), "a.xls", "I303"),
    ],
)
def test_what_is_not_read_is_refused(refused, data: bytes, file: str, code: str):
    assert refused(data, file) == [code]


def test_a_picture_in_a_pdf_is_a_scan(refused):
    out = io.BytesIO()
    Image.new("L", (40, 40), 128).save(out, "PDF")
    assert refused(out.getvalue(), "a.pdf") == ["I301"]


def test_other_archives_and_encrypted_ones(refused):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("自评表.xlsx", (FILES / "sheet.xlsx").read_bytes())
    assert refused(out.getvalue(), "a.zip") == ["I304"]
    data = bytearray((FILES / "sheet.xlsx").read_bytes())
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1
    assert refused(bytes(data), "a.xlsx") == ["I302"]


def test_passwords_of_workbooks(refused):
    assert refused((FILES / "password.xlsx").read_bytes(), "a.xlsx") == ["I302"]
    old = bytearray((FILES / "form.xls").read_bytes())
    at = old.find(struct.pack("<HH", 0x5C, 112))  # who wrote it: any record will do to hold a password
    old[at] = 0x2F
    assert refused(bytes(old), "a.xls") == ["I302"]
    out = io.BytesIO()
    with zipfile.ZipFile(FILES / "form.ods") as read, zipfile.ZipFile(out, "w") as copy:
        for name in read.namelist():
            text = read.read(name)
            copy.writestr(
                name, text.replace(b"</manifest", b"<encryption-data/></manifest") if "manifest" in name else text
            )
    assert refused(out.getvalue(), "a.ods") == ["I302"]


def test_old_documents_are_named(refused):
    data = (FILES / "form.xls").read_bytes()
    wide = "Workbook".encode("utf-16-le")
    assert wide in data
    renamed = data.replace(wide + b"\0\0", "WordDocu".encode("utf-16-le") + b"\0\0")
    assert refused(renamed, "a.doc") == ["I304"]


@pytest.mark.parametrize(("module", "name"), [("openpyxl", "sheet.xlsx"), ("docx", "sheet.docx")])
def test_a_missing_library_names_its_extra(monkeypatch, opened, module: str, name: str):
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(UsageError) as error:
        opened(name)
    assert [f.code for f in error.value.findings] == ["I205"]
    assert {"openpyxl": "excel", "docx": "word"}[module] in error.value.findings[0].advice.en


@pytest.mark.parametrize(
    ("module", "name", "extra"), [("pdfplumber", "sheet.pdf", "pdf"), ("python_calamine", "form.xls", "excel")]
)
def test_a_library_missing_in_the_process_apart(monkeypatch, opened, tmp_path, module: str, name: str, extra: str):
    (tmp_path / f"{module}.py").write_text("raise ImportError('not here')")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(UsageError) as error:
        opened(name)
    assert [(f.code, extra in f.advice.en) for f in error.value.findings] == [("I205", True)]


def test_a_process_that_dies_or_says_too_much_is_no_answer(monkeypatch, refused):
    data = (FILES / "sheet.pdf").read_bytes()
    for start in ("import sys; sys.stdin.read()", "print('{')", "import os; os.abort()", "print('[' * 70_000_000)"):
        monkeypatch.setattr(apart_module, "_START", start)
        assert refused(data, "a.pdf") == ["I306"]


def test_opening_does_not_load_the_libraries():
    code = "import perfeval.formats.pages, sys; print(sorted({'openpyxl', 'docx', 'pdfplumber'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_suffix_is_given_once():
    assert len(SUFFIXES) == len(set(SUFFIXES))
    assert {".xlsx", ".xls", ".ods", ".docx", ".pdf", ".csv", ".txt", ".html"} <= set(SUFFIXES)

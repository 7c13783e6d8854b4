"""Files that are made to harm who opens them; small on disk, each made in well under a second."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Mapping

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ODS = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)
DTD = '<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY e SYSTEM "file:///etc/passwd">]>'
DECLARED = "<?xml version='1.0' encoding='UTF-8'?>"


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def workbook(sheet: str, **parts: str | bytes) -> bytes:
    """A workbook with one worksheet; its parts by name, `styles` for xl/styles.xml."""
    types = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    whole: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{types}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{types}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{types}.styles+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{types}.sharedStrings+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{RELATIONS}"><sheets>'
        '<sheet name="自评表" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{RELATIONS}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId3" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/styles.xml": f"<styleSheet {MAIN}/>",
        "xl/sharedStrings.xml": f"<sst {MAIN}><si><t>合计</t></si></sst>",
        "xl/worksheets/sheet1.xml": f"{DECLARED}<worksheet {MAIN}>{sheet}</worksheet>",
    }
    whole |= {f"xl/{name}.xml": text for name, text in parts.items()}
    return zipped(whole)


def rows(*cells: str) -> str:
    return f"<sheetData>{''.join(cells)}</sheetData>"


CELL = '<row r="1"><c r="A1"><v>1</v></c></row>'


def document(body: str) -> bytes:
    types = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{types}"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
            f'Type="{RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/document.xml": f"{DECLARED}<w:document {WORD}><w:body>{body}</w:body></w:document>",
        }
    )


def spreadsheet(tables: str, declared: str = "") -> bytes:
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": f"{DECLARED}{declared}<office:document-content {ODS}><office:body><office:spreadsheet>"
            f"{tables}</office:spreadsheet></office:body></office:document-content>",
        }
    )


def pdf(*objects: str | bytes, trailer: str = "/Root 1 0 R") -> bytes:
    """A PDF of numbered objects, the first of them its catalogue."""
    out, places = bytearray(b"%PDF-1.5\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + (body if isinstance(body, bytes) else body.encode()) + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = trailer.replace("HERE", str(start))
    return bytes(out) + f"trailer\n<</Size {len(objects) + 1} {trailer}>>\nstartxref\n{start}\n%%EOF\n".encode()


def stream(data: bytes, more: str = "") -> bytes:
    return f"<</Length {len(data)} {more}>>\nstream\n".encode() + data + b"\nendstream"


CATALOGUE, PAGES = "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>"
FONT = "/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"


def page(contents: str = "4 0 R", resources: str = FONT) -> str:
    return f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents {contents}/Resources<<{resources}>>>>"


def bomb() -> bytes:
    """200 MB of blanks in a worksheet, packed in layers so that making it takes no time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(100):
                part.write(b" " * 2_000_000)
    return out.getvalue()


def lying() -> bytes:
    """An archive whose directory says that a part is small, which is not."""
    data = bytearray(workbook(rows(CELL) + " " * 5_000_000))
    at = data.rfind(b"PK\x01\x02", 0, data.rfind(b"xl/worksheets/sheet1.xml"))
    data[at + 24 : at + 28] = (2_000).to_bytes(4, "little")
    return bytes(data)


def utf16(text: str) -> bytes:
    return text.replace("UTF-8", "UTF-16").encode("utf-16")


def wide_merges() -> str:
    return "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, 1_000_001))


def blanks() -> bytes:
    """600 MB of blanks, compressed once."""
    packer = zlib.compressobj(1)
    return b"".join(packer.compress(b" " * 2**20) for _ in range(600)) + packer.flush()


MAKERS: Mapping[str, tuple[str, Callable[[], bytes], str | None]] = {
    # name: suffix, maker, the code that refuses it, "" where it is read, None where either will do
    "zip bomb": ("xlsx", bomb, "I306"),
    "zip with a lie": ("xlsx", lying, "I303"),
    "many parts": ("xlsx", lambda: zipped({f"xl/{n}.xml": "" for n in range(6_000)}), "I306"),
    "entities in a workbook": ("xlsx", lambda: workbook(rows(CELL), sharedStrings=DTD + "<sst>&b;</sst>"), "I307"),
    "entities in UTF-16": (
        "xlsx",
        lambda: workbook(rows(CELL), sharedStrings=utf16(DECLARED + DTD + f"<sst {MAIN}>&e;</sst>")),
        "I307",
    ),
    "entities in a document": (
        "docx",
        lambda: zipped({"word/document.xml": DTD + f"<w:document {WORD}>&e;</w:document>"}),
        "I307",
    ),
    "entities in a spreadsheet": ("ods", lambda: spreadsheet("", DTD), "I307"),
    "a million merged cells": (
        "xlsx",
        lambda: workbook(rows(CELL) + f"<mergeCells>{wide_merges()}</mergeCells>"),
        "I306",
    ),
    "everything merged": (
        "xlsx",
        lambda: workbook(rows(CELL) + '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
        "I306",
    ),
    "merges that never close": ("xlsx", lambda: workbook(rows(CELL) + "<mergeCell " * 40_000), "I303"),
    "a cell far away": (
        "xlsx",
        lambda: workbook(rows(CELL, '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')),
        "I306",
    ),
    "a dimension that is not true": (
        "xlsx",
        lambda: workbook('<dimension ref="A1:XFD1048576"/>' + rows(CELL)),
        "",
    ),
    "a million cells": ("xlsx", lambda: workbook(rows("<row>" + "<c><v>1</v></c>" * 1_000_000 + "</row>")), "I306"),
    "a million styles": (
        "xlsx",
        lambda: workbook(
            rows(CELL), styles=f"<styleSheet {MAIN}><cellXfs>" + "<xf/>" * 2_000_000 + "</cellXfs></styleSheet>"
        ),
        "I306",
    ),
    "deep XML": ("xlsx", lambda: workbook(rows(CELL) + "<a>" * 100_000 + "</a>" * 100_000), ""),
    "deep content controls": (
        "docx",
        lambda: document("<w:sdt><w:sdtContent>" * 5_000 + "</w:sdtContent></w:sdt>" * 5_000),
        "I303",
    ),
    "tables in tables": (
        "docx",
        lambda: document("<w:tbl><w:tr><w:tc>" * 80 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 80),
        "I306",
    ),
    "a wide span": (
        "docx",
        lambda: document(
            '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr></w:tc></w:tr></w:tbl>' * 3
        ),
        "",
    ),
    "a long table": (
        "docx",
        lambda: document("<w:tbl>" + "<w:tr><w:tc/><w:tc/></w:tr>" * 400_000 + "</w:tbl>"),
        "I306",
    ),
    "repeated rows and columns": (
        "ods",
        lambda: spreadsheet(
            '<table:table><table:table-row table:number-rows-repeated="1048576"><table:table-cell '
            'table:number-columns-repeated="16384"><text:p>1</text:p></table:table-cell></table:table-row></table:table>'
        ),
        "I306",
    ),
    "a span of a million": (
        "ods",
        lambda: spreadsheet(
            '<table:table><table:table-row><table:table-cell table:number-rows-spanned="1048576" '
            'table:number-columns-spanned="16384"><text:p>1</text:p></table:table-cell></table:table-row></table:table>'
        ),
        "",
    ),
    "one line of 60 MB": ("txt", lambda: b"1" * 60_000_000, "I306"),
    "one line of 100 MB": ("txt", lambda: b"1" * 100_000_000, "I306"),
    "one row of 60 MB": ("csv", lambda: b"1," * 30_000_000, "I306"),
    "a million short rows": ("csv", lambda: b"1,2\n" * 1_000_000, "I306"),
    "a cell of blanks": ("csv", lambda: b"a,b\nc," + b" " * 90_000 + b"d\n", ""),
    "a quote that never closes": ("csv", lambda: b'a,b\n"' + b"1\n" * 2_000_000, "I303"),
    "comments that never close": ("html", lambda: b"<html><table><tr><td>" + b"<!--" * 500_000, None),
    "tags that never close": ("html", lambda: b"<html>" + b"<table><tr><td>" * 100_000, "I306"),
    "a row span of a billion": ("html", lambda: b"<table><tr>" + b'<td rowspan="999999999" colspan=9999>1' * 5, "I306"),
    "pages in a circle": ("pdf", lambda: pdf(CATALOGUE, "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>>"), "I301"),
    "references in a circle": ("pdf", lambda: pdf(CATALOGUE, PAGES, page(), "4 0 R"), None),
    "a trailer before itself": (
        "pdf",
        lambda: pdf(CATALOGUE, PAGES, page(), stream(b"BT /F 9 Tf (1) Tj ET"), trailer="/Root 1 0 R /Prev HERE"),
        None,
    ),
    "a form that draws itself": (
        "pdf",
        lambda: pdf(
            CATALOGUE,
            PAGES,
            page(resources="/XObject<</X 5 0 R>>"),
            stream(b"/X Do /X Do"),
            stream(
                b"/X Do /X Do",
                "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>",
            ),
        ),
        None,
    ),
    "forms that draw two forms each": (
        "pdf",
        lambda: pdf(
            CATALOGUE,
            PAGES,
            page(resources="/XObject<</X 5 0 R>>"),
            stream(b"/X Do /X Do"),
            *(
                stream(
                    b"/X Do " * 9 if n < 29 else b"BT /F 9 Tf (1) Tj ET",
                    f"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X {n + 1} 0 R>>{FONT}>>",
                )
                for n in range(5, 30)
            ),
        ),
        "I306",
    ),
    "a stream that unpacks to 600 MB": (
        "pdf",
        lambda: pdf(CATALOGUE, PAGES, page(), stream(zlib.compress(blanks()), "/Filter[/FlateDecode/FlateDecode]")),
        "I306",
    ),
    "brackets in brackets": ("pdf", lambda: pdf(CATALOGUE, PAGES, page(), "[" * 200_000), None),
    "a page of a million lines": (
        "pdf",
        lambda: pdf(
            CATALOGUE,
            PAGES,
            page(),
            stream(zlib.compress(b"0 0 m 9 9 l S 5 5 m 5 700 l S " * 500_000), "/Filter/FlateDecode"),
        ),
        "I306",
    ),
}

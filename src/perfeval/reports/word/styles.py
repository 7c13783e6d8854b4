"""The styles of an official report: GB/T 9704 in Chinese, the same plan in smaller letters in English."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from attrs import frozen

from perfeval.findings import Lang
from perfeval.reports.word.pieces import piece

TITLE, HEAVY, KAI, SONG = "方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312"
"""The fonts that official documents ask for; they are named, not shipped."""
LATIN = "Times New Roman"


@frozen(kw_only=True)
class Style:
    """A style of paragraphs; sizes in points."""

    id: str
    name: str
    font: str = SONG
    size: float
    line: float
    """The fixed distance of lines."""
    bold: bool = False
    align: Literal["both", "center", "left", "right"] = "both"
    indent: bool = False
    """Whether its first line begins two characters in."""
    level: int | None = None
    """Its level in the outline, from 0."""
    keep: bool = False
    """Whether it stays on the page of what follows."""
    space: tuple[float, float] = (0, 0)
    """Above and below."""


def _styles(lang: Lang) -> Iterator[Style]:
    zh = lang == "zh"
    size, line, small, tight = (16.0, 28.0, 10.5, 17.0) if zh else (12.0, 20.0, 10.0, 15.0)
    title = (22.0, 35.0) if zh else (18.0, 28.0)
    text: dict[str, Any] = {"size": size, "line": line}
    table: dict[str, Any] = {"size": small, "line": tight}
    head: dict[str, Any] = {**text, "indent": zh, "keep": True, "align": "left", "bold": not zh}
    if not zh:
        head["space"] = (10, 4)
    text["align"] = "both" if zh else "left"
    yield Style(id="Normal", name="Normal", **text)
    yield Style(id="Title", name="Title", font=TITLE, size=title[0], line=title[1], align="center", keep=True)
    yield Style(id="Subtitle", name="Subtitle", font=KAI, space=(0, line), **{**text, "align": "center"})
    yield Style(id="Heading1", name="heading 1", font=HEAVY, level=0, **head)
    yield Style(id="Heading2", name="heading 2", font=KAI, level=1, **{**head, "bold": True})
    yield Style(id="Heading3", name="heading 3", level=2, **{**head, "bold": True})
    yield Style(id="Heading4", name="heading 4", level=3, **head)
    yield Style(id="BodyText", name="Body Text", indent=zh, space=(0, 0 if zh else 6), **text)
    yield Style(id="Note", name="Report Note", font=KAI, indent=zh, space=(0, 0 if zh else 6), **text)
    yield Style(id="Lead", name="Report Lead", font=KAI, indent=zh, keep=True, **text)
    yield Style(id="Annex", name="Report Annex", font=HEAVY, keep=True, bold=not zh, space=(14, 0), **text)
    yield Style(id="AnnexTitle", name="Report Annex Title", font=TITLE, align="center", level=0, keep=True,
                bold=not zh, space=(4, 8), size=size + 2, line=line)  # fmt: skip
    yield Style(id="Caption", name="caption", font=HEAVY, align="center", keep=True, size=size - 2, line=line,
                bold=not zh, space=(6, 0))  # fmt: skip
    yield Style(id="Unit", name="Report Unit", align="right", keep=True, size=small, line=tight + 3)
    yield Style(id="TableHead", name="Report Table Head", font=HEAVY, align="center", keep=True, bold=not zh, **table)
    yield Style(id="TableText", name="Report Table Text", align="left", **table)
    yield Style(id="TableStrong", name="Report Table Strong", align="left", bold=True, **table)
    yield Style(id="TableNumber", name="Report Table Number", align="right", **table)
    yield Style(id="Apart", name="Report Apart", size=2, line=8)
    yield Style(id="Footer", name="footer", font="宋体", size=14 if zh else 10.5, line=20, align="center")


def restyle(document: Any, lang: Lang) -> None:
    """Put these styles in the place of all that a document has."""
    styles = document.styles.element
    for found in list(styles):
        if not found.tag.endswith("}latentStyles"):
            styles.remove(found)
    styles.insert(0, piece("docDefaults", piece("rPrDefault", _letters(SONG, 10.5, False, lang)), piece("pPrDefault")))
    for style in _styles(lang):
        styles.append(_element(style, lang))
    styles.append(_plain_table())


def _element(style: Style, lang: Lang) -> Any:
    base = style.id == "Normal"
    kind: dict[str, Any] = {"type": "paragraph", "styleId": style.id}
    if base:
        kind["default"] = 1
    elif style.name.startswith("Report"):
        kind["customStyle"] = 1
    made = piece("style", piece("name", val=style.name), **kind)
    if not base:
        made.append(piece("basedOn", val="Normal"))
        if style.level is not None:
            made.append(piece("next", val="BodyText"))
    made.append(piece("qFormat"))
    made.append(_setting(style))
    made.append(_letters(style.font, style.size, style.bold, lang))
    return made


def _setting(style: Style) -> Any:
    above, below = (round(20 * part) for part in style.space)
    made = piece("pPr")
    if style.keep:
        made.append(piece("keepNext"))
    made.append(piece("spacing", before=above, after=below, line=round(20 * style.line), lineRule="exact"))
    if style.indent:
        made.append(piece("ind", firstLineChars=200, firstLine=round(40 * style.size)))
    made.append(piece("jc", val=style.align))
    if style.level is not None:
        made.append(piece("outlineLvl", val=style.level))
    return made


def _letters(font: str, size: float, bold: bool, lang: Lang) -> Any:
    made = piece("rPr", piece("rFonts", ascii=LATIN, hAnsi=LATIN, eastAsia=font, cs=LATIN))
    if bold:
        made.append(piece("b"))
    made.append(piece("color", val="000000"))
    made.append(piece("sz", val=round(2 * size)))
    made.append(piece("szCs", val=round(2 * size)))
    made.append(piece("lang", val="en-US", eastAsia="zh-CN"))
    return made


def _plain_table() -> Any:
    cell = {"top": 20, "left": 85, "bottom": 20, "right": 85}
    sides = [piece(side, w=width, type="dxa") for side, width in cell.items()]
    return piece(
        "style",
        piece("name", val="Normal Table"),
        piece("tblPr", piece("tblCellMar", *sides)),
        type="table",
        default=1,
        styleId="TableNormal",
    )

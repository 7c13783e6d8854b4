"""The page as a PDF, laid out from the same HTML by its print style; needs the extra `report` and a few fonts."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from perfeval.findings import Finding, Text, UsageError, kind
from perfeval.findings.visible import escaped
from perfeval.reports.page.breaking import breakable
from perfeval.reports.page.rendering import file

_LOGGER = logging.getLogger("weasyprint")
_NO_GLYPH = ".notdef glyph"
_MOST = 12


def page_pdf(html: str) -> bytes:
    """A page of this package as a PDF on A4; the same bytes for the same page, fonts and version of WeasyPrint.

    Args:
        html: what `evaluation_page` or `evaluations_page` made.

    Raises:
        UsageError: the extra `report` is not installed (I205), a library of the system is missing (I401), or no font
            has a character that the page holds (I402).
    """
    weasyprint = _weasyprint()
    nothing = weasyprint.URLFetcher(allowed_protocols=())  # no page asks for anything; should one ever, it gets nothing
    with _missing() as signs:
        page = weasyprint.HTML(string=html, url_fetcher=nothing)
        breakable(page.etree_element)
        style = weasyprint.CSS(string=file("long.css"), url_fetcher=nothing)
        made: bytes = page.write_pdf(stylesheets=[style], pdf_identifier=b"perfeval")
    if signs:
        raise UsageError(_no_font(_shown(signs)))
    return made


def _weasyprint() -> Any:
    try:
        import weasyprint  # type: ignore[import-untyped]  # it comes without types
    except ModuleNotFoundError as error:
        raise UsageError(kind("I205").at("", what=error.name or "weasyprint", extra="report")) from error
    except OSError as error:  # it is there, and Pango is not
        raise UsageError(kind("I401").at("", detail=str(error).splitlines()[0])) from error
    if not _fonts():
        raise UsageError(_no_font(Text("任何文字", "any text")))
    return weasyprint


def _no_font(signs: Text) -> Finding:
    return kind("I402").at("", signs=signs, otherwise=Text("，或写成 .html", ", or write .html"))


@cache
def _fonts() -> int:
    """How many fonts there are; with none at all Pango ends the process."""
    from weasyprint.text.ffi import fontconfig  # type: ignore[import-untyped]

    config = fontconfig.FcInitLoadConfigAndFonts()
    found: int = fontconfig.FcConfigGetFonts(config, fontconfig.FcSetSystem).nfont
    fontconfig.FcConfigDestroy(config)
    return found


@contextmanager
def _missing() -> Iterator[list[int]]:
    """The characters that no font has, as they are drawn."""
    signs: dict[int, None] = {}

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if str(record.msg).startswith(_NO_GLYPH) and isinstance(record.args, tuple):
                signs[int(str(record.args[-1]))] = None

    ear = Ear()
    found: list[int] = []
    quiet = _LOGGER.level, _LOGGER.propagate
    _LOGGER.addHandler(ear)
    _LOGGER.setLevel(logging.WARNING)
    _LOGGER.propagate = False
    try:
        yield found
        found += signs
    finally:
        _LOGGER.removeHandler(ear)
        _LOGGER.setLevel(quiet[0])
        _LOGGER.propagate = quiet[1]


def _shown(signs: list[int]) -> Text:
    told = [f"{chr(s) if chr(s).isprintable() else escaped(chr(s))} (U+{s:04X})" for s in sorted(signs)[:_MOST]]
    more = "" if len(signs) <= _MOST else f" … {len(signs)}"
    return Text("、".join(told) + more, ", ".join(told) + more)

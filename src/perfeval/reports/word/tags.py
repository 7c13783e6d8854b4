"""The faults of a template's tags: what each is, in which part, beside which words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from perfeval.expressions import suggestion
from perfeval.findings import Finding, kind
from perfeval.reports.told import visible
from perfeval.reports.word.sandbox import Missed

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HOLDERS = {f"{_W}{name}" for name in ("body", "p", "r", "tbl", "tr", "tc", "hdr", "ftr", "footnote", "footnotes")}
_LINE = re.compile(r"\r\n|\r|\n")
_PARAGRAPH = re.compile(r"<w:p([ >])")
_TAG = re.compile(r"<[^>]+>")
_SHOWN = 60
_LONGEST = 200


def written_faults(part: str, source: str, jinja: Any, known: Mapping[str, Any]) -> Iterator[Finding]:
    """Mistakes of syntax, or else every name that the context has not.

    Args:
        part: the part of the document.
        source: its XML, as docxtpl makes a template of it.
        jinja: the environment.
        known: the context.
    """
    from jinja2 import TemplateSyntaxError, meta

    lined = _lined(source)
    try:
        tree = jinja.parse(lined)
        jinja.from_string(lined)  # filters and tests are looked up when it is compiled
    except TemplateSyntaxError as error:
        yield kind("I433").at(part, near=_near(lined, error.lineno), detail=str(error.message)[:_LONGEST])
        return
    except RecursionError as error:
        yield kind("I433").at(part, near=_near(lined, 1), detail=type(error).__name__)
        return
    for name in sorted(meta.find_undeclared_variables(tree) - set(known)):
        yield _unknown(part, _near(lined, _where(lined, name)), name, known)


def stopped(part: str, source: str, error: Exception, missed: list[Missed]) -> Finding:
    """The fault that showed when a tag was carried out."""
    from jinja2 import UndefinedError

    near = _near(_lined(source), _line_of(error))
    if isinstance(error, UndefinedError) and missed:
        return _unknown(part, near, *missed[-1])
    return broken(part, near, str(error) or type(error).__name__)


def broken(part: str, near: str, detail: str) -> Finding:
    """A tag that cannot be carried out, or leaves no document behind."""
    return kind("I434").at(part, near=_short(near), detail=visible(detail)[:_LONGEST])


def loose(tree: Any) -> str | None:
    """The first text that stands between the pieces of a document, where Word does not show it."""
    for element in tree.iter():
        above = element.getparent()
        inside = element.text if element.tag in _HOLDERS else None
        after = element.tail if above is not None and above.tag in _HOLDERS else None
        for text in (inside, after):
            if text and text.strip():
                return str(text).strip()
    return None


def _unknown(part: str, near: str, name: str, known: Iterable[str]) -> Finding:
    return kind("I432").at(part, near=near, name=visible(name), meant=suggestion(name, known))


def _lined(source: str) -> str:
    """Each paragraph on a line of its own, as docxtpl has it when its tags are carried out."""
    return _PARAGRAPH.sub(r"\n<w:p\1", source)


def _where(source: str, name: str) -> int:
    """The line on which a tag first has a name."""
    word = re.compile(rf"{{[{{%][^}}]*\b{re.escape(name)}\b")
    return next((n for n, line in enumerate(_LINE.split(source), 1) if word.search(_TAG.sub("", line))), 1)


def _line_of(error: BaseException) -> int:
    """The line of the template on which it stopped."""
    line, step = 1, error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename == "<template>":
            line = step.tb_lineno
        step = step.tb_next
    return line


def _near(source: str, line: int) -> str:
    """What a line says; where it says nothing, the last one before it that does."""
    lines = _LINE.split(source)[:line]
    return _short(next((said for part in reversed(lines) if (said := _TAG.sub("", part).strip())), ""))


def _short(text: str) -> str:
    return visible(text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…")

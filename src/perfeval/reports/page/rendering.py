"""Templates filled: everything that is put in is text, in one language, with nothing in it that acts unseen."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from perfeval.findings import Lang, UsageError, kind
from perfeval.reports.page.geometry import percent
from perfeval.reports.told import text_of, word, words

_LANGUAGE = {"zh": "zh-CN", "en": "en"}


def rendered(template: str, lang: Lang, **values: Any) -> str:
    """A template of this package, filled.

    Raises:
        UsageError: the extra `report` is not installed.
    """
    page: str = _environment(lang).get_template(template).render(values)
    return page


@cache
def _environment(lang: Lang) -> Any:
    """The templates for readers of one language; a name that is not given is an error, not an empty place."""
    jinja2 = _jinja2()
    made = jinja2.Environment(
        loader=jinja2.FunctionLoader(file),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=lambda value: _out(value, lang),
    )
    style, script = file("page.css"), file("table.js")
    made.globals.update(
        word=word,
        w=words(),
        percent=percent,
        language=_LANGUAGE[lang],
        style=_as_it_is(style),
        style_hash=_hash(style),
        script=_as_it_is(script),
        script_hash=_hash(script),
    )
    return made


def _jinja2() -> Any:
    try:
        import jinja2
    except ModuleNotFoundError as error:
        raise UsageError(kind("I205").at("", what=error.name or "jinja2", extra="report")) from error
    return jinja2


@cache
def file(name: str) -> str:
    """A file of the folder `template`."""
    return files("perfeval.reports.page").joinpath("template", name).read_text(encoding="utf-8")


def _as_it_is(text: str) -> Any:
    """Our own style and script, which a page holds unescaped."""
    from markupsafe import Markup  # comes with jinja2

    return Markup(text)


def _hash(text: str) -> str:
    """What the policy of the page names, so that no other style or script is taken."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _out(value: Any, lang: Lang) -> Any:
    """A value on its way into the page."""
    if hasattr(value, "__html__"):
        return value
    return text_of(value, lang)

"""Labels without what only decorates them: spaces, notes in brackets, points, numbering."""

from __future__ import annotations

import re

from perfeval.numbers import MONEY_UNITS, normalise

_NOTE = re.compile(r"[(\[【〔][^()\[\]【】〔〕]*[)\]】〕]")
_YEAR = re.compile(r"^(?:19|20)\d\d年度?")
_MONEY = "|".join(sorted(MONEY_UNITS, key=len, reverse=True))
_UNIT_BEHIND = re.compile(rf"[/,:;、-]?(?:单位)?:?(?:{_MONEY}|%)$")
_MONEY_UNIT = re.compile(rf"(?:{_MONEY})")
_FORMULA_BEHIND = re.compile(r"(?:[A-Z①-⑩](?:[=/÷].*)?|[=＝].*)$")
_ORDER = (
    re.compile(r"^[一二三四五六七八九十]+[、.]"),
    re.compile(r"^\([一二三四五六七八九十]+\)、?"),
    re.compile(r"^\d{1,2}[、.．](?!\d)"),
    re.compile(r"^\(\d{1,2}\)、?"),
    re.compile(r"^[①-⑳]"),
)
_OF_WHICH = re.compile(r"^(?:其中|其中包括|其中包含)[:：]?")
_POINTS = re.compile(
    r"(?P<open>[(\[【])\s*(?:共|计|满分|分值|权重)?:?(?P<bracketed>\d+(?:\.\d+)?)分?\s*[)\]】]$"
    r"|(?P<bare>\d+(?:\.\d+)?)分$"
)


def spaceless(text: str) -> str:
    r"""A label as printed, without spaces and line breaks: `产 出\n指标` is 产出指标."""
    return "".join(text.replace("\u200b", "").replace("\ufeff", "").split())


def plain(text: str) -> str:
    """A label without spaces, with plain brackets and signs, for looking it up."""
    return spaceless(normalise(text))


def header(text: str) -> str:
    r"""What a header says without notes, year, unit and letters of formulas.

    Example:
        >>> from perfeval.formats.forms.labels import header
        >>> header("2022年全年执行数（B）\n（万元）"), header("执行率(B/A×100%)"), header("预算数/万元")
        ('全年执行数', '执行率', '预算数')
    """
    label = without_notes(plain(text))
    label = _YEAR.sub("", label.lstrip("*★※#"))
    label = _FORMULA_BEHIND.sub("", label.rstrip(":。"))
    return _UNIT_BEHIND.sub("", label).rstrip(":。") or label


def without_notes(label: str) -> str:
    """A plain label without what stands in brackets."""
    previous = None
    while previous != label:
        previous, label = label, _NOTE.sub("", label)
    return label


def money_unit(text: str) -> str:
    """The unit of money that a heading names, empty for none: `项目资金（万元）` says 万元."""
    found = _MONEY_UNIT.search(plain(text))
    return found[0] if found else ""


def order(label: str) -> tuple[int | None, str]:
    """How deep a label's numbering is (一、 is 0, （一） 1, 1. 2, (1) 3, ① 4), None without; and the rest of the label.

    Example:
        >>> from perfeval.formats.forms.labels import order
        >>> order("（一）人员经费"), order("人员经费")
        ((1, '人员经费'), (None, '人员经费'))
    """
    text = plain(label)
    for depth, pattern in enumerate(_ORDER):
        if found := pattern.match(text):
            return depth, text[found.end() :]
    return None, label


def of_which(label: str) -> tuple[bool, str]:
    """Whether a label begins with 其中, and the rest of it."""
    found = _OF_WHICH.match(label)
    rest = label[found.end() :] if found else label
    return (True, rest) if found and rest else (False, label)


def points_in(label: str) -> tuple[str, str]:
    """The points that a heading declares, empty for none, and the heading without them.

    Example:
        >>> from perfeval.formats.forms.labels import points_in
        >>> points_in("产出指标（50分）"), points_in("产出50分"), points_in("数量指标")
        (('50', '产出指标'), ('50', '产出'), ('', '数量指标'))
    """
    text = plain(label)
    found = _POINTS.search(text)
    if found is None or not found.start():
        return "", label
    return found["bracketed"] or found["bare"], text[: found.start()].rstrip(",:、")


def indent(text: str) -> int:
    """By how many characters a label stands in."""
    return len(text) - len(text.lstrip())

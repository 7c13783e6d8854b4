"""TOML texts as exact values: decimals instead of floats, and every fault a finding with its place."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal, InvalidOperation
from typing import Any

from attrs import evolve

from perfeval.findings import Finding, FormatError, Origin, Text, kind, say
from perfeval.formats.toml_hints import hint
from perfeval.formats.toml_places import tokens
from perfeval.numbers.limits import MAX_TEXT, too_large

# Far below the recursion limit, so that whoever walks the document may recurse.
_DEEPEST = 100

_NUMBER = re.compile(r"[+-]?[0-9][0-9A-Za-z_]*", re.ASCII)
_GIVEN_TWICE = re.compile(r"Cannot (declare|mutate|overwrite|redefine)|Duplicate")
_NOT_TOML = Text(
    "全文没有一个“=”，不是 TOML 文件（是不是表格、JSON 或 YAML 改了后缀？）；每一行应为：键 = 值",
    "there is no = in all the text, so it is no TOML (a table, JSON or YAML under another name?); "
    "a line reads key = value",
)
_NO_CLOSING_QUOTE = re.compile(r"Unterminated|Expected \"'|Expected '\"")


def load_toml(text: str) -> dict[str, Any]:
    """The document that a TOML text holds, with `Decimal` for every float.

    `inf` and `nan` come out as decimals too and are left to whoever checks the values.

    Raises:
        FormatError: the text is no TOML or nests too deeply (I101); a number is too long or too large (I107).

    Example:
        >>> from perfeval.findings import FormatError
        >>> from perfeval.formats.toml_text import load_toml
        >>> load_toml("rate = 0.958")
        {'rate': Decimal('0.958')}
        >>> try:
        ...     load_toml("rate = “0.958”")
        ... except FormatError as error:
        ...     error.findings[0].message.en
        'cannot be parsed: write " instead of “'
    """
    _check_limits(text)

    def decimal(number: str) -> Decimal:
        try:
            return Decimal(number)
        except InvalidOperation:  # an exponent of 19 digits and more
            raise FormatError(_too_large(text, text.index(number))) from None

    try:
        return tomllib.loads(text, parse_float=decimal)
    except tomllib.TOMLDecodeError as error:
        raise FormatError(_not_toml(text, str(error))) from error
    except RecursionError:  # the caller itself is close to the limit
        raise FormatError(_too_deep(text, 0)) from None


def _check_limits(text: str) -> None:
    """Refuse what would cost `tomllib` or a later reader more than linear time, or the stack.

    Counts the names and brackets around each token, so it needs no valid text and runs first.
    """
    outer: list[int] = []
    depth = 0
    for token, offset in tokens(text):
        if token in ("[", "{"):
            outer.append(depth)
            depth += 1
        elif token in ("]", "}"):
            depth = outer.pop() if outer else 0
        elif token in (",", "\n"):
            depth = outer[-1] + 1 if outer else 0
        elif token == ".":
            depth += 1
        elif len(token) > MAX_TEXT and _NUMBER.fullmatch(token):
            raise FormatError(_too_large(text, offset))
        if depth > _DEEPEST:
            raise FormatError(_too_deep(text, offset))


def _too_large(text: str, offset: int) -> Finding:
    (finding,) = too_large().findings
    return evolve(finding, origin=_origin(text, offset))


def _too_deep(text: str, offset: int) -> Finding:
    detail = say("嵌套超过 {most} 层", "nested more than {most} levels deep", most=_DEEPEST)
    return kind("I101").at("", origin=_origin(text, offset), detail=detail)


def _not_toml(text: str, message: str) -> Finding:
    said, _, where = message.rpartition(" (at ")
    offset = _offset(text, said, where)
    key = ""
    if _GIVEN_TWICE.match(said):
        offset, key = _last_key(text[:offset])
    start = text.rfind("\n", 0, offset) + 1
    rest = text[offset:].partition("\n")[0].rstrip(" \t\r")
    detail = _NOT_TOML if _is_no_toml(text) else hint(said, text[start:offset], rest, key)
    return kind("I101").at("", origin=_origin(text, offset), detail=detail)


def _is_no_toml(text: str) -> bool:
    """Whether there are several lines and no = in any of them; what looks like JSON is left to its own hint."""
    lines = [line for line in text.splitlines() if line.strip() and line.lstrip()[0] not in "#["]
    return len(lines) > 1 and lines[0].lstrip()[0] != "{" and not re.search("[=＝]", text)


def _offset(text: str, said: str, where: str) -> int:
    """The offset of "line 1, column 5)" or "end of document)", which every Python writes behind its message.

    The attributes `lineno` and `colno` of Python 3.14 say the same, so they are not needed.
    """
    numbers = [int(number) for number in re.findall("[0-9]+", where)]
    if numbers:
        line, column = numbers
        return sum(len(row) + 1 for row in text.split("\n")[: line - 1]) + column - 1
    if _NO_CLOSING_QUOTE.match(said):
        return list(tokens(text))[-1][1]  # the string runs to the end; its beginning is the place to look at
    return len(text.rstrip())


def _last_key(text: str) -> tuple[int, str]:
    """Offset and spelling of the last key in the beginning of a text, where `tomllib` had no complaint."""
    starts = [0]  # of the statement, and of the item in each open bracket
    fresh = True
    for token, offset in tokens(text):
        if token in (",", "\n"):
            fresh = True
        elif token in ("]", "}"):
            starts.pop()
            fresh = False
        else:
            if fresh:
                starts[-1] = offset
            fresh = token in ("[", "{")
            if fresh:
                starts.append(offset)
    start = starts[-1]
    end = next((offset for token, offset in tokens(text[start:]) if token == "="), len(text))
    return start, text[start:][:end].strip()


def _origin(text: str, offset: int) -> Origin:
    return Origin(line=text.count("\n", 0, offset) + 1, column=offset - text.rfind("\n", 0, offset))

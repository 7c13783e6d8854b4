"""Texts on their way out: nothing in them acts without being seen."""

from __future__ import annotations

import re
import unicodedata

_STEERING = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_NO_SIGNS = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")
_JOINERS = "\u200c\u200d"  # scripts need them to be spelt


def hidden(sign: str) -> bool:
    """Whether a character acts without being seen: terminal controls, line separators, changes of direction."""
    return bool(_STEERING.match(sign)) or (unicodedata.category(sign) == "Cf" and sign not in _JOINERS)


def escaped(sign: str) -> str:
    r"""A character as `\x1b` or `\u202e`, as JSON and Python write it."""
    code = ord(sign)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def block(text: str) -> str:
    r"""A text of several lines with nothing in it that acts unseen.

    Example:
        >>> from perfeval.findings.visible import block
        >>> print(block("a\x1b[31m\nb"))
        a\x1b[31m
        b
    """
    if text.isprintable():
        return text
    return "".join(escaped(s) if s != "\n" and hidden(s) else s for s in text.replace("\r\n", "\n").replace("\t", "  "))


def line(text: str) -> str:
    r"""A text on one line with nothing in it that acts unseen.

    Example:
        >>> from perfeval.findings.visible import line
        >>> print(line("某局\n\u202e总分 100"))
        某局 \u202e总分 100
    """
    return block(" ".join(text.splitlines()) if "\n" in text or "\r" in text else text)


def in_document(text: str) -> str:
    r"""A text on one line with nothing in it that acts unseen and no sign that HTML or XML forbids.

    Example:
        >>> from perfeval.findings.visible import in_document
        >>> in_document("某局\u202e\ufffe")
        '某局\\u202e\ufffd'
    """
    if text.isascii() and text.isprintable():
        return text
    return _NO_SIGNS.sub("\ufffd", line(text))


def brief(text: str, most: int = 60) -> str:
    r"""The beginning of a text on one line, for a prompt.

    Example:
        >>> from perfeval.findings.visible import brief
        >>> brief("第一行\n第二行", 5)
        '第一行 …'
    """
    return in_document(text if len(text) <= most else f"{text[: most - 1]}…")

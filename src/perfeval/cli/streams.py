"""Texts on their way out: nothing in them steers a terminal, and no encoding makes them fail."""

from __future__ import annotations

import codecs
import os
import re
import sys
import unicodedata
from contextlib import suppress
from typing import Final, TextIO

from perfeval.findings import FormatError, Origin, kind

READABLE: Final = "perfeval.readable"
"""The error handler that writes what an encoding lacks as something that can still be read."""

_LOOKS_LIKE = {
    "−": "-", "–": "-", "—": "-", "×": "x", "÷": "/", "≈": "~", "≤": "<=", "≥": ">=", "≠": "!=", "·": ".",
    "“": '"', "”": '"', "‘": "'", "’": "'", "。": ". ", "、": ", ", "，": ", ", "；": "; ", "：": ": ",
    "（": " (", "）": ") ", "《": "<", "》": ">", "〔": "[", "〕": "]", "【": "[", "】": "]", "─": "-", "│": "|",
}  # fmt: skip
_STEERING = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_JOINERS = "\u200c\u200d"  # scripts need them to be spelt


def _readable(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(_plainer(sign) for sign in error.object[error.start : error.end]), error.end


def _plainer(sign: str) -> str:
    if found := _LOOKS_LIKE.get(sign):
        return found
    plainer = unicodedata.normalize("NFKC", sign)
    return plainer if plainer.isascii() else "?"


codecs.register_error(READABLE, _readable)


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
        >>> from perfeval.cli.streams import block
        >>> print(block("a\x1b[31m\nb"))
        a\x1b[31m
        b
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(escaped(s) if s != "\n" and hidden(s) else s for s in text.replace("\r\n", "\n").replace("\t", "  "))


def line(text: str) -> str:
    r"""A text on one line with nothing in it that acts unseen.

    Example:
        >>> from perfeval.cli.streams import line
        >>> print(line("某局\n\u202e总分 100"))
        某局 \u202e总分 100
    """
    return block(" ".join(text.splitlines()) if "\n" in text or "\r" in text else text)


def is_unicode(stream: TextIO) -> bool:
    """Whether a stream can hold every character."""
    return codecs.lookup(stream.encoding or "ascii").name.startswith("utf")


def is_terminal(stream: TextIO | None) -> bool:
    """Whether somebody looks at a stream as it is written."""
    return stream is not None and not stream.closed and stream.isatty()


def lenient(stream: TextIO | None) -> None:
    """Let a stream write what its encoding lacks as something readable."""
    if reconfigure := getattr(stream, "reconfigure", None):
        reconfigure(errors=READABLE)


def put(text: str) -> None:
    """Write to standard output; where nobody reads any more, be quiet.

    Raises:
        FormatError: it cannot be written, a full disk for example (I117).
    """
    _put(sys.stdout, text)


def put_exactly(data: bytes) -> None:
    """Write bytes to standard output, for formats that lay down their encoding; errors as for `put`."""
    _put(sys.stdout, data.decode() if is_terminal(sys.stdout) else data)


def warn(text: str) -> None:
    """Write to standard error; where that cannot be written there is nobody to tell."""
    if sys.stderr is not None:
        with suppress(OSError):
            sys.stderr.write(text)
            sys.stderr.flush()


def _put(stream: TextIO | None, data: str | bytes) -> None:
    if stream is None:  # closed by whoever started the process
        return
    try:
        if isinstance(data, bytes):
            stream.flush()
            stream.buffer.write(data)
        else:
            stream.write(data)
        stream.flush()
    except BrokenPipeError:
        _silence(stream)
    except OSError as error:
        _silence(stream)
        detail = error.strerror or str(error)
        raise FormatError(kind("I117").at("", origin=Origin("<stdout>"), detail=detail)) from error


def _silence(stream: TextIO) -> None:
    """Drop what is left, or Python would try to write it once more at its end and complain."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)

"""Standard output and error: no encoding makes a text fail, nor does a reader who has gone."""

from __future__ import annotations

import codecs
import os
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

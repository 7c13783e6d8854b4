"""What all commands share: language, format, where the output goes, and what becomes of an error."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import click
from attrs import frozen

from perfeval.cli import exits
from perfeval.cli.screen import Screen, screen_of
from perfeval.cli.streams import is_terminal, is_unicode, put, put_exactly, warn
from perfeval.cli.told import told_all
from perfeval.findings import Finding, FormatError, Lang, PerfevalError, say
from perfeval.findings.visible import hidden
from perfeval.formats import dump_json, findings_document, write_atomic


@frozen
class Settings:
    """The options that every command has."""

    lang: Lang
    """Language of the text, and of the labels in JSON."""
    format: str
    """`text`, `json`; of a scheme also `toml`, `md` and `html`."""
    output: str | None
    """The file to write, standard output where there is none."""
    suffix: str | None = None
    """The suffix of that file in small letters, where it may choose the form because no format was asked for."""

    @property
    def screen(self) -> Screen:
        """What text is laid out for."""
        return screen_of(None if self.output else sys.stdout)

    def publish(self, text: Callable[[Screen], str], document: Callable[[], Any]) -> None:
        """Write a result in the format that was asked for.

        Raises:
            FormatError: it cannot be written (I117).
        """
        if self.format == "json":
            self.publish_json(document())
        elif self.output:
            write_atomic(self.output, text(self.screen).encode())
        else:
            put(text(self.screen))

    def publish_json(self, document: Any) -> None:
        """Write JSON: UTF-8 in files and pipes, whatever the encoding; errors as for `publish`."""
        if self.output:
            write_atomic(self.output, _json(document).encode())
        else:
            put(_for_stdout(_json(document)))

    def publish_exactly(self, text: str) -> None:
        """Write a text in UTF-8 that is to be read by programs; errors as for `publish`."""
        if self.output:
            write_atomic(self.output, text.encode())
        else:
            put_exactly(text.encode())

    def complain(self, findings: Iterable[Finding], file: str = "") -> None:
        """Say on standard error what prevented a result."""
        warn(told_all(findings, self.lang, screen_of(sys.stderr), file))

    def mention(self, faults: Sequence[Finding]) -> None:
        """Say on standard error that plugins are at fault, without going into it."""
        grave = sum(fault.severity != "info" for fault in faults)
        if grave:
            note = say("{n} 处插件问题，见 perfeval plugins", "{n} faults of plugins, see perfeval plugins", n=grave)
            warn(f"{note[self.lang]}\n")

    def failed(self, error: PerfevalError, file: str) -> dict[str, Any]:
        """What stands in JSON for a result that could not be had."""
        return {"file": file, "error": True, "findings": findings_document(error.findings, self.lang)}

    def refuse(self, error: PerfevalError) -> int:
        """End a command for an error; the file that is named for output stays as it is."""
        self.complain(error.findings)
        unwritten = any(finding.code == "I117" for finding in error.findings)
        if self.format == "json" and self.output is None and not unwritten:
            try:
                self.publish_json({"error": True, "findings": findings_document(error.findings, self.lang)})
            except FormatError as another:
                self.complain(another.findings)
                return exits.UNUSABLE
        return exits.of_error(error)

    def spare(self, inputs: Sequence[str]) -> None:
        """Refuse to replace an input by the output.

        Raises:
            click.BadParameter: the file that is named for output is an input.
        """
        if any(self.output and _same(path, self.output) for path in inputs):
            why = f"{self.output!r} is an input and would be replaced."
            raise click.BadParameter(why, param_hint="'-o' / '--output'")


def _json(document: Any) -> str:
    """JSON text in which what acts unseen is written as an escape."""
    return _UNUSUAL.sub(lambda found: _escaped(found[0]) if hidden(found[0]) else found[0], dump_json(document))


_UNUSUAL = re.compile(r"[^\x00-\x7e\u4e00-\u9fff\u3000-\u303f\uff00-\uffee]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


def _escaped(sign: str) -> str:
    return json.dumps(sign)[1:-1]


def _for_stdout(text: str) -> str:
    """JSON as it is where standard output can hold it and nobody can take it for another encoding, else in ASCII."""
    stream = sys.stdout
    if stream is None or is_unicode(stream) or (is_terminal(stream) and _holds(stream.encoding, text)):
        return text
    return _NOT_ASCII.sub(lambda found: _escaped(found[0]), text)


def _holds(encoding: str, text: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _same(one: str, other: str) -> bool:
    try:
        return os.path.samefile(one, other)
    except (OSError, ValueError):
        return False

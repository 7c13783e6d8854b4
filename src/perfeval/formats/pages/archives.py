"""Workbooks and documents as zip archives: what they are, and whether they are safe to unpack."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from perfeval.findings import FormatError, Origin, Text, kind, say

MOST_BYTES = 96 * 1024 * 1024
"""The most that the parts that are read may come to when unpacked."""
LARGE = 512 * 1024
"""From here on, bytes unpacked, a file is read in a process of its own."""
MOST_MEMBERS = 5_000
_XML = (".xml", ".rels")
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, KeyError)


class Archive:
    """The parts of a zip archive."""

    def __init__(self, data: bytes, file: str, what: Text) -> None:
        """Open it.

        Args:
            data: the whole file.
            file: its name, for findings.
            what: what it should be, for findings.

        Raises:
            FormatError: it is broken (I303), would unpack to too much (I306), is encrypted (I302).
        """
        self.file, self.what = file, what
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            members = self._zip.infolist()
        except _BROKEN as error:
            raise self.damaged(error) from error
        if len(members) > MOST_MEMBERS:
            raise self.too_large(say("压缩包里有 {n} 个部分", "the archive holds {n} parts", n=len(members)))
        if any(member.flag_bits & 1 for member in members):
            raise FormatError(kind("I302").at("", origin=Origin(file)))
        self.size = sum(member.file_size for member in members if member.filename.lower().endswith(_XML))
        if self.size > MOST_BYTES or sum(member.file_size for member in members) > 4 * MOST_BYTES:
            raise self.too_large(
                say(
                    "解压后超过 {most} MiB，可能是压缩炸弹",
                    "it unpacks to more than {most} MiB, perhaps a zip bomb",
                    most=MOST_BYTES // 2**20,
                )
            )
        self.names = [member.filename for member in members]

    def xml(self, name: str) -> bytes:
        """A part that must not declare a document type.

        Raises:
            FormatError: it is broken (I303), or it declares one (I307).
        """
        data = self.read(name)
        text = data if b"\0" not in data else data.replace(b"\0", b"")  # UTF-16 and UTF-32 too
        if _DOCTYPE.search(text):
            raise FormatError(kind("I307").at("", origin=Origin(self.file), part=name))
        return data

    def read(self, name: str) -> bytes:
        """A part as it is; it is empty where the archive has none of this name."""
        if name not in self.names:
            return b""
        try:
            return self._zip.read(name)
        except _BROKEN as error:
            raise self.damaged(error) from error

    def checked(self) -> Iterator[tuple[str, bytes]]:
        """Every part in XML, none of which declares a document type."""
        for name in self.names:
            if name.lower().endswith(_XML):
                yield name, self.xml(name)

    def damaged(self, error: BaseException) -> FormatError:
        """The refusal of a broken file."""
        detail = str(error)[:200] or type(error).__name__
        return FormatError(kind("I303").at("", origin=Origin(self.file), what=self.what, detail=detail))

    def too_large(self, detail: Text) -> FormatError:
        """The refusal of a file that takes too much."""
        return FormatError(kind("I306").at("", origin=Origin(self.file), detail=detail))

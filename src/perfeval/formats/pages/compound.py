"""Compound files (OLE), which old Word and Excel files and encrypted new ones are: their streams by name."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FREE = 0xFFFFFFFA
"""From here on a number is a mark and no sector."""
_ENTRY = 128


class Compound:
    """The directory of a compound file.

    Raises:
        ValueError: it is broken.
    """

    def __init__(self, data: bytes) -> None:
        if len(data) < 512 or data[:8] != SIGNATURE:
            raise ValueError("no compound file")
        shift, mini_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise ValueError("sector sizes")
        self._data, self._size, self._mini = data, 1 << shift, 1 << mini_shift
        self._sectors = len(data) // self._size
        directory, self._cutoff, mini_fat = (struct.unpack_from("<I", data, n)[0] for n in (48, 56, 60))
        self._fat = self._numbers(self._fat_sectors())
        self._mini_fat = self._numbers(self._chain(mini_fat, self._fat))
        entries = self._joined(directory)
        self._entries = dict(_entries(entries))
        root = self._entries.get("Root Entry", (_FREE, 0))
        self._small = self._joined(root[0]) if root[0] < _FREE else b""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its streams and storages."""
        return tuple(self._entries)

    def stream(self, name: str) -> bytes:
        """The bytes of a stream."""
        start, size = self._entries[name]
        if size >= self._cutoff:
            return self._joined(start)[:size]
        parts = (self._small[n * self._mini : (n + 1) * self._mini] for n in self._chain(start, self._mini_fat))
        return b"".join(parts)[:size]

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        return self._data[start : start + self._size]

    def _fat_sectors(self) -> Iterator[int]:
        yield from (n for n in struct.unpack_from("<109I", self._data, 76) if n < _FREE)
        next_one = struct.unpack_from("<I", self._data, 68)[0]
        for _ in range(self._sectors):
            sector = self._sector(next_one) if next_one < _FREE else b""
            if len(sector) < self._size:
                return
            *numbers, next_one = struct.unpack(f"<{self._size // 4}I", sector)
            yield from (n for n in numbers if n < _FREE)

    def _numbers(self, sectors: Iterator[int]) -> tuple[int, ...]:
        joined = b"".join(self._sector(n) for n in sectors)
        return struct.unpack(f"<{len(joined) // 4}I", joined[: len(joined) // 4 * 4])

    def _chain(self, start: int, table: tuple[int, ...]) -> Iterator[int]:
        for _ in range(len(table)):  # a chain that is longer runs in a circle
            if start >= len(table):
                return
            yield start
            start = table[start]

    def _joined(self, start: int) -> bytes:
        return b"".join(self._sector(n) for n in self._chain(start, self._fat))


def _entries(directory: bytes) -> Iterator[tuple[str, tuple[int, int]]]:
    for start in range(0, len(directory) - _ENTRY + 1, _ENTRY):
        length = struct.unpack_from("<H", directory, start + 64)[0]
        kind = directory[start + 66]
        if kind and 2 <= length <= 64:
            name = directory[start : start + length - 2].decode("utf-16-le", "replace")
            where, size = struct.unpack_from("<II", directory, start + 116)
            yield name, (where, size)


def contents(data: bytes) -> Mapping[str, str]:
    """What a compound file is: `encrypted`, `workbook`, `document`, `slides` with the name of its stream."""
    known = {
        "EncryptedPackage": "encrypted",
        "Workbook": "workbook",
        "Book": "workbook",
        "WordDocument": "document",
        "PowerPoint Document": "slides",
    }
    names = Compound(data).names
    return {what: name for name, what in known.items() if name in names}

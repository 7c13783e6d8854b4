"""Where the shapes of characters come from: a font with Chinese that the machine has, then the one of matplotlib."""

from __future__ import annotations

import unicodedata
from fractions import Fraction
from functools import cache
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import Any

from attrs import define, field, frozen

from perfeval.findings import Text, UsageError, kind

_CHINESE = (
    "notosanscjk-regular.ttc",
    "notosanscjksc-regular.otf",
    "notosanssc-regular.otf",
    "sourcehansanssc-regular.otf",
    "sourcehansanscn-regular.otf",
    "sourcehansans.ttc",
    "msyh.ttc",
    "pingfang.ttc",
    "hiragino sans gb.ttc",
    "deng.ttf",
    "simhei.ttf",
    "stheiti light.ttc",
    "wqy-microhei.ttc",
    "wqy-zenhei.ttc",
    "notoserifcjk-regular.ttc",
    "simsun.ttc",
    "droidsansfallbackfull.ttf",
)
"""Files of fonts with Chinese, the preferred first."""
_OURS = (" sc", " gb", " cn", "yahei", "simsun")
"""What the faces for mainland China are called in a collection."""
_UNSEEN = range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0), range(0x200B, 0x200E)
"""Variation selectors and joiners: they have no shape of their own."""
_ADVICE = Text("请给出字体文件（.ttf、.otf、.ttc）", "name the file of a font (.ttf, .otf, .ttc)")
EM = 1000
"""The units of outlines."""

Command = tuple[str, tuple[int, ...]]


@frozen
class Glyph:
    """The shape of a character, in thousandths of its size, upwards from the baseline."""

    advance: Fraction
    outline: tuple[Command, ...]


@define
class Face:
    """Fonts one behind the other, with the glyphs that were asked for."""

    fonts: tuple[Any, ...]
    _known: dict[str, Glyph | None] = field(factory=dict)
    _lock: Lock = field(factory=Lock)

    def glyph(self, sign: str) -> Glyph | None:
        """The glyph of a character; None where no font has it."""
        if sign not in self._known:
            with self._lock:  # the fonts are read from their files piece by piece
                self._known[sign] = self._found(sign)
        return self._known[sign]

    def _found(self, sign: str) -> Glyph | None:
        if any(ord(sign) in unseen for unseen in _UNSEEN):
            return Glyph(Fraction(0), ())
        if unicodedata.bidirectional(sign) in ("R", "AL"):  # what is written from right to left has to be laid out
            return None
        for font in self.fonts:
            if (name := font.getBestCmap().get(ord(sign))) is not None:
                return _glyph(font, name)
        return None


def _glyph(font: Any, name: str) -> Glyph:
    scale = Fraction(EM, font["head"].unitsPerEm)
    pen = _pen()
    glyph = font.getGlyphSet()[name]
    glyph.draw(pen)
    outline = tuple((command, tuple(round(n * scale) for n in where)) for command, where in pen.commands)
    return Glyph(Fraction(glyph.width) * scale, outline)


def _pen() -> Any:
    from fontTools.pens.basePen import BasePen  # type: ignore[import-untyped]  # it comes without types

    class Pen(BasePen):  # type: ignore[misc]  # likewise
        """Curves as the commands of an SVG path."""

        def __init__(self) -> None:
            super().__init__(None)
            self.commands: list[tuple[str, list[Fraction]]] = []

        def _add(self, command: str, *points: tuple[float, float]) -> None:
            self.commands.append((command, [Fraction(n) for point in points for n in point]))

        def _moveTo(self, point: Any) -> None:  # noqa: N802  # as fontTools calls it
            self._add("M", point)

        def _lineTo(self, point: Any) -> None:  # noqa: N802  # as fontTools calls it
            self._add("L", point)

        def _curveToOne(self, one: Any, two: Any, point: Any) -> None:  # noqa: N802  # as fontTools calls it
            self._add("C", one, two, point)

        def _closePath(self) -> None:  # noqa: N802  # as fontTools calls it
            self._add("Z")

    return Pen()


@cache
def face(path: str | None = None) -> Face:
    """The fonts of this machine, or the one in a file before them.

    Raises:
        UsageError: the extra `figures` is not installed (I205), or the file is no font (I112).
    """
    try:
        import matplotlib
        from fontTools import ttLib  # type: ignore[import-untyped]  # it comes without types
        from matplotlib import font_manager
    except ModuleNotFoundError as error:
        raise UsageError(kind("I205").at("", what=error.name or "matplotlib", extra="figures")) from error
    own = Path(matplotlib.get_data_path(), "fonts/ttf/DejaVuSans.ttf")
    there = {Path(file).name.lower(): file for file in sorted(font_manager.findSystemFonts())}
    chosen = [there[name] for name in _CHINESE if name in there][:1]
    fonts = [_opened(ttLib, file) for file in (*([] if path is None else [path]), *chosen, str(own))]
    return Face(tuple(fonts))


def _opened(ttlib: Any, file: str) -> Any:
    """A font; of a collection the face for mainland China."""
    try:
        held = BytesIO(Path(file).read_bytes())  # no file stays open as long as the process runs
        faces = (ttlib.TTFont(held, fontNumber=n, lazy=True) for n in range(_faces(held)))
        first = next(faces)
        return next((each for each in (first, *faces) if _ours(each)), first)
    except (OSError, ttlib.TTLibError) as error:
        raise UsageError(kind("I112").at(file, detail=str(error), advice=_ADVICE)) from error


def _faces(held: BytesIO) -> int:
    """How many faces a file holds: more than one in a collection."""
    head = held.getvalue()[:12]
    return int.from_bytes(head[8:], "big") if head[:4] == b"ttcf" else 1


def _ours(font: Any) -> bool:
    return any(part in f" {font['name'].getDebugName(4)}".lower() for part in _OURS)

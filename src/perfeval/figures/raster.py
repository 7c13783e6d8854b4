"""A drawing as PNG or PDF: matplotlib draws the marks; neither its state nor its settings are touched or asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from io import BytesIO
from typing import Any

from perfeval.figures.fonts import EM
from perfeval.figures.marks import Box, Dot, Drawing, Mark, Words, hatching
from perfeval.figures.typesetting import Typesetter

_POINTS = 72
"""Points to an inch."""


def png(drawing: Drawing, typesetter: Typesetter, title: str, described: str, dpi: int) -> bytes:
    """The drawing as a PNG that carries its title and description."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    into = BytesIO()
    told = {"Title": title, "Description": described, "Software": None}
    canvas: Any = FigureCanvasAgg(_figure(drawing, typesetter, dpi))
    canvas.print_png(into, metadata=told, pil_kwargs={"dpi": (dpi, dpi)})
    return into.getvalue()


def pdf(drawing: Drawing, typesetter: Typesetter, title: str, described: str) -> bytes:
    """The drawing as a PDF of its own size."""
    from matplotlib.backends.backend_pdf import FigureCanvasPdf

    into = BytesIO()
    told = {"Title": title, "Subject": described, "CreationDate": None, "Creator": None, "Producer": None}
    canvas: Any = FigureCanvasPdf(_figure(drawing, typesetter, _POINTS))
    canvas.print_pdf(into, metadata=told)
    return into.getvalue()


def _figure(drawing: Drawing, typesetter: Typesetter, dpi: int) -> Any:
    from matplotlib.figure import Figure
    from matplotlib.transforms import Affine2D

    size = (float(drawing.width / _POINTS), float(drawing.height / _POINTS))
    figure = Figure(figsize=size, dpi=dpi, facecolor="#ffffff", edgecolor="none", linewidth=0, frameon=True)
    down = Affine2D().scale(1 / _POINTS, -1 / _POINTS).translate(0, size[1]) + figure.dpi_scale_trans
    _as_told(figure.patch)
    for mark in drawing.marks:
        for patch in _patches(mark, typesetter):
            patch.set_transform(down)
            figure.add_artist(_as_told(patch))
    return figure


def _as_told(patch: Any) -> Any:
    """A patch without what it took from the settings of whoever draws."""
    patch.set_path_effects([])
    patch.set_sketch_params(None)
    patch.set_antialiased(True)
    patch.set_snap(False)
    return patch


def _patches(mark: Mark, typesetter: Typesetter) -> Iterator[Any]:
    if isinstance(mark, Words):
        if commands := list(_written(mark, typesetter)):
            yield _patch(commands, fill=mark.colour)
    elif isinstance(mark, Box):
        yield _patch(_rectangle(mark), mark.fill, mark.edge, 0.75, mark.dashed)
        if mark.hatch is not None and (lines := [part for line in hatching(mark) for part in _line(*line)]):
            yield _patch(lines, edge=mark.hatch, width=0.75)
    elif isinstance(mark, Dot):
        yield _patch(_circle(mark), mark.fill, mark.edge, 1)
    else:
        line = _line(mark.x1, mark.y1, mark.x2, mark.y2)
        yield _patch(line, edge=mark.colour, width=float(mark.width), dashed=mark.dashed)


Command = tuple[str, Sequence[Fraction | float]]


def _patch(
    commands: list[Command],
    fill: str | None = None,
    edge: str | None = None,
    width: float = 0,
    dashed: bool = False,
) -> Any:
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    codes = {"M": (Path.MOVETO,), "L": (Path.LINETO,), "C": (Path.CURVE4,) * 3, "Z": (Path.CLOSEPOLY,)}
    points = [
        (float(where[n]), float(where[n + 1]))
        for command, where in ((c, w or (0.0, 0.0)) for c, w in commands)
        for n in range(0, len(where), 2)
    ]
    path = Path(points, [code for command, _ in commands for code in codes[command]])
    return PathPatch(
        path,
        facecolor=fill or "none",
        edgecolor=edge or "none",
        linewidth=width if edge else 0,
        linestyle=(0, (3 / width, 2 / width)) if dashed and width else "solid",
        capstyle="butt",
        joinstyle="miter",
        antialiased=True,
        hatch=None,
    )


def _line(x1: Fraction, y1: Fraction, x2: Fraction, y2: Fraction) -> list[Command]:
    return [("M", [x1, y1]), ("L", [x2, y2])]


def _rectangle(box: Box) -> list[Command]:
    right, bottom = box.x + box.width, box.y + box.height
    corners = ([box.x, box.y], [right, box.y], [right, bottom], [box.x, bottom])
    return [("M", corners[0]), *(("L", corner) for corner in corners[1:]), ("Z", [])]


def _circle(dot: Dot) -> list[Command]:
    x, y, r = dot.x, dot.y, dot.radius
    k = r * Fraction(5523, 10000)  # the usual four curves
    return [
        ("M", [x + r, y]),
        ("C", [x + r, y + k, x + k, y + r, x, y + r]),
        ("C", [x - k, y + r, x - r, y + k, x - r, y]),
        ("C", [x - r, y - k, x - k, y - r, x, y - r]),
        ("C", [x + k, y - r, x + r, y - k, x + r, y]),
        ("Z", []),
    ]


def _written(words: Words, typesetter: Typesetter) -> Iterator[Command]:
    """The outlines of a line of text at its place."""
    wide = typesetter.width(words.text, words.size)
    before = {"start": Fraction(0), "middle": wide / 2, "end": wide}[words.anchor]
    scale = float(words.size / EM)
    for at, glyph in typesetter.glyphs(words):
        along = at * words.size / EM - before
        x, y = (words.x, words.y - along) if words.turned else (words.x + along, words.y)
        left, base = float(x), float(y)
        for command, where in glyph.outline:
            pairs = zip(where[::2], where[1::2], strict=True)
            if words.turned:
                yield command, [n for right, up in pairs for n in (left - up * scale, base - right * scale)]
            else:
                yield command, [n for right, up in pairs for n in (left + right * scale, base - up * scale)]

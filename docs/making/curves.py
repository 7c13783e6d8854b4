"""A picture of the curve of a function: what the engine gives, drawn as SVG by hand.

`docs/data/functions.toml` says which rules are drawn over which figures, and where they may bend or jump. A value is
asked for at each of these places and right beside it, so a jump shows which side the edge belongs to: a full dot belongs
to the line, a hollow one does not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any
from xml.sax.saxutils import escape

from attrs import frozen

from perfeval.findings import Lang
from perfeval.numbers import plain

Value = Fraction | None
"""A score; None where there is none."""
Score = Callable[[Fraction], Value]
"""A line: the score at a place."""

BESIDE = Fraction(1, 10**6)
"""How far beside an edge the other side of it is asked for."""
SAME = Fraction(1, 10**3)
"""What is no jump."""
FULL = 10
WIDTH, HEIGHT = 300, 190
LEFT, RIGHT, TOP, BELOW, ROW = 46, 26, 30, 46, 21
STRIP = 26
"""How far below 0 the strip of what is unscored lies."""
DASHES = ("", "7 4", "2 3", "9 3 2 3")
SAID = {
    "en": {"score": "score of 10 points", "unscored": "unscored"},
    "zh": {"score": "得分（分值 10）", "unscored": "未计分"},
}
STYLE = """
    text { font-family: system-ui, "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; font-size: 13px; fill: #37474f; }
    .tick { font-size: 12px; }
    .right { text-anchor: end; }
    .middle { text-anchor: middle; }
    .head { font-size: 14px; }
    .grid { stroke: #cfd8dc; stroke-width: 1; }
    .axis { fill: none; stroke: #607d8b; stroke-width: 1.5; }
    .line { fill: none; stroke-width: 2.5; stroke-linejoin: round; }
    .open { fill: #fff; stroke-width: 2; }
    .a { stroke: #00695c; } .a.full { fill: #00695c; }
    .b { stroke: #b34700; } .b.full { fill: #b34700; }
    .c { stroke: #5e35b1; } .c.full { fill: #5e35b1; }
    .d { stroke: #37474f; } .d.full { fill: #37474f; }
    @media (prefers-color-scheme: dark) {
      text { fill: #cfd8dc; }
      .grid { stroke: #455a64; }
      .axis { stroke: #90a4ae; }
      .open { fill: #1e2129; }
      .a { stroke: #4db6ac; } .a.full { fill: #4db6ac; }
      .b { stroke: #ffb74d; } .b.full { fill: #ffb74d; }
      .c { stroke: #b39ddb; } .c.full { fill: #b39ddb; }
      .d { stroke: #eceff1; } .d.full { fill: #eceff1; }
    }
  """


@frozen
class Edge:
    """A place where a line may bend or jump: what it comes to from the left, what it is, how it goes on."""

    at: Fraction
    before: Value
    value: Value
    after: Value

    def dots(self) -> Iterator[tuple[Value, bool]]:
        """The dots of a jump, and whether they are full; none where the line goes through."""
        sides = [side for side in (self.before, self.after) if not same(side, self.value)]
        if sides:
            yield self.value, True
            yield from ((side, False) for side in dict.fromkeys(sides))


@frozen
class Line:
    """What is drawn of one rule: stretches without a jump, and the edges between."""

    stretches: tuple[tuple[tuple[Fraction, Value], ...], ...]
    edges: tuple[Edge, ...]


def same(a: Value, b: Value) -> bool:
    """Whether a line goes through from one to the other."""
    return a is b if a is None or b is None else abs(a - b) < SAME


def traced(score: Score, low: Fraction, high: Fraction, breaks: list[Fraction]) -> Line:
    """A line between two places, with its edges."""
    edges = [Edge(at, score(at - BESIDE), score(at), score(at + BESIDE)) for at in breaks]
    stretches = []
    for a, b in pairwise([low, *breaks, high]):
        inside = [a if a == low else a + BESIDE, b if b == high else b - BESIDE]
        middle = sum(inside) / 2
        start, end = score(inside[0]), score(inside[1])
        if start is not None and end is not None and not same(score(middle), (start + end) / 2):
            inside = [inside[0] + (inside[1] - inside[0]) * n / 25 for n in range(26)]
        stretches.append(tuple((x, score(x)) for x in inside))
    return Line(tuple(stretches), tuple(edges))


def picture(data: Mapping[str, Any], scorer: Callable[[Mapping[str, Any]], Score], name: str, lang: Lang) -> str:
    """The picture of a function as SVG.

    Args:
        data: `alt` and `panels`, as docs/data/functions.toml describes them.
        scorer: what a line of a panel gives at a place.
        name: the function.
        lang: the language of its words.
    """
    panels = [_panel(panel, scorer, lang, number) for number, panel in enumerate(data["panels"])]
    width = (LEFT + WIDTH + RIGHT) * len(panels)
    rows = max(len(labelled(panel)) for panel in data["panels"])
    strip = STRIP + 6 if any(panel.get("strip") for panel in data["panels"]) else 0
    height = TOP + HEIGHT + strip + BELOW + rows * ROW
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'role="img" aria-labelledby="title desc" lang="{lang}">\n'
        f'  <title id="title">{escape(name)}</title>\n'
        f'  <desc id="desc">{escape(data["alt"][lang == "zh"])}</desc>\n'
        f"  <style>{STYLE}</style>\n" + "\n".join(panels) + "\n</svg>\n"
    )


def labelled(panel: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The lines of a panel that have a label."""
    return [line for line in panel["lines"] if "label" in line]


def _panel(panel: Mapping[str, Any], scorer: Callable[[Mapping[str, Any]], Score], lang: Lang, number: int) -> str:
    low, high = Fraction(panel["from"]), Fraction(panel["to"])
    lines = []
    for line in panel["lines"]:
        breaks = [Fraction(at) for at in line.get("breaks", panel["breaks"])]
        lines.append(traced(scorer(line), low, high, breaks))
    left = (LEFT + WIDTH + RIGHT) * number + LEFT
    strip = panel.get("strip", False)

    def x(at: Fraction) -> str:
        return _number(left + (at - low) / (high - low) * WIDTH)

    def y(value: Value) -> str:
        return _number(TOP + HEIGHT + STRIP if value is None else TOP + HEIGHT - value / FULL * HEIGHT)

    parts = [*_frame(panel, lang, left, strip, x, y)]
    marked = list(zip("abcd", DASHES, lines, strict=False))[::-1]  # the first one on top
    for kind, dash, line in marked:
        parts += _drawn(line, kind, dash, strip, x, y)
    parts += [dot for full in (False, True) for kind, _, line in marked for dot in _dots(line, kind, full, x, y)]
    foot = TOP + HEIGHT + (STRIP + 6 if strip else 0) + BELOW
    parts += _legend(panel, lang, left, foot)
    return "\n".join(f"  {part}" for part in parts)


def _frame(panel: Mapping[str, Any], lang: Lang, left: int, strip: bool, x: Any, y: Any) -> Iterator[str]:
    said, zh = SAID[lang], lang == "zh"
    right, floor = left + WIDTH, TOP + HEIGHT
    for value in range(0, FULL + 1, 2):
        yield f'<path class="grid" d="M{left} {y(Fraction(value))} H{right}"/>'
        yield f'<text class="tick right" x="{left - 7}" y="{_number(Fraction(y(Fraction(value))) + 4)}">{value}</text>'
    foot = floor + (STRIP + 6 if strip else 0)
    if strip:
        yield f'<path class="grid" d="M{left} {y(None)} H{right}"/>'
        yield f'<text class="tick" x="{left + 3}" y="{floor + STRIP - 5}">{said["unscored"]}</text>'
    for tick in panel["ticks"]:
        yield f'<path class="axis" d="M{x(Fraction(tick))} {foot} v5"/>'
        yield f'<text class="tick middle" x="{x(Fraction(tick))}" y="{foot + 19}">{tick}%</text>'
    yield f'<path class="axis" d="M{left} {TOP} V{foot} H{right}"/>'
    yield f'<text class="head" x="{left}" y="{TOP - 13}">{said["score"]}</text>'
    yield f'<text class="middle" x="{left + WIDTH // 2}" y="{foot + 38}">{escape(panel["x"][zh])}</text>'


def _drawn(line: Line, kind: str, dash: str, strip: bool, x: Any, y: Any) -> Iterator[str]:
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    for stretch in line.stretches:
        if not strip and stretch[0][1] is None:
            continue
        points = " L".join(f"{x(at)} {y(value)}" for at, value in stretch)
        yield f'<path class="line {kind}"{dashed} d="M{points}"/>'


def _dots(line: Line, kind: str, full: bool, x: Any, y: Any) -> Iterator[str]:
    for edge in line.edges:
        for value, is_full in edge.dots():
            if value is not None and is_full is full:
                dot = "full" if full else "open"
                yield f'<circle class="{kind} {dot}" cx="{x(edge.at)}" cy="{y(value)}" r="4"/>'


def _legend(panel: Mapping[str, Any], lang: Lang, left: int, foot: int) -> Iterator[str]:
    for n, (kind, dash, line) in enumerate(zip("abcd", DASHES, panel["lines"], strict=False)):
        if "label" in line:
            at = foot + n * ROW + 8
            dashed = f' stroke-dasharray="{dash}"' if dash else ""
            yield f'<path class="line {kind}"{dashed} d="M{left} {at} h34"/>'
            label = line["label"] if isinstance(line["label"], str) else line["label"][lang == "zh"]
            yield f'<text x="{left + 42}" y="{at + 4}">{escape(label)}</text>'


def _number(value: Fraction | int) -> str:
    return plain(round(Decimal(Fraction(value).numerator) / Decimal(Fraction(value).denominator), 1), 1)

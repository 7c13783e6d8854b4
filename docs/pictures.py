"""Draws the pictures of the page on figures, in both languages, from the examples and from invented offices.

Run `python docs/pictures.py` where perfeval, its extra `figures` and a font with Chinese are installed.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from attrs import evolve

import perfeval
from perfeval import Entity, Evaluation, Judgement, Submission, figures
from perfeval.findings import LANGUAGES, Lang

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples/foshan-2021"
NAMES = [
    "教育局",
    "财政局",
    "民政局",
    "司法局",
    "水利局",
    "统计局",
    "审计局",
    "体育局",
    "气象局",
    "档案馆",
    "图书馆",
    "博物馆",
]
LOST = (0, 3, 1, 0, 7, 2, 0, 12, 4, 1, 0, 5, 9, 2, 0, 1, 18, 3, 0, 6, 2, 25, 1)
"""What is taken off, in per cent of the points, one after the other."""


def invented(many: int) -> Iterator[Evaluation]:
    """Offices that differ in what was judged; every ninth has not told its satisfaction."""
    office, unfinished = (perfeval.load(EXAMPLES / f"{name}.toml") for name in ("hmt-office", "incomplete"))
    points = {i.id: i.points for i in perfeval.scheme("foshan-2021").leaves() if i.id in office.judgements}
    for n in range(many):
        base: Submission = unfinished if n % 9 == 4 else office
        judged = {}
        for k, (id, full) in enumerate(points.items()):
            off = LOST[(7 * n + 5 * k + n * k) % len(LOST)] + n % 8 * 3
            judged[id] = Judgement((full * (100 - off) / 100).quantize(Decimal("0.1")))
        name = f"示例市{NAMES[n % len(NAMES)]}" + (f"第 {n // len(NAMES)} 分局" if n >= len(NAMES) else "")
        yield perfeval.evaluate(evolve(base, entity=Entity(name), judgements=judged))


def pictures(lang: Lang) -> Iterator[tuple[str, figures.Figure]]:
    """Each picture with the name of its file."""
    office, unfinished, other = (
        perfeval.evaluate(EXAMPLES / f"{name}.toml") for name in ("hmt-office", "incomplete", "not-applicable")
    )
    grades = perfeval.scheme("foshan-2021").grades
    yield "scores", figures.scores(unfinished, lang=lang)
    yield "budget", figures.budget(perfeval.load(EXAMPLES / "hmt-office.toml"), lang=lang)
    yield "profile", figures.profile(office, other, unfinished, lang=lang)
    yield "distribution", figures.distribution(invented(120), grades=grades, lang=lang)
    yield "league", figures.league(invented(12), lang=lang)
    yield "heat", figures.heat(invented(12), by="indicators", lang=lang)
    line = (evolve(e, entity="示例市财政局", year=2016 + n) for n, e in enumerate(invented(9)) if n != 3)
    yield "years", figures.years(line, grades=grades, lang=lang)


def main() -> None:
    """Write them all."""
    for lang in LANGUAGES:
        folder = ROOT / f"docs/{lang}/assets/figures"
        folder.mkdir(parents=True, exist_ok=True)
        for name, picture in pictures(lang):
            picture.save(folder / f"{name}.svg")
            print(f"docs/{lang}/assets/figures/{name}.svg")


if __name__ == "__main__":
    main()

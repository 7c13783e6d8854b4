"""What a reading says, as plain texts by path: what worked forms and properties compare."""

from collections.abc import Iterator

from perfeval.model import Figure, Reading, Sheet

FUNDS = ("previous", "original", "adjusted", "actual", "rate", "points", "score")
INDICATOR = ("target", "actual", "points", "score", "reviewed")


def figures(sheet: Sheet) -> Iterator[Figure]:
    """Every figure of a sheet, a shared one as often as it stands."""
    rows = [(row, FUNDS) for row in sheet.funds] + [(row, INDICATOR) for row in sheet.indicators]
    for row, names in rows:
        yield from (figure for name in names if (figure := getattr(row, name)) is not None)
    for heading in {h.path: h for row in sheet.indicators for h in row.headings}.values():
        yield from (figure for figure in (heading.points, heading.score) if figure is not None)
    yield from (figure for figure in (sheet.points, sheet.total, sheet.grade) if figure is not None)


def told(sheet: Sheet) -> dict[str, str]:
    """The figures that show anything by path: `95.50 %`, or the raw text of one in words."""
    return {figure.path: shown(figure) for figure in figures(sheet) if figure.raw}


def shown(figure: Figure) -> str:
    """A figure as relation, number at its decimals, and unit."""
    if figure.value is None:
        return figure.raw
    number = f"{figure.value:f}" if figure.places == 0 or figure.value % 1 else f"{figure.value:.{figure.places}f}"
    return f"{figure.relation}{number} {figure.unit}".strip()


def parts(sheet: Sheet) -> dict[str, str]:
    """What each row of the funds block is a part of; `(of which)` behind one that does not add up."""
    return {row.path: row.within + (" (of which)" if row.of_which else "") for row in sheet.funds if row.within}


def accounted(reading: Reading) -> set[str]:
    """The cells of a reading that became anything at all, by address."""
    cells = {loose.origin.cell for loose in (*reading.ignored, *reading.unread)}
    for sheet in reading.sheets:
        cells |= {figure.origin.cell for figure in figures(sheet)}
        cells |= {row.origin.cell for row in (*sheet.funds, *sheet.indicators)}
        cells |= {heading.origin.cell for row in sheet.indicators for heading in row.headings}
    return cells

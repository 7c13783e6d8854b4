"""The text of a self-evaluation report as a reading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import define, field

from perfeval.findings import Origin
from perfeval.formats.pages import Document, Grid
from perfeval.formats.prose.about_whole import Whole, about_whole
from perfeval.formats.prose.annexes import Annexes, annexes
from perfeval.formats.prose.claiming import about, claim, loose, one_value_each, with_actuals
from perfeval.formats.prose.conclusion import grade
from perfeval.formats.prose.indicators import Told, told
from perfeval.formats.prose.numerals import Number, numbers
from perfeval.formats.prose.outline import Sentence, outline
from perfeval.formats.prose.paragraphs import Paragraph, paragraphs
from perfeval.formats.prose.passing import passed_over
from perfeval.formats.prose.statements import Statement, statements
from perfeval.formats.prose.subjects import Subjects, planned
from perfeval.formats.prose.text_tables import with_tables
from perfeval.model import Claim, Loose, Reading, Sheet

_LETTER = re.compile("[\u4e00-\u9fffA-Za-z°℃㎡]")


def bind(document: Document) -> Reading:
    """Bind every figure of a report: its budget table, its indicators, its total and grade, and what its prose claims.

    Example:
        >>> from perfeval.findings import Origin
        >>> from perfeval.formats.pages import Document, Line
        >>> from perfeval.formats.prose import bind
        >>> text = ["二、履职效能", "1．重点工作完成率", "该指标分值10分，自评得分9.5分。"]
        >>> lines = [Line(one, Origin(line=n)) for n, one in enumerate(text, start=1)]
        >>> (row,) = bind(Document("report.txt", tuple(lines))).sheets[0].indicators
        >>> row.label, row.points.raw, row.score.raw, row.score.origin.line
        ('重点工作完成率', '10分', '9.5分', 3)
    """
    document = with_tables(document)
    elements = paragraphs(document)
    whole = about_whole(elements)
    tables = annexes(document)
    text = _Text.of(elements, tables)
    found = told(text.stated, tables.scores)
    claims = tuple(_claims(text, found, tables, whole, elements))
    with_actuals(found, claims)
    sheet = _sheet(document, whole, tables, found, text)
    return Reading(
        file=document.file,
        sheets=[sheet],
        claims=claims,
        ignored=[*tables.ignored, *text.ignored],
        unread=[*tables.unread, *text.unread],
        findings=document.findings,
    )


@define
class _Text:
    """The sentences of a report and what became of the numbers in them."""

    sentences: list[Sentence] = field(factory=list)
    stated: list[Statement] = field(factory=list)
    rest: list[tuple[Number, Sentence]] = field(factory=list)
    """Numbers that are neither points nor scores nor passed over."""
    ignored: list[Loose] = field(factory=list)
    unread: list[Loose] = field(factory=list)

    @classmethod
    def of(cls, elements: Sequence[Paragraph | Grid], tables: Annexes) -> _Text:
        text = cls()
        text.sentences = list(outline(elements))
        sections = {s.section for s in text.sentences if s.section}
        named = {row.label for row in tables.rows} | {h.name for row in tables.rows for h in row.headings}
        known = frozenset(name for name in named | {s.name for s in sections if not s.divides} if len(name) > 2)
        for sentence, found in _numbered(text.sentences):
            text._sort(sentence, found, known)
        return text

    def _sort(self, sentence: Sentence, found: Sequence[Number], known: frozenset[str]) -> None:
        rules = passed_over(found, sentence)
        kept = [number for number, rule in zip(found, rules, strict=True) if not rule]
        stated = statements(sentence, kept, known)
        used = {n for one in stated for n in (one.points, one.score, one.deduction) if n}
        self.stated += stated
        for number, rule in zip(found, rules, strict=True):
            if number in used:
                continue
            if rule or planned(sentence.section):
                self.ignored.append(loose(number, rule or "plan"))
            elif number.kind == "bare" and not _LETTER.match(number.paragraph.text[number.end :]):
                self.unread.append(loose(number, ""))
            else:
                self.rest.append((number, sentence))


def _numbered(sentences: Sequence[Sentence]) -> Iterator[tuple[Sentence, list[Number]]]:
    """Each sentence with its numbers."""
    paragraph, found = None, list[Number]()
    for sentence in sentences:
        if sentence.paragraph is not paragraph:
            paragraph, found = sentence.paragraph, list(numbers(sentence.paragraph))
        yield sentence, [n for n in found if sentence.start <= n.digits < sentence.end]


def _claims(
    text: _Text, found: Told, tables: Annexes, whole: Whole, elements: Sequence[Paragraph | Grid]
) -> Iterator[Claim]:
    """The claims in the order of the text."""
    spoken = "".join(one.plain for one in elements if isinstance(one, Paragraph))
    subjects = Subjects(tables.budget.funds, whole.year, whole.entity, spoken)
    place = {sentence.paragraph: n for n, sentence in enumerate(text.sentences)}
    home = {n: s.sentence for s in text.stated for n in (s.points, s.score, s.deduction) if n}
    numbers = [(n, s, about(n, s, subjects, found)) for n, s in text.rest]
    numbers += [(n, home[n], path) for n, path in found.repeated]
    numbers.sort(key=lambda one: (place[one[0].paragraph], one[0].digits))
    yield from one_value_each(claim(n, s, f"claims[{at}]", path) for at, (n, s, path) in enumerate(numbers))


def _sheet(document: Document, whole: Whole, tables: Annexes, found: Told, text: _Text) -> Sheet:
    rows = tuple(found.rows.values())
    columns = {role for row in rows for role in ("points", "score", "actual") if getattr(row, role) is not None}
    first = next((line.origin for line in document.lines if line.text.strip()), Origin())
    return Sheet(
        title=whole.title,
        kind=whole.kind,
        layout="report",
        entity=whole.entity,
        year=whole.year,
        money_unit=tables.budget.money_unit,
        funds=tables.budget.funds,
        funds_columns=tables.budget.funds_columns,
        indicators=rows,
        columns=tables.scores.columns | frozenset(columns),  # type: ignore[arg-type]
        points=found.points,
        total=found.total,
        grade=grade(text.sentences) or tables.scores.grade,
        origin=first,
    )

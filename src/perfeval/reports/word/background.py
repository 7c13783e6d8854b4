"""一、部门基本情况: what the body does, how it is organised, what it set out to do, what it spent."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from attrs import frozen

from perfeval.evaluation import Evaluation
from perfeval.findings import Lang, Text, join
from perfeval.model import LINES, STAGES, Submission, Target
from perfeval.numbers import Money, plain
from perfeval.reports.told import amount, budget_rows, money_unit, paragraphs, text_of, word
from perfeval.reports.word.blocks import Block, Line, Row, grid
from perfeval.reports.word.numbering import numbered
from perfeval.reports.word.words import said

_SIGNS = {">=": "≥", "<=": "≤", "=": "＝"}
_OWN = ("functions", "sections", "tasks", "spending", "conclusion")
"""The sections that a narrative may name."""


@frozen
class Told:
    """What the background is told from."""

    submission: Submission
    evaluation: Evaluation
    lang: Lang

    def own(self, section: str) -> Iterator[Block]:
        """What was written for a section."""
        for text in (self.submission.profile.get(section, ""), self.submission.narrative.get(section, "")):
            yield from lines(paragraphs([text]))


def background(submission: Submission, evaluation: Evaluation, lang: Lang) -> Iterator[Block]:
    """The sections that are there, numbered; what every department has to say is missed aloud."""
    told, department = Told(submission, evaluation, lang), submission.kind == "department"
    parts: list[tuple[Text, Callable[[Told], Iterator[Block]]]] = [
        (said(f"functions_{submission.kind}"), lambda t: t.own("functions")),
        (said("sections"), _organisation),
        (said("tasks"), _tasks),
        (said("targets"), _targets),
        (said(f"spending_{submission.kind}"), _spending),
    ]
    parts += [(Text(name), _named(name)) for name in _others(submission, evaluation)]
    n = 0
    for place, (title, section) in enumerate(parts):
        blocks = list(section(told))
        if blocks or (department and place in (0, 1, 2, 4)) or place == 4:
            n += 1
            yield Line("Heading2", numbered(2, n, title[lang], lang))
            yield from blocks or [Line("BodyText", said("not_given")[lang])]


def lines(texts: list[str]) -> Iterator[Block]:
    """Paragraphs of the body."""
    return (Line("BodyText", text) for text in texts)


def _others(submission: Submission, evaluation: Evaluation) -> list[str]:
    known = {*_OWN, *(outcome.id for outcome in evaluation.outcomes())}
    return [name for name in dict.fromkeys((*submission.profile, *submission.narrative)) if name not in known]


def _named(name: str) -> Callable[[Told], Iterator[Block]]:
    return lambda told: told.own(name)


def _organisation(told: Told) -> Iterator[Block]:
    profile, staff, lang = told.submission.profile, told.submission.staff, told.lang
    if profile.get("sections", "").strip():
        yield Line("BodyText", said("sections_of", sections=_unstopped(profile["sections"]))[lang])
    figures = [
        said(name, n=plain(count))
        for name in ("establishment", "in_post", "employees")
        if (count := getattr(staff, name)) is not None
    ]
    if figures:
        yield Line("BodyText", sentence(join(figures, "，", ", ")[lang], lang))
    yield from lines(paragraphs([told.submission.narrative.get("sections", "")]))


def _tasks(told: Told) -> Iterator[Block]:
    yield from told.own("tasks")
    tasks = told.submission.tasks
    if not tasks:
        return
    yield Line("BodyText", said("tasks_of", n=len(tasks))[told.lang])
    for n, task in enumerate(tasks, 1):
        state = "task_unknown" if task.done is None else "task_done" if task.done else "task_open"
        line = said("task", name=_unstopped(task.name), state=said(state))[told.lang]
        yield Line("BodyText", numbered(3, n, line, told.lang))


def _spending(told: Told) -> Iterator[Block]:
    submission, lang = told.submission, told.lang
    yield from told.own("spending")
    if not submission.budget.lines:
        return
    unit = money_unit(submission)
    spent = _spent(submission, unit)
    yield Line("BodyText", (spent[lang] + (" " if lang == "en" and spent else "")) + said("see_table")[lang])
    yield Line("Caption", said(f"budget_{submission.kind}")[lang])
    yield Line("Unit", word("budget_unit", unit=unit)[lang])
    yield grid(
        [word("budget_line")[lang], *(stage[lang] for stage in STAGES.values())],
        [
            Row((text_of(row.label, lang), *row.amounts), row.depth, row.depth == 0)
            for row in budget_rows(submission.budget, unit)
        ],
        (40, 20, 20, 20),
        (1, 2, 3),
    )


def _spent(submission: Submission, unit: str) -> Text:
    """What was spent in all, and on what; empty where it is not given."""

    def actual(id: str) -> Money | None:
        line = submission.budget.line(id)
        return None if line is None else line.actual

    total = actual("total")
    if total is None:
        return Text()
    parts = [
        said("spent_part", label=LINES[line.id], amount=amount(line.actual, unit), unit=unit)
        for line in submission.budget.parts("total")
        if line.id in LINES and line.actual is not None and line.actual.yuan
    ]
    name = f"spent_{submission.kind}" if not parts or submission.kind == "project" else "spent_of"
    return said(name, year=submission.year, total=amount(total, unit), unit=unit, parts=join(parts, "，", ", "))


def _targets(told: Told) -> Iterator[Block]:
    submission, lang = told.submission, told.lang
    if not submission.targets:
        return
    outcomes = {outcome.id: outcome for outcome in told.evaluation.outcomes()}
    rows = []
    for n, target in enumerate(submission.targets):
        found = outcomes.get(f"{target.group}[{n}]")
        score = None if found is None else found.score
        points = "—" if target.points is None else plain(target.points)
        cells = (target.name, wanted(target), reached(target)[lang], points, "—" if score is None else plain(score))
        rows.append(Row((*cells, target.reason)))
    head = ("target_name", "target_value", "target_actual", "points", "score", "target_reason")
    yield Line("Caption", said("target_table")[lang])
    yield grid([said(name)[lang] for name in head], rows, (30, 16, 16, 10, 10, 18), (3, 4))


def wanted(target: Target) -> str:
    """The value that a target asks for, as people write it."""
    if target.target is None:
        return "—"
    return f"{_SIGNS.get(target.relation or '', '')}{plain(target.target)}{target.unit}"


def reached(target: Target) -> Text:
    """What came of it."""
    if target.actual is not None:
        return Text(f"{plain(target.actual)}{target.unit}")
    return Text("—") if target.degree is None else said("degree", degree=plain(Fraction(target.degree) * 100))


def sentence(text: str, lang: Lang) -> str:
    """A text with a full stop at its end."""
    return text if text.endswith(("。", "！", "？", ".", "!", "?")) else text + ("。" if lang == "zh" else ".")


def opened(text: str) -> str:
    """A sentence with a capital letter at its beginning, where its script has any."""
    return text[:1].upper() + text[1:]


def _unstopped(text: str) -> str:
    return text.strip().rstrip("。.；;")

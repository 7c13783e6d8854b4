"""What reviews came to, as the workbook that a reviewer hands in: conclusions, counts, issues, each indicator."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from io import BytesIO

from perfeval.auditing import ReviewedRow, ReviewResult, counted
from perfeval.evaluation import Evaluation
from perfeval.findings import SEVERITY_WORDS, Lang, Text, join
from perfeval.numbers import exact_sum, plain
from perfeval.reports.findings_table import findings_sheet
from perfeval.reports.sheets import Entry, Workbook, workbook

_CONCLUSIONS = (
    (Text("单位", "entity"), 30),
    (Text("年度", "year"), 8),
    (Text("方案", "scheme"), 22),
    (Text("复核人", "reviewer"), 20),
    (Text("复核日期", "date"), 12),
    (Text("自评总分", "self total"), 10),
    (Text("自评等级", "self grade"), 10),
    (Text("复核总分", "reviewed total"), 16),
    (Text("复核等级", "reviewed grade"), 12),
    (Text("分差", "change"), 10),
    (Text("等级变化", "grade change"), 12),
    (Text("复核意见", "opinion"), 50),
)
_COUNTS = (
    (Text("单位", "entity"), 40),
    *((title, 10) for title in SEVERITY_WORDS.values()),
    (Text("合计", "total"), 10),
    (Text("核减指标", "indicators lowered"), 12),
    (Text("核增指标", "indicators raised"), 12),
    (Text("扣分", "points taken"), 10),
)
_REASONS = ((Text("理由分类", "kind of reason"), 40), (Text("代码", "code"), 24), (Text("次数", "times"), 10))
_INDICATORS = (
    (Text("单位", "entity"), 24),
    (Text("上级指标", "group"), 14),
    (Text("指标", "indicator"), 26),
    (Text("分值", "points"), 8),
    (Text("自评值", "self value"), 14),
    (Text("自评得分", "self score"), 10),
    (Text("复核值", "reviewed value"), 14),
    (Text("复核得分", "reviewed score"), 10),
    (Text("偏差", "deviation"), 10),
    (Text("理由分类", "kind of reason"), 22),
    (Text("备注", "remark"), 36),
    (Text("佐证材料", "evidence"), 16),
)
_NONE = Text("不变", "unchanged")
_UNKNOWN = Text("未定", "not certain")


def review_workbook(results: Sequence[ReviewResult], lang: Lang) -> bytes:
    """The workbook of one or several reviews.

    Args:
        results: what they came to; each is a row among the conclusions.
        lang: the language of everything that the reviewer did not write.

    Raises:
        UsageError: the extra `excel` is not installed.

    Example:
        >>> from perfeval.auditing import review
        >>> from perfeval.model import Entity, Indicator, Judgement, Review, Scheme, Submission
        >>> from perfeval.reports import review_workbook
        >>> scheme = Scheme(id="toy", label="示例", groups=[Indicator("work", "工作", 100)])
        >>> own = Submission(entity=Entity("某局"), year=2024, judgements={"work": Judgement(95)})
        >>> result = review(own, Review(reviewer="某所", judgements={"work": Judgement(85)}), scheme)
        >>> review_workbook([result], "zh")[:2]
        b'PK'
    """
    into = BytesIO()
    with workbook(into, lang) as book:
        book.table(book.sheet(_SHEETS[0][lang]), 0, _CONCLUSIONS, (_conclusion(result) for result in results))
        _counts(book, results)
        _issues(book, results)
        sheet = book.sheet(_SHEETS[3][lang])
        end = book.table(sheet, 0, _INDICATORS, _indicators(results, lang))
        sheet.autofilter(0, 0, max(end - 1, 1), len(_INDICATORS) - 1)
        sheet.freeze_panes(1, 3)
    return into.getvalue()


_SHEETS = (
    Text("复核结论", "Conclusions"),
    Text("问题统计", "Counts"),
    Text("问题清单", "Issues"),
    Text("指标对比", "Indicators"),
)


def _conclusion(result: ReviewResult) -> Sequence[Entry]:
    own, after, said = result.own, result.reviewed, result.review
    head: list[Entry] = [own.entity, own.year, f"{own.scheme} ({own.edition})" if own.edition else own.scheme]
    head += [said.reviewer, "" if said.date is None else said.date.isoformat()]
    return [*head, *_came_to(own), *_came_to(after), _signed(result), _grades(result), said.opinion]


def _came_to(evaluation: Evaluation) -> Sequence[Entry]:
    """Total and grade; while they are not certain, what is still possible."""
    possible = join((Text(grade) for grade in evaluation.possible_grades), "、", ", ")
    grade: Entry = evaluation.grade if evaluation.grade is not None else possible
    if evaluation.total is not None or evaluation.lower is None or evaluation.upper is None:
        return [evaluation.total, grade]
    return [f"{plain(evaluation.lower)}~{plain(evaluation.upper)}", grade]


def _signed(result: ReviewResult) -> Entry:
    return _UNKNOWN if result.change is None else result.change


def _grades(result: ReviewResult) -> Entry:
    if result.grade_changed is None:
        return _UNKNOWN
    return f"{result.own.grade} → {result.reviewed.grade}" if result.grade_changed else _NONE


def _counts(book: Workbook, results: Sequence[ReviewResult]) -> None:
    """By project and severity; below them how often each kind of reason was given."""
    sheet = book.sheet(_SHEETS[1][book.lang])
    every = [finding for result in results for finding in result.findings]
    rows: list[Sequence[Entry]] = [_counted(result) for result in results]
    found = counted(every)
    lowered, raised = (sum(n for n, _ in map(moved, results)), sum(n for _, n in map(moved, results)))
    taken = exact_sum(points_taken(result) for result in results)
    rows.append([Text("合计", "total"), *found.values(), len(every), lowered, raised, taken])
    end = book.table(sheet, 0, _COUNTS, rows)
    given = Counter(
        (result.reason_label(code), code) for result in results for row in result.rows for code in row.codes
    )
    for n, (title, _) in enumerate(_REASONS):
        sheet.write_string(end + 1, n, book.said(title), book.looks.head)
    for line, ((label, code), times) in enumerate(given.most_common(), start=end + 2):
        cells: Sequence[Entry] = (label, code, times)
        for n, value in enumerate(cells):
            book.put(sheet, line, n, value)


def _counted(result: ReviewResult) -> Sequence[Entry]:
    return [result.own.entity, *result.counts.values(), len(result.findings), *moved(result), points_taken(result)]


def moved(result: ReviewResult) -> tuple[int, int]:
    """How many indicators have a lower, and how many a higher score than before."""
    changes = [row.deviation for row in result.rows if row.deviation is not None]
    return sum(change < 0 for change in changes), sum(change > 0 for change in changes)


def points_taken(result: ReviewResult) -> Decimal:
    """The points that were taken, all indicators together; what was added does not count against them."""
    return exact_sum(
        row.deviation.copy_negate() for row in result.rows if row.deviation is not None and row.deviation < 0
    )


def _issues(book: Workbook, results: Sequence[ReviewResult]) -> None:
    whose = ((Text("单位", "entity"), 24), (Text("指标", "indicator"), 24))
    findings_sheet(
        book,
        _SHEETS[2],
        whose,
        (
            ([result.own.entity, _about(result, finding.location)], finding)
            for result in results
            for finding in result.findings
        ),
    )


def _about(result: ReviewResult, location: str) -> Text:
    """What the form calls the row that a finding is about."""
    id = location.removeprefix("indicators.")
    return next((row.label for row in result.rows if row.id == id), Text())


def _indicators(results: Sequence[ReviewResult], lang: Lang) -> Iterator[Sequence[Entry]]:
    for result in results:
        for row in result.rows:
            yield _indicator(result, row, lang)


def _indicator(result: ReviewResult, row: ReviewedRow, lang: Lang) -> Sequence[Entry]:
    own: Entry = row.own_level if row.own_level is not None else row.own_score
    after: Entry = row.reviewed_level if row.reviewed_level is not None else row.reviewed_score
    codes = join((result.reason_label(code) for code in row.codes), "、", "; ")
    evidence = ("、" if lang == "zh" else ", ").join(row.evidence)
    values: list[Entry] = [row.points, row.own_value, own, row.reviewed_value, after, row.deviation]
    return [result.own.entity, row.group, row.label, *values, codes, row.remark, evidence]

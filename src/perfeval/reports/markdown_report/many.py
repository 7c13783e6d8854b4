"""Many evaluations as a document: how many have which grade, and one table of all."""

from __future__ import annotations

from collections.abc import Sequence

from perfeval.evaluation import Reported
from perfeval.findings import Lang, Text
from perfeval.reports import content
from perfeval.reports.content import Block, Listing, Page, Prose, Row, Table
from perfeval.reports.markdown_text import markdown
from perfeval.reports.told import cells, columns, grade_counts, shared_groups, word


def evaluations_markdown(reported: Sequence[Reported], lang: Lang) -> str:
    """Many evaluations as one table in Markdown.

    Args:
        reported: the evaluations; those of one scheme have columns for its groups.
        lang: the language.

    Example:
        >>> import perfeval
        >>> from perfeval.evaluation import Reported
        >>> from perfeval.reports import evaluations_markdown
        >>> found = perfeval.evaluate("examples/foshan-2021/hmt-office.toml")
        >>> "| 2021 | 99.85 | 优 |" in evaluations_markdown([Reported(found)], "en")
        True
    """
    found = [each.evaluation for each in reported]
    none = word("no_grade")
    counts = [Text(f"{grade or none.zh}：{n}", f"{grade or none.en}: {n}") for grade, n in grade_counts(found)]
    shared = shared_groups(found)
    heads = [content.Column(column.title, right=column.kind == "number") for column in columns(found)]
    blocks: list[Block] = [Prose([word("count", n=len(found), complete=sum(e.complete for e in found))])]
    if counts:
        blocks.append(Listing(counts, ordered=False))
    blocks.append(Table(heads, (Row([cell.text for cell in cells(e, shared)]) for e in found)))
    return markdown(Page(word("many"), blocks, ()), lang)

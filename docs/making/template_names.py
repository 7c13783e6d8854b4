"""The names of Word templates: the table below `<!-- template names -->` is what the code has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from perfeval.findings import Lang
from perfeval.reports.word import template_names

BLOCK = re.compile(r"(?P<mark><!-- template names -->\n)(?:\n\|[^\n]*(?:\n\|[^\n]*)*\n)?")
HEADS = {"en": "| name | what it is |", "zh": "| 名称 | 内容 |"}
LANGUAGES: tuple[Lang, ...] = ("en", "zh")


def pages(root: Path) -> Iterator[tuple[Path, str]]:
    """The pages about reports, with the names as they are now."""
    for lang in LANGUAGES:
        path = root / f"docs/{lang}/reports.md"
        rows = [f"| `{name}` | {what[lang]} |" for name, what in template_names().items()]
        table = "\n".join(["", HEADS[lang], "|---|---|", *rows, ""])
        yield path, BLOCK.sub(lambda m, table=table: m["mark"] + table, path.read_text(encoding="utf-8"))  # type: ignore[misc]

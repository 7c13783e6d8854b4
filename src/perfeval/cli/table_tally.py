"""What evaluating tables came to, as people read it and as programs do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import frozen

from perfeval.cli import exits
from perfeval.cli.screen import Screen
from perfeval.cli.told import told_all
from perfeval.findings import Finding, Lang, Text, kind, say
from perfeval.formats import findings_document
from perfeval.model import Scheme

_SHOWN = 10


@frozen(eq=False)
class Outcome:
    """What was evaluated, how it came out, and where the result went."""

    scheme: Scheme
    tally: Any
    keys: tuple[str, ...]
    output: str | None

    @property
    def code(self) -> int:
        """The exit code: incomplete entities and orphans are doubtful."""
        whole = self.tally.complete == self.tally.entities and not self.tally.orphans
        return exits.FINE if whole else exits.DOUBTFUL

    def findings(self) -> list[Finding]:
        """The first orphans, each as a finding."""
        rows = self.tally.findings.sort("table", "row").head(_SHOWN).rows(named=True)
        return [
            kind("I204").at(
                row["table"],
                table=row["table"],
                row=row["row"],
                key=" ".join(str(row[key]) for key in self.keys),
            )
            for row in rows
        ]

    def text(self, lang: Lang, screen: Screen) -> str:
        """Lines for people."""
        lines = "".join(f"{screen.line(line[lang])}\n" for line in self._lines())
        found = told_all(self.findings(), lang, screen)
        left = self.tally.orphans - _SHOWN
        more = say("还有 {n} 行", "and {n} more", n=f"{left:,}")[lang] + "\n" if left > 0 else ""
        return f"{lines}\n{found}{more}" if found else lines

    def document(self, lang: Lang) -> dict[str, Any]:
        """The same for programs."""
        tally = self.tally
        return {
            "scheme": self.scheme.id,
            "entities": tally.entities,
            "complete": tally.complete,
            "grades": dict(tally.grades),
            "recorded": tally.recorded,
            "orphans": tally.orphans,
            "output": self.output,
            "findings": findings_document(self.findings(), lang),
        }

    def _lines(self) -> Iterator[Text]:
        tally = self.tally
        yield say("方案 {id}：{label}", "scheme {id}: {label}", id=self.scheme.id, label=self.scheme.label)
        counts = {"n": f"{tally.entities:,}", "left": f"{tally.entities - tally.complete:,}"}
        counts["whole"] = f"{tally.complete:,}"
        yield say(
            "单位 {n} 个：完整 {whole} 个，不完整 {left} 个",
            "entities {n}: complete {whole}, incomplete {left}",
            **counts,
        )
        if tally.grades:
            yield _grades(tally)
        if tally.recorded:
            yield say("数字过大，逐个计算 {n} 个", "too large for columns, one by one: {n}", n=f"{tally.recorded:,}")
        if tally.orphans:
            yield say("没有归属的行 {n} 行", "rows without an entity: {n}", n=f"{tally.orphans:,}")
        if self.output is not None:
            yield say("结果写入 {path}", "written to {path}", path=self.output)


def _grades(tally: Any) -> Text:
    none = tally.entities - sum(tally.grades.values())
    each = [f"{name} {n:,}" for name, n in tally.grades.items()]
    zh, en = ([*each, f"{word} {none:,}"] if none else each for word in ("未定", "undecided"))
    return say("等级：{zh}", "grades: {en}", zh="，".join(zh), en=", ".join(en))

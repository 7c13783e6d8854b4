"""The page of finding codes: what the catalogue says, and examples that are run to see what they give."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import perfeval
from perfeval.auditing import BUDGET, SCORES, TARGETS, Check, audit_reading
from perfeval.auditing.claims import CLAIMS
from perfeval.expressions import parse
from perfeval.findings import KINDS, Finding, FindingKind, Lang, PerfevalError, Text
from perfeval.formats import REVIEW, forms, prose, read_doubts, read_review, read_submission
from perfeval.formats.pages import open_document
from perfeval.formats.pages.text import read_text
from perfeval.model import Indicator, Reading, Scheme, Sheet
from perfeval.plugins import Hooks, Host, SchemeFile, hookimpl

ROOT = Path(__file__).parent.parent.parent
SCHEME = ROOT / "examples/town-2024/scheme.toml"
OFFICE = ROOT / "examples/town-2024/office.toml"
REVIEWED = ROOT / "examples/review/library.toml"
FAMILIES = ("I", "D", "E", "P", "B", "S", "T", "R", "C")
EXAMPLES: Mapping[str, Mapping[str, str]] = {
    code: example
    for family in FAMILIES
    for code, example in tomllib.loads((ROOT / f"docs/data/findings/{family}.toml").read_text(encoding="utf-8")).items()
}
"""By code: `kind`, `bad`, `good`, and a remark in `en` and `zh` where one is needed."""

WORDS = {
    "en": {
        "head": """<!-- Made by docs/generate.py from the catalogue of findings and docs/data/findings. Change those. -->

# Findings

Every diagnostic is a finding: it has a code, a severity, a place, and its text and advice in Chinese and English. Match
on the code, never on the prose: a code that has been released never changes its meaning.

| family | about |
|---|---|
| [I](#family-i) | input files and values |
| [D](#family-d) | the design of a scheme and its rules |
| [E](#family-e) | the evaluation |
| [P](#family-p) | plugins |
| [B](#family-b) | the arithmetic of a printed budget |
| [S](#family-s) | printed points, scores, totals and grades |
| [T](#family-t) | printed targets and what was reached |
| [R](#family-r) | the review of a self-evaluation |
| [C](#family-c) | what the text of a report claims |

An **error** has to be mended: what it stands in is refused, or the indicator has no score. A **warning** should be looked
at: something is missing, or was counted in a way that somebody chose. An **info** is said in passing.

## How to read the examples { #examples }

The examples on this page were run when it was made, and the line below a bad one is what it printed. Where an example is
a part of a submission or of a scheme, its tables stand in place of those of the same name in
`examples/town-2024/office.toml` or `examples/town-2024/scheme.toml`. A part of a review is about
`examples/review/library.toml`. Printed sheets are written as CSV. In the examples of plugins, `host` is a new `Host`, and everything else is imported from
`perfeval`.""",
        "family": {
            "I": "Input files and values",
            "D": "Schemes and rules",
            "E": "Evaluation",
            "P": "Plugins",
            "R": "Reviews",
            "B": "Budget arithmetic",
            "S": "Scores and grades",
            "T": "Targets and values",
            "C": "Claims in the text",
        },
        "severity": {"error": "error", "warning": "warning", "info": "info"},
        "message": " · message: `{text}`",
        "advice": " · advice: `{text}`",
        "bad": "Bad:",
        "says": "It says",
        "good": "Good:",
        "not run": "This pair is not run here.",
    },
    "zh": {
        "head": """<!-- 由 docs/generate.py 根据发现目录和 docs/data/findings 生成，请改那两处。 -->

# 发现代码

一切诊断都是“发现”：有代码、轻重、位置，以及中英文的说明和建议。程序请认代码，不要认文字：已经发布的代码，含义永不改变。

| 类别 | 关于 |
|---|---|
| [I](#family-i) | 输入文件和数值 |
| [D](#family-d) | 方案及其规则的设计 |
| [E](#family-e) | 评价 |
| [P](#family-p) | 插件 |
| [B](#family-b) | 公开表格里的预算算术 |
| [S](#family-s) | 公开表格里的分值、得分、总分和等级 |
| [T](#family-t) | 公开表格里的指标值和完成值 |
| [R](#family-r) | 自评的复核 |
| [C](#family-c) | 报告正文的说法 |

**错误**必须改正：所在的文件不予接受，或者该指标没有得分。**警告**应当看一看：缺了什么，或者按某人选定的办法计入了。**提示**只是顺便
一说。

## 怎样看这些例子 { #examples }

本页的例子在生成时都运行过，错误例子下面的一行就是它印出的内容。例子是提交或方案的一部分时，其中各表取代
`examples/town-2024/office.toml` 或 `examples/town-2024/scheme.toml` 里的同名表。例子是复核的一部分时，
复核的是 `examples/review/library.toml`。公开的表格写成 CSV。插件的例子里，`host` 是一个新的 `Host`，其余名称都从
`perfeval` 引入。""",
        "family": {
            "I": "输入文件和数值",
            "D": "方案和规则",
            "E": "评价",
            "P": "插件",
            "B": "预算算术",
            "S": "得分和等级",
            "T": "指标值和完成值",
            "R": "复核",
            "C": "正文的说法",
        },
        "severity": {"error": "错误", "warning": "警告", "info": "提示"},
        "message": " · 说明：`{text}`",
        "advice": " · 建议：`{text}`",
        "bad": "错误的写法：",
        "says": "它印出",
        "good": "正确的写法：",
        "not run": "这一对例子在这里没有运行。",
    },
}
PLACEHOLDER = re.compile(r"\{\w+\}")
"""A template that says nothing by itself."""
FENCES = {
    "submission": "toml",
    "file": "toml",
    "scheme": "toml",
    "rule": "text",
    "python": "py",
    "text": "py",
    "form": "text",
    "report": "text",
    "review": "toml",
}


def page(lang: Lang) -> str:
    """The page of all codes."""
    said: Any = WORDS[lang]
    parts = [said["head"]]
    for family in FAMILIES:
        parts.append(f"## {family} · {said['family'][family]} {{ #family-{family.lower()} }}")
        for code, kind in KINDS.items():
            if code.startswith(family):
                parts += _section(code, kind, said, lang)
    return "\n\n".join(parts) + "\n"


def _section(code: str, kind: FindingKind, said: Any, lang: Lang) -> Iterator[str]:
    yield f"### {code} · {kind.title[lang]} {{ #{code.lower()} }}"
    line = f"**{said['severity'][kind.severity]}**"
    for part in ("message", "advice"):
        text = getattr(kind, part)[lang]
        line += said[part].format(text=text) if text and not PLACEHOLDER.fullmatch(text) else ""
    yield line
    if (example := EXAMPLES.get(code)) is None:  # the tests ask for it; the page can do without
        return
    fence = FENCES[example["kind"]]
    if lang in example:
        yield example[lang]
    yield f"{said['bad']}\n\n```{fence}\n{example['bad'].strip()}\n```"
    shown = [finding for finding in found(example, "bad") if finding.code == code]
    if shown:
        yield f"{said['says']}\n\n``` {{ .text .wrap }}\n{shown[0].render(lang)}\n```"
    yield f"{said['good']}\n\n```{fence}\n{example['good'].strip()}\n```"
    if example["kind"] == "text":
        yield said["not run"]


def found(example: Mapping[str, str], which: str) -> tuple[Finding, ...]:
    """Everything that an example gives when it is run."""
    run = {
        "submission": _submission,
        "file": _file,
        "scheme": _scheme,
        "rule": _rule,
        "python": _python,
        "form": _form,
        "report": _report,
        "review": _review,
        "text": lambda text: (),
    }[example["kind"]]
    try:
        with _at_root():
            return tuple(run(example[which].strip()))
    except PerfevalError as error:
        return error.findings


def _laid_over(base: Path, text: str) -> dict[str, Any]:
    """The file with the tables of the example in place of its own."""
    whole = tomllib.loads(base.read_text(encoding="utf-8"), parse_float=Decimal)
    return {**whole, **tomllib.loads(text, parse_float=Decimal)}


def _submission(text: str) -> Iterable[Finding]:
    return perfeval.evaluate(read_submission(_laid_over(OFFICE, text)), perfeval.load_scheme(SCHEME)).findings


def _file(text: str) -> Iterable[Finding]:
    read_submission(text, file="office.toml")
    return ()


def _scheme(text: str) -> Iterable[Finding]:
    return read_doubts(_laid_over(SCHEME, text))


def _rule(text: str) -> Iterable[Finding]:
    parse(text, perfeval.load_scheme(SCHEME).names)
    return ()


def _review(text: str) -> Iterable[Finding]:
    """What is wrong with a review of the example; its head is that of any."""
    said = {"format": REVIEW, "reviewer": "示例会计师事务所", **tomllib.loads(text, parse_float=Decimal)}
    return perfeval.review(REVIEWED, read_review(said)).findings


def _form(text: str) -> Iterable[Finding]:
    """What the checks say of a printed sheet."""
    reading = forms.bind(open_document(text.encode(), "form.csv"))
    return audit_reading(reading, (*BUDGET, *SCORES, *TARGETS), perfeval.scheme("mof-2020-project")).findings


def _report(text: str) -> Iterable[Finding]:
    """What the checks of claims say of the text of a report."""
    reading = prose.bind(read_text(text.encode(), "report.txt"))
    return audit_reading(reading, CLAIMS).findings


def _python(text: str) -> Iterable[Finding]:
    """Run the example; what it raises goes through, else what its host or its evaluation found."""
    known: dict[str, Any] = {
        "__name__": "example",
        "perfeval": perfeval,
        "Check": Check,
        "FindingKind": FindingKind,
        "Hooks": Hooks,
        "Host": Host,
        "Indicator": Indicator,
        "Path": Path,
        "Reading": Reading,
        "Scheme": Scheme,
        "SchemeFile": SchemeFile,
        "Sheet": Sheet,
        "Text": Text,
        "audit_reading": audit_reading,
        "hookimpl": hookimpl,
        "host": Host(),
    }
    exec(compile(text, "example", "exec", dont_inherit=True), known)
    return next((known[name] for name in ("evaluation", "document") if name in known), known["host"]).findings


@contextmanager
def _at_root() -> Iterator[None]:
    before = Path.cwd()
    os.chdir(ROOT)
    try:
        yield
    finally:
        os.chdir(before)

"""The page of rule functions: what the code says of itself, and cases computed by the engine."""

from __future__ import annotations

import inspect
import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from attrs import NOTHING, fields

from making import curves
from perfeval.evaluation import Outcome, evaluate
from perfeval.expressions import FUNCTIONS, Expr, Function, Source, parse, render
from perfeval.expressions.textform.calls import CORE
from perfeval.findings import Lang
from perfeval.formats import read_submission
from perfeval.model import Indicator, Input, OpenGroup, Scheme, names
from perfeval.numbers import plain

DATA: Mapping[str, Any] = tomllib.loads(
    (Path(__file__).parent.parent / "data/functions.toml").read_text(encoding="utf-8"), parse_float=Decimal
)
MADE = {
    "en": "<!-- Made by docs/generate.py from the code and docs/data/functions.toml. Change those. -->",
    "zh": "<!-- 由 docs/generate.py 根据代码和 docs/data/functions.toml 生成，请改那两处。 -->",
}
STATUS = {
    "en": {
        "published": "published",
        "unverified": "unverified, the text was not checked",
        "inferred": "inferred from published figures",
        "assumed": "assumed, no source found",
    },
    "zh": {
        "published": "已公布",
        "unverified": "未核对原文",
        "inferred": "由公布数字推得",
        "assumed": "暂定，未见出处",
    },
}
WORDS = {
    "en": {
        "head": """# Functions of rules

The functions that a rule may call, besides arithmetic and comparison. Each is lowered to the same few core nodes, so it
works in every engine and is explained in words without further effort. A plugin can [add its own](../rules.md#own-function).

In a signature, `[...]` may be left out and `…` stands for a value. Arguments after the first are always written with
their names. The results below were computed when this page was made; where a rule is a scoring, the indicator has 10
points.
""",
        "names": "| function | what it gives |\n|---|---|",
        "arguments": "| argument | in | meaning |\n|---|---|---|",
        "result": "It gives {unit}.",
        "measured": "| measure | share | score |\n|---|---|---|",
        "submitted": "| submitted | share | score |\n|---|---|---|",
        "counted": "| submitted | measure |\n|---|---|",
        "rule": "The rule `{rule}` gives",
        "words": "**In words** (as an explanation prints it):",
        "source": "**Source:** {title} ({status}).",
        "no source": "**Source:** none is needed.",
        "unscored": "unscored",
        "unknown": "unknown",
        "core": """## Core nodes that are called { #core }

These belong to the language itself. [The rule language](../rules.md#core-nodes) says what types they take and when they are
unknown.

| written | in Python | gives |
|---|---|---|""",
    },
    "zh": {
        "head": """# 规则函数

除了四则运算和比较，规则可以调用的函数。每个函数都化为同样的几种核心节点，所以在任何引擎里都能用，解释时也自带文字。
插件可以[增加自己的函数](../rules.md#own-function)。

写法里 `[...]` 表示可以不写，`…` 表示一个值；第一个以后的参数一律写名称。下面的结果都是生成本页时算出来的；规则用作评分标准时，
指标的分值为 10。
""",
        "names": "| 函数 | 得出什么 |\n|---|---|",
        "arguments": "| 参数 | 类型和单位 | 含义 |\n|---|---|---|",
        "result": "结果：{unit}。",
        "measured": "| 计算结果 | 得分率 | 得分 |\n|---|---|---|",
        "submitted": "| 提交 | 得分率 | 得分 |\n|---|---|---|",
        "counted": "| 提交 | 计算结果 |\n|---|---|",
        "rule": "规则 `{rule}` 得出",
        "words": "**文字表述**（解释里就这样印出）：",
        "source": "**出处：** {title}（{status}）。",
        "no source": "**出处：** 不需要。",
        "unscored": "未计分",
        "unknown": "未知",
        "core": """## 用调用写法的核心节点 { #core }

它们属于语言本身。能取什么类型、何时未知，见[规则语言](../rules.md#core-nodes)。

| 写法 | Python 写法 | 得出 |
|---|---|---|""",
    },
}
CORE_SAID = {
    "choose": (
        "choose(when, then, otherwise)",
        "one of two branches; only the one taken has to be known",
        "二选一，只要求取用的一支已知",
    ),
    "is_missing": ("is_missing(value)", "whether a value is unknown", "某个值是否未知"),
    "round": (
        "round_to(value, to, mode)",
        "to a multiple of `to`, half up unless `mode` says otherwise",
        "取整到 `to` 的倍数，不写 `mode` 为四舍五入",
    ),
    "floor": ("floor_to(value, to)", "down to a multiple of `to`", "舍到 `to` 的倍数"),
    "min": ("min_of(a, b, ...)", "the smallest", "最小的"),
    "max": ("max_of(a, b, ...)", "the greatest", "最大的"),
    "total": (
        "total(value, where=...)",
        "the sum of a column over the rows that `where` keeps",
        "一列在 `where` 保留的行上的合计",
    ),
    "unknown": ('unknown("reason")', "no value, for the reason named", "没有值，并写明原因"),
    "number": ("lift(Fraction(1, 3))", "a number that no decimal can write", "写不成小数的数"),
    "ratio": ("", "the same as a ratio", "同上，比率"),
    "money": ("", "the same as money, in yuan", "同上，金额，单位为元"),
    "points": ("", "a number that means points", "表示分的数"),
    "quantity": ("", "a number that means a quantity", "表示数量的数"),
    "level": ("", "a level of an ordinal scale", "等级标度上的一级"),
}


def page(lang: Lang) -> str:
    """The page of all shipped functions."""
    said = WORDS[lang]
    rows = (f"| [`{name}`](#{name}) | {node.summary[lang]} |" for name, node in FUNCTIONS.items())
    parts = [MADE[lang], said["head"].rstrip(), "\n".join([said["names"], *rows])]
    parts += [part for name, node in FUNCTIONS.items() for part in _section(name, node, lang)]
    parts.append("\n".join([said["core"], *_core(lang)]))
    return "\n\n".join(parts) + "\n"


def pictures(lang: Lang) -> Iterator[tuple[str, str]]:
    """The pictures of curves by name of the function."""
    for name in FUNCTIONS:
        if found := DATA[name].get("picture"):
            yield name, curves.picture(found, scorer, name, lang)


def scorer(line: Mapping[str, Any]) -> curves.Score:
    """What the rule of a line in a picture gives out of 10 points, where the figure is so many percent."""
    rule, tables = parse(line["rule"], names()), line.get("tables", {"facts": {"x": "{x}%"}})

    @cache
    def score(at: Fraction) -> Fraction | None:
        filled = _filled(tables, plain(at))
        leaf = _leaf(filled, rule) if "tables" in line else Indicator("work", "x", 10, measure=THE.x, scoring=rule)
        share = _scored(filled, leaf).share
        return None if share is None else share * curves.FULL

    return score


def _filled(template: Any, x: str) -> Any:
    """Plain values with the figure where `{x}` stands."""
    if isinstance(template, dict):
        return {key: _filled(value, x) for key, value in template.items()}
    if isinstance(template, list):
        return [_filled(value, x) for value in template]
    return template.replace("{x}", x) if isinstance(template, str) else template


def _section(name: str, node: type[Function], lang: Lang) -> Iterator[str]:
    data, said = DATA[name], WORDS[lang]
    yield f"## {name}"
    yield f"{_sentence(node.summary[lang], lang)}"
    yield f"```text\n{signature(node)}\n```"
    yield formula(node) if lang == "en" else data["zh"].strip()
    told = data["arguments"]
    arguments = [(a.name, *told[a.name]) for a in fields(node) if a.init]
    described = (f"| `{name}` | {_unit(unit, lang)} | {(en, zh)[lang == 'zh']} |" for name, en, zh, unit in arguments)
    yield "\n".join([said["arguments"], *described])
    yield said["result"].format(unit=_unit(data["result"], lang))
    rule = parse(data["rule"], names())
    yield said["rule"].format(rule=data["rule"]) + ("：" if lang == "zh" else ":")
    yield "\n".join([said[_table(data)], *_cases(data, rule, lang)])
    if "picture" in data:
        alt = data["picture"]["alt"][lang == "zh"].replace("`", "")
        yield f"![{alt}](../assets/curves/{name}.svg)"
    yield f"{said['words']} {words_of(rule)[lang]}"
    source: Source | None = node.source
    yield (
        said["no source"]
        if source is None
        else said["source"].format(title=source.title, status=STATUS[lang][source.status])
    )


def _unit(name: str, lang: Lang) -> str:
    return str(DATA["units"][name][lang == "zh"])


def signature(node: type[Function]) -> str:
    """The signature as a rule writes it; what may be left out stands in brackets."""
    parts = []
    for a in fields(node):
        if not a.init:
            continue
        if a.default is NOTHING:
            parts.append(f"{a.name}=…" if a.kw_only else a.name)
        else:
            parts.append(f"[{a.name}={_default(a.default)}]")
    return f"{node.__name__}({', '.join(parts)})"


def _default(value: Any) -> str:
    if value is None or value == ():
        return "…"
    return render(value) if isinstance(value, Expr) else f'"{value}"'


def formula(node: type[Function]) -> str:
    """The docstring between its first sentence and its example."""
    text = inspect.getdoc(node) or ""
    body = text.partition("\n")[2].partition("Example:")[0].strip()
    return body or text.partition("\n")[0]


def words_of(rule: Expr) -> Any:
    """A function in words."""
    assert isinstance(rule, Function)
    return rule.sentence()


def _table(data: Mapping[str, Any]) -> str:
    if "measured" in data:
        return "measured"
    return "counted" if data.get("measure") else "submitted"


def _cases(data: Mapping[str, Any], rule: Expr, lang: Lang) -> Iterator[str]:
    for value in data.get("measured", ()):
        result = _outcome({"facts": {"x": value}}, Indicator("work", "x", 10, measure=THE.x, scoring=rule), lang)
        yield f"| {value} | {result} |"
    for tables in data.get("tables", ()):
        shown = _inline(tables, lang)
        if data.get("measure"):
            yield f"| {shown} | {_measured(tables, rule, lang)} |"
        else:
            yield f"| {shown} | {_outcome(tables, _leaf(tables, rule), lang)} |"


X = Input("x", "ratio")
THE = names([X])


def _leaf(tables: Mapping[str, Any], rule: Expr) -> Indicator | OpenGroup:
    if "targets" not in tables:
        return Indicator("work", "x", 10, scoring=rule)
    own = THE.targets.group.equals("g")
    return OpenGroup("work", "x", 10, rows="targets", where=own, row_points=THE.targets.points, scoring=rule)


def _scored(tables: Mapping[str, Any], leaf: Indicator | OpenGroup) -> Outcome:
    submission = read_submission({"format": "perfeval.submission/1", "entity": {"name": "x"}, "year": 2024, **tables})
    scheme = Scheme(id="page", label="x", groups=[leaf], inputs=[X], full=10)
    return evaluate(submission, scheme).indicators()[0]


def _outcome(tables: Mapping[str, Any], leaf: Indicator | OpenGroup, lang: Lang) -> str:
    found = _scored(tables, leaf)
    if found.score is None or found.share is None:
        reasons = ", ".join(f"`{r.code}`" for r in found.reasons)
        return (
            f"– | {WORDS[lang]['unscored']} ({reasons})"
            if lang == "en"
            else f"– | {WORDS[lang]['unscored']}（{reasons}）"
        )
    return f"{_percent(found.share)} | {found.score}"


def _measured(tables: Mapping[str, Any], rule: Expr, lang: Lang) -> str:
    scoring = (
        parse("proportional()", names())
        if rule.type.kind == "ratio"
        else parse("bands(at_least={0: 100%}, otherwise=0%)", names())
    )
    found = _scored(tables, Indicator("work", "x", 10, measure=rule, scoring=scoring))
    if found.measure is None:
        reasons = ", ".join(f"`{r.code}`" for r in found.reasons)
        return f"{WORDS[lang]['unknown']} ({reasons})" if lang == "en" else f"{WORDS[lang]['unknown']}（{reasons}）"
    return _percent(found.measure) if rule.type.kind == "ratio" else plain(found.measure, 6)  # type: ignore[arg-type]


def _percent(value: Any) -> str:
    shown = plain(value * 100, 4)
    exact = plain(value * 100, 12)
    return f"{shown}%" if shown == exact else f"≈ {shown}%"


def _inline(tables: Mapping[str, Any], lang: Lang) -> str:
    """What was submitted, short: the columns that the rule may read, row by row."""
    shown = []
    for name, rows in tables.items():
        if isinstance(rows, list):
            listed = " · ".join(f"`{_row(row)}`" for row in rows)
            shown.append(listed or f"`{name} = []`")
        else:
            shown.append(f"`{_row(rows)}`")
    return "<br>".join(shown)


_QUIET = {"name", "group", "points"}


def _row(row: Mapping[str, Any]) -> str:
    return ", ".join(f"{k} = {_value(v)}" for k, v in row.items() if k not in _QUIET)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, list):
        return f"[{', '.join(_value(v) for v in value)}]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{k} = {_value(v)}" for k, v in value.items()) + " }"
    return str(value)


def _core(lang: Lang) -> Iterator[str]:
    for name, (_, example) in CORE.items():
        python, en, zh = CORE_SAID[name]
        shown = f"`{python}`" if python else "–"
        yield f"| `{example}` | {shown} | {zh if lang == 'zh' else en} |"


def _sentence(text: str, lang: Lang) -> str:
    return f"{text}。" if lang == "zh" else f"{text[0].upper()}{text[1:]}."

"""What does not fit: faults with their path inside a value, gathered until all are known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import TypeAlias, TypeVar

from attrs import evolve

from perfeval.expressions import suggestion
from perfeval.findings import Finding, PerfevalError, Text, kind, say
from perfeval.formats.paths import Path

T = TypeVar("T")
P = TypeVar("P")
Fault: TypeAlias = tuple[Path, Finding]

TEXT = Text("文字", "a text")
NUMBER = Text("数字", "a number")
FLAG = Text("是非值（true 或 false）", "true or false")
TABLE = Text("表", "a table")
LIST = Text("列表", "a list")
WHOLE = Text("整数", "a whole number")
_QUOTES = Text("给它加上英文引号", "put it in quotes")
_NO_QUOTES = Text("去掉引号", "take off the quotes")
_ADVICE: dict[tuple[str, str], Text] = {
    (TEXT.en, NUMBER.en): _QUOTES,
    (TEXT.en, FLAG.en): _QUOTES,
    (FLAG.en, TEXT.en): Text("写 true 或 false，不加引号", "write true or false, without quotes"),
    (NUMBER.en, TEXT.en): _NO_QUOTES,
    (LIST.en, TABLE.en): Text("表头用双方括号 [[...]]", "write the header in double brackets, [[...]]"),
    (TABLE.en, LIST.en): Text("表头用单方括号 [...]", "write the header in single brackets, [...]"),
    (WHOLE.en, TEXT.en): Text("只写数字，不加引号和单位", "write the number alone, without quotes or a unit"),
    (LIST.en, TEXT.en): Text('写成 ["..."]', 'write ["..."]'),
}
_MOST_SUGGESTIONS = 50

# What people write where keys and closed lists have another word for it.
_WORDS: Mapping[str, str] = {
    "ratio": "percent percentage rate % 比率 比例 百分比 百分数",
    "money": "amount currency yuan 金额",
    "number": "integer int float decimal 数 数字",
    "quantity": "count 数量",
    "flag": "bool boolean 是非 是否",
    "text": "string str 文字 文本",
    "date": "datetime day 日期",
    "level": "grade rank 等级",
    "points": "weight score marks 分 分值 权重",
    "label": "name title 名称 标题",
    "measure": "formula 公式 计算公式",
    "scoring": "standard rule 标准 评分标准",
    "low": "min minimum 下限",
    "high": "max maximum 上限",
    "zh": "cn zh-cn zh_cn chinese 中文",
    "department": "部门 部门整体",
    "project": "项目",
    "assumed": "guess guessed 暂定 假定",
    "published": "official 已公布 公开",
    "unverified": "unchecked 未核对",
    "元": "rmb cny 人民币 圆",
    "万元": "万 w",
    "亿元": "亿",
    "higher": "up ascending 越高越好",
    "lower": "down descending 越低越好",
}
_CHOOSE = Text("选其中一个", "choose one of them")
_MEANT: dict[str, list[str]] = {}
for _word, _others in _WORDS.items():
    for _other in _others.split():
        _MEANT.setdefault(_other, []).append(_word)


class Misfits(Exception):  # noqa: N818 - it gathers, and is no error of its own
    """Faults inside a value, each with the path from that value; never leaves the room."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        """Take the faults."""
        self.faults = list(faults)
        super().__init__(self.faults)


def faults_of(error: Misfits | PerfevalError) -> list[Fault]:
    """The faults of an error of either kind."""
    return error.faults if isinstance(error, Misfits) else [((), finding) for finding in error.findings]


def gathered(parts: Iterable[tuple[str | int | Path, P]], make: Callable[[P], T]) -> list[T]:
    """Make something of each part; the faults of all parts together, each behind the step or path that leads to it.

    Raises:
        Misfits: some parts could not be made.

    Example:
        >>> from perfeval.formats.misfits import Misfits, gathered
        >>> from perfeval.numbers import exact
        >>> try:
        ...     gathered(enumerate(["x", "1", True]), exact)
        ... except Misfits as error:
        ...     [(path, finding.code) for path, finding in error.faults]
        [((0,), 'I106'), ((2,), 'I106')]
    """
    made: list[T] = []
    faults: list[Fault] = []
    failed = False
    for step, part in parts:
        try:
            made.append(make(part))
        except (Misfits, PerfevalError) as error:
            failed = True  # an error may bring no fault, where that is told elsewhere
            faults += below(step if isinstance(step, tuple) else (step,), faults_of(error))
    if failed:
        raise Misfits(faults)
    return made


def within(step: str | int, make: Callable[[P], T], part: P) -> T:
    """Make something of one part, with its faults behind the step that leads to it."""
    return gathered([(step, part)], make)[0]


def below(path: Path, faults: Iterable[Fault]) -> list[Fault]:
    """The faults with a path in front."""
    return [((*path, *inner), finding) for inner, finding in faults]


def unnamed(name: str, make: Callable[[P], T], part: P) -> T:
    """Make something of one part whose own checks say where they found a fault as `name` or `name.part`.

    The file has its own name for the part, which is put in front later.
    """
    try:
        return make(part)
    except (Misfits, PerfevalError) as error:
        raise Misfits((path, _unnamed(name, finding)) for path, finding in faults_of(error)) from None


def _unnamed(name: str, finding: Finding) -> Finding:
    head, _, rest = finding.location.partition(".")
    return evolve(finding, location=rest) if head == name else finding


def wrong(wanted: Text, value: object, advice: Text | None = None) -> Misfits:
    """The fault of a value of another type; the usual advice where the types have one."""
    found = described(value)
    advice = advice or _ADVICE.get((wanted.en, found.en), Text())
    return Misfits([((), kind("I103").at("", wanted=wanted, found=found, advice=advice))])


def described(value: object) -> Text:
    """What a value is, in words."""
    if value is None:
        return Text("空", "nothing")
    if isinstance(value, bool):
        return FLAG
    if isinstance(value, int | Decimal | float):
        return NUMBER
    if isinstance(value, str):
        return TEXT
    if isinstance(value, dict):
        return TABLE
    if isinstance(value, list):
        return LIST
    if isinstance(value, datetime):
        return Text("日期和时间", "a date with a time")
    if isinstance(value, date | time):
        return Text("日期或时间", "a date or time")
    return Text(type(value).__name__)


def missing(key: str) -> Finding:
    """The finding for a key that has to be there."""
    return kind("I104").at("", key=key)


def unknown_keys(keys: Iterable[str], known: Iterable[str]) -> list[Fault]:
    """A fault for each key that is not known, with what was probably meant."""
    options = sorted(known)
    every = Text("、".join(options), ", ".join(options))
    listed = say("可用的有：{all}", "there are {all}", all=every) if options else Text()
    return [
        ((key,), kind("I102").at("", key=key[:80], near=(n < _MOST_SUGGESTIONS and _near(key, options)) or listed))
        for n, key in enumerate(keys)
    ]


def _near(found: str, options: list[str]) -> Text:
    """What was probably meant: what the word means here, else what is spelt nearly so."""
    meant = [it for it in _MEANT.get(found.strip().lower(), ()) if it in options]
    return say("是否想写 {it}？", "did you mean {it}?", it=meant[0]) if meant else suggestion(found, options)


def not_an_option(found: str, options: Iterable[str]) -> Finding:
    """The finding for a text outside a closed list."""
    listed = list(options)
    every = Text("、".join(listed), ", ".join(listed))
    return kind("I111").at("", found=found[:80], options=every, near=_near(found, listed) or _CHOOSE)

"""What to write instead: advice for the commonest mistakes in JSON, from the complaint and the text around it."""

from __future__ import annotations

import re

from attrs import frozen

from perfeval.findings import Text, say
from perfeval.formats.toml_hints import PLAIN

_SIGNS = {**PLAIN, **dict.fromkeys("：:", ":")}
_WORDS = {"none": "null", "nan": "null", "true": "true", "false": "false"}


@frozen
class _Hint:
    """Advice, and when to give it: the pattern is matched against the message, the last sign before, and the rest."""

    pattern: re.Pattern[str]
    advice: Text


def _hint(pattern: str, zh: str, en: str) -> _Hint:
    return _Hint(re.compile(pattern, re.DOTALL), Text(zh, en))


# The first that fits is given; the last fits always.
_HINTS = (
    _hint(
        r"Unterminated|Invalid control character",
        "从此处开始的文字缺少结尾的英文引号",
        "the text that begins here has no closing quote",
    ),
    _hint(
        r"Invalid \\",
        r"引号中的反斜杠 \ 要写成 \\",
        r"write \\ for a backslash",
    ),
    _hint(
        rf"[^\n]*\n[^\n]*\n(?P<char>[{re.escape(''.join(_SIGNS.keys() - {':'}))}])",
        "此处的 {char} 应改为英文符号 {plain}",
        "write {plain} instead of {char}",
    ),
    _hint(
        r"[^\n]*\n[^\n]*\n(//|/\*|\#)",
        "JSON 里不能写注释，请删去",
        "JSON holds no comments; delete this one",
    ),
    _hint(
        r"[^\n]*\n[^\n]*\n'",
        '文字和键名用英文双引号 "，不用单引号',
        "texts and keys stand in double quotes, not in single ones",
    ),
    _hint(
        r"Illegal trailing comma|[^\n]*\n,\n[\]}]",
        "最后一项后面多了一个逗号，请删去",
        "the last item is followed by a comma; delete it",
    ),
    _hint(
        r"[^\n]*\n[^\n]*\n(?P<word>(?i:none|nan|true|false))\b",
        "此处写 {plain}，全部小写，不加引号",
        "write {plain}, in small letters, without quotes",
    ),
    _hint(
        r"[^\n]*\n[^\n]*\n$",
        "文件到此中断，缺少后面的内容或结尾的括号",
        "the file breaks off here: something, or a closing bracket, is missing",
    ),
    _hint(
        r"Expecting ','",
        "前一项的后面缺少英文逗号",
        "there is no comma behind the item before",
    ),
    _hint(
        r"Expecting ':'",
        '键名后面缺少英文冒号，应为 "键": 值',
        'there is no colon behind the key: it reads "key": value',
    ),
    _hint(
        r"Expecting property name",
        '键名要加英文双引号，应为 "键": 值',
        'a key stands in double quotes: "key": value',
    ),
    _hint(
        r"Extra data",
        "结尾的括号之后还有多余的内容",
        "more follows the closing bracket",
    ),
    _hint(
        r"Expecting value",
        "此处应为一个值：文字加英文双引号，数字不加单位",
        "there should be a value here: a text in double quotes, or a number without a unit",
    ),
    _hint(
        r"",
        "JSON 语法错误（{said}）",
        "no JSON ({said})",
    ),
)


def hint(message: str, text: str, position: int) -> Text:
    """What to do about a complaint of `json`.

    Args:
        message: what `json` said, without the place.
        text: the whole text.
        position: where the complaint is about.

    Example:
        >>> from perfeval.formats.json_hints import hint
        >>> hint("Expecting property name enclosed in double quotes", '{"year": 2021,}', 14).en
        'the last item is followed by a comma; delete it'
    """
    seen = "\n".join((message, text[:position].rstrip()[-1:], text[position:]))
    advice, found = next((each.advice, found) for each in _HINTS if (found := each.pattern.match(seen)))
    parts = found.groupdict()
    char, word = parts.get("char", ""), parts.get("word", "")
    plain = _WORDS[word.lower()] if word else _SIGNS.get(char, "")
    return say(advice.zh, advice.en, char=char, plain=plain, said=message)

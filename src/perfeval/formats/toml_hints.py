"""What to write instead: advice for the commonest mistakes in TOML, from the message and its line."""

from __future__ import annotations

import re
from collections.abc import Mapping

from attrs import frozen

from perfeval.findings import Text, say

PLAIN: Mapping[str, str] = {
    **dict.fromkeys("“”„＂「」『』", '"'),
    **dict.fromkeys("‘’＇", "'"),
    **dict.fromkeys("＝：:", "="),
    **dict.fromkeys("，、；;", ","),
    **dict.fromkeys("［【", "["),
    **dict.fromkeys("］】", "]"),
    **dict(zip("｛｝．。＃－＋＿０１２３４５６７８９", "{}..#-+_0123456789", strict=True)),
}
"""Full-width signs, and what to write instead of each."""
_NOT_PLAIN = f"(?P<char>[{re.escape(''.join(PLAIN))}])"


@frozen
class _Hint:
    """Advice, and when to give it.

    The pattern is matched from the start of three lines: the message, the line up to the place, its rest.
    """

    pattern: re.Pattern[str]
    advice: Text


def _hint(pattern: str, zh: str, en: str) -> _Hint:
    return _Hint(re.compile(pattern), Text(zh, en))


# The first that fits is given; the last fits always.
_HINTS = (
    _hint(
        r"(Cannot (declare|mutate|overwrite|redefine)|Duplicate).*\n\s*\[",
        "标题 {key} 与前面的写法矛盾：同类有多项的，每一项都以 [[{key}]] 开头；只有一项的写 [{key}]，只写一次；"
        "上级的标题写在下级前面",
        "the heading {key} contradicts one above: where there are several, each begins with [[{key}]]; "
        "one alone begins with [{key}], once; a group is headed before its children",
    ),
    _hint(
        r"Cannot (declare|mutate|overwrite|redefine)|Duplicate",
        "“{key}”在前面已经写过，或已写成别的内容，请只保留一处",
        "the key {key} has been given above already, or as something else; keep one of them",
    ),
    _hint(
        r".*\n.*\n[\u00a0\u2000-\u200f\u3000\ufeff]",
        "此处有全角空格或看不见的字符，请改用普通空格",
        "a full-width space or an invisible character stands here; use a plain space",
    ),
    _hint(
        r"Expected newline.*\n.*\b[0-9]{4}(\.[0-9]+)?\n[年/.]",
        "日期写作 2024-06-30，不加引号",
        "a date is written 2024-06-30, without quotes",
    ),
    _hint(
        r"Expected newline.*\n.*\"\n",
        r"文字中的英文引号要写成 \"，或改用中文引号",
        r"write \" for a quotation mark inside a text",
    ),
    _hint(
        r"Expected newline.*\n.*[0-9]\n(?P<char>[分个人项次天])",
        "只写数字，删去后面的“{char}”",
        "write the number alone, without {char}",
    ),
    _hint(
        r"Expected newline",
        '值的后面还有多余的内容；带单位、百分号或千分位逗号的数字要加英文引号，例如 "95.8%"',
        'more follows the value; a number with a unit, a percent sign or commas goes in quotes: "95.8%"',
    ),
    _hint(
        r".*\n\s*\n[{]",
        "这是 JSON 的写法：把文件名改为以 .json 结尾，或改用“键 = 值”的写法",
        "this is written as JSON: let the name of the file end in .json, or write lines of key = value",
    ),
    _hint(
        rf"(Illegal|Found invalid) character '\\[rn]'\n.*{_NOT_PLAIN}\n",
        "文字的结尾缺少英文引号，行尾的 {char} 应改为 {plain}",
        "the text has no closing quote; write {plain} instead of {char} at its end",
    ),
    _hint(
        r"(Illegal|Found invalid) character '\\[rn]'|Unterminated|Expected (\"'|'\")",
        "从此行开始的文字缺少结尾的英文引号",
        "the text that begins in this line has no closing quote",
    ),
    _hint(
        rf".*\n.*\n{_NOT_PLAIN}",
        "此处的 {char} 应改为英文符号 {plain}",
        "write {plain} instead of {char}",
    ),
    _hint(
        r"(Illegal|Found invalid) character",
        "此处有不允许出现的控制字符，请删去",
        "a control character stands here; delete it",
    ),
    _hint(
        r"Unescaped|Invalid hex|Escaped",
        r"引号中的反斜杠 \ 要写成 \\，或整段文字改用单引号 '",
        r"write \\ for a backslash, or put the text in single quotes '",
    ),
    _hint(
        r"(Invalid (statement|initial).*\n.*|Expected '(=|\]).*\n.*[\w-])\n[^\x00-\x7f]",
        '键名含有字母、数字、_ 和 - 以外的字符时，要加英文引号，例如 "数量指标" = 10',
        'a key with characters other than letters, digits, _ and - goes in quotes: "数量指标" = 10',
    ),
    _hint(
        r"Expected '='",
        "键名后面缺少 =，每一行应为：键 = 值",
        "there is no = behind the key; a line reads: key = value",
    ),
    _hint(
        r"Invalid value\n.*\n(#|$)",
        "= 后面缺少值；没有内容的项请整行删去",
        "there is no value behind the =; delete the line if there is nothing to say",
    ),
    _hint(
        r"Invalid value\n.*\n(?i:true|false)\b",
        "true 和 false 必须全部小写",
        "true and false are written in small letters",
    ),
    _hint(
        r"Invalid value\n.*\n[+-]?\.",
        "小数点前要写数字，例如 0.5",
        "a number has a digit in front of its point: 0.5",
    ),
    _hint(
        r"Invalid value\n[^=\n]*\n[\w.\"'-]+\s*=",
        "上面的数组缺少结尾的 ]",
        "the array above has no closing ]",
    ),
    _hint(
        r"Invalid value",
        '文字要加英文引号，例如 "市财政局"',
        'a text goes in quotes: "市财政局"',
    ),
    _hint(
        r"Invalid date",
        "没有这个日期或时间，应写作 2024-12-31",
        "there is no such date or time; it is written 2024-12-31",
    ),
    _hint(
        r"Unclosed|Expected '\]",
        "此处之前缺少逗号，或缺少结尾的括号",
        "there is no comma, or no closing bracket, in front of this place",
    ),
    _hint(
        r"Invalid initial",
        "此处应为键名；花括号中的内容要写在同一行，最后一项后面不加逗号",
        "there should be a key here; what is in braces stays on one line, without a comma at its end",
    ),
    _hint(
        r"",
        '每一行应为：键 = 值，文字加英文引号，例如 name = "市财政局"（{said}）',
        'a line reads key = value, with a text in quotes: name = "市财政局" ({said})',
    ),
)


def hint(message: str, before: str, rest: str, key: str = "") -> Text:
    """What to do about a complaint of `tomllib`; the complaint itself only where nothing else is known.

    Args:
        message: what `tomllib` said, without the place.
        before: the line up to the place.
        rest: the line from the place on.
        key: the key that is in question, where `message` is about a key given twice.

    Example:
        >>> from perfeval.formats.toml_hints import hint
        >>> hint("Invalid value", "name = ", "“市财政局”").en
        'write " instead of “'
    """
    seen = "\n".join((message, before, rest))
    advice, found = next((each.advice, found) for each in _HINTS if (found := each.pattern.match(seen)))
    char = found.groupdict().get("char", "")
    return say(advice.zh, advice.en, key=key, char=char, plain=PLAIN.get(char, ""), said=message)

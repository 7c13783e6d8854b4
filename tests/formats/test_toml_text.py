"""TOML texts as exact values, and what is said about a text that is none."""

from __future__ import annotations

import sys
import tomllib
from datetime import date
from decimal import Decimal

import pytest

from perfeval.findings import FormatError
from perfeval.formats.toml_text import load_toml
from perfeval.numbers import MAX_TEXT


def finding(text):
    with pytest.raises(FormatError) as caught:
        load_toml(text)
    (only,) = caught.value.findings
    assert only.location == ""
    assert only.message.zh != only.message.en
    return only


def test_values_are_exact():
    document = load_toml("a = 0.1\nb = [1_0.50, 2]\r\nc = 2024-12-31\nd = 1e-999")
    assert document == {
        "a": Decimal("0.1"),
        "b": [Decimal("10.50"), 2],
        "c": date(2024, 12, 31),
        "d": Decimal("1e-999"),
    }


def test_not_a_number_and_infinity_are_left_to_the_checks_of_values():
    document = load_toml("a = nan\nb = -inf")
    assert document["a"].is_nan()
    assert document["b"] == Decimal("-Infinity")


# The text, the place, and a piece of the Chinese and of the English advice.
MISTAKES = {
    "full-width quotes": ("a = “x”", (1, 5), '“ 应改为英文符号 "', 'write " instead of “'),
    "full-width single quotes": ("a = ‘x’", (1, 5), "‘ 应改为英文符号 '", "write ' instead of ‘"),
    "full-width equals": ("a = 1\nb ＝ 1", (2, 3), "＝ 应改为英文符号 =", "write = instead of ＝"),
    "full-width comma": ("a = [1，2]", (1, 7), "， 应改为英文符号 ,", "write , instead of ，"),
    "full-width bracket": ("【a】", (1, 1), "【 应改为英文符号 [", "write [ instead of 【"),
    "full-width digit": ("a = １", (1, 5), "１ 应改为英文符号 1", "write 1 instead of １"),
    "colon": ("a: 1", (1, 2), ": 应改为英文符号 =", "write = instead of :"),
    "full-width closing quote": (
        'a = "x”\nb = 1',
        (1, 8),
        '行尾的 ” 应改为 "',
        'write " instead of ” at its end',
    ),
    "closing quote missing": ('a = "x\nb = 1', (1, 7), "缺少结尾的英文引号", "has no closing quote"),
    "closing quote missing, windows": (
        'a = "x\r\nb = 1',
        (1, 7),
        "缺少结尾的英文引号",
        "has no closing quote",
    ),
    "closing single quote missing": ("a = 'x\nb = 'y'", (1, 7), "缺少结尾的英文引号", "has no closing quote"),
    "last quote missing": ("a = 1\nb = 'x", (2, 5), "缺少结尾的英文引号", "has no closing quote"),
    "three quotes never closed": (
        'a = 1\nb = """x\n\nc = 1\n',
        (2, 5),
        "缺少结尾的英文引号",
        "has no closing quote",
    ),
    "three single quotes never closed": (
        "b = '''x\n\n",
        (1, 5),
        "缺少结尾的英文引号",
        "has no closing quote",
    ),
    "opening quote missing": ("a = 市财政局", (1, 5), "文字要加英文引号", "a text goes in quotes"),
    "percent": ("a = 95.8%", (1, 9), "百分号", "a percent sign"),
    "unit": ("a = 12.5万元", (1, 9), "带单位", "a number with a unit"),
    "quotes in a text": ('a = "b "c" d"', (1, 9), '写成 \\"', 'write \\" for'),
    "thousands": ("a = 1,200.00 # x", (1, 6), "千分位逗号", "commas"),
    "full-width space": ("a =\u30001", (1, 4), "全角空格", "full-width space"),
    "byte order mark": ("\ufeffa = 1", (1, 1), "看不见的字符", "invisible"),
    "control character": ('a = "\x00"', (1, 6), "控制字符", "control character"),
    "backslash": ('a = "C:\\数据"', (1, 10), "反斜杠", "for a backslash"),
    "bad escape": ('a = "\\u00"', (1, 8), "反斜杠", "for a backslash"),
    "key in Chinese": ("预算 = 1", (1, 1), "键名含有", "a key with characters other than"),
    "key partly in Chinese": ("a.b预算 = 1", (1, 4), "键名含有", "a key with characters other than"),
    "dotted key in Chinese": ("a.预算 = 1", (1, 3), "键名含有", "a key with characters other than"),
    "table in Chinese": ("[预算]", (1, 2), "键名含有", "a key with characters other than"),
    "table partly in Chinese": ("[a预算]", (1, 3), "键名含有", "a key with characters other than"),
    "no equals": ("a 备注", (1, 3), "缺少 =", "no = behind the key"),
    "no equals at the end": ("a = 1\nb\n\n", (2, 2), "缺少 =", "no = behind the key"),
    "no value": ("a =\nb = 1", (1, 4), "缺少值", "no value"),
    "no value but a comment": ("a = # later", (1, 5), "缺少值", "no value"),
    "no value at the end": ("a = ", (1, 4), "缺少值", "no value"),
    "capital true": ("a = True", (1, 5), "小写", "small letters"),
    "no digit before the point": ("a = -.5", (1, 5), "小数点前", "digit in front"),
    "no such day": ("a = 2024-02-30", (1, 5), "没有这个日期", "no such date"),
    "array without comma": ("a = [1\n2]", (2, 1), "缺少逗号", "no comma"),
    "array without bracket before a key": (
        "a = [1,\n\nb.c = [2]",
        (3, 1),
        "缺少结尾的 ]",
        "array above has no closing ]",
    ),
    "array without bracket": ("a = [1", (1, 7), "结尾的括号", "no closing bracket"),
    "inline table without brace": ("a = {b = 1", (1, 11), "结尾的括号", "no closing bracket"),
    "table without bracket": ("[a\nb = 1", (1, 3), "结尾的括号", "no closing bracket"),
    "array of tables without bracket": ("[[a]\nb = 1", (1, 4), "结尾的括号", "no closing bracket"),
    "no key": ("[]", (1, 2), "应为键名", "should be a key"),
    "no sense": ("= 1", (1, 1), "每一行应为：键 = 值", "a line reads key = value"),
}


@pytest.mark.parametrize(("text", "place", "zh", "en"), MISTAKES.values(), ids=MISTAKES)
def test_mistakes(text, place, zh, en):
    found = finding(text)
    assert found.code == "I101"
    assert (found.origin.line, found.origin.column) == place
    assert zh in found.message.zh
    assert en in found.message.en


@pytest.mark.parametrize("name", MISTAKES)
def test_what_tomllib_says_goes_along_only_where_nothing_else_is_known(name):
    text = MISTAKES[name][0]
    with pytest.raises(tomllib.TOMLDecodeError) as caught:
        tomllib.loads(text)
    said = str(caught.value).rpartition(" (at ")[0]
    found = finding(text)
    assert found.message.zh.endswith(f"（{said}）") == (name == "no sense")
    assert found.message.en.endswith(f"({said})") == (name == "no sense")


# The text, the place of the second key, and how it is spelled.
GIVEN_TWICE = {
    "key": ("a = 1\n  total = 2 # x\n total = 3 # y\nb = 4", (3, 2), "total"),
    "last line": ("a = 1\na = 2\n\n", (2, 1), "a"),
    "windows line ends": ("a = 1\r\na = 2\r\nb = 1", (2, 1), "a"),
    "value over lines": ("a = 1\na = [\n1, {b = 1},\n]\n", (2, 1), "a"),
    "text over lines": ('a = 1\n"a" = """\nb = 1\n"""\n', (2, 1), '"a"'),
    "dotted key": ("a.b = 1\na . b.c = 2", (2, 1), "a . b.c"),
    "sign in the key": ("'a=b' = 1\n'a=b' = 2", (2, 1), "'a=b'"),
    "table": ("[a.b]\nc = [1, 2]\n[ a.b ]", (3, 3), "a.b"),
    "table over a value": ("a = 1\n[a]\nb = 1", (2, 2), "a"),
    "array of tables over a value": ("a = [1]\n[[a]]", (2, 3), "a"),
    "array of tables over a table": ("[a]\n[[a]]\nb = 1", (2, 3), "a"),
    "inline table": ("x = {a = 1, b = {c = 2}, a = 3}", (1, 26), "a"),
    "inline table in an array": ("x = [{a = 1}, {b.c = 1,\tb = 3}]", (1, 25), "b"),
    "table that is closed": ("a = {}\na.b = 1", (2, 1), "a.b"),
    "table of dotted keys": ("[a]\nb.c = 1\n[a.b]", (3, 2), "a.b"),
}


@pytest.mark.parametrize(("text", "place", "key"), GIVEN_TWICE.values(), ids=GIVEN_TWICE)
def test_a_key_given_twice_is_named(text, place, key):
    found = finding(text)
    assert (found.origin.line, found.origin.column) == place
    heading = text.split("\n")[place[0] - 1].startswith("[")
    zh, en = (
        ("标题 {key} 与前面的写法矛盾", "the heading {key} ") if heading else ("“{key}”在前面", "the key {key} has")
    )
    assert zh.format(key=key) in found.message.zh
    assert f": {en.format(key=key)}" in found.message.en


LARGE = {
    "integer": ("a = 1\nb = " + "1" * 10_000_000, (2, 5)),
    "integer with signs": ("a = [0, -1_" + "1" * MAX_TEXT + "]", (1, 9)),
    "hexadecimal": ("a = 0x" + "f" * 5_000, (1, 5)),
    "float": ("a = 1." + "0" * 5_000, (1, 7)),
    "exponent of many digits": ("a = 1e" + "1" * 5_000, (1, 5)),
    "exponent beyond decimals": ("a = '1e1'\nb = 1.5e99999999999999999999", (2, 5)),
}


@pytest.mark.parametrize(("text", "place"), LARGE.values(), ids=LARGE)
def test_a_number_too_large(text, place):
    found = finding(text)
    assert found.code == "I107"
    assert (found.origin.line, found.origin.column) == place


def test_every_integer_that_is_read_can_be_printed():
    before = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(640)  # the least that Python allows
    try:
        document = load_toml(f"a = {'9' * MAX_TEXT}\nb = 0x{'f' * (MAX_TEXT - 2)}")
        assert all(str(number) for number in document.values())
    finally:
        sys.set_int_max_str_digits(before)


def test_long_words_are_no_numbers():
    long = "1" + "名" * 300
    assert load_toml(f"a = '{long}' # {long}\n\"{long}\" = 1\n{'a' * 300} = 1")
    assert finding(f"a = {long}").code == "I101"


DEEP = {
    "arrays": ("a = " + "[" * 5_000, (1, 105)),
    "arrays with other items": ("a = " + "[1," * 5_000, (1, 305)),
    "inline tables": ("a = 1\nb = " + "{a=" * 5_000, (2, 305)),
    "header": ("[" + "a." * 500_000 + "a]", (1, 201)),
    "dotted key": ("a." * 500_000 + "a = 1", (1, 202)),
    "dotted keys in inline tables": ("a = " + ("{" + "a." * 30 + "a = ") * 50, None),
}


@pytest.mark.parametrize(("text", "place"), DEEP.values(), ids=DEEP)
def test_nesting_too_deep(text, place):
    found = finding(text)
    assert found.code == "I101"
    assert "嵌套超过 100 层" in found.message.zh
    assert "nested more than 100 levels" in found.message.en
    assert place in (None, (found.origin.line, found.origin.column))


def test_a_long_document_is_not_deep():
    rows = "\n".join("[[a.b]]\nc.d = 1.5\ne = [\n{f.g = 1.5}, {h.i = 1.5},\n{}]" for _ in range(200))
    assert len(load_toml(rows)["a"]["b"]) == 200
    assert load_toml("a = " + "[" * 99 + "]" * 99)


def test_unclosed_brackets_and_stray_ones_are_not_deep():
    assert "缺少逗号，或缺少结尾的括号" in finding("a = [1\n" + "b.c = 1.5\n" * 200).message.zh
    assert "more follows the value" in finding("a = 1 ]\nb = 1}").message.en


def test_a_caller_close_to_the_recursion_limit():
    def descend(levels):
        return descend(levels - 1) if levels else load_toml("a = " + "[" * 90 + "]" * 90)

    with pytest.raises(FormatError, match="I101") as caught:
        descend(sys.getrecursionlimit() - 150)
    assert "nested" in caught.value.findings[0].message.en

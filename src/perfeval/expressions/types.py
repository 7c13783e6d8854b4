"""What a value measures, and which values may meet. Nothing here knows of nodes."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Literal

from attrs import evolve, frozen

from perfeval.findings import Finding, RuleError, Text, join, kind, say

Kind = Literal["number", "ratio", "points", "money", "quantity", "text", "flag", "level", "date", "rows", "any"]
NUMERIC = frozenset({"number", "ratio", "points", "money", "quantity", "any"})
ORDERED = NUMERIC | {"level", "date"}
WORDS: dict[str, Text] = {
    "number": Text("数", "a number"),
    "ratio": Text("比率", "a ratio"),
    "points": Text("分", "points"),
    "money": Text("金额", "money"),
    "quantity": Text("数量", "a quantity"),
    "text": Text("文字", "a text"),
    "flag": Text("是非", "a flag"),
    "level": Text("等级", "a level"),
    "date": Text("日期", "a date"),
    "rows": Text("表", "a table"),
    "any": Text("未定", "anything"),
}


@frozen
class Type:
    """The type of a rule: its kind, its row scope, and what else is known of it.

    `any` stands for a placeholder before a rule meets its indicator.

    Example:
        >>> from perfeval.expressions import Type
        >>> Type("ratio", table="projects").describe().en
        'a ratio per row of projects'
    """

    kind: Kind
    table: str | None = None
    """None for one value; the table's name for one value per row."""
    options: tuple[str, ...] = ()
    """What a text can be, or the levels of an ordinal scale, lowest first."""
    unit: str = ""
    """The unit of a quantity; empty where it is not known."""
    literal: Fraction | str | bool | date | None = None
    """The value, where it was written in the rule itself."""
    open: bool = False
    """Of `any`: whether a placeholder will still bring its unit; else nothing ever will, as of an unknown."""

    def describe(self) -> Text:
        """The type in words."""
        if isinstance(self.literal, Fraction):
            name = Text(f"{short(self.literal * 100)}%" if self.kind == "ratio" else short(self.literal))
        elif isinstance(self.literal, str):
            name = Text(f"“{self.literal}”", f'"{self.literal}"')
        elif self.unit:
            name = say("{kind}（{unit}）", "{kind} ({unit})", kind=WORDS[self.kind], unit=self.unit)
        else:
            name = WORDS[self.kind]
        if self.table is None:
            return name
        return say("{name}（{table} 每行）", "{name} per row of {table}", name=name, table=self.table)


_NUMBER = Text("数、比率或金额", "a number, a ratio or money")
_UNQUOTED = Text("数字不加引号，如 95%", "a number has no quotes: 95%")
_UNIT = Text(
    "写明单位，如 95% 或 12.5万元；参数的单位写在它的 value 里",
    "write the unit, as in 95% or 12.5万元; that of a parameter belongs into its value",
)


def misfit(detail: Text, advice: Text | None = None) -> RuleError:
    """The error for types that do not fit."""
    return RuleError(_misfit(detail, advice or Text("检查单位", "check the units")))


def _misfit(detail: Text, advice: Text) -> Finding:
    return kind("D204").at("", detail=detail, advice=advice)


def common_table(*types: Type) -> str | None:
    """The one table whose rows the types speak of, None for none; two tables never meet."""
    tables = sorted({t.table for t in types if t.table is not None})
    if len(tables) > 1:
        raise misfit(
            say("{a} 与 {b} 的行不能混用", "rows of {a} and of {b} cannot be mixed", a=tables[0], b=tables[1]),
            Text(
                "先用 total()、count() 或 weighted_mean() 汇总",
                "reduce one with total(), count() or weighted_mean()",
            ),
        )
    return tables[0] if tables else None


def needs(found: Type, *kinds: str) -> None:
    """Refuse a type of another kind; `any` passes."""
    if found.kind not in (*kinds, "any"):
        several = {*kinds} >= NUMERIC - {"any"}
        wanted = _NUMBER if several else join((WORDS[k] for k in sorted(kinds)), "或", " or ")
        raise misfit(
            say(
                "需要{wanted}，得到{found}",
                "needs {wanted}, not {found}",
                wanted=wanted,
                found=found.describe(),
            ),
            _UNQUOTED if several and isinstance(found.literal, str) else None,
        )


def meet(a: Type, b: Type, doing: Text) -> Type:
    """The type that both sides share.

    A plain number takes the other side's unit; beside a ratio only 0 and 1 do, beside money only 0 does, since a bare
    0.95 or 95 would not say what it means.

    Raises:
        RuleError: the sides have different units or speak of different tables.
    """
    table = common_table(a, b)
    if "any" in (a.kind, b.kind):
        known, opened = b if a.kind == "any" else a, a.open or b.open
        if opened and known.kind in ("number", "text"):  # these take the unit or scale that is still to come
            return Type("any", table, open=True)
        return evolve(known, table=table, literal=None, open=opened and known.kind == "any")
    for plain, other in ((a, b), (b, a)):
        if plain.kind == "number" and other.kind in ("ratio", "money", "points", "quantity"):
            _bare(plain, other)
            return evolve(other, table=table, literal=None)
        named = plain.kind == "text" or (plain.kind == "level" and plain.literal is not None and other.literal is None)
        if named and other.kind == "level":
            if not plain.options:
                raise misfit(
                    Text("不知道这段文字可取哪些等级", "nothing says which levels the text can be"),
                    Text("声明可选项，或直接写等级", "declare its options, or write the level"),
                )
            _known(plain.options, other.options)
            return evolve(other, table=table)
    if a.kind != b.kind or (a.unit and b.unit and a.unit != b.unit):
        raise misfit(
            say(
                "不能{doing}{a}与{b}",
                "cannot {doing} {a} and {b}",
                doing=doing,
                a=a.describe(),
                b=b.describe(),
            )
        )
    if a.kind == "level" and a.options != b.options:
        raise misfit(Text("两个等级标度不同", "the two levels are of different scales"))
    return Type(a.kind, table, _options(a, b), a.unit or b.unit)


def _bare(plain: Type, other: Type) -> None:
    allowed = {"ratio": (0, 1), "money": (0,)}.get(other.kind)
    if allowed is None or (plain.literal is not None and plain.literal in allowed):
        return
    if other.kind == "ratio" and isinstance(plain.literal, Fraction):
        ways = [f"{short(plain.literal)}%"] + ([f"{short(plain.literal * 100)}%"] if plain.literal < 1 else [])
        options = join(map(Text, ways), " 或 ", " or ")
        raise RuleError(kind("D205").at("", found=short(plain.literal), options=options))
    detail = say("{a}与{b}放在一起，单位不明", "{a} beside {b} has no unit", a=plain.describe(), b=other.describe())
    raise misfit(detail, _UNIT)


def _known(given: tuple[str, ...], options: tuple[str, ...]) -> None:
    unknown = [g for g in given if options and g not in options]
    if unknown:
        raise misfit(
            say("“{found}”不在可选项内", '"{found}" is not one of the options', found=unknown[0]),
            say("可选：{options}", "the options: {options}", options="、".join(options)),
        )


def _options(a: Type, b: Type) -> tuple[str, ...]:
    for literal, other in ((a, b), (b, a)):
        if literal.literal is not None and other.literal is None and a.kind == "text":
            _known(literal.options, other.options)
            return other.options
    return tuple(dict.fromkeys(a.options + b.options)) if a.options and b.options else ()


def short(value: Fraction) -> str:
    """A literal as somebody would write it: a decimal where it ends, else a quotient."""
    scaled = value * 10**12
    if scaled.denominator != 1:
        return str(value)
    whole, part = divmod(abs(scaled.numerator), 10**12)
    tail = f"{part:012d}".rstrip("0")
    return ("-" if value < 0 else "") + (f"{whole}.{tail}" if tail else str(whole))


def product(a: Type, b: Type) -> Type:
    """The type of a × b: at most one side has a unit."""
    table = common_table(a, b)
    needs(a, *NUMERIC - {"any"})
    needs(b, *NUMERIC - {"any"})
    if "any" in (a.kind, b.kind):
        return Type("any", table, open=a.open or b.open)
    plain = {"number": 0, "ratio": 1}
    low, high = sorted((a, b), key=lambda t: plain.get(t.kind, 2))
    if low.kind not in plain:
        raise misfit(say("不能把{a}与{b}相乘", "cannot multiply {a} and {b}", a=a.describe(), b=b.describe()))
    return Type(high.kind, table, unit=high.unit)


def quotient(a: Type, b: Type) -> Type:
    """The type of a ÷ b: like units make a ratio, a unit over a number or ratio keeps the unit."""
    table = common_table(a, b)
    needs(a, *NUMERIC - {"any"})
    needs(b, *NUMERIC - {"any"})
    if "any" in (a.kind, b.kind):
        return Type("any", table, open=a.open or b.open)
    if a.kind == b.kind and (a.unit == b.unit or not (a.unit and b.unit)):
        return Type("ratio", table)
    if b.kind in ("number", "ratio"):
        return Type(a.kind, table, unit=a.unit)
    raise misfit(say("不能用{b}除{a}", "cannot divide {a} by {b}", a=a.describe(), b=b.describe()))

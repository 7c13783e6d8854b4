"""Forms made at random: every header variant of the data table, any order of columns, extra columns, merged or not."""

import tomllib
from decimal import Decimal
from importlib.resources import files

from attrs import frozen
from hypothesis import strategies as st

HEADERS = tomllib.loads(files("perfeval.formats.forms").joinpath("headers.toml").read_text(encoding="utf-8"))
MONEY = ("previous", "original", "adjusted", "actual")
EXTRA = ("经办科室", "是否核心", "资金文号")
FULL_WIDTH = str.maketrans("0123456789.,%", "０１２３４５６７８９．，％")


@frozen
class Made:
    """A form as texts, and the figures that were written into it by path."""

    rows: list[list[str]]
    figures: dict[str, tuple[Decimal, str]]
    loose: tuple[str, ...]
    """Numbers written into columns that nobody knows."""


def headers(block: str, role: str) -> st.SearchStrategy[str]:
    """A header of a role, spelt and decorated as forms do."""
    exact = [text for text in HEADERS[block][role] if "*" not in text]
    return st.builds(_decorated, st.sampled_from(exact), st.sampled_from(["", "（A）", "(B/A)", "①", " ", "\n"]))


def _decorated(text: str, how: str) -> str:
    if how in (" ", "\n"):
        return f"{text[:2]}{how}{text[2:]}"
    return text + how


@st.composite
def written(draw: st.DrawFn, unit: str = "") -> tuple[str, Decimal]:
    """A number as somebody types it, and what it is."""
    value = draw(st.decimals(0, 99999, places=draw(st.integers(0, 2)), allow_nan=False))
    text = draw(st.sampled_from([f"{value}", f"{value:,}", f"#{value}", f" {value}"])) + unit
    return (text.translate(FULL_WIDTH) if draw(st.booleans()) and "#" not in text else text), value


@st.composite
def funds(draw: st.DrawFn) -> Made:
    """A funds block: a total, and what it is made of."""
    stages = draw(st.lists(st.sampled_from(MONEY), min_size=2, unique=True))
    roles = draw(st.permutations([*stages, *draw(st.sets(st.sampled_from(["rate", "points", "score"])))]))
    section = draw(st.sampled_from(["项目资金（万元）", "项目资金\n（万元）", "年度预算申请（万元）"]))
    own_cell = draw(st.booleans())
    extra = draw(st.sampled_from(["", *EXTRA]))
    head = [section, *([""] if own_cell else []), *[draw(headers("funds", role)) for role in roles]]
    rows = [[*head, extra] if extra else head]
    figures, loose = {}, []
    parts = draw(st.lists(st.sampled_from(["财政拨款", "其他资金", "上年结转资金"]), unique=True))
    for n, name in enumerate(["年度资金总额", *parts]):
        label = f"其中：{name}" if n == 1 else f"　　{name}" if n else name
        row = [*(["^"] if own_cell else []), label]
        for role in roles:
            text, value = draw(written("%" if role == "rate" else ""))
            row.append(text)
            unit = "%" if role == "rate" else "万元" if role in MONEY else ""
            figures[f"funds[{label.strip()}].{role}"] = (value, unit)
        if extra:
            loose.append(f"第{n}号")
            row.append(loose[-1])
        rows.append(row)
    return Made(rows, figures, tuple(loose))


@st.composite
def indicators(draw: st.DrawFn) -> Made:
    """An indicator block: groups over kinds over rows, and a total."""
    roles = draw(st.permutations(["target", "actual", "points", "score", *draw(st.sets(st.just("reason")))]))
    levels = ("level1", "level2", "level3")
    rows = [
        [*[draw(headers("indicators", level)) for level in levels], *[draw(headers("indicators", r)) for r in roles]]
    ]
    merged = draw(st.sampled_from(["^", ""]))
    figures: dict[str, tuple[Decimal, str]] = {}
    counted = 0
    for group in draw(st.lists(st.sampled_from(["产出指标", "效益指标", "满意度指标"]), min_size=1, unique=True)):
        declared = draw(st.sampled_from(["", "（50分）", "(50)", "50分"]))
        if declared:
            figures[f"groups[{group}].points"] = (Decimal(50), "")
        above = group + declared
        for kind in draw(st.lists(st.sampled_from(["数量指标", "质量指标", "社会效益"]), min_size=1, unique=True)):
            under = kind
            for _ in range(draw(st.integers(1, 3))):
                counted += 1
                row = [above, under, f"名目第{counted}"]
                for role in roles:
                    text, value = draw(
                        written(draw(st.sampled_from(["", "%", "人次"])) if role in ("target", "actual") else "")
                    )
                    row.append("因故减少3人" if role == "reason" else text)
                    if role != "reason":
                        unit = next((u for u in ("%", "人次") if text.endswith((u, u.translate(FULL_WIDTH)))), "")
                        figures[f"indicators[名目第{counted}].{role}"] = (value, unit)
                rows.append(row)
                above = under = merged
    texts = {role: draw(written()) for role in ("points", "score")}
    rows.append(["总分", "<", "<", *[texts[role][0] if role in texts else "" for role in roles]])
    figures |= {f"total.{role}": (value, "") for role, (_, value) in texts.items()}
    return Made(rows, figures, ())

"""Figures as they stand in published tables, read or refused."""

from decimal import Context, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfeval.findings import NumberError
from perfeval.numbers import MAX_TEXT, Written, read_written


@pytest.mark.parametrize(
    ("raw", "relation", "value", "places", "unit"),
    [
        ("95.8%", "", "95.8", 1, "%"),
        ("95.80 ％", "", "95.80", 2, "%"),
        ("100", "", "100", 0, ""),
        ("1,200.00", "", "1200.00", 2, ""),
        ("１，２００．００元", "", "1200.00", 2, "元"),
        ("-5%", "", "-5", 0, "%"),
        ("\u22125 ‰", "", "-5", 0, "‰"),
        ("1.2E+05", "", "1.2E+5", 0, ""),
        ("5e", "", "5", 0, "e"),
        (".5分", "", "0.5", 1, "分"),
        # relations
        ("≥735人次", ">=", "735", 0, "人次"),
        ("≧ 735 人次", ">=", "735", 0, "人次"),
        (">=95%", ">=", "95", 0, "%"),
        ("＞＝95%", ">=", "95", 0, "%"),
        ("≮95%", ">=", "95", 0, "%"),
        ("不低于95%", ">=", "95", 0, "%"),
        ("不少于3次", ">=", "3", 0, "次"),
        ("不小于3", ">=", "3", 0, ""),
        ("至少3场", ">=", "3", 0, "场"),
        ("大于等于3", ">=", "3", 0, ""),
        ("大于或等于3", ">=", "3", 0, ""),
        ("100%以上", ">=", "100", 0, "%"),
        ("100％（含）以上", ">=", "100", 0, "%"),
        ("90分及以上", ">=", "90", 0, "分"),
        ("90分以上（含）", ">=", "90", 0, "分"),
        ("≥95%以上", ">=", "95", 0, "%"),
        ("≤ 3.5 个工作日", "<=", "3.5", 1, "个工作日"),
        ("≦3", "<=", "3", 0, ""),
        ("<=3", "<=", "3", 0, ""),
        ("≯3", "<=", "3", 0, ""),
        ("不超过120万元", "<=", "120", 0, "万元"),
        ("不高于5%", "<=", "5", 0, "%"),
        ("不大于5", "<=", "5", 0, ""),
        ("不多于5起", "<=", "5", 0, "起"),
        ("至多5", "<=", "5", 0, ""),
        ("小于等于5", "<=", "5", 0, ""),
        ("小于或等于5", "<=", "5", 0, ""),
        ("30以内", "<=", "30", 0, ""),
        ("30天之内", "<=", "30", 0, "天"),
        ("5%以下", "<=", "5", 0, "%"),
        ("5及以下", "<=", "5", 0, ""),
        ("大于0", ">", "0", 0, ""),
        ("超过50家", ">", "50", 0, "家"),
        ("高于-3", ">", "-3", 0, ""),
        ("多于3", ">", "3", 0, ""),
        ("＞3", ">", "3", 0, ""),
        ("小于5", "<", "5", 0, ""),
        ("低于5", "<", "5", 0, ""),
        ("少于5", "<", "5", 0, ""),
        ("＜5", "<", "5", 0, ""),
        ("=1", "=", "1", 0, ""),
        ("＝100%", "=", "100", 0, "%"),
        ("等于1", "=", "1", 0, ""),
        # money stays as it is printed
        ("12.5万元", "", "12.5", 1, "万元"),
        ("12.5 万 元", "", "12.5", 1, "万元"),
        ("3亿元", "", "3", 0, "亿元"),
        ("3百万元", "", "3", 0, "百万元"),
        ("1.2万亿元", "", "12000", 1, "亿元"),
        # other units are multiplied out
        ("1.2万人次", "", "12000", 1, "人次"),
        ("≥1.20万 人次", ">=", "12000", 2, "人次"),
        ("1.23456万人", "", "12345.6", 5, "人"),
        ("3千户", "", "3000", 0, "户"),
        ("2百万人", "", "2000000", 0, "人"),
        ("2千万株", "", "20000000", 0, "株"),
        ("1.5亿立方米", "", "150000000", 1, "立方米"),
        ("1.2万亿次", "", "1200000000000", 1, "次"),
        ("5万", "", "50000", 0, ""),
        ("12.5万元/年", "", "125000", 1, "元/年"),
        # these only look multiplied
        ("5千克", "", "5", 0, "千克"),
        ("1.2亿千瓦时", "", "120000000", 1, "千瓦时"),
        ("80千米/小时", "", "80", 0, "千米/小时"),
        ("3个百分点", "", "3", 0, "个百分点"),
        ("3百分点", "", "3", 0, "百分点"),
        # units
        ("12m2", "", "12", 0, "m2"),
        ("12m²", "", "12", 0, "m²"),
        ("12㎡", "", "12", 0, "㎡"),
        ("12 平方米", "", "12", 0, "平方米"),
        ("60 km / h", "", "60", 0, "km/h"),
        ("36.5℃", "", "36.5", 1, "℃"),
        ("5" + "长" * 20, "", "5", 0, "长" * 20),
    ],
)
def test_read(raw: str, relation: str, value: str, places: int, unit: str) -> None:
    found = read_written(raw)
    assert (found.raw, found.relation, str(found.value), found.places, found.unit) == (
        raw,
        relation,
        value,
        places,
        unit,
    )


@pytest.mark.parametrize(
    "raw",
    [
        "",
        " ",
        "-",
        "—",
        "/",
        "%",
        "无",
        "≥",
        "不低于",
        "以上",
        # groups of three, or nothing
        "1,2",
        "12,00",
        "1,200,00",
        "1200,000",
        "1,2345",
        "1, 200",
        "1 200",
        # ranges
        "80-90",
        "80%-90%",
        "3~5",
        "３～５天",
        "80—90",
        "80–90",
        "80至90",
        "5人至10人",
        # approximations
        "约5",
        "近百",
        "近100人",
        "10余",
        "10余万元",
        "10万余元",
        "10多家",
        "10万多人",
        "100元多",
        "10几个",
        "100左右",
        "5人上下",
        "5天不等",
        "5天以外",
        # several numbers
        "5 6",
        "5/6",
        "20x30",
        "5人3天",
        "2021年5月",
        "1.2.3",
        "95%（2020年94%）",
        # numerals of other kinds
        "九十五",
        "5十",
        "5万三",
        "10²",
        "5①",
        "5½",
        "½",
        "5Ⅲ",
        "٣",
        "百分之95",
        "5百分之三",
        # more than a figure
        "95%%",
        "95%完成",
        "95%。",
        "≥95%以下",
        "超过95%以上",
        "5（人）",
        "100%（不含）以上",
        "100人，比上年增加",
        "5" + "长" * 21,
        "5.",
        "- 5",
        "+-5",
        "nan",
        "=SUM(A1)",
        "￥5",
        "字" * (MAX_TEXT + 1),
    ],
)
def test_refused(raw: str) -> None:
    with pytest.raises(NumberError) as error:
        read_written(raw)
    assert [finding.code for finding in error.value.findings] == ["I106"]


@pytest.mark.parametrize(
    "raw",
    [
        "1" * 39,
        "≥1e31",
        "9e30万人次",
        "5" + "亿" * 19 + "次",
        "1e-31%",
        "1" * (MAX_TEXT + 1),
        pytest.param("9" * 10_000_000, id="long"),
    ],
)
def test_too_large(raw: str) -> None:
    with pytest.raises(NumberError) as error:
        read_written(raw)
    assert [finding.code for finding in error.value.findings] == ["I107"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (5, Written("5", "", Decimal(5), 0, "")),
        (Decimal("8.650"), Written("8.650", "", Decimal("8.650"), 3, "")),
        (Decimal("1E+2"), Written("1E+2", "", Decimal(100), 0, "")),
    ],
)
def test_numbers_are_read_too(value: object, expected: Written) -> None:
    assert read_written(value) == expected


@pytest.mark.parametrize(
    ("value", "code"),
    [(None, "I106"), (True, "I106"), ([], "I106"), (float("0.5"), "I108"), (10**40, "I107")],
)
def test_other_things_are_not(value: object, code: str) -> None:
    with pytest.raises(NumberError) as error:
        read_written(value)
    assert error.value.findings[0].code == code


@pytest.mark.parametrize(
    ("raw", "ratio", "percent"),
    [
        ("95.8%", Fraction(479, 500), True),
        ("12‰", Fraction(3, 250), False),
        ("0.958", Fraction(479, 500), False),
        ("12.5万元", Fraction(25, 2), False),
    ],
)
def test_ratio(raw: str, ratio: Fraction, percent: bool) -> None:
    found = read_written(raw)
    assert found.ratio == ratio
    assert found.percent is percent


def test_the_ambient_context_has_no_say() -> None:
    with localcontext(Context(prec=1, Emax=1, Emin=-1)):
        assert str(read_written("1,234.56789万人次").value) == "12345678.9"


PIECES = st.sampled_from(
    [
        *"0123456789.,-+eE%‰ ~/",
        "≥",
        "不低于",
        "以上",
        "（含）",
        "万",
        "亿",
        "千",
        "元",
        "人次",
        "m2",
        "，",
        "９",
        "余",
    ]
)


@given(st.text() | st.lists(PIECES).map("".join))
def test_nothing_but_a_number_error(raw: str) -> None:
    try:
        found = read_written(raw)
    except NumberError:
        return
    assert found.raw == raw
    assert found.value.is_finite()
    assert found.places >= 0
    assert not found.unit[:1].isdigit()
    assert len(found.unit) <= 20


@given(
    st.decimals(min_value=-(10**12), max_value=10**12, places=4),
    st.sampled_from([("", ""), ("≥", ">="), ("不超过", "<="), ("超过", ">"), ("<", "<"), ("＝", "=")]),
    st.sampled_from(["", "%", "‰", "万元", "人次", "个工作日", "km/h"]),
    st.sampled_from(["", " ", "\u3000"]),
)
def test_what_is_put_together_comes_apart(value: Decimal, relation: tuple[str, str], unit: str, gap: str) -> None:
    found = read_written(f"{relation[0]}{gap}{value:,f}{gap}{unit}")
    assert (found.relation, found.value, found.places, found.unit) == (relation[1], value, 4, unit)

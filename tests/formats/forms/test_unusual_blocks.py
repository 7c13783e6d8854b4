"""Blocks that tell money, points and targets in other ways than a column for each."""

from decimal import Decimal

from tests.formats.forms.drawing import document, drawn
from tests.formats.forms.telling import parts, told

from perfeval.formats.forms import bind


def sheet(text):
    (found,) = bind(document(drawn(text))).sheets
    return found


def test_pairs_are_broken_down_by_the_rows_below_them():
    found = sheet(
        """
        预算执行情况（万元） | 预算数： | 150 | 执行数： | 147.6 | 98.4%
        ^ | 其中：财政资金 | 120 | 其中：财政资金 | 118.6 | 98.83%
        ^ | 其他 | 30 | 其他 | |
        """
    )
    assert told(found) == {
        "funds[资金总额].adjusted": "150 万元",
        "funds[资金总额].actual": "147.6 万元",
        "funds[资金总额].rate": "98.4 %",
        "funds[其中：财政资金].adjusted": "120 万元",
        "funds[其中：财政资金].actual": "118.6 万元",
        "funds[其中：财政资金].rate": "98.83 %",
        "funds[其他].adjusted": "30 万元",
    }
    assert parts(found) == {"funds[其中：财政资金]": "funds[资金总额]", "funds[其他]": "funds[资金总额]"}


def test_pairs_with_two_names_in_a_row_are_no_part():
    found = sheet("资金 | 预算数（万元） | 150 | 执行数 | 147\n资金 | 基本支出 | 100 | 项目支出 | 50")
    assert set(told(found)) == {"funds[资金].adjusted", "funds[资金].actual"}


def test_a_second_row_of_pairs_tells_more_of_the_total():
    found = sheet(
        "当年预算数（元）： | 3000 | 上年预算数（元）： | 2500\n预算执行数（元）： | 2940 | 预算执行率（%）： | 98.00"
    )
    assert told(found) == {
        "funds[资金总额].adjusted": "3000 元",
        "funds[资金总额].previous": "2500 元",
        "funds[资金总额].actual": "2940 元",
        "funds[资金总额].rate": "98.00 %",
    }


def test_a_block_of_funds_may_lie_on_its_side():
    found = sheet(
        """
        项目资金（万元） | 资金来源 | 资金总额 | 财政拨款 | 其他资金
        ^ | 预算数 | 90 | 80 | 10
        ^ | 执行数 | 85.5 | 76 | 9.5
        ^ | 执行率 | 95.0% | 95% |
        ^ | 得分 | 9.5 | |
        """
    )
    assert told(found) == {
        "funds[资金总额].adjusted": "90 万元",
        "funds[资金总额].actual": "85.5 万元",
        "funds[资金总额].rate": "95.0 %",
        "funds[资金总额].score": "9.5",
        "funds[财政拨款].adjusted": "80 万元",
        "funds[财政拨款].actual": "76 万元",
        "funds[财政拨款].rate": "95 %",
        "funds[其他资金].adjusted": "10 万元",
        "funds[其他资金].actual": "9.5 万元",
    }
    assert parts(found) == {"funds[财政拨款]": "funds[资金总额]", "funds[其他资金]": "funds[资金总额]"}


def test_of_final_accounts_of_two_years_the_later_ones_count():
    found = sheet("项目 | 2021年决算数 | 2022年预算数 | 2022年决算数\n合计 | 90 | 100 | 97")
    (row,) = found.funds
    assert (row.previous.raw, row.adjusted.raw, row.actual.raw) == ("90", "100", "97")


def test_an_adjustment_is_no_adjusted_budget_where_that_is_printed_too():
    (row,) = sheet("项目 | 年初预算数 | 调整数 | 全年预算数 | 执行数\n资金总额 | 50 | -5 | 45 | 45").funds
    assert (row.original.raw, row.adjusted.raw) == ("50", "45")
    (row,) = sheet("项目 | 年初预算数 | 调整数 | 决算数\n资金总额 | 50 | 45 | 45").funds
    assert row.adjusted.raw == "45"


def test_points_may_stand_in_headers_and_names():
    found = sheet(
        """
        预算执行情况（万元）（20分） | 预算数（A） | 执行数（B） | 执行率（B/A） | 得分（20分*执行率）
        年度财政资金总额 | 100 | 90 | 90% | 18
        一级指标 | 二级指标 | 三级指标 | 年初目标值 | 得分
        产出指标 | 数量指标 | 培训期数（30分） | 12期 | 30
        效益指标 | 社会效益 | 覆盖率（50分） | 100% | 50
        """
    )
    assert found.funds[0].points.value == 20
    assert [row.points.value for row in found.indicators] == [30, 50]


def test_a_number_in_one_name_of_several_is_not_its_points():
    found = sheet(
        """
        一级指标 | 二级指标 | 三级指标 | 目标值 | 得分
        产出指标 | 数量指标 | 培训期数（30分） | 12期 | 30
        效益指标 | 社会效益 | 覆盖率 | 100% | 50
        """
    )
    assert [row.points for row in found.indicators] == [None, None]


def test_weights_are_points_out_of_a_hundred():
    found = sheet(
        """
        一级指标 | 二级指标 | 三级指标 | 目标值 | 权重 | 得分
        产出指标 | 数量指标 | 培训期数 | 12期 | 60% | 60
        总分 | < | < | < | 100% | 60
        """
    )
    assert (found.indicators[0].points.value, found.points.value, found.points.unit) == (60, 100, "")


def test_the_target_adjusted_during_the_year_counts():
    found = sheet(
        """
        指标名称 | 计量单位 | 指标性质 | 年初指标值 | 调整指标值 | 全年完成值 | 指标得分
        抽检批次 | 批次 | ≥ | 1000 | 1100 | 1100 | 20
        覆盖率 | % | ≥ | 80 | | 82 | 20
        """
    )
    assert [(row.target.value, row.target.unit) for row in found.indicators] == [
        (Decimal(1100), "批次"),
        (Decimal(80), "%"),
    ]


def test_the_heading_of_a_block_is_no_column_of_values():
    found = sheet(
        """
        年度绩效指标完成情况 | 一级指标 | 二级指标 | 三级指标 | 预期指标值 | 实际完成值
        ^ | 产出指标 | 数量指标 | 补助人数 | 57人 | 56人
        """
    )
    assert found.indicators[0].actual.raw == "56人"


def test_a_total_may_be_merged_over_the_columns_of_values():
    found = sheet(
        """
        一级指标 | 二级指标 | 三级指标 | 目标值 | 完成值 | 分值 | 得分
        产出指标 | 数量指标 | 补助人数 | 57人 | 57人 | 100 | 99
        合计 | < | < | < | < | 100 | 99
        """
    )
    assert (found.points.raw, found.total.raw, len(found.indicators)) == ("100", "99", 1)


def test_a_grade_may_follow_its_label_in_brackets():
    found = sheet(
        """
        一级指标 | 三级指标 | 分值 | 得分 | 备注
        产出指标 | 补助人数 | 100 | 99 |
        总分 | < | 100 | 99 | （自评等级）优
        """
    )
    assert found.grade.raw == "优"


def test_sentences_are_passed_over_and_amounts_behind_a_colon_are_not():
    reading = bind(
        document(
            drawn(
                """
                附件2 | | 公开13表
                项目 | 预算数 | 执行数
                资金总额 | 50 | 45
                存在困难 | 有2个项目跨年，支付较慢 |
                其中：一般公共预算：985.20 | |
                """
            )
        )
    )
    assert [loose.raw for loose in reading.unread] == ["其中：一般公共预算：985.20"]


def test_a_source_may_be_broken_down_in_a_second_column_of_labels():
    found = sheet(
        """
        项目资金（万元） | 资金类型 | < | 全年预算数 | 全年执行数
        ^ | 年度资金总额 | < | 320 | 313
        ^ | 其中：财政拨款 | < | 280 | 263
        ^ | 财政拨款 | 中央 | 160 | 150
        ^ | ^ | 自治区 | 120 | 113
        ^ | 其他资金 | < | 40 | 50
        """
    )
    assert parts(found) == {
        "funds[其中：财政拨款]": "funds[年度资金总额]",
        "funds[财政拨款：中央]": "funds[其中：财政拨款]",
        "funds[财政拨款：自治区]": "funds[其中：财政拨款]",
        "funds[其他资金]": "funds[年度资金总额]",
    }


def test_a_row_that_only_divides_the_block_does_not_end_it():
    found = sheet(
        """
        资金来源 | 全年预算数 | 全年执行数
        按来源分类： | < | <
        财政拨款 | 460 | 455
        其他资金 | 10 | 5
        """
    )
    assert [row.label for row in found.funds] == ["财政拨款", "其他资金"]

from perfeval import Indicator, Scheme

TOWN = Scheme(id="town-2024", label="示例镇", groups=[Indicator("work", "工作", 100)])


def perfeval_schemes():
    return [TOWN]

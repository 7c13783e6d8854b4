from perfeval import Indicator, Scheme, linear
from perfeval.plugins import hookimpl


@hookimpl
def perfeval_schemes():
    return [Scheme(id="town-2024", label="示例镇", groups=[Indicator("work", "工作", 100, scoring=linear(full=0.95))])]

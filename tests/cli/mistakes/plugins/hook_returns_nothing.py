from perfeval import Indicator, Scheme
from perfeval.plugins import hookimpl

TOWN = Scheme(id="town-2024", label="示例镇", groups=[Indicator("work", "工作", 100)])


@hookimpl
def perfeval_schemes():
    [TOWN]  # noqa: B018 - this is the mistake

"""Two schemes of a made-up town: one written in Python, one as a file."""

from collections.abc import Iterable
from importlib.resources import files

from perfeval import (
    Grades,
    Group,
    Hooks,
    Indicator,
    Parameter,
    Scheme,
    SchemeFile,
    Source,
    Text,
    hookimpl,
    linear,
    names,
)

SPENDING_FULL = Parameter("spending_full", "90%", Text("支出率满分线"), Source("虚构的示例", "assumed"))
the = names((), [SPENDING_FULL])

DEPARTMENT = Scheme(
    id="sample-town-2024",
    label=Text("示例镇部门整体支出绩效自评", "self-evaluation of the sample town's departments"),
    edition="2024",
    groups=[
        Group(
            "money",
            Text("资金"),
            [
                Indicator(
                    "spending",
                    Text("预算支出率", "spending rate"),
                    40,
                    measure=the.budget.total.actual / the.budget.total.adjusted,
                    scoring=linear(full=SPENDING_FULL),
                    better="higher",
                ),
            ],
        ),
        Group(
            "work",
            Text("工作"),
            [Indicator("quality", Text("工作质量"), 35), Indicator("satisfaction", Text("群众满意度"), 25)],
        ),
    ],
    grades=Grades({"优": 90, "良": 80, "中": 60, "差": 0}),
    parameters=[SPENDING_FULL],
)


class Town(Hooks):
    """The plugin."""

    @hookimpl
    def perfeval_schemes(self) -> Iterable[Scheme]:
        """The scheme written in Python."""
        return [DEPARTMENT]

    @hookimpl
    def perfeval_scheme_files(self) -> Iterable[SchemeFile]:
        """The scheme written as a file."""
        return [SchemeFile(files(__package__) / "sample-town-brief-2024.toml")]

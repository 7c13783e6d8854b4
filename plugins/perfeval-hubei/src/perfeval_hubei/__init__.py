"""湖北口径的项目支出绩效自评: two forms written as files, and an edition derived from one of them."""

from collections.abc import Iterable
from importlib.resources import as_file, files

from attrs import evolve
from perfeval import Hooks, Host, Scheme, SchemeFile, Source, Text, hookimpl, load_scheme

HERE = files(__package__)
FORMS = ("hubei-project-20-40-30-10", "hubei-project-20-80")
NATIONAL_SPLIT = {"execution": 10, "outputs": 50}


def form(id: str) -> Scheme:
    """One of the forms. It is asked for while plugins load, so it is read with what perfeval itself brings."""
    shipped = Host.load(env={"PERFEVAL_PLUGINS_ALLOW": "none"})
    with as_file(HERE / f"{id}.toml") as path:
        return load_scheme(path, host=shipped)


def national_split() -> Scheme:
    """The national 10/50/30/10 with the rules of Hubei; the changed points are recorded as overrides."""
    return evolve(
        form("hubei-project-20-40-30-10").with_points(NATIONAL_SPLIT),
        id="hubei-project-10-50-30-10",
        edition="10-50-30-10",
        label=Text(
            "湖北口径项目支出绩效自评表（10/50/30/10）",
            "Hubei variant: self-evaluation of project expenditure (10/50/30/10)",
        ),
        source=Source("全国的分值比例配湖北的计分口径：由 20/40/30/10 推出", "assumed"),
    )


class Hubei(Hooks):
    """The plugin."""

    @hookimpl
    def perfeval_scheme_files(self) -> Iterable[SchemeFile]:
        """The forms, read by the host."""
        return [SchemeFile(HERE / f"{id}.toml") for id in FORMS]

    @hookimpl
    def perfeval_schemes(self) -> Iterable[Scheme]:
        """The edition that is derived."""
        return [national_split()]

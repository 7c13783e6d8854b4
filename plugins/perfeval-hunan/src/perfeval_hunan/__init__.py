"""湖南（岳阳样式）部门整体支出绩效自评: a department scheme written as one file."""

from collections.abc import Iterable
from importlib.resources import files

from perfeval import Hooks, SchemeFile, hookimpl


class Hunan(Hooks):
    """The plugin."""

    @hookimpl
    def perfeval_scheme_files(self) -> Iterable[SchemeFile]:
        """The scheme file beside this module."""
        return [SchemeFile(files(__package__) / "hunan-department-1.toml")]

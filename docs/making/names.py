"""The page of public names: each with one sentence and a link to where it is documented."""

from __future__ import annotations

import inspect
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import perfeval
from perfeval.findings import Lang

GROUPS: list[Mapping[str, Any]] = tomllib.loads(
    (Path(__file__).parent.parent / "data/names.toml").read_text(encoding="utf-8")
)["groups"]
HEAD = {
    "en": """<!-- Made by docs/generate.py from the docstrings and docs/data/names.toml. Change those. -->

# perfeval

The public names. Everything a program or a plugin needs is imported from here, `from perfeval import ...`, and loaded when it
is first used. What follows leads to the rooms where each is made; a room holds more than this, for those who need it.""",
    "zh": """<!-- 由 docs/generate.py 根据 docstring 和 docs/data/names.toml 生成，请改那两处。 -->

# perfeval

公开的名称。程序和插件需要的一切都从这里引入：`from perfeval import ...`，第一次用到时才载入。下面的链接通向各自所在的模块；模块里还有
更多，供需要的人使用。模块文档直接取自代码，是英文的。""",
}
COLUMNS = {"en": "| name | what it is |\n|---|---|", "zh": "| 名称 | 是什么 |\n|---|---|"}
FUNCTIONS = {
    "en": "## The functions in full { #api }\n\n::: perfeval.api",
    "zh": "## 函数的完整说明 { #api }\n\n::: perfeval.api",
}


def page(lang: Lang) -> str:
    """The page of all names."""
    parts = [HEAD[lang]]
    for group in GROUPS:
        rows = [f"| {_link(name, said)} | {_said(name, said, lang)} |" for name, said in group["names"].items()]
        parts += [f"## {group[lang]} {{ #{group['id']} }}", "\n".join([COLUMNS[lang], *rows])]
    return "\n\n".join([*parts, FUNCTIONS[lang]]) + "\n"


def home(name: str) -> str:
    """Where a public name is documented."""
    return f"perfeval.{perfeval._HOMES[name]}.{name}"


def _link(name: str, said: str | list[str]) -> str:
    page = said[2] if isinstance(said, list) and len(said) > 2 else ""
    return f"[`{name}`]({page})" if page else f"[`{name}`][{home(name)}]"


def _said(name: str, said: str | list[str], lang: Lang) -> str:
    if isinstance(said, list):
        return said[lang == "zh"]
    if lang == "zh":
        return said
    first = (inspect.getdoc(getattr(perfeval, name)) or "").partition("\n\n")[0]
    return " ".join(first.split()).replace("|", "\\|")

"""What a new package is called: from its name, the names of module, class, entry point and scheme."""

from __future__ import annotations

import keyword
import re
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from attrs import frozen
from rich.cells import cell_len

from perfeval.findings import Finding, Text, UsageError, kind, say
from perfeval.findings.visible import hidden
from perfeval.plugins import Host

MOST: Final = 50
"""The most characters of a name."""
WIDEST: Final = 90
"""The most columns of a label; a Chinese character takes two."""

_WORDS = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_CHINESE = re.compile("[\u3400-\u9fff]")
_IN_QUOTES = '"\\'

_NAME = Text("软件包的名称", "name of the package")
_EDITION = Text("版本", "edition")
_ID = Text("方案的标识", "id of the scheme")
_LABEL = Text("方案的名称", "label of the scheme")
_LIKE_THIS = Text(
    "用小写字母、数字和连字符，以字母开头，如 perfeval-lake",
    "use small letters, digits and hyphens, a letter first, as in perfeval-lake",
)
_ANOTHER = Text("换一个名称，如 perfeval-lake", "choose another, as in perfeval-lake")


@frozen
class Package:
    """A package by its name, with the label and the edition of its scheme."""

    name: str
    """As it is installed: `perfeval-lake`."""
    label: Text
    """The label of the scheme."""
    edition: str
    """The edition of the scheme: `2024`."""

    @property
    def stem(self) -> str:
        """The name of the plugin: `lake`."""
        return _stem(self.name)

    @property
    def module(self) -> str:
        """The module to import: `perfeval_lake`."""
        return self.name.replace("-", "_")

    @property
    def scheme(self) -> str:
        """The id of the scheme: `lake-2024`."""
        return f"{self.stem}-{self.edition}"

    @property
    def hooks(self) -> str:
        """The class with the hooks: `LakePlugin`."""
        return f"{self.camel}Plugin"

    @property
    def camel(self) -> str:
        """The name in names of classes: `Lake`."""
        return "".join(word.capitalize() for word in self.stem.split("-"))


def package(name: str, labels: Sequence[str] = (), edition: str = "") -> Package:
    """The package of a name.

    Args:
        name: as pip will install it.
        labels: the label of the scheme in Chinese, in English, or one in each; what is missing is made of the name.
        edition: the edition of the scheme, by default this year.

    Raises:
        UsageError: names that cannot be used (I118), all at once.

    Example:
        >>> from perfeval.cli.packages import package
        >>> made = package("perfeval-lake", ["湖区自评表", "The lake form"], "2024")
        >>> made.module, made.scheme, made.hooks, made.label.zh
        ('perfeval_lake', 'lake-2024', 'LakePlugin', '湖区自评表')
    """
    edition = edition or str(date.today().year)
    faults = [*_name(name), *_edition(edition), *_labels(labels)]
    faults = faults or [*_taken(name, edition)]
    if faults:
        raise UsageError(faults)
    stem = _stem(name)
    zh = next((label for label in labels if _CHINESE.search(label)), f"{stem} 支出绩效自评表")
    en = next((label for label in labels if not _CHINESE.search(label)), f"{stem}: self-evaluation of expenditure")
    return Package(name, Text(zh, en), edition)


def _stem(name: str) -> str:
    return name.removeprefix("perfeval-")


def _name(name: str) -> Iterator[Finding]:
    if not (_WORDS.fullmatch(name) and _stem(name)[0].isalpha()):
        plain = re.sub("[^a-z0-9]+", "-", name.lower()).strip("-")
        meant = plain != name and _WORDS.fullmatch(plain) and _stem(plain)[0].isalpha()
        near = say("是否指 {plain}？", "did you mean {plain}?", plain=plain)
        why = Text("软件包的名称不是这样写的", "names of packages are not written like this")
        yield _unusable("NAME", name, _NAME, why, near if meant else _LIKE_THIS)
    elif len(name) > MOST:
        why = say("超过 {most} 个字符", "it has more than {most} characters", most=MOST)
        yield _unusable("NAME", name, _NAME, why, _ANOTHER)
    elif keyword.iskeyword(name):
        why = Text("这是 Python 的保留字", "it is a word of the Python language")
        yield _unusable("NAME", name, _NAME, why, _ANOTHER)
    elif name == "perfeval" or name.replace("-", "_") in sys.stdlib_module_names:
        why = Text("已有这个名称的模块", "there is a module of that name")
        yield _unusable("NAME", name, _NAME, why, _ANOTHER)


def _edition(edition: str) -> Iterator[Finding]:
    if not _WORDS.fullmatch(edition) or len(edition) > MOST:
        advice = Text("用小写字母、数字和连字符，如 2024", "use small letters, digits and hyphens, as in 2024")
        why = Text("它是方案标识的一部分", "it is a part of the id of the scheme")
        yield _unusable("--edition", edition, _EDITION, why, advice)


def _labels(labels: Sequence[str]) -> Iterator[Finding]:
    chinese = [bool(_CHINESE.search(label)) for label in labels]
    for n, label in enumerate(labels):
        if not label.strip() or any(map(hidden, label)) or any(sign in label for sign in _IN_QUOTES):
            why = Text(
                "要有一行文字，不含直引号和反斜杠", "it has to be one line without straight quotes or backslashes"
            )
        elif cell_len(label) > WIDEST:
            why = say("太长，至多 {most} 列", "it is too long, {most} columns at most", most=WIDEST)
        elif chinese[n] in chinese[:n]:
            why = Text("这种语言已有一个名称", "there is one in this language already")
        else:
            continue
        advice = Text("--label 中文写一次，英文写一次", "give --label once in Chinese and once in English")
        yield _unusable("--label", label, _LABEL, why, advice)


def _taken(name: str, edition: str) -> Iterator[Finding]:
    """What is shipped keeps its names, so a package that takes them would be heard of as a clash."""
    shipped = Host.load(env={"PERFEVAL_PLUGINS_ALLOW": "none"})
    stem, id = _stem(name), f"{_stem(name)}-{edition}"
    why = Text("perfeval 自带同名的", "perfeval ships one of that name")
    if id in shipped.schemes:
        yield _unusable("NAME", id, _ID, why, Text("换一个名称或 --edition", "choose another name or --edition"))
    elif stem in {plugin.name for plugin in shipped.plugins}:
        yield _unusable("NAME", stem, Text("插件的名称", "name of the plugin"), why, _ANOTHER)


def _unusable(place: str, name: str, what: Text, why: Text, advice: Text) -> Finding:
    return kind("I118").at(place, name=name[: 2 * WIDEST], what=what, why=why, near=advice)

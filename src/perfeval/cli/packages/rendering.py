"""The files of a new package, made from the texts in the folder `template`.

In a text `<<name>>` stands for a value. A line that begins with `zh|`, `en|`, `toml|` or `python|`, or with several of
them as in `zh+toml|`, stands only in packages of that language and that form.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from importlib.resources import files as resources
from typing import Final, Literal

from perfeval.cli.packages.naming import Package
from perfeval.findings import Lang

Form = Literal["toml", "python"]
"""How the scheme of a package is written."""

_LAYOUT: Final[Mapping[str, str]] = {
    ".ci/run": "ci-run",
    ".github/workflows/ci.yml": "ci.yml",
    ".gitignore": "gitignore",
    "LICENSE": "LICENSE",
    "README.md": "README.md",
    "cases/office.cases.toml": "office.cases.toml",
    "docs/index.md": "index.md",
    "pyproject.toml": "pyproject.toml",
    "src/<<module>>/__init__.py": "plugin.py",
    "src/<<module>>/<<scheme>>.toml": "scheme.toml",
    "src/<<module>>/scheme.py": "scheme.py",
    "src/<<module>>/py.typed": "py.typed",
    "tests/test_contract.py": "test_contract.py",
}
"""The text behind each path."""
_ONLY: Final[Mapping[str, Form]] = {"scheme.toml": "toml", "scheme.py": "python"}
_VALUE = re.compile(r"<<(\w+)>>")
_WHERE = re.compile(r"((?:zh|en|toml|python)(?:\+(?:zh|en|toml|python))*)\|")


def files(package: Package, form: Form, lang: Lang) -> dict[str, str]:
    """The texts of a package by their paths.

    Example:
        >>> from perfeval.cli.packages import files, package
        >>> made = files(package("perfeval-lake", edition="2024"), "toml", "en")
        >>> [path for path in made if path.startswith("src/")]
        ['src/perfeval_lake/__init__.py', 'src/perfeval_lake/lake-2024.toml', 'src/perfeval_lake/py.typed']
        >>> made["README.md"].splitlines()[0]
        '# perfeval-lake'
    """
    here: set[str] = {form, lang}
    return {path: _filled(_kept(_text(text), here), package) for path, text in layout(package, form).items()}


def layout(package: Package, form: Form) -> dict[str, str]:
    """The paths of a package, each with the name of the text that it is made from."""
    return {_filled(path, package): text for path, text in _LAYOUT.items() if _ONLY.get(text, form) == form}


def commands(package: Package, form: Form) -> tuple[str, str]:
    """What to type in the folder of the package, once it is there."""
    if form == "toml":
        return f"perfeval validate src/{package.module}/{package.scheme}.toml", "perfeval test cases"
    return 'python -m pip install -e ".[test]"', "perfeval test cases"


def compatible(version: str) -> str:
    """The versions that keep what this one promises: docs/en/compatibility.md says which do.

    Example:
        >>> from perfeval.cli.packages.rendering import compatible
        >>> compatible("0.1.0"), compatible("1.4.2")
        ('>=0.1,<0.2', '>=1.4,<2')
    """
    major, minor = (int(part) for part in version.split(".")[:2])
    return f">={major}.{minor},<{major + 1}" if major else f">=0.{minor},<0.{minor + 1}"


def _filled(text: str, package: Package) -> str:
    values = {
        "package": package.name,
        "stem": package.stem,
        "module": package.module,
        "scheme": package.scheme,
        "edition": package.edition,
        "hooks": package.hooks,
        "camel": package.camel,
        "zh": package.label.zh,
        "en": package.label.en,
        "compatible": compatible(version("perfeval")),
    }
    return _VALUE.sub(lambda found: values[found[1]], text)


def _kept(text: str, here: set[str]) -> str:
    """The lines for a form and a language."""
    lines = []
    for line in text.splitlines(keepends=True):
        where = _WHERE.match(line)
        if where is None:
            lines.append(line)
        elif here.issuperset(where[1].split("+")):
            lines.append(line[where.end() :])
    return "".join(lines)


@cache
def _text(name: str) -> str:
    return (resources(__package__) / "template" / f"{name}.in").read_text(encoding="utf-8")

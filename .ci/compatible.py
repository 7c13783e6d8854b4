"""Compares what is public with the newest release: what was taken away, or asks for more, has to be announced.

`python .ci/compatible.py` compares the working tree with the newest tag `v*` behind it. It reads both with griffe and
imports neither. It ends with 1 where something public breaks and no fragment of the type `breaking` says so. Public are
the names of `perfeval` and of the rooms that have an `__all__`, with their members, the codes of findings and the names
of file formats: what `docs/en/compatibility.md` promises.
"""

from __future__ import annotations

import argparse
import io
import re
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

import griffe

ROOT = Path(__file__).resolve().parent.parent
NO_LIBRARY = {"__main__", "builtin", "cli", "schemes"}
"""Modules that nobody imports from: the command line, and plugins like any other."""
BY_NAME = ("given", "optional", "word", "pairs")
"""Declarations of arguments that a rule writes with their names."""
NAMED = re.compile(r'"(perfeval\.[a-z-]+/\d+)"|FindingKind\(\s*"([A-Z]\d{3})"')
"""What files and programs name: formats with their version, codes of findings."""


def main() -> int:
    """Compare and say what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repository", type=Path, default=ROOT, help="where the releases are tagged")
    parser.add_argument("--tree", type=Path, help="what is compared with them; the repository's own files by default")
    given = parser.parse_args()
    repository, tree = given.repository, given.tree or given.repository
    tag = newest(repository)
    if tag is None:
        shallow = git(repository, "rev-parse", "--is-shallow-repository") == b"true\n"
        hint = " This clone is shallow: git fetch --tags --unshallow brings them." if shallow else ""
        print(f"No tag v* is behind this tree, so it was compared with nothing.{hint}")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        released = Path(folder)
        unpack(repository, tag, released)
        found = [*broken(interface(released), interface(tree)), *unnamed(released, tree)]
        told = [*announced(tree, released)] if found else []
    print(f"Compared with {tag}. What breaks for others: {len(found) or 'nothing'}.")
    for line in found:
        print(f"  {line}")
    if told:
        print(f"Announced in {', '.join(told)}.")
    elif found:
        print("Announce it in changelog.d/NUMBER.breaking.md, or keep what was there: see docs/en/compatibility.md.")
    return int(bool(found) and not told)


def git(repository: Path, *arguments: str) -> bytes | None:
    """What git prints; None where it fails, or where there is no git."""
    command = ["git", "-c", f"safe.directory={repository.resolve()}", "-C", str(repository), *arguments]
    try:
        return subprocess.run(command, check=True, capture_output=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return None


def newest(repository: Path) -> str | None:
    """The newest release behind HEAD."""
    if not (repository / ".git").exists():  # a repository further up is another one
        return None
    found = git(repository, "describe", "--tags", "--abbrev=0", "--match", "v[0-9]*")
    return found.decode().strip() if found else None


def unpack(repository: Path, tag: str, folder: Path) -> None:
    """The files of a release that are compared, without touching the repository."""
    packed = git(repository, "archive", "--format=tar", tag)
    if packed is None:
        sys.exit(f"git cannot unpack {tag}")
    with tarfile.open(fileobj=io.BytesIO(packed)) as files:
        files.extractall(folder, filter="data")


def interface(tree: Path) -> griffe.Object | griffe.Alias:
    """The package as griffe reads it, with what is not public marked so, and constructors as attrs makes them."""
    root = griffe.load("perfeval", search_paths=[tree / "src"], try_relative_path=False, allow_inspection=False)
    root.exports = [
        name
        for name, member in root.members.items()
        if member.is_alias and str(member.target_path).startswith("perfeval.")
    ]
    for module in modules(root):
        if module is not root:
            module.public = module.parent is root and bool(module.exports) and module.name not in NO_LIBRARY
        for made in module.classes.values():
            if not made.is_alias and "__init__" not in made.members and attrs_arguments(made) is not None:
                constructor(made)
    return root


def modules(module: griffe.Object | griffe.Alias) -> Iterator[griffe.Object | griffe.Alias]:
    """A module and all below it."""
    yield module
    for below in module.modules.values():
        if not below.is_alias:
            yield from modules(below)


def constructor(made: griffe.Object | griffe.Alias) -> None:
    """Give a class the `__init__` that attrs gives it, so that a new required field is seen as what it is."""
    parameters = {}
    for owner in [*reversed(made.mro()), made]:
        whole = attrs_arguments(owner)
        for name, field in owner.members.items() if whole is not None else ():
            said = keywords(field.value) if is_field(field) else {}
            if not is_field(field) or said.get("init") == "False":
                continue
            by_name = "True" in (said.get("kw_only"), whole.get("kw_only")) or calls(field.value, *BY_NAME)
            parameters.pop(name, None)  # attrs puts a field that is defined again behind those of its bases
            parameters[name] = griffe.Parameter(
                said.get("alias", name).strip("'\"").lstrip("_"),
                kind=griffe.ParameterKind.keyword_only if by_name else griffe.ParameterKind.positional_or_keyword,
                default="..." if optional(field, said) else None,
            )
    function = griffe.Function("__init__", parameters=griffe.Parameters(*parameters.values()), lineno=made.lineno)
    made.set_member("__init__", function)


def attrs_arguments(made: griffe.Object | griffe.Alias) -> dict[str, str] | None:
    """What the decorator of attrs was told; None for a class that is not made by attrs."""
    for decorator in made.decorators:
        if decorator.callable_path.split(".")[-1] in ("frozen", "define", "mutable"):
            return keywords(decorator.value)
    return None


def keywords(call: object) -> dict[str, str]:
    """The arguments that a call names."""
    return {a.name: str(a.value) for a in getattr(call, "arguments", ()) if isinstance(a, griffe.ExprKeyword)}


def is_field(member: griffe.Object | griffe.Alias) -> bool:
    """Whether attrs takes a member of a class for a field: it is annotated, and not for the class alone."""
    if member.is_alias or not member.is_attribute or "property" in member.labels:
        return False
    return member.annotation is not None and "ClassVar" not in str(member.annotation)


def optional(field: griffe.Object | griffe.Alias, said: dict[str, str]) -> bool:
    """Whether a field may be left out."""
    if field.value is None:
        return False
    return "default" in said or "factory" in said or not calls(field.value, "field", "given", "pairs")


def calls(value: object, *functions: str) -> bool:
    """Whether a value is a call of one of these."""
    return isinstance(value, griffe.ExprCall) and str(value.function).split(".")[-1] in functions


def broken(old: griffe.Object | griffe.Alias, new: griffe.Object | griffe.Alias) -> Iterator[str]:
    """What breaks, a line each, said once for a name that is reached in two ways."""
    withdrawn = {f"{path}: no longer public" for path in exported(old) - exported(new)}
    found = (told(breakage) for breakage in griffe.find_breaking_changes(old, new))
    gone = {line.partition(":")[0] for line in withdrawn}
    yield from sorted(withdrawn | {line for line in found if line.partition(":")[0] not in gone})


def exported(root: griffe.Object | griffe.Alias) -> set[str]:
    """The paths under which public names are imported."""
    return {f"{m.path}.{name}" for m in modules(root) if m.is_public or m is root for name in map(str, m.exports or ())}


def told(breakage: griffe.Breakage) -> str:
    """One line: the path, with the argument in question, and what happened."""
    arguments = [a for a in (breakage.old_value, breakage.new_value) if isinstance(a, griffe.Parameter)]
    argument = f"({arguments[0].name})" if arguments else ""
    return f"{breakage.obj.path}{argument}: {breakage.kind.value.lower()}"


def unnamed(old: Path, new: Path) -> Iterator[str]:
    """Codes of findings and file formats that are no longer there."""

    def names(tree: Path) -> set[str]:
        texts = (path.read_text(encoding="utf-8") for path in (tree / "src/perfeval").rglob("*.py"))
        return {match[1] or match[2] for text in texts for match in NAMED.finditer(text)}

    yield from (f"{name}: gone" for name in sorted(names(old) - names(new)))


def announced(tree: Path, released: Path) -> Iterator[str]:
    """The fragments that say what breaks; just before a release they have become a section of the changelog."""
    yield from sorted(f"changelog.d/{path.name}" for path in (tree / "changelog.d").glob("*.breaking*.md"))
    types = tomllib.loads((tree / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["towncrier"]["type"]
    heading = next(f"### {kind['name']}" for kind in types if kind["directory"] == "breaking")

    def sections(folder: Path) -> int:
        log = folder / "CHANGELOG.md"
        return log.read_text(encoding="utf-8").splitlines().count(heading) if log.is_file() else 0

    if sections(tree) > sections(released):
        yield "CHANGELOG.md"


if __name__ == "__main__":
    sys.exit(main())

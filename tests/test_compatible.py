"""The gate's comparison with the newest release, on real repositories: what breaks is named and has to be announced."""

import importlib
import importlib.util
import inspect
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import attrs
import pytest

import perfeval

ROOT = Path(__file__).parents[1]
SCRIPT = ROOT / ".ci/compatible.py"
FILES = {
    "pyproject.toml": '[[tool.towncrier.type]]\ndirectory = "breaking"\nname = "Broken"\n',
    "changelog.d/README.md": "Fragments.\n",
    "CHANGELOG.md": "# Changes\n\n## 0.1\n\n### Broken\n\n- All of it.\n",
    "src/perfeval/__init__.py": """
from importlib import import_module

TYPE_CHECKING = False
if TYPE_CHECKING:
    from perfeval.model import Scheme as Scheme
    from perfeval.model import evaluate as evaluate

_HOMES = {"evaluate": "model", "Scheme": "model"}
__all__ = sorted(_HOMES)
""",
    "src/perfeval/cli/__init__.py": '__all__ = ["main"]\n\n\ndef main(arguments): ...\n',
    "src/perfeval/model/__init__.py": """
from perfeval.model.scheme import FindingKind, Scheme, evaluate

__all__ = ["FindingKind", "Scheme", "evaluate"]
""",
    "src/perfeval/model/scheme.py": """
from attrs import field, frozen

FORMAT = "perfeval.scheme/1"


class FindingKind: ...


KINDS = (FindingKind(
    "I101", "error"
), FindingKind("I102", "error"))


@frozen(kw_only=True)
class Scheme:
    id: str
    label: str = ""
    _kept: dict = field(factory=dict, init=False)

    def leaves(self): ...

    def _walk(self, deep): ...


def evaluate(submission, scheme=None, *, host=None): ...


def unlisted(value): ...
""",
}
SCHEME = "src/perfeval/model/scheme.py"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("git") is None, reason="releases are tags of git"),
]


class Repository:
    """A repository of its own with one release, `v0.1`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name, text in FILES.items():
            self.write(name, text)
        self.git("init", "--quiet", "--initial-branch=main")
        self.commit()
        self.git("tag", "v0.1")

    def git(self, *arguments: str) -> None:
        who = ["-c", "user.name=somebody", "-c", "user.email=somebody@example.org", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *who, *arguments], cwd=self.folder, check=True, capture_output=True)

    def commit(self) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "A change")

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def replace(self, name: str, old: str, new: str) -> None:
        text = (self.folder / name).read_text(encoding="utf-8")
        assert old in text
        self.write(name, text.replace(old, new))

    def compared(self, *arguments: str) -> tuple[int, list[str]]:
        command = [sys.executable, str(SCRIPT), "--repository", str(self.folder), *arguments]
        run = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
        assert run.stderr == ""
        return run.returncode, run.stdout.splitlines()


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "house")


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("compatible", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_same_breaks_nothing(repository: Repository) -> None:
    assert repository.compared() == (0, ["Compared with v0.1. What breaks for others: nothing."])


def test_a_renamed_function_fails_and_is_named(repository: Repository) -> None:
    for name in (SCHEME, "src/perfeval/model/__init__.py", "src/perfeval/__init__.py"):
        repository.replace(name, "evaluate", "assess")
    code, lines = repository.compared()
    assert code == 1
    assert lines[1:3] == ["  perfeval.evaluate: no longer public", "  perfeval.model.evaluate: no longer public"]
    assert "changelog.d/NUMBER.breaking.md" in lines[-1]


def test_a_fragment_announces_it(repository: Repository) -> None:
    for name in (SCHEME, "src/perfeval/model/__init__.py", "src/perfeval/__init__.py"):
        repository.replace(name, "evaluate", "assess")
    repository.write("changelog.d/7.feature.md", "Something new.")
    assert repository.compared()[0] == 1
    repository.write("changelog.d/7.breaking.md", "`evaluate` is `assess` now.")
    code, lines = repository.compared()
    assert code == 0
    assert "  perfeval.evaluate: no longer public" in lines
    assert lines[-1] == "Announced in changelog.d/7.breaking.md."


def test_so_does_the_changelog_of_the_release_that_is_being_made(repository: Repository) -> None:
    repository.replace(SCHEME, "host=None", "hosts=None")
    assert repository.compared()[0] == 1
    repository.replace("CHANGELOG.md", "# Changes\n", "# Changes\n\n## 0.2\n\n### Broken\n\n- `host` is `hosts` now.\n")
    assert repository.compared()[1][-1] == "Announced in CHANGELOG.md."


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (SCHEME, "host=None)", "host=None, lang=None)"),
        (SCHEME, 'label: str = ""', 'label: str = ""\n    full: int = 100\n    digest: str = field(init=False)'),
        (SCHEME, "def leaves", "def nodes(self): ...\n\n    def leaves"),
        (SCHEME, 'FindingKind("I102"', 'FindingKind("I103", "error"), FindingKind("I102"'),
        (SCHEME, 'FORMAT = "', 'NEXT = "perfeval.scheme/2"\nFORMAT = "'),
        (SCHEME, "    def _walk(self, deep): ...\n", ""),
        (SCHEME, "def unlisted(value): ...\n", ""),
        (SCHEME, "_kept: dict = field(factory=dict, init=False)", "_other: int = field(default=1, init=False)"),
        ("src/perfeval/cli/__init__.py", "main(arguments)", "start(arguments, more)"),
    ],
    ids=["argument", "field", "method", "code", "format", "private", "not listed", "private field", "command line"],
)
def test_what_adds_or_is_not_public_breaks_nothing(repository: Repository, name: str, old: str, new: str) -> None:
    repository.replace(name, old, new)
    assert repository.compared() == (0, ["Compared with v0.1. What breaks for others: nothing."])


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        (SCHEME, "submission, scheme=None", "submission, year, scheme=None", "scheme.evaluate(year): "),
        (SCHEME, ", *, host=None", "", "scheme.evaluate(host): parameter was removed"),
        (SCHEME, "def leaves", "def tips", "Scheme.leaves: public object was removed"),
        (SCHEME, "    label", "    place: int\n    label", "Scheme.__init__(place): "),
        (SCHEME, 'label: str = ""', "label: str = field(kw_only=True, converter=str)", "Scheme.__init__(label): "),
        (SCHEME, '"I102"', '"I109"', "I102: gone"),
        (SCHEME, "perfeval.scheme/1", "perfeval.scheme/2", "perfeval.scheme/1: gone"),
        ("src/perfeval/model/__init__.py", ', "evaluate"]', "]", "perfeval.model.evaluate: no longer public"),
    ],
    ids=["new argument", "argument", "method", "new field", "required field", "code", "format", "listed"],
)
def test_what_breaks_is_named(repository: Repository, name: str, old: str, new: str, told: str) -> None:
    repository.replace(name, old, new)
    code, lines = repository.compared()
    assert code == 1
    assert [line for line in lines if told in line], lines


def test_the_newest_release_behind_the_tree_counts(repository: Repository) -> None:
    repository.replace(SCHEME, "host=None", "hosts=None")
    repository.commit()
    repository.git("tag", "v0.2")
    assert repository.compared() == (0, ["Compared with v0.2. What breaks for others: nothing."])
    repository.replace(SCHEME, "def leaves", "def tips")
    repository.commit()
    repository.git("tag", "village")
    assert repository.compared()[1][0] == "Compared with v0.2. What breaks for others: 1."


def test_another_tree_is_compared_with_the_releases_of_the_repository(repository: Repository, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(repository.folder, copy, ignore=shutil.ignore_patterns(".git"))
    repository.replace(SCHEME, "def leaves", "def tips")
    assert repository.compared("--tree", str(copy))[0] == 0
    (copy / SCHEME).write_text("", encoding="utf-8")
    assert repository.compared("--tree", str(copy))[0] == 1


def test_without_a_release_it_says_that_nothing_was_compared(repository: Repository) -> None:
    nothing = (0, ["No tag v* is behind this tree, so it was compared with nothing."])
    repository.git("tag", "--delete", "v0.1")
    assert repository.compared() == nothing
    shutil.rmtree(repository.folder / ".git")
    assert repository.compared() == nothing


def test_a_shallow_clone_is_told_how_to_get_them(repository: Repository, tmp_path: Path) -> None:
    repository.write("more", "")
    repository.commit()
    clone = tmp_path / "clone"
    repository.git("clone", "--quiet", "--depth=1", "--no-tags", f"file://{repository.folder}", str(clone))
    assert "--unshallow" in repository.compared("--repository", str(clone))[1][0]


def test_it_reads_the_names_that_are_public(script: ModuleType) -> None:
    found = script.exported(script.interface(ROOT))
    listed = {f"perfeval.{name}" for name in perfeval.__all__}
    for module in {path.rpartition(".")[0] for path in found} - {"perfeval"}:
        listed |= {f"{module}.{name}" for name in importlib.import_module(module).__all__}
    assert found == listed
    assert {"perfeval.evaluate", "perfeval.model.Scheme", "perfeval.testing.SchemeContract"} <= found


def test_it_reads_constructors_as_attrs_makes_them(script: ModuleType) -> None:
    root = script.interface(ROOT)
    by_name = inspect.Parameter.KEYWORD_ONLY
    compared = 0
    for path in sorted(script.exported(root)):
        module, _, name = path.rpartition(".")
        made = getattr(importlib.import_module(module), name)
        if not (inspect.isclass(made) and attrs.has(made)) or made.__name__ == "Function":
            continue
        real = [(p.name, p.kind is by_name, p.default is p.empty) for p in inspect.signature(made).parameters.values()]
        seen = root[path.removeprefix("perfeval.")]["__init__"].parameters
        read = [(p.name, p.kind.name == "keyword_only", p.required) for p in seen]
        assert sorted(read) == sorted(real), path
        assert [p for p in read if not p[1]] == [p for p in real if not p[1]], path
        compared += 1
    assert compared > 50

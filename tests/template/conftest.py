"""A machine without a network: third parties are there, perfeval itself is a wheel to be installed."""

import os
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from attrs import frozen

ROOT = Path(__file__).parents[2]
OWN = ("perfeval", "__editable__", "_editable_impl_", "pip", "setuptools", "_distutils", "distutils-", "__pycache__")
"""What an environment gets by itself, or has to be given by whoever sets it up."""
NOT_ASKED_FOR = ("polars", "_polars")
"""What a newcomer who follows the pages does not have."""
SETTINGS = (
    *("PERFEVAL_", "PYTHON", "PYTEST_", "PIP_", "COVERAGE_"),
    *("LC_", "LANG", "COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR"),
)


@frozen
class Machine:
    """The variables of a machine; commands run in a shell of their own."""

    env: Mapping[str, str]

    def run(self, script: str, folder: Path) -> subprocess.CompletedProcess[str]:
        """Run a script in a folder, with all that it says in one stream."""
        return subprocess.run(
            ["bash", "-c", script],
            cwd=folder,
            env=dict(self.env),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )


@pytest.fixture(scope="session")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel of perfeval, where another machine would have a package index."""
    folder = tmp_path_factory.mktemp("wheels")
    options = ["--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", str(folder)]
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", *options, str(ROOT)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="session")
def third_parties(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what is installed here beside perfeval, so that nothing has to be fetched."""
    folder = tmp_path_factory.mktemp("third-parties")
    paths = sysconfig.get_paths()
    for entry in {*Path(paths["purelib"]).iterdir(), *Path(paths["platlib"]).iterdir()}:
        if not entry.name.startswith(OWN + NOT_ASKED_FOR) and entry.suffix != ".pth":
            (folder / entry.name).symlink_to(entry)
    (folder / "bin").mkdir()
    (folder / "bin" / "ruff").symlink_to(Path(paths["scripts"], "ruff"))  # the module looks for its binary there
    return folder


@pytest.fixture(scope="session")
def machine(wheels: Path, third_parties: Path) -> Machine:
    """The machine."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(SETTINGS)}
    kept.pop("VIRTUAL_ENV", None)
    python = Path(sys.executable).parent  # `python3` is the one that runs the tests
    return Machine(
        {
            **kept,
            "PATH": os.pathsep.join([str(python), kept.get("PATH", os.defpath)]),
            "PYTHONPATH": str(third_parties),
            "PYTHONUTF8": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
            "PIP_CONFIG_FILE": os.devnull,
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
            "PIP_FIND_LINKS": str(wheels),
            "PIP_NO_BUILD_ISOLATION": "0",  # pip reads it as the value of the option, which is then off
            "PIP_NO_INDEX": "1",
        }
    )


@pytest.fixture(scope="session")
def environment(machine: Machine, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Path], str]:
    """A clean environment with perfeval; runs a script in it, which has to succeed."""
    folder = tmp_path_factory.mktemp("environment")
    made = machine.run("python3 -m venv venv && venv/bin/pip install --quiet 'perfeval[cli]'", folder)
    assert made.returncode == 0, made.stdout

    def run(script: str, cwd: Path) -> str:
        done = machine.run(f". {folder}/venv/bin/activate\nset -e\n{script}", cwd)
        assert done.returncode == 0, done.stdout
        return done.stdout

    return run

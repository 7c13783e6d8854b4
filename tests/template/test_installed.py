"""New packages in both forms, made, checked, built and installed in a clean environment."""

import json
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

MADE = {"perfeval-lake": ("--lang", "zh"), "perfeval-mere": ("--lang", "en", "--python")}
"""One in each form, and in each language."""


@pytest.fixture(scope="module")
def folder(environment, tmp_path_factory):
    """The packages as the command makes them, and their wheels, installed."""
    folder = tmp_path_factory.mktemp("made")
    for name, options in MADE.items():
        environment(f"perfeval new {name} --edition 2024 {' '.join(options)}", folder)
    environment(f"pip wheel --quiet --no-deps --wheel-dir wheels {' '.join(f'./{name}' for name in MADE)}", folder)
    environment("pip install --quiet wheels/*.whl", folder)
    return folder


@pytest.mark.parametrize("name", MADE)
def test_its_own_checks_pass(environment, folder: Path, name):
    """Style, strict types, worked cases and contract, as its own script runs them."""
    said = environment("sh .ci/run", folder / name)
    assert "Success: no issues found" in said
    assert "22 passed" in said
    assert "warning" not in said.lower()


@pytest.mark.parametrize(
    ("module", "scheme"), [("perfeval_lake", "lake-2024.toml"), ("perfeval_mere", "scheme.py")], ids=MADE
)
def test_the_wheel_carries_the_scheme_and_says_that_it_is_typed(folder: Path, module, scheme):
    (wheel,) = folder.glob(f"wheels/{module}-*.whl")
    inside = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert inside == {f"{module}/{name}" for name in ("__init__.py", "py.typed", scheme)}


def test_their_schemes_are_listed(environment, folder: Path):
    listed = json.loads(environment("perfeval schemes --format json", folder))
    assert {(s["id"], s["plugin"], s["package"]) for s in listed} >= {
        ("lake-2024", "lake", "perfeval-lake"),
        ("mere-2024", "mere", "perfeval-mere"),
    }
    environment("perfeval plugins", folder)  # ends with 1 where one is at fault


@pytest.mark.parametrize("name", MADE)
def test_the_cases_pass_from_the_command_line(environment, folder: Path, name):
    report = json.loads(environment("perfeval test cases --format json", folder / name))
    assert report["passed"]
    assert len(report["cases"]) == 7


@pytest.mark.parametrize("options", [(), ("--python",)], ids=["toml", "python"])
def test_the_next_commands_run_as_they_are_printed(environment, folder: Path, options):
    said = environment(
        f"perfeval new perfeval-tarn --edition 2024 --lang en -o next{len(options)} {' '.join(options)}", folder
    )
    commands = [line.strip() for line in said.partition("next:\n")[2].splitlines()]
    assert len(commands) == 3
    after = environment("\n".join(commands) + " --lang en", folder)
    assert "7 cases: 7 passed, 0 failed" in after

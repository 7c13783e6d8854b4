"""Each way of getting it wrong that we could think of, and what people are told, in both languages.

The wrong files stand in `mistakes/`, one mistake a file; what is printed stands under `mistakes/told/`. Write it anew
with UPDATE_SNAPSHOTS=1 and read the difference as somebody who does not program.
"""

import os
import re
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from perfeval.plugins import Host, use_host

MISTAKES = Path(__file__).parent / "mistakes"
TOLD = MISTAKES / "told"
ROOT = Path(__file__).parent.parent.parent
VERSION = version("perfeval")
COMMANDS = {"schemes": "validate", "submissions": "validate", "worked": "test", "plugins": "plugins"}
FILES = sorted(path for folder in COMMANDS for path in (MISTAKES / folder).iterdir() if path.is_file())

# Not wrong: what looks like a mistake and is none, or is one that no file can show.
SOUND = {"schemes/id-chinese.toml"}
# Sound, with a doubt that is told.
DOUBTFUL = {
    "schemes/better-contradicted.toml",
    "schemes/parameter-unknown-unused.toml",
    "schemes/input-unused.toml",
    "schemes/measure-without-scoring.toml",
    "schemes/rule-name-unused.toml",
}


def name_of(path: Path) -> str:
    return path.relative_to(MISTAKES).as_posix()


def of_package(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Host:
    """The host with the module installed as a package would be."""
    (tmp_path / "town.py").write_bytes(path.read_bytes())
    info = tmp_path / "town-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: town\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text("[perfeval]\ntown = town\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    try:
        return Host.load(env={"PERFEVAL_PLUGINS_ALLOW": "town"})
    finally:
        sys.modules.pop("town", None)


def told(call, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, tuple[int, str]]:
    """Exit code and output by language, without what other plugins have to do with it."""
    is_plugin = path.parent.name == "plugins"
    host = of_package(path, tmp_path, monkeypatch) if is_plugin else Host.load(env={"PERFEVAL_PLUGINS_ALLOW": "none"})
    monkeypatch.chdir(path.parent)
    found = {}
    with use_host(host):
        for lang in ("zh", "en"):
            command = COMMANDS[path.parent.name]
            ended = call(command, *([] if is_plugin else [path.name]), "--lang", lang)
            lines = (ended.out + ended.err).splitlines()
            if is_plugin:
                lines = [line for line in lines if re.match("  (错误|警告|error|warning) ", line)]
            if command == "test":  # how far the cases reach is told elsewhere
                lines = lines[: next((n for n, line in enumerate(lines) if line.startswith("foshan-2021")), None)]
            text = "\n".join(lines).replace(str(tmp_path), "...").replace(str(ROOT), "...").replace(VERSION, "0.0.0")
            found[lang] = (ended.code, text.strip("\n"))
    return found


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_what_is_told(call, path, tmp_path, monkeypatch):
    found = told(call, path, tmp_path, monkeypatch)
    shown = "".join(f"{text}\n" for _, text in found.values())
    snapshot = TOLD / f"{name_of(path)}.txt"
    if "UPDATE_SNAPSHOTS" in os.environ:
        snapshot.parent.mkdir(parents=True, exist_ok=True)
        snapshot.write_text(shown, encoding="utf-8")
    assert shown == snapshot.read_text(encoding="utf-8")
    assert {code != 0 for code, _ in found.values()} == {name_of(path) not in SOUND | DOUBTFUL}


CODE = re.compile(r"\b[A-Z]\d{3}\b")
PLACE = re.compile(r"\(?[\w./-]+\.(toml|json)|[a-z_]+\.[a-z_]+|[(（]|plugin town|插件 town|format|facts|full|scheme")


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_every_message_has_code_place_and_way_out(path):
    """Read from the snapshots, so that a message which lost its place or its advice is seen at once."""
    lines = (TOLD / f"{name_of(path)}.txt").read_text(encoding="utf-8").splitlines()
    messages = [line for line in lines if CODE.search(line)]
    if name_of(path) in SOUND or name_of(path) == "worked/wrong-score.toml":
        assert messages == []
        return
    assert messages
    for line in messages:
        assert PLACE.search(line), line
        _, _, said = re.split(r"([：:])\s?", line, maxsplit=1) if "：" in line else line.partition(": ")
        assert re.search(r"[。；：]|\. |; |: ", said), f"no way out: {line}"


def test_both_languages_tell_the_same_codes():
    for path in FILES:
        lines = (TOLD / f"{name_of(path)}.txt").read_text(encoding="utf-8").splitlines()
        codes = [found[0] for line in lines if (found := CODE.search(line))]
        assert codes[: len(codes) // 2] == codes[len(codes) // 2 :], path


def test_every_snapshot_is_looked_at():
    written = {path.relative_to(TOLD).as_posix() for path in TOLD.rglob("*.txt")}
    assert written == {f"{name_of(path)}.txt" for path in FILES}


def test_there_are_many():
    assert len(FILES) > 100


SHOWN = re.compile(r"```toml\n(.*?)```\n+<!-- output: perfeval validate tests/cli/mistakes/(\S+)", re.DOTALL)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_shows_mistakes_that_are_there(lang):
    """What the page quotes stands in the file whose messages follow."""
    page = (ROOT / "docs" / lang / "mistakes.md").read_text(encoding="utf-8")
    shown = SHOWN.findall(page)
    assert len(shown) >= 10
    for quoted, name in shown:
        assert quoted in (MISTAKES / name).read_text(encoding="utf-8"), name

"""A folder of files, written whole or not at all."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from perfeval.findings import FormatError, Origin, Text, UsageError, kind, say


def write_folder(folder: str | Path, files: Mapping[str, str | bytes]) -> None:
    """Write texts, or bytes, under their paths into a folder that is not there yet, or empty.

    Raises:
        UsageError: the folder holds something, or is none (I119); nothing is changed.
        FormatError: it cannot be written; nothing is left behind (I117).

    Example:
        >>> import pathlib, tempfile
        >>> from perfeval.cli.packages import write_folder
        >>> with tempfile.TemporaryDirectory() as place:
        ...     write_folder(pathlib.Path(place, "new"), {"docs/index.md": "# New"})
        ...     pathlib.Path(place, "new/docs/index.md").read_text()
        '# New'
    """
    try:
        target = Path(os.path.realpath(folder))
        _refuse_what_is_there(folder, target)
        aside = (target if target.exists() else target.parent) / f".{secrets.token_hex(8)}.part"
        aside.mkdir()
    except (OSError, ValueError) as error:  # ValueError: a path with a NUL in it
        raise _unwritable(folder, error) from error
    try:
        for path, text in files.items():
            _write(aside / path, text)
        _move(aside, target)
    except OSError as error:
        raise _unwritable(folder, error) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _refuse_what_is_there(folder: str | Path, target: Path) -> None:
    if not target.exists():
        return
    if not target.is_dir():
        what = Text("这是一个文件", "this is a file")
    elif inside := sorted(entry.name for entry in target.iterdir()):
        what = say("文件夹不是空的，里面有 {name}", "the folder is not empty, it holds {name}", name=inside[0])
    else:
        return
    raise UsageError(kind("I119").at("", origin=Origin(str(folder)), what=what))


def _write(path: Path, text: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(text, bytes):
        path.write_bytes(text)
        return
    path.write_text(text, encoding="utf-8", newline="\n")
    if text.startswith("#!"):
        path.chmod(0o755)


def _move(aside: Path, target: Path) -> None:
    """Put what was written where it belongs; into a folder that is there, entry by entry or none."""
    if not target.exists():
        aside.rename(target)
        return
    moved: list[Path] = []
    try:
        for entry in sorted(aside.iterdir()):
            moved.append(entry.rename(target / entry.name))
    except BaseException:
        for entry in moved:
            with suppress(OSError):
                entry.rename(aside / entry.name)
        raise


def _unwritable(folder: str | Path, error: Exception) -> FormatError:
    detail = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return FormatError(kind("I117").at("", origin=Origin(str(folder)), detail=detail))

"""Signatures of hooks: the block below `<!-- signature: perfeval_readers Reader -->` is what the code says."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from pathlib import Path

from attrs import NOTHING, fields

import perfeval

BLOCK = re.compile(r"(?P<mark><!-- signature: (?P<names>[^\n]+) -->\n)(?:```py\n.*?\n```\n)?", re.DOTALL)


def pages(root: Path) -> Iterator[tuple[Path, str]]:
    """The pages of hooks, with signatures as they are now."""
    for path in sorted((root / "docs").glob("*/hooks/*.md")):
        text = path.read_text(encoding="utf-8")
        yield path, BLOCK.sub(lambda m: f"{m['mark']}```py\n{_said(m['names'])}\n```\n", text)


def _said(names: str) -> str:
    hook, *records = names.split()
    return "\n\n".join([f"@hookimpl\n{hook_signature(hook)}: ...", *(record_signature(name) for name in records)])


def hook_signature(hook: str) -> str:
    """A hook as a plugin defines it."""
    return f"def {hook}{inspect.signature(getattr(perfeval.Hooks, hook))}".replace("'", "")


def record_signature(name: str) -> str:
    """The fields of a record that a hook returns, in the order of its arguments."""
    lines = [f"class {name}:"]
    for a in fields(getattr(perfeval, name)):
        if a.init:
            lines.append(f"    {a.name}: {a.type}{'' if a.default is NOTHING else ' = ...'}")
    return "\n".join(lines)

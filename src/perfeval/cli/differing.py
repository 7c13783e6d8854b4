"""`perfeval schemes diff`: what changed from one scheme to another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import click

from perfeval.api import scheme
from perfeval.cli import exits
from perfeval.cli.options import is_file, scheme_from, settled
from perfeval.cli.screen import Screen
from perfeval.cli.settings import Settings
from perfeval.findings import Text, say
from perfeval.model import Scheme, SchemeChange, scheme_changes

_MARK = {"added": "+", "removed": "-"}
_STYLE = {"added": "green", "removed": "red"}


@click.command("diff")
@click.argument("first", metavar="ID|FILE", type=click.Path())
@click.argument("second", metavar="ID|FILE", type=click.Path())
@settled("text", "json")
def diff(settings: Settings, first: str, second: str) -> int:
    """Say what changed (两个方案的不同) from one scheme to another, in words.

    A difference is no fault: the exit code is 0 whether there is one or not. In JSON, `same` says which.
    """
    settings.spare([first, second])
    was, now = (scheme_from(name) if is_file(name) else scheme(name) for name in (first, second))
    changes = scheme_changes(was, now)
    settings.publish(
        lambda screen: "".join(f"{line}\n" for line in _lines(was, now, changes, settings, screen)),
        lambda: _document(was, now, changes, settings),
    )
    return exits.FINE


def _lines(
    was: Scheme, now: Scheme, changes: Sequence[SchemeChange], settings: Settings, screen: Screen
) -> Iterator[str]:
    if not changes:
        same = say("{was} 与 {now} 完全相同", "{was} and {now} are the same", was=was.id, now=now.id)
        yield screen.line(same[settings.lang])
        return
    n = len(changes)
    head = say(
        "从 {was} 到 {now}，{n} 处不同：",
        "from {was} to {now}, {n} difference{s}:",
        was=was.id,
        now=now.id,
        n=n,
        s="" if n == 1 else "s",
    )
    yield screen.line(head[settings.lang])
    for change in changes:
        mark = _MARK.get(change.kind, "~")
        yield screen.styled(f"  {mark} {change.sentence[settings.lang]}", _STYLE.get(change.kind, ""))
        yield from (f"      {screen.line(line)}" for line in _rules(change, settings))


_WAS, _NOW = Text("原：", "was: "), Text("现：", "now: ")


def _rules(change: SchemeChange, settings: Settings) -> Iterator[str]:
    """Both rules as text, where a rule changed."""
    if change.kind == "changed" and change.is_rule:
        for title, written in ((_WAS, change.was_written), (_NOW, change.now_written)):
            if written:
                yield f"{title[settings.lang]}{written}"


def _document(was: Scheme, now: Scheme, changes: Sequence[SchemeChange], settings: Settings) -> dict[str, Any]:
    return {
        "first": _named(was, settings),
        "second": _named(now, settings),
        "same": not changes,
        "changes": [_change(change, settings) for change in changes],
    }


def _named(scheme: Scheme, settings: Settings) -> dict[str, str]:
    label = scheme.label[settings.lang]
    return {"id": scheme.id, "label": label, "edition": scheme.edition, "digest": scheme.digest}


def _change(change: SchemeChange, settings: Settings) -> dict[str, str]:
    lang = settings.lang
    return {
        "kind": change.kind,
        "place": change.place,
        "what": change.what[lang],
        "was": change.was[lang],
        "now": change.now[lang],
        "was_written": change.was_written,
        "now_written": change.now_written,
        "sentence": change.sentence[lang],
    }

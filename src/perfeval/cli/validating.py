"""`perfeval validate`: whether files are what they should be, before anything rests on them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from perfeval.cli import exits
from perfeval.cli.options import FILE, SCHEME, Departures, settled
from perfeval.cli.progress import watched
from perfeval.cli.screen import Screen
from perfeval.cli.settings import Settings
from perfeval.cli.told import told_all
from perfeval.cli.verdict import Verdict, What, verdict_on
from perfeval.findings import Text, say
from perfeval.formats import findings_document

_WHAT: dict[What, Text] = {
    "submission": Text("提交", "submission"),
    "scheme": Text("方案", "scheme"),
    "evaluation": Text("评价结果", "evaluation"),
    "review": Text("复核", "review"),
    "file": Text("文件", "file"),
}
_BY = Text("{what}，按 {scheme} 核对", "{what}, checked against {scheme}")
_VALID = Text("有效", "valid")
_DOUBTFUL = Text("有效，有待核对", "valid, to be looked at")
_INCOMPLETE = Text("有效，不完整", "valid, incomplete")
_UNUSABLE = Text("不能使用", "cannot be used")


@click.command("validate")
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="FILE...")
@SCHEME
@settled("text", "json")
def validate(settings: Settings, files: Sequence[str], scheme: str | None) -> int:
    """Check files (检查文件) before anything rests on them.

    FILE is a submission, a scheme, an evaluation or a review, told apart by its key "format". A submission is also
    checked against the scheme that it names, or the one of --scheme.
    """
    departures = Departures(scheme, {})
    settings.spare([*files, *departures.files()])
    chosen = departures.chosen()
    verdicts = list(watched((verdict_on(file, chosen) for file in files), len(files)))
    settings.publish(
        lambda screen: "\n".join(_text(verdict, settings, screen) for verdict in verdicts),
        lambda: [_document(v, settings) for v in verdicts] if len(verdicts) > 1 else _document(verdicts[0], settings),
    )
    return max(verdict.code for verdict in verdicts)


def _text(verdict: Verdict, settings: Settings, screen: Screen) -> str:
    what = _WHAT[verdict.what]
    if verdict.scheme is not None:
        what = say(_BY.zh, _BY.en, what=what, scheme=verdict.scheme)
    line = say("{file}：{what}，{word}", "{file}: {what}, {word}", file=verdict.file, what=what, word=_word(verdict))
    found = told_all(verdict.findings, settings.lang, screen).splitlines()
    return "\n".join([screen.line(line[settings.lang]), *(f"  {each}" for each in found)]) + "\n"


def _word(verdict: Verdict) -> Text:
    if not verdict.valid:
        return _UNUSABLE
    if verdict.complete is False:
        return _INCOMPLETE
    return _VALID if verdict.code == exits.FINE else _DOUBTFUL


def _document(verdict: Verdict, settings: Settings) -> dict[str, Any]:
    return {
        "file": verdict.file,
        "what": verdict.what,
        "valid": verdict.valid,
        "scheme": verdict.scheme,
        "complete": verdict.complete,
        "findings": findings_document(verdict.findings, settings.lang),
    }

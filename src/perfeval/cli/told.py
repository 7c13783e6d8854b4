"""Findings in lines that people read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from perfeval.cli.screen import Screen
from perfeval.findings import SEVERITY_WORDS, Finding, Lang, Severity, say

STYLE: dict[Severity, str] = {"error": "red", "warning": "yellow", "info": ""}


def told(finding: Finding, lang: Lang, file: str = "") -> str:
    """A finding on one line: severity, code, place, message, advice; `file` is named where its place names none."""
    origin = "" if finding.origin is None else finding.origin.describe(lang)
    if file and not (finding.origin and finding.origin.file):
        origin = f"{file}{'，' if lang == 'zh' else ', '}{origin}" if origin else file
    place = f"{finding.location} ({origin})" if finding.location and origin else finding.location or origin
    head = " ".join(part for part in (SEVERITY_WORDS[finding.severity][lang], finding.code, place) if part)
    colon, gap = ("：", "。") if lang == "zh" else (": ", ". ")
    return head + colon + gap.join(part for part in (finding.message[lang], finding.advice[lang]) if part)


def told_all(findings: Iterable[Finding], lang: Lang, screen: Screen, file: str = "") -> str:
    """Findings, one a line."""
    return "".join(f"{screen.styled(told(f, lang, file), STYLE[f.severity])}\n" for f in findings)


def listed(findings: Sequence[Finding], lang: Lang, screen: Screen) -> str:
    """Findings under a heading that counts them; empty where there are none."""
    if not findings:
        return ""
    n = len(findings)
    heading = say("{n} 条发现：", "{n} finding{s}:", n=n, s="" if n == 1 else "s")
    lines = told_all(findings, lang, screen).splitlines()
    return "\n".join([screen.line(heading[lang]), *(f"  {each}" for each in lines)]) + "\n"

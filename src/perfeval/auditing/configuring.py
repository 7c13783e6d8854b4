"""What an auditor lays down in perfeval.toml: which checks run, with what settings, and what is no matter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from attrs import field, frozen

from perfeval.auditing.checks import Check
from perfeval.auditing.running import Silence
from perfeval.expressions import suggestion
from perfeval.findings import Finding, FormatError, PerfevalError, Text, kind, say
from perfeval.model.collections import keyed, listed
from perfeval.numbers import fraction, to_decimal

_KEYS = ("checks", "skip", "settings", "silence")
_SILENCE = ("code", "file", "location", "reason")


@frozen
class Configuration:
    """What an auditor laid down.

    Example:
        >>> from perfeval.auditing import Configuration
        >>> Configuration(skip=["S209"]).skip
        ('S209',)
    """

    checks: tuple[str, ...] = field(default=(), converter=listed)
    """Ids of checks, codes, or letters of families; empty for all."""
    skip: tuple[str, ...] = field(default=(), converter=listed)
    """The same, of what is left out."""
    settings: Mapping[str, Mapping[str, Decimal]] = field(factory=dict, converter=keyed)
    """Settings by code and name."""
    silences: tuple[Silence, ...] = field(default=(), converter=listed)
    """Findings that are no matter."""


def configuration_of(data: Mapping[str, Any], checks: Iterable[Check] = ()) -> Configuration:
    """Take the `[audit]` table of a `perfeval.toml`, parsed with decimals.

    Args:
        data: the whole file as tables.
        checks: the checks that are registered; where none are given, codes and settings are not held against them.

    Raises:
        FormatError: every key, type, code, setting and silence that does not fit, at once.

    Example:
        >>> from perfeval.auditing.configuring import configuration_of
        >>> made = configuration_of({"audit": {"skip": ["S209"], "settings": {"B107": {"share": "30%"}}}})
        >>> made.settings["B107"]["share"]
        Decimal('0.3')
    """
    reader = _Reader(tuple(checks))
    made = reader.read(data.get("audit", {}))
    if reader.faults:
        raise FormatError(reader.faults)
    return made


def chosen(configuration: Configuration, checks: Iterable[Check]) -> tuple[Check, ...]:
    """The checks that a configuration leaves to run."""
    wanted, unwanted = configuration.checks, configuration.skip
    return tuple(c for c in checks if (not wanted or _names(c) & {*wanted}) and not _names(c) & {*unwanted})


def _names(check: Check) -> set[str]:
    return {check.id, *check.codes, *(code[0] for code in check.codes)}


class _Reader:
    """Reads the table and collects what is wrong with it."""

    def __init__(self, checks: Sequence[Check]) -> None:
        self.faults: list[Finding] = []
        self.known = sorted({name for check in checks for name in _names(check)})
        self.settings = {code: {s.name for s in check.settings} for check in checks for code in check.codes}

    def read(self, table: Any) -> Configuration:
        if not isinstance(table, Mapping):
            self._type("audit", "表", "a table", table)
            return Configuration()
        for key in table:
            if key not in _KEYS:
                self._unknown(f"audit.{key}", key, _KEYS)
        return Configuration(
            checks=self._codes("checks", table.get("checks", ())),
            skip=self._codes("skip", table.get("skip", ())),
            settings=dict(self._settings(table.get("settings", {}))),
            silences=tuple(self._silences(table.get("silence", ()))),
        )

    def _codes(self, key: str, value: Any) -> tuple[str, ...]:
        if not isinstance(value, (list, tuple)) or not all(isinstance(each, str) for each in value):
            self._type(f"audit.{key}", "代码的数组", "an array of codes", value)
            return ()
        for each in value:
            self._code(f"audit.{key}", each)
        return tuple(value)

    def _code(self, place: str, code: str) -> None:
        if self.known and code not in self.known:
            near = suggestion(code, self.known)
            self.faults.append(kind("I115").at(place, name=code, what=Text("检查或代码", "check or code"), near=near))

    def _settings(self, value: Any) -> Iterator[tuple[str, dict[str, Decimal]]]:
        if not isinstance(value, Mapping):
            self._type("audit.settings", "表", "a table", value)
            return
        for code, named in value.items():
            place = f"audit.settings.{code}"
            self._code(place, code)
            if isinstance(named, Mapping):
                yield code, dict(self._values(place, named, self.settings.get(code)))
            else:
                self._type(place, "表", "a table", named)

    def _values(self, place: str, named: Mapping[str, Any], known: set[str] | None) -> Iterator[tuple[str, Decimal]]:
        for name, value in named.items():
            if known is not None and name not in known:
                self._unknown(f"{place}.{name}", name, known)
                continue
            try:
                yield name, to_decimal(fraction(value))
            except PerfevalError as error:
                found = error.findings[0]
                self.faults.append(kind(found.code).at(f"{place}.{name}", found=value, limit=found.message))

    def _silences(self, value: Any) -> Iterator[Silence]:
        if not isinstance(value, (list, tuple)):
            self._type("audit.silence", "表的数组", "an array of tables", value)
            return
        for n, each in enumerate(value):
            place = f"audit.silence[{n}]"
            if not isinstance(each, Mapping):
                self._type(place, "表", "a table", each)
                continue
            before = len(self.faults)
            self._silence(place, each)
            if len(self.faults) == before:
                yield Silence(**each)

    def _silence(self, place: str, each: Mapping[str, Any]) -> None:
        for key, value in each.items():
            if key not in _SILENCE:
                self._unknown(f"{place}.{key}", key, _SILENCE)
            elif not isinstance(value, str):
                self._type(f"{place}.{key}", "文字", "a text", value)
        for key in ("code", "reason"):
            found = each.get(key, "")
            if isinstance(found, str) and not found.strip():
                self.faults.append(kind("I104").at(place, key=key))
        if isinstance(each.get("code"), str) and each["code"]:
            self._code(f"{place}.code", each["code"])

    def _unknown(self, place: str, key: str, known: Iterable[str]) -> None:
        near = suggestion(key, known) or say("可用的有 {all}", "there are {all}", all=", ".join(sorted(known)))
        self.faults.append(kind("I102").at(place, key=key, near=near))

    def _type(self, place: str, zh: str, en: str, found: Any) -> None:
        names = {
            str: Text("文字", "a text"),
            bool: Text("是非", "a flag"),
            dict: Text("表", "a table"),
            list: Text("数组", "an array"),
        }
        said = names.get(type(found), Text("数字", "a number"))
        self.faults.append(
            kind("I103").at(place, wanted=Text(zh, en), found=said, advice=Text("改成所要的类型", "write that"))
        )

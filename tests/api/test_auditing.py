"""Published files through the public functions: read, audited, evaluated."""

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import pytest
from attrs import evolve

import perfeval
from perfeval import FormatError, Host, UsageError, evaluate, load
from perfeval.api import audit, audit_many, published_files, read
from perfeval.auditing import Check, Configuration
from perfeval.findings import FindingKind, Text
from perfeval.formats.pages.opening import SUFFIXES
from perfeval.formats.records import PUBLISHED
from perfeval.plugins import Hooks, hookimpl

LIBRARY = Path(__file__).parents[2] / "examples/audit/library.xlsx"
FOUND = ["B102", "S204", "S206", "S202"]
BROKEN = FindingKind("X101", "info", Text("总会出现", "always"), Text("看过 {sheet}", "looked at {sheet}"))


def codes(found: Iterable[object]) -> list[str]:
    return [finding.code for finding in found]  # type: ignore[attr-defined]


def test_what_was_read_can_be_audited_without_its_file():
    reading = read(LIBRARY)
    assert codes(audit(reading).findings) == codes(audit(LIBRARY).findings) == FOUND
    (sheet,) = reading.sheets
    mended = evolve(sheet, total=evolve(sheet.total, raw="97.88", value=Decimal("97.88")))
    assert codes(audit(evolve(reading, sheets=[mended])).findings) == ["B102", "S204", "S206"]


def test_a_published_sheet_is_a_submission_too():
    assert load(LIBRARY).targets[1].reason == "场地维修，讲座减少"
    assert evaluate(LIBRARY, "mof-2020-project").total == Decimal("95.48")


def test_a_report_is_held_against_a_scheme_only_where_one_is_named():
    report = Path(__file__).parents[1] / "formats/prose/foshan-hmt-office-2021.txt"
    assert [f.code for f in audit(report).findings if f.severity == "error"] == ["C501", "C501"]
    named = audit(report, "foshan-2021")
    assert (named.recomputed[0].total, named.recomputed[0].grade) == (Decimal("99.85"), "优")


def test_many_files_in_several_processes_come_in_their_order(tmp_path):
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 nothing more")
    paths = [LIBRARY, tmp_path / "broken.pdf", LIBRARY]
    for processes in (1, 2):
        attempts = list(audit_many(paths, processes=processes))
        assert [attempt.path for attempt in attempts] == [str(path) for path in paths]
        assert [attempt.error is None for attempt in attempts] == [True, False, True]
        assert codes(attempts[2].result.findings) == FOUND


def test_a_scheme_of_ones_own_goes_to_every_process():
    split = perfeval.scheme("mof-2020-project").with_points({"outputs": 40, "satisfaction": 20})
    alone = audit(LIBRARY, split)
    (attempt,) = audit_many([LIBRARY], split, processes=2)
    assert attempt.result.findings == alone.findings
    assert "S201" in codes(alone.findings)


def test_processes_have_the_plugins_that_are_installed():
    with pytest.raises(UsageError) as raised:
        list(audit_many([LIBRARY], processes=2, host=Host.load()))
    assert codes(raised.value.findings) == ["I114"]


class Own(Hooks):
    @hookimpl
    def perfeval_checks(self):
        def fails(audited):
            yield BROKEN.at("", sheet=audited.sheet.name)
            raise ValueError("of my own making")

        return [Check(id="own", kinds=[BROKEN], run=fails)]


def test_a_check_of_a_plugin_that_fails_takes_no_other_down():
    host = Host.load()
    host.register(Own)
    found = audit(LIBRARY, host=host)
    assert sorted(codes(found.findings)) == sorted(["X101", "P112", *FOUND])
    assert sorted(codes(audit(LIBRARY, checks=["own"], host=host).findings)) == ["P112", "X101"]


def test_checks_and_settings_that_are_not_known_are_named(tmp_path):
    with pytest.raises(UsageError) as raised:
        audit(LIBRARY, checks=["B102", "B999", "budgets"])
    assert [(f.code, f.location) for f in raised.value.findings] == [("I115", "checks"), ("I115", "checks")]
    (tmp_path / "perfeval.toml").write_text('[audit.settings.B107]\nshares = "30%"\n', encoding="utf-8")
    with pytest.raises(FormatError) as refused:
        audit(LIBRARY, config=tmp_path / "perfeval.toml")
    assert [(f.code, f.origin.line) for f in refused.value.findings] == [("I102", 2)]


def test_settings_may_come_from_a_program():
    assert codes(audit(LIBRARY, config=Configuration(skip=["S"])).findings) == ["B102"]
    assert codes(audit(LIBRARY, config=Configuration(skip=["S"]), checks=["S202", "B"]).findings) == ["B102"]


def test_without_forms_nothing_is_assumed_of_them():
    host = Host()
    host.register(__import__("perfeval.builtin", fromlist=["builtin"]))
    assert "S204" not in codes(audit(LIBRARY, host=host).findings)


def test_what_a_reader_promises_is_what_can_be_opened():
    assert PUBLISHED == SUFFIXES


def test_folders_give_what_is_published_in_them(tmp_path):
    for name in ("b.xlsx", "a.PDF", "c.txt", "d.toml", "e.md", "~$b.xlsx", "f.png"):
        (tmp_path / name).touch()
    assert [Path(path).name for path in published_files([tmp_path])] == ["a.PDF", "b.xlsx", "c.txt"]
    assert published_files([tmp_path / "d.toml", tmp_path / "d.toml"]) == (str(tmp_path / "d.toml"),)

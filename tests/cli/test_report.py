"""`perfeval report`, its files, and what it refuses."""

import json

import pytest

import perfeval
from perfeval.evaluation import Reported
from perfeval.formats import Writer
from perfeval.plugins import Hooks, Host, hookimpl, use_host

OFFICE = "examples/foshan-2021/hmt-office.toml"
INCOMPLETE = "examples/foshan-2021/incomplete.toml"


def test_a_submission_becomes_a_page_with_explanations(call, tmp_path):
    ended = call("report", OFFICE, "-o", tmp_path / "a.html", "--lang", "en")
    assert (ended.code, ended.out, ended.err) == (0, "", "")
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert '<span class="total">99.85</span>' in page
    assert "assumed, no source found" in page
    assert page.encode() == perfeval.report(OFFICE, format="html", lang="en")


def test_the_exit_code_is_that_of_the_evaluation(call, tmp_path):
    assert call("report", INCOMPLETE, "-o", tmp_path / "a.html").code == 1


def test_options_are_those_of_evaluate(call, tmp_path):
    assert call("report", INCOMPLETE, "-o", tmp_path / "a.html", "--on-missing", "zero", "--lang", "en").code == 1
    assert "counted as zero" in (tmp_path / "a.html").read_text(encoding="utf-8")


def test_a_saved_evaluation_has_no_explanations(call, tmp_path):
    perfeval.save(perfeval.evaluate(OFFICE), tmp_path / "saved.json")
    assert call("report", tmp_path / "saved.json", "-o", tmp_path / "a.html", "--lang", "en").code == 0
    assert "made from a saved evaluation" in (tmp_path / "a.html").read_text(encoding="utf-8")


def test_a_saved_evaluation_takes_no_options(call, tmp_path):
    perfeval.save(perfeval.evaluate(OFFICE), tmp_path / "saved.json")
    ended = call("report", tmp_path / "saved.json", "-o", tmp_path / "a.html", "--set", "spending_full=98%")
    assert (ended.code, "I406" in ended.err) == (2, True)
    assert not (tmp_path / "a.html").exists()


@pytest.mark.parametrize("text", ["[]", "{", '{"format": 1}', "[" * 100_000], ids=["list", "cut", "number", "deep"])
def test_json_that_is_neither(call, tmp_path, text):
    (tmp_path / "a.json").write_text(text, encoding="utf-8")
    assert call("report", tmp_path / "a.json", "-o", tmp_path / "a.html").code == 3


def test_a_submission_in_json_is_one(call, tmp_path):
    perfeval.save(perfeval.load(OFFICE), tmp_path / "a.json", classified=True)
    assert call("report", tmp_path / "a.json", "-o", tmp_path / "a.html").code == 0


def test_several_files_become_one_table(call, tmp_path):
    assert call("report", OFFICE, INCOMPLETE, "-o", tmp_path / "a.html", "--lang", "en").code == 1
    assert 'data-key="99.85"' in (tmp_path / "a.html").read_text(encoding="utf-8")


def test_a_file_that_cannot_be_used_does_not_stop_the_others(call, tmp_path):
    ended = call("report", OFFICE, "none.toml", "-o", tmp_path / "a.html", "--lang", "en")
    assert (ended.code, "none.toml" in ended.err) == (3, True)
    assert "1 evaluations" in (tmp_path / "a.html").read_text(encoding="utf-8")


def test_no_file_that_can_be_used_is_no_report(call, tmp_path):
    assert call("report", "none.toml", "nothing.toml", "-o", tmp_path / "a.html").code == 3
    assert list(tmp_path.iterdir()) == []


def test_a_folder_gets_a_report_of_each(call, tmp_path):
    ended = call("report", OFFICE, "none.toml", INCOMPLETE, "-o", f"{tmp_path}/there/", "--format", "html")
    assert ended.code == 3
    assert sorted(path.name for path in (tmp_path / "there").iterdir()) == ["hmt-office.html", "incomplete.html"]


def test_a_folder_needs_a_format(call, tmp_path):
    ended = call("report", OFFICE, "-o", tmp_path)
    assert (ended.code, "--format" in ended.err) == (2, True)


def test_two_files_of_one_name_in_a_folder(call, tmp_path):
    (tmp_path / "hmt-office.toml").write_text("")
    ended = call("report", OFFICE, tmp_path / "hmt-office.toml", "-o", f"{tmp_path}/there/", "--format", "html")
    assert (ended.code, "I405" in ended.err) == (2, True)
    assert not (tmp_path / "there").exists()


@pytest.mark.parametrize(
    ("args", "code", "says"),
    [
        ((OFFICE,), 2, "--output"),
        ((OFFICE, "-o", "{}/a.xyz"), 3, "I116"),
        ((OFFICE, "-o", "{}/a.html", "--format", "none"), 2, "I115"),
        ((OFFICE, "-o", "{}/a.html", "--template", "README.md"), 2, "I403"),
        ((OFFICE, INCOMPLETE, "-o", "{}/a.json"), 2, "I404"),
        ((OFFICE, "-o", OFFICE), 2, "is an input"),
    ],
)
def test_what_it_refuses(call, tmp_path, args, code, says):
    ended = call("report", *(arg.replace("{}", str(tmp_path)) for arg in args))
    assert (ended.code, says in ended.err) == (code, True)
    assert list(tmp_path.iterdir()) == []


class Town(Hooks):
    """A writer that shows what it was given."""

    @hookimpl
    def perfeval_writers(self):
        def told(found: Reported, lang):
            about = [name for name in ("explained", "submission", "scheme") if getattr(found, name) is not None]
            return json.dumps([found.evaluation.entity, lang, *about], ensure_ascii=False).encode()

        return [
            Writer(
                "town",
                (".town",),
                lambda found, lang: b"alone",
                report=told,
                many=lambda found, lang: f"{len(found)}".encode(),
                filled=lambda found, template, lang: template.upper(),
            ),
            Writer("plain", (".plain",), lambda found, lang: b"alone"),
        ]


@pytest.fixture
def town():
    host = Host.load()
    host.register(Town)
    with use_host(host):
        yield


@pytest.mark.usefixtures("town")
def test_a_writer_of_a_plugin_gets_all_there_is(call, tmp_path):
    assert call("report", OFFICE, "-o", tmp_path / "a.town", "--lang", "en").code == 0
    told = json.loads((tmp_path / "a.town").read_bytes())
    assert told[1:] == ["en", "explained", "submission", "scheme"]
    call("report", OFFICE, INCOMPLETE, "-o", tmp_path / "b.town")
    assert (tmp_path / "b.town").read_bytes() == b"2"
    (tmp_path / "ours").write_text("ours")
    call("report", OFFICE, "-o", tmp_path / "c.town", "--template", tmp_path / "ours")
    assert (tmp_path / "c.town").read_bytes() == b"OURS"


@pytest.mark.usefixtures("town")
def test_a_writer_of_evaluations_alone_writes_reports_too(call, tmp_path):
    assert call("report", OFFICE, "-o", tmp_path / "a.plain").code == 0
    assert (tmp_path / "a.plain").read_bytes() == b"alone"


def test_evaluate_writes_a_page_without_explanations(call, tmp_path):
    assert call("evaluate", OFFICE, "-o", tmp_path / "a.html", "--lang", "zh").code == 0
    assert "本页由保存的评价结果生成" in (tmp_path / "a.html").read_text(encoding="utf-8")


def test_a_program_reports_what_it_has(tmp_path):
    explained = perfeval.explanation(OFFICE)
    assert b"99.85" in perfeval.report(explained, tmp_path / "a.html")
    assert (tmp_path / "a.html").read_bytes() == perfeval.report(
        Reported(explained.evaluation, explained), format="html"
    )
    assert perfeval.report([explained, explained.evaluation], format="html", lang="en").count(b'data-key="99.85"') == 2

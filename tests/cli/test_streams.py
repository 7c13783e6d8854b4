import io
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from perfeval.cli.screen import Column, Row, Screen, screen_of
from perfeval.cli.streams import READABLE, put, put_exactly, warn
from perfeval.findings import FormatError
from perfeval.findings.visible import block, escaped, line

ESCAPES = "\x1b[31m\x07\x9b2J\u202e\u2066\ufeff\x00"
names = st.text(st.characters(codec="utf-8"), max_size=30)


@pytest.mark.parametrize("sign", list("\x00\x07\x1b\x7f\x9b\u061c\u200e\u200f\u202a\u202e\u2066\u2069\u2028\ufeff"))
def test_what_acts_unseen_is_written_out(sign):
    assert sign not in line(f"a{sign}b")
    assert sign not in block(f"a{sign}b")
    assert line(f"a{sign}b").startswith("a")


def test_ordinary_text_stays():
    text = "（财预〔2020〕10号）≥95% “优” café नमस्\u200dते"
    assert line(text) == block(text) == text


def test_lines():
    assert line("a\nb\r\nc\td") == "a b c  d"
    assert block("a\nb\r\nc\td") == "a\nb\nc  d"


def test_a_character_beyond_the_first_plane():
    assert line("\U000e0041") == r"\U000e0041"


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [("ascii", "10 x (1 / 2)  - 3 >= ? ~ 4"), ("gbk", "10 × （1 ÷ 2） - 3 ≥ 优 ≈ 4")],
)
def test_what_an_encoding_lacks_stays_readable(encoding, shown):
    written = "10 × （1 ÷ 2） − 3 ≥ 优 ≈ 4".encode(encoding, READABLE).decode(encoding)
    assert " ".join(written.split()) == " ".join(shown.split())


@given(st.text(), st.sampled_from(["ascii", "gbk", "latin-1", "utf-8"]))
def test_no_text_fails_in_any_encoding(text, encoding):
    text.encode(encoding, READABLE)


def test_the_handler_is_for_writing_only():
    with pytest.raises(UnicodeDecodeError):
        b"\xff".decode("utf-8", READABLE)


@given(
    st.lists(st.tuples(names, names), min_size=1, max_size=5),
    st.integers(60, 120),
    st.sampled_from(["utf-8", "gbk", "ascii"]),
)
def test_no_character_of_a_table_is_lost(rows, width, encoding):
    screen = Screen(width, encoding, unicode=encoding == "utf-8")
    drawn = screen.table([Column("a"), Column("b", whole=True)], [Row(row, indent=n) for n, row in enumerate(rows)])
    kept = "".join(drawn.split())
    drawn.encode(encoding)
    assert "\x1b" not in drawn
    for _, name in rows:
        whole = "".join(screen.line(name).split())
        assert len(whole) > 20 or whole in kept


def test_a_table_is_no_wider_than_it_has_to_be():
    long = "很长的指标名称" * 30
    drawn = Screen(80).table(
        [Column("指标"), Column("标识", whole=True)],
        [Row((long, "an_id_of_forty_letters_that_stays_in_one_")), Row(("b", "c"))],
    )
    assert "an_id_of_forty_letters_that_stays_in_one_" in drawn
    assert max(cell_len(each) for each in drawn.splitlines()) <= 80
    assert drawn.count("很") == 30


def test_whole_columns_make_a_table_wider_than_the_screen():
    ids = ("a" * 50, "b" * 50, "c" * 50)
    drawn = Screen(60).table([Column(name, whole=True) for name in "xyz"], [Row(ids)])
    assert all(id in drawn for id in ids)


def test_markup_is_printed_as_it_is():
    name = "[red]某局[/red] :smile: [link=x]"
    columns = [Column("[b]x[/b]"), Column("[i]y[/i]"), Column("z", right=True)]
    drawn = Screen(200).table(
        columns, [Row((name, f"1 {name}", f"2 {name}"))], ["[bold]1[/]", "[bold]2[/]", "[bold]3[/]"]
    )
    for shown in ("[b]x[/b]", "[i]y[/i]", name, f"1 {name}", f"2 {name}", "[bold]1[/]", "[bold]2[/]", "[bold]3[/]"):
        assert shown in drawn


def test_lines_fall_back_to_ascii():
    columns, rows = [Column("a")], [Row(("b",))]
    assert "─" in Screen().table(columns, rows) + Screen().rule()
    for encoding in ("gbk", "ascii"):
        plain = Screen(encoding=encoding, unicode=False)
        assert (plain.table(columns, rows) + plain.rule()).isascii()


def test_colours_are_for_terminals():
    row = Row(("b",), "bold")
    assert "\x1b[1m" in Screen(colour=True).table([Column("a")], [row])
    assert "\x1b[31m" in Screen(colour=True).styled("a", "red")
    assert Screen().styled("a", "red") == "a"


class Stream(io.TextIOWrapper):
    def __init__(self, encoding: str, terminal: bool = True) -> None:
        super().__init__(io.BytesIO(), encoding=encoding)
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


def test_a_screen_knows_its_stream(monkeypatch):
    monkeypatch.setenv("COLUMNS", "77")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert screen_of(Stream("utf-8")) == Screen(77, "utf-8", True, True)
    assert screen_of(Stream("utf-8", terminal=False)) == Screen(100, "utf-8", False, True)
    assert screen_of(Stream("gbk", terminal=False)) == Screen(100, "gbk", False, False)
    assert screen_of(None) == Screen()
    monkeypatch.setenv("COLUMNS", "20")
    monkeypatch.setenv("NO_COLOR", "1")
    assert screen_of(Stream("gbk")) == Screen(60, "gbk", False, False)


def test_a_stream_that_is_not_there(monkeypatch):
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    put("a")
    put_exactly(b"a")
    warn("a")


def test_bytes_go_out_as_they_are_unless_somebody_looks(monkeypatch):
    for terminal, written in ((False, "优".encode()), (True, "优".encode("gbk"))):
        stream = Stream("gbk", terminal)
        monkeypatch.setattr(sys, "stdout", stream)
        put_exactly("优".encode())
        assert stream.buffer.getvalue() == written


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs /dev/full")
def test_a_full_disk_is_an_error(monkeypatch):
    with open("/dev/full", "w", encoding="utf-8") as full:
        monkeypatch.setattr(sys, "stdout", full)
        with pytest.raises(FormatError) as caught:
            put("a")
    assert [f.code for f in caught.value.findings] == ["I117"]


def test_an_error_stream_that_nobody_reads_is_no_error(monkeypatch):
    class Closed(io.StringIO):
        def write(self, text: str) -> int:
            raise BrokenPipeError

    monkeypatch.setattr(sys, "stderr", Closed())
    warn("a")


def test_escapes_are_written_as_json_and_python_write_them():
    assert [escaped(sign) for sign in ("\x1b", "\u202e", "\U000e0001")] == [r"\x1b", r"\u202e", r"\U000e0001"]

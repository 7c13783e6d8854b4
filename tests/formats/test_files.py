"""Files: read within limits, told by their encoding, written whole or not at all."""

from __future__ import annotations

import os
import stat

import pytest

from perfeval.findings import FormatError
from perfeval.formats import files, read_bytes, read_submission, write_atomic
from perfeval.formats.files import decode

TEXT = 'format = "perfeval.submission/1"\nyear = 2021\n[entity]\nname = "市委台港澳办"\n'


def refused(call, *args, **more):
    with pytest.raises(FormatError) as caught:
        call(*args, **more)
    (only,) = caught.value.findings
    return only


def test_a_file_is_read(tmp_path):
    path = tmp_path / "a.toml"
    path.write_bytes(b"x" * 10)
    assert read_bytes(path) == read_bytes(str(path), limit=10) == b"x" * 10


def test_what_cannot_be_read(tmp_path):
    path = tmp_path / "a.toml"
    missing = refused(read_bytes, path)
    assert (missing.code, missing.origin.file, missing.message.en) == ("I112", str(path), "there is no such file")
    assert refused(read_bytes, tmp_path).message.en == "this is a folder"
    assert refused(read_bytes, "a\0b").code == "I112"
    assert refused(read_bytes, tmp_path / ("x" * 5000)).code == "I112"
    path.write_bytes(b"x" * 11)
    assert "more than" in refused(read_bytes, path, limit=10).message.en


@pytest.mark.parametrize(
    ("data", "said", "line"),
    [
        (TEXT.encode("gb18030"), "GBK", 4),
        (TEXT.encode("utf-16"), "UTF-16", 1),
        (b"PK\x03\x04\x00\xff", "a document of Excel or Word", None),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "an old Excel or Word", None),
        (b"%PDF-1.7", "a PDF document", None),
        (b"abc\xff", "no text", 1),
        (b"\n\n\x80", "no text", 3),
    ],
)
def test_encodings_are_named(data, said, line):
    only = refused(decode, data, "a.toml")
    assert only.code == "I112"
    assert said in only.message.en
    assert "UTF-8" in only.advice.zh
    assert (only.origin.file, only.origin.line) == ("a.toml", line)
    assert refused(read_submission, data, file="a.toml") == only


def test_a_byte_order_mark_is_no_matter():
    assert read_submission(b"\xef\xbb\xbf" + TEXT.encode()) == read_submission(TEXT)


def test_a_file_is_written_and_written_over(tmp_path):
    path = tmp_path / "a.json"
    write_atomic(path, b"one")
    write_atomic(str(path), b"two")
    assert path.read_bytes() == b"two"
    assert [p.name for p in tmp_path.iterdir()] == ["a.json"]


def test_permissions_stay(tmp_path):
    path = tmp_path / "a.json"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_atomic(path, b"new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_link_goes_on_pointing(tmp_path):
    path, link = tmp_path / "a.json", tmp_path / "link.json"
    path.write_bytes(b"old")
    link.symlink_to(path)
    write_atomic(link, b"new")
    assert link.is_symlink()
    assert path.read_bytes() == b"new"


def test_what_cannot_be_written(tmp_path):
    only = refused(write_atomic, tmp_path / "none" / "a.json", b"x")
    assert (only.code, only.origin.file) == ("I117", str(tmp_path / "none" / "a.json"))
    assert refused(write_atomic, tmp_path, b"x").code == "I117"
    assert refused(write_atomic, "a\0b", b"x").code == "I117"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("failing", ["fsync", "replace", "chmod"])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_after_a_failure_the_old_file_stands_and_nothing_else(tmp_path, monkeypatch, failing, error):
    path = tmp_path / "a.json"
    path.write_bytes(b"old")

    def fail(*_):
        assert path.read_bytes() == b"old"
        raise error

    monkeypatch.setattr(files.os, failing, fail)
    with pytest.raises((FormatError, KeyboardInterrupt)) as caught:
        write_atomic(path, b"new" * 100_000)
    if isinstance(error, OSError):
        assert caught.value.findings[0].message.en == "cannot be written: No space left on device"
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.json"]


def test_a_failure_in_the_middle_of_writing(tmp_path, monkeypatch):
    path = tmp_path / "a.json"
    path.write_bytes(b"old")

    class Disk:
        def __init__(self, file):
            self.file = file

        def __enter__(self):
            return self

        def __exit__(self, *_):
            self.file.close()

        def write(self, data):
            self.file.write(data[: len(data) // 2])
            self.file.flush()
            raise OSError(28, "No space left on device")

    monkeypatch.setattr("builtins.open", lambda name, mode, real=open: Disk(real(name, mode)))
    with pytest.raises(FormatError):
        write_atomic(path, b"new")
    monkeypatch.undo()
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a.json"]

"""Files as bytes and text: read within limits, written whole or not at all."""

from __future__ import annotations

import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path
from typing import Final

from perfeval.findings import FormatError, Origin, Text, kind, say

MAX_BYTES: Final = 20 * 1024 * 1024
"""The most bytes of a file that is read."""

_SAVE_AS_UTF8 = Text(
    "用记事本等编辑器打开，“另存为”时编码选 UTF-8", "open it in an editor and save it with the encoding UTF-8"
)
_COPY_OUT = Text(
    "改后缀不能转换格式：新建一个文本文件，把内容填进去，编码选 UTF-8",
    "another name does not convert it: fill its content into a new text file, in UTF-8",
)
_DOCUMENTS = {
    b"PK\x03\x04": Text("这是 Excel、Word 文档或压缩包", "this is a document of Excel or Word, or a zip archive"),
    b"\xd0\xcf\x11\xe0": Text("这是旧版 Excel 或 Word 文档", "this is a document of an old Excel or Word"),
    b"%PDF": Text("这是 PDF 文档", "this is a PDF document"),
}
_CHECK = Text("检查路径和权限", "check the path and the permissions")


def read_bytes(path: str | Path, limit: int = MAX_BYTES) -> bytes:
    """All bytes of a file.

    Raises:
        FormatError: no such file, a folder, no permission, or more than `limit` bytes (I112).

    Example:
        >>> from perfeval.findings import FormatError
        >>> from perfeval.formats import read_bytes
        >>> try:
        ...     read_bytes("no such file.toml")
        ... except FormatError as error:
        ...     error.findings[0].code
        'I112'
    """
    try:
        with open(path, "rb") as file:
            data = file.read(limit + 1)
    except FileNotFoundError:
        raise _unreadable(path, Text("没有这个文件", "there is no such file"), _CHECK) from None
    except IsADirectoryError:
        detail = Text("这是一个文件夹", "this is a folder")
        raise _unreadable(path, detail, Text("给出其中的一个文件", "name a file in it")) from None
    except (OSError, ValueError) as error:  # ValueError: a path with a NUL in it
        raise _unreadable(path, Text(_said(error)), _CHECK) from error
    if len(data) > limit:
        detail = say("文件超过 {most} MiB", "the file has more than {most} MiB", most=f"{limit / 2**20:g}")
        raise _unreadable(path, detail, Text("检查是否选对了文件", "check that it is the right file"))
    return data


def decode(data: bytes, file: str = "") -> str:
    r"""The text of UTF-8 bytes, with or without a byte order mark.

    Raises:
        FormatError: the bytes are of another encoding, which is named where it can be told (I112).

    Example:
        >>> from perfeval.findings import FormatError
        >>> from perfeval.formats.files import decode
        >>> decode(b"\xef\xbb\xbfyear = 2021")
        'year = 2021'
        >>> try:
        ...     decode("单位".encode("gbk"))
        ... except FormatError as error:
        ...     error.findings[0].message.en
        'the text is encoded in GBK (GB18030), not in UTF-8'
    """
    for signature, what in _DOCUMENTS.items():
        if data.startswith(signature):
            detail = say("{what}，不是文本文件", "{what}, no text file", what=what)
            raise FormatError(kind("I112").at("", origin=Origin(file), detail=detail, advice=_COPY_OUT))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
    name = _encoding(data)
    if name is None:
        detail = Text("不是文本文件，或不是 UTF-8 编码", "this is no text, or it is not encoded in UTF-8")
    else:
        detail = say("文件的编码是 {name}，不是 UTF-8", "the text is encoded in {name}, not in UTF-8", name=name)
    raise FormatError(kind("I112").at("", origin=Origin(file, line=line), detail=detail, advice=_SAVE_AS_UTF8))


def _encoding(data: bytes) -> str | None:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    if b"\x00" in data:
        return None
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return None
    return "GBK (GB18030)"


def write_atomic(path: str | Path, data: bytes) -> None:
    """Write a file whole or not at all: until the last byte is on the disk the old file stays as it is.

    Raises:
        FormatError: it cannot be written; nothing is left behind (I117).

    Example:
        >>> import pathlib, tempfile
        >>> from perfeval.formats import write_atomic
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     write_atomic(pathlib.Path(folder, "a.json"), b"{}")
        ...     [file.name for file in pathlib.Path(folder).iterdir()]
        ['a.json']
    """
    try:
        target = Path(os.path.realpath(path))  # a link goes on pointing where it points
        beside = target.with_name(f".{secrets.token_hex(8)}.part")
    except (OSError, ValueError) as error:
        raise _unwritable(path, error) from error
    try:
        _write(beside, data)
        with suppress(FileNotFoundError):
            os.chmod(beside, stat.S_IMODE(os.stat(target).st_mode))
        os.replace(beside, target)
    except BaseException as error:
        with suppress(OSError):
            os.unlink(beside)
        if isinstance(error, OSError):
            raise _unwritable(path, error) from error
        raise


def _write(path: Path, data: bytes) -> None:
    with open(path, "xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _said(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def _unreadable(path: str | Path, detail: Text, advice: Text) -> FormatError:
    return FormatError(kind("I112").at("", origin=Origin(str(path)), detail=detail, advice=advice))


def _unwritable(path: str | Path, error: Exception) -> FormatError:
    return FormatError(kind("I117").at("", origin=Origin(str(path)), detail=_said(error)))

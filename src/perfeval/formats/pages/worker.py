"""The other side of `apart`: reads one file from its input and says what is in it, page by page."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from typing import Any

from perfeval.findings import Origin, PerfevalError, UsageError, kind, say
from perfeval.formats.pages.cells import Document
from perfeval.formats.pages.docx import text_document
from perfeval.formats.pages.html import web_page
from perfeval.formats.pages.ods import spreadsheet
from perfeval.formats.pages.pdf import pages
from perfeval.formats.pages.wire import plain_block, plain_finding
from perfeval.formats.pages.xls import old_workbook
from perfeval.formats.pages.xlsx import workbook


def serve() -> None:
    """Read the file that stands on the input, within the limits that its order names."""
    order = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read()
    _limit_memory(order["memory"])
    allowed = order["seconds"]
    _limit_work(allowed)
    try:
        findings: list[Any] = []
        for document in READERS[order["reader"]](data, order["file"]):
            _say({"blocks": [plain_block(block) for block in document.blocks]})
            findings += [plain_finding(finding) for finding in document.findings]
            allowed += order["seconds_a_page"]
            _limit_work(allowed)
        _say({"end": "read", "findings": findings})
    except PerfevalError as error:
        end = "UsageError" if isinstance(error, UsageError) else "FormatError"
        _say({"end": end, "findings": [plain_finding(finding) for finding in error.findings]})
    except MemoryError:
        detail = say(
            "读取时内存超过 {n} MiB", "reading it took more than {n} MiB of memory", n=order["memory"] // 2**20
        )
        finding = kind("I306").at("", origin=Origin(order["file"]), detail=detail)
        _say({"end": "FormatError", "findings": [plain_finding(finding)]})


def _say(message: dict[str, Any]) -> None:
    sys.stdout.buffer.write(json.dumps(message).encode() + b"\n")
    sys.stdout.buffer.flush()


def _limit_work(seconds: int) -> None:
    """End this process when it has worked so long."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (seconds if most < 0 else min(seconds, most), most))


def _limit_memory(memory: int) -> None:
    with suppress(ImportError, ValueError, OSError):  # Windows has no such limits; a lower one may be set already
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _whole(read: Callable[[bytes, str], Document]) -> Callable[[bytes, str], Iterable[Document]]:
    return lambda data, file: [read(data, file)]


READERS: Mapping[str, Callable[[bytes, str], Iterable[Document]]] = {
    "docx": _whole(text_document),
    "html": _whole(web_page),
    "ods": _whole(spreadsheet),
    "pdf": pages,
    "xls": _whole(old_workbook),
    "xlsx": _whole(workbook),
}
"""What reads a file, by name."""

"""Reading in a process of its own, with limits of time and memory: for libraries that a file can keep busy for ever."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
from typing import Any, Final

from perfeval.findings import FormatError, Origin, UsageError, kind, say
from perfeval.formats.pages.cells import Document
from perfeval.formats.pages.wire import block_from, finding_from

SECONDS: Final = 7
"""The seconds of work that a file may take before its first page."""
SECONDS_A_PAGE: Final = 2
"""How many more it may take for each page that was read."""
PATIENCE: Final = 6
"""How many times as long it may take by the clock, where others use the machine too."""
MEMORY: Final = 448 * 2**20
"""The bytes of memory that reading may take."""
_OUT_OF_TIME: Final = int(getattr(signal, "SIGXCPU", 0))
_MOST_SAID: Final = 64 * 2**20
_START = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from perfeval.formats.pages.worker import serve; serve()"
)


def read_apart(reader: str, data: bytes, file: str) -> Document:
    """The document that a reader makes in a process of its own.

    Args:
        reader: its name in `worker.READERS`.
        data: the whole file.
        file: its name.

    Raises:
        FormatError: what the reader raises; or it took too long or too much memory (I306).
        UsageError: the extra that reads it is not installed (I205).
    """
    command = [sys.executable, "-c", _START, json.dumps([path or "." for path in sys.path])]
    order = {"reader": reader, "file": file, "memory": MEMORY, "seconds": SECONDS, "seconds_a_page": SECONDS_A_PAGE}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=-1
    ) as process:
        watch = _Watch(process)
        try:
            messages = _talk(process, watch, order, data)
        finally:
            watch.stop()
            process.kill()
    return _document(messages, file, watch.late or process.returncode == -_OUT_OF_TIME)


def _talk(process: Any, watch: _Watch, order: dict[str, Any], data: bytes) -> list[dict[str, Any]]:
    """Hand the file over and take what is said, line by line."""
    try:
        with process.stdin as pipe:
            pipe.write(json.dumps(order).encode() + b"\n" + data)
    except OSError:
        return []  # it died before it had read everything
    messages: list[dict[str, Any]] = []
    room = _MOST_SAID
    while line := process.stdout.readline(room):
        room -= len(line)
        if not line.endswith(b"\n") or room <= 0:
            return []  # cut off in the middle, or endless
        try:
            messages.append(json.loads(line))
        except ValueError:
            return []
        watch.allow(SECONDS_A_PAGE * PATIENCE)
    return messages


def _document(messages: list[dict[str, Any]], file: str, late: bool) -> Document:
    if not messages or "end" not in messages[-1]:
        detail = (
            say("读取超过 {n} 秒还没有完成", "reading it took more than {n} seconds", n=f"{SECONDS:g}")
            if late
            else say("读取时内存超过 {n} MiB", "reading it took more than {n} MiB of memory", n=MEMORY // 2**20)
        )
        raise FormatError(kind("I306").at("", origin=Origin(file), detail=detail))
    last = messages.pop()
    findings = tuple(finding_from(plain) for plain in last["findings"])
    if last["end"] != "read":
        raise {"FormatError": FormatError, "UsageError": UsageError}[last["end"]](findings)
    blocks = (block_from(plain, file) for message in messages for plain in message["blocks"])
    return Document(file, tuple(blocks), findings)


class _Watch(threading.Thread):
    """Ends a process that takes longer than it was allowed."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        super().__init__(daemon=True)
        self.late = False
        self._process, self._allowance, self._over = process, 0.0, threading.Event()
        self.start()

    def allow(self, seconds: float) -> None:
        """Grant it some more time."""
        self._allowance += seconds

    def stop(self) -> None:
        """Leave it alone."""
        self._over.set()
        self.join()

    def run(self) -> None:
        """Wait for what was allowed, and for what was allowed meanwhile."""
        self._allowance += SECONDS * PATIENCE
        while self._allowance > 0:
            wait, self._allowance = self._allowance, 0.0
            if self._over.wait(wait):
                return
        self.late = True
        self._process.kill()

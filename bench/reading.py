"""How fast published files are opened, read and audited, and what that costs beside the library that opens them.

    python bench/reading.py                     # the files of the tests
    python bench/reading.py --folder FOLDER     # any folder of .xlsx and .docx
    python bench/reading.py --quick             # a smoke test

Each figure is a median over rounds; library and reader take turns, so that a machine that slows down slows both.
"""

from __future__ import annotations

import argparse
import io
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median

from perfeval.api.auditing import Auditor
from perfeval.findings import PerfevalError
from perfeval.formats.pages import open_document
from perfeval.formats.published import read_published
from perfeval.plugins import Host

FILES = Path(__file__).resolve().parent.parent / "tests/formats/pages/files"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Files opened per second, against the opening library alone.")
    parser.add_argument("--folder", type=Path, default=FILES, help="a folder of workbooks and Word files")
    parser.add_argument("--quick", action="store_true", help="few rounds: a smoke test, not for quoting")
    given = parser.parse_args()
    rounds = 3 if given.quick else 15
    for suffix, library in LIBRARIES.items():
        if files := readable(given.folder, suffix):
            table(suffix, files, library, rounds)


def readable(folder: Path, suffix: str) -> dict[str, bytes]:
    """The files of a kind that can be opened."""
    files = {}
    for path in sorted(folder.rglob(f"*{suffix}")):
        data = path.read_bytes()
        try:
            open_document(data, path.name)
        except PerfevalError:
            continue
        files[path.name] = data
    return files


def table(suffix: str, files: Mapping[str, bytes], library: Callable[[bytes], object], rounds: int) -> None:
    """One line a step: seconds over all files, files per second, times the library's own seconds."""
    auditor = Auditor.of(None, checks=None, config=None, host=Host.load())
    steps: dict[str, Callable[[bytes, str], object]] = {
        "library alone": lambda data, name: library(data),
        "opened as pages": open_document,
        "read": read_published,
        "audited": lambda data, name: auditor(read_published(data, name)),
    }
    times: dict[str, list[float]] = {step: [] for step in steps}
    for _ in range(rounds):
        for step, run in steps.items():
            start = time.perf_counter()
            for name, data in files.items():
                run(data, name)
            times[step].append(time.perf_counter() - start)
    base = times["library alone"]
    print(f"{suffix}: {len(files)} files, {rounds} rounds")
    for step, spent in times.items():
        whole = median(a / b for a, b in zip(spent, base, strict=True))
        own = "" if step == "library alone" else f", of its own {whole - 1:.2f}"
        print(f"  {step:16} {len(files) / median(spent):7.1f} a second, {whole:.2f} x the library{own}")


def openpyxl_alone(data: bytes) -> int:
    """Load a workbook and look at every cell."""
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    return sum(cell.value is not None for sheet in book for row in sheet.iter_rows() for cell in row)


def docx_alone(data: bytes) -> int:
    """Load a document and look at every paragraph and cell."""
    import docx

    document = docx.Document(io.BytesIO(data))
    count = sum(bool(paragraph.text) for paragraph in document.paragraphs)
    return count + sum(bool(cell.text) for table in document.tables for row in table.rows for cell in row.cells)


LIBRARIES: Mapping[str, Callable[[bytes], object]] = {".xlsx": openpyxl_alone, ".docx": docx_alone}

if __name__ == "__main__":
    main()

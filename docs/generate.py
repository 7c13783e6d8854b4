"""Writes the pages that are made from the code: functions of rules, findings, signatures, what commands print.

Run `python docs/generate.py` where perfeval and its command line are installed; `tests/test_docs.py` compares.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "docs"))

from making import findings, functions, names, outputs, signatures, template_names  # noqa: E402  # the folder is no installed package


def pages() -> Iterator[tuple[Path, str]]:
    """Every generated file with the text it should have."""
    for lang in ("en", "zh"):
        yield ROOT / f"docs/{lang}/reference/functions.md", functions.page(lang)
        for name, picture in functions.pictures(lang):
            yield ROOT / f"docs/{lang}/assets/curves/{name}.svg", picture
        yield ROOT / f"docs/{lang}/reference/findings.md", findings.page(lang)
        yield ROOT / f"docs/{lang}/reference/api/perfeval.md", names.page(lang)
    yield from outputs.pages(ROOT)
    yield from signatures.pages(ROOT)
    yield from template_names.pages(ROOT)


def main() -> None:
    """Write what is out of date and name it."""
    for path, text in pages():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
            print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()

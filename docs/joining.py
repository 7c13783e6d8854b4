"""A hook of mkdocs for Chinese pages: browsers show a space for a line break, and there is none between Chinese words."""

import re

_WIDE = "\u2018\u2019\u201c\u201d\u2026\u3000-\u303f\u4e00-\u9fff\uff00-\uffef"
_BREAK = re.compile(rf"(?<=[{_WIDE}])\n(?=[{_WIDE}])")
_FENCED = re.compile(r"(^```.*?^```$)", re.DOTALL | re.MULTILINE)


def on_page_markdown(markdown: str, **_: object) -> str:
    """Join the lines of a paragraph; what is fenced stays as it is."""
    parts = _FENCED.split(markdown)
    return "".join(part if n % 2 else _BREAK.sub("", part) for n, part in enumerate(parts))

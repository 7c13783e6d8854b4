"""A Markdown report read back by a parser of CommonMark with tables."""

from __future__ import annotations

from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

TEXTS = ("text", "code_inline")


class Read:
    """What a reader of the report sees."""

    def __init__(self, text: str) -> None:
        self.tokens = list(flat(MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)))
        self.shape = [(token.type, token.tag) for token in self.tokens if token.type not in TEXTS]
        """All that is no text."""
        self.kinds = {token.type for token in self.tokens}
        self.text = " ".join("".join(f"{t.content}" if t.type in TEXTS else "\n" for t in self.tokens).split())

    def under(self, *kinds: str) -> list[str]:
        """The texts of elements of these kinds (`h2`, `td`), one for each."""
        found, open_ = [], False
        for token in self.tokens:
            if token.tag in kinds and token.nesting == 1:
                found.append("")
                open_ = True
            elif token.tag in kinds and token.nesting == -1:
                open_ = False
            elif open_ and token.type in TEXTS:
                found[-1] += token.content
        return found

    def rows(self) -> list[list[str]]:
        """The rows of all tables, heads included."""
        rows: list[list[str]] = []
        for token in self.tokens:
            if token.type == "tr_open":
                rows.append([])
            elif token.type in ("td_open", "th_open"):
                rows[-1].append("")
            elif token.type in TEXTS and rows and rows[-1] and inside_table(token):
                rows[-1][-1] += token.content
        return rows


def flat(tokens: list[Token], table: bool = False) -> Iterator[Token]:
    """Tokens with those inside them."""
    for token in tokens:
        table = (table or token.type == "table_open") and token.type != "table_close"
        if token.type == "inline":
            for child in token.children or []:
                child.meta["table"] = table
                yield child
        else:
            yield token


def inside_table(token: Token) -> bool:
    return bool(token.meta.get("table"))

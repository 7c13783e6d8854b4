"""A page read back: its elements in order, its texts, and what its attributes hold."""

from __future__ import annotations

from html.parser import HTMLParser

OWN = ("style", "script", "title")
"""Elements whose text is not what the page shows."""


class Read(HTMLParser):
    """Everything that a browser would find in a page."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.pieces: list[str] = []
        self.comments: list[str] = []
        self.open: list[str] = []
        self.under: list[tuple[str, str]] = []
        """Each text with its element and the class of that."""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(name for name, _ in attrs)))
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        self.open.append(tag + "".join(f".{c}" for n, v in attrs if n == "class" for c in (v or "").split()))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop().partition(".")[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1].partition(".")[0] not in OWN:
            self.pieces.append(data)
            self.under.append((self.open[-1], data))

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)

    def handle_pi(self, data: str) -> None:
        self.comments.append(data)

    @property
    def text(self) -> str:
        return "".join(self.pieces)

    def values(self, name: str) -> list[str]:
        """The values of an attribute."""
        return [value for _, attribute, value in self.attributes if attribute == name]

    def told(self, element: str) -> list[str]:
        """The texts that stand directly in an element, named as `span.total`."""
        return [data.strip() for under, data in self.under if under == element and data.strip()]

"""Where each key of a TOML text stands, for messages that name a line and a column.

`tomllib` gives the values and no places. This scanner runs beside it over a text that `tomllib` has accepted,
so it checks nothing and only follows names. It keeps them as a tree of offsets: time and memory grow with the
text, however long the dotted keys are.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from attrs import Factory, define, frozen

Path: TypeAlias = tuple[str | int, ...]

# A string may lack its closing quotes and nothing has to follow it, so that no match backtracks on any text.
_TOKEN = re.compile(
    r"""
    \#[^\n]*                                              # comment
    | "{3} (?: [^"\\]+ | \\[\s\S] | "(?!"") )* (?:"{3,5})?  # multi-line basic string
    | '{3} (?: [^']+ | '(?!'') )* (?:'{3,5})?               # multi-line literal string
    | " (?: [^"\\\n]+ | \\. )* "?                          # basic string
    | ' [^'\n]* '?                                         # literal string
    | [\[\]{}=,.\n]
    | [^\s"'\#\[\]{}=,.]+                                  # bare key; number, date or a piece of it
    """,
    re.VERBOSE,
)


@frozen
class Place:
    """A line and a column, both from 1; a column is a character."""

    line: int
    column: int


@define(eq=False)
class _Node:
    """A name and what is under it: the keys of a table, or the positions of an array."""

    offset: int
    children: dict[str | int, _Node] = Factory(dict)

    def child(self, name: str | int, offset: int) -> _Node:
        """The node of this name; one that is new stands at `offset`."""
        if name not in self.children:
            self.children[name] = _Node(offset)
        return self.children[name]

    def append(self, offset: int) -> _Node:
        return self.child(len(self.children), offset)

    def table(self) -> _Node:
        """The table that a key leads into: for an array of tables its last one."""
        return self.children[len(self.children) - 1] if 0 in self.children else self


@frozen(eq=False)
class Places(Mapping[Path, Place]):
    """The place of every path of a document, as a mapping."""

    _root: _Node
    _line_starts: Sequence[int]

    def __getitem__(self, path: Path) -> Place:
        node = self._root
        for name in path:
            if name not in node.children:
                raise KeyError(path)
            node = node.children[name]
        if node is self._root:
            raise KeyError(path)
        line = bisect_right(self._line_starts, node.offset)
        return Place(line, node.offset - self._line_starts[line - 1] + 1)

    def __iter__(self) -> Iterator[Path]:
        waiting: list[tuple[Path, _Node]] = [((), self._root)]
        while waiting:
            path, node = waiting.pop()
            if path:
                yield path
            waiting.extend(((*path, name), child) for name, child in reversed(node.children.items()))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def places(text: str) -> Places:
    r"""The place of every key, array position and implied table of a TOML text that `tomllib` accepts.

    A key has its own place. An element of an array has the place of its value, a table of an array of tables
    the place of its name in `[[name]]`. A table that is named more than once, or implied by a longer name,
    has the place where it was named first.

    Example:
        >>> from perfeval.formats.toml_places import places
        >>> found = places('budget.total = 1\n[[projects]]\naspects = ["cost"]')
        >>> found["budget", "total"]
        Place(line=1, column=8)
        >>> found["projects", 0, "aspects", 0]
        Place(line=3, column=12)
    """
    root = table = _Node(0)
    stream = tokens(text)
    for token, offset in stream:
        if token == "[":
            table = _header(root, stream)
        elif token not in ("]", "\n"):
            _value(_named(table, _key(token, offset, stream)), stream)
    return Places(root, [0, *(newline.end() for newline in re.finditer("\n", text))])


def tokens(text: str) -> Iterator[tuple[str, int]]:
    """The strings, words, signs and newlines of a TOML text with their offsets, of any text at all.

    Example:
        >>> from perfeval.formats.toml_places import tokens
        >>> [token for token, _ in tokens('a = "b.c"  # d')]
        ['a', '=', '"b.c"']
    """
    for found in _TOKEN.finditer(text):
        token = found.group()
        if token[0] != "#":
            yield token, found.start()


def _header(root: _Node, stream: Iterator[tuple[str, int]]) -> _Node:
    """The table that `[name]` or `[[name]]` opens, with the first bracket read already."""
    token, offset = next(stream)
    if token != "[":
        return _named(root, _key(token, offset, stream)).table()
    name = _key(*next(stream), stream)
    return _named(root, name).append(name[-1][1])


def _key(token: str, offset: int, stream: Iterator[tuple[str, int]]) -> list[tuple[str, int]]:
    """The parts of the key that begins with this token; reads on through the `=` or `]` behind it."""
    parts = []
    while token not in ("=", "]"):
        if token != ".":
            parts.append((_unquoted(token), offset))
        token, offset = next(stream)
    return parts


def _unquoted(token: str) -> str:
    if token[0] == '"' and "\\" in token:
        return str(tomllib.loads(f"key = {token}")["key"])
    return token[1:-1] if token[0] in "\"'" else token


def _named(table: _Node, key: list[tuple[str, int]]) -> _Node:
    """The node that a key leads to from a table."""
    node = table
    for name, offset in key:
        node = node.table().child(name, offset)
    return node


def _value(node: _Node, stream: Iterator[tuple[str, int]]) -> None:
    """Read one value through the end of its line, naming all that is inside it."""
    around: list[tuple[_Node, bool]] = []  # the open arrays (True) and inline tables, innermost last
    between = False  # inside one of them, in front of an item
    for token, offset in stream:
        if token == "\n":
            if not around:
                return
        elif token == ",":
            between = True
        elif token in ("]", "}"):
            around.pop()
            between = False
        elif between and not around[-1][1]:
            node = _named(around[-1][0], _key(token, offset, stream))
            between = False
        else:
            if between:
                node = around[-1][0].append(offset)
            between = token in ("[", "{")
            if between:
                around.append((node, token == "["))

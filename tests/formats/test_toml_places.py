"""Places of keys: worked cases, and documents written at random that note where each key went."""

from __future__ import annotations

import re
import sys
import tomllib
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfeval.findings import FormatError
from perfeval.formats.toml_places import Place, places, tokens
from perfeval.formats.toml_text import load_toml

CASES = {
    "plain keys": ("a = 1\n  b=2\n", {("a",): (1, 1), ("b",): (2, 3)}),
    "no newline at the end": ("a = 1", {("a",): (1, 1)}),
    "nothing": ("", {}),
    "blank lines and comments": ("\n# x = 1\n\n \t\na = 1 # b = 2\n", {("a",): (5, 1)}),
    "dotted key": ("a . b.c = 1.5", {("a",): (1, 1), ("a", "b"): (1, 5), ("a", "b", "c"): (1, 7)}),
    "dotted keys share a table": (
        "a.b = 1\na.c = 2",
        {("a",): (1, 1), ("a", "b"): (1, 3), ("a", "c"): (2, 3)},
    ),
    "bare key like a float": ("3.14 = 1", {("3",): (1, 1), ("3", "14"): (1, 3)}),
    "bare keys like values": ("true = 1\n1979-05-27 = 2", {("true",): (1, 1), ("1979-05-27",): (2, 1)}),
    "literal key": ("'a.b' = 1", {("a.b",): (1, 1)}),
    "basic key": ('"a=b#c" = 1', {("a=b#c",): (1, 1)}),
    "escapes in a key": (r'"\u9884\"\\" = 1', {('预"\\',): (1, 1)}),
    "empty keys": ("''.\"\" = 1", {("",): (1, 1), ("", ""): (1, 4)}),
    "one key spelled in three ways": (
        '["预算"]\na = 1\n[\'预算\'.x]\nb = 2\n["\\u9884\\u7b97".y]',
        {
            ("预算",): (1, 2),
            ("预算", "a"): (2, 1),
            ("预算", "x"): (3, 7),
            ("预算", "x", "b"): (4, 1),
            ("预算", "y"): (5, 17),
        },
    ),
    "a column is a character": ('"预算".total = 1', {("预算",): (1, 1), ("预算", "total"): (1, 6)}),
    "a wide character is one column": ('"😀" . b = 1', {("😀",): (1, 1), ("😀", "b"): (1, 7)}),
    "a tab is one column": ("\ta = 1", {("a",): (1, 2)}),
    "tables": (
        "[ a ]\nb = 1\n[ c . d ] # [e]\nf = 2",
        {("a",): (1, 3), ("a", "b"): (2, 1), ("c",): (3, 3), ("c", "d"): (3, 7), ("c", "d", "f"): (4, 1)},
    ),
    "a table is named first by a table in it": (
        "[a.b]\n[a]\nc = 1",
        {("a",): (1, 2), ("a", "b"): (1, 4), ("a", "c"): (3, 1)},
    ),
    "array of tables": (
        "[[projects]]\n[[ projects ]]\nname = 'x'",
        {
            ("projects",): (1, 3),
            ("projects", 0): (1, 3),
            ("projects", 1): (2, 4),
            ("projects", 1, "name"): (3, 1),
        },
    ),
    "table in the last of an array of tables": (
        "[[p]]\n[p.funds]\nx = 1\n[[p]]\n[p.funds]\nx = 1\n[p.'q'.r]",
        {
            ("p",): (1, 3),
            ("p", 0): (1, 3),
            ("p", 0, "funds"): (2, 4),
            ("p", 0, "funds", "x"): (3, 1),
            ("p", 1): (4, 3),
            ("p", 1, "funds"): (5, 4),
            ("p", 1, "funds", "x"): (6, 1),
            ("p", 1, "q"): (7, 4),
            ("p", 1, "q", "r"): (7, 8),
        },
    ),
    "nested arrays of tables": (
        "[[a.b]]\n[[a.b.c]]\n[[a.b.c]]\n[[a.b]]\n[[a.b.c]]",
        {
            ("a",): (1, 3),
            ("a", "b"): (1, 5),
            ("a", "b", 0): (1, 5),
            ("a", "b", 0, "c"): (2, 7),
            ("a", "b", 0, "c", 0): (2, 7),
            ("a", "b", 0, "c", 1): (3, 7),
            ("a", "b", 1): (4, 5),
            ("a", "b", 1, "c"): (5, 7),
            ("a", "b", 1, "c", 0): (5, 7),
        },
    ),
    "inline table": (
        "a = { b = 1, c.d = 2, 'e' = {} }\nf = 3",
        {
            ("a",): (1, 1),
            ("a", "b"): (1, 7),
            ("a", "c"): (1, 14),
            ("a", "c", "d"): (1, 16),
            ("a", "e"): (1, 23),
            ("f",): (2, 1),
        },
    ),
    "array": (
        'a = ["x", 1.5 , 1979-05-27 07:32:00]',
        {("a",): (1, 1), ("a", 0): (1, 6), ("a", 1): (1, 11), ("a", 2): (1, 17)},
    ),
    "array over lines": (
        "a = [ # [0]\n\n  1, # one, two\n  2.5\n  , # ]\n]\nb = 1",
        {("a",): (1, 1), ("a", 0): (3, 3), ("a", 1): (4, 3), ("b",): (7, 1)},
    ),
    "nested arrays": (
        "a = [[], [[1], 2]]",
        {
            ("a",): (1, 1),
            ("a", 0): (1, 6),
            ("a", 1): (1, 10),
            ("a", 1, 0): (1, 11),
            ("a", 1, 0, 0): (1, 12),
            ("a", 1, 1): (1, 16),
        },
    ),
    "array of inline tables": (
        "a = [\n {b = [1]},\n {b = {c = 1}, d.e = 2},\n]",
        {
            ("a",): (1, 1),
            ("a", 0): (2, 2),
            ("a", 0, "b"): (2, 3),
            ("a", 0, "b", 0): (2, 8),
            ("a", 1): (3, 2),
            ("a", 1, "b"): (3, 3),
            ("a", 1, "b", "c"): (3, 8),
            ("a", 1, "d"): (3, 16),
            ("a", 1, "d", "e"): (3, 18),
        },
    ),
    "multi-line basic string": ('a = """\nb = 1\n[c]\n\\""" """\ne = 1', {("a",): (1, 1), ("e",): (5, 1)}),
    "quotes at the ends of strings": (
        'a = """"x"""""\nb = \'\'\'\'x\'\'\'\'\'\nc = ["""\n""", \'\', ""]\nd = 1',
        {
            ("a",): (1, 1),
            ("b",): (2, 1),
            ("c",): (3, 1),
            ("c", 0): (3, 6),
            ("c", 1): (4, 6),
            ("c", 2): (4, 10),
            ("d",): (5, 1),
        },
    ),
    "strings that end in one quote": (
        "a = [\"\"\"x\"\"\"\", '''y'''', 1]",
        {("a",): (1, 1), ("a", 0): (1, 6), ("a", 1): (1, 16), ("a", 2): (1, 26)},
    ),
    "multi-line literal string": ("a = '''\n\\'''\nb = 1", {("a",): (1, 1), ("b",): (3, 1)}),
    "signs inside strings": (
        'a = "]}\\", # ["\nb = \']}, # [{\'\nc = 1',
        {("a",): (1, 1), ("b",): (2, 1), ("c",): (3, 1)},
    ),
    "dates and numbers": (
        "a = 1979-05-27T07:32:00.5-07:00\nb = 07:32:00.1\nc = -1_0.5e+3\nd = +inf\ne = 0xff",
        {("a",): (1, 1), ("b",): (2, 1), ("c",): (3, 1), ("d",): (4, 1), ("e",): (5, 1)},
    ),
    "windows line ends": (
        "[a]\r\nb = [\r\n1\r\n]\r\nc = '''\r\n\r\n'''\r\nd = 1\r\n",
        {("a",): (1, 2), ("a", "b"): (2, 1), ("a", "b", 0): (3, 1), ("a", "c"): (5, 1), ("a", "d"): (8, 1)},
    ),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_places(text, expected):
    assert dict(places(text)) == {path: Place(*place) for path, place in expected.items()}
    assert set(places(text)) == paths(tomllib.loads(text))


def test_a_path_that_is_not_there():
    found = places("a = [1]")
    for path in [(), ("b",), ("a", 1), ("a", "0"), ("a", 0, 0)]:
        assert path not in found
        assert found.get(path) is None
    with pytest.raises(KeyError, match="'b', 0"):
        found["b", 0]


def test_paths_come_in_the_order_of_the_document():
    text = "[[b]]\nd = [2, 1]\na = {z = 1, y = 2}\n[a]"
    assert [path[-1] for path in places(text)] == ["b", 0, "d", 0, 1, "a", "z", "y", "a"]
    assert len(places(text)) == 9


def test_tokens_of_any_text():
    assert [token for token, _ in tokens('a"""b # c')] == ["a", '"""b # c']
    assert [token for token, _ in tokens("'b\n\\")] == ["'b", "\n", "\\"]
    assert [offset for _, offset in tokens("[ a.b ]")] == [0, 2, 3, 4, 6]


LARGE = {
    "keys": ("a%d = 1\n", ""),
    "array": ("1,%.0s", "x = [{}]"),
    "arrays of tables": ("[[a.b]]\n[a.b.c]\nd = %d\n", ""),
    "inline tables": ("k%d = {a = 1}, ", "x = {{{}z = 1}}"),
    "string": ('\\n"%.0s', 'x = """{} """'),
    "literal string": ("''x%.0s", "x = '''{}'''"),
    "blank lines": ("\n%.0s", ""),
}


def large(piece, frame, count):
    return (frame or "{}").format("".join(piece % i for i in range(count)))


@pytest.mark.parametrize(("piece", "frame"), LARGE.values(), ids=LARGE)
def test_work_is_linear(piece, frame):
    def calls(count):
        """How often anything is called: the same on every machine, however busy."""
        text, made = large(piece, frame, count), 0

        def profile(*_):
            nonlocal made
            made += 1

        sys.setprofile(profile)
        try:
            places(text)
        finally:
            sys.setprofile(None)
        return made

    assert calls(3_200) <= 16 * calls(200)


@pytest.mark.parametrize("kind", ["string", "literal string"])
def test_a_long_string_is_matched_without_going_back(kind):
    """One that went back would not come to an end here: it is four million characters and one match."""
    assert list(places(large(*LARGE[kind], 2_000_000))) == [("x",)]


def test_nesting_is_no_recursion():
    deep = 20_000
    text = "x = " + "[" * deep + "]" * deep
    assert sum(1 for _ in zip(places(text), range(10), strict=False)) == 10
    path = ("a",) * deep
    assert places(".".join(path) + " = 1")[path] == Place(1, 2 * deep - 1)


# A leaf is a value as it is written; a table or an array is itself.
LEAVES = st.sampled_from(
    [
        *(
            "1",
            "-0.5",
            "6.02e-2_3",
            "+inf",
            "0xff",
            "true",
            "1979-05-27 07:32:00",
            "1979-05-27T00:32:00.99-07:00",
        ),
        *(
            "07:32:00.5",
            '""',
            "''",
            '"a # b"',
            "'c = [d'",
            r'"\"]}\\"',
            '"预算，“x”"',
            "'\"'",
            '"\'"',
            '"a=1,"',
        ),
        *(
            '"""x\n[y]\nz = 1\n"""',
            "'''\n]\n'''''",
            '""""a"""""',
            "''''''",
            '"""a\\\n  "" b\\""""',
            '"""\\\\"""',
            r"'''\'''",
            '"""]""""',
            "'''[''''",
        ),
    ]
)
KEYS = st.one_of(
    st.sampled_from(
        ["a", "b", "1", "-", "true", "预算", "", "a.b", "a b", 'q"', "it's", "#", "=", "\\", "\n", "[x]", "]"]
    ),
    st.text(max_size=3),
)
NODES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(KEYS, inner, max_size=3),
        st.lists(st.dictionaries(KEYS, inner, max_size=3), min_size=1, max_size=3),
    ),
    max_leaves=12,
)
TREES = st.dictionaries(KEYS, NODES, max_size=4)
SPACES = st.sampled_from(["", "", " ", "\t", "  "])
LINE_ENDS = st.sampled_from(["\n", "\n", " \n", " # x = [1\n", "#'''\n\n", '\n \t# "\n'])


KEY = r"""("([^"\\]|\\.)*"|'[^']*'|[A-Za-z0-9_-]+)"""


class Writer:
    """Writes a tree as TOML in ways drawn at random, and notes the offset where each path is named first."""

    def __init__(self, draw):
        self.draw = draw
        self.text = ""
        self.offsets = {}

    def put(self, *pieces):
        for piece in pieces:
            self.text += piece if isinstance(piece, str) else self.draw(piece)

    def mark(self, path):
        self.offsets.setdefault(path, len(self.text))

    def one_of(self, *options):
        return self.draw(st.sampled_from(options))

    def key(self, trail, element=()):
        """The last names of these paths as a dotted key, which may also stand for an element of an array."""
        for number, path in enumerate(trail):
            if number:
                self.put(SPACES, ".", SPACES)
            self.mark(path)
            if path == element[:-1]:
                self.mark(element)
            self.put(self.spelled(path[-1]))

    def spelled(self, name):
        basic = '"' + "".join(c if c.isalnum() else f"\\U{ord(c):08x}" for c in name) + '"'
        spellings = [basic]
        if name.isprintable() and not {'"', "\\"} & set(name):
            spellings.append(f'"{name}"')
        if name.isprintable() and "'" not in name:
            spellings.append(f"'{name}'")
        if re.fullmatch("[A-Za-z0-9_-]+", name):
            spellings.extend([name] * 3)
        return self.one_of(*spellings)

    def value(self, path, node):
        if isinstance(node, str):
            self.put(node)
        elif isinstance(node, list):
            self.put("[", self.break_())
            for number, item in enumerate(node):
                self.mark((*path, number))
                self.value((*path, number), item)
                last = number == len(node) - 1
                self.put(self.break_(), self.one_of("", ",") if last else ",", self.break_())
            self.put("]")
        else:
            self.put("{", SPACES)
            for number, (trail, item) in enumerate(self.pairs(path, node)):
                self.put("," if number else "", SPACES)
                self.pair(trail, item)
                self.put(SPACES)
            self.put("}")

    def break_(self):
        return self.one_of(SPACES, LINE_ENDS)

    def pair(self, trail, node):
        self.key(trail)
        self.put(SPACES, "=", SPACES)
        self.value(trail[-1], node)

    def pairs(self, path, table):
        """Keys with values for a table; tables in it become inline tables or dotted keys."""
        nested = [
            [([(*path, name), *trail], item) for trail, item in self.pairs((*path, name), node)]
            if isinstance(node, dict) and node and self.one_of(True, False)
            else [([(*path, name)], node)]
            for name, node in table.items()
        ]
        return self.draw(st.permutations(list(chain.from_iterable(nested))))

    def body(self, trail, path, table):
        sections = {
            name: node for name, node in table.items() if self.may_be_section(node) and self.one_of(True, False)
        }
        for pair in self.pairs(path, {name: node for name, node in table.items() if name not in sections}):
            self.put(SPACES)
            self.pair(*pair)
            self.put(LINE_ENDS)
        for name, node in self.draw(st.permutations(list(sections.items()))):
            below = [*trail, (*path, name)]
            if isinstance(node, dict):
                self.table(below, node)
                continue
            for number, item in enumerate(node):
                self.header("[[", below, "]]", element=(*path, name, number))
                self.body(below, (*path, name, number), item)

    def may_be_section(self, node):
        if isinstance(node, list):
            return bool(node) and all(isinstance(item, dict) for item in node)
        return isinstance(node, dict)

    def table(self, trail, table):
        only_sections = bool(table) and all(isinstance(node, dict) for node in table.values())
        if not only_sections or self.one_of(True, False):
            self.header("[", trail, "]")
            self.body(trail, trail[-1], table)
            return
        for name, node in table.items():  # the header is implied, or comes late
            self.table([*trail, (*trail[-1], name)], node)
        if self.one_of(True, False):
            self.header("[", trail, "]")

    def header(self, opening, trail, closing, element=()):
        self.put(SPACES, opening, SPACES)
        self.key(trail, element)
        self.put(SPACES, closing, LINE_ENDS)


@st.composite
def documents(draw):
    """A TOML text, and the offset of each path in it."""
    writer = Writer(draw)
    writer.body([], (), draw(TREES))
    return writer.text, writer.offsets


def paths(document):
    """All paths of a parsed document."""
    found, waiting = set(), [((), document)]
    while waiting:
        path, node = waiting.pop()
        children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
        for name, child in children:
            found.add((*path, name))
            waiting.append(((*path, name), child))
    return found


def place(text, offset):
    *above, line = text[:offset].split("\n")
    return Place(len(above) + 1, len(line) + 1)


@given(documents())
def test_every_path_of_a_document_has_its_place(document):
    text, offsets = document
    found = places(text)
    assert set(found) == paths(tomllib.loads(text))
    assert dict(found) == {path: place(text, offset) for path, offset in offsets.items()}
    assert dict(places(text.replace("\n", "\r\n"))) == dict(found)


@given(documents())
def test_at_each_place_stands_that_key(document):
    text, _ = document
    for path, where in places(text).items():
        rest = text.split("\n", where.line - 1)[-1][where.column - 1 :]
        if isinstance(path[-1], str):
            key = re.match(KEY, rest).group()
            assert list(tomllib.loads(f"{key} = 1")) == [path[-1]]
        else:
            assert rest[0] not in " \t\r\n,]}#="


PIECES = st.sampled_from([*"[]{}=,.\n\r\"'#\\ \t+-_:ae10Tu预“＝", '"""', "'''", "[[", "a = ", "\nb.c = 1\n", "\n[a]\n"])


@st.composite
def damaged(draw):
    """A TOML text with a few pieces cut out or put in."""
    text, _ = draw(documents())
    for _ in range(draw(st.integers(0, 3))):
        start = draw(st.integers(0, len(text)))
        text = text[:start] + draw(st.one_of(st.just(""), PIECES)) + text[start + draw(st.integers(0, 3)) :]
    return text


@given(st.one_of(damaged(), st.lists(PIECES, max_size=30).map("".join), st.text()))
def test_any_text_is_read_or_refused_and_what_is_read_has_places(text):
    list(tokens(text))
    try:
        document = load_toml(text)
    except FormatError as error:
        (finding,) = error.findings
        assert finding.code in ("I101", "I107")
        assert finding.message.zh != finding.message.en
        assert 1 <= finding.origin.line <= text.count("\n") + 1
        assert 1 <= finding.origin.column <= len(text.split("\n")[finding.origin.line - 1]) + 1
    else:
        assert set(places(text)) == paths(document)

"""The label of a row of a funds block taken apart: its numbering, 其中, what it is a part of by its own words."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from perfeval.formats.forms.labels import of_which, order, plain, spaceless, without_notes
from perfeval.formats.forms.lexicon import lexicon
from perfeval.model.vocabulary import LINES

_LINES: Mapping[str, str] = {label.zh: line for line, label in LINES.items()}


@frozen
class Named:
    """A label taken apart."""

    label: str
    """As printed, without spaces."""
    name: str
    """Without what only orders it."""
    marked: bool = False
    """Whether it begins with 其中."""
    depth: int | None = None
    """How deep its numbering is."""
    parent: str = ""
    """What it is a part of by its own words: 奖励扶助 of 奖励扶助：中央."""
    line: str = ""
    """The line of the standard budget."""
    source: str = ""
    """Where the money comes from: `outer` for a source of the total, `inner` for a level of government."""
    indent: int = 0
    """By how many characters it stands in."""


def named(text: str, upper: str = "", indent: int = 0) -> Named:
    """A label taken apart.

    Args:
        text: the label.
        upper: a label beside it that stands over several rows.
        indent: by how many characters it stands in.

    Example:
        >>> from perfeval.formats.forms.naming import named
        >>> part = named("其中：财政拨款")
        >>> part.name, part.marked, part.source
        ('财政拨款', True, 'outer')
    """
    label = spaceless(text)
    above = spaceless(upper)
    depth, rest = order(label)
    marked, rest = of_which(rest)
    parent, colon, name = rest.replace(":", "：").partition("：")
    if not (colon and parent and name):
        parent, name = "", rest.rstrip(":：")
    if above and not of_which(f"{above}：")[0] and not of_which(f"{above}x")[0]:
        parent, label = above, f"{above}：{label}"
    elif above:
        marked = True
    words = without_notes(plain(name)) or plain(name)
    line = "total" if is_sum(name) else _LINES.get(words) or lexicon("names", "lines").find(words)
    return Named(label, name, marked, depth, parent, line, lexicon("names", "sources").find(words), indent)


def is_sum(name: str) -> bool:
    """Whether a name is that of a total of money."""
    words = plain(name)
    sums = lexicon("names", "sums")
    return bool(sums.find(words) or sums.find(without_notes(words)))

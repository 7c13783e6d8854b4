"""Text in two languages, carried side by side until somebody reads it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any, Literal

from attrs import frozen

Lang = Literal["zh", "en"]
LANGUAGES: tuple[Lang, ...] = ("zh", "en")


@frozen
class Text:
    """A text in Chinese and English; a language that is not given falls back on the other.

    Example:
        >>> from perfeval.findings import Text
        >>> Text("得分", "score")["en"]
        'score'
        >>> Text("得分")["en"]
        '得分'
    """

    zh: str = ""
    en: str = ""

    def __getitem__(self, lang: Lang) -> str:
        """The text in one language, or in the other where that one is empty."""
        return (self.zh or self.en) if lang == "zh" else (self.en or self.zh)

    def __bool__(self) -> bool:
        return bool(self.zh or self.en)

    def __str__(self) -> str:
        return self[default_language()]


def text(value: Text | str) -> Text:
    """Take a plain string as a text that reads the same in both languages.

    Example:
        >>> from perfeval.findings import text
        >>> text("优").zh
        '优'
    """
    return value if isinstance(value, Text) else Text(value)


def say(zh: str, en: str, /, **parts: Any) -> Text:
    """Fill both templates; a part that is a `Text` goes in by language, anything else as `str`.

    Example:
        >>> from perfeval.findings import Text, say
        >>> say("每 {each}", "for each {each}", each=Text("一分", "point")).en
        'for each point'
    """
    return Text(_fill(zh, "zh", parts), _fill(en, "en", parts))


def _fill(template: str, lang: Lang, parts: dict[str, Any]) -> str:
    return template.format_map({k: v[lang] if isinstance(v, Text) else v for k, v in parts.items()})


def join(texts: Iterable[Text], zh: str, en: str) -> Text:
    """Join texts with a separator for each language.

    Example:
        >>> from perfeval.findings import Text, join
        >>> join([Text("优", "A"), Text("良", "B")], "、", ", ").en
        'A, B'
    """
    listed = list(texts)
    return Text(zh.join(t["zh"] for t in listed), en.join(t["en"] for t in listed))


def default_language() -> Lang:
    """The language of `PERFEVAL_LANG` (`zh` or `en`); Chinese where it is not set.

    Example:
        >>> from perfeval.findings import default_language
        >>> default_language() in ("zh", "en")
        True
    """
    wanted = os.environ.get("PERFEVAL_LANG", "").lower()[:2]
    return "en" if wanted == "en" else "zh"

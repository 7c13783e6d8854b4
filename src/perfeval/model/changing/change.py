"""One thing in which two schemes differ."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from perfeval.findings import Text, say

ChangeKind = Literal["changed", "added", "removed", "moved", "reordered", "renamed"]


@frozen(kw_only=True)
class SchemeChange:
    """One thing in which two schemes differ: where, what it was, what it is now."""

    kind: ChangeKind
    """What became of it; `renamed` is a guess, made where something removed and something added are alike."""
    place: str
    """Where: `indicators.spending.points`, `parameters.spending_full.value`, `caps[0].when`, `grades.优.low`."""
    what: Text
    """What it is, in words."""
    was: Text = Text()
    """What the first scheme says, in words; empty where it says nothing."""
    now: Text = Text()
    """What the second says."""
    was_written: str = ""
    """The same as it is written: a rule as text, a label in both languages."""
    now_written: str = ""
    """The same for the second."""
    is_rule: bool = False
    """Whether a rule changed."""

    @property
    def sentence(self) -> Text:
        """The change in one sentence."""
        was, now = self._shown()
        parts = {"what": self.what, "was": was, "now": now}
        match self.kind:
            case "added":
                return say("新增{what}{now}", "added: {what}{now}", **{**parts, "now": _after(now)})
            case "removed":
                return say("删去{what}{was}", "removed: {what}{was}", **{**parts, "was": _after(was)})
            case "moved":
                return say("{what}由 {was} 移到 {now}", "{what}: moved from {was} to {now}", **parts)
            case "reordered":
                return say("{what}的顺序由 {was} 改为 {now}", "{what}: the order was {was}, is {now}", **parts)
            case "renamed":
                return say(
                    "{what}的标识由 {was} 改为 {now}（删去的与新增的相似，疑为改名）",
                    "{what}: id {was} became {now} (the one removed and the one added are alike: likely renamed)",
                    **parts,
                )
        return _changed(parts)

    def _shown(self) -> tuple[Text, Text]:
        """Both sides in words, or as they are written where words alone do not tell them apart in some language."""
        apart = self.was["zh"] != self.now["zh"] and self.was["en"] != self.now["en"]
        was, now = (self.was, self.now) if apart else (Text(self.was_written), Text(self.now_written))
        return (_quoted(was), _quoted(now)) if self.is_rule else (was, now)


def _quoted(said: Text) -> Text:
    return say("“{said}”", '"{said}"', said=said) if said else said


def _after(said: Text) -> Text:
    return say("：{said}", ": {said}", said=said) if said else said


def _changed(parts: dict[str, Text]) -> Text:
    was, now = parts["was"], parts["now"]
    if was == now:
        return say(
            "{what}的写法没有变，但所用函数的含义变了",
            "{what}: written as before, but a function in it means something else",
            **parts,
        )
    if not was:
        return say("{what}原先没有，现为 {now}", "{what}: none before, now {now}", **parts)
    if not now:
        return say("{what}取消，原为 {was}", "{what}: none now, was {was}", **parts)
    return say("{what}由 {was} 改为 {now}", "{what}: from {was} to {now}", **parts)

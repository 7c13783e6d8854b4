"""Shares of points that a reviewer's words name, and whether the points taken are such a share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from perfeval.numbers import fraction, normalise, round_places

_NUMBER = r"(?<![\d.])(?P<share>\d{1,3}(?:\.\d{1,6})?%)"
# Between 扣 and the share may stand what is taken from (扣除该项分值的30%), but no other number, clause or condition.
_ZH = re.compile(
    rf"(?P<before>.{{0,4}})(?:扣|核减|减)(?:除|减|分|去|掉)?[^\d%，。；、,.;扣若如未超低]{{0,12}}?{_NUMBER}"
)
_EN = re.compile(
    rf"(?:deduct(?:ed|ion)?|minus|took|taken?)\D{{0,24}}?{_NUMBER}|{_NUMBER.replace('share', 'off')}\s*(?:off|deducted)"
)
_NOT_SO = re.compile(r"(?:[不未勿免]|最[多高]|至多|不超过|上限)$")
_NO_EVIDENCE = re.compile(
    r"(?:无|没有|未提供|未见|缺少|缺乏|未提交)(?:任何|相关|相应|有效)?的?(?:佐证|证明|支撑|印证)性?(?:材料|资料)?"
    r"|no evidence",
    re.IGNORECASE,
)
_PARTLY = re.compile(r"部分|个别|少数|不完整|不充分|不足|partly|some of", re.IGNORECASE)


def shares_named(text: str) -> tuple[Fraction, ...]:
    """The shares that a remark says were taken: `扣30%`, `扣除分值的 30％`, `30% off`.

    Example:
        >>> from perfeval.auditing.reviews.shares import shares_named
        >>> shares_named("完成率低于目标20%，扣30%")
        (Fraction(3, 10),)
        >>> shares_named("不扣分；最高扣50%")
        ()
    """
    plain = normalise(text)
    found = [(m["share"], m["before"]) for m in _ZH.finditer("".join(plain.split()))]
    found += [(m["share"] or m["off"], "") for m in _EN.finditer(plain.lower())]
    shares = (fraction(share) for share, before in found if not _NOT_SO.search(before.strip()))
    return tuple(share for share in shares if share <= 1)


def says_no_evidence(text: str) -> bool:
    """Whether a remark says that there is no evidence at all.

    Example:
        >>> from perfeval.auditing.reviews.shares import says_no_evidence
        >>> says_no_evidence("未提供佐证材料"), says_no_evidence("部分内容无佐证材料")
        (True, False)
    """
    return bool(_NO_EVIDENCE.search(text)) and not _PARTLY.search(text)


def places_of(value: Decimal) -> int:
    """The decimals that were printed."""
    return max(0, -int(value.as_tuple().exponent))


def is_share(taken: Decimal, share: Fraction, bases: Sequence[Decimal], places: int) -> bool:
    """Whether points are this share of one of the bases, at the precision that either is printed with.

    Args:
        taken: the points.
        share: the share that was named; 30 % is printed with no decimals of a percent.
        bases: the full marks, the self score, and what the rule gives for the reviewed value: no standard says which
            of them a share is of.
        places: the decimals of scores.

    Example:
        >>> from decimal import Decimal
        >>> from fractions import Fraction
        >>> from perfeval.auditing.reviews.shares import is_share
        >>> is_share(Decimal("4.5"), Fraction(3, 10), [Decimal(15)], 2)
        True
        >>> [is_share(Decimal(n), Fraction(p, 100), [Decimal(15)], 2) for n, p in ((4, 30), (5, 33))]
        [False, True]
    """
    exact = max(places, places_of(taken))
    return any(
        round_places(share * Fraction(base), exact) == taken or _printed_so(Fraction(taken), share, base)
        for base in bases
    )


def leaves_share(reviewed: Decimal, share: Fraction, bases: Sequence[Decimal]) -> bool:
    """Whether a reviewed score is what is left when a share is taken, at the precision that either is printed with.

    The share may be of any of the bases and go off any of them.

    Example:
        >>> from decimal import Decimal
        >>> from fractions import Fraction
        >>> from perfeval.auditing.reviews.shares import leaves_share
        >>> leaves_share(Decimal("7.0"), Fraction(3, 10), [Decimal(10)])
        True
    """
    places = places_of(reviewed)
    return any(
        round_places(max(Fraction(start) - share * Fraction(base), Fraction(0)), places) == reviewed
        or _printed_so(Fraction(start) - Fraction(reviewed), share, base)
        for start in bases
        for base in bases
    )


def _printed_so(taken: Fraction, share: Fraction, base: Decimal) -> bool:
    """Whether the exact share rounds to the one that was named, at its decimals of a percent."""
    if not base:
        return False
    places = next(n for n in range(_FINEST + 1) if n == _FINEST or (share * 100 * 10**n).denominator == 1)
    return round_places(taken / Fraction(base) * 100, places) == share * 100


_FINEST = 6

"""How alike two texts are, and which item of one list is the same as an item of another."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")


def bare(text: str) -> str:
    """The text without blanks and punctuation, half-width, so that print and damage weigh little.

    >>> bare("（一）能耗 下降，")
    '一能耗下降'
    """
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text))


def pairs_of(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters of a bare text."""
    plain = bare(text)
    return frozenset(plain[at : at + 2] for at in range(len(plain) - 1)) or frozenset({plain})


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Dice coefficient of two sets of pairs, 0 to 1.

    >>> likeness(pairs_of("绿色建筑占比"), pairs_of("绿色建筑占比"))
    1.0
    """
    size = len(one) + len(other)
    return 2 * len(one & other) / size if size else 0.0


def pair_by(
    old: Iterable[A], new: Iterable[B], key_old: Callable[[A], Hashable], key_new: Callable[[B], Hashable]
) -> list[tuple[A, B]]:
    """Pairs with equal keys, in order where several share one. A key of None matches nothing."""
    waiting: dict[Hashable, list[A]] = defaultdict(list)
    for each in old:
        waiting[key_old(each)].append(each)
    waiting.pop(None, None)
    return [(waiting[key].pop(0), each) for each in new if waiting.get(key := key_new(each))]


def pair_alike(
    old: Sequence[A], new: Sequence[B], score: Callable[[A, B], float], *, at_least: float
) -> list[tuple[A, B]]:
    """Pairs by falling score, each item in one pair at most; equal scores keep the order of the lists."""
    scored = [
        (-value, at_old, at_new)
        for at_old, one in enumerate(old)
        for at_new, other in enumerate(new)
        if (value := score(one, other)) >= at_least
    ]
    pairs, used_old, used_new = [], set(), set()
    for _value, at_old, at_new in sorted(scored):
        if at_old not in used_old and at_new not in used_new:
            used_old.add(at_old)
            used_new.add(at_new)
            pairs.append((old[at_old], new[at_new]))
    return pairs

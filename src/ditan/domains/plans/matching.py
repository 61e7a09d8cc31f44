"""Which stored item a new reading of the same file speaks of. Pure: it looks at places and words and writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import cached_property

from ditan.domains.plans.likeness import bare, likeness, pair_alike, pair_by, pairs_of


@dataclass(frozen=True)
class Place:
    """What recognises an item: where it stands, what it is called, its number, and its key."""

    key: str
    start: int
    end: int
    quote: str
    label: str
    number: str = ""

    @cached_property
    def pairs(self) -> frozenset[str]:
        return pairs_of(self.label)


ENOUGH = 0.5
"""Labels of one place that are this alike are one item whose reading got better; below, they are two items."""


def match(old: Sequence[Place], new: Sequence[Place]) -> dict[int, int]:
    """Index in `new` → index in `old`, for items that are the same. Each index is used once.

    Keys go first, then span and label, then quote and label (the text moved), then places that overlap and whose
    labels are alike, then lone items of one span.
    """
    matched: dict[int, int] = {}
    for key in (_by_key, _by_span_and_label, _by_quote_and_label):
        _pair(matched, old, new, key)
    left_old = [index for index in range(len(old)) if index not in set(matched.values())]
    left_new = [index for index in range(len(new)) if index not in matched]
    for at_old, at_new in pair_alike(
        left_old, left_new, lambda one, other: _overlap_score(old[one], new[other]), at_least=ENOUGH
    ):
        matched[at_new] = at_old
    _pair(matched, old, new, _by_span)
    return matched


def _pair(
    matched: dict[int, int], old: Sequence[Place], new: Sequence[Place], key: Callable[[Place], Hashable]
) -> None:
    taken = set(matched.values())
    left_old = [index for index in range(len(old)) if index not in taken]
    left_new = [index for index in range(len(new)) if index not in matched]
    if key is _by_span:
        left_old, left_new = _alone(left_old, old), _alone(left_new, new)
    for at_old, at_new in pair_by(left_old, left_new, lambda index: key(old[index]), lambda index: key(new[index])):
        matched[at_new] = at_old


def _alone(indexes: list[int], places: Sequence[Place]) -> list[int]:
    """Those whose span no other of them shares: two targets of one sentence must not swap their decisions."""
    spans = [_by_span(places[index]) for index in indexes]
    return [index for index, span in zip(indexes, spans, strict=True) if spans.count(span) == 1]


def _by_key(place: Place) -> Hashable:
    return place.key or None


def _by_span_and_label(place: Place) -> Hashable:
    return place.start, place.end, bare(place.label)


def _by_quote_and_label(place: Place) -> Hashable:
    return place.quote, bare(place.label), place.number


def _by_span(place: Place) -> Hashable:
    return place.start, place.end


def _overlap_score(one: Place, other: Place) -> float:
    """How alike the labels of two overlapping places are; 0 where they stand apart."""
    if min(one.end, other.end) <= max(one.start, other.start):
        return 0.0
    return likeness(one.pairs, other.pairs)

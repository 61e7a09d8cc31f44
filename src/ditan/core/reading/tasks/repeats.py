"""Link the rows of an annex to the measures of the body that they repeat."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

GRAM = 6
"""Characters in a shared piece. Six Chinese characters are rarely shared by chance."""
SHARE = 0.5
"""So much of a row's text must stand in a measure for the row to repeat it."""
COMMON = 12
"""A piece that stands in more measures than this says nothing about which one is repeated."""


def link_repeats(rows: Sequence[str], measures: Sequence[str]) -> tuple[int | None, ...]:
    """For each row the index of the measure whose text holds most of it, None where none does.

    The pieces of all measures are indexed once, so the time grows with the length of the texts, not with their product.

    Examples
    --------
    >>> body = ["发展绿色建筑。严格落实绿色建筑标准,推进改造。", "发展绿色交通。加快充电设施建设,推广新能源车。"]
    >>> link_repeats(["加快充电设施建设", "加强宣传教育引导"], body)
    (1, None)
    """
    index: dict[str, set[int]] = defaultdict(set)
    for place, text in enumerate(measures):
        for gram in _grams(text):
            index[gram].add(place)
    return tuple(_best(_grams(row), index) for row in rows)


def _best(grams: frozenset[str], index: dict[str, set[int]]) -> int | None:
    if not grams:
        return None
    shared: Counter[int] = Counter()
    for gram in grams:
        places = index.get(gram, ())
        if len(places) <= COMMON:
            shared.update(places)
    if not shared:
        return None
    most = max(shared.values())
    best = min(place for place, count in shared.items() if count == most)
    return best if most >= SHARE * len(grams) else None


def _grams(text: str) -> frozenset[str]:
    plain = re.sub(r"[^\w%]", "", text)
    return frozenset(plain[at : at + GRAM] for at in range(len(plain) - GRAM + 1))

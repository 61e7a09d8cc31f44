"""What a book holds beside what it was asked for: the same parameter of other years, regions, fuels."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from ditan.core.factors.factor import ATTRIBUTES
from ditan.core.factors.need import Need

LABELS = {"fuel": "燃料", "process": "工艺", "technology": "技术", "region": "地区", "year": "年份"}
SHOWN = 8
"""How many values a message names."""


class Nearness:
    """Which values of one attribute are at hand where all else is as asked.

    Parameters
    ----------
    places
        Of a book: quantity, gas and attributes.
    wider
        What is at hand besides, of the book that this one was made from.
    """

    def __init__(self, places: Iterable[tuple[str, ...]], wider: Nearness | None = None) -> None:
        self._wider = wider
        self._values: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for place in places:
            for at, name in enumerate(ATTRIBUTES, 2):
                self._values[(name, *place[:at], *place[at + 1 :])].append(place[at])

    def values(self, need: Need, name: str) -> tuple[str, ...]:
        """The values of that attribute with which the need would be met, in order; "" is one that makes no difference."""
        at = 2 + ATTRIBUTES.index(name)
        found = {
            value for place in need.places() for value in self._values.get((name, *place[:at], *place[at + 1 :]), ())
        }
        if self._wider is not None:
            found.update(self._wider.values(need, name))
        return tuple(sorted(found - {need.match.get(name, "")}))

    def sentence(self, need: Need) -> str:
        """What is at hand, for a message; empty where nothing is near."""
        told = []
        for name in ATTRIBUTES:
            values = [need.shown(name, value) if value else "不分" + LABELS[name] for value in self.values(need, name)]
            if values:
                more = f"等 {len(values)} 个" if len(values) > SHOWN else ""
                what = "现有" if name != "year" else "年份须与数据一致，现有"
                told.append(f"{what}{LABELS[name]}：{'、'.join(values[:SHOWN])}{more}")
        return "；".join(told)

"""Places by a number: ties share a place and are named as ties, what has no number has no place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

DECIMALS = 9
"""Two results that agree to so many decimals are a tie: the last bits of a float decide no place."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place: None for what cannot be ranked; `tied` where others share it. After a tie of two firsts comes a third."""

    place: int | None
    tied: bool = False


def places(results: Mapping[str, float | None], decimals: int = DECIMALS) -> dict[str, Place]:
    """The place of each, the largest first.

    Examples
    --------
    >>> places({"甲": 90, "乙": 95, "丙": 90, "丁": None})["丙"]
    Place(place=2, tied=True)
    """
    known = {name: round(value, decimals) for name, value in results.items() if value is not None}
    count = Counter(known.values())
    first: dict[float, int] = {}
    for index, value in enumerate(sorted(known.values(), reverse=True), start=1):
        first.setdefault(value, index)
    return {
        name: Place(first[known[name]], count[known[name]] > 1) if name in known else Place(None) for name in results
    }

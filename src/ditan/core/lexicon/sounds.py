"""Which characters sound alike, for telling a typing error from another word."""

from __future__ import annotations

import csv
from collections import defaultdict
from functools import cache
from importlib.resources import files


@cache
def _sounds() -> dict[str, frozenset[str]]:
    text = files("ditan.core.lexicon").joinpath("sounds.csv").read_text(encoding="utf-8")
    found: dict[str, set[str]] = defaultdict(set)
    for row in csv.DictReader(text.splitlines()):
        for char in row["characters"]:
            found[char].add(row["sound"])
    return {char: frozenset(sounds) for char, sounds in found.items()}


def sound_alike(a: str, b: str) -> bool:
    """Whether two characters share a reading without its tone.

    Examples
    --------
    >>> sound_alike("汇", "惠"), sound_alike("一", "六")
    (True, False)
    """
    sounds = _sounds()
    return a != b and bool(sounds.get(a, frozenset()) & sounds.get(b, frozenset()))


def sounds_of(char: str) -> frozenset[str]:
    """The readings of a character without their tones; none where the list does not hold it.

    Examples
    --------
    >>> sorted(sounds_of("行")), sounds_of("x")
    (['hang', 'heng', 'xing'], frozenset())
    """
    return _sounds().get(char, frozenset())

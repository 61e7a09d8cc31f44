"""Which of many names a text speaks, and where: the longest name at each place, each character used once.

Printing adds quotes, blanks, brackets and full-width characters; names are found through them, and every place is given in
the text as it stands.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_SKIPPED = frozenset(" \t\r\n\u3000“”\"'《》<>·")
_PREFIX = 2
SHORTEST = 3
"""Shorter names stand in too many texts to say anything."""

COUNTED = ("占比", "比例", "比重", "达标率", "覆盖率", "利用率", "普及率", "面积", "浓度", "总量", "数量", "规模")
"""How a thing is counted; without it the name is that of the thing itself."""

_UNITS = (
    "个|台|辆|座|处|家|户|亩|公顷|平方米|平方千米|平方公里|公里|千米|米|吨|千瓦时|千瓦|兆瓦|吉瓦|度|元|条|项|次|套|株|场|所|"
    "批|头|千克|公斤|立方米|倍|组|支|人|名|km|m²|m³|kW|MW|GW|kg|t"
)
_QUANTITY = re.compile(rf"(?<![第\d.])\d+(?:\.\d+)?(?:[%‰]| ?[十百千万亿]*余?(?:{_UNITS}))")


@dataclass(frozen=True, slots=True)
class Name:
    """A name of something. `ground` says how near it comes: `name`, `alias`, or `thing` for the thing that is counted."""

    key: int
    text: str
    ground: str = "name"


@dataclass(frozen=True, slots=True)
class Mention:
    """A name found in a text: its characters [start, end) there."""

    key: int
    name: str
    ground: str
    start: int
    end: int


class Names:
    """Names to be looked for. Where two things bear one name, the nearer ground wins, then the one named first."""

    def __init__(self, names: Iterable[Name]) -> None:
        ranks = {"name": 0, "alias": 1, "thing": 2}
        by_text: dict[str, Name] = {}
        for name in sorted(names, key=lambda each: ranks[each.ground]):
            folded = folded_of(name.text)
            if len(folded) >= SHORTEST:
                by_text.setdefault(folded, name)
        self._by_prefix: dict[str, list[tuple[str, Name]]] = {}
        for folded, name in sorted(by_text.items(), key=lambda pair: -len(pair[0])):
            self._by_prefix.setdefault(folded[:_PREFIX], []).append((folded, name))

    def mentions(self, text: str) -> Iterator[Mention]:
        """Names in the text from its beginning on, the longest at each place; one thing may be named often."""
        folded, places = _fold(text)
        at = 0
        while at < len(folded):
            found = next(
                (each for each in self._by_prefix.get(folded[at : at + _PREFIX], ()) if folded.startswith(each[0], at)),
                None,
            )
            if found is None:
                at += 1
                continue
            length, name = len(found[0]), found[1]
            yield Mention(name.key, name.text, name.ground, places[at], places[at + length - 1] + 1)
            at += length


def names_of(key: int, name: str, aliases: Iterable[str]) -> Iterator[Name]:
    """A metric's names as they are looked for: its own, its aliases, and the thing that it counts.

    Examples
    --------
    >>> [each.text for each in names_of(1, "绿色社区达标率", ["绿色社区占比"])]
    ['绿色社区达标率', '绿色社区占比', '绿色社区', '绿色社区']
    """
    known = [Name(key, name, "name"), *(Name(key, alias, "alias") for alias in aliases)]
    yield from known
    for each in known:
        for ending in COUNTED:
            thing = each.text.removesuffix(ending)
            if thing != each.text and len(folded_of(thing)) > SHORTEST:
                yield Name(key, thing, "thing")
                break


def states_quantity(text: str) -> bool:
    """Whether the text states a number with a unit, so that somebody can count whether it was done; a year is none.

    Examples
    --------
    >>> states_quantity("更新纯电动公交车99台"), states_quantity("到2025年基本建成")
    (True, False)
    """
    return bool(_QUANTITY.search(unicodedata.normalize("NFKC", text)))


def folded_of(name: str) -> str:
    """A name without what printing adds."""
    return _fold(name)[0]


def _fold(text: str) -> tuple[str, list[int]]:
    """The text as it is compared, and the place in the text of each of its characters."""
    characters: list[str] = []
    places: list[int] = []
    for at, each in enumerate(text):
        for character in unicodedata.normalize("NFKC", each):
            if character not in _SKIPPED:
                characters.append(character.lower())
                places.append(at)
    return "".join(characters).replace("比重", "比例").replace("gdp", "GDP"), places

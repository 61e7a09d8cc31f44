"""Which metrics measures, tasks and projects of plans name in their own words: what a machine may propose, and no more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ditan.core.serving import Mention, Names, sign_of
from ditan.core.serving.naming import names_of

RANKS = {"name": 0, "alias": 1, "thing": 2}


@dataclass(frozen=True, slots=True)
class Spoken:
    """A metric that an item names: where in the item's quote, by what kind of name, and what is said of it."""

    metric: int
    name: str
    ground: str
    start: int
    end: int
    sign: int


class Finder:
    """The catalogue, ready to be looked for in texts."""

    def __init__(self, metrics: Iterable[tuple[int, str, tuple[str, ...]]]) -> None:
        known = list(metrics)
        self._titles = {key: name for key, name, _aliases in known}
        self._names = Names(name for key, own, aliases in known for name in names_of(key, own, aliases))

    def spoken(self, quote: str, leave_out: str = "") -> Iterator[Spoken]:
        """Each metric once, by its nearest name and where that stands first.

        `leave_out` are words of the quote that do not speak of the item itself: the heading of the table's part, the same in
        many rows.
        """
        text = _without(quote, leave_out)
        nearest: dict[int, Mention] = {}
        for mention in self._names.mentions(text):
            kept = nearest.get(mention.key)
            if kept is None or RANKS[mention.ground] < RANKS[kept.ground]:
                nearest[mention.key] = mention
        for each in nearest.values():
            sign = sign_of(text, each.start, each.end, self._titles[each.key])
            yield Spoken(each.key, each.name, each.ground, each.start, each.end, sign)


def _without(quote: str, words: str) -> str:
    """The quote with these words put out of sight, every other character in its place."""
    for word in filter(None, {words, *words.split(" / "), *words.split("\n")}):
        quote = quote.replace(word, "\ufffc" * len(word))
    return quote

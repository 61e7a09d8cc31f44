"""What formulas may name: metrics by code, by name and by their other names."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Entry:
    """A metric as a formula sees it.

    Parameters
    ----------
    code, name, aliases
        What it is called. A name that several metrics bear leads to none of them.
    unit
        As printed (万吨标准煤).
    formula
        What it is computed from; "" where it is reported.
    is_text
        Whether its values are words.
    """

    code: str
    name: str
    unit: str = ""
    aliases: tuple[str, ...] = ()
    formula: str = ""
    is_text: bool = False


@dataclass(frozen=True)
class Catalogue:
    """All metrics that a formula may name, by code."""

    entries: Mapping[str, Entry]

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Catalogue:
        return cls({entry.code: entry for entry in entries})

    @cached_property
    def names(self) -> Mapping[str, tuple[str, ...]]:
        """Codes by what they are called, spelled as `plain` spells it. A code leads to its own metric alone."""
        found: dict[str, list[str]] = {}
        for entry in self.entries.values():
            for name in {plain(each) for each in (entry.name, *entry.aliases)} - {""}:
                found.setdefault(name, []).append(entry.code)
        return {name: tuple(sorted(codes)) for name, codes in found.items()} | {code: (code,) for code in self.entries}

    @cached_property
    def by_first(self) -> Mapping[str, tuple[str, ...]]:
        """Names by their first character, the longest first."""
        found: dict[str, list[str]] = {}
        for name in self.names:
            found.setdefault(name[0], []).append(name)
        return {first: tuple(sorted(names, key=len, reverse=True)) for first, names in found.items()}

    def name_of(self, code: str) -> str:
        """What a person calls the metric; its code where it is not known."""
        return self.entries[code].name if code in self.entries else code

    def like(self, name: str) -> list[str]:
        """Names that look like one that is not known, the best first."""
        return get_close_matches(plain(name), self.names, n=3, cutoff=0.6)


def plain(text: str) -> str:
    """A name as it is compared: half-width, without spaces.

    Examples
    --------
    >>> plain("Ⅰ~Ⅲ类断面比例（全部）"), plain("ＧＤＰ")
    ('I~III类断面比例(全部)', 'GDP')
    """
    return "".join(unicodedata.normalize("NFKC", text).split())

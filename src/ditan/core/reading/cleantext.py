"""Cleaned text that remembers where every character stood in the original.

All stages after `clean` work on the cleaned, simplified characters of `CleanText.text` and speak of positions in it.
What leaves the reader is turned back with `span`, `quote` and `printed`, so that an item always points into the
original decoded text.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CleanText:
    """A cleaned text and its map back.

    Parameters
    ----------
    original
        The decoded text as it was received (universal newlines).
    text
        The cleaned text: simplified characters, half-width digits, no pinyin, no page marks.
    printed_text
        As long as `text`: the characters that the plan prints. It differs from `text` only where a page is genuinely
        set in traditional characters; a page that carries pinyin marks was converted by a machine, and its
        characters are restored.
    starts, ends
        For each character of `text`, the half-open interval of `original` that it stands for. Both never decrease.

    Examples
    --------
    >>> page = CleanText("創(chuàng)新", "创新", "创新", (0, 9), (1, 10))
    >>> page.span(0, 2)
    (0, 10)
    >>> page.quote(0, 2)
    '創(chuàng)新'
    >>> page.printed(0, 1)
    '创'
    """

    original: str
    text: str
    printed_text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def __post_init__(self) -> None:
        lengths = {len(self.text), len(self.printed_text), len(self.starts), len(self.ends)}
        if len(lengths) != 1:
            raise ValueError(
                f"cleaned text, printed text and map must be of one length, found {sorted(lengths)} (清洗文本与映射长度不一致)"
            )

    @classmethod
    def unchanged(cls, text: str) -> CleanText:
        """The text as its own cleaned form."""
        return cls(text, text, text, array("I", range(len(text))), array("I", range(1, len(text) + 1)))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The interval of the original that cleaned characters [start, end) come from.

        An empty interval gives an empty span at the place where it stands.
        """
        if start >= end:
            at = self.starts[start] if start < len(self.starts) else len(self.original)
            return at, at
        return self.starts[start], self.ends[end - 1]

    def locate(self, start: int, end: int) -> tuple[int, int]:
        """The cleaned interval that original [start, end) became; empty where cleaning took all of it out.

        Examples
        --------
        >>> CleanText("創(chuàng)新", "创新", "创新", (0, 9), (1, 10)).locate(1, 10)
        (1, 2)
        """
        return bisect_left(self.starts, start), bisect_left(self.starts, end)

    def quote(self, start: int, end: int) -> str:
        """The original characters of cleaned [start, end), damage included."""
        first, last = self.span(start, end)
        return self.original[first:last]

    def printed(self, start: int, end: int) -> str:
        """The printed form of cleaned [start, end): damage removed, the plan's own characters kept."""
        return self.printed_text[start:end]

    def as_set(self, start: int, end: int) -> str:
        """The characters of the page as it is set, damage removed: what a machine converted stays converted.

        Units are printed so; a name that a machine converted is restored, as `printed` gives it.

        Examples
        --------
        >>> CleanText("萬(wàn)噸", "万吨", "万吨", (0, 6), (1, 7)).as_set(0, 2)
        '萬噸'
        """
        return "".join(
            own if "\u3400" <= (own := self.original[first:last]) <= "\u9fff" and len(own) == 1 else printed
            for first, last, printed in zip(
                self.starts[start:end], self.ends[start:end], self.printed_text[start:end], strict=True
            )
        )

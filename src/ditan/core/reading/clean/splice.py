"""Cut stretches out of a text and keep the map back."""

from __future__ import annotations

from array import array
from collections.abc import Iterable

from ditan.core.reading.cleantext import CleanText

Span = tuple[int, int]


def merge(spans: Iterable[Span]) -> list[Span]:
    """The stretches in order, overlapping and touching ones made one.

    Examples
    --------
    >>> merge([(5, 7), (0, 2), (1, 3), (3, 4)])
    [(0, 4), (5, 7)]
    """
    merged: list[Span] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def cut(original: str, text: str, printed: str, removed: Iterable[Span]) -> CleanText:
    """`text` and `printed`, both as long as `original`, without the removed stretches."""
    starts = array("I")
    pieces: list[str] = []
    printed_pieces: list[str] = []
    at = 0
    for start, end in [*merge(removed), (len(text), len(text))]:
        starts.extend(range(at, start))
        pieces.append(text[at:start])
        printed_pieces.append(printed[at:start])
        at = end
    ends = array("I", [position + 1 for position in starts])
    return CleanText(original, "".join(pieces), "".join(printed_pieces), starts, ends)

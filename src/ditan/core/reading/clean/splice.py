"""Cut stretches out of a text and keep the map back."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence

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


def cut(page: CleanText, removed: Iterable[Span]) -> CleanText:
    """The page without stretches of its text; the map is carried on.

    Examples
    --------
    >>> page = cut(CleanText.unchanged("節(jié)能"), [(1, 6)])
    >>> page.text, page.span(0, 2)
    ('節能', (0, 7))
    """
    spans = merge(removed)
    if not spans:
        return page
    starts, ends = array("I"), array("I")
    pieces: list[str] = []
    printed: list[str] = []
    at = 0
    for start, end in [*spans, (len(page.text), len(page.text))]:
        pieces.append(page.text[at:start])
        printed.append(page.printed_text[at:start])
        starts.extend(page.starts[at:start])
        ends.extend(page.ends[at:start])
        at = end
    return CleanText(page.original, "".join(pieces), "".join(printed), starts, ends)


def insert_line_ends(page: CleanText, places: Sequence[int]) -> CleanText:
    """The page with a line end before each place; it stands for nothing of the original.

    Examples
    --------
    >>> page = insert_line_ends(CleanText.unchanged("要求。二、任务"), [3])
    >>> page.text, page.span(3, 4), page.quote(2, 5)
    ('要求。\\n二、任务', (3, 3), '。二')
    """
    if not places:
        return page
    starts, ends = array("I"), array("I")
    pieces: list[str] = []
    printed: list[str] = []
    at = 0
    for place in [*places, len(page.text)]:
        pieces.append(page.text[at:place])
        printed.append(page.printed_text[at:place])
        starts.extend(page.starts[at:place])
        ends.extend(page.ends[at:place])
        if place < len(page.text):
            starts.append(page.starts[place])
            ends.append(page.starts[place])
        at = place
    return CleanText(page.original, "\n".join(pieces), "\n".join(printed), starts, ends)

"""Levels, parents and ends from the order and rank of the headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ditan.core.reading.outline.entries import Entry


def nest(flat: Sequence[tuple[Entry, int]], end: int) -> tuple[Entry, ...]:
    """Entries with level, parent and end set; each comes with its rank, a smaller one being the outer."""
    entries = [entry for entry, _ in flat]
    open_: list[tuple[int, int]] = []
    levels: list[int] = []
    parents: list[int | None] = []
    ends = [end] * len(entries)
    for index, (entry, rank) in enumerate(flat):
        while open_ and open_[-1][1] >= rank:
            ends[open_.pop()[0]] = entry.start
        parents.append(open_[-1][0] if open_ else None)
        levels.append(len(open_) + 1)
        open_.append((index, rank))
    return tuple(
        replace(entry, level=level, parent=parent, end=stop)
        for entry, level, parent, stop in zip(entries, levels, parents, ends, strict=True)
    )

"""The outline: titles, chapters, sections, items, boxes, tables and annexes, in positions of the cleaned text."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from ditan.core.reading.draft import HeadingKind


@dataclass(frozen=True, slots=True)
class Entry:
    """One heading.

    `start` and `title_end` bound the printed heading (number and title), `end` is where the part that it heads ends.
    A run-in heading (`1.节能降碳。聚焦……`) has its title end before the full stop. `parent` is an index, None at the top.
    """

    start: int
    title_end: int
    end: int
    number: str
    title: str
    level: int
    kind: HeadingKind
    parent: int | None = None
    run_in: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """All headings in order, and the stretches that are not the plan's body.

    `contents` is the table of contents, `chrome` the site's own text around the plan (menus, footers, share links),
    `notices` the letter that forwards the plan, each as (start, end); none of them holds items.
    """

    entries: tuple[Entry, ...] = ()
    contents: tuple[tuple[int, int], ...] = ()
    chrome: tuple[tuple[int, int], ...] = ()
    absent_annexes: tuple[tuple[int, int], ...] = ()
    """Where the text names an annex that the file does not hold."""
    notices: tuple[tuple[int, int], ...] = ()

    def heading_at(self, position: int) -> int | None:
        """Index of the innermost heading whose part holds the position."""
        at: int | None = bisect_right(self.entries, position, key=_start) - 1
        if at == -1:
            return None
        while at is not None and position >= self.entries[at].end:
            at = self.entries[at].parent
        return at

    def is_body(self, position: int) -> bool:
        """Whether the position lies outside the contents, the forwarding letter and the site's own text."""
        return not any(start <= position < end for start, end in self.outside)

    @property
    def outside(self) -> tuple[tuple[int, int], ...]:
        """All stretches that are not the plan's body, in order."""
        return tuple(sorted((*self.contents, *self.chrome, *self.notices)))


def _start(entry: Entry) -> int:
    return entry.start

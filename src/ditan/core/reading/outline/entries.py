"""The outline: titles, chapters, sections, items, boxes, tables and annexes, in positions of the cleaned text."""

from __future__ import annotations

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
    each as (start, end); neither holds items.
    """

    entries: tuple[Entry, ...] = ()
    contents: tuple[tuple[int, int], ...] = ()
    chrome: tuple[tuple[int, int], ...] = ()
    absent_annexes: tuple[tuple[int, int], ...] = ()
    """Where the text names an annex that the file does not hold."""

    def heading_at(self, position: int) -> int | None:
        """Index of the innermost heading whose part holds the position."""
        inner = None
        for index, entry in enumerate(self.entries):
            if entry.start <= position < entry.end:
                inner = index
            elif entry.start > position:
                break
        return inner

    def is_body(self, position: int) -> bool:
        """Whether the position lies outside the contents and the site's own text."""
        return not any(start <= position < end for start, end in (*self.contents, *self.chrome))

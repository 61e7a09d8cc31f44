"""Which marked lines are headings: numbering that holds together, boxes with lists inside, decimals that are numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ditan.core.reading.outline.headings import Found
from ditan.core.reading.outline.marks import FORMS

OUTER = ("chapter", "annex", "box", "table")
INSIDE_BOX = 20
RANKS = {form: rank for form, rank, _, _ in FORMS}


def drop_lone_decimals(found: Sequence[Found]) -> list[Found]:
    """Keep `1.2` only where `1.1` came before it; `1.5度` at the beginning of a line is a number."""
    kept: list[Found] = []
    seen: set[str] = set()
    for heading in found:
        if heading.mark.form == "decimal":
            number = heading.mark.number.strip(" .")
            prefix, _, last = number.rpartition(".")
            if not (last == "1" or f"{prefix}.{int(last) - 1}" in seen):
                continue
            seen.add(number)
        kept.append(heading)
    return kept


def ranked(found: Sequence[Found]) -> list[tuple[Found, int]]:
    """Each heading with its rank, lists inside a box ranked below the box."""
    result: list[tuple[Found, int]] = []
    counted: dict[str, int] = {}
    box: _Box | None = None
    for heading in found:
        mark = heading.mark
        if box is not None and mark.kind not in OUTER and box.takes(heading, counted):
            result.append((heading, mark.rank + INSIDE_BOX))
            continue
        box = _Box(heading.last) if mark.kind == "box" else None
        if mark.form in ("chapter", "annex"):
            counted = {}
        if mark.value is not None and mark.kind != "box":
            counted = {form: value for form, value in counted.items() if RANKS[form] <= mark.rank}
            counted[mark.form] = mark.value
        result.append((heading, mark.rank))
    return result


@dataclass(slots=True)
class _Box:
    """A box (专栏) that may hold a list of its own."""

    first: int
    """The line right below the box's title."""
    inner: dict[str, int] = field(default_factory=dict)

    def takes(self, heading: Found, counted: dict[str, int]) -> bool:
        """Whether a numbered line belongs to the box's list and not to the body's numbering.

        A list inside a box begins at 1, right below the title or where the body's own numbering of that form already
        stands; then it holds what goes on counting and all that ranks below it.
        """
        mark = heading.mark
        if mark.value is None:
            return False
        if not self.inner:
            inside = mark.value == 1 and (heading.first == self.first or mark.form in counted)
        elif mark.form in self.inner:
            goes_on = mark.value == self.inner[mark.form] + 1 or mark.rank > min(map(RANKS.__getitem__, self.inner))
            inside = goes_on and counted.get(mark.form) != mark.value - 1
        else:
            inside = mark.rank > min(map(RANKS.__getitem__, self.inner))
        if inside:
            self.inner[mark.form] = mark.value
        return inside

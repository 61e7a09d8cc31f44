"""Which marked lines are headings: numbering that holds together, boxes with lists inside, decimals that are numbers."""

from __future__ import annotations

from collections.abc import Sequence

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
    inner: dict[str, int] | None = None
    for heading in found:
        mark, rank = heading.mark, heading.mark.rank
        if mark.form in ("chapter", "annex"):
            counted, inner = {}, None
        elif mark.form == "box":
            inner = {}
        elif inner is not None and mark.value is not None:
            if _inside(mark.form, mark.value, counted, inner):
                inner[mark.form] = mark.value
                result.append((heading, rank + INSIDE_BOX))
                continue
            inner = None
        if mark.value is not None and mark.form != "box":
            counted = {form: value for form, value in counted.items() if RANKS[form] <= rank}
            counted[mark.form] = mark.value
        result.append((heading, rank))
    return result


def _inside(form: str, value: int, counted: dict[str, int], inner: dict[str, int]) -> bool:
    """A list inside a box begins anew at 1 although the body's own numbering of that form stands higher."""
    if form in inner:
        return value == inner[form] + 1 and counted.get(form) != value - 1
    return value == 1 and form in counted

"""What a filled-in value is held against, in the statistics bureau's four levels: 强制, 准强制(须说明), 核实, 提示.

Pure: values in, remarks out.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

JUMP = 0.5
"""A change by more than this share of the earlier value is asked about."""
SMALL_JUMP = 0.2
LARGEST_SHIFT = 9
"""Powers of ten by which a slipped point or a mixed-up unit (元, 万元, 亿元) moves a value, up to this one."""
SHIFT_NEAR = 0.2
"""How near to such a power the ratio lies at most, as a share."""
ALIKE = 2.0
"""A value within this factor of an earlier one did not slip, whatever another earlier one was."""


class Level(StrEnum):
    MUST = "must"
    EXPLAIN = "explain"
    VERIFY = "verify"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Asked:
    """A value with what it is held against. `whole` is the key of the value of which it is a part."""

    key: int
    number: float | None
    decimals: int = 0
    floor: float | None = None
    ceiling: float | None = None
    last: float | None = None
    year_ago: float | None = None
    whole: int | None = None
    percent: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A rule that is broken: its level, its code, and the figures and words that its sentence needs."""

    level: Level
    code: str
    figures: Mapping[str, float]
    words: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A value in a relation, and by how much rounding may have moved it."""

    number: float
    loose: float = 0.0


@dataclass(frozen=True, slots=True)
class Related:
    """Two sums of values that are compared (`le`, `eq`, `ge`), and the key of the value at which it is said."""

    at: int
    left: tuple[Term, ...]
    comparator: str
    right: tuple[Term, ...]
    constant: float = 0.0
    level: Level = Level.MUST
    words: str = ""


def check_values(values: Sequence[Asked], relations: Sequence[Related] = ()) -> dict[int, list[Found]]:
    """What is to be said of each value, by key; nothing for values that are not there.

    Examples
    --------
    >>> [found.code for found in check_values([Asked(1, 120.0, ceiling=100.0)])[1]]
    ['above']
    >>> [found.code for found in check_values([Asked(1, 5123.0, last=5.1)])[1]]
    ['shifted']
    >>> check_values([Asked(1, None, last=5.1)])
    {}
    """
    found = {each.key: [*_limits(each), *_changes(each)] for each in values if each.number is not None}
    for key, broken in _sums(values).items():
        found.setdefault(key, []).append(broken)
    for each in relations:
        unmet = _unmet(each)
        if unmet is not None:
            found.setdefault(each.at, []).append(unmet)
    return {key: rules for key, rules in found.items() if rules}


def _limits(value: Asked) -> list[Found]:
    assert value.number is not None
    if value.floor is not None and value.number < value.floor:
        return [Found(Level.MUST, "below", {"limit": value.floor})]
    if value.ceiling is not None and value.number > value.ceiling:
        return [Found(Level.MUST, "above", {"limit": value.ceiling})]
    if value.number < 0 and value.floor is None and min(value.last or 0.0, value.year_ago or 0.0) >= 0:
        return [Found(Level.VERIFY, "negative", {})]
    return []


def _changes(value: Asked) -> list[Found]:
    shift = _slip(value)
    if shift is not None:
        return [Found(Level.EXPLAIN, "shifted", {"factor": shift})]
    found = []
    pairs = [("last", value.last)]
    if value.year_ago is not None and value.year_ago != value.last:
        pairs.append(("year", value.year_ago))
    # Where the same period of last year was much the same, a jump against the last one is the season's.
    year = _share(value, value.year_ago)
    seasonal = len(pairs) > 1 and year is not None and abs(year) <= SMALL_JUMP
    for name, earlier in pairs:
        share = _share(value, earlier)
        if share is None or earlier is None:
            continue
        if abs(share) > JUMP:
            level = Level.VERIFY if seasonal and name == "last" else Level.EXPLAIN
            found.append(Found(level, f"jump_{name}", {"share": share, "earlier": earlier}))
        elif abs(share) > SMALL_JUMP:
            found.append(Found(Level.HINT, f"change_{name}", {"share": share, "earlier": earlier}))
    if value.number and value.number == value.last:
        found.append(Found(Level.HINT, "same", {"earlier": value.number}))
    return found


def _unmet(relation: Related) -> Found | None:
    left = math.fsum(term.number for term in relation.left)
    right = math.fsum((*(term.number for term in relation.right), relation.constant))
    loose = math.fsum(term.loose for term in (*relation.left, *relation.right)) + 1e-9
    over, under = left - right > loose, right - left > loose
    if {"le": over, "ge": under, "eq": over or under}[relation.comparator]:
        return Found(relation.level, "relation", {"left": left, "right": right}, relation.words)
    return None


def _share(value: Asked, earlier: float | None) -> float | None:
    """The change as a share of the earlier value; small percentages count as 25, so that 1 % to 2 % is no doubling."""
    if earlier is None or value.number is None or earlier == 0:
        return None
    if value.percent:
        return (value.number - earlier) / max(abs(earlier), 25.0)
    return (value.number - earlier) / abs(earlier)


def _slip(value: Asked) -> float | None:
    """By which power of ten the value seems to have slipped; None where it is much like one of the earlier ones."""
    earlier = [each for each in (value.last, value.year_ago) if each and value.number and each * value.number > 0]
    ratios = [abs((value.number or 0.0) / each) for each in earlier]
    if any(1.0 / ALIKE < ratio < ALIKE for ratio in ratios):
        return None
    return next((shift for shift in map(_shift_of, ratios) if shift is not None), None)


def _shift_of(ratio: float) -> float | None:
    if not 0.0 < ratio < math.inf:
        return None
    power = round(math.log10(ratio))
    near = abs(math.log10(ratio) - power) < math.log10(1.0 + SHIFT_NEAR)
    return 10.0**power if near and 0 < abs(power) <= LARGEST_SHIFT else None


def _sums(values: Sequence[Asked]) -> dict[int, Found]:
    """Wholes that their parts do not add up to. A part that is not known says nothing."""
    parts: dict[int, list[Asked]] = {}
    for each in values:
        if each.whole is not None:
            parts.setdefault(each.whole, []).append(each)
    found: dict[int, Found] = {}
    for each in values:
        own = parts.get(each.key)
        if not own or each.number is None or any(part.number is None for part in own):
            continue
        total = math.fsum(part.number or 0.0 for part in own)
        # Each reported figure may be half of its last digit off.
        loose = math.fsum(0.5 * 10.0**-part.decimals for part in (*own, each)) + 1e-9
        if abs(total - each.number) > loose:
            found[each.key] = Found(Level.MUST, "sum", {"total": total, "difference": each.number - total})
    return found

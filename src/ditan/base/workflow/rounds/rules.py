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
SHIFTS = (10.0, 100.0, 1_000.0, 10_000.0, 1e8)
"""Factors of a slipped point and of units mixed up (元/万元/亿元)."""
SHIFT_NEAR = 0.2


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
    """A rule that is broken: its level, its code, and the figures that its words need."""

    level: Level
    code: str
    figures: Mapping[str, float]


def check_values(values: Sequence[Asked]) -> dict[int, list[Found]]:
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
    shift = next((_shifted(value.number, earlier) for earlier in (value.last, value.year_ago) if earlier), None)
    if shift is not None:
        return [Found(Level.EXPLAIN, "shifted", {"factor": shift})]
    found = []
    pairs = [("last", value.last)]
    if value.year_ago is not None and value.year_ago != value.last:
        pairs.append(("year", value.year_ago))
    for name, earlier in pairs:
        share = _share(value, earlier)
        if share is None or earlier is None:
            continue
        if abs(share) > JUMP:
            found.append(Found(Level.EXPLAIN, f"jump_{name}", {"share": share, "earlier": earlier}))
        elif abs(share) > SMALL_JUMP:
            found.append(Found(Level.HINT, f"change_{name}", {"share": share, "earlier": earlier}))
    if value.number and value.number == value.last:
        found.append(Found(Level.HINT, "same", {"earlier": value.number}))
    return found


def _share(value: Asked, earlier: float | None) -> float | None:
    """The change as a share of the earlier value; small percentages count as 25, so that 1 % to 2 % is no doubling."""
    if earlier is None or value.number is None or earlier == 0:
        return None
    if value.percent:
        return (value.number - earlier) / max(abs(earlier), 25.0)
    return (value.number - earlier) / abs(earlier)


def _shifted(number: float | None, earlier: float) -> float | None:
    """By which power of ten the value seems to have slipped against the earlier one."""
    if not number or not earlier or number * earlier < 0:
        return None
    ratio = abs(number / earlier)
    for factor in SHIFTS:
        for slip in (factor, 1.0 / factor):
            if abs(math.log10(ratio) - math.log10(slip)) < math.log10(1.0 + SHIFT_NEAR):
                return slip
    return None


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

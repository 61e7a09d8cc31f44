"""Greenhouse gases and pollutants of the same sources held against each other: between two years, versions or inventories.

Only what is known on both sides is compared. A category that is unknown, not estimated or confidential on one side takes no
part, and is told with the side and the reason: it never counts as zero, nor as unchanged.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ditan.core.inventory.booking import POLLUTANTS
from ditan.core.inventory.categories import Categories, Role
from ditan.core.inventory.co2e import GwpSet
from ditan.core.inventory.entries import Entry
from ditan.core.inventory.summary import CO2E, Cell, State, cell_of, co2e_cell
from ditan.core.inventory.totals import total
from ditan.core.synergy.elasticity import CoControl, SynergyRefused, co_control
from ditan.core.synergy.equivalents import pollution_equivalents

EQUIVALENTS = "equivalents"
"""The name under which the pollution equivalents of the gases below are asked for like a pollutant."""
COUNTED = ("SO2", "NOx", "CO")
"""Pollutants whose equivalent values stand beyond doubt; of particles only the kind tells the value."""
ASKED = (*POLLUTANTS, EQUIVALENTS)
TERRITORIAL = (Role.EMISSION, Role.POLLUTANT)

EQUAL = 0.00005
"""Amounts are booked to the gram, so that two equal falls differ in a late digit: what is 1.0000 is called the same."""
NO_SOURCE = "没有产生它的源"


@dataclass(frozen=True, slots=True)
class Amount:
    """What one side emits, t (or pollution equivalents).

    Parameters
    ----------
    value
        None where it is not fully known; `why` then says what lacks.
    nothing
        Whether no source of it is there at all, which is no unknown amount.
    """

    value: float | None
    why: str = ""
    nothing: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """A category, or all of them together, on both sides.

    Parameters
    ----------
    control
        Signs, rates, elasticity and quadrant; None where they cannot be had, as `why` then says.
    """

    code: str
    label: str
    gas_before: Amount
    gas_after: Amount
    pollutant_before: Amount
    pollutant_after: Amount
    control: CoControl | None
    why: str = ""

    @property
    def gas_reduction(self) -> float | None:
        """t CO2e, negative where it rose."""
        return _fall(self.gas_before, self.gas_after)

    @property
    def pollutant_reduction(self) -> float | None:
        """t, negative where it rose."""
        return _fall(self.pollutant_before, self.pollutant_after)


@dataclass(frozen=True, slots=True)
class CoControls:
    """One pollutant against CO2e.

    Parameters
    ----------
    together
        The sums over those categories that are known on both sides, each of CO2e and of the pollutant for itself.
    left_out
        Codes with what keeps them out of the sums, in Chinese.
    """

    pollutant: str
    together: Change
    categories: tuple[Change, ...]
    left_out: Mapping[str, str]


def co_controls(
    before: Iterable[Entry], after: Iterable[Entry], pollutant: str, table: Categories, gwp: GwpSet
) -> CoControls:
    """How a pollutant and CO2e changed together from one side to the other, category by category and in sum.

    Land use, purchased electricity and memo items are left out: they are no source of pollutants of the place.

    Parameters
    ----------
    pollutant
        One of `ASKED`.
    gwp
        For both sides: two sets are never mixed.
    """
    old, new = _grouped(before, table), _grouped(after, table)
    changes, left_out = [], {}
    for code in sorted(set(old) | set(new), key=place_of):
        gas = _co2e(old.get(code, ()), gwp), _co2e(new.get(code, ()), gwp)
        air = amount_of(old.get(code, ()), pollutant), amount_of(new.get(code, ()), pollutant)
        if not _emits(gas) and not _emits(air):
            continue
        if reasons := [*_reasons("CO2e", gas), *_reasons(_name(pollutant), air)]:
            left_out[code] = "；".join(reasons)
        if _emits(air):
            changes.append(_change(code, table.get(code).name, gas, air))
        else:
            changes.append(Change(code, table.get(code).name, *gas, *air, None, ""))
    gas_sums, air_sums = _summed([_gases(each) for each in changes]), _summed([_airs(each) for each in changes])
    together = _change("", "合计", gas_sums, air_sums)
    return CoControls(pollutant, together, tuple(each for each in changes if _emits(_airs(each))), left_out)


def amount_of(entries: Sequence[Entry], pollutant: str) -> Amount:
    """What these entries emit of a pollutant, or in pollution equivalents of `COUNTED`."""
    if pollutant != EQUIVALENTS:
        return _amount(cell_of(total(pollutant, [each for each in entries if not each.memo])))
    parts = {gas: amount_of(entries, gas) for gas in COUNTED}
    held = {gas: each for gas, each in parts.items() if not each.nothing}
    if not held:
        return Amount(None, NO_SOURCE, True)
    if lacking := [f"{gas} {each.why}" for gas, each in held.items() if each.value is None]:
        return Amount(None, "；".join(lacking))
    return Amount(pollution_equivalents({gas: each.value or 0.0 for gas, each in held.items()}))


def _grouped(entries: Iterable[Entry], table: Categories) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for each in entries:
        if not each.memo and table.get(each.category).role in TERRITORIAL:
            found.setdefault(each.category, []).append(each)
    return found


def _co2e(entries: Sequence[Entry], gwp: GwpSet) -> Amount:
    return _amount(co2e_cell(entries, gwp))


def _amount(cell: Cell) -> Amount:
    if cell.state == State.EMPTY:
        return Amount(None, NO_SOURCE, True)
    if cell.complete:
        return Amount(float(cell.tonnes) if cell.tonnes is not None else 0.0)
    told = [f"{len(cell.unknown)} 行未知"] if cell.unknown else []
    told += [f"{len(rows)} 行标识 {key}" for key, rows in cell.keys.items() if key in ("NE", "C")]
    return Amount(None, "、".join(told) or (cell.why if cell.gas == CO2E else "") or "未知")


def _change(code: str, label: str, gas: tuple[Amount, Amount], air: tuple[Amount, Amount]) -> Change:
    if not _sound(gas) or not _sound(air):
        reasons = [*_reasons("CO2e", gas), *_reasons("污染物", air)]
        if not _emits(gas):
            reasons = ["没有温室气体源，不算弹性"]
        return Change(code, label, *gas, *air, None, "；".join(reasons))
    numbers = [each.value or 0.0 for each in (*air, *gas)]
    try:
        found = co_control(numbers[0] - numbers[1], numbers[0], numbers[2] - numbers[3], numbers[2], equal=EQUAL)
    except SynergyRefused as refused:
        return Change(code, label, *gas, *air, None, str(refused))
    return Change(code, label, *gas, *air, found)


def _reasons(what: str, sides: tuple[Amount, Amount]) -> list[str]:
    """What lacks on either side, where one of them emits at all."""
    if not _emits(sides):
        return []
    return [
        f"{name}{what} {each.why}" for name, each in zip(("基准", "本期"), sides, strict=True) if each.value is None
    ]


def _emits(sides: tuple[Amount, Amount]) -> bool:
    """Whether anything of it is, or may be, emitted on either side."""
    return any(not each.nothing and each.value != 0 for each in sides)


def _sound(sides: tuple[Amount, Amount]) -> bool:
    return all(each.value is not None for each in sides)


def _gases(change: Change) -> tuple[Amount, Amount]:
    return change.gas_before, change.gas_after


def _airs(change: Change) -> tuple[Amount, Amount]:
    return change.pollutant_before, change.pollutant_after


def _summed(pairs: Iterable[tuple[Amount, Amount]]) -> tuple[Amount, Amount]:
    """Both sides summed over the pairs that are known on both."""
    known = [each for each in pairs if _sound(each)]
    if not known:
        return Amount(None, NO_SOURCE, True), Amount(None, NO_SOURCE, True)
    before, after = (math.fsum(each[side].value or 0.0 for each in known) for side in (0, 1))
    return Amount(before), Amount(after)


def _fall(before: Amount, after: Amount) -> float | None:
    return None if before.value is None or after.value is None else before.value - after.value


def _name(pollutant: str) -> str:
    return "污染当量" if pollutant == EQUIVALENTS else pollutant


def place_of(code: str) -> tuple[tuple[bool, int, str], ...]:
    """Where a category stands in order: numbers by their size."""
    return tuple((not part.isdigit(), int(part) if part.isdigit() else 0, part) for part in code.split("."))

"""What another choice of factors would change, or did: row by row and gas by gas, in tonnes and in percent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any

from ditan.core.inventory.booking import GREENHOUSE_GASES, POLLUTANTS
from ditan.core.inventory.categories import Role, categories
from ditan.core.inventory.co2e import GwpRefused
from ditan.core.methods import OutputKind
from ditan.domains.inventory.models import Emission, Inventory, Row
from ditan.domains.inventory.selectors.amounts import COUNTED, gwp_of
from ditan.domains.inventory.selectors.books import factor_book
from ditan.domains.inventory.selectors.results import CO2E, shown
from ditan.domains.inventory.services.computing import computed

MOST = 200
CHOICES = ("factor_sets", "unverified", "gwp_set")

Amounts = Mapping[tuple[int, str, str], float | None]
"""By row, gas and kind of output; None where it is not known."""


@dataclass(frozen=True, slots=True)
class Change:
    """An amount before and after; `row` is None of a total. None is not known."""

    row: Row | None
    gas: str
    before: float | None
    after: float | None
    memo: bool = False

    @property
    def difference(self) -> float | None:
        return None if self.before is None or self.after is None else self.after - self.before

    @property
    def percent(self) -> float | None:
        return 100 * self.difference / abs(self.before) if self.before and self.difference is not None else None

    @property
    def before_text(self) -> str:
        return "—" if self.before is None else shown(self.before)

    @property
    def after_text(self) -> str:
        return "—" if self.after is None else shown(self.after)

    @property
    def difference_text(self) -> str:
        return "—" if self.difference is None else ("+" if self.difference > 0 else "") + shown(self.difference)

    @property
    def percent_text(self) -> str:
        if self.percent is None:
            return "—"
        return f"{self.percent:+.2f}%" if self.percent else "0%"


@dataclass(frozen=True, slots=True)
class Difference:
    """All totals (without land use), the amounts of rows that differ, and how many do not."""

    totals: tuple[Change, ...]
    rows: tuple[Change, ...]
    changed: int
    same: int
    gwp_before: str
    gwp_after: str

    @property
    def more(self) -> int:
        return max(0, self.changed - len(self.rows))


def choices_of(inventory: Inventory) -> dict[str, Any]:
    """What decides its amounts."""
    return {
        "factor_sets": list(inventory.factor_sets),
        "unverified": inventory.unverified,
        "gwp_set": inventory.gwp_set,
    }


def difference(inventory: Inventory, before: Mapping[str, Any], after: Mapping[str, Any]) -> Difference:
    """What lies between two choices over the rows as they stand. Nothing is stored."""
    rows = list(inventory.rows.filter(removed_at__isnull=True).order_by("position", "pk"))
    was, now = _amounts(inventory, rows, before), _amounts(inventory, rows, after)
    by_key = {row.pk: row for row in rows}
    changes = [
        Change(by_key[row], gas, was.get((row, gas, kind)), now.get((row, gas, kind)), kind == OutputKind.MEMO)
        for row, gas, kind in dict.fromkeys((*was, *now))
        if was.get((row, gas, kind)) != now.get((row, gas, kind))
    ]
    changes.sort(key=lambda each: -abs(_weight(each, after["gwp_set"])))
    totals = [
        Change(None, gas, _total(was, by_key, gas), _total(now, by_key, gas))
        for gas in (*GREENHOUSE_GASES, *POLLUTANTS)
        if any(key[1] == gas for key in (*was, *now))
    ]
    equivalent = Change(None, CO2E, _equivalent(was, by_key, before), _equivalent(now, by_key, after))
    at = sum(each.gas in GREENHOUSE_GASES for each in totals)
    return Difference(
        (*totals[:at], equivalent, *totals[at:]),
        tuple(changes[:MOST]),
        len(changes),
        len({*was, *now}) - len(changes),
        before["gwp_set"],
        after["gwp_set"],
    )


def _amounts(inventory: Inventory, rows: Sequence[Row], choices: Mapping[str, Any]) -> Amounts:
    """As stored where the choices are those of the inventory, else computed anew."""
    stored = choices_of(inventory)
    if all(choices[name] == stored[name] for name in ("factor_sets", "unverified")):
        kept = Emission.objects.filter(row__in=[each.pk for each in rows], kind__in=COUNTED).exclude(gas="")
        return _summed(list(kept.values_list("row_id", "gas", "kind", "amount")))
    asked = copy(inventory)
    asked.factor_sets, asked.unverified = list(choices["factor_sets"]), choices["unverified"]
    made = [each for each in computed(asked, rows, factor_book()) if each.kind in COUNTED and each.gas]
    return _summed([(each.row_id, each.gas, str(each.kind), each.amount) for each in made])


def _summed(lines: Sequence[tuple[int, str, str, float | None]]) -> Amounts:
    found: dict[tuple[int, str, str], float | None] = {}
    for row, gas, kind, amount in lines:
        key = (row, gas, OutputKind.MEMO if kind == OutputKind.MEMO else OutputKind.EMISSION)
        held = found.get(key, 0.0)
        found[key] = None if held is None or amount is None else held + amount
    return found


def _counts(row: Row, kind: str) -> bool:
    return kind != OutputKind.MEMO and categories().get(row.category).role in (Role.EMISSION, Role.POLLUTANT)


def _total(amounts: Amounts, rows: Mapping[int, Row], gas: str) -> float | None:
    """The sum of what is known; None where nothing is."""
    known = [
        each for (row, of, kind), each in amounts.items() if of == gas and each is not None and _counts(rows[row], kind)
    ]
    return sum(known) if known else None


def _equivalent(amounts: Amounts, rows: Mapping[int, Row], choices: Mapping[str, Any]) -> float | None:
    try:
        gwp = gwp_of(choices["gwp_set"], choices["unverified"])
        known = [
            total * (gwp.factor(gas).value or 0.0)
            for gas in GREENHOUSE_GASES
            if (total := _total(amounts, rows, gas)) is not None
        ]
    except GwpRefused:
        return None
    return sum(known) if known else None


def _weight(change: Change, gwp_set: str) -> float:
    """What comes first: what is known on one side alone, then by CO2e, then pollutants by mass."""
    if change.difference is None:
        return float("inf")
    if change.gas not in GREENHOUSE_GASES:
        return change.difference
    try:
        return change.difference * (gwp_of(gwp_set, True).factor(change.gas).value or 0.0)
    except GwpRefused:
        return change.difference

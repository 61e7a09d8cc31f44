"""Entries rolled up to every category: exact sums that say what they do not hold.

A total with a number also says which rows are unknown and which keys lie below it. Without any number it shows a key by the
rule of `notation`, or is unknown; it never shows zero for what nobody entered.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from ditan.core.inventory.booking import tonnes
from ditan.core.inventory.categories import Categories, Role
from ditan.core.inventory.entries import Entry
from ditan.core.inventory.notation import LEAVES_OUT, Key, combine_keys


@dataclass(frozen=True, slots=True)
class Total:
    """A sum over entries of one gas.

    Parameters
    ----------
    booked
        Sum of the numbers, in booked units; None where there is none.
    numbers
        How many numbers it holds.
    keys
        Rows with a key, by key.
    unknown
        Rows whose amount is not known.
    """

    gas: str
    booked: int | None = None
    numbers: int = 0
    keys: Mapping[Key, tuple[str, ...]] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()

    @property
    def tonnes(self) -> Decimal | None:
        """The sum in tonnes, exact."""
        return None if self.booked is None else tonnes(self.gas, self.booked)

    @property
    def key(self) -> Key | None:
        """What stands in the cell where no number does; None where a row is unknown, as no key covers that."""
        return None if self.booked is not None or self.unknown else combine_keys(self.keys)

    @property
    def complete(self) -> bool:
        """Whether nothing is missing: no unknown row, nothing not estimated or confidential, and at least something there."""
        return not self.unknown and not (LEAVES_OUT & set(self.keys)) and bool(self.numbers or self.keys)

    @property
    def empty(self) -> bool:
        """Whether nobody entered anything here."""
        return not (self.numbers or self.keys or self.unknown)


def total(gas: str, entries: Iterable[Entry]) -> Total:
    """The total of those entries that are of the gas."""
    booked, numbers, unknown = 0, 0, []
    keys: dict[Key, list[str]] = defaultdict(list)
    for each in entries:
        if each.gas != gas:
            continue
        if each.booked is not None:
            booked, numbers = booked + each.booked, numbers + 1
        elif each.key is not None:
            keys[each.key].append(each.row)
        else:
            unknown.append(each.row)
    named = {key: tuple(rows) for key, rows in keys.items()}
    return Total(gas, booked if numbers else None, numbers, named, tuple(unknown))


def merge(gas: str, totals: Iterable[Total]) -> Total:
    """The total of totals over entries that do not overlap."""
    parts = list(totals)
    numbers = sum(each.numbers for each in parts)
    keys: dict[Key, tuple[str, ...]] = {}
    for part in parts:
        for key, rows in part.keys.items():
            keys[key] = (*keys.get(key, ()), *rows)
    booked = sum(each.booked or 0 for each in parts) if numbers else None
    return Total(gas, booked, numbers, keys, tuple(row for each in parts for row in each.unknown))


class Totals:
    """Every category × gas of an inventory, memo items apart.

    Parameters
    ----------
    entries
        Of every row; one whose category does not exist is refused by `categories`.
    """

    def __init__(self, entries: Iterable[Entry], table: Categories) -> None:
        self._table = table
        self.entries = tuple(entries)
        found: dict[tuple[str, str, bool], list[Entry]] = defaultdict(list)
        for entry in self.entries:
            for category in table.path(entry.category):
                found[category.code, entry.gas, entry.memo].append(entry)
        self._cells = {where: total(where[1], group) for where, group in found.items()}
        self.gases = tuple(dict.fromkeys(entry.gas for entry in self.entries))

    def cell(self, category: str, gas: str) -> Total:
        """What stands in a category and everything below it, memo entries left out; an empty total where nothing does."""
        return self._cells.get((self._table.get(category).code, gas, False), Total(gas))

    def memo(self, category: str, gas: str) -> Total:
        """The memo entries of a category and everything below it."""
        return self._cells.get((self._table.get(category).code, gas, True), Total(gas))

    def overall(self, gas: str, *, land: bool) -> Total:
        """The territorial total of a gas.

        Parameters
        ----------
        land
            Whether land use, land-use change and forestry count. Purchased electricity and heat and memo items never do.
        """
        counted = {Role.EMISSION, Role.POLLUTANT} | ({Role.LAND} if land else set())
        return self._of_roles(gas, counted)

    def indirect(self, gas: str) -> Total:
        """Purchased electricity and heat."""
        return self._of_roles(gas, {Role.INDIRECT})

    def memo_items(self, gas: str) -> Total:
        """All memo entries, and everything in memo categories."""
        held = [each for each in self.entries if each.memo or self._role(each) == Role.MEMO]
        return total(gas, held)

    def _of_roles(self, gas: str, roles: set[Role]) -> Total:
        return total(gas, (each for each in self.entries if not each.memo and self._role(each) in roles))

    def _role(self, entry: Entry) -> Role:
        return self._table.get(entry.category).role

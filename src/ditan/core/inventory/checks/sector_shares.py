"""Shares of sectors of an inventory and of the published one of CEADs, made alike: what `shares` holds against each other.

CO2 of fuels by sector and of cement. Only sectors that have a number in both are taken, and shares are of their sum: a sector
that nobody entered is not one of zero.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from ditan.core.inventory.categories import Categories
from ditan.core.inventory.published import ALL_ITEMS, ALL_SECTORS, PublishedCell, sectors
from ditan.core.inventory.totals import Totals

PROCESS = "Process"
MINERALS, CEMENT = "1.A.2.f", "2.A.1"


def published_amounts(cells: Iterable[PublishedCell], year: int) -> dict[str, float]:
    """Mt CO2 by category of ours; the process CO2 of cement, which the source counts in its sector, stands in its own.

    Examples
    --------
    >>> from ditan.core.inventory.published import chongqing
    >>> round(published_amounts(chongqing(), 2019)["1.A.1.a"], 2)
    59.61
    """
    found: dict[str, float] = {}
    process = 0.0
    for cell in cells:
        if cell.year != year:
            continue
        if (cell.sector, cell.item) == (ALL_SECTORS, PROCESS):
            process = cell.value
        elif cell.item == ALL_ITEMS and cell.sector in sectors():
            category = sectors()[cell.sector].category
            found[category] = found.get(category, 0.0) + cell.value
    if process:
        found[MINERALS] = found.get(MINERALS, 0.0) - process
        found[CEMENT] = process
    return found


def side_by_side(
    totals: Totals, table: Categories, published: dict[str, float]
) -> tuple[dict[str, float], dict[str, float]]:
    """Shares of ours and of the published, by code and name of the category; both empty where nothing can be compared.

    A category of ours with an unknown row is left out, as its number is too small by an unknown amount.
    """
    own = {}
    for category in published:
        cell = totals.cell(category, "CO2")
        if cell.tonnes is not None and not cell.unknown:
            own[category] = float(cell.tonnes)
    ours, theirs = math.fsum(own.values()), math.fsum(published[each] for each in own)
    if not own or ours <= 0 or theirs <= 0:
        return {}, {}
    names = {each: f"{each} {table.get(each).name}" for each in own}
    return (
        {names[each]: own[each] / ours for each in own},
        {names[each]: published[each] / theirs for each in own},
    )

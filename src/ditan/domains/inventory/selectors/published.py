"""Reads of published inventories: their totals by year, one year by sector and item, and whether sums agree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from ditan.core.inventory.published import (
    ALL_ITEMS,
    ALL_SECTORS,
    ITEMS,
    PublishedCell,
    Sum,
    sectors,
    sums,
)
from ditan.domains.inventory.models import Published, PublishedValue
from ditan.domains.inventory.permissions import VIEW, may


@dataclass(frozen=True, slots=True)
class Line:
    """A sector of one year: its total, its share of the year's, and its cells by item; None where none is printed."""

    sector: str
    name: str
    category: str
    total: PublishedValue | None
    share: float | None
    cells: tuple[PublishedValue | None, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """One year of a published inventory."""

    year: int
    total: PublishedValue | None
    items: tuple[tuple[str, PublishedValue | None], ...]
    lines: tuple[Line, ...]
    sums: tuple[Sum, ...]

    @property
    def disagreeing(self) -> tuple[Sum, ...]:
        """Sums that differ by more than rounding can make."""
        return tuple(each for each in self.sums if not each.agrees)


def list_published(user: Any) -> QuerySet[Published]:
    """What was taken in; nothing for whoever may not see inventories."""
    return Published.objects.select_related("region") if may(user, VIEW) else Published.objects.none()


def totals_of(published: Published) -> list[PublishedValue]:
    """The total of every year, in order."""
    return list(published.values.filter(sector=ALL_SECTORS, item=ALL_ITEMS).order_by("year"))


def sector_series(published: Published, most: int = 7) -> tuple[list[int], list[tuple[str, list[float | None]]]]:
    """The years, and by year the largest sectors of the last year and all others together. Two queries."""
    values = published.values.filter(item=ALL_ITEMS).values_list("year", "sector", "value")
    by_key = {(year, sector): value for year, sector, value in values}
    years = sorted({year for year, _ in by_key})
    if not years:
        return [], []
    named = sectors()
    last = sorted(named, key=lambda sector: -by_key.get((years[-1], sector), 0.0))[:most]
    series: list[tuple[str, list[float | None]]] = [
        (named[sector].name, [by_key.get((year, sector)) for year in years]) for sector in last
    ]
    rest: list[float | None] = [
        sum(value for (of, sector), value in by_key.items() if of == year and sector in named and sector not in last)
        for year in years
    ]
    return years, [*series, ("其他部门合计", rest)]


def year_of_published(published: Published, year: int) -> Year:
    """One year, sectors by size. One query."""
    found = {(each.sector, each.item): each for each in published.values.filter(year=year)}
    total = found.get((ALL_SECTORS, ALL_ITEMS))
    named = sectors()
    lines = [
        Line(
            sector,
            said.name,
            said.category,
            found.get((sector, ALL_ITEMS)),
            _share(found.get((sector, ALL_ITEMS)), total),
            tuple(found.get((sector, item)) for item in ITEMS),
        )
        for sector, said in named.items()
        if any(key[0] == sector for key in found)
    ]
    lines.sort(key=lambda line: -(line.total.value if line.total else 0.0))
    items = tuple((label, found.get((ALL_SECTORS, item))) for item, label in ITEMS.items())
    return Year(year, total, items, tuple(lines), sums(_cells(found.values())) if total else ())


def shares_of(published: Published, year: int) -> dict[str, float]:
    """The share of each of our categories in the year's total, in percent: what ours are compared with."""
    found: dict[str, float] = {}
    asked = year_of_published(published, year)
    for line in asked.lines:
        if line.share is not None:
            found[line.category] = found.get(line.category, 0.0) + line.share
    return found


def _share(part: PublishedValue | None, total: PublishedValue | None) -> float | None:
    return part.value / total.value * 100 if part is not None and total is not None and total.value else None


def _cells(values: Iterable[PublishedValue]) -> list[PublishedCell]:
    return [PublishedCell(each.year, each.sector, each.item, each.value) for each in values]

"""An inventory that others published: its cells as printed, and whether its sums agree with them.

The table of CEADs for 重庆 (1997–2019; CO2 in Mt) has totals by sector and by fuel for every year and the cells between
them for 2017–2019. It is there to compare with; nothing of it counts in an inventory of ours.
"""

from __future__ import annotations

import csv
import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

ALL_SECTORS = "Total Consumption"
ALL_ITEMS = "Scope 1 Total"
HALF_A_DIGIT = 0.5e-6
"""Half of the last digit that the source prints."""

CODE = "ceads_chongqing"
TITLE = "CEADs 重庆市二氧化碳排放清单（1997—2019）"
SOURCE = (
    "CEADs 省级排放清单（Shan 等 2018、2020，Guan 等 2021），"
    "Emission_Inventories_for_30_Provinces_1997—2019.xlsx，各年 Chongqing 工作表"
)
SCOPE_NOTE = "仅范围一二氧化碳，按能源平衡表的部门和燃料；不含活动数据，不是官方清单"
UNIT = "MtCO2"

ITEMS: dict[str, str] = {
    "Raw Coal": "原煤",
    "Cleaned Coal": "洗精煤",
    "Other Washed Coal": "其他洗煤",
    "Briquettes": "型煤",
    "Coke": "焦炭",
    "Coke Oven Gas": "焦炉煤气",
    "Other Gas": "其他煤气",
    "Other Coking Products": "其他焦化产品",
    "Crude Oil": "原油",
    "Gasoline": "汽油",
    "Kerosene": "煤油",
    "Diesel Oil": "柴油",
    "Fuel Oil": "燃料油",
    "LPG": "液化石油气",
    "Natural Gas": "天然气",
    "Process": "水泥生产过程",
}
"""The columns of the source in Chinese, in its order."""


@dataclass(frozen=True, slots=True)
class Sector:
    """A sector of the source: its Chinese name, and the category of ours that its fuels stand in. The place is our reading."""

    sector: str
    name: str
    category: str


@dataclass(frozen=True, slots=True)
class PublishedCell:
    """One printed number.

    Parameters
    ----------
    sector, item
        As the source names them; `ALL_SECTORS` and `ALL_ITEMS` where it prints a margin.
    value
        Mt CO2.
    printed
        Sector and column as printed, where the source of that year writes them otherwise.
    """

    year: int
    sector: str
    item: str
    value: float
    printed: str = ""

    @property
    def sheet(self) -> str:
        """Where it is printed."""
        return f"Emission_Inventories_for_30_Provinces_{self.year}.xlsx，工作表 Chongqing{self.year}"


@dataclass(frozen=True, slots=True)
class Sum:
    """A printed margin beside the sum of what it stands for.

    Parameters
    ----------
    of
        `sectors` or `items` (the total of a year), or the sector or item whose cells were added up.
    count
        How many numbers were added up.
    """

    year: int
    of: str
    printed: float
    summed: float
    count: int

    @property
    def difference(self) -> float:
        """Summed less printed, Mt."""
        return self.summed - self.printed

    @property
    def agrees(self) -> bool:
        """Whether the difference is no more than what rounding each number can make."""
        return abs(self.difference) <= HALF_A_DIGIT * (self.count + 1) + 1e-12


@cache
def chongqing() -> tuple[PublishedCell, ...]:
    """All cells of the table, in its order.

    Examples
    --------
    >>> next(each.value for each in chongqing() if (each.year, each.sector, each.item) == (2019, ALL_SECTORS, ALL_ITEMS))
    156.254673
    """
    with (files(__package__) / "data" / "ceads_chongqing.csv").open(encoding="utf-8") as table:
        return tuple(
            PublishedCell(int(row["year"]), row["sector"], row["item"], float(row["value"]), row["printed"])
            for row in csv.DictReader(table)
        )


@cache
def sectors() -> dict[str, Sector]:
    """The sectors by the name that the source gives them, in its order."""
    with (files(__package__) / "data" / "ceads_sectors.csv").open(encoding="utf-8") as table:
        return {row["sector"]: Sector(**row) for row in csv.DictReader(table)}


def sums(cells: Iterable[PublishedCell]) -> tuple[Sum, ...]:
    """Every printed margin beside what was added up for it, by year.

    Sectors and items are added up to the total of each year; where cells between the margins are printed, each sector's and
    each item's too.
    """
    by_year: dict[int, dict[tuple[str, str], float]] = defaultdict(dict)
    for cell in cells:
        by_year[cell.year][cell.sector, cell.item] = cell.value
    return tuple(each for year in sorted(by_year) for each in _sums_of(year, by_year[year]))


def _sums_of(year: int, cells: dict[tuple[str, str], float]) -> list[Sum]:
    total = cells[ALL_SECTORS, ALL_ITEMS]
    sectors = {sector: value for (sector, item), value in cells.items() if item == ALL_ITEMS and sector != ALL_SECTORS}
    items = {item: value for (sector, item), value in cells.items() if sector == ALL_SECTORS and item != ALL_ITEMS}
    inner = {key: value for key, value in cells.items() if key[0] != ALL_SECTORS and key[1] != ALL_ITEMS}
    found = [_sum(year, "sectors", total, sectors.values()), _sum(year, "items", total, items.values())]
    if inner:
        found += [
            _sum(year, sector, printed, [value for key, value in inner.items() if key[0] == sector])
            for sector, printed in sectors.items()
        ]
        found += [
            _sum(year, item, printed, [value for key, value in inner.items() if key[1] == item])
            for item, printed in items.items()
        ]
    return found


def _sum(year: int, of: str, printed: float, parts: Iterable[float]) -> Sum:
    added = list(parts)
    return Sum(year, of, printed, math.fsum(added), len(added))

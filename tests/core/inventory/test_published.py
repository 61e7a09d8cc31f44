"""The published table of 重庆 is loaded without loss, and its margins and cells agree."""

from __future__ import annotations

from collections import Counter

import pytest

from ditan.core.inventory.categories import categories
from ditan.core.inventory.published import ALL_ITEMS, ALL_SECTORS, ITEMS, PublishedCell, chongqing, sectors, sums


def value(year: int, sector: str, item: str) -> float:
    (found,) = [each.value for each in chongqing() if (each.year, each.sector, each.item) == (year, sector, item)]
    return found


def test_every_printed_cell_is_there_once() -> None:
    keys = [(each.year, each.sector, each.item) for each in chongqing()]
    assert len(keys) == len(set(keys)) == 2330
    assert sorted(Counter(each.year for each in chongqing())) == list(range(1997, 2020))


@pytest.mark.parametrize(
    "year, total",
    [(1997, 55.45), (2000, 71.34), (2005, 81.64), (2010, 145.42), (2012, 171.65), (2015, 164.20), (2019, 156.25)],
)
def test_totals_are_those_that_ceads_published(year: int, total: float) -> None:
    """CEADs (Shan 2018, 2020; Guan 2021), Scope 1 Total, Mt CO2."""
    assert round(value(year, ALL_SECTORS, ALL_ITEMS), 2) == total


def test_the_sectors_of_2019_are_those_that_ceads_published() -> None:
    assert round(value(2019, "Production and Supply of Electric Power, Steam and Hot Water", ALL_ITEMS), 2) == 59.61
    assert round(value(2019, "Nonmetal Mineral Products", ALL_ITEMS), 2) == 26.60
    assert round(value(2019, "Nonmetal Mineral Products", "Process"), 2) == 19.62
    assert round(value(2019, ALL_SECTORS, "Raw Coal"), 2) == 68.30


def test_all_margins_and_cells_agree_within_their_rounding() -> None:
    found = sums(chongqing())
    assert [each for each in found if not each.agrees] == []
    assert len(found) == 23 * 2 + sum(
        len({each.sector for each in chongqing() if each.year == year and each.sector != ALL_SECTORS})
        + len({each.item for each in chongqing() if each.year == year and each.item != ALL_ITEMS})
        for year in (2017, 2018, 2019)
    )


def test_a_cell_that_was_altered_is_found() -> None:
    altered = [
        PublishedCell(each.year, each.sector, each.item, each.value + 0.001, each.printed)
        if (each.year, each.sector, each.item) == (2018, "Construction", "Diesel Oil")
        else each
        for each in chongqing()
    ]
    wrong = [(each.year, each.of) for each in sums(altered) if not each.agrees]
    assert wrong == [(2018, "Construction"), (2018, "Diesel Oil")]


def test_names_that_a_year_prints_otherwise_are_kept() -> None:
    (found,) = [
        each.printed
        for each in chongqing()
        if (each.year, each.sector, each.item) == (2018, ALL_SECTORS, "Cleaned Coal")
    ]
    assert found == "TotalEmissions | CleanedCoal"


def test_every_sector_and_item_has_a_chinese_name_and_a_place_in_our_categories() -> None:
    named = sectors()
    assert {each.sector for each in chongqing()} - {ALL_SECTORS} == set(named)
    assert all(each.category in categories() for each in named.values())
    assert {each.item for each in chongqing()} - {ALL_ITEMS} == set(ITEMS)

"""Shares of ours and of CEADs made alike. Numbers of 2019: CEADs 重庆 (Shan 2018, 2020, Guan 2021)."""

import math

import pytest

from ditan.core.inventory.categories import categories
from ditan.core.inventory.checks.sector_shares import published_amounts, side_by_side
from ditan.core.inventory.published import chongqing
from ditan.core.inventory.totals import Totals
from tests.core.inventory.examples import entry

TABLE = categories()
PUBLISHED = published_amounts(chongqing(), 2019)


def test_the_published_sectors_stand_in_categories_of_ours_and_keep_their_sum() -> None:
    assert math.fsum(PUBLISHED.values()) == pytest.approx(156.254673, abs=1e-4)
    assert PUBLISHED["1.A.1.a"] == pytest.approx(59.61, abs=0.005)
    assert PUBLISHED["1.A.4.b"] == pytest.approx(7.31 + 1.90, abs=0.01)
    assert PUBLISHED["2.A.1"] == pytest.approx(19.62, abs=0.005)
    assert PUBLISHED["1.A.2.f"] == pytest.approx(26.60 - 19.62, abs=0.01)


def test_shares_are_of_what_both_have() -> None:
    rows = [
        entry("电厂", "1.A.1.a.i", "CO2", 60.0),
        entry("水泥", "2.A.1", "CO2", 40.0),
        entry("稻", "3.C.7", "CH4", 9.0),
    ]
    own, theirs = side_by_side(Totals(rows, TABLE), TABLE, PUBLISHED)

    assert own == {"1.A.1.a 公用电力和热力生产": 0.6, "2.A.1 水泥生产": 0.4}
    assert sum(theirs.values()) == pytest.approx(1)
    assert theirs["2.A.1 水泥生产"] == pytest.approx(19.62 / (19.62 + 59.61), abs=0.001)


def test_a_category_with_an_unknown_row_is_not_compared() -> None:
    rows = [entry("电厂", "1.A.1.a.i", "CO2", 60.0), entry("水泥", "2.A.1", "CO2", 40.0), entry("窑", "2.A.1", "CO2")]
    own, theirs = side_by_side(Totals(rows, TABLE), TABLE, PUBLISHED)

    assert set(own) == set(theirs) == {"1.A.1.a 公用电力和热力生产"}


def test_nothing_of_ours_or_a_year_that_was_not_published_gives_no_shares() -> None:
    assert side_by_side(Totals([], TABLE), TABLE, PUBLISHED) == ({}, {})
    assert published_amounts(chongqing(), 2023) == {}

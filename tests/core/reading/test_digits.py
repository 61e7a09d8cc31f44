"""Digits that a page has run together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ditan.core.reading.digits import ColumnKind, Evidence, Trend, split_digits

PERCENT = Evidence(percent=True)
VALUE: ColumnKind = "value"
THREE = (VALUE,) * 3
TWO = (VALUE,) * 2


@pytest.mark.parametrize(
    ("run", "cells"),
    [
        ("3.778", ("3.7", "7", "8")),
        ("3.53812", ("3.53", "8", "12")),
        ("-510", ("-", "5", "10")),
        ("-46", ("-", "4", "6")),
        ("-77", ("-", "7", "7")),
        ("-12", ("-", "1", "2")),
        ("-5070", ("-", "50", "70")),
        ("-50100", ("-", "50", "100")),
        ("-≥1≥3", ("-", "≥1", "≥3")),
        ("120150180", ("120", "150", "180")),
    ],
)
def test_three_columns_of_counts_are_parted(run: str, cells: tuple[str, ...]) -> None:
    split = split_digits(run, THREE)

    assert split is not None
    assert split.cells == cells


@pytest.mark.parametrize(
    ("run", "cells"),
    [
        ("57.24100100", ("57.24", "100", "100")),
        ("53100100", ("53", "100", "100")),
        ("100100100", ("100", "100", "100")),
        ("607080", ("60", "70", "80")),
        ("657380", ("65", "73", "80")),
        ("36.44045", ("36.4", "40", "45")),
        ("26.33545", ("26.3", "35", "45")),
        ("-2025", ("-", "20", "25")),
        ("-3035", ("-", "30", "35")),
        ("-≥70≥70", ("-", "≥70", "≥70")),
        ("20≥45≥80", ("20", "≥45", "≥80")),
        ("-不小于30%不小于50%", ("-", "不小于30%", "不小于50%")),
        ("15.2%18%20%以上", ("15.2%", "18%", "20%以上")),
        ("--18", ("-", "-", "18")),
        ("77 100 100", ("77", "100", "100")),
    ],
)
def test_three_columns_of_percentages_are_parted(run: str, cells: tuple[str, ...]) -> None:
    split = split_digits(run, THREE, PERCENT)

    assert split is not None
    assert split.cells == cells
    assert not split.ambiguous


@pytest.mark.parametrize(
    ("run", "trend", "cells"),
    [
        ("3530", "down", ("35", "30")),
        ("0.4830.417", "down", ("0.483", "0.417")),
        ("0.52160.56", "up", ("0.5216", "0.56")),
        ("95.7160", "up", ("95.7", "160")),
        ("10801100", "up", ("1080", "1100")),
        ("3001000", "up", ("300", "1000")),
        ("7.8510.2", "up", ("7.85", "10.2")),
        ("00", "down", ("0", "0")),
        ("20", "down", ("2", "0")),
    ],
)
def test_the_way_that_values_move_parts_two_columns(run: str, trend: Trend, cells: tuple[str, ...]) -> None:
    split = split_digits(run, TWO, Evidence(trend=trend))

    assert split is not None
    assert split.cells == cells


def test_a_percentage_does_not_exceed_a_hundred() -> None:
    split = split_digits("87.588", TWO, PERCENT)

    assert split is not None
    assert split.cells == ("87.5", "88")


def test_a_number_stated_elsewhere_decides() -> None:
    plain = split_digits("1101", TWO)
    told = split_digits("1101", TWO, Evidence(stated=frozenset({("2025", 101.0)}), years=("2020", "2025")))

    assert plain is not None
    assert plain.ambiguous
    assert told is not None
    assert told.cells == ("1", "101")
    assert not told.ambiguous
    assert told.confidence > plain.confidence


def test_a_number_stated_for_the_year_weighs_more_than_one_without() -> None:
    with_year = split_digits("1101", TWO, Evidence(stated=frozenset({("2025", 101.0)}), years=("2020", "2025")))
    without = split_digits("1101", TWO, Evidence(stated=frozenset({("", 101.0)}), years=("2020", "2025")))

    assert with_year is not None
    assert without is not None
    assert with_year.weight < without.weight


def test_a_column_that_is_often_empty_is_empty_again() -> None:
    split = split_digits("510", THREE, Evidence(trend="up", often_empty=(0.8, 0.0, 0.0)))

    assert split is not None
    assert split.cells == ("", "5", "10")


def test_an_undecided_run_hands_the_other_ways_on() -> None:
    split = split_digits("510", THREE)

    assert split is not None
    assert split.ambiguous
    assert split.confidence <= 0.5
    assert ("", "5", "10") in (split.cells, *split.alternatives)


def test_brackets_belong_to_the_column_of_sums() -> None:
    split = split_digits("21.6623.04-〔1.38〕", ("value", "value", "growth", "cumulative"), PERCENT)

    assert split is not None
    assert split.cells == ("21.66", "23.04", "-", "〔1.38〕")


def test_growth_may_be_negative() -> None:
    split = split_digits("12080-3.2", ("value", "value", "growth"), Evidence(trend="down"))

    assert split is not None
    assert split.cells == ("120", "80", "-3.2")


def test_five_years_are_parted() -> None:
    split = split_digits("33332.5", (VALUE,) * 5, PERCENT)

    assert split is not None
    assert split.cells == ("3", "3", "3", "3", "2.5")


def test_five_long_values_are_parted() -> None:
    split = split_digits("10801100112011501200", (VALUE,) * 5, Evidence(trend="up"))

    assert split is not None
    assert split.cells == ("1080", "1100", "1120", "1150", "1200")


@pytest.mark.parametrize("run", ["", "市级下达", "12年", "12:8", "3.", "1" * 100, "abc"])
def test_what_is_no_run_of_values_is_refused(run: str) -> None:
    assert split_digits(run, TWO) is None


def test_no_columns_part_nothing() -> None:
    assert split_digits("12", ()) is None


@given(
    st.lists(st.integers(min_value=1, max_value=999), min_size=1, max_size=4),
    st.booleans(),
)
def test_the_cells_always_give_the_run_back(numbers: list[int], percent: bool) -> None:
    run = "".join(map(str, numbers))

    split = split_digits(run, (VALUE,) * len(numbers), Evidence(percent=percent))

    assert split is not None
    assert "".join(split.cells) == run
    assert all("".join(cells) == run for cells in split.alternatives)
    assert 0 < split.confidence < 1
    assert split.cells not in split.alternatives


@given(st.text(alphabet="0123456789.-%≥〔〕[]() 不低于以上", max_size=40), st.integers(min_value=1, max_value=5))
def test_no_run_breaks_the_splitter(run: str, columns: int) -> None:
    split = split_digits(run, (VALUE,) * columns)

    assert split is None or len(split.cells) == columns


@given(st.integers(min_value=10, max_value=99), st.integers(min_value=10, max_value=99))
def test_two_percentages_of_two_digits_are_always_parted(first: int, second: int) -> None:
    low, high = sorted((first, second))

    split = split_digits(f"{low}{high}", TWO, Evidence(percent=True, trend="up"))

    assert split is not None
    assert (str(low), str(high)) in (split.cells, *split.alternatives)


def test_a_row_with_a_dash_for_nothing_leaves_no_column_empty() -> None:
    split = split_digits("-77", THREE, Evidence(trend="up", often_empty=(0.8, 0.0, 0.0)))

    assert split is not None
    assert split.cells == ("-", "7", "7")
    assert split.confidence > 0.8


def test_a_rate_of_growth_says_nothing_of_the_unit_of_the_values():
    split = split_digits("35004200【3.7%】", ("value", "value", "growth"))
    assert split is not None
    assert split.cells == ("3500", "4200", "【3.7%】")

"""Amounts and years in invented sentences: what is read comes from where it says, whatever stands around it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ditan.core.reading.quantities import AFTER, BEFORE, find_amounts
from ditan.core.reading.years import FIVE_YEAR_PLANS, find_years, last_year_of_plan

NUMBERS = st.one_of(st.integers(1, 9999).map(str), st.decimals(0, 999, places=2).map(str))
UNITS = st.sampled_from(["万吨", "公里", "%", "平方公里", "台", "亿元", "万千瓦", "个"])
NOISE = st.text(alphabet="到2025年,不低于51%以上约十四五期间第三(3)PM2.5、号-—至和个 \n", max_size=60)


@given(NUMBERS, UNITS)
def test_a_number_and_its_unit_are_read_as_printed(number: str, unit: str) -> None:
    (amount,) = find_amounts(f"规模达到{number}{unit}。")
    assert (amount.value, amount.unit) == (pytest.approx(float(number)), unit)


@given(st.sampled_from(sorted(BEFORE)), UNITS)
def test_every_word_before_a_number_gives_its_comparator(word: str, unit: str) -> None:
    (amount,) = find_amounts(f"规模{word}30{unit}。")
    assert (amount.value, amount.comparator, amount.compared) == (30.0, BEFORE[word], True)


@given(st.sampled_from(sorted(AFTER)), UNITS)
def test_every_word_behind_a_number_gives_its_comparator(word: str, unit: str) -> None:
    (amount,) = find_amounts(f"规模达到30{unit}{word}。")
    assert (amount.value, amount.comparator, amount.compared) == (30.0, AFTER[word], True)


@given(NOISE)
@settings(max_examples=150)
def test_amounts_say_where_they_stand_and_never_overlap(text: str) -> None:
    amounts = find_amounts(text)
    assert [amount.text for amount in amounts] == [text[amount.start : amount.end] for amount in amounts]
    assert all(one.end <= other.start for one, other in pairwise(amounts))
    assert all(one.start <= one.number_start < one.unit_end <= one.end for one in amounts)


@given(NOISE)
@settings(max_examples=150)
def test_years_say_where_they_stand_and_never_overlap(text: str) -> None:
    years = find_years(text)
    assert all(0 <= one.start < one.end <= len(text) for one in years)
    assert all(one.end <= other.start for one, other in pairwise(years))
    assert all(one.first is None or one.year is None or one.first <= one.year for one in years)


@given(st.integers(1990, 2060))
def test_a_year_by_which_is_read_in_each_of_its_wordings(year: int) -> None:
    wordings = (f"到{year}年,", f"{year}年底前,", f"至{year}年末,", f"到 {year} 年底,")
    assert [[(one.kind, one.year) for one in find_years(text)] for text in wordings] == [[("by", year)]] * 4


@given(st.integers(2000, 2040), st.integers(0, 30))
def test_a_period_is_read_from_its_first_to_its_last_year(first: int, length: int) -> None:
    (period,) = find_years(f"{first}—{first + length}年")
    assert (period.kind, period.first, period.year) == ("during", first, first + length)


@given(st.integers(2000, 2040), st.integers(1, 30))
def test_a_period_that_runs_backwards_is_no_period(first: int, length: int) -> None:
    assert [one for one in find_years(f"{first}—{first - length}年") if one.kind == "during"] == []


@pytest.mark.parametrize("plan", sorted(FIVE_YEAR_PLANS))
def test_a_five_year_plan_ends_four_years_after_it_begins(plan: str) -> None:
    (period,) = find_years(f"“{plan}五”期间,")
    assert (period.first, period.year) == (FIVE_YEAR_PLANS[plan], FIVE_YEAR_PLANS[plan] + 4)
    assert last_year_of_plan(plan) == period.year


@given(NOISE, NOISE)
@settings(max_examples=100)
def test_a_stretch_is_read_as_if_it_stood_there_alone_at_its_own_place(before: str, text: str) -> None:
    at = len(before) + 1
    inside = find_years(f"{before}\n{text}", start=at)
    assert all(one.start >= at for one in inside)


@pytest.mark.parametrize(
    "text", ["PM2.5浓度", "5G基站", "CO2排放", "第3条", "2025年", "〔2021〕5号", "12月31日", "O3浓度", "A4纸"]
)
def test_digits_of_names_dates_and_numbers_are_no_amounts(text: str) -> None:
    assert find_amounts(text) == ()


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("百分之十五", 15.0, "%"),
        ("三个园区", 3.0, "个"),
        ("一半", 50.0, "%"),
        ("2至3个", 2.0, "个"),
        ("100余家", 100.0, "家"),
        ("1,234.5万吨", 1234.5, "万吨"),
    ],
)
def test_amounts_in_words_and_ranges_are_read(text: str, value: float, unit: str) -> None:
    (amount,) = find_amounts(text)
    assert (amount.value, amount.unit) == (value, unit)

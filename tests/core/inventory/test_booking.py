"""Amounts in whole units of a named scale."""

import random
from decimal import Decimal

import pytest

from ditan.core.inventory.booking import (
    FACTOR_SCALES,
    FLUORINATED,
    GASES,
    GREENHOUSE_GASES,
    POLLUTANTS,
    BookingRefused,
    book,
    book_factor,
    booked_from_sum,
    hold_factor,
    scale_of,
    tonnes,
)


def test_gases_are_booked_in_grams_and_fluorinated_gases_in_milligrams() -> None:
    assert book("CO2", 1.0) == 1_000_000
    assert book("PM2.5", 0.25) == 250_000
    assert book("SF6", 1.0) == 1_000_000_000
    assert set(GREENHOUSE_GASES) | set(POLLUTANTS) == set(GASES)
    assert len(FLUORINATED) == 13


def test_a_booked_amount_comes_back_as_it_was() -> None:
    assert tonnes("CO2", book("CO2", Decimal("3.095910"))) == Decimal("3.095910")
    assert tonnes("SF6", book("SF6", Decimal("-0.000000001"))) == Decimal("-0.000000001")


@pytest.mark.parametrize(
    ("amount", "booked"),
    [("0.0000005", 0), ("0.0000015", 2), ("0.0000025", 2), ("-0.0000015", -2), ("0.00000250000001", 3)],
)
def test_a_half_goes_to_the_even_number(amount: str, booked: int) -> None:
    assert book("CO2", Decimal(amount)) == booked


def test_sums_of_booked_amounts_are_the_same_in_any_order() -> None:
    amounts = [book("CH4", each) for each in (0.1, 0.2, 0.3, 1e6, -1e6, 7.77)]
    shuffled = list(amounts)
    random.Random(4).shuffle(shuffled)

    assert sum(amounts) == sum(shuffled) == 8_370_000
    assert 0.1 + 0.2 + 0.3 + 1e6 - 1e6 + 7.77 != 8.37  # which floating point does not hold


@pytest.mark.parametrize("broken", [float("nan"), float("inf"), float("-inf")])
def test_what_is_not_a_number_is_never_booked(broken: float) -> None:
    with pytest.raises(BookingRefused, match="不是有效数字") as refused:
        book("CO2", broken)

    assert refused.value.code == "number"


def test_an_amount_beyond_64_bits_is_refused_and_points_at_the_unit() -> None:
    assert book("CO2", 9.2e12) == 9_200_000_000_000_000_000

    with pytest.raises(BookingRefused, match=r"超出可记账范围（±9\.22e\+12 吨）；请检查单位") as refused:
        book("CO2", 9.3e12)

    assert refused.value.code == "range"


def test_an_unknown_gas_has_no_scale() -> None:
    with pytest.raises(BookingRefused, match="没有气体“CO2e”的记账精度") as refused:
        book("CO2e", 1.0)

    assert refused.value.code == "gas"


def test_a_factor_keeps_six_significant_digits() -> None:
    assert book_factor("CO2", 3.09591) == 3_095_910
    assert book_factor("CO2", 0.1234567) == 123_457


def test_a_factor_that_would_keep_fewer_is_refused() -> None:
    with pytest.raises(BookingRefused, match="只剩 2 位有效数字，少于 6 位；请换用更大的活动数据单位") as refused:
        book_factor("N2O", 1.23456e-5)

    assert refused.value.code == "precision"
    with pytest.raises(BookingRefused, match="只剩 0 位"):
        book_factor("N2O", 1e-9)


def test_a_short_factor_that_loses_nothing_is_kept() -> None:
    assert book_factor("CH4", 0.00001) == 10
    assert book_factor("CH4", 0.0) == 0


def test_factors_are_held_finer_than_amounts_and_rounded_once_at_the_end() -> None:
    assert hold_factor("N2O", 0.0000256) == 2_560_000
    assert booked_from_sum("N2O", 2_560_000 * 1000) == 26  # grams of 1 t: 25.6, rounded
    assert booked_from_sum("CO2", 30_959_100 * 1000) == book("CO2", 3.09591)


@pytest.mark.parametrize(
    ("total", "booked"), [(5_000, 0), (5_001, 1), (15_000, 2), (-5_000, 0), (-15_000, -2), (-5_001, -1)]
)
def test_a_sum_is_rounded_half_to_even_whatever_its_sign(total: int, booked: int) -> None:
    assert booked_from_sum("CO2", total) == booked


@pytest.mark.parametrize(
    ("value", "code"), [(float("nan"), "number"), (1e13, "range"), (1.23456789e-6, "precision"), (1e-9, "precision")]
)
def test_a_factor_that_the_large_tables_cannot_hold_is_refused(value: float, code: str) -> None:
    with pytest.raises(BookingRefused) as refused:
        hold_factor("CO2", value)
    assert refused.value.code == code


@pytest.mark.parametrize("gas", sorted(FACTOR_SCALES))
def test_every_gas_is_held_at_least_as_finely_as_it_is_booked(gas: str) -> None:
    assert FACTOR_SCALES[gas] * 1000 % scale_of(gas) == 0
    assert FACTOR_SCALES[gas] >= scale_of(gas)

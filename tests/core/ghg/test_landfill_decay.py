"""First-order decay: what a landfill gives in a year, and what it gives in all years."""

from __future__ import annotations

import math
import random
from typing import Any

import numpy as np
import pytest

from ditan.core.factors import Choice
from ditan.core.factors.loading import book
from ditan.core.ghg import landfill_decay
from ditan.core.ghg.landfill_decay import ch4_t, decomposed_t
from ditan.core.methods import Context, Evaluation, check, evaluate

IPCC = Choice(("ipcc_2006",))
K = 0.185
"""Kitchen waste, temperate and wet: IPCC 2006 volume 5 table 3.3."""


def landfill(deposits: dict[int, float], year: int = 2023, choice: Choice = IPCC, **changed: Any) -> Evaluation:
    values: dict[str, Any] = {
        "landfill_waste": "food",
        "deposits_t": deposits,
        "landfill_site": "managed_anaerobic",
        "landfill_climate": "temperate_wet",
        "landfill_cover": "oxidising",
        "recovered_ch4_t": 0.0,
    }
    return evaluate(landfill_decay.METHOD, values | changed, book(), choice, Context("重庆", year))


def test_one_deposit_follows_the_equations_of_the_ipcc() -> None:
    """IPCC 2006 volume 5 chapter 3: equations 3.2, 3.4 to 3.6 and 3.1, written out for 2020 → 2023."""
    stored = 10_000 * 0.15 * 0.5 * 1.0
    left = [stored]
    decomposed = []
    for _ in range(3):
        decomposed.append(left[-1] * (1 - math.exp(-K)))
        left.append(left[-1] * math.exp(-K))
    expected = decomposed[2] * 0.5 * 16 / 12 * (1 - 0.1)
    assert landfill({2020: 10_000.0, 2021: 0.0, 2022: 0.0}).lines[0].amount == pytest.approx(expected, rel=1e-12)


def test_all_that_can_decompose_does_so_in_infinite_time() -> None:
    deposits = {2000: 120.0, 2001: 80.0, 2002: 300.0}
    total = math.fsum(decomposed_t(deposits, year, K) for year in range(2000, 2400))
    assert total == pytest.approx(500.0, rel=1e-12)


def test_methane_of_all_years_is_the_decomposable_carbon_times_f_times_16_over_12() -> None:
    years = range(2000, 2600)
    total = math.fsum(ch4_t({2000: 1000.0}, year, 0.15, 0.5, 0.8, K, 0.5, 0.0, 0.0) for year in years)
    assert total == pytest.approx(1000 * 0.15 * 0.5 * 0.8 * 0.5 * 16 / 12, rel=1e-12)


def test_deposits_of_two_years_add_up() -> None:
    both = decomposed_t({2010: 70.0, 2011: 30.0}, 2023, K)
    assert both == pytest.approx(decomposed_t({2010: 70.0}, 2023, K) + decomposed_t({2011: 30.0}, 2023, K), rel=1e-12)


def test_twice_the_waste_gives_twice_the_gas() -> None:
    once = landfill({2021: 500.0, 2022: 700.0}).lines[0].amount
    twice = landfill({2021: 1000.0, 2022: 1400.0}).lines[0].amount
    assert twice == pytest.approx(2 * once)  # type: ignore[operator]


def test_the_order_in_which_the_deposits_are_written_changes_no_digit() -> None:
    deposits = {year: 100.0 + year % 7 for year in range(1990, 2023)}
    shuffled = list(deposits.items())
    random.Random(3).shuffle(shuffled)
    assert decomposed_t(dict(shuffled), 2023, K) == decomposed_t(deposits, 2023, K)


def test_waste_of_the_year_itself_and_of_later_years_gives_nothing_yet() -> None:
    assert decomposed_t({2023: 1e6, 2024: 1e6}, 2023, K) == 0.0


def test_a_faster_decay_gives_more_at_first_and_less_later() -> None:
    slow, fast = (
        (lambda year: decomposed_t({2000: 1.0}, year, 0.05)),
        (lambda year: decomposed_t({2000: 1.0}, year, 0.4)),
    )
    assert fast(2001) > slow(2001)
    assert fast(2030) < slow(2030)


def test_a_gap_in_the_series_is_a_fault_that_names_the_years() -> None:
    evaluation = landfill({2018: 5.0, 2020: 6.0, 2022: 7.0})
    (fault,) = evaluation.faults
    assert (fault.code, evaluation.lines[0].amount) == ("rule", None)
    assert "缺 2019、2021 年" in fault.message
    assert "不能留空" in fault.message


def test_a_series_that_ends_before_the_year_of_the_inventory_has_a_gap_too() -> None:
    assert "缺 2021、2022 年" in landfill({2019: 5.0, 2020: 6.0}).faults[0].message


def test_a_year_with_nothing_laid_down_is_given_as_zero_and_is_no_gap() -> None:
    evaluation = landfill({2020: 5.0, 2021: 0.0, 2022: 0.0})
    assert evaluation.faults == ()
    assert evaluation.lines[0].amount is not None


def test_an_empty_cell_in_the_series_is_no_zero() -> None:
    evaluation = landfill({2021: 5.0, 2022: None})  # type: ignore[dict-item]
    assert [(each.name, each.code) for each in evaluation.faults] == [("deposits_t", "number")]
    assert "2022 年" in evaluation.faults[0].message


def test_a_negative_deposit_names_its_year() -> None:
    assert "2021 年" in landfill({2021: -5.0, 2022: 1.0}).faults[0].message


def test_a_series_without_a_year_before_the_inventory_says_so() -> None:
    assert "2023 年之前没有数据" in landfill({2023: 5.0, 2024: 5.0}).faults[0].message


def test_a_row_that_is_only_entered_is_looked_at_for_gaps_between_its_years() -> None:
    values = {
        "landfill_waste": "food",
        "deposits_t": {2018: 5.0, 2020: 6.0},
        "landfill_site": "managed_anaerobic",
        "landfill_climate": "temperate_wet",
        "landfill_cover": "oxidising",
        "recovered_ch4_t": 0.0,
    }
    assert ["缺 2019 年" in each.message for each in check(landfill_decay.METHOD, values)] == [True]


def test_years_written_as_text_count_like_numbers() -> None:
    assert decomposed_t({"2020": 10.0}, 2023, K) == decomposed_t({2020: 10.0}, 2023, K)


def test_a_year_that_cannot_be_read_is_a_fault_and_no_crash() -> None:
    evaluation = landfill({"二〇二二": 5.0})  # type: ignore[dict-item]
    assert [(each.name, each.code) for each in evaluation.faults] == [("deposits_t", "number")]
    assert "请逐年填写" in evaluation.faults[0].message


def test_one_number_in_place_of_a_series_is_refused() -> None:
    evaluation = landfill(500.0)  # type: ignore[arg-type]
    assert "应按年份填写数字" in evaluation.faults[0].message
    assert evaluation.lines[0].amount is None


def test_recovered_gas_is_taken_off_before_oxidation() -> None:
    plain = landfill({2021: 1e6, 2022: 1e6}).lines[0].amount
    less = landfill({2021: 1e6, 2022: 1e6}, recovered_ch4_t=100.0).lines[0].amount
    assert plain - less == pytest.approx(100 * 0.9)  # type: ignore[operator]


def test_more_recovered_than_generated_is_no_negative_emission() -> None:
    line = landfill({2022: 10.0}, recovered_ch4_t=100.0).lines[0]
    assert line.amount is None
    assert [each.code for each in line.problems] == ["number"]


def test_classes_by_capacity_come_from_the_chinese_point_sources() -> None:
    """EFDB 622543 and 622544: class III, factor 0.61, oxidation 0.30 in the Southwest; DOC of food 11 % (622539)."""
    choice = Choice(("efdb_china", "ipcc_2006"))
    site = {"landfill_site": "china_class_3", "landfill_cover": "china_class_3_southwest"}
    line = landfill({2022: 1000.0}, choice=choice, **site).lines[0]
    assert line.amount == pytest.approx(1000 * 0.11 * 0.5 * 0.61 * (1 - math.exp(-K)) * 0.5 * 16 / 12 * 0.7)


def test_mixed_waste_of_a_temperate_and_wet_place_decays_at_nine_percent() -> None:
    """IPCC 2006 volume 5 table 3.3: 0.09 (0.08 to 0.10), bulk waste; DOC of China 0.09 (EFDB 62697)."""
    line = landfill({2022: 1000.0}, choice=Choice(("ipcc_2006", "ipcc_1996")), landfill_waste="msw").lines[0]
    assert line.amount == pytest.approx(1000 * 0.09 * 0.5 * (1 - math.exp(-0.09)) * 0.5 * 16 / 12 * 0.9)
    assert line.unverified == ()


def test_draws_of_the_rate_go_through_as_arrays() -> None:
    rates = np.array([0.1, 0.185, 0.2])
    drawn = ch4_t({2020: 1000.0, 2021: 500.0}, 2023, 0.15, 0.5, 1.0, rates, 0.5, 0.1, 0.0)
    single = [ch4_t({2020: 1000.0, 2021: 500.0}, 2023, 0.15, 0.5, 1.0, rate, 0.5, 0.1, 0.0) for rate in rates]
    assert list(drawn) == single


def test_the_year_of_the_inventory_stands_in_the_working() -> None:
    operands = landfill({2022: 10.0}).lines[0].operands
    assert [each.value for each in operands if each.name == "year"] == [2023]

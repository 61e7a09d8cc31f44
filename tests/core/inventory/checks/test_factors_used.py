"""Checks of the factors that rows rest on: range, unit slips, year, confirmation, implied factors."""

from dataclasses import replace

import pytest

from ditan.core.factors import Factor
from ditan.core.inventory.checks import RowFacts, factor_range, implied, slips, unverified, vintage
from ditan.core.inventory.checks.finding import Severity
from tests.core.inventory.checks.rows import BOOK, clinker, facts, row
from tests.core.inventory.examples import entry


def using(factor: Factor) -> RowFacts:
    """A row that uses the factor."""
    return row("窑", factors={"clinker_factor": (factor,)})


@pytest.mark.parametrize("value", [0.25295, 0.4, 0.541])
def test_a_local_factor_within_what_the_sets_have_is_no_finding(value: float) -> None:
    assert factor_range.check(facts(using(clinker("own", value, "local")), book=BOOK)) == ()


def test_a_local_factor_beyond_everything_in_the_book_is_named_with_the_range() -> None:
    (found,) = factor_range.check(facts(using(clinker("own", 0.7, "local")), book=BOOK))

    assert found.message == "“窑”（2.A.1）所用“熟料排放因子”为 0.7 tCO2/t，因子库其他 4 个同类值在 0.25295—0.541 之间。"
    assert (found.severity, found.row, found.detail) == (Severity.WARNING, "窑", "clinker_factor:own")


def test_a_factor_without_its_like_cannot_be_held_against_anything() -> None:
    lime = replace(clinker("lime", 9.0, "local"), process="lime")

    assert factor_range.check(facts(using(lime), book=BOOK)) == ()
    assert factor_range.check(facts(using(clinker("own", 0.7, "local")))) == ()


def test_a_local_factor_off_by_a_power_of_ten_is_an_error() -> None:
    (found,) = slips.check(facts(using(clinker("own", 523.0, "local")), book=BOOK))

    assert found.severity == Severity.ERROR
    assert found.message == (
        "“窑”（2.A.1）的本地因子“熟料排放因子”为 523 tCO2/t，约为 nsp（0.52284 tCO2/t）的 10^3 倍。"
    )
    assert slips.check(facts(using(clinker("own", 0.523, "local")), book=BOOK)) == ()


@pytest.mark.parametrize(
    ("value", "expected", "power"),
    [(32.52, 325_200, -4), (1000, 1, 3), (1.1, 1, 0), (3, 1, 0), (11.5, 1, 1), (15, 1, 0), (-10, 1, 0), (0, 5, 0)],
)
def test_a_ratio_near_a_power_of_ten_is_taken_for_a_slip(value: float, expected: float, power: int) -> None:
    assert slips.power_of_ten(value, expected) == power


def test_a_category_a_power_of_ten_from_the_nearest_year_is_an_error() -> None:
    years = {("2.A.1", "CO2"): {2019: 9.0, 2022: 5_100_000.0}}
    (found,) = slips.check(facts(entries=(entry("窑", "2.A.1", "CO2", 520.0),), other_years=years))

    assert found.message == "2.A.1 水泥生产 的 CO2 为 520 吨，约为 2022 年 5.1e+06 吨的 10^-4 倍。"
    assert "kg 与 t" in found.remedy


def test_a_grid_factor_of_another_year_is_a_warning() -> None:
    """Grid factor of 重庆 for 2021 (生态环境部公告 2024 年第 12 号, secondary) in an inventory of 2023."""
    grid = Factor("cq-2021", "重庆电网", "grid_factor", 0.4743, "kgCO2/kWh", "mee_grid_notices", "CO2", year="2021")
    (found,) = vintage.check(facts(using(grid)))

    assert (found.severity, found.message) == (
        Severity.WARNING,
        "“窑”（2.A.1）所用“重庆电网”（cq-2021）是 2021 年的值，清单年份是 2023 年。",
    )
    assert vintage.check(facts(using(replace(grid, year="2023")))) == ()


def test_a_factor_outside_of_its_time_is_named() -> None:
    (later,) = vintage.check(facts(using(clinker("new", 0.5, valid_from="2025-01-01"))))
    (over,) = vintage.check(facts(using(clinker("old", 0.5, valid_to="2020-12-31"))))

    assert "自 2025-01-01 起适用，晚于清单年份 2023 年" in later.message
    assert "适用至 2020-12-31，早于清单年份 2023 年" in over.message
    assert vintage.check(facts(using(clinker("now", 0.5, valid_from="2023-01-01", valid_to="2023-12-31")))) == ()


def test_unverified_factors_are_listed_once_a_row() -> None:
    doubtful = replace(clinker("doubt", 0.5), verified=False)
    (found,) = unverified.check(facts(using(doubtful), using(clinker("sure", 0.5))))

    assert (found.severity, found.message) == (Severity.NOTICE, "“窑”（2.A.1）用了 1 个未核实的因子：doubt。")


def test_an_implied_factor_far_from_its_like_is_a_warning() -> None:
    rows = [row(name) for name in ("甲", "乙", "丙")]
    (found,) = implied.check(facts(*rows, row("丁", amounts={"CO2": 5228.4})))

    assert found.row == "丁"
    assert "隐含因子为 5.228 吨/t，是同类行中位数 0.5228 的 10 倍" in found.message


def test_two_rows_are_too_few_to_say_which_is_odd() -> None:
    assert implied.check(facts(row("甲"), row("丁", amounts={"CO2": 5228.4}))) == ()


def test_rows_of_different_choices_are_not_held_against_each_other() -> None:
    rows = [row(name, values={"kiln": "nsp"}) for name in ("甲", "乙", "丙")]

    assert implied.check(facts(*rows, row("丁", values={"kiln": "shaft"}, amounts={"CO2": 5228.4}))) == ()


def test_a_row_without_activity_has_no_implied_factor() -> None:
    assert implied.implied_factor(row("甲", activity=None), "CO2") is None
    assert implied.implied_factor(row("甲", activity=0.0), "CO2") is None
    assert implied.implied_factor(row("甲"), "CH4") is None

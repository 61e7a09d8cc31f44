"""Checks of totals: other years, printed sums, reference approach, published shares, sources entered twice."""

import json
from pathlib import Path
from typing import Any

import pytest

from ditan.core.inventory.checks import CHECKS, duplicates, outliers, reference, run, shares, sums
from ditan.core.inventory.checks.finding import Severity
from tests.core.inventory.checks.rows import facts, row
from tests.core.inventory.examples import entry

WORKED: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[3] / "data/inventory/worked_examples.json").read_text(encoding="utf-8")
)
KILN = (entry("窑", "2.A.1", "CO2", 520.0),)


def test_a_jump_from_the_nearest_year_is_a_warning() -> None:
    (found,) = outliers.check(facts(entries=KILN, other_years={("2.A.1", "CO2"): {2021: 500.0, 2022: 300.0}}))

    assert found.message == "2.A.1 水泥生产 的 CO2 2023 年为 520 吨，比 2022 年（300 吨）增加 73%。"


@pytest.mark.parametrize("years", [{2022: 450.0}, {2020: 300.0}, {2023: 1.0}, {}])
def test_a_change_that_the_years_between_allow_is_none(years: dict[int, float]) -> None:
    assert outliers.check(facts(entries=KILN, other_years={("2.A.1", "CO2"): years})) == ()


def test_a_year_that_stands_out_of_a_steady_series_is_a_warning() -> None:
    steady = {2017: 400.0, 2018: 401.0, 2019: 399.0, 2020: 400.5, 2021: 402.0, 2022: 400.0}
    (found,) = outliers.check(facts(entries=KILN[:1], other_years={("2.A.1", "CO2"): {**steady, 2022: 450.0}}))

    assert "明显偏离 6 个其他年份的中位数" in found.message


def test_what_was_nothing_and_is_something_is_a_warning() -> None:
    (found,) = outliers.check(facts(entries=KILN, other_years={("2.A.1", "CO2"): {2022: 0.0}}))

    assert "2022 年为 0" in found.message


def test_a_slip_of_the_unit_is_left_to_the_check_of_units_and_a_trifle_to_nobody() -> None:
    rows = (*KILN, entry("小", "2.A.2", "CO2", 0.1))
    years = {("2.A.1", "CO2"): {2022: 5.2e6}, ("2.A.2", "CO2"): {2022: 0.3}, ("2.B.1", "CO2"): {2022: 0.3}}

    assert outliers.check(facts(entries=rows, other_years=years)) == ()


@pytest.mark.parametrize(
    "case", [each for each in WORKED if each["id"].startswith("ceads_chongqing")], ids=lambda c: c["id"]
)
def test_the_sectors_of_ceads_chongqing_add_up_to_their_totals(case: dict[str, Any]) -> None:
    """CEADs provincial inventories of 重庆 (Shan 2018, 2020, Guan 2021): sectors add up to the printed total."""
    stated = {case["id"]: (case["expected"], (case["inputs"]["sum_of_sectors"],))}

    assert sums.check(facts(stated=stated)) == ()


def test_the_city_and_the_province_tables_of_ceads_agree() -> None:
    """CEADs 290 cities against 30 provinces, 重庆 2019: equal to the rounding of the source."""
    case = next(each for each in WORKED if each["id"] == "ceads_city_vs_province_2019")

    assert sums.check(facts(stated={"2019": (case["expected"], (case["inputs"]["city"],))})) == ()


def test_the_published_parts_of_ammonia_do_not_add_up() -> None:
    """Liao & Chen 2017, NH3 of large-scale livestock in 重庆 2013: the parts are 9.89 t below the printed total."""
    case = next(each for each in WORKED if each["id"] == "chongqing_nh3_2013")
    (found,) = sums.check(facts(stated={"规模养殖 NH3": (case["expected"], tuple(case["inputs"].values()))}))

    assert found.severity == Severity.ERROR
    assert found.message == "“规模养殖 NH3”写明合计 17102.92，5 个分项之和为 17093.03，差 -9.89。"


@pytest.mark.parametrize(
    ("reference_co2", "sectoral"), [(100.0, 105.0), (100.0, 95.0), (0.0, 0.0), (None, 9.0), (9.0, None)]
)
def test_approaches_within_five_percent_agree(reference_co2: float | None, sectoral: float | None) -> None:
    assert reference.check(facts(reference_co2=reference_co2, sectoral_co2=sectoral)) == ()


def test_approaches_that_differ_more_have_to_be_explained() -> None:
    (found,) = reference.check(facts(reference_co2=100.0, sectoral_co2=94.0))

    assert (found.severity, found.gas) == (Severity.WARNING, "CO2")
    assert "部门方法 94 吨，参考方法 100 吨，相差 -6.0%，超过 ±5%" in found.message
    (nothing,) = reference.check(facts(reference_co2=0.0, sectoral_co2=94.0))
    assert nothing.severity == Severity.ERROR


def test_shares_far_from_the_published_are_a_notice() -> None:
    """CEADs 重庆 2019: power and heat 59.61 of 156.25 Mt, cement process 19.62."""
    published = {"电力热力": 59.61 / 156.25, "水泥过程": 19.62 / 156.25}
    own = {"电力热力": 0.60, "水泥过程": 0.13, "其他": 0.27}
    (found,) = shares.check(facts(own_shares=own, published_shares=published, publisher="CEADs 2019"))

    assert found.message == "电力热力 占 60.0%，CEADs 2019为 38.2%，相差 +21.8 个百分点。"
    assert found.severity == Severity.NOTICE


def test_the_same_source_twice_is_an_error() -> None:
    (found,) = duplicates.check(facts(row("窑"), row("窑"), row("另一个窑", values={"clinker_t": 7.0})))

    assert (found.severity, found.message) == (
        Severity.ERROR,
        "“窑”（2.A.1）、“窑”（2.A.1）各项数据完全相同，可能是同一个源填了 2 次。",
    )


def test_two_sources_of_different_names_that_say_the_same_are_a_warning() -> None:
    (found,) = duplicates.check(facts(row("一号窑"), row("二号窑")))

    assert (found.severity, found.detail) == (Severity.WARNING, "一号窑+二号窑")


def test_one_name_with_different_numbers_is_a_warning() -> None:
    (found,) = duplicates.check(facts(row("窑"), row("窑", values={"clinker_t": 7.0})))

    assert found.severity == Severity.WARNING
    assert found.message == "“窑”（2.A.1）、“窑”（2.A.1）名称和类别相同，可能是同一个源填了 2 次。"


def test_rows_without_activity_are_no_duplicates() -> None:
    empty = {"values": {"clinker_t": 0.0}, "activity": 0.0}

    assert duplicates.check(facts(row("甲", **empty), row("乙", **empty))) == ()


def test_every_check_is_run_and_has_a_name_of_its_own() -> None:
    found = run(
        facts(
            row("窑"),
            row("窑"),
            entries=KILN,
            reference_co2=100.0,
            sectoral_co2=50.0,
            stated={"合计": (1.0, (2.0,))},
        )
    )

    assert {each.check for each in found} == {"completeness", "duplicate", "reference", "sums"}
    assert len({name for name, _ in CHECKS.values()}) == len(CHECKS) == 14
    assert len({(each.check, each.key) for each in found}) == len(found)
    assert all(each.remedy.endswith("。") and each.message.endswith("。") for each in found)

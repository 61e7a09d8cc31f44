"""Nitrogen put on fields: nitrous oxide at once, and by way of air and water."""

from __future__ import annotations

from typing import Any

import pytest

from ditan.core.factors import Choice
from ditan.core.factors.loading import book
from ditan.core.ghg import soil_nitrogen_direct, soil_nitrogen_indirect
from ditan.core.methods import Context, Evaluation, evaluate

GUIDE = Choice(("provincial_guide_2011",), unverified=True)
IPCC = Choice(("ipcc_2006",))
NITROGEN = {"synthetic_n_t": 600.0, "organic_n_t": 300.0, "residue_n_t": 100.0}


def direct(field: str = "upland", zone: str = "IV区", choice: Choice = GUIDE, **changed: Any) -> Evaluation:
    values = NITROGEN | {"field": field, "n2o_zone": zone} | changed
    return evaluate(soil_nitrogen_direct.METHOD, values, book(), choice, Context("重庆", 2023))


def indirect(choice: Choice, **changed: Any) -> Evaluation:
    return evaluate(soil_nitrogen_indirect.METHOD, NITROGEN | changed, book(), choice, Context("重庆", 2023))


@pytest.mark.parametrize(("zone", "factor"), [("I区", 0.0056), ("IV区", 0.0109), ("VI区", 0.0106)])
def test_the_guide_goes_by_zone_whatever_the_field(zone: str, factor: float) -> None:
    """Provincial guide 2011, table 4.4, original not read."""
    for field in ("upland", "paddy", "paddy_intermittent"):
        assert direct(field, zone).lines[0].amount == pytest.approx(1000 * factor * 44 / 28)


@pytest.mark.parametrize(
    ("field", "factor"), [("upland", 0.01), ("paddy", 0.003), ("paddy_continuous", 0.003), ("pasture_cattle", 0.02)]
)
def test_the_ipcc_goes_by_field_whatever_the_zone(field: str, factor: float) -> None:
    """EFDB 417317, 417318 and 417324."""
    for zone in ("I区", "IV区"):
        assert direct(field, zone, IPCC).lines[0].amount == pytest.approx(1000 * factor * 44 / 28)


@pytest.mark.parametrize(("field", "factor"), [("paddy_continuous", 0.0002), ("paddy_intermittent", 0.0042)])
def test_chinese_measurements_tell_apart_how_a_paddy_is_watered(field: str, factor: float) -> None:
    """EFDB 421478 and 421479."""
    line = direct(field, choice=Choice(("efdb_china",))).lines[0]
    assert line.amount == pytest.approx(1000 * factor * 44 / 28)


def test_a_paddy_never_takes_the_factor_of_dry_land() -> None:
    codes = {each.code for line in direct("paddy", choice=IPCC).lines for o in line.operands for each in o.factors}
    assert codes == {"ipcc_2006:efdb-417318-paddy"}


def test_pastures_of_sheep_rest_on_an_entry_without_a_name() -> None:
    """EFDB 417325 names no parameter: inferred from its neighbours, so unconfirmed."""
    assert direct("pasture_sheep", choice=IPCC).lines[0].problems[0].code == "unverified"


def test_every_source_of_nitrogen_has_to_be_given() -> None:
    evaluation = direct(residue_n_t=None)
    assert [(each.name, each.code) for each in evaluation.faults] == [("residue_n_t", "missing")]


def test_the_indirect_part_counts_what_comes_down_and_what_is_washed_out() -> None:
    """EFDB 417414 (0.01), 417415 (0.0075), 417416 (0.10), 417417 (0.20), 417418 (0.30)."""
    deposited, leached = 600 * 0.10 + 300 * 0.20, 1000 * 0.30
    assert indirect(IPCC).lines[0].amount == pytest.approx((deposited * 0.01 + leached * 0.0075) * 44 / 28)


def test_the_guide_has_less_washed_out_than_the_ipcc() -> None:
    """Provincial guide 2011 §4.3, original not read: 20 % of the input."""
    deposited, leached = 600 * 0.10 + 300 * 0.20, 1000 * 0.20
    assert indirect(GUIDE).lines[0].amount == pytest.approx((deposited * 0.01 + leached * 0.0075) * 44 / 28)


def test_straw_does_not_volatilise() -> None:
    without = indirect(IPCC, residue_n_t=0.0).lines[0].amount
    assert indirect(IPCC).lines[0].amount - without == pytest.approx(100 * 0.3 * 0.0075 * 44 / 28)  # type: ignore[operator]


def test_both_methods_ask_for_the_same_inputs() -> None:
    for name in NITROGEN:
        assert soil_nitrogen_direct.METHOD.input(name) is soil_nitrogen_indirect.METHOD.input(name)

"""Two inventories cell by cell."""

from dataclasses import replace

import pytest

from ditan.core.factors import Factor
from ditan.core.inventory.comparing import Cause, Kind, Side, compare, effects, side_of
from ditan.core.inventory.notation import Key
from ditan.core.methods import Input, Line, Method, Operand, Output, Parameter

POWER = Method(
    "test.power",
    "外购电力",
    (Input("power_mwh", "购电量", "MWh"),),
    (Parameter("grid", "电网排放因子", "tCO2/MWh", "grid_factor", "CO2"),),
    (Output("CO2", lambda power_mwh, grid: power_mwh * grid, "购电量 × 因子"),),
    "无",
    False,
)


def line(power_mwh: float, grid: float, code: str) -> Line:
    """CO2 of purchased electricity."""
    factor = Factor(code, "重庆电网", "grid_factor", grid, "tCO2/MWh", "mee_grid_notices", "CO2", verified=True)
    operands = (Operand("power_mwh", "购电量", "MWh", power_mwh), Operand("grid", "因子", "tCO2/MWh", grid, (factor,)))
    return Line(POWER, POWER.outputs[0], power_mwh * grid, operands)


BEFORE, AFTER = line(1000.0, 0.4743, "cq-2021"), line(1100.0, 0.5581, "cq-2023")
"""Factors of 重庆 of 2021 and 2023: 生态环境部公告 2024 年第 12 号、2025 年第 47 号 (secondary)."""


def test_the_effects_of_activity_and_factor_add_up_to_the_change() -> None:
    split = effects(BEFORE, AFTER)

    assert split is not None
    assert split.activity == pytest.approx(100 * (0.4743 + 0.5581) / 2)
    assert split.factor == pytest.approx(0.0838 * 1050)
    assert split.activity + split.factor == pytest.approx(1100 * 0.5581 - 1000 * 0.4743)


def test_an_unchanged_factor_leaves_all_to_activity() -> None:
    split = effects(BEFORE, line(1100.0, 0.4743, "cq-2021"))

    assert split is not None
    assert (split.activity, split.factor) == (pytest.approx(47.43), 0.0)


def test_a_change_of_method_or_an_unknown_amount_cannot_be_split() -> None:
    other = replace(AFTER, method=replace(POWER, code="test.market"))

    assert effects(BEFORE, other) is None
    assert effects(BEFORE, replace(AFTER, amount=None)) is None


def test_rows_whose_controls_differ_in_number_cannot_be_split() -> None:
    def controls(*values: float) -> Line:
        factors = tuple(Factor(str(each), "", "removal_efficiency", each, "1", "local") for each in values)
        output = Output("CO2", lambda grid: sum(grid), "…")
        return Line(POWER, output, sum(values), (Operand("grid", "", "1", values, factors),))

    assert effects(controls(0.5), controls(0.5, 0.5)) is None
    assert effects(controls(0.5), controls(0.75)) is not None


def test_causes_are_read_off_the_workings() -> None:
    where = ("1", "E.1", "CO2")
    only_factor = line(1000.0, 0.5581, "cq-2023")

    (both,) = compare({where: side_of(BEFORE, 474_300_000)}, {where: side_of(AFTER, 613_910_000)})
    (factor,) = compare({where: side_of(BEFORE, 474_300_000)}, {where: side_of(only_factor, 558_100_000)})

    assert both.causes == (Cause.ACTIVITY, Cause.FACTOR)
    assert both.difference == 139_610_000
    assert both.percent == pytest.approx(29.435, abs=0.001)
    assert factor.causes == (Cause.FACTOR,)


def test_cells_that_came_and_went_are_told_apart_from_those_that_stayed() -> None:
    stays, goes, comes = ("1", "CO2"), ("2", "CO2"), ("3", "CO2")
    found = compare({stays: Side(1), goes: Side(2)}, {stays: Side(1), comes: Side(3)})

    assert [(each.where, each.kind) for each in found] == [
        (stays, Kind.SAME),
        (goes, Kind.REMOVED),
        (comes, Kind.ADDED),
    ]
    assert [each.difference for each in found] == [0, None, None]


def test_a_key_that_became_a_number_is_a_change_without_a_difference() -> None:
    (found,) = compare({("4.A", "CH4"): Side(None, Key.NE)}, {("4.A", "CH4"): Side(5)})

    assert (found.kind, found.causes, found.difference, found.percent) == (Kind.CHANGED, (Cause.KEY,), None, None)


def test_a_change_that_the_workings_do_not_explain_says_so() -> None:
    (found,) = compare({("1", "CO2"): Side(1)}, {("1", "CO2"): Side(2)})

    assert found.causes == (Cause.UNKNOWN,)


def test_a_change_of_method_is_named() -> None:
    (found,) = compare({("1", "CO2"): Side(1, method="tier1")}, {("1", "CO2"): Side(2, method="tier2")})

    assert found.causes == (Cause.METHOD,)


def test_two_empty_inventories_have_nothing_to_compare() -> None:
    assert compare({}, {}) == ()

"""Evaluated rows whose own formulas carry the draws."""

from dataclasses import replace

import numpy as np
import pytest

from ditan.core.factors import Choice, Factor, FactorBook
from ditan.core.methods import Context, Input, InputKind, Line, Method, Operand, Output, Parameter, evaluate
from ditan.core.methods.inputs import FUEL, FUEL_AMOUNT
from ditan.core.uncertainty.approach1 import of_product
from ditan.core.uncertainty.approach2 import simulate
from ditan.core.uncertainty.propagating import Gap, Propagation

DIESEL = (
    Factor("ncv", "柴油低位发热量", "ncv", 42.652, "GJ/t", "guide", fuel="diesel", verified=True),
    Factor(
        "cc", "柴油含碳量", "carbon_content", 20.2, "tC/TJ", "guide", "CO2", 19.8, 20.6, fuel="diesel", verified=True
    ),
    Factor("ox", "柴油氧化率", "oxidation", 0.98, "1", "guide", "CO2", fuel="diesel", verified=True),
)
"""Values of the provincial guide of 2025 as transcribed; the range of the carbon content is invented."""


BURNING = Method(
    "test.burning",
    "燃烧",
    (FUEL, FUEL_AMOUNT),
    (
        Parameter("ncv", "平均低位发热量", "GJ/t", "ncv", by={"fuel": "fuel"}),
        Parameter("carbon_content", "单位热值含碳量", "tC/TJ", "carbon_content", "CO2", by={"fuel": "fuel"}),
        Parameter("oxidation", "碳氧化率", "1", "oxidation", "CO2", by={"fuel": "fuel"}),
    ),
    (
        Output(
            "CO2",
            lambda fuel_amount, ncv, carbon_content, oxidation: (
                fuel_amount * ncv * carbon_content * oxidation * 44 / 12e3
            ),
            "…",
        ),
    ),
    "无",
    False,
)


def co2_line(amount: float = 1000.0) -> Line:
    """CO2 of so many tonnes of diesel."""
    values = {"fuel": "diesel", "fuel_amount": amount}
    return evaluate(BURNING, values, FactorBook(DIESEL), Choice(("guide",)), Context("重庆", 2023)).lines[0]


def test_the_formula_of_the_method_is_applied_to_the_draws() -> None:
    rows = Propagation()
    rows.add("锅炉", co2_line(), percents={"fuel_amount": 5.0}, assumed={"ncv": 3.0, "oxidation": 1.0})
    run = simulate(rows.terms, rows.sampler(20_000, 1))

    assert run.total.point == pytest.approx(3095.910, abs=0.001)
    assert run.total.mean == pytest.approx(3095.9, rel=0.002)
    assert run.total.percent == pytest.approx(of_product([5, 3, 1, 0.4 / 20.2 * 100]), rel=0.03)


def test_a_missing_range_is_reported_and_not_taken_as_certainty() -> None:
    rows = Propagation()
    rows.add("锅炉", co2_line(), percents={})

    assert rows.without_range == [
        Gap("锅炉", "燃料消费量", ""),
        Gap("锅炉", "平均低位发热量", "ncv"),
        Gap("锅炉", "碳氧化率", "ox"),
    ]
    assert "总不确定性因此偏小；请补充范围或选择假定值" in rows.without_range[1].message
    assert set(rows.spreads) == {"factor:cc"}


def test_rows_that_lack_the_same_range_are_told_together() -> None:
    rows = Propagation()
    for name in ("甲", "乙"):
        rows.add(name, co2_line(), percents={"fuel_amount": 5.0}, assumed={"ncv": 3.0})

    assert rows.gaps_together() == {
        ("平均低位发热量", "ncv", 3.0): ("甲", "乙"),
        ("碳氧化率", "ox", None): ("甲", "乙"),
    }


def test_what_the_user_assumes_is_reported_as_assumed() -> None:
    rows = Propagation()
    rows.add("锅炉", co2_line(), percents={"fuel_amount": 5.0}, assumed={"ncv": 3.0, "oxidation": 1.0})

    assert [each.assumed for each in rows.without_range] == [3.0, 1.0]
    assert rows.without_range[0].message == "锅炉：“平均低位发热量”（因子 ncv）未给出范围，按用户假定的 ±3% 抽样。"


def test_zero_percent_is_a_statement_and_no_gap() -> None:
    rows = Propagation()
    rows.add("锅炉", co2_line(), percents={"fuel_amount": 0.0}, assumed={"ncv": 0.0, "oxidation": 0.0})

    assert [each.label for each in rows.without_range] == ["平均低位发热量", "碳氧化率"]
    assert set(rows.spreads) == {"factor:cc"}


def test_rows_that_share_a_factor_share_its_draws() -> None:
    rows = Propagation()
    for name in ("甲", "乙"):
        rows.add(name, co2_line(), percents={"fuel_amount": 0.0}, groups=(name,))
    run = simulate(rows.terms, rows.sampler(4000, 1))

    assert run.total.percent == pytest.approx(run.groups["甲"].percent or 0)


def test_a_row_with_a_value_of_its_own_under_a_used_code_does_not_share_it() -> None:
    own = replace(
        co2_line(),
        operands=tuple(
            replace(each, factors=(replace(each.factors[0], lower=10.0, upper=30.4),))
            if each.name == "carbon_content"
            else each
            for each in co2_line().operands
        ),
    )
    rows = Propagation()
    rows.add("甲", co2_line(), percents={"fuel_amount": 0.0})
    rows.add("乙", own, percents={"fuel_amount": 0.0})

    assert set(rows.spreads) == {"factor:cc", "factor:cc@乙"}


def test_the_weight_makes_equivalents_of_amounts() -> None:
    rows = Propagation()
    rows.add("锅炉", co2_line(), percents={"fuel_amount": 5.0}, weight=28.0)

    assert simulate(rows.terms, rows.sampler(10, 1)).total.point == pytest.approx(28 * 3095.910, abs=0.02)


def test_an_unknown_amount_adds_nothing() -> None:
    rows = Propagation()
    rows.add("锅炉", replace(co2_line(), amount=None), percents={})

    assert (rows.terms, rows.without_range) == ([], [])


def test_a_series_is_drawn_with_one_error_for_all_years() -> None:
    waste = Input("waste_t", "填埋量", "t", kind=InputKind.SERIES)
    output = Output("CH4", lambda waste_t: waste_t["2020"] * 0.1 + waste_t["2021"] * 0.1, "…")
    method = Method("test.landfill", "填埋", (waste,), (), (output,), "无", False)
    series = {"2020": 100.0, "2021": 300.0}
    rows = Propagation()
    rows.add("场", Line(method, output, 40.0, (Operand("waste_t", "填埋量", "t", series),)), percents={"waste_t": 10.0})

    drawn = rows.terms[0].compute(rows.sampler(5000, 2))
    assert np.std(drawn) / np.mean(drawn) == pytest.approx(0.10 / 1.96, rel=0.03)


def test_a_parameter_a_control_is_drawn_for_each_of_them() -> None:
    output = Output("SO2", lambda removal: sum(removal), "…")
    removal = Parameter("removal", "去除效率", "1", "removal_efficiency")
    method = Method("test.controls", "治理", (), (removal,), (output,), "无", False)
    factors = tuple(
        Factor(code, code, "removal_efficiency", 0.8, "1", "guide", "SO2", 0.7, 0.9) for code in ("fgd", "dry")
    )
    held = Factor("none", "无", "removal_efficiency", 0.0, "1", "guide", "SO2")
    rows = Propagation()
    operand = Operand("removal", "去除效率", "1", (0.8, 0.8, 0.0), (*factors, held))
    rows.add("厂", Line(method, output, 1.6, (operand,)), percents={})

    assert set(rows.spreads) == {"factor:fgd", "factor:dry"}
    assert np.mean(rows.terms[0].compute(rows.sampler(2000, 2))) == pytest.approx(1.6, rel=0.01)
    assert [each.factor for each in rows.without_range] == ["none"]

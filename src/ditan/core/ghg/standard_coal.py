"""Energy counted in tonnes of standard coal, in both conventions for electricity.

The calorific convention (当量值) counts a kilowatt-hour by its heat, 0.1229 kgce; the equivalent convention (等价值) by the coal
that a power plant burns for it. The two are methods of their own, and the second is a check, in no total: a sum of all that is
energy in tce is one by heat.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ditan.core.factors.fuels import fuels
from ditan.core.methods import Input, Method, Output, OutputKind, Parameter
from ditan.core.methods.inputs import FUEL, FUEL_AMOUNT, NET_ELECTRICITY_INPUTS, NET_HEAT_INPUTS, sold_within_purchased

SOURCE = "GB/T 2589 综合能耗计算通则，二手转录"


def fuel_tce(fuel_amount: float, standard_coal: float) -> float:
    """Standard coal of a fuel counted in tonnes, tce; a coefficient in kgce/kg is one in tce/t.

    The 32.52 万t of raw coal that 铜梁 printed for 2020:

    >>> round(fuel_tce(325_200.0, 0.7143))
    232290
    """
    return fuel_amount * standard_coal


def gas_tce(fuel_amount: float, standard_coal: float) -> float:
    """Standard coal of a gas counted in 万Nm³, tce; a coefficient in kgce/m³ is a tenth of one in tce/万m³.

    >>> round(gas_tce(1.0, 1.33), 6)
    13.3
    """
    return fuel_amount * 10 * standard_coal


def calorific_tce(
    electricity_purchased_mwh: float, electricity_sold_mwh: float, standard_coal_calorific: float
) -> float:
    """Standard coal of electricity by its heat, tce; a coefficient in kgce/kWh is one in tce/MWh.

    >>> round(calorific_tce(10_000.0, 0.0, 0.1229), 6)
    1229.0
    """
    return (electricity_purchased_mwh - electricity_sold_mwh) * standard_coal_calorific


def equal_tce(electricity_purchased_mwh: float, electricity_sold_mwh: float, standard_coal_equal: float) -> float:
    """Standard coal of electricity by what a power plant burns for it, tce.

    >>> round(equal_tce(10_000.0, 0.0, 0.404), 6)
    4040.0
    """
    return (electricity_purchased_mwh - electricity_sold_mwh) * standard_coal_equal


def heat_tce(heat_purchased_gj: float, heat_sold_gj: float, standard_coal: float) -> float:
    """Standard coal of heat, tce; a coefficient in kgce/MJ is one in tce/GJ.

    >>> round(heat_tce(1000.0, 0.0, 0.0341), 6)
    34.1
    """
    return (heat_purchased_gj - heat_sold_gj) * standard_coal


def counted_in_volume(values: Mapping[str, Any]) -> bool:
    """Whether the fuel of a row is counted in 万Nm³."""
    fuel = fuels().get(str(values.get("fuel")))
    return fuel is not None and fuel.amount_unit == "万Nm³"


def counted_in_mass(values: Mapping[str, Any]) -> bool:
    """Whether the fuel of a row is counted in tonnes."""
    return not counted_in_volume(values)


def _tce(
    code: str,
    label: str,
    inputs: tuple[Input, ...],
    coefficient: Parameter,
    output: Output,
    rules: tuple[Any, ...] = (),
    applies: Any = counted_in_mass,
    note: str = "",
) -> Method:
    return Method(code, label, inputs, (coefficient,), (output,), SOURCE, False, rules, note, applies)


def _coefficient(unit: str, fuel: str = "", name: str = "standard_coal", quantity: str = "standard_coal") -> Parameter:
    by = {} if fuel else {"fuel": "fuel"}
    fixed = {"fuel": fuel} if fuel else {}
    return Parameter(name, "折标准煤系数", unit, quantity, by=by, fixed=fixed, high=3.0)


def _output(compute: Any, formula: str, convention: str = "", kind: OutputKind = OutputKind.ENERGY) -> Output:
    label = f"标准煤（{convention}）" if convention else "标准煤"
    return Output("", compute, formula, kind=kind, unit="tce", label=label)


NET_ELECTRICITY = "（购入电量 − 转售电量）× 折标准煤系数"

METHOD = _tce(
    "ghg.standard_coal",
    "燃料折标准煤（以吨计）",
    (FUEL, FUEL_AMOUNT),
    _coefficient("kgce/kg"),
    _output(fuel_tce, "消费量 × 折标准煤系数"),
)

GAS = _tce(
    "ghg.standard_coal_gas",
    "燃料折标准煤（以万标准立方米计）",
    (FUEL, FUEL_AMOUNT),
    _coefficient("kgce/m³"),
    _output(gas_tce, "消费量 × 10 × 折标准煤系数"),
    applies=counted_in_volume,
)

ELECTRICITY_CALORIFIC = _tce(
    "ghg.standard_coal_electricity_calorific",
    "电力折标准煤（当量值）",
    NET_ELECTRICITY_INPUTS,
    _coefficient("kgce/kWh", "electricity", "standard_coal_calorific"),
    _output(calorific_tce, NET_ELECTRICITY, "当量值"),
    rules=(sold_within_purchased,),
)

ELECTRICITY_EQUIVALENT = _tce(
    "ghg.standard_coal_electricity_equivalent",
    "电力折标准煤（等价值）",
    NET_ELECTRICITY_INPUTS,
    _coefficient("kgce/kWh", "electricity", "standard_coal_equal", "standard_coal_equal"),
    _output(equal_tce, NET_ELECTRICITY, "等价值", OutputKind.CHECK),
    rules=(sold_within_purchased,),
    note="等价值系数随当年供电煤耗变化；库中 0.404 kgce/kWh 是转录的示例值，请优先录入当年值。",
)

HEAT = _tce(
    "ghg.standard_coal_heat",
    "热力折标准煤（当量值）",
    NET_HEAT_INPUTS,
    _coefficient("kgce/MJ", "heat"),
    _output(heat_tce, "（购入热量 − 转售热量）× 折标准煤系数", "当量值"),
    rules=(sold_within_purchased,),
)

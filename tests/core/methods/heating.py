"""A method for tests: heat of a fuel, its CO2, its N2O, and the dust that its controls let through."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ditan.core.factors import Choice, Factor, FactorBook
from ditan.core.methods import Context, Control, Input, InputKind, Method, Output, OutputKind, Parameter

FUEL = Input("fuel", "燃料", kind=InputKind.CHOICE, choices=(("coal", "煤"), ("oil", "油")))
AMOUNT = Input("amount", "消费量", "t")
SOLD = Input("sold", "外供量", "t", required=False)
MOISTURE = Input("moisture", "水分", "1", high=1.0, low=0.05, required=False)
HISTORY = Input("history", "历年消费量", "t", kind=InputKind.SERIES, required=False)
CONTROLS = Input(
    "controls", "除尘措施", kind=InputKind.CONTROLS, choices=(("bag", "布袋"), ("wet", "湿式")), required=False
)
REMARK = Input("remark", "说明", kind=InputKind.TEXT, required=False)

NCV = Parameter("ncv", "热值", "GJ/t", "ncv", by={"fuel": "fuel"}, high=100.0)
CO2 = Parameter("co2", "CO2排放因子", "t/TJ", "emission_factor", "CO2", by={"fuel": "fuel"})
N2O = Parameter("n2o", "N2O排放因子", "t/TJ", "emission_factor", "N2O", by={"fuel": "fuel"})
DUST = Parameter("dust", "粉尘产生系数", "t/t", "production_factor", "PM10", by={"fuel": "fuel"})
REMOVAL = Parameter("removal", "去除效率", "1", "removal_efficiency", "PM10", over="controls", high=1.0)


def less_sold(values: Mapping[str, Any]) -> tuple[str, ...]:
    """No more is sold than there is."""
    sold = values.get("sold")
    return ("外供量大于消费量；请核对。",) if sold is not None and sold > values["amount"] else ()


def co2_t(amount: float, ncv: float, co2: float) -> float:
    return amount * ncv / 1000 * co2


def n2o_t(amount: float, ncv: float, n2o: float) -> float:
    return amount * ncv / 1000 * n2o


def heat_tj(amount: float, ncv: float) -> float:
    return amount * ncv / 1000


def dust_t(amount: float, dust: float, controls: tuple[Control, ...], removal: tuple[float, ...]) -> float:
    kept = sum(each.penetration * each.operation * share for each, share in zip(controls, removal, strict=True))
    return amount * dust * (1 - kept)


HEATING = Method(
    "ghg.heating",
    "供热",
    (FUEL, AMOUNT, SOLD, MOISTURE, HISTORY, CONTROLS, REMARK),
    (NCV, CO2, N2O, DUST, REMOVAL),
    (
        Output("CO2", co2_t, "消费量 × 热值 ÷ 1000 × 排放因子"),
        Output("N2O", n2o_t, "消费量 × 热值 ÷ 1000 × 排放因子"),
        Output("PM10", dust_t, "消费量 × 产生系数 × (1 − Σ 比例 × 投运率 × 去除效率)"),
        Output("", heat_tj, "消费量 × 热值 ÷ 1000", kind=OutputKind.ENERGY, unit="TJ", label="热量"),
    ),
    "测试",
    verified=True,
    rules=(less_sold,),
)


def factor(code: str, quantity: str, value: float, unit: str, gas: str = "", **more: Any) -> Factor:
    """A verified factor of the set `table`."""
    return Factor(code, code, quantity, value, unit, "table", gas=gas, **({"verified": True} | more))


FACTORS = (
    factor("ncv", "ncv", 20.0, "GJ/t", fuel="coal"),
    factor("co2", "emission_factor", 95.0, "t/TJ", "CO2", fuel="coal"),
    factor("n2o", "emission_factor", 0.0015, "t/TJ", "N2O", fuel="coal", verified=False),
    factor("dust", "production_factor", 0.01, "t/t", "PM10", fuel="coal"),
    factor("bag", "removal_efficiency", 0.99, "1", "PM10", technology="bag"),
    factor("wet", "removal_efficiency", 0.8, "1", "PM10", technology="wet"),
)
BOOK = FactorBook(FACTORS)
TABLE = Choice(("table",))
PLACE = Context("重庆", 2023)
ROW: Mapping[str, Any] = {"fuel": "coal", "amount": 1000.0}

"""What the methods of boilers ask for beside the fuel, and the pollutants of a fuel that has production factors.

How the tables of T/CSES 144-2024 stand in the book of factors:

- *department* (电力生产 …) → `process`; table D.1 for the first three, E.7 for mining and manufacturing;
- *boiler* (煤粉炉 …) → `technology`, of coal alone: gas and oil have one boiler each (燃气锅炉, 燃油锅炉), coke and gangue none;
- *fuel* → `fuel`, empty for 煤炭, which the table does not divide any further;
- *unit capacity* → `technology` of the NOx of coal-fired power;
- VOCs → `NMVOC`; PM2.5–10 → quantity `removal_efficiency_coarse` of PM10.
"""

from __future__ import annotations

from typing import Any

from ditan.core.air import controls as control
from ditan.core.air.controls import left, pm10_left
from ditan.core.methods import Control, Input, InputKind, Output, Parameter

DEPARTMENT = Input(
    "department",
    "锅炉所属部门",
    kind=InputKind.CHOICE,
    choices=(
        ("power_generation", "电力生产"),
        ("power_supply", "电力供应"),
        ("heat_supply", "热力生产和供应"),
        ("industry", "采矿业和制造业"),
    ),
    required=False,
    note="只在计算大气污染物时需要；系数表没有居民生活、商业和农业部门。",
)
BOILER = Input(
    "boiler",
    "炉型",
    kind=InputKind.CHOICE,
    choices=(
        ("pulverised", "煤粉炉"),
        ("fluidised_bed", "流化床炉"),
        ("automatic_stoker", "自动炉排层燃炉"),
        ("manual_stoker", "手动炉排层燃炉"),
    ),
    required=False,
    note="只有煤、焦炭和煤矸石需要；燃气、燃油锅炉不填。",
)
UNIT_CAPACITY = Input(
    "unit_capacity",
    "机组容量",
    kind=InputKind.CHOICE,
    choices=(("le100", "≤100 MW"), ("100_300", "100—300 MW"), ("ge300", "≥300 MW")),
    required=False,
    note="只有燃煤发电的氮氧化物需要。",
)
SULPHUR = Input(
    "sulphur_percent", "收到基硫分", "%", high=15.0, required=False, note="只有煤、焦炭和煤矸石需要；0.8 表示 0.8%。"
)
ASH = Input("ash_percent", "收到基灰分", "%", high=95.0, required=False, note="只有煤、焦炭和煤矸石需要；18 表示 18%。")

NO_SOURCE = "标准公式的原文未读到，按通行写法"
TABLE = "T/CSES 144-2024 城市大气污染源排放清单编制技术指南"


def factor(name: str, gas: str, unit: str) -> Parameter:
    """What the fuel gives of the pollutant before any control, by department and fuel."""
    return Parameter(
        name,
        f"{gas}产生系数",
        unit,
        "production_factor",
        gas,
        by={"process": "department", "fuel": "fuel"},
        high=1000.0,
    )


def factors(unit: str) -> tuple[Parameter, ...]:
    """The eight production factors of a fuel and the efficiencies of the controls."""
    return (
        factor("so2_factor", "SO2", unit),
        factor("nox_factor", "NOx", unit),
        factor("co_factor", "CO", unit),
        factor("nmvoc_factor", "NMVOC", unit),
        factor("pm10_factor", "PM10", unit),
        factor("pm25_factor", "PM2.5", unit),
        factor("bc_factor", "BC", unit),
        factor("oc_factor", "OC", unit),
        control.SO2,
        control.NOX,
        control.NMVOC,
        control.PM25,
        control.COARSE,
        control.BC,
        control.OC,
    )


def outputs(per: float) -> tuple[Output, ...]:
    """The eight pollutants: consumption × factor ÷ `per` is t, × what the controls leave. CO passes them untouched."""
    Controls = tuple[Control, ...]  # noqa: N806

    def so2(fuel_amount: Any, so2_factor: Any, controls: Controls, so2_efficiency: Any) -> Any:
        return fuel_amount * so2_factor / per * left(controls, so2_efficiency)

    def nox(fuel_amount: Any, nox_factor: Any, controls: Controls, nox_efficiency: Any) -> Any:
        return fuel_amount * nox_factor / per * left(controls, nox_efficiency)

    def co(fuel_amount: Any, co_factor: Any) -> Any:
        return fuel_amount * co_factor / per

    def nmvoc(fuel_amount: Any, nmvoc_factor: Any, controls: Controls, nmvoc_efficiency: Any) -> Any:
        return fuel_amount * nmvoc_factor / per * left(controls, nmvoc_efficiency)

    def pm10(
        fuel_amount: Any,
        pm10_factor: Any,
        pm25_factor: Any,
        controls: Controls,
        pm25_efficiency: Any,
        coarse_efficiency: Any,
    ) -> Any:
        return fuel_amount / per * pm10_left(pm10_factor, pm25_factor, controls, pm25_efficiency, coarse_efficiency)

    def pm25(fuel_amount: Any, pm25_factor: Any, controls: Controls, pm25_efficiency: Any) -> Any:
        return fuel_amount * pm25_factor / per * left(controls, pm25_efficiency)

    def bc(fuel_amount: Any, bc_factor: Any, controls: Controls, bc_efficiency: Any) -> Any:
        return fuel_amount * bc_factor / per * left(controls, bc_efficiency)

    def oc(fuel_amount: Any, oc_factor: Any, controls: Controls, oc_efficiency: Any) -> Any:
        return fuel_amount * oc_factor / per * left(controls, oc_efficiency)

    generated = f"消费量 × 产生系数 ÷ {per:g}"
    treated = f"{generated} × {control.LEFT}"
    return (
        Output("SO2", so2, treated),
        Output("NOx", nox, treated),
        Output("CO", co, generated),
        Output("NMVOC", nmvoc, treated),
        Output("PM10", pm10, f"消费量 ÷ {per:g} × {control.LEFT_OF_PM10}"),
        Output("PM2.5", pm25, treated),
        Output("BC", bc, treated),
        Output("OC", oc, treated),
    )

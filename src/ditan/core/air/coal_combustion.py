"""Burning coal, coke and gangue at a fixed place: sulphur and ash by balance, the rest by production factors.

The shares that stay in the bottom ash are given by department and boiler and hold for all three; production factors of coal
are given by boiler, those of coke and gangue by fuel alone, and the NOx of coal-fired power by the capacity of the unit.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ditan.core.air import boilers
from ditan.core.air import controls as control
from ditan.core.air.boilers import ASH, BOILER, DEPARTMENT, SULPHUR, UNIT_CAPACITY
from ditan.core.air.controls import FLUE, LEFT, LEFT_OF_PM10, LOW_NOX, SCR, SNCR, left, pm10_left, running_share
from ditan.core.methods import Control, Method, Output, Parameter
from ditan.core.methods.inputs import FUEL, FUEL_AMOUNT

COALS = (
    "raw_coal",
    "anthracite",
    "bituminous",
    "lignite",
    "coking_coal",
    "washed_coal",
    "other_washed_coal",
    "coal_slime",
    "briquette",
)
"""What the table calls 煤炭."""
BESIDE = ("coke", "coal_gangue")
"""Solid fuels with rows of their own, 不分技术, whose sulphur and particles the table has computed as those of coal."""

Controls = tuple[Control, ...]


def applies(values: Mapping[str, Any]) -> bool:
    """Of coal, coke and gangue.

    >>> applies({"fuel": "anthracite"}), applies({"fuel": "coke"}), applies({"fuel": "fuel_oil"})
    (True, True, False)
    """
    return values.get("fuel") in COALS + BESIDE


def by_boiler_or_fuel(values: Mapping[str, Any]) -> Mapping[str, str]:
    """By what a production factor is sought."""
    return {"process": "department"} | ({"fuel": "fuel"} if values.get("fuel") in BESIDE else {"technology": "boiler"})


def by_capacity_in_power(values: Mapping[str, Any]) -> Mapping[str, str]:
    """By what the factor of NOx is sought: units that generate power have theirs by capacity, but not those that burn coke."""
    if values.get("department") != "power_generation" or values.get("fuel") == "coke":
        return by_boiler_or_fuel(values)
    gangue = {"fuel": "fuel"} if values.get("fuel") == "coal_gangue" else {}
    return {"process": "department", "technology": "unit_capacity"} | gangue


def _factor(name: str, gas: str) -> Parameter:
    return Parameter(name, f"{gas}产生系数", "g/kg", "production_factor", gas, by_row=by_boiler_or_fuel, high=1000.0)


def _balance(name: str, label: str, quantity: str, gas: str = "") -> Parameter:
    return Parameter(name, label, "1", quantity, gas, by={"process": "department", "technology": "boiler"}, high=1.0)


def so2_t(
    fuel_amount: Any, sulphur_percent: Any, sulphur_kept: Any, controls: Controls, so2_efficiency: tuple[Any, ...]
) -> Any:
    """SO2, t, by the sulphur that is not kept in the bottom ash; a tonne of sulphur gives two of SO2.

    1000 t of coal with 1 % sulphur, 15 % of it kept, 80 % removed:

    >>> round(so2_t(1000.0, 1.0, 0.15, (Control("石灰石/石膏法", 1.0),), (0.8,)), 6)
    3.4
    """
    return fuel_amount * sulphur_percent / 100 * (1 - sulphur_kept) * 2 * left(controls, so2_efficiency)


def particles_t(fuel_amount: Any, ash_percent: Any, ash_kept: Any, share: Any) -> Any:
    """Particles of a size before control, t, by the ash that leaves with the flue gas.

    Fine particles of 1000 t of coal with 20 % ash in a pulverised-coal boiler:

    >>> round(particles_t(1000.0, 20.0, 0.25, 0.06), 6)
    9.0
    """
    return fuel_amount * ash_percent / 100 * (1 - ash_kept) * share


def pm25_t(
    fuel_amount: Any,
    ash_percent: Any,
    ash_kept: Any,
    pm25_share: Any,
    controls: Controls,
    pm25_efficiency: tuple[Any, ...],
) -> Any:
    """PM2.5, t."""
    return particles_t(fuel_amount, ash_percent, ash_kept, pm25_share) * left(controls, pm25_efficiency)


def pm10_t(
    fuel_amount: Any,
    ash_percent: Any,
    ash_kept: Any,
    pm10_share: Any,
    pm25_share: Any,
    controls: Controls,
    pm25_efficiency: tuple[Any, ...],
    coarse_efficiency: tuple[Any, ...],
) -> Any:
    """PM10, t."""
    remaining = pm10_left(pm10_share, pm25_share, controls, pm25_efficiency, coarse_efficiency)
    return particles_t(fuel_amount, ash_percent, ash_kept, remaining)


def bc_t(
    fuel_amount: Any,
    ash_percent: Any,
    ash_kept: Any,
    pm25_share: Any,
    bc_share: Any,
    controls: Controls,
    bc_efficiency: tuple[Any, ...],
) -> Any:
    """Black carbon, t: its share of the fine particles before control, × what its own efficiencies leave."""
    return particles_t(fuel_amount, ash_percent, ash_kept, pm25_share) * bc_share * left(controls, bc_efficiency)


def oc_t(
    fuel_amount: Any,
    ash_percent: Any,
    ash_kept: Any,
    pm25_share: Any,
    oc_share: Any,
    controls: Controls,
    oc_efficiency: tuple[Any, ...],
) -> Any:
    """Organic carbon, t; as black carbon."""
    return particles_t(fuel_amount, ash_percent, ash_kept, pm25_share) * oc_share * left(controls, oc_efficiency)


def nox_t(fuel_amount: Any, nox_factor: Any, controls: Controls, nox_efficiency: tuple[Any, ...]) -> Any:
    """NOx, t."""
    return fuel_amount * nox_factor / 1000 * left(controls, nox_efficiency)


def co_t(fuel_amount: Any, co_factor: Any) -> Any:
    """CO, t."""
    return fuel_amount * co_factor / 1000


def nmvoc_t(fuel_amount: Any, nmvoc_factor: Any, controls: Controls, nmvoc_efficiency: tuple[Any, ...]) -> Any:
    """NMVOC, t."""
    return fuel_amount * nmvoc_factor / 1000 * left(controls, nmvoc_efficiency)


def nh3_t(fuel_amount: Any, scr_slip: Any, sncr_slip: Any, controls: Controls) -> Any:
    """Ammonia that slips through denitrification, t; none where none runs.

    1000 t of coal, all of it behind catalytic reduction, 0.16 g/kg:

    >>> nh3_t(1000.0, 0.16, 0.17, (Control("选择性催化还原法", 1.0),))
    0.16
    """
    catalytic = running_share(controls, (SCR, f"{LOW_NOX}+{SCR}"))
    not_catalytic = running_share(controls, (SNCR, f"{LOW_NOX}+{SNCR}"))
    return fuel_amount * (catalytic * scr_slip + not_catalytic * sncr_slip) / 1000


_ASH = "消费量 × 灰分 ÷ 100 × (1 − 灰分进入底灰的比例)"

METHOD = Method(
    code="air.coal_combustion",
    label="燃煤的大气污染物",
    inputs=(FUEL, FUEL_AMOUNT, DEPARTMENT, BOILER, UNIT_CAPACITY, SULPHUR, ASH, FLUE),
    parameters=(
        _balance("sulphur_kept", "硫分进入底灰的比例", "bottom_ash_sulphur"),
        _balance("ash_kept", "灰分进入底灰的比例", "bottom_ash_ash"),
        _balance("pm10_share", "飞灰中PM10的比例", "fly_ash_share", "PM10"),
        _balance("pm25_share", "飞灰中PM2.5的比例", "fly_ash_share", "PM2.5"),
        _balance("bc_share", "PM2.5中BC的比例", "carbon_share", "BC"),
        _balance("oc_share", "PM2.5中OC的比例", "carbon_share", "OC"),
        Parameter(
            "nox_factor", "NOx产生系数", "g/kg", "production_factor", "NOx", by_row=by_capacity_in_power, high=1000.0
        ),
        _factor("co_factor", "CO"),
        _factor("nmvoc_factor", "NMVOC"),
        Parameter("scr_slip", "SCR氨逃逸系数", "g/kg", "ammonia_slip", "NH3", fixed={"technology": SCR}, high=100.0),
        Parameter("sncr_slip", "SNCR氨逃逸系数", "g/kg", "ammonia_slip", "NH3", fixed={"technology": SNCR}, high=100.0),
        control.SO2,
        control.NOX,
        control.NMVOC,
        control.PM25,
        control.COARSE,
        control.BC,
        control.OC,
    ),
    outputs=(
        Output("SO2", so2_t, f"消费量 × 硫分 ÷ 100 × (1 − 硫分进入底灰的比例) × 2 × {LEFT}"),
        Output("NOx", nox_t, f"消费量 × 产生系数 ÷ 1000 × {LEFT}"),
        Output("CO", co_t, "消费量 × 产生系数 ÷ 1000"),
        Output("NMVOC", nmvoc_t, f"消费量 × 产生系数 ÷ 1000 × {LEFT}"),
        Output("NH3", nh3_t, "消费量 × Σ(脱硝应用比例 × 投运率 × 氨逃逸系数) ÷ 1000"),
        Output("PM10", pm10_t, f"{_ASH} × {LEFT_OF_PM10}"),
        Output("PM2.5", pm25_t, f"{_ASH} × 飞灰中PM2.5的比例 × {LEFT}"),
        Output("BC", bc_t, f"{_ASH} × 飞灰中PM2.5的比例 × PM2.5中BC的比例 × {LEFT}"),
        Output("OC", oc_t, f"{_ASH} × 飞灰中PM2.5的比例 × PM2.5中OC的比例 × {LEFT}"),
    ),
    source=f"{boilers.TABLE}附录A、C、D、E，二手转录；{boilers.NO_SOURCE}",
    verified=False,
    note="焦炭和煤矸石的底灰和飞灰比例按所填炉型取煤的值，原表注明按煤衡算。",
    applies=applies,
)

"""Carbon of forests from volume and area, by the function BEF = a + b / V of Fang et al. (2001).

With V the volume of a hectare, biomass is a × volume + b × area, so that both change with the two surveys.
"""

from __future__ import annotations

from ditan.core.methods import Input, Method, Output, OutputKind, Parameter
from ditan.core.methods.forest_inputs import CARBON_FRACTION, FOREST_TYPE, PERIOD_YEARS, VOLUME_END, VOLUME_START

AREA_START = Input("area_start_ha", "期初面积", "ha", note="与期初蓄积同一次调查。")
AREA_END = Input("area_end_ha", "期末面积", "ha", note="与期末蓄积同一次调查。")


def _coefficient(name: str, label: str, unit: str, quantity: str) -> Parameter:
    return Parameter(name, label, unit, quantity, by={"process": "forest_type"}, high=1000.0)


SLOPE = _coefficient("slope", "BEF 参数 a", "t dm/m³", "bef_slope")
INTERCEPT = _coefficient("intercept", "BEF 参数 b", "t dm/ha", "bef_intercept")


def biomass_t(volume_m3: float, area_ha: float, slope: float, intercept: float) -> float:
    """Biomass of the stand, t of dry matter.

    A hectare of Chinese fir with 100 m³ (EFDB 521375):

    >>> round(biomass_t(100.0, 1.0, 0.3999, 22.5410), 3)
    62.531
    """
    return slope * volume_m3 + intercept * area_ha


def co2_t(
    volume_start_m3: float,
    volume_end_m3: float,
    area_start_ha: float,
    area_end_ha: float,
    period_years: float,
    slope: float,
    intercept: float,
    carbon_fraction: float,
) -> float:
    """CO2 of a year, t; negative where biomass grew.

    >>> round(co2_t(100.0, 110.0, 1.0, 1.0, 1.0, 0.3999, 22.5410, 0.5), 4)
    -7.3315
    """
    start = biomass_t(volume_start_m3, area_start_ha, slope, intercept)
    end = biomass_t(volume_end_m3, area_end_ha, slope, intercept)
    return (start - end) * carbon_fraction / period_years * 44 / 12


METHOD = Method(
    code="ghg.forest_volume_function",
    label="森林碳汇（蓄积—生物量函数）",
    inputs=(FOREST_TYPE, VOLUME_START, VOLUME_END, AREA_START, AREA_END, PERIOD_YEARS),
    parameters=(SLOPE, INTERCEPT, CARBON_FRACTION),
    outputs=(
        Output(
            "CO2",
            co2_t,
            "−［a ×（期末 − 期初蓄积）+ b ×（期末 − 期初面积）］× CF ÷ 年数 × 44/12",
            kind=OutputKind.REMOVAL,
        ),
    ),
    source="Fang et al. 2001, Science 292: 2320—2322，见 IPCC EFDB 521372—521387",
    verified=True,
    note="吸收为负。a、b 给出林分全部生物量，不再乘木材密度和根茎比。",
)

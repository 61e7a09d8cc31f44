"""CO2 of electricity bought, by what was contracted (market-based): a memo item beside the location-based emission."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ditan.core.methods import Input, Method, Output, OutputKind, Parameter
from ditan.core.methods.inputs import NET_ELECTRICITY_INPUTS, sold_within_purchased

GREEN_POWER = Input(
    "green_power_mwh", "绿色电力交易电量", "MWh", note="有绿色电力消费凭证的电量；没有则填 0，不要留空。"
)
CERTIFICATES = Input(
    "certificates_mwh",
    "另购绿证电量",
    "MWh",
    note="单独购买并核销的绿证，1 张为 1 MWh，不含绿色电力交易附带的绿证；没有则填 0。",
)
RESIDUAL_FACTOR = Parameter(
    "residual_factor",
    "剩余电力因子（全国，不包括市场化交易的非化石能源电量）",
    "kgCO2/kWh",
    "grid_factor_residual",
    "CO2",
    by={"year": "year"},
    fixed={"region": "全国"},
    high=2.0,
)


def co2_t(
    electricity_purchased_mwh: float,
    electricity_sold_mwh: float,
    green_power_mwh: float,
    certificates_mwh: float,
    residual_factor: float,
) -> float:
    """CO2 of the electricity that no contract covers, t.

    1000 MWh, a quarter of it green, at the national residual factor of 2023:

    >>> round(co2_t(1000.0, 0.0, 200.0, 50.0, 0.6096), 3)
    457.2
    """
    used = electricity_purchased_mwh - electricity_sold_mwh
    return (used - green_power_mwh - certificates_mwh) * residual_factor


def contracts_stated(values: Mapping[str, Any]) -> bool:
    """Whether the row says anything of contracts; where it does not, there is no market-based figure."""
    return any(values.get(each.name) not in (None, "") for each in (GREEN_POWER, CERTIFICATES))


def contracted_within_used(values: Mapping[str, Any]) -> tuple[str, ...]:
    """A rule: no more green electricity can be claimed than was used."""
    names = ("electricity_purchased_mwh", "electricity_sold_mwh", "green_power_mwh", "certificates_mwh")
    numbers = [values.get(name) for name in names]
    if not all(isinstance(each, int | float) for each in numbers):
        return ()
    purchased, sold, green, certificates = (float(each) for each in numbers if each is not None)
    if green + certificates <= purchased - sold + 1e-9 * purchased:
        return ()
    return (
        f"绿色电力 {green:g} MWh 与另购绿证 {certificates:g} MWh 之和大于实际用电 {purchased - sold:g} MWh；"
        f"请核对，绿色电力交易附带的绿证不要再填一次，多余的绿证不能抵扣。",
    )


METHOD = Method(
    code="ghg.market_electricity",
    label="外购电力（基于市场）",
    inputs=(*NET_ELECTRICITY_INPUTS, GREEN_POWER, CERTIFICATES),
    parameters=(RESIDUAL_FACTOR,),
    outputs=(
        Output(
            "CO2",
            co2_t,
            "（购入电量 − 转售电量 − 绿色电力交易电量 − 另购绿证电量）× 剩余电力因子",
            kind=OutputKind.MEMO,
        ),
    ),
    source="GHG Protocol 范围二的市场法；剩余电力因子见生态环境部公告，二手转录",
    verified=False,
    rules=(sold_within_purchased, contracted_within_used),
    applies=contracts_stated,
    note="备忘项，不计入总量：计入总量的是基于位置的结果。绿色电力和绿证按零排放处理。",
)

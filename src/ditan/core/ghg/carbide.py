"""CO2 of making calcium carbide, and of the acetylene made from it."""

from __future__ import annotations

from ditan.core.methods import Input, Method, Output, Parameter

CARBIDE = Input("carbide_t", "电石产量", "t")
CARBIDE_USED = Input(
    "carbide_used_t", "本地用于制乙炔并燃烧的电石", "t", note="只填燃烧或切割用乙炔；作化工原料的不填。没有则填 0。"
)


def co2_t(carbide_t: float, carbide_factor: float, carbide_used_t: float, carbide_use_factor: float) -> float:
    """CO2 of both, t.

    Production and use by the defaults of 2006, 1.090 and 1.100 t/t (EFDB 22974, 22975):

    >>> round(co2_t(1000.0, 1.09, 100.0, 1.1), 6)
    1200.0
    """
    return carbide_t * carbide_factor + carbide_used_t * carbide_use_factor


def _factor(name: str, label: str, process: str) -> Parameter:
    return Parameter(name, label, "tCO2/t", "emission_factor", "CO2", fixed={"process": process}, high=2.0)


METHOD = Method(
    code="ghg.carbide",
    label="电石生产和使用",
    inputs=(CARBIDE, CARBIDE_USED),
    parameters=(
        _factor("carbide_factor", "电石生产二氧化碳排放因子", "carbide"),
        _factor("carbide_use_factor", "电石制乙炔二氧化碳排放因子", "carbide_use"),
    ),
    outputs=(Output("CO2", co2_t, "产量 × 生产因子 + 使用量 × 使用因子"),),
    source="IPCC 2006 第3卷第3章公式 3.11、表 3.8；省级指南（试行）1.154 没有见到原文",
    verified=False,
    note="IPCC 的 1.09 只含还原工序，生石灰煅烧另在石灰生产中填写。",
)

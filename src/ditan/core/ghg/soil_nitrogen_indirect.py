"""Indirect N2O of fields: of nitrogen that came down again, and of nitrogen that was washed out."""

from __future__ import annotations

from ditan.core.methods import Method, Output, Parameter
from ditan.core.methods.farm_inputs import ORGANIC_N, RESIDUE_N, SYNTHETIC_N

SYNTHETIC_VOLATILISED = Parameter(
    "synthetic_volatilised",
    "化肥氮挥发比例",
    "1",
    "nitrogen_volatilised",
    fixed={"process": "synthetic"},
    high=1.0,
)
ORGANIC_VOLATILISED = Parameter(
    "organic_volatilised", "有机肥氮挥发比例", "1", "nitrogen_volatilised", fixed={"process": "organic"}, high=1.0
)
LEACHED = Parameter("leached", "氮淋溶径流比例", "1", "nitrogen_leached", high=1.0)
DEPOSITION_FACTOR = Parameter(
    "deposition_factor",
    "大气氮沉降 N2O 排放因子",
    "kg N2O-N/kg N",
    "indirect_n2o_factor",
    "N2O",
    fixed={"process": "deposition"},
    high=1.0,
)
LEACHING_FACTOR = Parameter(
    "leaching_factor",
    "氮淋溶径流 N2O 排放因子",
    "kg N2O-N/kg N",
    "indirect_n2o_factor",
    "N2O",
    fixed={"process": "leaching"},
    high=1.0,
)


def n2o_t(
    synthetic_n_t: float,
    organic_n_t: float,
    residue_n_t: float,
    synthetic_volatilised: float,
    organic_volatilised: float,
    leached: float,
    deposition_factor: float,
    leaching_factor: float,
) -> float:
    """Indirect N2O, t: IPCC 2006 volume 4 chapter 11, equations 11.9 and 11.10.

    600 t of fertiliser, 300 t of manure and 100 t of straw nitrogen with the values of the IPCC:

    >>> round(n2o_t(600.0, 300.0, 100.0, 0.10, 0.20, 0.30, 0.01, 0.0075), 6)
    5.421429
    """
    deposited = synthetic_n_t * synthetic_volatilised + organic_n_t * organic_volatilised
    washed_out = (synthetic_n_t + organic_n_t + residue_n_t) * leached
    return (deposited * deposition_factor + washed_out * leaching_factor) * 44 / 28


METHOD = Method(
    code="ghg.soil_nitrogen_indirect",
    label="农用地氧化亚氮间接排放",
    inputs=(SYNTHETIC_N, ORGANIC_N, RESIDUE_N),
    parameters=(SYNTHETIC_VOLATILISED, ORGANIC_VOLATILISED, LEACHED, DEPOSITION_FACTOR, LEACHING_FACTOR),
    outputs=(
        Output(
            "N2O",
            n2o_t,
            "［（化肥氮 × 挥发比例 + 有机肥氮 × 挥发比例）× 沉降因子 + 总氮 × 淋溶比例 × 淋溶因子］× 44/28",
        ),
    ),
    source="IPCC 2006 第 4 卷第 11 章 式11.9、11.10；省级温室气体清单编制指南（试行）2011 §4.3（原文未核对）",
    verified=True,
)

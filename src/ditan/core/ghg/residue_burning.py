"""Greenhouse gases of crop residues that are burnt in the field; their CO2 is a memo item, for the next crop takes it up."""

from __future__ import annotations

from ditan.core.methods import Method, Output, OutputKind
from ditan.core.methods.farm_inputs import CROP, RESIDUE_COMBUSTION, RESIDUE_LEFT, residue_factor, residue_gas_t

FORMULA = "秸秆量 × 燃烧因子 × 排放因子 ÷ 1000"


def ch4_t(residue_left_t: float, residue_combustion: float, residue_ch4: float) -> float:
    """CH4, t.

    >>> ch4_t(1000.0, 0.8, 2.7)
    2.16
    """
    return residue_gas_t(residue_left_t, residue_combustion, residue_ch4)


def n2o_t(residue_left_t: float, residue_combustion: float, residue_n2o: float) -> float:
    """N2O, t.

    >>> round(n2o_t(1000.0, 0.8, 0.07), 6)
    0.056
    """
    return residue_gas_t(residue_left_t, residue_combustion, residue_n2o)


def co2_t(residue_left_t: float, residue_combustion: float, residue_co2: float) -> float:
    """CO2 of biomass, t; no part of totals.

    >>> co2_t(1000.0, 0.8, 1515.0)
    1212.0
    """
    return residue_gas_t(residue_left_t, residue_combustion, residue_co2)


METHOD = Method(
    code="ghg.residue_burning",
    label="秸秆露天焚烧",
    inputs=(CROP, RESIDUE_LEFT),
    parameters=(RESIDUE_COMBUSTION, residue_factor("CH4"), residue_factor("N2O"), residue_factor("CO2")),
    outputs=(
        Output("CH4", ch4_t, FORMULA),
        Output("N2O", n2o_t, FORMULA),
        Output("CO2", co2_t, FORMULA, kind=OutputKind.MEMO),
    ),
    source="IPCC 2006 第 4 卷第 2 章 式2.27；参数取自 IPCC EFDB 415121—415141、515145—515148",
    verified=True,
)

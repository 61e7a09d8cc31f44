"""Air pollutants of crop residues that are burnt in the field: those that the IPCC gives; for particles no source was found."""

from __future__ import annotations

from ditan.core.methods import Method, Output
from ditan.core.methods.farm_inputs import CROP, RESIDUE_COMBUSTION, RESIDUE_LEFT, residue_factor, residue_gas_t

FORMULA = "秸秆量 × 燃烧因子 × 排放因子 ÷ 1000"


def co_t(residue_left_t: float, residue_combustion: float, residue_co: float) -> float:
    """CO, t.

    >>> co_t(1000.0, 0.8, 92.0)
    73.6
    """
    return residue_gas_t(residue_left_t, residue_combustion, residue_co)


def nox_t(residue_left_t: float, residue_combustion: float, residue_nox: float) -> float:
    """NOx, t.

    >>> nox_t(1000.0, 0.8, 2.5)
    2.0
    """
    return residue_gas_t(residue_left_t, residue_combustion, residue_nox)


METHOD = Method(
    code="air.residue_smoke",
    label="秸秆露天焚烧污染物",
    inputs=(CROP, RESIDUE_LEFT),
    parameters=(RESIDUE_COMBUSTION, residue_factor("CO"), residue_factor("NOx")),
    outputs=(Output("CO", co_t, FORMULA), Output("NOx", nox_t, FORMULA)),
    source="IPCC 2006 第 4 卷第 2 章 式2.27；参数取自 IPCC EFDB 415126、415141",
    verified=True,
    note="颗粒物、VOCs、氨等没有取得可引用的因子，未列。",
)

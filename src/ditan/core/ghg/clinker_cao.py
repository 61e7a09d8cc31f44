"""Process CO2 of cement clinker from the lime in it."""

from __future__ import annotations

from ditan.core.ghg.clinker import CLINKER
from ditan.core.methods import Method, Output, Parameter

CO2_PER_CAO = 44.01 / 56.08
"""t CO2 that a tonne of CaO gave off when it was CaCO3."""


def co2_t(clinker_t: float, cao_content: float, ckd_correction: float) -> float:
    """Process CO2, t; the correction is for dust that leaves the kiln.

    IPCC 2006: CaO 65 %, no dust, 0.510 tCO2/t:

    >>> round(co2_t(1.0, 0.65, 1.0), 4)
    0.5101
    """
    return clinker_t * cao_content * CO2_PER_CAO * ckd_correction


METHOD = Method(
    code="ghg.clinker_cao",
    label="水泥熟料过程排放（按氧化钙含量）",
    inputs=(CLINKER,),
    parameters=(
        Parameter(
            "cao_content",
            "熟料中氧化钙的质量分数",
            "1",
            "cao_content",
            fixed={"process": "clinker"},
            low=0.4,
            high=0.75,
        ),
        Parameter(
            "ckd_correction",
            "窑尘修正系数",
            "1",
            "kiln_dust_correction",
            fixed={"process": "clinker"},
            low=1.0,
            high=1.5,
        ),
    ),
    outputs=(Output("CO2", co2_t, "熟料产量 × CaO 质量分数 × 44.01/56.08 × 窑尘修正系数"),),
    source="IPCC 2006 第3卷第2章公式 2.2、2.4",
    verified=True,
    note="按全部 CaO 来自碳酸钙计算；有实测 CaO 时请录入实测值，没有窑尘外排时录入 1。",
)

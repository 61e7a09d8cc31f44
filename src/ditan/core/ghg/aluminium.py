"""CO2 of anodes and perfluorocarbons of primary aluminium, by cell technology."""

from __future__ import annotations

from ditan.core.methods import Input, InputKind, Method, Output, Parameter

ALUMINIUM = Input("aluminium_t", "原铝产量", "t")
CELL = Input(
    "aluminium_cell",
    "电解槽技术",
    kind=InputKind.CHOICE,
    choices=(
        ("pfpb", "点式下料预焙（PFPB）"),
        ("cwpb", "中间下料预焙（CWPB）"),
        ("swpb", "边部下料预焙（SWPB）"),
        ("vss", "上插自焙（VSS）"),
        ("hss", "侧插自焙（HSS）"),
    ),
)


def co2_t(aluminium_t: float, anode_factor: float) -> float:
    """CO2 of anodes, t.

    >>> co2_t(1000.0, 1.6)
    1600.0
    """
    return aluminium_t * anode_factor


def cf4_t(aluminium_t: float, cf4_factor: float) -> float:
    """CF4 of anode effects, t.

    >>> cf4_t(1000.0, 0.4)
    0.4
    """
    return aluminium_t * cf4_factor / 1000


def c2f6_t(aluminium_t: float, c2f6_factor: float) -> float:
    """C2F6 of anode effects, t."""
    return aluminium_t * c2f6_factor / 1000


def _factor(name: str, label: str, unit: str, gas: str, high: float) -> Parameter:
    by = {"technology": "aluminium_cell"}
    return Parameter(name, label, unit, "emission_factor", gas, by=by, fixed={"process": "aluminium"}, high=high)


METHOD = Method(
    code="ghg.aluminium",
    label="原铝",
    inputs=(ALUMINIUM, CELL),
    parameters=(
        _factor("anode_factor", "阳极二氧化碳排放因子", "tCO2/t", "CO2", 3.0),
        _factor("cf4_factor", "CF4 排放因子", "kg/t", "CF4", 5.0),
        _factor("c2f6_factor", "C2F6 排放因子", "kg/t", "C2F6", 1.0),
    ),
    outputs=(
        Output("CO2", co2_t, "产量 × 阳极二氧化碳排放因子"),
        Output("CF4", cf4_t, "产量 × CF4 排放因子 ÷ 1000"),
        Output("C2F6", c2f6_t, "产量 × C2F6 排放因子 ÷ 1000"),
    ),
    source="IPCC 2006 第3卷第4章公式 4.20、4.25，表 4.10 和 4.15；省级指南（试行）的值没有见到原文",
    verified=True,
    note="PFPB 的 CF4、C2F6 只有省级指南（试行）未核实的值；有阳极效应记录时请录入自己的值。",
)

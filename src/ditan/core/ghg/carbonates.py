"""CO2 of carbonates that are heated or dissolved: ceramics, soda ash, desulphurisation, glass batches by their parts."""

from __future__ import annotations

from ditan.core.methods import Input, InputKind, Method, Output, Parameter

CARBONATE = Input(
    "carbonate",
    "碳酸盐种类",
    kind=InputKind.CHOICE,
    choices=(
        ("limestone", "石灰石（CaCO3）"),
        ("dolomite", "白云石（CaMg(CO3)2）"),
        ("magnesite", "菱镁矿（MgCO3）"),
        ("soda_ash", "纯碱（Na2CO3）"),
        ("siderite", "菱铁矿（FeCO3）"),
        ("rhodochrosite", "菱锰矿（MnCO3）"),
        ("ankerite", "铁白云石"),
    ),
)
CARBONATE_AMOUNT = Input("carbonate_t", "碳酸盐消费量", "t", note="折纯：原料量 × 碳酸盐质量分数。")
CALCINED = Input("calcined_share", "分解比例", "1", high=1.0, note="完全分解填 1。")


def co2_t(carbonate_t: float, carbonate_factor: float, calcined_share: float) -> float:
    """CO2 given off, t.

    A hundred tonnes of limestone, all of it burnt:

    >>> round(co2_t(100.0, 0.43971, 1.0), 6)
    43.971
    """
    return carbonate_t * carbonate_factor * calcined_share


METHOD = Method(
    code="ghg.carbonates",
    label="碳酸盐使用",
    inputs=(CARBONATE, CARBONATE_AMOUNT, CALCINED),
    parameters=(
        Parameter(
            "carbonate_factor",
            "碳酸盐二氧化碳排放因子",
            "tCO2/t",
            "emission_factor",
            "CO2",
            by={"technology": "carbonate"},
            fixed={"process": "carbonate"},
            high=0.53,
        ),
    ),
    outputs=(Output("CO2", co2_t, "碳酸盐消费量 × 排放因子 × 分解比例"),),
    source="IPCC 2006 第3卷第2章表 2.1、公式 2.16",
    verified=True,
)

"""N2O of making nitric and adipic acid."""

from __future__ import annotations

from ditan.core.methods import Input, InputKind, Method, Output, Parameter

NITRIC_ACID = Input("nitric_acid_t", "硝酸产量（折 100%）", "t")
NITRIC_PROCESS = Input(
    "nitric_acid_process",
    "硝酸工艺",
    kind=InputKind.CHOICE,
    choices=(
        ("nscr", "带非选择性催化还原（NSCR）"),
        ("tailgas_destruction", "工艺内或尾气 N2O 分解"),
        ("atmospheric", "常压法"),
        ("medium_pressure", "中压法"),
        ("high_pressure", "高压法"),
    ),
)
ADIPIC_ACID = Input("adipic_acid_t", "己二酸产量", "t")
DESTROYED = Input(
    "n2o_destroyed_share",
    "N2O 销毁比例",
    "1",
    high=1.0,
    note="销毁效率 × 装置运行时间比例；没有销毁装置填 0，不要留空。",
)


def nitric_n2o_t(nitric_acid_t: float, nitric_acid_factor: float) -> float:
    """N2O of nitric acid, t.

    >>> nitric_n2o_t(1000.0, 7.0)
    7.0
    """
    return nitric_acid_t * nitric_acid_factor / 1000


def adipic_n2o_t(adipic_acid_t: float, adipic_acid_factor: float, n2o_destroyed_share: float) -> float:
    """N2O of adipic acid, t.

    >>> round(adipic_n2o_t(1000.0, 0.3, 0.9), 6)
    30.0
    """
    return adipic_acid_t * adipic_acid_factor * (1 - n2o_destroyed_share)


METHOD = Method(
    code="ghg.nitric_acid",
    label="硝酸",
    inputs=(NITRIC_ACID, NITRIC_PROCESS),
    parameters=(
        Parameter(
            "nitric_acid_factor",
            "硝酸氧化亚氮排放因子",
            "kg/t",
            "emission_factor",
            "N2O",
            by={"technology": "nitric_acid_process"},
            fixed={"process": "nitric_acid"},
            high=50.0,
        ),
    ),
    outputs=(Output("N2O", nitric_n2o_t, "产量 × 排放因子 ÷ 1000"),),
    source="IPCC 2006 第3卷第3章公式 3.5、表 3.3；省级指南（试行）的值没有见到原文",
    verified=True,
)

ADIPIC = Method(
    code="ghg.adipic_acid",
    label="己二酸",
    inputs=(ADIPIC_ACID, DESTROYED),
    parameters=(
        Parameter(
            "adipic_acid_factor",
            "己二酸氧化亚氮产生因子",
            "t/t",
            "emission_factor",
            "N2O",
            fixed={"process": "adipic_acid"},
            high=0.5,
        ),
    ),
    outputs=(Output("N2O", adipic_n2o_t, "产量 × 产生因子 ×（1 − 销毁比例）"),),
    source="IPCC 2006 第3卷第3章公式 3.7、表 3.4；省级指南（试行）的 0.293 没有见到原文",
    verified=True,
)

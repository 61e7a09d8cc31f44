"""N2O of a sewage plant, by the nitrogen that comes in and the process."""

from __future__ import annotations

from ditan.core.methods import Input, InputKind, Method, Output, Parameter

PLANT_WATER = Input("plant_water_10k_m3", "处理水量", "万m³")
TOTAL_N = Input("total_n_mg_l", "进水总氮浓度", "mg/L", high=10000.0)
PLANT_PROCESS = Input(
    "plant_process",
    "处理工艺",
    kind=InputKind.CHOICE,
    choices=(("ao", "缺氧—好氧 AO"), ("aao", "厌氧—缺氧—好氧 A2O"), ("od", "氧化沟"), ("sbr", "序批式 SBR")),
)
PLANT_FACTOR = Parameter(
    "plant_factor",
    "污水处理工艺 N2O 排放因子",
    "% N2O-N/N",
    "wastewater_plant_n2o_factor",
    "N2O",
    by={"process": "plant_process"},
    high=100.0,
)


def n2o_t(plant_water_10k_m3: float, total_n_mg_l: float, plant_factor: float) -> float:
    """N2O, t: equation 6.9 of the 2019 Refinement.

    A hundred times ten thousand m³ of 40 mg/L in an AO plant (EFDB 625400):

    >>> round(n2o_t(100.0, 40.0, 1.37), 6)
    0.861143
    """
    return plant_water_10k_m3 * total_n_mg_l / 100 * plant_factor / 100 * 44 / 28


METHOD = Method(
    code="ghg.wastewater_plant_n2o",
    label="污水处理厂氧化亚氮（按工艺）",
    inputs=(PLANT_PROCESS, PLANT_WATER, TOTAL_N),
    parameters=(PLANT_FACTOR,),
    outputs=(Output("N2O", n2o_t, "水量 × 总氮浓度 ÷ 100 × 排放因子 ÷ 100 × 44/28"),),
    source="IPCC 2019 修订第 5 卷第 6 章 式6.9；参数为中国污水厂实测，IPCC EFDB 623141、625400—625402",
    verified=True,
    note="因子按 EFDB 所引式 6.9 理解为 N2O-N 占进水氮的比例。与蛋白质法二者只用其一，以免重复。",
)

"""Direct N2O of fields, from the nitrogen that is put on them."""

from __future__ import annotations

from ditan.core.methods import Input, InputKind, Method, Output, Parameter
from ditan.core.methods.farm_inputs import ORGANIC_N, RESIDUE_N, SYNTHETIC_N

FIELD = Input(
    "field",
    "农用地类型",
    kind=InputKind.CHOICE,
    choices=(
        ("upland", "旱地"),
        ("paddy", "稻田，水分管理不详"),
        ("paddy_continuous", "稻田，持续淹水"),
        ("paddy_intermittent", "稻田，间歇灌溉"),
        ("pasture_cattle", "放牧地：牛、猪、禽排泄物"),
        ("pasture_sheep", "放牧地：羊及其他牲畜排泄物"),
    ),
    note="省级指南对各类农用地采用同一分区因子；IPCC 和实测文献分开给出。",
)
ZONE = Input(
    "n2o_zone",
    "农用地氧化亚氮分区",
    kind=InputKind.CHOICE,
    choices=(
        ("I区", "I 内蒙古、新疆、甘肃、青海、西藏、陕西、山西、宁夏"),
        ("II区", "II 黑龙江、吉林、辽宁"),
        ("III区", "III 北京、天津、河北、河南、山东"),
        ("IV区", "IV 浙江、上海、江苏、安徽、江西、湖南、湖北、四川、重庆"),
        ("V区", "V 广东、广西、海南、福建"),
        ("VI区", "VI 云南、贵州"),
    ),
    note="重庆属 IV 区。",
)

DIRECT_FACTOR = Parameter(
    "direct_factor",
    "农用地 N2O 直接排放因子",
    "kg N2O-N/kg N",
    "soil_n2o_factor",
    "N2O",
    by={"process": "field", "region": "n2o_zone"},
    loose=("process", "region"),
    high=1.0,
)


def n2o_t(synthetic_n_t: float, organic_n_t: float, residue_n_t: float, direct_factor: float) -> float:
    """Direct N2O, t.

    A thousand tonnes of nitrogen with the factor of the IPCC, 0.01:

    >>> round(n2o_t(600.0, 300.0, 100.0, 0.01), 6)
    15.714286
    """
    return (synthetic_n_t + organic_n_t + residue_n_t) * direct_factor * 44 / 28


METHOD = Method(
    code="ghg.soil_nitrogen_direct",
    label="农用地氧化亚氮直接排放",
    inputs=(FIELD, ZONE, SYNTHETIC_N, ORGANIC_N, RESIDUE_N),
    parameters=(DIRECT_FACTOR,),
    outputs=(Output("N2O", n2o_t, "（化肥氮 + 有机肥氮 + 秸秆还田氮）× 直接排放因子 × 44/28"),),
    source="省级温室气体清单编制指南（试行）2011 第四章 表4.4（原文未核对）；IPCC 2006 第 4 卷第 11 章 式11.1",
    verified=False,
    note="秸秆还田的氮须自行依产量折算：指南的作物参数表未取得。",
)

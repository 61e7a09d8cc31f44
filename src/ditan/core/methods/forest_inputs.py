"""Inputs of forests that several methods share."""

from __future__ import annotations

from ditan.core.methods.spec import Input, InputKind, Parameter

FOREST_TYPE = Input(
    "forest_type",
    "林分类型（优势树种）",
    kind=InputKind.CHOICE,
    choices=(
        ("masson_pine", "马尾松"),
        ("chinese_fir", "杉木"),
        ("cypress", "柏木"),
        ("yunnan_pine", "云南松"),
        ("armand_pine", "华山松"),
        ("chinese_pine", "油松"),
        ("korean_pine", "红松"),
        ("mongolian_pine", "樟子松"),
        ("larch", "落叶松"),
        ("fir_spruce", "冷杉、云杉"),
        ("hemlock", "铁杉、柳杉、油杉"),
        ("oak", "栎类（落叶）"),
        ("evergreen_broadleaf", "常绿阔叶林"),
        ("poplar", "杨树"),
        ("birch", "桦木"),
        ("eucalyptus", "桉树"),
        ("casuarina", "木麻黄"),
        ("acacia", "相思"),
        ("robinia", "刺槐"),
        ("castanopsis", "栲、锥类"),
        ("phoebe", "楠木"),
        ("hard_broadleaf", "其他硬阔类"),
        ("soft_broadleaf", "其他软阔类"),
        ("all", "全部林分（不分类型）"),
    ),
    note="依森林资源清查或国土变更调查；一种类型一行，各行面积和蓄积不得重叠。",
)

VOLUME_START = Input("volume_start_m3", "期初蓄积量", "m³", note="森林资源清查或年度监测的活立木蓄积。")
VOLUME_END = Input("volume_end_m3", "期末蓄积量", "m³", note="与期初同一口径、同一范围。")
PERIOD_YEARS = Input("period_years", "两期间隔", "a", low=0.5, high=30.0, note="两次调查之间的年数。")

STAND_BIOMASS = Input(
    "stand_biomass",
    "林分平均地上生物量",
    kind=InputKind.CHOICE,
    choices=(("below_125", "低于 125 t/ha"), ("above_125", "高于 125 t/ha")),
    note="IPCC 的根茎比按此分档（亚热带湿润林 0.20、0.24）；按树种给出的根茎比不受影响。",
)

CARBON_FRACTION = Parameter(
    "carbon_fraction",
    "生物量含碳率 CF",
    "tC/t dm",
    "biomass_carbon_fraction",
    by={"process": "forest_type"},
    loose=("process",),
    high=1.0,
)
WOOD_DENSITY = Parameter(
    "wood_density",
    "基本木材密度 SVD",
    "t dm/m³",
    "wood_density",
    by={"process": "forest_type", "region": "region"},
    loose=("process", "region"),
    high=1.5,
)
"""Of the forest type; where there is none of the type, the mean of the region."""

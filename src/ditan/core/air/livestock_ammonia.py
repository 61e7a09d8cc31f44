"""NH3 of livestock, by the ammoniacal nitrogen (TAN) of urine and faeces in house, store and field.

E = A × F × 1.214, where A is the TAN that reaches the stage and F the share of it that is lost there. What is lost as NH3 in one
stage does not reach the next. Losses as N2, NO and N2O, for which no source gives values here, are not taken off, so that
spreading is rather too high than too low.
"""

from __future__ import annotations

from ditan.core.methods import Input, Method, Output, Parameter
from ditan.core.methods.farm_inputs import LIVESTOCK

NH3_PER_N = 1.214
"""Mass of NH3 for one of N, as the guide writes 17/14."""

NH3_HEAD = Input(
    "nh3_head",
    "氨排放计算用饲养量",
    "头（只）",
    required=False,
    note="奶牛、肉牛、蛋鸡用年内存栏量；生猪（饲养 122 天）、肉鸡（52 天）用年出栏量。不计算氨时留空。",
)

_BY = {"process": "livestock"}
REARING_DAYS = Parameter("rearing_days", "饲养天数", "d", "rearing_days", by=_BY, high=366.0)


def _of_medium(medium: str, label: str) -> tuple[Parameter, ...]:
    stages = (("housing", "圈舍"), ("storage", "储存"), ("spreading", "施用"))
    return (
        Parameter(f"{medium}_kg_d", f"每头（只）{label}排泄量", "kg/d", f"{medium}_excretion", by=_BY, high=100.0),
        Parameter(f"{medium}_n_percent", f"{label}含氮量", "%", f"{medium}_nitrogen", by=_BY, high=100.0),
        Parameter(f"{medium}_tan_percent", f"{label}铵态氮占总氮比例", "%", f"{medium}_tan", by=_BY, high=100.0),
        *(
            Parameter(
                f"{medium}_{stage}",
                f"{label}{name}氨排放系数",
                "% TAN",
                "nh3_share",
                "NH3",
                by=_BY,
                fixed={"technology": f"{stage}_{medium}"},
                high=100.0,
            )
            for stage, name in stages
        ),
    )


URINE = _of_medium("urine", "尿液")
FAECES = _of_medium("faeces", "粪便")


def tan_t(nh3_head: float, rearing_days: float, excreted_kg_d: float, n_percent: float, tan_percent: float) -> float:
    """Ammoniacal nitrogen that is excreted in a year, t N.

    A hundred dairy cows' urine with the values of Liao & Chen (2017):

    >>> round(tan_t(100.0, 365.0, 12.89, 0.9, 60.0), 4)
    2.5406
    """
    return nh3_head * rearing_days * excreted_kg_d * n_percent / 100 * tan_percent / 100 / 1000


def lost_n_t(tan: float, housing: float, storage: float, spreading: float) -> float:
    """Nitrogen that leaves as NH3 in the three stages, t N; shares in % of the TAN that reaches each.

    >>> lost_n_t(100.0, 20.0, 10.0, 50.0)
    64.0
    """
    stored = tan * (1 - housing / 100)
    spread = stored * (1 - storage / 100)
    return tan * housing / 100 + stored * storage / 100 + spread * spreading / 100


def nh3_t(
    nh3_head: float,
    rearing_days: float,
    urine_kg_d: float,
    urine_n_percent: float,
    urine_tan_percent: float,
    urine_housing: float,
    urine_storage: float,
    urine_spreading: float,
    faeces_kg_d: float,
    faeces_n_percent: float,
    faeces_tan_percent: float,
    faeces_housing: float,
    faeces_storage: float,
    faeces_spreading: float,
) -> float:
    """NH3 of a year, t.

    A thousand pigs sold, with the values of Liao & Chen (2017):

    >>> round(nh3_t(1000.0, 122.0, 3.36, 0.4, 70.0, 18.5, 3.8, 40.0, 2.04, 0.34, 30.0, 18.5, 4.6, 81.0), 4)
    1.0006
    """
    urine = tan_t(nh3_head, rearing_days, urine_kg_d, urine_n_percent, urine_tan_percent)
    faeces = tan_t(nh3_head, rearing_days, faeces_kg_d, faeces_n_percent, faeces_tan_percent)
    lost = lost_n_t(urine, urine_housing, urine_storage, urine_spreading) + lost_n_t(
        faeces, faeces_housing, faeces_storage, faeces_spreading
    )
    return lost * NH3_PER_N


METHOD = Method(
    code="air.livestock_ammonia",
    label="畜禽养殖氨",
    inputs=(LIVESTOCK, NH3_HEAD),
    parameters=(REARING_DAYS, *URINE, *FAECES),
    outputs=(
        Output(
            "NH3",
            nh3_t,
            "Σ（尿液、粪便）Σ（圈舍、储存、施用）到达该环节的铵态氮 × 氨排放系数 × 1.214；"
            "铵态氮 = 饲养量 × 天数 × 排泄量 × 含氮量 × 铵态氮比例",
        ),
    ),
    source="大气氨源排放清单编制技术指南（试行），转引自廖、陈 2017 中国生态农业学报 25(5) 表1、表2（表2 表头有误，列序为推断）",
    verified=False,
    note="前一环节以氨损失的氮不进入后一环节；以 N2、NO、N2O 损失的氮没有数值来源，未扣除，施用环节因此偏高。",
)

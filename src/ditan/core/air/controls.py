"""Control technologies of T/CSES 144-2024, table A.1, and what passes through them.

A technology keeps the name that the table gives it: it is a proper name, and the code by which the book is asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ditan.core.methods import Control, Input, InputKind, Parameter

NONE = "无控制技术"
"""The table's own row for a source without any control. It has to be said: an empty cell is unknown, not uncontrolled."""

DESULPHURISATION = (
    "石灰石/石膏法",
    "双碱法",
    "海水法",
    "氧化镁法",
    "氨法",
    "烟气循环流化床法",
    "炉内喷钙法",
    "密相干法",
    "旋转喷雾干燥法",
    "其他脱硫技术",
)
SCR, SNCR = "选择性催化还原法", "选择性非催化还原法"
LOW_NOX = "低氮燃烧技术"
DENITRIFICATION = (LOW_NOX, SNCR, SCR, f"{LOW_NOX}+{SNCR}", f"{LOW_NOX}+{SCR}", "其他脱硝技术")
DEDUSTING = (
    "袋式除尘法",
    "电袋复合除尘法",
    "普通静电除尘法",
    "高效静电除尘法",
    "湿式除尘法",
    "机械式除尘法",
    "多管旋风除尘法",
    "重力沉降法",
    "惯性除尘法",
    "其他除尘技术",
    "无组织尘一般控制技术",
    "无组织尘高效控制技术",
)
ROAD = ("铺装道路每天洒水2次", "铺装道路喷洒抑尘剂", "铺装道路普通吸尘清扫", "铺装道路真空吸尘清扫")
SITE = (
    "施工场地路面铺装及洒水",
    "施工场地安装尼龙塑胶防尘网（网径0.5mm，网距3mm）",
    "施工场地安装尼龙塑胶防尘网（网径1mm，网距5mm）",
    "施工场地覆盖高强度纤维织布",
    "施工场地覆盖尼龙塑胶网防尘布（网径1mm，网距5mm）",
    "施工场地使用化学抑尘剂",
    "施工场地安装2.4m硬质围挡",
    "施工场地安装1.8m硬质围挡",
)
PILE = (
    "堆场输送点位连续洒水",
    "建筑料堆三边用孔隙率50%的围挡遮围",
    "建筑料堆使用编织布覆盖",
    "矿料堆定期洒水",
    "矿料堆使用化学覆盖剂",
    "煤堆定期洒水",
    "煤堆使用化学覆盖剂",
)

_STAGE_OF_FLUE: Mapping[str, str] = {
    **dict.fromkeys(DESULPHURISATION, "脱硫"),
    **dict.fromkeys(DENITRIFICATION, "脱硝"),
    **dict.fromkeys(DEDUSTING, "除尘"),
}


def controls_input(*technologies: str, stages: Mapping[str, str] | None = None) -> Input:
    """An input `controls` with the choices given, and the row for none."""
    return Input(
        "controls",
        "治理措施",
        kind=InputKind.CONTROLS,
        choices=tuple((each, each) for each in (*technologies, NONE)),
        required=False,
        note=f"每项措施填应用比例和投运率；没有措施请选“{NONE}”。",
        stages=stages or {},
    )


FLUE = controls_input(*_STAGE_OF_FLUE, stages=_STAGE_OF_FLUE)
"""Of boilers and kilns: desulphurisation, denitrification and dedusting one after the other, each with shares of its own."""


def efficiency(name: str, gas: str, label: str = "", quantity: str = "removal_efficiency") -> Parameter:
    """The removal efficiency of each control of the row."""
    return Parameter(name, f"{label or gas}去除效率", "1", quantity, gas, over="controls", high=1.0)


SO2 = efficiency("so2_efficiency", "SO2")
NOX = efficiency("nox_efficiency", "NOx")
NMVOC = efficiency("nmvoc_efficiency", "NMVOC")
PM25 = efficiency("pm25_efficiency", "PM2.5")
COARSE = efficiency("coarse_efficiency", "PM10", "PM2.5—10", "removal_efficiency_coarse")
BC = efficiency("bc_efficiency", "BC")
OC = efficiency("oc_efficiency", "OC")

LEFT = "Π环节(1 − Σ应用比例 × 去除效率 × 投运率)"
LEFT_OF_PM10 = f"[PM2.5部分 × {LEFT} + PM2.5—10部分 × {LEFT}，各用其去除效率]"


def left(controls: tuple[Control, ...], efficiencies: tuple[Any, ...]) -> Any:
    """The share that is still emitted, 0–1.

    Within a stage (desulphurisation, denitrification, dedusting) controls stand side by side and what they remove adds up:
    Σ penetration × efficiency × operation. The stages follow one another, so that what they leave is multiplied. The actual
    efficiency as average efficiency × operation rate is rule 7.2.1.2 of T/CSES 144-2024 (secondary); that stages multiply is
    common practice, its text in the standard was not read.

    Wet limestone (80 %) at all of a boiler, running 95 % of the time:

    >>> round(left((Control("石灰石/石膏法", 1.0, 0.95),), (0.8,)), 6)
    0.24

    Fine particles behind it (57 %) and a bag filter (94.5 %):

    >>> round(left((Control("石灰石/石膏法", 1.0), Control("袋式除尘法", 1.0)), (0.57, 0.945)), 6)
    0.02365
    """
    removed: dict[str, Any] = {}
    for control, of_average in zip(controls, efficiencies, strict=True):
        stage = _STAGE_OF_FLUE.get(control.technology, "")
        removed[stage] = removed.get(stage, 0.0) + control.penetration * of_average * control.operation
    share: Any = 1.0
    for of_stage in removed.values():
        share = share * (1 - of_stage)
    return share


def pm10_left(
    pm10: Any,
    pm25: Any,
    controls: tuple[Control, ...],
    pm25_efficiency: tuple[Any, ...],
    coarse_efficiency: tuple[Any, ...],
) -> Any:
    """PM10 after control: the part below 2.5 µm and the part above it, each with its own efficiency.

    Electrostatic precipitation, 93 % and 98 %:

    >>> round(pm10_left(23.0, 6.0, (Control("普通静电除尘法", 1.0),), (0.93,), (0.98,)), 6)
    0.76
    """
    return pm25 * left(controls, pm25_efficiency) + (pm10 - pm25) * left(controls, coarse_efficiency)


def running_share(controls: tuple[Control, ...], technologies: tuple[str, ...]) -> Any:
    """The share of the activity that passes through one of the technologies while it runs.

    >>> running_share((Control("袋式除尘法", 1.0), Control("选择性催化还原法", 0.5, 0.8)), (SCR,))
    0.4
    """
    share: Any = 0.0
    for each in controls:
        if each.technology in technologies:
            share = share + each.penetration * each.operation
    return share

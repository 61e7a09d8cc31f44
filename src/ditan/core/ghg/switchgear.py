"""SF6 of electrical equipment: lost in manufacture and filling, in use, and at the end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ditan.core.methods import Input, InputKind, Method, Output, Parameter
from ditan.core.methods.recovering import less_recovered

EQUIPMENT = Input(
    "switchgear_type",
    "设备类型",
    kind=InputKind.CHOICE,
    choices=(("sealed_mv", "密封压力型，中压（1—52 kV）"), ("closed_hv", "封闭压力型，高压（52 kV 以上）")),
)
FILLED = Input("sf6_filled_kg", "制造和安装时的充气量", "kg", note="没有则填 0，不要留空。")
INSTALLED = Input("sf6_installed_kg", "在用设备铭牌充气量", "kg", note="辖区内全部在用设备之和。")
RETIRED = Input("sf6_retired_kg", "当年报废设备铭牌充气量", "kg", note="没有则填 0，不要留空。")
RECOVERED = Input("sf6_recovered_kg", "报废时回收的六氟化硫", "kg", note="有回收记录的量；没有则填 0，不要留空。")


def sf6_t(
    sf6_filled_kg: float,
    sf6_installed_kg: float,
    sf6_retired_kg: float,
    sf6_recovered_kg: float,
    manufacturing_loss: float,
    annual_leak: float,
    remaining_charge: float,
) -> float:
    """SF6 emitted, t.

    High-voltage gear by the European defaults of 2006 (EFDB 214452–214454): 0.085, 0.026 a year, 0.95 left at the end:

    >>> round(sf6_t(100.0, 10_000.0, 200.0, 150.0, 0.085, 0.026, 0.95), 9)
    0.3085
    """
    end: float = less_recovered(sf6_retired_kg * remaining_charge, sf6_recovered_kg)
    return (sf6_filled_kg * manufacturing_loss + sf6_installed_kg * annual_leak + end) / 1000


def recovered_within_retired(values: Mapping[str, Any]) -> tuple[str, ...]:
    """A rule: no more can be recovered than was in the equipment retired."""
    retired, recovered = values.get("sf6_retired_kg"), values.get("sf6_recovered_kg")
    if isinstance(retired, int | float) and isinstance(recovered, int | float) and recovered > retired:
        return (
            f"报废时回收 {recovered:g} kg 大于报废设备铭牌充气量 {retired:g} kg；"
            f"检修中的回收不填在这里，请核对两个数。",
        )
    return ()


def _rate(name: str, label: str) -> Parameter:
    return Parameter(
        name,
        label,
        "1",
        name,
        "SF6",
        by={"technology": "switchgear_type"},
        fixed={"process": "switchgear"},
        loose=("technology",),
        high=1.0,
    )


METHOD = Method(
    code="ghg.switchgear",
    label="电气设备六氟化硫",
    inputs=(EQUIPMENT, FILLED, INSTALLED, RETIRED, RECOVERED),
    parameters=(
        _rate("manufacturing_loss", "制造和充装排放率"),
        _rate("annual_leak", "年泄漏率"),
        _rate("remaining_charge", "报废时剩余充注比例"),
    ),
    outputs=(
        Output(
            "SF6",
            sf6_t,
            "（充气量 × 制造排放率 + 在用铭牌量 × 年泄漏率 + 报废铭牌量 × 剩余比例 − 回收量）÷ 1000",
        ),
    ),
    source="IPCC 2006 第3卷第8章公式 8.1、表 8.2 和 8.3",
    verified=True,
    rules=(recovered_within_retired,),
    note="缺省值是欧洲 1995 年未减排的技术，明显偏高；有 SF6 补气台账时请录入实测泄漏率。",
)

"""HFCs of refrigeration and air conditioning: what is lost on charging, in use from the bank, and at the end."""

from __future__ import annotations

from ditan.core.methods import Input, InputKind, Method, Output, Parameter
from ditan.core.methods.inputs import REFRIGERANT

APPLICATION = Input(
    "refrigeration_application",
    "设备类别",
    kind=InputKind.CHOICE,
    choices=(
        ("domestic", "家用冰箱"),
        ("stand_alone_commercial", "单体商用制冷"),
        ("commercial", "大中型商用制冷"),
        ("transport", "运输制冷"),
        ("industrial", "工业制冷和冷库"),
        ("chillers", "冷水机组"),
        ("air_conditioning", "房间和单元空调、热泵"),
        ("mobile_ac", "汽车空调"),
    ),
)
CHARGED = Input("charged_kg", "当年新设备首次充注量", "kg", note="在本地充注的量；没有则填 0，不要留空。")
BANK = Input("bank_kg", "在用设备内的存量", "kg", note="年末在用设备的额定充注总量。")
RETIRED = Input("retired_charge_kg", "当年报废设备的原充注量", "kg", note="没有则填 0，不要留空。")


def hfc_t(
    charged_kg: float,
    bank_kg: float,
    retired_charge_kg: float,
    initial_loss: float,
    annual_leak: float,
    remaining_charge: float,
    recovery_efficiency: float,
) -> float:
    """Emission of the refrigerant, t.

    A bank of 10 t that leaks 5 % a year, 1 t charged with 1 % lost, 0.5 t retired with 80 % left and half of it recovered:

    >>> round(hfc_t(1000.0, 10_000.0, 500.0, 0.01, 0.05, 0.8, 0.5), 9)
    0.71
    """
    lost = charged_kg * initial_loss + bank_kg * annual_leak
    return (lost + retired_charge_kg * remaining_charge * (1 - recovery_efficiency)) / 1000


def _rate(name: str, label: str) -> Parameter:
    return Parameter(
        name,
        label,
        "1",
        name,
        by={"technology": "refrigeration_application"},
        fixed={"process": "refrigeration"},
        high=1.0,
    )


METHOD = Method(
    code="ghg.refrigeration",
    label="制冷和空调",
    inputs=(REFRIGERANT, APPLICATION, CHARGED, BANK, RETIRED),
    parameters=(
        _rate("initial_loss", "充注损失率"),
        _rate("annual_leak", "年泄漏率"),
        _rate("remaining_charge", "报废时剩余充注比例"),
        _rate("recovery_efficiency", "报废回收率"),
    ),
    outputs=(
        Output(
            "",
            hfc_t,
            "［充注量 × 充注损失率 + 存量 × 年泄漏率 + 报废充注量 × 剩余比例 ×（1 − 回收率）］÷ 1000",
            gas_input="refrigerant",
        ),
    ),
    source="IPCC 2006 第3卷第7章公式 7.12—7.14、表 7.9",
    verified=True,
    note="IPCC 表 7.9 只给范围，没有单一值；四个比率须逐行录入本地值并写明理由。",
)

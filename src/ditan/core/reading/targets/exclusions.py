"""What is no target: results of the past, norms and thresholds, grants of money, descriptions of projects."""

from __future__ import annotations

import re

from ditan.core.reading.quantities import Amount

PAST = re.compile(
    r"目前|(?<![实体展呈出在])现有|现已|(?<![实体展])现状(?!改造|建设)|以来|拥有|去年|至今|当前|原有|荣获|获评|获批|入选|跻身|超额"
    r"|已(?!建成区)(?:经|有|达|建|完成|实现|累计|成|开|创|形成|全|提前|超|基本|连续|获|投|入|安装|发展|被|在|培|推|关|淘|新)"
    r"|(?:提前|圆满|顺利)完成|(?<![争力])成功创建|(?<![比较])上年|历史(?:性|新高|最)|曾(?=经|于|获|被|在|是)|了[0-9]"
)
"""Words of a clause that tells what is, not what shall be."""

PROJECT = re.compile(r"总投资|计划投资|估算投资|概算|投资约?[0-9]|占地(?:面积)?约?[0-9]|总工程量|主要建设内容")
_MONEY = re.compile(r"奖励|补助|补贴|奖补|罚|安排|注册资本|资助|扶持资金|最高|不超过.{0,6}的|设立|基金|贴息|给予|资金|经费|授信|押金|每(?:个|家|户|人|吨|亩|千瓦)")
_RULE = re.compile(r"(?:禁止|严禁|严格禁止|不得(?![低少超高大小])|一律不|不予|不再|一般不|原则上不(?![低少超高大小])|必须|应当|不宜|应(?:按|符合|当|不|安装|设置|采用|执行|满足|大于|小于|高于|低于|配建|预留|留有))")
_CONDITION = re.compile(r"^\s*(?:对(?!标|照|接|口|外|内)|凡|若|如(?!期)|当(?!年|前|地)|针对|围绕|聚焦|按照|根据|依据|围绕|鼓励(?!.*达到))")
_UNIT_DISTANCE = frozenset({"米", "公里", "千米", "km", "m", "分钟", "小时", "秒", "年", "岁", "个月", "周", "级", "期", "届", "轮", "层", "度", "℃", "伏", "千伏", "吨级"})
_TIME_NAME = re.compile(r"天数|天$|时间|时长|历时|周期|寿命|里程|长度|半径|公里|线路|管网|道|路|网|渠|河|堤|廊|岸|隧|米$|带")


def is_norm(text: str, start: int, amount: Amount) -> bool:
    """Whether the clause from `start` to the amount lays down a rule (应大于, 禁止, 必须) or a condition."""
    before = text[start : amount.number_start]
    return _RULE.search(before) is not None or _CONDITION.match(before) is not None


def is_grant(text: str, start: int, end: int, amount: Amount) -> bool:
    """Whether the amount is money to be given, a fund's size or a capital, not the plan's result."""
    if not amount.unit.endswith(("元", "美元")) or "/" in amount.unit:
        return False
    return _MONEY.search(text, start, end) is not None


def is_distance(name: str, amount: Amount) -> bool:
    """Whether a distance, a time or a degree stands where its name does not measure one."""
    return amount.unit in _UNIT_DISTANCE and _TIME_NAME.search(name) is None

"""One key for the many ways a plan writes the name of one indicator."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from ditan.core.reading.clean.variants import simplify

_BRACKETS = re.compile(r"[(\[【〔〈][^()\[\]【】〔〕〈〉]*[)\]】〕〉]")
_HEAD = re.compile(
    r"^(?:到?(?:20\d\d年(?:末|底|前)?|[“\"]?十[三四五六]五[”\"]?(?:期间|末)?)[,，]?|力争|争取|确保|努力|实现|完成|推动|使|其中[:：,，]?|累计|全区|全市|全省|全县|全州"
    r"|全国|本区|我区|我市|我省|区内|市内|辖区内?|区域内?|重庆市|铜梁区|地级及以上城市\d?)+"
)
_TAIL = re.compile(
    r"(?:稳定在|稳定达到|保持在?|控制在|维持在|达到|达|提升到|提升至|提高到|提高至|上升到|降低到|降低至|下降到|下降至|降至|降到|增加到|增长到|不低于|不高于|不少于|不超过|超过|大于|小于|约为|约|为|率达)+$"
)
_WORDS = (
    ("比重", "比例"),
    ("占比", "比例"),
    ("比率", "比例"),
    ("百分比", "比例"),
    ("的", ""),
    ("国内生产总值", "地区生产总值"),
    ("gdp", "地区生产总值"),
    ("能耗", "能源消耗"),
    ("减少", "下降"),
    ("降低", "下降"),
    ("万元地区", "单位地区"),
    ("万元工业", "单位工业"),
    ("规模以上", "规上"),
    ("细颗粒物pm2.5", "pm2.5"),
    ("细颗粒物", "pm2.5"),
    ("年平均", "年均"),
    ("路网", "道路网"),
    ("道道路网", "道路网"),
    ("资源化综合利用", "资源化利用"),
    ("城镇新建建筑", "新建建筑"),
    ("城镇新建民用建筑", "新建民用建筑"),
)


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """The name without what may change from one printing to the next.

    Two names with one key mean the same indicator; two names with different keys may still.

    Examples
    --------
    >>> name_key("城镇绿色建筑占新建建筑比重(%)") == name_key("城镇绿色建筑占新建建筑比例")
    True
    >>> name_key("到2025年,全区森林覆盖率达到") == name_key("森林覆盖率")
    True
    >>> name_key("建成区绿地率") == name_key("建成区绿化覆盖率")
    False
    """
    text = simplify(unicodedata.normalize("NFKC", name)).lower()
    text = re.sub(r"[\s“”\"'‘’《》·,，、:：;；。*]+", "", _BRACKETS.sub("", text))
    text = _TAIL.sub("", _HEAD.sub("", text))
    for printed, plain in _WORDS:
        text = text.replace(printed, plain)
    return text


def bigrams(text: str) -> frozenset[str]:
    """Pairs of neighbouring characters."""
    return frozenset(text[index : index + 2] for index in range(len(text) - 1)) or frozenset((text,))


def likeness(a: str, b: str) -> float:
    """Dice coefficient of the character pairs of two keys, 0 to 1.

    Examples
    --------
    >>> likeness("森林覆盖率", "森林覆盖率"), likeness("森林覆盖率", "用水总量")
    (1.0, 0.0)
    """
    left, right = bigrams(a), bigrams(b)
    return 2 * len(left & right) / (len(left) + len(right))

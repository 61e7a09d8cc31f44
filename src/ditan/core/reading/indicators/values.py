"""The value that a cell of an indicator table prints."""

from __future__ import annotations

import re

from ditan.core.reading.draft import Comparator, Value
from ditan.core.reading.quantities_units import UNIT
from ditan.core.reading.tables.cells import is_nothing

SIGNS: dict[str, Comparator] = {
    "≥": ">=",
    "≧": ">=",
    ">=": ">=",
    "≤": "<=",
    "≦": "<=",
    "<=": "<=",
    ">": ">",
    "<": "<",
    "不低于": ">=",
    "不少于": ">=",
    "不小于": ">=",
    "不超过": "<=",
    "不高于": "<=",
    "不大于": "<=",
    "大于": ">",
    "高于": ">",
    "超过": ">",
    "小于": "<",
    "低于": "<",
    "约": "approx",
    "近": "approx",
    "~": "approx",
    "≈": "approx",
    "=": "=",
}
WORDS = (
    "保持在",
    "控制在",
    "稳定在",
    "达到",
    "提高到",
    "降至",
    "降到",
    "下降",
    "降低",
    "提高",
    "增长",
    "减少",
    "增加",
    "累计",
    "达",
    "为",
)
BEHIND: dict[str, Comparator] = {
    "及以上": ">=",
    "以上": ">=",
    "+": ">=",
    "及以下": "<=",
    "以下": "<=",
    "以内": "<=",
    "之内": "<=",
    "左右": "approx",
}

_ALTERNATIVES = "|".join(sorted(map(re.escape, SIGNS), key=len, reverse=True))
_PRINTED = re.compile(
    rf"(?P<open>[\[【〔(（])?\s*(?P<words>{'|'.join(WORDS)})?\s*(?P<sign>{_ALTERNATIVES})?\s*(?P<open2>[\[【〔])?"
    rf"(?P<number>[-+]?\d+(?:,\d{{3}})*(?:[.。．]\d+)?)\s*(?P<percent>[%‰])?(?P<unit>个百分点|百分点|{UNIT})?(?P<behind>{'|'.join(map(re.escape, BEHIND))})?"
    r"\s*(?P<close>[\]】〕)）])?\s*(?P<note>[(（〔\[][^)）〕\]]{1,20}[)）〕\]])?[*①-⑳]?"
)


def read_value(printed: str) -> Value | None:
    """The value of a printed cell, None where it says nothing.

    `value` is the number where the cell is a bare one, with at most a sign before it, brackets around it and a percent
    sign behind it. What says more than that (`15左右`, `160万立方米`, `市级下达`) stays text; `number` still holds
    the amount where there is one.

    Examples
    --------
    >>> read_value("≥70")
    Value(value=70.0, text='≥70', comparator='>=', number=70.0)
    >>> read_value("15左右")
    Value(value=None, text='15左右', comparator='approx', number=15.0)
    >>> read_value("市级下达").value is None, read_value("-") is None
    (True, True)
    """
    text = re.sub(r"\s+", " ", printed.strip())
    if is_nothing(text):
        return None
    found = _PRINTED.fullmatch(re.sub(r"\s", "", text))
    if found is None:
        return Value(None, text)
    number = float(re.sub(r"[。．]", ".", found["number"]).replace(",", ""))
    comparator = BEHIND.get(found["behind"] or "") or SIGNS.get(found["sign"] or "") or "="
    bare = not (found["words"] or found["behind"] or found["unit"])
    return Value(number if bare else None, text, comparator, number)


def is_bracketed(printed: str) -> bool:
    """Whether a value stands in 〔〕, 【】 or [], the mark of a sum over several years."""
    return re.fullmatch(r"[\[【〔].+[\]】〕]?\s*[%‰]?\d?", printed.strip()) is not None

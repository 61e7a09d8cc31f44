"""What a cell looks like, without its column: a value, a nature, a unit, a period, a department, words."""

from __future__ import annotations

import re
from functools import lru_cache

from ditan.core.reading.departments import is_department_list
from ditan.core.reading.quantities_units import UNIT
from ditan.core.reading.tables.columns import Column, Role

DASH = re.compile(r"[-—–－/\\~～一·.*]{1,4}|无|……|N/?A")
"""A cell that says nothing."""

NUMBERING = re.compile(r"[(（]?\d{1,3}[)）]?[.、．]?|[(（]?[一二三四五六七八九十]{1,3}[)）]?[、.．]?|[①-⑳]")
NATURE = re.compile(
    r"[(（]?(?:约束|预期|引导|指导|考核|监测|参考|鼓励|控制)(?:性|类)?(?:指标)?[)）]?(?:[①-⑳*]|[\[〔(（]?\d[\]〕)）]?)?"
)
_NUMBER = r"[-+±]?\d+(?:,\d{3})*(?:[.。．]\d+)?"
_BEFORE = r"(?:≥|≤|>=|<=|>|<|≧|≦|=|~|～|约|近|不低于|不少于|不小于|不超过|不高于|不大于|大于|小于|高于|低于|超过|达到|控制在|力争|保持在?|稳定在|提高到|达|降至|下降|降低|提高|增长|增加|减少|累计|再)"
_AFTER = r"(?:以上|以下|以内|以内|左右|之内|及以上|余|\+)"
VALUE = re.compile(
    rf"[\[【〔(（]?\s*{_BEFORE}{{0,2}}\s*{_NUMBER}(?:\s*[-—–~～至]\s*{_NUMBER})?\s*(?:%|‰|个百分点|{UNIT})?{_AFTER}?\s*[\]】〕)）]?\s*(?:[(（〔\[].{{1,16}}[)）〕\]])?[\d*①-⑳]?"
)
BRACKETED = re.compile(r"[\[【〔].*[\]】〕]?")
AMOUNT = re.compile(r"约?\s*\d+(?:,\d{3})*(?:[.。]\d+)?\s*(?:[万亿千百]?元)?[*]?")
UNIT_CELL = re.compile(
    rf"[(（]?(?:{UNIT}|%|‰|/|无量纲|指数|[-—]|类|级|分|级别|比值|[A-Za-z]+/[A-Za-z0-9³²]+)(?:标准煤|标煤|[/每]{UNIT}|[/每][^\d]{{1,8}})?[)）]?"
)
PERIOD = re.compile(
    r"(?:(?:19|20)\d\d\s*年?(?:\s*[.年/-]\s*\d{1,2}\s*月?)?(?:\s*\d{1,2}\s*日)?\s*(?:[-—–~～至到、/,]+\s*(?:(?:19|20)?\d\d\s*年?(?:\s*[.年/-]\s*\d{1,2}\s*月?)?(?:\s*\d{1,2}\s*日)?|长期|.{0,4}底))?\s*(?:[上下中]半?年|[一二三四]季度|年)?(?:[月年]?(?:底|末|初))?(?:前|之前|起|以后)?)"
    r"|[“”\"]?十[三四五]五[“”\"]?(?:期间|时期|末|前期|中期|后期)?|长期(?:实施|坚持|推进|任务)?|持续(?:推进|实施|开展)|\d{1,2}(?:个月|年)|常年|每年"
)


ENDS_IN_BRACKET = re.compile(r"[(（][^()（）]{1,20}[)）]?$")


def is_value(text: str) -> bool:
    """Whether a cell is a number with at most a comparator, brackets and a unit around it.

    >>> is_value("≥70"), is_value("〔18〕"), is_value("20%"), is_value("市级下达")
    (True, True, True, False)
    """
    return VALUE.fullmatch(text) is not None


def is_nothing(text: str) -> bool:
    """Whether a cell is empty or a dash."""
    return not text or DASH.fullmatch(text) is not None


def is_nature(text: str) -> bool:
    """Whether a cell says 约束性, 预期性 or the like."""
    return NATURE.fullmatch(re.sub(r"\s", "", text)) is not None


def is_period(text: str) -> bool:
    """Whether a cell is a year, a run of years, or a five-year plan.

    >>> is_period("2021-2025年"), is_period("2022.03-2023.12"), is_period("30000")
    (True, True, False)
    """
    return PERIOD.fullmatch(text.strip()) is not None


def is_amount(text: str) -> bool:
    """Whether a cell is a sum of money."""
    return AMOUNT.fullmatch(text) is not None


def is_unit(text: str) -> bool:
    """Whether a cell is a unit of measure."""
    return len(text) <= 16 and UNIT_CELL.fullmatch(text) is not None


@lru_cache(maxsize=16384)
def fit(text: str, column: Column) -> float:
    """How well a cell sits in a column, about -4 (cannot) to 4 (surely)."""
    if not text:
        return 0.05
    role: Role = column.role
    if role == "nature":
        return 4.0 if is_nature(text) else 0.0 if is_nothing(text) else -4.0
    if is_nature(text):
        return -4.0
    rule = _RULES.get(role)
    return rule(text, column) if rule is not None else 0.1


def _number(text: str, column: Column) -> float:
    return 3.0 if NUMBERING.fullmatch(text) else -3.0


def _value(text: str, column: Column) -> float:
    if is_nothing(text):
        return 2.0
    if is_value(text):
        return 1.5 if BRACKETED.fullmatch(text) else 2.0
    return -2.0 if is_unit(text) or len(text) > 40 else -0.5


def _span(text: str, column: Column) -> float:
    if BRACKETED.fullmatch(text):
        return 3.0
    return 2.0 if is_nothing(text) else 1.2 if is_value(text) else -0.8


def _unit(text: str, column: Column) -> float:
    return 3.0 if is_unit(text) else 1.0 if is_nothing(text) else -2.5 if is_value(text) or len(text) > 16 else -1.0


def _words(text: str, column: Column) -> float:
    if is_nothing(text):
        return -0.5
    if is_value(text) or is_unit(text) or is_period(text):
        return -3.0
    return 1.5


def _name(text: str, column: Column) -> float:
    return _words(text, column) + (0.8 if ENDS_IN_BRACKET.search(text) else 0.0)


def _category(text: str, column: Column) -> float:
    words = _words(text, column)
    return words if words < 0 else 0.6 if len(text) <= 20 else -0.5


def _long_words(text: str, column: Column) -> float:
    words = _words(text, column)
    return words if words < 0 else 1.5 + min(1.0, len(text) / 40)


def _department(text: str, column: Column) -> float:
    if is_nothing(text):
        return 0.5
    if is_value(text) or is_period(text):
        return -3.0
    return 3.0 if is_department_list(text) else -0.5 if len(text) > 40 else 0.3


def _period(text: str, column: Column) -> float:
    return 3.0 if is_period(text) else 0.5 if is_nothing(text) else -3.0 if len(text) > 16 else -1.0


def _money(text: str, column: Column) -> float:
    if is_period(text) and re.match(r"20\d\d", text):
        return 0.5
    return 2.5 if is_amount(text) else 1.5 if is_nothing(text) else -2.5


def _funding(text: str, column: Column) -> float:
    money = _money(text, column)
    source = column.key.startswith(("资金来源", "资金渠道", "投资来源", "筹资", "资金筹措"))
    return 1.5 if source and money < 0 and len(text) <= 60 else money


_RULES = {
    "number": _number,
    "value": _value,
    "cumulative": _span,
    "growth": _span,
    "unit": _unit,
    "name": _name,
    "project": _words,
    "task": _long_words,
    "category": _category,
    "content": _long_words,
    "lead": _department,
    "cooperating": _department,
    "owner": _department,
    "period": _period,
    "investment": _money,
    "funding": _funding,
    "slice": _money,
    "location": _category,
}

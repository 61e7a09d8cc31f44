"""Targets whose value is a wording: 完成市级下达目标, 达到市级要求, Ⅱ类标准, Ⅱ类进Ⅱ类出, 不减少."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ditan.core.reading.draft import Comparator
from ditan.core.reading.targets.clauses import Clause, Span
from ditan.core.reading.targets.vocabulary import HEDGE, MEASURED

_ABOVE = r"(?:国家|上级|全国|自治区|省级|市级|国家级|区级|县级|州级|全省|全市|全区|全县|省|市|州|区|县)"
_HANDED_DOWN = re.compile(
    rf"(?P<value>(?:达到|完成|满足|符合|控制在|落实|优于|不低于){_ABOVE}(?:[、和]{_ABOVE})?(?:委、|政府)?"
    r"(?:(?:下达|要求|计划|考核|规定|分解|确定|核定|交办|定|控)(?:的|我[市区县省])?)+(?:年度|总量|考核|约束性)?(?:目标|任务|指标|要求|计划|标准|值|控制数)*"
    rf"|(?:达到|完成){_ABOVE}(?:目标|任务|要求|计划)(?:任务|目标)?)(?P<within>以内|之内)?\s*(?=$|[、)）(（]|并|且|和)"
)
_HANDED_OF = re.compile(
    rf"(?P<verb>(?:完成|落实){_ABOVE}(?:委、|政府)?(?:下达|分解|确定|核定)的)(?:[“\"][^”\"]{{2,6}}[”\"](?:期间)?)?"
    r"(?P<name>[^、,，的]{3,24}?)(?P<what>(?:总量)?(?:控制|约束性|下降|改善|年度)?(?:目标|指标)(?:任务)?)\s*$"
)
"""`完成国家下达的重污染天气比率控制目标`: the name stands inside the wording."""

_ROMAN = r"[ⅠⅡⅢⅣⅤIV]{1,3}"
_WATER = re.compile(
    r"(?:保持在?|达到(?:或[优好]于)?|达到?|维持在?|稳定在|[优好]于|为)(?:国家)?(?:地表水(?:环境质量)?)?"
    rf"(?P<value>{_ROMAN}类(?:进{_ROMAN}类出|(?:及?以上)?(?:水质|水体|水)?(?:标准)?(?:及?以上)?))\s*$"
)
_KEPT = re.compile(
    r"(?P<value>不(?:减少|降低|下降|增加|退化|反弹|恶化|突破)|只增不减|零增长|负增长|动态清零|总体稳定)\s*$"
)
_WATER_NAME = re.compile(r"水质|断面|水体|流域|河|江|湖|水库|水源地|干流|支流")
_HANDED_NAME = re.compile(
    r"(?:降低|下降|减少|增长|提升|改善|情况|水质|完成率|强度|空气质量|达标|降幅)(?:[(（][^()（）]*[)）])?$"
)


@dataclass(frozen=True, slots=True)
class Wording:
    """A wording: where its name stands, where its value, and how it compares.

    `rest` is the second half of a value that stands around its name (完成国家下达的…控制目标).
    """

    name: Span
    value: Span
    comparator: Comparator
    needs_year: bool = False
    rest: Span = (0, 0)


_HEDGES = re.compile(rf"(?:{HEDGE}|实现|保持|维持|确保|\s|[、，])+$")


def read_wording(text: str, clause: Clause) -> Wording | None:
    """The wording that ends the clause, or None."""
    handed = _HANDED_DOWN.search(text, clause.start, clause.end)
    if handed:
        name = _before(text, clause.start, handed.start())
        plain = text[name[0] : name[1]]
        fits = MEASURED.search(plain) is not None or _HANDED_NAME.search(plain) is not None
        if not fits:
            return None
        if handed["within"]:
            return Wording(name, (handed.start("value"), handed.end("within")), "<=")
        return Wording(name, handed.span("value"), "=")
    of = _HANDED_OF.search(text, clause.start, clause.end)
    if of and MEASURED.search(of["name"]) and not of["name"].endswith("质量"):
        return Wording(of.span("name"), of.span("verb"), "=", rest=of.span("what"))
    water = _WATER.search(text, clause.start, clause.end)
    if water:
        name = _before(text, clause.start, water.start())
        if not _WATER_NAME.search(text, *name):
            return None
        better = "以上" in water["value"] or "于" in text[water.start() : water.start("value")]
        return Wording(name, water.span("value"), ">=" if better else "=")
    kept = _KEPT.search(text, clause.start, clause.end)
    if kept:
        name = _before(text, clause.start, kept.start())
        plain = text[name[0] : name[1]]
        if MEASURED.search(plain) or plain.endswith("水质"):
            return Wording(name, kept.span("value"), "=", needs_year=True)
    return None


def _before(text: str, start: int, end: int) -> Span:
    hedges = _HEDGES.search(text, max(start, end - 16), end)
    return start, hedges.start() if hedges else end

"""Years in running text: by when, since when, against which year; and the periods of plans (十四五 is 2021 to 2025)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

YearKind = Literal["by", "in", "during", "after", "base", "past", "annual", "span"]
"""The role of a mention.

by: 到2025年, 2025年底前 · in: 2025年 · during: 十四五期间, 2021—2025年 · after: 2030年以后 · base: 比2020年 ·
past: 截至2020年, 十三五以来 · annual: 每年, 年均 · span: 三年内, whose years depend on the plan
"""

FIVE_YEAR_PLANS = {"十": 2001, "十一": 2006, "十二": 2011, "十三": 2016, "十四": 2021, "十五": 2026, "十六": 2031}
"""First year of each five-year plan, by its number (十四 for 十四五)."""


@dataclass(frozen=True, slots=True)
class YearMention:
    """A year, or a period from `first` to `year`. `year` is None for `annual` and `span`; a span has `length` years."""

    kind: YearKind
    year: int | None
    start: int
    end: int
    first: int | None = None
    length: int | None = None


_YEAR = r"(?:19|20)[0-9]{2}(?![0-9])"
_CHANGES = r"(?:降|减|削|提高|提升|增|上升|翻|改善|压|高|低|持平|不变|分别|累计|均|再)"
_END = r"(?:\s?(?:年?底|年?末|年终))"
_TO = r"\s?(?:-|—|–|－|~|～|至|到)++\s?"


def _plan_named(group: str) -> str:
    return rf"[“”\"'「]?(?P<{group}>十[一二三四五六]?)五[“”\"'」]?"


_FIGURE = r"[0-9][0-9.]*[^0-9，,。；;、和及(（]{0,12}"
_FIGURES = rf"的?约?{_FIGURE}(?:[、和及]{_FIGURE})*?(?=(?:分别|均|累计|至少)*(?:降低|下降|减少|减排|增长|增加|提高|提升|上升|削减|压减))"
"""What stood at the base year: 比2010年的12.4万吨、1.07万吨分别减少."""

_BASE = (
    rf"(?:相?比于?|相?较于?|同比|对比|与|在|以|按)\s?"
    rf"(?:(?P<base_year>{_YEAR})(?:\s?年度?)?{_END}?|{_plan_named('base_plan')}(?:期?末|时期|期间)?)"
    rf"(?:的?(?:实际|现状)?水平)?(?:{_FIGURES})?(?:的?基础(?:之?上)?|为基[准数期年]|相比较?|相较|(?=.{{0,26}}?{_CHANGES}))"
    rf"|(?:由|从)\s?(?P<from_year>{_YEAR})\s?年?{_END}?的?(?=[^，,。；;]{{0,16}}(?:到|至))"
)
_PAST = (
    rf"(?:截至|截止到?|截止至)\s?(?:目前|(?P<past_year>{_YEAR})\s?年?{_END}?)"
    rf"|自?\s?(?P<since>{_YEAR})\s?年以来|自?{_plan_named('since_plan')}以来"
)
_RANGE = rf"(?<![0-9])(?P<first>{_YEAR})\s?年?{_TO}(?P<last>{_YEAR})(?:\s?年)?(?:期间|之间)?"
_SINGLE = (
    rf"(?:(?P<to>到|至)\s?)?(?<![0-9])(?P<year>{_YEAR})(?:\s?年度?|(?=[、和及]\s?{_YEAR}\s?年))"
    rf"(?:\s?[0-9]{{1,2}}\s?月(?:\s?[0-9]{{1,2}}\s?日)?)?"
    rf"(?P<tail>{_END}?(?:之?前|以前|以后|之后|后(?![评期续半]))|{_END}|起|开始)?"
)
_PLAN_TIME = (
    rf"(?P<plan_to>到|至)?{_plan_named('plan')}"
    rf"(?P<plan_tail>规划期?末|期?末年?|期间|时期|规划期|(?:中后|中|初|前|后)期|期内|阶段|规划)?{_END}?"
)
_ANNUAL = r"年均|每一?年度?|逐年"
_SPAN = (
    r"(?P<length>[一二两三四五六七八九十]|(?<![0-9])[0-9]{1,2})"
    r"(?:到(?P<longest>[二两三四五六七八九十]|[0-9]{1,2}))?\s?年(?:内|之内|以内|左右的?时间|时间|(?:左右)?的?(?:持续|不懈|共同|艰苦|接续)?(?:努力|奋斗|攻坚))"
)
_MENTION = re.compile(
    rf"(?P<is_base>{_BASE})|(?P<is_past>{_PAST})|(?P<is_range>{_RANGE})|(?P<is_single>{_SINGLE})"
    rf"|(?P<is_plan>{_PLAN_TIME})|(?P<is_annual>{_ANNUAL})|(?P<is_span>{_SPAN})"
)
_NUMERAL = {char: value for value, char in enumerate("零一二三四五六七八九十")} | {"两": 2}


def find_years(text: str, start: int = 0, end: int | None = None) -> tuple[YearMention, ...]:
    """Every mention of a year or a period inside text[start:end], in order.

    Examples
    --------
    >>> [(y.kind, y.year) for y in find_years("到2025年，单位GDP能耗比2020年下降14%")]
    [('by', 2025), ('base', 2020)]
    >>> [(y.kind, y.first, y.year) for y in find_years("“十四五”期间，每年改造1000公里")]
    [('during', 2021, 2025), ('annual', None, None)]
    """
    matches = _MENTION.finditer(text, start, len(text) if end is None else end)
    return tuple(mention for mention in (_mention(match) for match in matches) if mention is not None)


def last_year_of_plan(name: str) -> int:
    """The last year of a five-year plan (十四 → 2025)."""
    return FIVE_YEAR_PLANS[name] + 4


def _mention(match: re.Match[str]) -> YearMention | None:
    start, end = match.span()
    if match["is_base"]:
        printed = match["base_year"] or match["from_year"]
        year = int(printed) if printed else last_year_of_plan(match["base_plan"])
        return YearMention("base", year, start, end)
    if match["is_past"]:
        printed = match["past_year"] or match["since"]
        since_plan = match["since_plan"]
        past = int(printed) if printed else last_year_of_plan(since_plan) if since_plan else None
        return YearMention("past", past, start, end)
    if match["is_range"]:
        first, last = int(match["first"]), int(match["last"])
        return YearMention("during", last, start, end, first=first) if first <= last else None
    if match["is_single"]:
        return _single(match)
    if match["is_plan"]:
        return _plan(match)
    if match["is_annual"]:
        return YearMention("annual", None, start, end)
    length = match["longest"] or match["length"]
    return YearMention("span", None, start, end, length=int(length) if length.isdigit() else _NUMERAL[length])


def _single(match: re.Match[str]) -> YearMention:
    year, tail = int(match["year"]), match["tail"] or ""
    if tail.endswith("后") or tail in ("起", "开始"):
        return YearMention("after", year, *match.span())
    by = match["to"] is not None or bool(tail)
    return YearMention("by" if by else "in", year, *match.span())


def _plan(match: re.Match[str]) -> YearMention:
    first = FIVE_YEAR_PLANS[match["plan"]]
    by = match["plan_to"] is not None or "末" in match.group() or match.group().endswith("底")
    return YearMention("by" if by else "during", first + 4, *match.span(), first=first)

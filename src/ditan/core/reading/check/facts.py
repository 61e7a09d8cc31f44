"""Values that the text states as reached: 2022年…面积比例约53.3%, 市级绿色工厂14家, 现有7066个基站.

Names are not guessed: only an indicator that some plan sets a target for is looked for. Each number of the text is taken
with the clause before it, or the words behind it, and these are looked up.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from ditan.core.reading.check.plan import Plan, Stretch, remembered
from ditan.core.reading.check.statements import Group, Statement
from ditan.core.reading.draft import FindingSpan
from ditan.core.reading.quantities import Amount, find_amounts
from ditan.core.reading.resolve.names import name_key
from ditan.core.reading.resolve.units import size_of
from ditan.core.reading.years import YearMention, find_years

Tense = Literal["past", "planned", "undated"]

Wanted = Mapping[tuple[str, tuple[str, ...]], Group]
"""(key of a name, what its unit measures) → group of the statements of that name."""

BOUNDARY = re.compile(r"[,，、。;；:：()（）!！?？\n]")
PAST = re.compile(r"现有|现状|目前|已有|已经|累计(?:建成|完成|创建|实施|培育)|截止|截至|期间|以来|拥有|获评|获批")
FUTURE = re.compile(r"力争|争取|规划到|规划建|目标|确保|计划|预计|将达|应达|应不|须|要求")
CHANGED_TO = re.compile(r"(?:提升|提高|增加|增长|上升|降低|下降|减少|压减)(?:到|至)$|达到$")
AROUND = re.compile(
    r"(?:其中|含|[\u4e00-\u9fff]{0,5}(?:区|市|县|省)现有|已经?|均|共有?|分别|仅|约|大约|近(?!零)|达到了?|达|为|有|是|现有|拥有|累计|创建了?|建成了?(?!区)|培育了?"
    r"|新建|完成了?|实现|认定|获批|获评|实施|全区|全市|全县|直管园|区内|辖区|市内|提高到|提高至|提升到|提升至|下降到|下降至|增加到|增至|超过|超|突破)*"
)
"""Words that may stand beside a name without changing what it means."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A value that the text states as reached."""

    group: Group
    name: str
    value: float
    size: float
    unit: str
    year: int | None
    side: FindingSpan


def wanted_names(found: Iterable[Statement]) -> Wanted:
    """The names that targets are set for, to look for in a text."""
    names: dict[tuple[str, tuple[str, ...]], Group] = {}
    for one in found:
        if one.role != "target" or one.group[1]:
            continue
        known = (one.metric.name, *one.metric.aliases) if one.metric is not None else ()
        for name in (one.name, *known):
            names.setdefault((name_key(name), one.group[2]), one.group)
    return names


def read_facts(plan: Plan, wanted: Wanted) -> tuple[Fact, ...]:
    """The reached values of wanted names in the text of a plan, outside its targets and tables."""
    return _read(plan, wanted, "past")


def read_undated(plan: Plan, wanted: Wanted) -> tuple[Fact, ...]:
    """Values that the text raises or lowers something to without saying by when, outside targets and tables."""
    return _read(plan, wanted, "undated")


def _read(plan: Plan, wanted: Wanted, tense: Tense) -> tuple[Fact, ...]:
    kinds = {kind for _, kind in wanted}
    items = _merged(item.span for item in (*plan.draft.indicators, *plan.draft.targets, *plan.draft.projects))
    starts = [start for start, _ in items]
    found = []
    for paragraph, amounts, years in _spoken(plan):
        for amount in amounts:
            kind = size_of(amount.unit)[0]
            if kind not in kinds or _tense(plan, paragraph, amount, years) != tense:
                continue
            fact = _fact(plan, paragraph, amount, kind, wanted)
            if fact is not None and not _inside(fact.side.start, items, starts):
                found.append(fact)
    return tuple(found)


@remembered
def _spoken(plan: Plan) -> tuple[tuple[Stretch, tuple[Amount, ...], tuple[YearMention, ...]], ...]:
    """The paragraphs with amounts in digits and a unit, their amounts and their years."""
    found = []
    for paragraph in plan.paragraphs:
        if re.search(r"[0-9]", paragraph.text):
            amounts = tuple(one for one in find_amounts(paragraph.text) if one.unit and not one.words)
            if amounts:
                found.append((paragraph, amounts, find_years(paragraph.text)))
    return tuple(found)


def _fact(plan: Plan, paragraph: Stretch, amount: Amount, kind: tuple[str, ...], wanted: Wanted) -> Fact | None:
    for name, start, end in _names(paragraph.text, amount):
        group = wanted.get((name_key(name), kind))
        if group is not None:
            side = plan.at(paragraph.start + start, paragraph.start + end)
            year = _year_before(find_years(paragraph.text[: amount.start]))
            return Fact(group, name, amount.value, amount.value * size_of(amount.unit)[1], amount.unit, year, side)
    return None


def _names(text: str, amount: Amount) -> Iterator[tuple[str, int, int]]:
    """The name before an amount, then the one behind it, each with the stretch of name and amount together."""
    first = max((match.end() for match in BOUNDARY.finditer(text, 0, amount.start)), default=0)
    before = text[first : amount.start]
    name = _plain(before)
    if len(name) > 1:
        yield name, first, amount.unit_end
    stop = BOUNDARY.search(text, amount.unit_end)
    behind = text[amount.unit_end : stop.start() if stop else len(text)]
    if len(behind) > 1 and _plain(before) == "":
        yield behind, amount.start, amount.unit_end + len(behind)


def _plain(words: str) -> str:
    """A name without the words around it that do not change its meaning."""
    head = AROUND.match(words)
    rest = words[head.end() if head else 0 :]
    for length in range(len(rest)):
        if AROUND.fullmatch(rest, length):
            return rest[:length]
    return rest


def _tense(plan: Plan, paragraph: Stretch, amount: Amount, years: tuple[YearMention, ...]) -> Tense:
    """Whether an amount of a paragraph is reached, planned or undated, by its year or the words of its sentence."""
    first = max((match.end() for match in re.finditer(r"[。;；!！?？]", paragraph.text[: amount.start])), default=0)
    sentence = paragraph.text[first : amount.start]
    own = [year for year in years if first <= year.start < amount.start]
    if any(year.kind in ("by", "after", "annual", "span") for year in own):
        return "planned"
    if FUTURE.search(sentence):
        return "planned"
    year = _year_before(own)
    if year is not None:
        return "past" if plan.start_year is not None and year < plan.start_year else "planned"
    if PAST.search(sentence):
        return "past"
    earlier = [year for year in years if year.start < first]
    if not earlier:
        return "undated" if CHANGED_TO.search(sentence) else "planned"
    past = [year for year in earlier if year.year is not None and plan.start_year and year.year < plan.start_year]
    return "past" if len(past) == len(earlier) else "planned"


def _year_before(years: Iterable[YearMention]) -> int | None:
    dated = [year.year for year in years if year.year is not None and year.kind != "base"]
    return dated[-1] if dated else None


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _inside(position: int, spans: list[tuple[int, int]], starts: list[int]) -> bool:
    index = bisect_right(starts, position) - 1
    return index >= 0 and position < spans[index][1]

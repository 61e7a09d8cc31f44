"""By when: the year that holds for a clause, stated or inherited, and whether it is past for the plan."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ditan.core.reading.draft import DocumentFacts
from ditan.core.reading.sentences import Sentence
from ditan.core.reading.targets.clauses import Span
from ditan.core.reading.targets.sections import Section
from ditan.core.reading.years import YearMention, find_years

_PEAK = re.compile(r"\s?(?:实现|如期实现|达到|完成)?(?:二氧化碳(?:排放)?|碳)?(?:达峰|碳达峰|碳中和|排放达峰)")
_LABEL = re.compile(
    r"(?:[近中远]期|近中期|中远期|远景|中长期|第[一二三四]阶段|阶段性?|(?:起步|攻坚|提升|达峰|平台|巩固|冲刺)[期段]?|时期)(?:目标|愿景|任务)?"
    r"[(（][^()（）0-9]{0,4}(?:(?:19|20)[0-9]{2}年?\s*[-—–~至到]+\s*)?(?:19|20)[0-9]{2}年?[底末]?[)）][：:]?$"
)
"""A year or a stretch of years in brackets that labels what follows: 近期（2025年）：, 第一阶段（2021—2025年）：."""

_KEPT = re.compile(r"(?:巩固|保持|延续|总结|承接)(?:和|与|并)?(?:巩固|提升|拓展|扩大|深化)?\s?$")
_ACHIEVED = re.compile(r"[^,，。;；]{0,24}?(?:成果|成效|成绩|态势|势头)")
"""巩固2018年环境空气质量改善成果: the year of what has been attained, not of a target."""

_HEAD = 400
"""Characters at the beginning of a text that tell which plan it is (“十四五”主要指标)."""

_AHEAD = re.compile(r"力争|确保|争取|将(?!其|军)|计划|预计|规划(?:到|建设|新建|布局)|不断|持续|进一步")


@dataclass(frozen=True, slots=True)
class When:
    """The time of a value.

    `years` holds several where the plan names them side by side (到2025年、2030年). `source` says where the year stood:
    in the sentence, in the paragraph before it, in the section, or nowhere.
    """

    year: int | None = None
    years: tuple[int, ...] = ()
    past: bool = False
    annual: bool = False
    source: str = "none"


class Clock:
    """Walks through the sentences and tells the time for each position."""

    def __init__(self, text: str, facts: DocumentFacts, sections: tuple[Section, ...], parts: tuple[Span, ...]) -> None:
        self._text = text
        self._parts = parts
        self._sections = sections
        issued = int(facts.issued_on[:4]) if facts.issued_on else None
        known = [year for year in (issued, facts.period_start) if year is not None]
        self._begins = max(known) if known else _begins_by_bases(text)
        self._period = (facts.period_start, facts.period_end)
        self._paragraph = -1
        self._carried = When()
        self._announced = When()
        self._announced_until = 0
        self._in_goals = False
        self._mentions: tuple[YearMention, ...] = ()
        self._ahead = False

    def enter(self, sentence: Sentence, closed: tuple[Span, ...]) -> tuple[YearMention, ...]:
        """Begin a sentence; gives its mentions of years outside brackets and titles."""
        if sentence.paragraph != self._paragraph:
            self._new_paragraph(sentence)
        text = self._text
        mentions = find_years(text, sentence.start, sentence.end)
        self._mentions = tuple(
            mention
            for mention in mentions
            if not _PEAK.match(text, mention.end)
            and not (_KEPT.search(text, sentence.start, mention.start) and _ACHIEVED.match(text, mention.end))
            and (not _inside(mention, closed) or _LABEL.search(text, sentence.start, mention.end + 2))
        )
        self._ahead = _AHEAD.search(text, sentence.start, sentence.end) is not None
        return self._mentions

    def at(self, position: int) -> When:
        """The time that holds at a position of the sentence."""
        when = self._carried if not (self._carried.past and self._ahead) else When()
        stated: list[YearMention] = []
        annual = False
        for mention in self._mentions:
            if mention.start >= position:
                break
            if mention.kind == "base":
                continue
            if mention.kind == "annual":
                annual = annual or self._text.startswith("每", mention.start)
                continue
            if stated and not self._beside(stated[-1], mention):
                stated = []
            stated.append(mention)
        if stated:
            when = self._stated(stated)
        elif annual:
            when = When(annual=True)
        return replace(when, annual=annual)

    def leave(self, sentence: Sentence) -> None:
        """End a sentence: what it stated holds for the rest of its paragraph."""
        stated = [mention for mention in self._mentions if mention.kind in ("by", "in", "during", "past")]
        if stated:
            last = self._stated(stated[-1:])
            self._carried = replace(last, source="paragraph", years=()) if not self._side_by_side(stated) else When()
        tail = self._text[sentence.end - 1 : sentence.end]
        if tail in (":", "：") and self._carried.year is not None:
            self._announced = replace(self._carried, source="section")
            part = self._parts[sentence.heading] if sentence.heading is not None else (0, len(self._text))
            self._announced_until = part[1]

    def _new_paragraph(self, sentence: Sentence) -> None:
        self._paragraph = sentence.paragraph
        section = self._sections[sentence.heading] if sentence.heading is not None else Section()
        if sentence.start >= self._announced_until:
            self._announced = When()
        if section.year is not None:
            self._carried = When(year=section.year, source="section")
        elif section.goals and self._in_goals and self._carried.year is not None and not self._carried.past:
            self._carried = replace(self._carried, source="section")
        elif section.goals and self._announced.year is None and self._period[0] is not None and self._one_year():
            self._carried = When(year=self._period[1], source="section")
        else:
            self._carried = self._announced
        self._in_goals = section.goals

    def _one_year(self) -> bool:
        """Whether the plan is made for one year: its goals are that year's."""
        return self._period[0] == self._period[1]

    def _beside(self, first: YearMention, second: YearMention) -> bool:
        between = self._text[first.end : second.start]
        return between.strip() in ("、", "和", "及", "与", "") and second.kind in ("by", "in", "during")

    def _side_by_side(self, stated: list[YearMention]) -> bool:
        """Whether the sentence ends with several years at once: none of them holds for the next sentence."""
        return len(stated) > 1 and self._beside(stated[-2], stated[-1])

    def _stated(self, mentions: list[YearMention]) -> When:
        last = mentions[-1]
        if last.kind == "past" and (last.year is None or self._begins is None or last.year < self._begins):
            return When(year=last.year, past=True, source="sentence")
        if last.kind == "span":
            first, end = self._period
            fits = first is not None and end is not None and last.length in (end - first + 1, end - first)
            return When(year=end if fits else None, source="sentence")
        if last.kind == "after" or last.year is None:
            return When(source="sentence")
        years = tuple(mention.year for mention in mentions if mention.year is not None)
        return When(last.year, years if len(years) > 1 else (), self._is_past(last), source="sentence")

    def _is_past(self, mention: YearMention) -> bool:
        if self._begins is None or mention.year is None:
            return False
        if mention.kind == "by":
            return mention.year < self._begins - 1
        return mention.year < self._begins


def _inside(mention: YearMention, closed: tuple[Span, ...]) -> bool:
    """Whether the mention lies inside a title or a remark; “十四五”期间 only holds its own quotation marks."""
    return any(start <= mention.start < end and mention.end < end for start, end in closed)


def _begins_by_bases(text: str) -> int | None:
    """The year after the latest base year (比2020年下降), for a text that tells neither its date nor its period."""
    bases = [mention.year for mention in find_years(text) if mention.kind == "base" and mention.year is not None]
    if bases:
        return max(bases) + 1
    named = [mention.first for mention in find_years(text[:_HEAD]) if mention.kind == "during" and mention.first]
    return min(named) if named else None

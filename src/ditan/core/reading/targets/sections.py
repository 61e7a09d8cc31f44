"""What the heading over a sentence says: the background of a plan, its goals, a year of its own, a list of projects."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ditan.core.reading.cleantext import CleanText
from ditan.core.reading.outline import Outline
from ditan.core.reading.years import YearMention, find_years

_BACKGROUND = re.compile(
    r"(?:规划|编制|发展|工作|时代|现实|区域|总体|基本)(?:背景|基础|现状|形势|概况|回顾|情况|依据)(?!设施|研究|建设|保护|质量)"
    r"|(?:发展|外部|宏观)环境(?:$|[与和及、]|分析|形势)"
    r"|^(?:背景|基础|现状|形势|概况|回顾|前言|序言|引言|成效|机遇|挑战|问题)(?:$|[与和及、])"
    r"|(?:现状|形势|成效|成绩|成就|回顾|概况)$|现状(?:与|和|及|分析|评估)|面临(?:的|形势|机遇|挑战|问题|主要|新)"
    r"|取得.{0,8}(?:成效|进展|成绩|成就)|存在(?:的)?(?:主要|突出)?(?:问题|短板|不足|困难)|机遇(?:与|和)挑战"
    r"|(?:形势|机遇)(?:与|和)|主要(?:问题|成效|成绩|成就)|成效(?:与|和|显著)|规划(?:范围|期限)|投资估算|效益分析|资金(?:来源|需求|筹措)"
)
_ACTION = re.compile(
    r"夯实|强化|营造|优化|筑牢|巩固|完善|厚植|打牢|提升|加强|健全|创新|改善|构建|推进|推动|建设|打造|加快|深化|统筹|实施|开展|促进"
    r"|落实|全面(?!回顾|总结)|着力|大力|积极|坚持|有序|培育|壮大|塑造|做[大强优实]|支持|引导|严格|扩能"
)
"""A title that begins so names work to do, even where it speaks of a basis or an environment."""

_GOALS = re.compile(r"目标|愿景")
_PROJECTS = re.compile(r"(?:重点|重大|主要|示范)?(?:工程|项目)(?:$|[)）、]|库|清单|表|一览)")
_GUIDING = re.compile(r"指导思想|以习近平[^。\n]{2,24}思想为(?:指导|指引)|高举中国特色社会主义")
_LONGEST_TITLE = 30
"""What is longer is a sentence that only looks like a heading."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading's bearing on the targets under it."""

    background: bool = False
    goals: bool = False
    projects: bool = False
    year: int | None = None
    """The one year that the heading itself names (到2025年目标)."""


def read_sections(page: CleanText, outline: Outline) -> tuple[Section, ...]:
    """One `Section` a heading, in the outline's order; a part inherits what the parts around it are."""
    sections: list[Section] = []
    for entry in outline.entries:
        above = sections[entry.parent] if entry.parent is not None else Section()
        if entry.kind == "title":
            sections.append(Section())
            continue
        title = entry.title if len(entry.title) <= _LONGEST_TITLE else ""
        goals = _GOALS.search(title) is not None
        years = {mention.year for mention in find_years(title) if _names_a_year(mention)}
        sections.append(
            Section(
                background=(above.background and not goals) or (not goals and _is_background(title)),
                goals=goals or above.goals,
                projects=above.projects
                or (entry.kind in ("box", "annex", "table") and _PROJECTS.search(title) is not None),
                year=years.pop() if len(years) == 1 and not entry.run_in else above.year,
            )
        )
    return tuple(sections)


def preface_end(page: CleanText) -> int:
    """Where the guiding thought begins: before it a plan tells of the past and of the country. 0 where there is none."""
    found = _GUIDING.search(page.text)
    return found.start() if found else 0


def _is_background(title: str) -> bool:
    return _BACKGROUND.search(title) is not None and _ACTION.match(title) is None


def _names_a_year(mention: YearMention) -> bool:
    return mention.kind in ("by", "in") and mention.year is not None

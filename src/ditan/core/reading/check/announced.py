"""What the plan announces of itself: so many indicators, so many tasks, and lists whose members head its parts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ditan.core.reading.check.plan import SURE, Plan, finding
from ditan.core.reading.draft import Finding, FindingSpan, Heading, Indicator
from ditan.core.reading.outline.marks import chinese_value
from ditan.core.reading.resolve.names import likeness

NUMBER = r"[“\"]?(?P<number>\d{1,3}|[一二三四五六七八九十]{1,3})[”\"]?"
INDICATORS = re.compile(
    rf"(?:共|设置|设定|提出|确定|设立|制定|明确|列出|包括|包含|涵盖|选取|形成|构建)[^。;;\n]{{0,24}}?"
    rf"(?:指标(?:体系)?(?:共|共计|合计)?{NUMBER}(?:个|项)|{NUMBER.replace('number', 'before')}(?:个|项)(?:[^。;;,，\n\d]{{0,8}})指标)目?"
)
NATURES = re.compile(rf"(?P<nature>约束性|预期性|引导性)指标(?:共|有)?{NUMBER}(?:个|项)")
TASKS = re.compile(
    rf"(?:提出|明确|细化|分解|部署|安排|确定|形成|共)(?:了|为)?[^。;;\n]{{0,16}}?{NUMBER}(?:项|条|个)(?:重点|具体|主要|工作)?(?:任务|举措|措施)"
)
PROJECTS = re.compile(
    rf"(?:本(?:规划|方案|计划)|项目库|项目清单|附表|附件)[^。;;\n]{{0,16}}?(?:共|安排|列入|储备|谋划|实施|包括)[^。;;,，\n]{{0,12}}?"
    rf"{NUMBER}(?:个|项)(?:重点|重大)?(?:工程)?项目"
)
LIST = re.compile(
    rf"{NUMBER}(?:个|项|大|条|类|方面)+(?P<what>[\u4e00-\u9fff]{{2,8}})[::](?P<list>[^。;;::\n]{{8,200}})"
)
HEADING_VERB = re.compile(r"^(?:实施|推进|开展|推动)")
LIKE = 0.5
"""Likeness from which an announced name and a heading are meant to be one."""


@dataclass(frozen=True, slots=True)
class Announcement:
    """A printed count and where it stands."""

    number: int
    side: FindingSpan
    position: int


def announced_counts(plan: Plan) -> Iterable[Finding]:
    """Counts of indicators and tasks that differ from what the plan holds."""
    yield from _indicators(plan)
    yield from _natures(plan)
    yield from _tasks(plan)
    yield from _projects(plan)


def announced_names(plan: Plan) -> Iterable[Finding]:
    """Lists that announce the plan's parts: their count, and names that the headings print otherwise."""
    for sentence in plan.sentences:
        for match in LIST.finditer(sentence.text):
            names = [name.strip(' “”"') for name in match["list"].split("、")]
            side = plan.at(sentence.start + match.start(), sentence.start + match.end())
            siblings = _siblings(plan, names)
            if siblings and len(names) > 1:
                yield from _list_findings(plan, _value(match["number"]), match["what"], names, siblings, side)


def _indicators(plan: Plan) -> Iterable[Finding]:
    tables = _tables(plan)
    sizes = {len(rows) for rows in tables.values()} | {sum(len(rows) for rows in tables.values())}
    for one in _announcements(plan, INDICATORS):
        if not tables or one.number in sizes or one.number < 2:
            continue
        behind = [rows for rows in tables.values() if rows[0].span[0] > one.side.start]
        rows = behind[0] if behind else list(tables.values())[-1]
        if all(row.confidence >= SURE for row in rows) and _all_read(rows, one.number):
            title = rows[0].table or "指标表"
            message = f"文中称“{one.side.quote}”,“{title}”列出{len(rows)}项。"
            yield finding("announced-count-differs", "error", message, (one.side, plan.of_item(rows[-1])))


def _all_read(rows: Sequence[Indicator], announced: int) -> bool:
    """Whether the printed numbers of the rows, where there are any, say that no row was missed."""
    numbers = [value for row in rows if (value := _value(row.number)) is not None]
    return not numbers or (max(numbers) == len(rows) != announced)


def _natures(plan: Plan) -> Iterable[Finding]:
    counts: dict[str, int] = {}
    for row in plan.draft.indicators:
        if row.nature is not None:
            counts[row.nature] = counts.get(row.nature, 0) + 1
    for paragraph in plan.paragraphs:
        for match in NATURES.finditer(paragraph.text):
            number, found = _value(match["number"]), counts.get(match["nature"], 0)
            if counts and found != number and all(row.nature is not None for row in plan.draft.indicators):
                side = plan.at(paragraph.start + match.start(), paragraph.start + match.end())
                message = f"文中称“{side.quote}”,指标表中标为{match['nature']}的有{found}项。"
                yield finding("announced-count-differs", "error", message, (side,))


def _tasks(plan: Plan) -> Iterable[Finding]:
    draft = plan.draft
    if not draft.measures and not draft.tasks:
        return
    possible = {len(draft.tasks), len(draft.measures), *_heading_counts(draft.outline)}
    numbers = [value for item in (*draft.measures, *draft.tasks) if (value := _value(item.number)) is not None]
    possible |= {max(numbers, default=0)}
    for one in _announcements(plan, TASKS):
        if one.number >= 5 and one.number not in possible and draft.measures:
            held = f"正文有{len(draft.measures)}条" + (f",分工表有{len(draft.tasks)}项" if draft.tasks else "")
            message = f"文中称“{one.side.quote}”,{held}。"
            yield finding("announced-count-differs", "warning", message, (one.side, plan.of_item(draft.measures[-1])))


def _projects(plan: Plan) -> Iterable[Finding]:
    """本规划共安排6个项目 against a numbered project list."""
    numbers = [int(one.number) for one in plan.draft.projects if one.number.isdigit()]
    if len(numbers) < 3 or numbers != list(range(1, len(plan.draft.projects) + 1)):
        return
    for one in _announcements(plan, PROJECTS):
        if one.number != len(numbers) and one.number > 2:
            message = f"文中称“{one.side.quote}”,项目表列出{len(numbers)}个。"
            yield finding(
                "announced-count-differs", "warning", message, (one.side, plan.of_item(plan.draft.projects[-1]))
            )


def _heading_counts(outline: Sequence[Heading]) -> set[int]:
    """How many headings of one kind and level there are, in all and under each parent."""
    counts: dict[tuple[object, ...], int] = {}
    for heading in outline:
        for key in ((heading.kind, heading.level), (heading.kind, heading.level, heading.parent)):
            counts[key] = counts.get(key, 0) + 1
    return set(counts.values())


def _announcements(plan: Plan, pattern: re.Pattern[str]) -> Iterable[Announcement]:
    for paragraph in plan.paragraphs:
        told: set[int | None] = {None}
        for match in pattern.finditer(paragraph.text):
            groups = match.groupdict()
            number = _value(groups.get("number") or groups.get("before") or "")
            if number is not None and number not in told:
                told.add(number)
                start = paragraph.start + match.start()
                yield Announcement(number, plan.at(start, paragraph.start + match.end()), start)


def _tables(plan: Plan) -> dict[str, list[Indicator]]:
    tables: dict[str, list[Indicator]] = {}
    for row in plan.draft.indicators:
        tables.setdefault(row.table, []).append(row)
    return tables


def _siblings(plan: Plan, names: Sequence[str]) -> list[Heading]:
    """The headings under one parent that at least half of the names, and two of them, head."""
    groups: dict[tuple[int | None, int], list[Heading]] = {}
    for heading in plan.draft.outline:
        groups.setdefault((heading.parent, heading.level), []).append(heading)
    for members in groups.values():
        titles = {_plain(heading.title) for heading in members}
        held = sum(_plain(name) in titles for name in names)
        if held >= 2 and held * 2 >= len(names):
            return members
    return []


def _list_findings(
    plan: Plan, number: int | None, what: str, names: list[str], siblings: list[Heading], side: FindingSpan
) -> Iterable[Finding]:
    if number is not None and number != len(names):
        message = f"文中称“{number}”个{what},列出{len(names)}个。"
        yield finding("announced-count-differs", "warning", message, (side,))
    titles = {_plain(heading.title): heading for heading in siblings}
    missing = [name for name in names if _plain(name) not in titles]
    unannounced = {title: heading for title, heading in titles.items() if title not in {_plain(name) for name in names}}
    for name in missing:
        alike = [(likeness(_plain(name), title), title) for title in unannounced]
        score, title = max(alike, default=(0.0, ""))
        if score >= LIKE:
            heading = unannounced.pop(title)
            message = f"总述中的{what}“{name}”与正文标题“{heading.title}”不一致。"
            yield finding("announced-name-differs", "notice", message, (side, plan.of_heading(heading)))


def _plain(title: str) -> str:
    return HEADING_VERB.sub("", re.sub(r"[\s“”\"。]", "", title))


def _value(word: str) -> int | None:
    digits = re.findall(r"\d+", word)
    if digits:
        return int(digits[-1])
    words = re.findall(r"[一二三四五六七八九十百]+", word)
    return chinese_value(words[-1]) if words else None

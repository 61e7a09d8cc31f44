"""Measures: what the body of a plan orders to be done, one numbered heading each, with the departments that it names."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence

from ditan.core.reading.cleantext import CleanText
from ditan.core.reading.departments import Name, Responsibility, find_responsibilities, unite
from ditan.core.reading.draft import Measure
from ditan.core.reading.lexicon import Lexicon
from ditan.core.reading.outline import Entry, Outline
from ditan.core.reading.tables.table import Table

FRAME = re.compile(
    r"指导思想|基本原则|工作原则|总体要求|总体思路|总体目标|主要目标|工作目标|发展目标|目标指标|具体指标|目标要求|规划目标|主要指标|目标任务$|发展定位|战略定位|功能定位"
    r"|现状|形势|基础|成效|成就|挑战|机遇|存在问题|主要问题|面临|背景|编制依据|规划依据|规划范围|规划期限|适用范围|总则|附则|前言|名词解释|术语"
    r"|总体部署$|远景展望|展望$|概况|愿景|任务分工表|总体布局$"
)
"""Headings which frame a plan and order nothing. 夯实碳交易工作基础 begins with a verb and is a measure."""

ACTION = re.compile(
    r"^(?:[“\"]?(?:建[立设成]|推[进动广行]|加[强快大]|构[建筑]|打[造好击赢]|优化|提[升高质标档]|完善|健全|强化|深化|实施|实行|实现|开展|发展|培育|培养|落实|统筹|扩[大展能]"
    r"|促进|鼓励|支持|引导|引进|严[格控把]|控制|坚[持决]|积极|大力|全面|持续|稳步|有序|深入|切实|着力|加力|扎实|突出|聚焦|探索|创[新建]|营造|倡导|践行|增加|增强|减少|降低"
    r"|遏制|淘汰|整治|治理|保护|修复|改造|改善|改进|更新|升级|做[好强大优实]|抓[好实]|盘活|规范|编制|制定|组织|注重|夯实|充分|厚植|凝聚|塑造|集聚|转变|调整"
    r"|压[减实]|化解|防[范治止]|保障|确保|巩固|拓[展宽]|激[发活]|用好|管好|壮大|普及|宣传|监[测督]|评估|考核|明确|合理|科学|高[标质水效]|率先|协同|联合|主动|参与"
    r"|补齐|畅通|提供|启动|布局|谋划|争取|配合|对标|贯彻|履行|动员|领导|健全|强基|示范|试点|攻坚|打通|加密|释放|挖掘|发挥|利用|开发|节约|循环|绿化|美化|净化))"
)
"""How the title of a measure begins: with what is to be done."""

BRANCH = re.compile(r"[((]?[一二三四五六七八九十百]+[))]$|第.{1,4}[章节编篇条]|[((]?\d|[①-⑳]")
LONGEST_TITLE = 45
DEADLINE = re.compile(r"20\d\d年(?:\d{1,2}月)?(?:底|末|上半年|中)?(?:之|以)?前")


def read_measures(
    page: CleanText, outline: Outline, tables: Sequence[Table] = (), lexicon: Lexicon | None = None
) -> tuple[Measure, ...]:
    """The numbered measures of the plan's body.

    The deepest numbered headings which carry responsibility clauses are measures, with their like-numbered
    neighbours; where a plan prints no departments, the deepest titled headings of the chapters which order something
    are. Guiding thoughts, principles, targets and surveys of the present are none, and neither is anything in an
    annex, a box or a table.
    """
    reader = _Reader(page, outline, tables, lexicon)
    chosen = reader.with_clauses() or reader.without_clauses()
    return tuple(reader.measure(index) for index in sorted(chosen))


class _Reader:
    """The candidates of one outline, and the clauses that each of them owns."""

    def __init__(
        self, page: CleanText, outline: Outline, tables: Sequence[Table], lexicon: Lexicon | None
    ) -> None:
        self.page = page
        self.entries = outline.entries
        self.tables = sorted((table.start, table.end) for table in tables)
        self.children: dict[int | None, list[int]] = defaultdict(list)
        self.candidates: list[int] = []
        framed: set[int] = set()
        for index, entry in enumerate(self.entries):
            if entry.parent in framed or _frames(entry) or not outline.is_body(entry.start) or self._in_table(entry):
                framed.add(index)
                continue
            self.children[entry.parent].append(index)
            if entry.kind in ("section", "item", "chapter"):
                self.candidates.append(index)
        self.clauses: dict[int, tuple[Responsibility, ...]] = {
            index: find_responsibilities(page.text, *self._own(index), lexicon) for index in self.candidates
        }

    def _in_table(self, entry: Entry) -> bool:
        at = bisect_right(self.tables, (entry.start, len(self.page.text)))
        return at > 0 and entry.start < self.tables[at - 1][1]

    def _own(self, index: int) -> tuple[int, int]:
        """The text of a heading before the first heading below it; a box ends it only for the measure's text."""
        entry = self.entries[index]
        inner = [self.entries[child].start for child in self.children[index] if self.entries[child].kind != "box"]
        return entry.title_end, min([*inner, entry.end])

    def _text_end(self, index: int) -> int:
        """Where a measure's text ends: at its box or table, unless its departments are named behind that."""
        entry = self.entries[index]
        boxes = [other.start for other in self.entries[index + 1 :][:40] if other.kind in ("box", "table", "annex")]
        inner = [start for start in boxes if start < entry.end]
        named = [clause.end for clause in self.clauses.get(index, ())]
        cut = min([*inner, entry.end])
        return max([cut, *named])

    def with_clauses(self) -> set[int]:
        """Headings that own clauses, and neighbours of the same style of number."""
        owners = {index for index in self.candidates if any(clause.names for clause in self.clauses[index])}
        if not owners:
            return set()
        owners = self._raised(owners)
        owners = {index for index in owners if not any(self._above(other, index) for other in owners)}
        styles = Counter(_style(self.entries[index]) for index in owners)
        chosen = set(owners)
        for top in self.children[None]:
            inside = [index for index in self._below(top) if index in self.clauses]
            here = Counter(_style(self.entries[index]) for index in inside if index in owners) or styles
            like = {index for index in inside if _style(self.entries[index]) in here and self._titled(index)}
            if not like and not any(index in owners for index in inside):
                like = {index for index in inside if self._is_leaf(index)}
            chosen |= {index for index in like if not any(self._above(index, other) for other in chosen | like)}
        return {index for index in chosen if not any(self._above(other, index) for other in owners)}

    def _raised(self, owners: set[int]) -> set[int]:
        """A clause behind the last of several items belongs to the heading above them, if that is the plan's habit."""
        groups = [
            (parent, siblings)
            for parent, siblings in self.children.items()
            if parent is not None and parent in self.clauses and len(siblings) > 1 and any(index in owners for index in siblings)
        ]
        last_only = [
            (parent, siblings)
            for parent, siblings in groups
            if [index for index in siblings if index in owners] == [siblings[-1]] and parent not in owners
        ]
        if len(last_only) < 2 or len(last_only) * 2 <= len(groups):
            return owners
        raised = set(owners)
        for parent, siblings in last_only:
            raised.discard(siblings[-1])
            raised.add(parent)
            self.clauses[parent] = (*self.clauses[parent], *self.clauses.pop(siblings[-1]))
            for sibling in siblings:
                self.clauses.pop(sibling, None)
        return raised

    def _above(self, index: int, other: int) -> bool:
        """Whether `index` stands above `other` in the outline."""
        parent = self.entries[other].parent
        while parent is not None and parent > index:
            parent = self.entries[parent].parent
        return parent == index and index != other

    def _below(self, top: int) -> list[int]:
        found, stack = [], [top]
        while stack:
            index = stack.pop()
            found.append(index)
            stack.extend(self.children[index])
        return sorted(found)

    def without_clauses(self) -> set[int]:
        """Titled headings without titled headings below them, in groups whose titles say what is to be done."""
        leaves = [index for index in self.candidates if self._is_leaf(index)]
        groups: dict[tuple[int | None, str], list[int]] = defaultdict(list)
        for index in leaves:
            groups[(self.entries[index].parent, _style(self.entries[index]))].append(index)
        chosen: set[int] = set()
        for members in groups.values():
            acting = sum(ACTION.match(self.entries[index].title) is not None for index in members)
            if acting * 2 >= len(members) or self._under_tasks(members[0]):
                chosen.update(members)
        return chosen

    def _under_tasks(self, index: int) -> bool:
        parent = self.entries[index].parent
        while parent is not None:
            if re.search(r"任务|举措|措施|行动|工程|实施|保障", self.entries[parent].title):
                return True
            parent = self.entries[parent].parent
        return False

    def _is_leaf(self, index: int) -> bool:
        return self._titled(index) and not any(
            self._titled(child) for child in self.children[index] if child in self.clauses
        )

    def _titled(self, index: int) -> bool:
        """Whether a heading has a title and text of its own below it, not just a numbered sentence."""
        entry = self.entries[index]
        has_text = self._text_end(index) - entry.title_end > 12
        return entry.kind != "chapter" and 2 <= len(entry.title) <= LONGEST_TITLE and has_text

    def measure(self, index: int) -> Measure:
        """The measure that a heading opens."""
        entry = self.entries[index]
        end = _trimmed(self.page.text, entry.start, self._text_end(index))
        clauses = self.clauses.get(index, ())
        whole = unite(clauses)
        text = self.page.printed(entry.title_end, end).lstrip("。.:: ").strip()
        return Measure(
            quote=self.page.quote(entry.start, end),
            span=self.page.span(entry.start, end),
            confidence=_confidence(whole),
            number=entry.number,
            title=_title(entry),
            text=text,
            lead=printed_names(self.page, whole.lead),
            cooperating=printed_names(self.page, whole.cooperating),
            roles=whole.roles,
            deadline=whole.deadline or _deadline(self.page.text[entry.title_end : end]),
            heading=index,
            department_span=self.page.span(clauses[0].start, clauses[-1].end) if clauses else None,
        )


def printed_names(page: CleanText, names: Sequence[Name]) -> tuple[str, ...]:
    """The names as the plan prints them, without the breaks of its lines."""
    return tuple(re.sub(r"\s+", "", page.printed(name.start, name.end)) for name in names)


def _frames(entry: Entry) -> bool:
    if entry.kind in ("annex", "box", "table", "contents"):
        return entry.kind != "annex" or bool(entry.title or entry.run_in)
    return FRAME.search(entry.title) is not None and ACTION.match(entry.title) is None


def _style(entry: Entry) -> str:
    """The style of a number: 第一章, 一, (一), 1, 1.1, (1), ①."""
    if re.match(r"第", entry.number):
        return entry.number[-1]
    shape = re.sub(r"[一二三四五六七八九十百零〇]+", "一", entry.number)
    return re.sub(r"\d+", "1", shape)


def _title(entry: Entry) -> str:
    if len(entry.title) <= LONGEST_TITLE:
        return entry.title
    return re.split(r"[,;]", entry.title, maxsplit=1)[0]


def _trimmed(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())


def _confidence(whole: Responsibility) -> float:
    if whole.roles == "unstated":
        return 0.8
    return 0.95


def _deadline(text: str) -> str:
    """The date by which the text wants the measure done, where it prints only one."""
    found = set(DEADLINE.findall(text))
    return found.pop() if len(found) == 1 else ""

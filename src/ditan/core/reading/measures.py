"""Measures: what the body of a plan orders to be done, one numbered heading each, with the departments that it names."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from ditan.core.reading.cleantext import CleanText
from ditan.core.reading.departments import Name, Responsibility, find_responsibilities, lead_by_order, order_rule, unite
from ditan.core.reading.draft import Measure
from ditan.core.reading.lexicon import Lexicon
from ditan.core.reading.outline import Entry, Outline
from ditan.core.reading.tables.table import Table

FRAME = re.compile(
    r"(?:指导思想|指导方针|原则|总体要求|总体思路|工作思路|发展思路|总体部署|总体布局|总体安排|目标任务|目标要求|目标愿景|指标体系|重要意义|必要性"
    r"|(?:总体|主要|工作|发展|规划|具体|行动|阶段性?|年度|量化|预期|核心|建设|近期|远期|中长期|减排|控制)(?:目标|指标)|目标(?:和|与|及)?指标|^目标"
    r"|定位|步骤|(?:时间|进度)安排|现状|形势|(?:发展|外部|宏观|面临的?)环境|基础|成效|成就|成绩|进展|挑战|机遇|短板|问题|不足|背景|依据|范围|期限|概况|总则|附则|前言|名词解释|术语|愿景|展望|回顾|责任单位|责任分工)"
    r"(?:(?:与|和|及|、|,).{1,12})?$|^(?:重点|适用|实施|覆盖|规划|控制)(?:区域|时段|对象)(?:(?:与|和|及|、).{1,8})?$"
)
"""Headings which frame a plan and order nothing; a title that begins with what is to be done (夯实工作基础) does not."""

NAMES_A_FRAME = re.compile(
    r"^(?:责任单位|责任分工|牵头单位|配合单位)$|^(?:制定|编制|起草|出台)(?:背景|依据|过程|目的|必要性)"
    r"|^(?:发展|建设|工作|实施|治理|控制|保护|改造|推广|应用|利用|参与)"
    r"(?:现状|形势|基础|环境|背景|目标|指标|定位|思路|原则|成效|成就|成绩|进展|条件|机遇|挑战|问题|依据|范围|期限|概况|愿景|要求"
    r"|步骤|阶段)(?:$|[与和及、,])"
)
"""`发展现状`, `建设目标`: their first word is one that orders something elsewhere."""

OPENING = re.compile(r"^(?:总体|工作)(?:要求|思路|部署|安排)")
GOALS = re.compile(r"目标|指标")
PRINCIPLE = re.compile(r"坚持|突出|注重")

ORDERS_TOO = re.compile(r"(?:重点|主要|具体|工作)(?:任务|举措|措施|工作)|措施|举措|行动")
"""`主要目标和重点任务`: frames and orders in one chapter, so its headings are judged one by one."""

PLAN_TITLE = re.compile(r"(?:规划|方案|计划|意见|办法|纲要|措施)(?:\(.*\))?[》”]?$")

ACTION = re.compile(
    r"^[“\"]?(?:建[立设成]|推[进动广行出荐]|加[强快大力密]|构[建筑]|打[造好击赢通]|优[化先]|提[升高质标档供]|完[善成]|健全|强化|深化|实[施行现]"
    r"|开[展发]|发[展挥]|培[育养训]|落实|统[筹一]|扩[大展能]|促进|鼓励|支持|引[导进领]|严[格控把守]|控制|坚[持决]|积极|大力|全面|持续|稳步|有序|深入"
    r"|切实|着力|加力|扎实|突出|聚焦|探索|创[新建]|营造|倡[导树]|践行|增[加强]|减少|降低|遏制|淘汰|整治|治理|保[护障]|修[复订]|改[造善进建扩]|更新"
    r"|升级|做[好强大优实细精]|抓[好实]|盘活|规范|编制|制定|组[织建]|注重|夯实|充分|厚植|凝聚|塑造|集聚|转变|调整|压[减实]|化解|防[范治止控]|确保"
    r"|巩固|拓[展宽]|激[发活]|用好|管好|壮大|普及|宣[传贯]|监[测督]|评[估选]|考核|明确|合理|科学|高[标质水效]|率先|协[同调]|联[合动]|主动|参[与加]"
    r"|补[齐短强]|畅通|启动|布局|谋划|争取|配合|对[标接]|贯彻|履行|动员|示范|试点|攻[坚克]|释放|挖掘|利用|节约|循环|绿化|美化|净化|解决|破解|消除"
    r"|排查|清[理查]|取缔|关停|搬迁|筑牢|守住|织密|搭建|设立|出台|研究|摸清|分[类区]|理顺|放宽|简化|选树|申报|储备|带动|赋能|融入|接入|衔接|共[建享]"
    r"|督[促导]|检查|处置|回收|替代|新[建增]|续建|应用)"
)
"""How the title of a measure begins: with what is to be done."""

TASKS = re.compile(r"任务|举措|措施|行动|工程|实施|保障|路径|重点工作")
"""A chapter which orders something, whatever the titles below it look like."""
PROJECT = re.compile(r"(?:项目|工程|电站|基地|中心|园区|厂)(?:\([^()]*\))?$")
TOTAL = re.compile(r"[。:\s]*(?:该|本)?(?:项目|工程)?[^。\n]{0,24}?(?:总投资|投资总额|估算投资|概算投资)")
LONGEST_TITLE = 45
SHORTEST_ORDER = 8
STOPS = "。;!?)"
FRAMING_TITLE = 20
SHORTEST_CUT = 5
CLOSING = tuple(")〕]】")
CLOSING_BRACKET = re.compile(r"[(〔\[【][^()〔〕\[\]【】]*(?:\([^()]*\)[^()〔〕\[\]【】]*)*[)〕\]】]$")
DEADLINE = re.compile(
    r"(20\d\d年(?:\d{1,2}月)?(?:底|末|上半年|中)?(?:之|以)?前)[^。;]{0,12}?(?:完成|建成|印发|出台|制定|建立|投用|投产|达标|竣工)"
)


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

    def __init__(self, page: CleanText, outline: Outline, tables: Sequence[Table], lexicon: Lexicon | None) -> None:
        self.page = page
        self.entries = outline.entries
        self.lexicon = lexicon
        self.tables = sorted((table.start, table.end) for table in tables)
        self.children: dict[int | None, list[int]] = defaultdict(list)
        self.candidates: list[int] = []
        framed: set[int] = set()
        for index, entry in enumerate(self.entries):
            outside = not outline.is_body(entry.start) or self._in_table(entry) or self._frames(index)
            behind_goals = entry.parent in framed and self._orders_behind_goals(index)
            if outside or (entry.parent in framed and not behind_goals):
                framed.add(index)
                continue
            self.children[None if behind_goals else entry.parent].append(index)
            if entry.kind in ("section", "item", "chapter") and not self._is_project(entry):
                self.candidates.append(index)
        self.clauses: dict[int, tuple[Responsibility, ...]] = {
            index: self._clauses_of(index, lexicon) for index in self.candidates
        }
        order = order_rule(page.text)
        if order is not None:
            self.clauses = {index: lead_by_order(page.text, own, order) for index, own in self.clauses.items()}

    def _is_project(self, entry: Entry) -> bool:
        """Whether a heading is the name of a project that its text gives a total."""
        return PROJECT.search(entry.title) is not None and TOTAL.match(self.page.text, entry.title_end) is not None

    def _frames(self, index: int) -> bool:
        """Whether a heading frames the plan, or opens a box, a table or an annex that is not the plan itself."""
        entry = self.entries[index]
        if entry.kind == "annex":
            return bool(entry.title) and not self._holds_the_plan(index)
        if entry.kind in ("box", "table", "contents"):
            return True
        framing = len(entry.title) <= FRAMING_TITLE and FRAME.search(entry.title) is not None
        orders = ACTION.match(entry.title) is not None and NAMES_A_FRAME.match(entry.title) is None
        return framing and not orders and ORDERS_TOO.search(entry.title) is None

    def _orders_behind_goals(self, index: int) -> bool:
        """Whether a heading under 总体要求 orders something: the shortened plan lost the chapter that stood above it."""
        entry = self.entries[index]
        if entry.parent is None:
            return False
        if entry.kind == "section" and self._acts(entry) and self._names_departments(entry):
            return True
        if OPENING.search(self.entries[entry.parent].title) is None:
            return False
        goals = any(
            other.parent == entry.parent and _style(other) == _style(entry) and GOALS.search(other.title)
            for other in self.entries[entry.parent : index]
        )
        return goals and entry.kind == "section" and self._acts(entry)

    def _names_departments(self, entry: Entry) -> bool:
        return any(
            clause.names for clause in find_responsibilities(self.page.text, entry.start, entry.end, self.lexicon)
        )

    def _acts(self, entry: Entry) -> bool:
        return ACTION.match(entry.title) is not None and PRINCIPLE.match(entry.title) is None

    def _holds_the_plan(self, index: int) -> bool:
        """Whether an annex is the plan: named as one, with chapters of its own, and no chapters stand before it."""
        inside = sum(other.parent == index and other.kind in ("chapter", "section") for other in self.entries)
        before = any(
            other.kind in ("chapter", "section") and self._outermost(place).kind != "annex"
            for place, other in enumerate(self.entries[:index])
        )
        return inside > 1 and not before and PLAN_TITLE.search(self.entries[index].title) is not None

    def _in_table(self, entry: Entry) -> bool:
        at = bisect_right(self.tables, (entry.start, len(self.page.text)))
        return at > 0 and entry.start < self.tables[at - 1][1]

    def _clauses_of(self, index: int, lexicon: Lexicon | None) -> tuple[Responsibility, ...]:
        """Clauses before the first heading below; those behind a box only where none stands before it."""
        entry = self.entries[index]
        inner = [self.entries[child].start for child in self.children[index]]
        end = min([*inner, entry.end])
        box = self._box_inside(index)
        before = find_responsibilities(self.page.text, self._bracket_in(entry), min(box, end), lexicon)
        return before or find_responsibilities(self.page.text, min(box, end), end, lexicon)

    def _bracket_in(self, entry: Entry) -> int:
        """Where the departments begin that close a title (`加快能源转型(市发改委牵头)`); the title's end where it names none."""
        if self.page.text[entry.title_end - 1 : entry.title_end] not in CLOSING:
            return entry.title_end
        closing = CLOSING_BRACKET.search(self.page.text, entry.start, entry.title_end)
        if closing is None or not find_responsibilities(self.page.text, *closing.span(), self.lexicon):
            return entry.title_end
        return closing.start()

    def _outermost(self, index: int) -> Entry:
        return self.entries[[index, *self._ancestors(index)][-1]]

    def _box_inside(self, index: int) -> int:
        """Where the first box, table or annex inside a heading's part begins; its end where there is none."""
        entry = self.entries[index]
        at = index + 1
        while at < len(self.entries) and self.entries[at].start < entry.end:
            if self.entries[at].kind in ("box", "table", "annex"):
                return self.entries[at].start
            at += 1
        return entry.end

    def _text_end(self, index: int) -> int:
        """Where a measure's text ends: at its box or table, unless its departments are named behind that."""
        named = [clause.end for clause in self.clauses.get(index, ())]
        return max([self._box_inside(index), *named])

    def with_clauses(self) -> set[int]:
        """Headings that own clauses, and neighbours of the same style of number."""
        owners = {index for index in self.candidates if any(clause.names for clause in self.clauses[index])}
        if not owners:
            return set()
        owners = self._raised(owners)
        above = {index for owner in owners for index in self._ancestors(owner)}
        owners -= above
        styles = Counter(_style(self.entries[index]) for index in owners)
        chosen = set(owners)
        for top in self._tops():
            inside = [index for index in self._below(top) if index in self.clauses]
            here = Counter(_style(self.entries[index]) for index in inside if index in owners)
            like = {
                index for index in inside if _style(self.entries[index]) in (here or styles) and self._titled(index)
            }
            chosen |= like if here else self._ordering(like) or self._ordering(inside)
        kept = {index for index in chosen - above if not owners & set(self._ancestors(index))}
        taken = {self._place(index) for index in owners}
        return owners | {index for index in kept if self._place(index) not in taken}

    def _place(self, index: int) -> tuple[int | None, str]:
        """Parent and number: where a box between two measures counts anew, one number comes twice under one parent."""
        return self.entries[index].parent, self.entries[index].number

    def _raised(self, owners: set[int]) -> set[int]:
        """A clause behind the last of several items belongs to the heading above them, if that is the plan's habit."""
        groups = [
            (parent, siblings)
            for parent, siblings in self.children.items()
            if parent is not None
            and parent in self.clauses
            and len(siblings) > 1
            and any(index in owners for index in siblings)
        ]
        last_only = [
            (parent, siblings)
            for parent, siblings in groups
            if [index for index in siblings if index in owners] == [siblings[-1]] and parent not in owners
        ]
        habit = len(last_only) > 1 and len(last_only) * 2 > len(groups)
        raised = set(owners)
        for parent, siblings in last_only:
            if not habit and not all(self._is_bare(sibling) for sibling in siblings[:-1]):
                continue
            raised.discard(siblings[-1])
            raised.add(parent)
            self.clauses[parent] = (*self.clauses.get(parent, ()), *self.clauses.pop(siblings[-1], ()))
            for sibling in siblings:
                self.clauses.pop(sibling, None)
        return raised

    def _is_bare(self, index: int) -> bool:
        """Whether a heading is a point of an enumeration, without text of its own."""
        entry = self.entries[index]
        return not re.search(r"\w", self.page.text[entry.title_end : entry.end])

    def _tops(self) -> list[int]:
        """The outermost headings, those of an annex that is the plan included."""
        tops = self.children[None]
        return [inner for top in tops for inner in (self.children[top] if self.entries[top].kind == "annex" else [top])]

    def _ancestors(self, index: int) -> list[int]:
        found = []
        parent = self.entries[index].parent
        while parent is not None:
            found.append(parent)
            parent = self.entries[parent].parent
        return found

    def _below(self, top: int) -> list[int]:
        found, stack = [], [top]
        while stack:
            index = stack.pop()
            found.append(index)
            stack.extend(self.children[index])
        return sorted(found)

    def without_clauses(self) -> set[int]:
        """Titled headings without titled headings below them, in groups whose titles say what is to be done."""
        return self._ordering(self.candidates)

    def _ordering(self, indices: Iterable[int]) -> set[int]:
        groups: dict[tuple[int | None, str], list[int]] = defaultdict(list)
        for index in indices:
            if self._is_leaf(index):
                groups[(self.entries[index].parent, _style(self.entries[index]))].append(index)
        chosen: set[int] = set()
        for members in groups.values():
            acting = sum(ACTION.match(self.entries[index].title) is not None for index in members)
            if acting * 2 >= len(members) or self._under_tasks(members[0]):
                chosen.update(members)
        return chosen

    def _under_tasks(self, index: int) -> bool:
        return any(TASKS.search(self.entries[above].title) for above in self._ancestors(index))

    def _is_leaf(self, index: int) -> bool:
        return self._titled(index) and not any(
            self._titled(inner) for inner in self._below(index) if inner != index and inner in self.clauses
        )

    def _titled(self, index: int) -> bool:
        """Whether a heading has a title and text of its own below it, not just a numbered sentence."""
        entry = self.entries[index]
        has_text = self._text_end(index) - entry.title_end > 12 or self._is_cut_short(index) or self._is_order(entry)
        has_text = has_text or self._ends_page(index)
        return (
            entry.kind != "chapter"
            and 2 <= len(entry.title) - (entry.title_end - self._bracket_in(entry)) <= LONGEST_TITLE
            and has_text
        )

    def _is_cut_short(self, index: int) -> bool:
        """Whether the page ends a few words behind the title of its last heading."""
        entry = self.entries[index]
        left = self.page.text[entry.title_end : entry.end].strip("。.:: \n")
        last = index == len(self.entries) - 1 and entry.parent is not None
        return last and entry.run_in and left[-1:] not in ("", *STOPS)

    def _ends_page(self, index: int) -> bool:
        """Whether the page is cut inside the title of its last heading: its like-numbered neighbour prints text, or it is the first."""
        entry = self.entries[index]
        if (
            index != len(self.entries) - 1
            or entry.parent is None
            or re.search(r"\w", self.page.text[entry.title_end :])
        ):
            return False
        before = [
            other for other in self.entries[:index] if other.parent == entry.parent and _style(other) == _style(entry)
        ]
        goes_on = before[-1].run_in if before else self._under_tasks(index)
        return goes_on and len(entry.title) >= SHORTEST_CUT

    def _is_order(self, entry: Entry) -> bool:
        """Whether a heading is an order in one sentence: `(三)坚决遏制高耗能项目盲目上马。`."""
        closed = self.page.text[entry.title_end : entry.title_end + 1] in ("。", ";")
        return closed and _style(entry) == "(一)" and len(entry.title) >= SHORTEST_ORDER and self._acts(entry)

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
            title=self._title(entry),
            text=text,
            lead=printed_names(self.page, whole.lead),
            cooperating=printed_names(self.page, whole.cooperating),
            roles=whole.roles,
            deadline=whole.deadline or _deadline(self.page.text[entry.title_end : end]),
            heading=index,
            department_span=self.page.span(clauses[0].start, clauses[-1].end) if clauses else None,
        )

    def _title(self, entry: Entry) -> str:
        """The title as the plan prints it; of a sentence that is too long for a title, its first clause."""
        behind = entry.title_end - self._bracket_in(entry)
        title = entry.title[: len(entry.title) - behind].strip()
        at = self.page.text.find(title, entry.start, entry.title_end + 1)
        if at >= 0:
            title = self.page.printed(at, at + len(title))
        return title if len(title) <= 2 * LONGEST_TITLE else re.split(r"[,，;；]", title, maxsplit=1)[0]


def printed_names(page: CleanText, names: Sequence[Name]) -> tuple[str, ...]:
    """The names as the plan prints them, without the breaks of its lines."""
    return tuple(re.sub(r"\s+", "", page.printed(name.start, name.end)) for name in names)


def _style(entry: Entry) -> str:
    """The style of a number: 第一章, 一, (一), 1, 1.1, (1), ①."""
    if re.match(r"第", entry.number):
        return entry.number[-1]
    shape = re.sub(r"[一二三四五六七八九十百零〇]+", "一", entry.number)
    return re.sub(r"\d+", "1", shape)


def _trimmed(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())


def _confidence(whole: Responsibility) -> float:
    if whole.roles == "unstated":
        return 0.8
    return 0.95


def _deadline(text: str) -> str:
    """The date by which the text wants the measure done, where it prints only one."""
    found = set(DEADLINE.findall(text))
    return str(found.pop()) if len(found) == 1 else ""

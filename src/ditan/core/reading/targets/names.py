"""Names of targets: cut from the text as pieces, trimmed of lead-ins and verbs, split where one verb serves several."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ditan.core.reading.cleantext import CleanText
from ditan.core.reading.targets.clauses import Span, enclosed, within
from ditan.core.reading.targets.vocabulary import (
    BUILD,
    HEDGE,
    LEADING_HEDGE,
    MEASURED,
    NUMBERING,
    RATIO,
    RATIO_NAME,
    REGION,
    one_of,
)

Piece = Span | str


@dataclass(frozen=True, slots=True)
class Name:
    """A name as pieces of the text; a piece that is a string is ours (占比), since the plan leaves it unsaid."""

    pieces: tuple[Piece, ...]
    own: int = 0
    """Index of the first piece that is its own, behind what it shares with the name before."""

    def plain(self, text: str) -> str:
        """The name in characters of the cleaned text."""
        return "".join(piece if isinstance(piece, str) else text[piece[0] : piece[1]] for piece in self.pieces)

    def printed(self, page: CleanText) -> str:
        """The name as the plan prints it, without line breaks and blanks between Chinese characters."""
        parts = (piece if isinstance(piece, str) else page.printed(*piece) for piece in self.pieces)
        return _BLANKS.sub("", "".join(parts))

    def start(self) -> int | None:
        """Where its first own printed piece begins."""
        return next((piece[0] for piece in self.pieces[self.own :] if not isinstance(piece, str)), None)

    def joined(self, *more: Piece) -> Name:
        """The name with more pieces behind it."""
        return Name(self.pieces + more, self.own)

    def behind(self, shared: Span) -> Name:
        """The name behind what it shares with the name before it."""
        return Name((shared, *self.pieces), self.own + 1)


_BLANKS = re.compile(r"(?<![A-Za-z0-9])\s+|\s+(?![A-Za-z0-9])")
_CONNECTOR = one_of(
    "其中 同时 使得 使 推动 推进 加快 加快推进 促进 带动 引导 鼓励 支持 保证 保障 以及 并且 并 且 和 及 与 、 ， , 将 把 让 实现",
    "积极推进 大力推进 着力 大力 积极 有序 稳妥 深入 充分 有力 不断 切实 严格 扎实 新时期 期间 力争实现 主要目标 总体目标 即 则",
    "“ 要 按照要求 具体 到期末 期末 期内 ： : ； ; 。 ) ） 的 等",
)
_LEAD = re.compile(rf"(?:\s|{NUMBERING}|{LEADING_HEDGE}|{_CONNECTOR}|{REGION})")
_OPEN_QUOTE = re.compile(r"[“\"]")
_MADE = re.compile(
    rf"(?:{LEADING_HEDGE}|{BUILD}(?!区|用地|规模|面积|率|水平|密度|强度|标准|质量|能力|总量|成效|成本|费))"
)
_TRAIL = re.compile(rf"(?:\s|{HEDGE}|[、，,:：的]|约|{one_of('力争 争取 确保 使 并 将 五年')})$")


def trim(text: str, span: Span, *, made: bool = False) -> Span:
    """The span without numbering, lead-in words and region words before the name, and without hedges behind it.

    With `made`, verbs of making go too: 建成绿色园区 is 绿色园区, while 建成区绿地率 stays.
    """
    start, end = span
    moved = True
    while moved and start < end:
        moved = False
        lead = _LEAD.match(text, start, end)
        if lead and lead.end() > start and not _quotes(text, lead, end):
            start, moved = lead.end(), True
            continue
        if made:
            verb = _MADE.match(text, start, end)
            if verb and verb.end() < end:
                start, moved = verb.end(), True
    return start, trim_end(text, (start, end))


def trim_end(text: str, span: Span) -> int:
    """Where the span ends without blanks, commas and hedges at its end."""
    start, end = span
    while end > start:
        trail = _TRAIL.search(text, max(start, end - 4), end)
        if trail is None or trail.start() < start:
            break
        end = trail.start()
    return end


def _quotes(text: str, lead: re.Match[str], end: int) -> bool:
    """Whether the lead is a quotation mark that closes inside the name: it belongs to the name then."""
    return _OPEN_QUOTE.match(lead.group()) is not None and re.search(r"[”\"]", text[lead.end() : end]) is not None


def without(span: Span, holes: Iterable[Span]) -> tuple[Span, ...]:
    """The parts of the span that lie outside the holes."""
    parts, at = [], span[0]
    for start, end in sorted(holes):
        if end <= at or start >= span[1]:
            continue
        if start > at:
            parts.append((at, start))
        at = max(at, end)
    if at < span[1]:
        parts.append((at, span[1]))
    return tuple(parts)


_AND = re.compile(r"以及|和(?!谐|平|美|睦)|与(?!其)|及(?!以[上下]|其|时)")
_BOTH = re.compile(r"以及|和(?!谐|平|美|睦)|及(?!以[上下]|其|时)")
_CHANGE = re.compile(r"(?:降低|下降|减少|增长)(?:率|幅度)?$")
_PER_UNIT = re.compile(
    r"(?:单位|每?万元)(?:[^、，,和]{0,4}?)(?:国内生产总值|地区生产总值|生产总值|GDP|工业增加值|增加值|建筑面积|产值|产品|面积|收入)"
)
_OWN_SUBJECT = re.compile(r".{2,}(?:率|比例|比重|占比)$|单位|每|人均|万元|全|规模以上|主要|重点")
_MEMBERS = re.compile(
    r"(?:等[二两三四五六七八九十]?[项类种个]?|[二两三四五六七八九十][项类种个])(?:主要|各类|重点)?(?:大气|水|主要)?(?:污染物|领域|行业|车辆|产品|方面|资源|类|各类|种)?"
)
_TAIL = re.compile(
    r"(?:(?:重点工程|主要|累计)?(?:污染物)?(?:减排量|排放总量|排放量|排放强度|排放|年均浓度|平均浓度|浓度)"
    r"|(?:发电)?(?:累计)?(?:总)?(?:装机)(?:规模|容量|总量)?|(?:建筑)?应用面积"
    r"|(?:生活|分类|优良|收集|综合|资源化|无害化|安全|循环|重复|规范化|集中|有效|回收|再生|转移|处置|处理|利用|收运|治理|覆盖|达标|普及|使用"
    r"|执行|建成|合格|保有|保存|发展|应用|新能源|清洁能源)+(?:处理|利用|处置)?(?:率|比例|占比|比重|量)"
    rf"|(?:占[^、，,]{{2,24}})?(?:的)?{RATIO}|(?:消费|用水|用电|用能|用地|货运|客运|周转|交易|发|产|利用|回收|施用|使用|供应|供给)*(?:总)?量"
    r"|(?:综合)?(?:能耗|水耗|电耗|碳排放强度|能源消耗|二氧化碳排放)|(?:总)?(?:面积|规模|能力|产值|增加值|数量|收入|余额|里程|长度)|企业|试点示范(?:项目|创建)?)$"
)


_BARE = re.compile(
    r"(?:分类|资源化|无害化|综合|集中|回收|循环|安全|规范化)+(?:收集|处理|利用|处置|覆盖|达标)+率|达标率|覆盖率|利用率|处理率"
)
"""A rate that leaves unsaid of what."""


def split_names(text: str, span: Span, count: int, *, shared: bool) -> tuple[Name, ...] | None:
    """The names that a span lists, `count` of them, or however many where `shared` says that one value serves all.

    A tail that only the last name prints goes to the others too: 城市生活垃圾、建筑垃圾回收利用率 is
    城市生活垃圾回收利用率 and 建筑垃圾回收利用率. None where the span does not divide so.
    """
    closed = enclosed(text, *span)
    commas = _cuts(text, span, closed, re.compile(r"、"))
    conjunctions = _cuts(text, span, closed, _AND)
    last_part = commas[-1][1] if commas else span[0]
    options = [
        [*commas, *[cut for cut in conjunctions if cut[0] > last_part]],
        commas,
        conjunctions,
        sorted([*commas, *conjunctions]),
    ]
    for cuts in options:
        if not cuts:
            continue
        parts = _parts(span, cuts)
        if (shared and len(parts) > 1) or len(parts) == count:
            return _with_tail(text, parts)
    return None


def split_measured(text: str, span: Span) -> tuple[Name, ...] | None:
    """The names of a span whose every part is the name of something measured (秸秆综合利用率、农膜回收率)."""
    closed = enclosed(text, *span)
    cuts = _cuts(text, span, closed, re.compile(rf"、|{_BOTH.pattern}"))
    parts = _parts(span, cuts)
    if len(parts) < 2 or not all(end - start > 3 and _is_measured(text[start:end]) for start, end in parts):
        return None
    return _shared(text, [Name((part,)) for part in parts], parts)


def _is_measured(name: str) -> bool:
    return MEASURED.search(name) is not None and not name.endswith(("低能耗", "零能耗"))


def _shared(text: str, names: list[Name], parts: list[Span]) -> tuple[Name, ...]:
    """The names with what only one of them prints: the 下降 of the last, the 单位GDP or 生活垃圾 of the first."""
    start, end = parts[-1]
    change = _CHANGE.search(text, start, end)
    if change and len(parts) > 1 and not any(_CHANGE.search(text, *part) for part in parts[:-1]):
        names = [*(name.joined(change.span()) for name in names[:-1]), names[-1]]
    head = _TAIL.search(text, *parts[0])
    if head and head.start() > parts[0][0]:
        whose = parts[0][0], head.start()
        names = [
            name.behind(whose) if _BARE.fullmatch(text, *part) else name
            for name, part in zip(names, parts, strict=True)
        ]
    per = _PER_UNIT.match(text, *parts[0])
    if per is None:
        return tuple(names)
    return (
        names[0],
        *(
            name if _PER_UNIT.match(text, *part) or _OWN_SUBJECT.match(text, *part) else name.behind(per.span())
            for name, part in zip(names[1:], parts[1:], strict=True)
        ),
    )


def _cuts(text: str, span: Span, closed: tuple[Span, ...], mark: re.Pattern[str]) -> list[Span]:
    found = [match.span() for match in mark.finditer(text, *span)]
    return [cut for cut in found if not within(cut[0], closed) and cut[0] > span[0] and cut[1] < span[1]]


def _parts(span: Span, cuts: Sequence[Span]) -> list[Span]:
    edges = [span[0], *[edge for cut in cuts for edge in cut], span[1]]
    return [(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if start < end]


def _with_tail(text: str, parts: list[Span]) -> tuple[Name, ...]:
    start, end = parts[-1]
    members = _MEMBERS.search(text, start, end)
    if members:
        tail, last = (members.end(), end), (start, members.start())
        return _shared(text, [Name((part, tail)) for part in [*parts[:-1], last]], [*parts[:-1], last])
    tail_start = _tail_start(text, parts)
    if tail_start is None:
        return _shared(text, [Name((part,)) for part in parts], parts)
    tail = (tail_start, end)
    own = text[tail_start:end]
    whole = [MEASURED.search(text[start:end]) is not None or text[start:end].endswith(own) for start, end in parts]
    if not all(whole):
        whole = [RATIO_NAME.search(text[start:end]) is not None for start, end in parts]
    names = [
        Name((part,)) if part == parts[-1] or is_whole else Name((part, tail))
        for part, is_whole in zip(parts, whole, strict=True)
    ]
    return _shared(text, names, parts)


def _tail_start(text: str, parts: list[Span]) -> int | None:
    start, end = parts[-1]
    before = text[parts[-2][0] : parts[-2][1]]
    for length in range(min(4, len(before)), 1, -1):
        at = text.find(before[-length:], start, end)
        if at >= 0 and at + length < end and MEASURED.search(text[at + length : end]):
            return at + length
    tail = _TAIL.search(text, start + 1, end)
    return tail.start() if tail else None

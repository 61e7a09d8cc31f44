"""Which value belongs to which name: names completed from the clause before, lists paired one by one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ditan.core.reading.quantities import Amount
from ditan.core.reading.targets.clauses import Span
from ditan.core.reading.targets.context import Context
from ditan.core.reading.targets.names import Name, Piece, split_measured, split_names, trim, trim_end, without
from ditan.core.reading.targets.statements import Statement
from ditan.core.reading.targets.timing import When
from ditan.core.reading.targets.vocabulary import MEASURED, PERCENT

ORIGIN = re.compile(r"(?:由|从)(?:\s?20[0-9]{2}\s?年?(?:底|末)?的?)?(?P<value>[0-9][0-9.,]*)(?P<unit>[^0-9]{0,12})$")
"""Where a value comes from, at the end of a name: 由2020年的57%."""

_WEAK = re.compile(
    r"(?:全[市省国区县]|其)?(?:占比|比重|比例|总?规模|总量|总?面积|总?处理规模|总长度?|容量|覆盖率|达标率|占[^，,]{1,24}(?:比重|比例|占比|率|的)?)?"
    r"(?:年均)?(?:增长|增速|增幅|下降|降幅|提升|增加|提高)?(?:率|幅度)?"
)
_FROM_NOW = re.compile(
    r"在现有(?:水平|基础)(?:之)?上|(?:以|按)[^，,]{0,10}为基[数准期年]|[与较比](?:上年|现状|去年)(?:相比)?|的基础上"
)
_DISTANCE = re.compile(r"[0-9.]+(?:米|公里|分钟|小时|m|km)")
_ANNUAL = re.compile(r"每年|年均")
_STRETCHED = re.compile(r"力争|争取|努力|确保")
_ORDER = re.compile(
    r"(?:控制|压减|降低|提高|提升|扩大|削减|增加|减少|严控)(?P<what>[\u4e00-\u9fffA-Za-z0-9.()]{3,20})$"
)
_OTHERS = re.compile(
    r"(?:其他|其余|其它|一般|非重点)(?:地区|区域|城市|县区|区县|县|镇街|乡镇|行业|企业|园区|建筑|路段)"
)
_BARE_DOING = re.compile(r"(?P<doing>接入|安装|配备|配套|推广|使用|应用|改造|更新|替代|签约|普及|执行)率")
SHORTEST_OBJECT, LONGEST_OBJECT = 3, 16
_GOAL = re.compile(r"\s?的?(?:激励|奋斗|力争|争取|挑战|预期|约束|基本|更高)?性?目标\s?")
_TASK = re.compile(r"(?:的)?(?:任务|工作|目标)$")
_BARE_VERB = re.compile(r"(?:实现|完成|确保|达到|建成)\s*$")


@dataclass(frozen=True, slots=True)
class Pair:
    """A value with its name and its year.

    `carried` tells that the name, or part of it, stands in a clause before; `unsure` that several values share a name
    that could not be divided; `changed` that a level goes on with the change before it (下降15.5%，力争达到16%).
    """

    name: Name
    amount: Amount
    year: int | None
    carried: bool = False
    unsure: bool = False
    changed: bool = False


def pair(context: Context, when: When, statement: Statement) -> list[Pair]:
    """The values of a statement with their names and years; remembers the name for the clauses that follow."""
    values = statement.values
    again = _raised(context, statement)
    if again is not None:
        return [Pair(again, values[0], when.year, carried=True, changed=True)]
    if statement.form == "made":
        return [Pair(_made_name(context, statement), values[0], when.year)]
    if statement.form == "share":
        return [Pair(_share_name(context, statement), values[0], when.year)]
    parts = _name_parts(context, statement)
    change = () if statement.form != "change" else (statement.verb,)
    side_by_side = len(values) > 1 and len(values) == len(when.years)
    names = _split(context, parts[0], statement, side_by_side) if len(parts) == 1 else None
    context.previous_change = (statement.verb, values[-1].unit) if change else None
    if names is None and not parts and len(context.previous_names) == len(values) > 1 and not side_by_side:
        names = context.previous_names
    context.previous_names = names or ()
    if names is not None:
        context.previous = names[-1]
        if len(values) == 1:
            return [Pair(name.joined(*change), values[0], when.year) for name in names]
        together = zip(names, values, strict=True)
        return [Pair(name.joined(*change), value, when.year) for name, value in together]
    name, carried = _whole_name(context, parts)
    context.previous = name
    name = name.joined(*change)
    if side_by_side:
        return [Pair(name, value, year, carried) for value, year in zip(values, when.years, strict=True)]
    return [Pair(name, value, when.year, carried, unsure=len(values) > 1) for value in values]


def _raised(context: Context, statement: Statement) -> Name | None:
    """The name of a change whose value the next clause raises: 下降15.5%，力争达到16%; 下降13%，力争完成14.5%的激励目标."""
    if context.previous is None or context.previous_change is None or len(statement.values) > 1:
        return None
    text, amount = context.text, statement.values[0]
    verb, unit = context.previous_change
    if amount.unit != unit or not _STRETCHED.search(text, context.clause.start, amount.start):
        return None
    unnamed = statement.form == "level" and not Name(_name_parts(context, statement)).plain(text)
    of_goal = statement.form in ("made", "share") and _GOAL.fullmatch(text, amount.end, context.clause.end)
    return context.previous.joined(verb) if unnamed or of_goal else None


def _name_parts(context: Context, statement: Statement) -> tuple[Span, ...]:
    """The name's span without the year before it, base years inside it and, for what is made, the verb of making."""
    text = context.text
    own = context.own_part(statement.name)
    counted = statement.form == "count" or (
        statement.form == "level" and not MEASURED.search(text[own[0] : trim_end(text, own)])
    )
    made = counted and statement.values[0].unit not in PERCENT and not _ANNUAL.search(text, *own)
    span = trim(text, own, made=made)
    parts = (trim(text, part) for part in without(span, _holes(context, span)))
    return tuple(part for part in parts if part[1] > part[0])


def _holes(context: Context, span: Span) -> list[Span]:
    """What stands inside a name and is none of it: 比2020年, 在现有水平上, 由2020年的57%."""
    text = context.text
    holes = [
        (mention.start, mention.end)
        for mention in context.mentions
        if mention.kind == "base" and span[0] <= mention.start < span[1]
    ]
    holes.extend(match.span() for match in _FROM_NOW.finditer(text, *span))
    origin = ORIGIN.search(text, *span)
    if origin:
        holes.append((origin.start(), span[1]))
    return holes


def _split(context: Context, span: Span, statement: Statement, side_by_side: bool) -> tuple[Name, ...] | None:
    text, count = context.text, len(statement.values)
    if side_by_side:
        measured = split_measured(text, span)
        return measured if measured is not None and len(measured) == count else None
    if statement.apart or count > 1:
        names = split_names(text, span, count, shared=count == 1)
        if names is None and count > 1 and not side_by_side:
            names = _listed_before(context, span, count) or _listed_before_year(context, span, count)
        return names
    if statement.alike:
        return split_names(text, span, 1, shared=True)
    return split_measured(text, span)


def _listed_before(context: Context, own: Span, count: int) -> tuple[Name, ...] | None:
    """The names that the clause before lists, for a clause that only says 五年累计减排量分别达到…."""
    before = context.before
    if before is None:
        return None
    listed = split_names(context.text, trim(context.text, (before.start, before.end)), count, shared=False)
    return None if listed is None else tuple(Name((name.pieces[0], own)) for name in listed)


def _listed_before_year(context: Context, own: Span, count: int) -> tuple[Name, ...] | None:
    """The names before the year of a clause: 甲区、乙区2019年PM10分别为57、54微克/立方米."""
    years = [mention for mention in context.mentions if mention.kind in ("in", "by") and mention.end <= own[0]]
    if not years or years[-1].start <= context.clause.start:
        return None
    listed = split_names(context.text, trim(context.text, (context.clause.start, years[-1].start)), count, shared=False)
    return None if listed is None else tuple(Name((name.pieces[0], own)) for name in listed)


def _whole_name(context: Context, parts: tuple[Span, ...]) -> tuple[Name, bool]:
    """The name of parts that do not divide, completed from the clause before where they say too little."""
    text = context.text
    name = Name(parts)
    plain = name.plain(text)
    among = context.among()
    if among is not None and plain:
        return Name((trim(text, among), *parts)), False
    done = _what_is_done(context, plain)
    if done is not None:
        return Name((done, *parts)), True
    previous = context.previous
    if not plain and previous is None:
        ordered = _what_is_ordered(context)
        return (name, False) if ordered is None else (Name((ordered,)), True)
    if previous is None:
        return name, False
    if _OTHERS.fullmatch(plain) and MEASURED.search(previous.plain(text)):
        return Name((*parts, _measured_part(text, previous))), True
    if not plain:
        return previous, True
    if _DISTANCE.match(plain):
        head = _up_to_distance(text, previous)
        return (Name((head, *parts)), True) if head else (name, False)
    if _WEAK.fullmatch(plain):
        region = context.region_before(parts[0][0])
        return previous.joined(*([region] if region else []), *parts), True
    return name, False


def _what_is_ordered(context: Context) -> Span | None:
    """What the clause before orders, for one that only gives its value: 控制煤炭消费总量,2020年控制在42亿吨左右."""
    before = context.before
    if before is None or context.clause.opens:
        return None
    order = _ORDER.search(context.text, before.start, before.end)
    if order is None or not MEASURED.search(order["what"]):
        return None
    return trim(context.text, order.span("what"))


def _measured_part(text: str, name: Name) -> Piece:
    """What a name measures, behind whom it speaks of: 快充站覆盖率 of 重点区域的高速公路服务区快充站覆盖率."""
    last = name.pieces[-1]
    if isinstance(last, str):
        return last
    of = text.rfind("的", *last)
    return (of + 1, last[1]) if of >= 0 else last


def _what_is_done(context: Context, plain: str) -> Span | None:
    """What the clause before does that a bare rate counts: …全部接入监测系统，接入率达到100% is that of 监测系统."""
    rate = _BARE_DOING.fullmatch(plain)
    before = context.before
    if rate is None or before is None or context.clause.opens:
        return None
    doing = context.text.rfind(rate["doing"], before.start, before.end)
    what = trim(context.text, (doing + len(rate["doing"]), before.end))
    return what if doing >= 0 and SHORTEST_OBJECT <= what[1] - what[0] <= LONGEST_OBJECT else None


def _up_to_distance(text: str, name: Name) -> Span | None:
    """The name before its distance: 50米覆盖率 goes on with what stands before 100米 in the name before."""
    first = name.pieces[0] if name.pieces else ""
    if isinstance(first, str):
        return None
    distance = _DISTANCE.search(text, *first)
    return (first[0], distance.start()) if distance and distance.start() > first[0] else None


def _made_name(context: Context, statement: Statement) -> Name:
    text = context.text
    noun = trim(text, statement.object, made=True)
    task = _TASK.search(text, *noun)
    if task:
        noun = noun[0], task.start()
    annual = [mention for mention in context.mentions if mention.kind == "annual" and mention.start < noun[0]]
    if annual:
        return Name(((annual[-1].start, statement.values[0].start), noun))
    verb = statement.verb
    return Name((verb, noun)) if verb[1] > verb[0] else Name((noun,))


def _without_year(context: Context, span: Span) -> Span:
    """Those a share speaks of, without the year behind them."""
    inside = [mention.start for mention in context.mentions if span[0] < mention.start < span[1]]
    return span[0], trim_end(context.text, (span[0], min([span[1], *inside])))


def _share_name(context: Context, statement: Statement) -> Name:
    """达到创建要求的机关占比 for 80%以上的机关达到创建要求; what the plan leaves unsaid (占比) is ours."""
    text = context.text
    before, does = trim(text, context.own_part(statement.name)), statement.does
    whom = _without_year(context, statement.object)
    pieces: tuple[Piece, ...]
    if does == (0, 0):
        bare = _BARE_VERB.match(text, *statement.verb) is not None
        pieces = (before, whom) if bare else (before, statement.verb, whom)
    elif whom[1] == whom[0]:
        pieces = (before, does)
    else:
        pieces = (does, "的", before, whom, "占比" if statement.values[0].unit in PERCENT else "")
    return Name(tuple(piece for piece in pieces if piece and (isinstance(piece, str) or piece[1] > piece[0])))

"""What a clause states: names, their values, and by which verb; before anyone asks whether it is a target.

Four forms are told apart by what stands right before and right behind an amount:

level     a name, a verb of attaining, the amount at the end: 森林覆盖率达到56.5%
change    a name, a verb of change, the amount at the end: 单位GDP能耗比2020年下降14%
count     a noun with the amount right behind it: 绿色工厂100家
made      a verb of making, the amount, the noun: 建设25座充电站
share     a percentage, those it speaks of, what they do: 80%以上的机关达到创建要求
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from ditan.core.reading.quantities import Amount
from ditan.core.reading.targets.clauses import Clause, Span, enclosed, within
from ditan.core.reading.targets.names import trim
from ditan.core.reading.targets.vocabulary import ACT, BUILD, BY, HEDGE, PERCENT, TO, one_of

Form = Literal["level", "change", "count", "made", "share"]


@dataclass(frozen=True, slots=True)
class Statement:
    """One verb with the names before it and the values behind it.

    `name` is where the names stand, before any trimming; empty where the clause prints none. `verb` is the verb itself,
    `object` the noun behind the amount (made) or those the share speaks of. `apart` tells 分别, `alike` 均.
    `listed` tells that the item continues a list of the same clause.
    """

    form: Form
    name: Span
    values: tuple[Amount, ...]
    verb: Span
    object: Span
    apart: bool = False
    alike: bool = False
    listed: bool = False
    does: Span = (0, 0)


_VERB_REACH = 24
"""How far before an amount its verb is looked for."""

_PACE = r"(?:(?<![较比][0-9]{4})年均|年度|累计|逐年|平均|同比|(?<![0-9 ])年)"
_TAIL = re.compile(rf"(?:{HEDGE}|\s)*(?:(?P<by>{_PACE}?{BY})(?:幅度)?|(?P<to>{TO}))?(?:了|{HEDGE}|\s)*$")
_APART = re.compile(r"分别")
_ALIKE = re.compile(
    r"(?:(?<![人平户年月日])|(?<=[较比][0-9]{4}年))均|(?<![成首])都(?=[\s要能应须将可在]*(?:达|实现|完成|控制|保持|不|超|[低高大小]于|降|提))|全部"
)
_MADE = re.compile(rf"(?:(?P<act>{ACT})|{BUILD})(?:了|{HEDGE}|\s|到|成)*对?$")
_DELIMITER = re.compile(r"\s*(?:、|或(?=[比较]|提高|提升|下降|降低)|和(?!谐|平)|及(?!以[上下])|以及|与|并|/|且)\s*")
_ONLY_DELIMITER = re.compile(r"\s*(?:[(（][^()（）]*[)）])?\s*(?:、|，|,|和|及|以及|与|或|/|到|至)?\s*$")
_LISTS = re.compile(r"、|和|及|以及|与")
_CLOSES = re.compile(
    r"\s*(?:[(（][^()（）]*[)）])?\s*(?:$|[、)）/]|和|及(?!以)|以及|或(?=[比较]|提高|提升|下降|降低)|与|并(?!网|购)|等(?!级)|为(?!$)|其中"
    r"|的(?:目标|要求|水平|任务|规模|比例|速度|标准|幅度)?\s*$|(?:目标|任务|左右|水平|要求|的既定目标)\s*$)"
)
"""What may stand behind a value that closes its item."""

_PREDICATE = re.compile(
    one_of(
        "达到 达标 完成 实现 建成 建立 执行 通过 纳入 开展 采用 使用 安装 配备 配置 成为 符合 满足 参与 实行 获得 具备 创建",
        "推行 落实 应用 接入 覆盖 实施 启动 用于 来自 开通 设置 就地 得到",
    )
    + "|建设(?=[^用])|(?:全面|基本)?(?:消除|退出|淘汰|稳定达)"
)
"""What those do whom a share speaks of."""

_ATTAINS = re.compile(r"(?:全部)?(?:达到|完成|实现|建成|通过|达标|创建成)")
_BESIDE = re.compile(r"\s?的?(?P<whom>[\u4e00-\u9fff“”]{2,16}?)\s?(?:和|、|以及|及|与)\s?")
_PERCENT_NEXT = re.compile(r"[0-9.]+\s?[%％]")
_SHARE_VERB = re.compile(
    one_of("实现 具备 覆盖 执行 采用 完成 使用 确保 达到 升级 改造 淘汰 替换 更新 建成 配备 推广") + r"\s*$"
)
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def read_statements(text: str, clause: Clause, amounts: list[Amount], continues: Statement | None) -> list[Statement]:
    """The statements of a clause, in order; `continues` is the last one of the clause that a comma parts from it."""
    found: list[Statement] = []
    at = clause.start
    for index, amount in enumerate(amounts):
        if text[amount.start - 1] == "/" and found:
            continue
        following = amounts[index + 1].start if index + 1 < len(amounts) else clause.end
        before = (at, amount.start)
        last = found[-1] if found else None
        if last is not None and _goes_on(text, last, before) and _ends(text, amount, clause):
            found[-1] = replace(last, values=(*last.values, amount), apart=True)
            at = amount.end
            continue
        statement = _statement(text, clause, before, amount, following, last, continues)
        if statement is None:
            continue
        found.append(statement)
        at = max(amount.end, statement.object[1]) if statement.form in ("made", "share") else amount.end
    return found


def _goes_on(text: str, last: Statement, between: Span) -> bool:
    """Whether only a delimiter stands between two values of one verb (分别达到45%、75%)."""
    several = last.form in ("level", "change") or (last.form == "count" and last.apart)
    return several and _ONLY_DELIMITER.fullmatch(text, *between) is not None


def _ends(text: str, amount: Amount, clause: Clause) -> bool:
    return _CLOSES.match(text, amount.end, clause.end) is not None


def _statement(
    text: str,
    clause: Clause,
    before: Span,
    amount: Amount,
    following: int,
    last: Statement | None,
    continues: Statement | None,
) -> Statement | None:
    delimiter = _DELIMITER.match(text, *before) if before[0] > clause.start else None
    start = delimiter.end() if delimiter else before[0]
    listed = last is not None and delimiter is not None
    if _ends(text, amount, clause):
        among = continues is not None and last is None and text.startswith("其中", start)
        goes_on = continues is not None and last is None and _same_kind(continues, amount, among)
        return _at_end(text, (start, amount.start), amount, listed or goes_on)
    made = _MADE.search(text, max(start, amount.start - _VERB_REACH), amount.start)
    goes_on = start == amount.start and (
        (last is not None and last.form == "made")
        or (last is None and continues is not None and continues.form == "made")
    )
    if amount.unit in PERCENT:
        return _share(text, clause, (start, amount.start), amount, following)
    if made or goes_on:
        noun = _noun(text, amount.end, following, clause.end)
        if noun is None:
            return None
        verb = made.span() if made else (start, start)
        kept = made.span("act") if made and made["act"] else (amount.start, amount.start)
        return Statement("made", (start, verb[0]), (amount,), kept, noun, listed=goes_on)
    return _who_does(text, clause, (start, amount.start), amount, following)


def _same_kind(before: Statement, amount: Amount, among: bool) -> bool:
    """Whether the amount goes on with a list of counts: the same unit, or a counter again; `among` tells 其中."""
    unit = before.values[-1].unit
    if among and unit not in PERCENT:
        return unit[-1:] == amount.unit[-1:]
    return before.form in ("count", "made") and (unit == amount.unit or (len(unit) == 1 and len(amount.unit) == 1))


def _who_does(text: str, clause: Clause, before: Span, amount: Amount, following: int) -> Statement | None:
    """A count of those who shall do something: 20家以上企业达到标杆水平, 50平方公里以上建设用地达到要求."""
    does = _ATTAINS.search(text, amount.end, clause.end)
    if following < clause.end or does is None or trim(text, before)[0] < before[1] or does.start() == amount.end:
        return None
    return Statement(
        "share", before, (amount,), (before[1], before[1]), (amount.end, does.start()), does=(does.start(), clause.end)
    )


def _at_end(text: str, span: Span, amount: Amount, listed: bool) -> Statement:
    """A level, a change or a count: the amount closes its item."""
    start, end = span
    tail = _TAIL.search(text, max(start, end - _VERB_REACH), end)
    name_end = tail.start() if tail else end
    form: Form = "count"
    verb = (end, end)
    if tail and tail["to"]:
        form, verb = "level", tail.span("to")
    elif tail and tail["by"]:
        form, verb = "change", tail.span("by")
    elif amount.start < amount.number_start:
        form, verb = "level", (amount.start, amount.number_start)
    return Statement(
        form,
        (start, name_end),
        (amount,),
        verb,
        (end, end),
        apart=_APART.search(text, start, end) is not None,
        alike=_ALIKE.search(text, start, end) is not None,
        listed=listed,
    )


def _noun(text: str, start: int, following: int, end: int) -> Span | None:
    """The noun behind an amount: up to the delimiter before the next amount, or to the end of the clause.

    None where nothing parts the two amounts: the first belongs to a name then (110千伏变电站2座).
    """
    if following >= end:
        return (start, end)
    closed = enclosed(text, start, end)
    cut = None
    for match in _LISTS.finditer(text, start, following):
        if not within(match.start(), closed):
            cut = match.span()
    if cut is None:
        return None
    tail = text[cut[1] : following]
    return (start, cut[0]) if not tail.strip() or _CHINESE.search(tail) else (start, following)


def _share_beside(text: str, clause: Clause, before: Span, amount: Amount, following: int) -> Statement | None:
    """The first of two shares that do the same: 75%的国家级园区和50%的省级园区开展循环化改造."""
    whom = _BESIDE.fullmatch(text, amount.end, following)
    predicate = _PREDICATE.search(text, following, clause.end)
    if whom is None or predicate is None or not _PERCENT_NEXT.match(text, following):
        return None
    return Statement(
        "share", before, (amount,), (amount.end, amount.end), whom.span("whom"), does=(predicate.start(), clause.end)
    )


def _share(text: str, clause: Clause, before: Span, amount: Amount, following: int) -> Statement | None:
    """A percentage with those it speaks of behind it; none where a later amount is the clause's value."""
    if following < clause.end:
        return _share_beside(text, clause, before, amount, following)
    start = amount.end + (1 if text[amount.end : amount.end + 1] in ("的", " ") else 0)
    predicate = _PREDICATE.search(text, start, clause.end)
    verb = _SHARE_VERB.search(text, *before)
    if verb:
        return Statement("share", (before[0], verb.start()), (amount,), verb.span(), (start, clause.end))
    if predicate is None:
        return None
    return Statement(
        "share", before, (amount,), (start, start), (start, predicate.start()), does=(predicate.start(), clause.end)
    )

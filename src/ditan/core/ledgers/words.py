"""What the cells of a ledger say: who answers for a matter, how far it has come, and whether it is done."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

OPEN, DONE, CLOSED, RESTS, GIVEN_UP = "open", "done", "closed", "rests", "given_up"

_STATES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (GIVEN_UP, ("取消", "作废", "终止", "撤销")),
    (RESTS, ("中止", "暂缓", "暂停")),
    (OPEN, (
        "未", "部分", "基本", "正在", "进行", "推进", "办理中", "在办", "办理", "整改中", "超期", "逾期", "滞后", "待", "否",
        "持续", "长期", "启动", "✕", "×", "临期", "签收", "反馈", "审核",
    )),
    (CLOSED, ("销号",)),
    (DONE, ("完成", "办结", "落实", "已办", "完毕", "结束", "是", "√", "✓", "✔")),
)  # fmt: skip
"""The first word found decides: 未完成 is not done."""
_SPLIT = re.compile(r"[、,，;；/\n\r]+|\s{1,}|(?<=[局委办府院会]) *(?:和|及|与)")
_LEADS = re.compile(r"(?:为|作为)?(?:牵头单位|牵头|主办单位|主办|负责)[:：]?")
_HELPS = re.compile(r"(?:等)?(?:配合单位|配合|协办单位|协办|参与|协同)[:：]?")


@dataclass(frozen=True, slots=True)
class Named:
    """The organisations of a cell: who leads, and who takes part. `joint` where several were named to lead."""

    lead: str
    others: tuple[str, ...] = ()
    joint: bool = False


def names_of(text: str) -> Named:
    """Who is named in the cell of those who lead: the first leads by custom, those before 配合 take part.

    >>> names_of("区发改局牵头，区住建局、区工信局配合")
    Named(lead='区发改局', others=('区住建局', '区工信局'), joint=False)
    """
    said = unicodedata.normalize("NFKC", text).strip()
    leading, helping = said, ""
    before = re.match(r"^\s*(?:牵头单位|牵头|主办单位|主办)[:：](.*?)(?:[,，;；。\n]|$)(.*)$", said, re.S)
    after = re.match(r"^(.*?)(?:牵头|主办|负责)(?!单位)[,，;；。]?(.*)$", said, re.S)
    if before:
        leading, helping = before[1], before[2]
    elif after:
        leading, helping = after[1], after[2]
    first = _names(_LEADS.sub("", leading))
    rest = _names(_HELPS.sub("", helping))
    if not first:
        return Named("", tuple(rest))
    others = tuple(name for name in dict.fromkeys([*first[1:], *rest]) if name != first[0])
    return Named(first[0], others, joint=len(first) > 1)


def _names(text: str) -> list[str]:
    parts = (re.sub(r"(?:等单位|等部门|等)$", "", part.strip(" 。.:：")) for part in _SPLIT.split(text))
    return list(dict.fromkeys(part for part in parts if part))


def standing_of(text: str) -> str:
    """What a cell says of the state: `open`, `done`, `closed`, `rests`, `given_up`; "" where nothing is understood.

    >>> [standing_of(text) for text in ("未完成", "已完成", "已销号", "按序时推进", "红灯")]
    ['open', 'done', 'closed', 'open', '']
    """
    said = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    return next((state for state, words in _STATES if any(word in said for word in words)), "")


def percent_of(text: str) -> int | None:
    """A whole percentage from 0 to 100; None for an empty cell. `ValueError` for anything else.

    >>> percent_of("８0％"), percent_of("0.85"), percent_of("100")
    (80, 85, 100)
    """
    said = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).removeprefix("约")
    if not said:
        return None
    number = float(said.removesuffix("%"))
    if not said.endswith("%") and "." in said and number <= 1:
        number *= 100
    if not 0 <= number <= 100:
        raise ValueError(text)
    return round(number)

"""The name that an indicator's cell prints: its number, its unit in brackets and its marks taken off."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ditan.core.reading.draft import Basis
from ditan.core.reading.quantities_units import UNIT
from ditan.core.reading.tables.cells import is_unit

LEADING_NUMBER = re.compile(
    r"(?:[(（]\d{1,2}[)）]|\d{1,2}[、．)）]|\d{1,2}[.。](?!\d)|[一二三四五六七八九十]{1,3}、|[①-⑳])\s*"
)
TRAILING_MARK = re.compile(r"(?:[*※☆★①-⑳]|(?<!m)[¹²³]|\[\d\]|〔注\d?〕|[(（]注\d?[)）])+$")
BRACKET_AT_END = re.compile(
    r"[(（〔\[【]([^()（）〔〕\[\]【】]{0,24}(?:[(（][^()（）]{0,12}[)）][^()（）]{0,8})?)[)）〕\]】]?$"
)
PER = re.compile(r"[^\s\d,,。;]{1,8}[/每∕][^\s\d,,。;]{1,10}")
BASIS_WORD = re.compile(r"累计|五年|年均|每年|年度")
UNIT_LABEL = re.compile(r"^(?:计量)?单位[::]\s*")
_PARTS = re.compile(r"[,,、;;]")
_BARE_UNIT = re.compile(rf"(?:%|‰|(?<=[\u4e00-\u9fff])[,,]\s*(?:{UNIT}))$")


@dataclass(frozen=True, slots=True)
class Name:
    """A name's place inside its cell, [start, end), with the unit, the number and the basis that stood around it."""

    start: int
    end: int
    unit: str = ""
    number: str = ""
    basis: Basis | None = None


def unit_in(content: str) -> str | None:
    """The unit that a bracket holds, "" where it only says the basis, None where it is part of the name.

    >>> unit_in("%"), unit_in("五年累计,%"), unit_in("累计"), unit_in("绿色建筑"), unit_in("标台/万人")
    ('%', '%', '', None, '标台/万人')
    """
    content = UNIT_LABEL.sub("", content.strip())
    if not content or len(content) > 24:
        return None
    whole = content.replace(" ", "")
    if is_unit(whole) or PER.fullmatch(whole):
        return content
    parts = [part.strip() for part in _PARTS.split(content) if part.strip()]
    units = [part for part in parts if is_unit(part) or PER.fullmatch(part)]
    if units and len(parts) > 1:
        return units[-1]
    return "" if BASIS_WORD.search(content) and len(content) <= 8 else None


def read_name(cell: str) -> Name:
    """Take the number before a name and the unit behind it off.

    Examples
    --------
    >>> name = read_name("3.城镇新建建筑实施建筑能效(绿色建筑)测评比重(%)")
    >>> name.unit, name.number, name.end - name.start
    ('%', '3.', 22)
    >>> read_name("非化石能源占一次能源消费比重(%").unit
    '%'
    """
    start = 0
    number = ""
    leading = LEADING_NUMBER.match(cell)
    if leading is not None and leading.end() < len(cell):
        start, number = leading.end(), leading[0].strip()
    end = len(cell.rstrip())
    unit, basis = "", _basis(cell)
    for _ in range(3):
        mark = TRAILING_MARK.search(cell, start, end)
        if mark is not None:
            end = mark.start()
        bracket = BRACKET_AT_END.search(cell, start, end)
        if bracket is None:
            break
        inside = unit_in(bracket[1])
        if inside is None or bracket.start() <= start:
            break
        unit = unit or inside
        end = bracket.start()
    if not unit:
        bare = _BARE_UNIT.search(cell, start, end)
        if bare is not None and bare.start() > start:
            unit, end = bare[0].strip(",, "), bare.start()
    while end > start and cell[end - 1].isspace():
        end -= 1
    return Name(start, end, unit, number, basis)


def _basis(cell: str) -> Basis | None:
    if re.search(r"年均(?:增|下降|降|减|新|改|完成|建|提|治理|造|变)|每年|逐年", cell):
        return "annual"
    return "cumulative" if re.search(r"累计|五年(?:合计|下降|降低|减少|总)", cell) else None

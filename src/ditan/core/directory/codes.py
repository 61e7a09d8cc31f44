"""Codes of regions: six digits of GB/T 2260, nine or twelve of statistics, or L and six digits of our own for a zone."""

from __future__ import annotations

import re

MUNICIPALITIES = ("11", "12", "31", "50")
"""Provinces without prefectures between them and their districts."""

PROVINCE, PREFECTURE, DISTRICT, TOWN, VILLAGE, ZONE = "province", "prefecture", "district", "town", "village", "zone"

_DIGITS = re.compile(r"[1-9][0-9]{5}(?:[0-9]{3}){0,2}", re.ASCII)
_LOCAL = re.compile(r"L[0-9]{6}", re.ASCII)


class CodeRefused(ValueError):
    """A code that is none; the message is Chinese and says what was found and what a code looks like."""


def region_code(text: str) -> str:
    """The code in the form in which it is kept: no spaces, a capital L, no zeros for levels that it does not reach.

    Raises
    ------
    CodeRefused
        Where it has another shape, or a deeper level below one that is empty.

    Examples
    --------
    >>> region_code(" 500151000000 ")
    '500151'
    >>> region_code("500151100000")
    '500151100'
    """
    code = "".join(text.split()).upper()
    if is_local_code(code):
        return code
    if _DIGITS.fullmatch(code) is None:
        raise CodeRefused(
            f"区划代码“{text}”不合规则：应为 6 位（县级以上）、9 位（乡级）或 12 位（村级）数字，"
            "功能区自编代码为 L 加 6 位数字。请更正后再试。"
        )
    while len(code) > 6 and code.endswith("000"):
        code = code[:-3]
    if (code[2:4] == "00" and code[4:6] != "00") or (len(code) > 6 and code[4:6] == "00") or code[6:9] == "000":
        raise CodeRefused(f"区划代码“{text}”不合规则：上一级为 00，下一级却不为 00。请核对每一级的数字。")
    return code


def is_local_code(code: str) -> bool:
    """Whether it is a code of our own, for a zone that has none in the standard."""
    return _LOCAL.fullmatch(code) is not None


def level_of_code(code: str) -> str:
    """The level that the shape of a code tells.

    Examples
    --------
    >>> level_of_code("500000"), level_of_code("430100"), level_of_code("500151"), level_of_code("500151100")
    ('province', 'prefecture', 'district', 'town')
    """
    code = region_code(code)
    if is_local_code(code):
        return ZONE
    if len(code) > 6:
        return TOWN if len(code) == 9 else VILLAGE
    if code.endswith("0000"):
        return PROVINCE
    return PREFECTURE if code.endswith("00") else DISTRICT


def parent_of_code(code: str) -> str:
    """The code that it stands below by its digits, "" for a province or a code of our own.

    Districts of a municipality (5001…), and counties that a province administers itself (…90…), stand below the
    province.

    Examples
    --------
    >>> parent_of_code("500151100"), parent_of_code("500151"), parent_of_code("430104"), parent_of_code("429004")
    ('500151', '500000', '430100', '420000')
    """
    code = region_code(code)
    level = level_of_code(code)
    if level in (PROVINCE, ZONE):
        return ""
    if level in (TOWN, VILLAGE):
        return code[:-3]
    if level == PREFECTURE or code[:2] in MUNICIPALITIES or code[2:4] == "90":
        return f"{code[:2]}0000"
    return f"{code[:4]}00"

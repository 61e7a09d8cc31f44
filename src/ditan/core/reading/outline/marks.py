"""The printed marks of a heading: 第一章, 第一节, 一、, (一), 1., 1.1, 1), (1), ①, 专栏1, 表2-1, 附表1, 附件, 第一条."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ditan.core.reading.draft import HeadingKind

CHINESE_NUMBER = "零〇一二三四五六七八九十百"
_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0}

FORMS: tuple[tuple[str, int, HeadingKind, str], ...] = (
    ("chapter", 1, "chapter", rf"第 ?[{CHINESE_NUMBER}\d]{{1,4}} ?(?:章|编|篇|部分)(?![，,、的])"),
    ("part", 2, "section", rf"第 ?[{CHINESE_NUMBER}\d]{{1,4}} ?节(?!点|能|约|水)"),
    ("article", 5, "item", rf"第[{CHINESE_NUMBER}\d]{{1,4}}条(?![例款件目第所规的])"),
    ("box", 9, "box", rf"专 ?栏 ?(?:\d{{1,2}}(?:-\d{{1,2}})?|[{CHINESE_NUMBER}]{{1,3}})(?!中|所|列)"),
    (
        "annex",
        0,
        "annex",
        rf"附 ?[件表录](?: ?(?:\d{{1,2}}(?:-\d{{1,2}})?|[{CHINESE_NUMBER}]{{1,3}})(?![年月日、,\d中所的])|(?=[ :]|$))",
    ),
    (
        "table",
        10,
        "table",
        rf"表 ?(?:\d{{1,2}}(?:[-.]\d{{1,2}})?|[{CHINESE_NUMBER}]{{1,2}})(?=[ :.]|[\u3400-\u9fff“(]|$)",
    ),
    ("chinese", 3, "section", rf"[{CHINESE_NUMBER}]{{1,3}} ?、"),
    ("bracket", 4, "section", rf"\([{CHINESE_NUMBER}]{{1,3}}\)"),
    (
        "decimal",
        6,
        "item",
        r"\d{1,2}(?:\.\d{1,2}){1,3}\.?(?=[ \u3400-\u9fff“])(?! ?[度万亿千百个倍吨米元年级处公平左以])",
    ),
    ("arabic", 5, "item", r"\d{1,2} ?(?:[.、](?!\d)|(?= [\u3400-\u9fff]))"),
    ("task", 5, "item", rf"(?:任务|行动|举措|工程) ?(?:\d{{1,2}}|[{CHINESE_NUMBER}]{{1,3}}) ?[::.](?=\S)"),
    ("arabic bracket", 6, "item", r"\(\d{1,2}\)"),
    ("half bracket", 7, "item", r"\d{1,2}\)"),
    ("circled", 8, "item", r"[①-⑳]"),
)
_MARK = re.compile("|".join(f"(?P<f{index}>{form[3]})" for index, form in enumerate(FORMS)))


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark at the beginning of a line: its printed number, what it is worth, its form, rank and kind."""

    number: str
    value: int | None
    form: str
    rank: int
    kind: HeadingKind


def read_mark(line: str) -> Mark | None:
    """The mark that a line begins with, or None.

    Examples
    --------
    >>> read_mark("(十二)推进水环境治理").value
    12
    >>> read_mark("到2025年") is None
    True
    """
    found = _MARK.match(line)
    if found is None or found.lastgroup is None:
        return None
    form, rank, kind, _ = FORMS[int(found.lastgroup[1:])]
    return Mark(found.group(), number_value(found.group()), form, rank, kind)


def number_value(number: str) -> int | None:
    """What a printed number is worth, its last part where it has several; None where it holds none.

    Examples
    --------
    >>> number_value("第二十三条"), number_value("2-1"), number_value("附件")
    (23, 1, None)
    """
    if len(number) == 1 and "①" <= number <= "⑳":
        return ord(number) - ord("①") + 1
    arabic = re.findall(r"\d+", number)
    if arabic:
        return int(arabic[-1])
    words = re.findall(rf"[{CHINESE_NUMBER}]+", number)
    return chinese_value(words[-1]) if words else None


def chinese_value(word: str) -> int:
    """The value of a Chinese numeral below 1000.

    Examples
    --------
    >>> chinese_value("二十一"), chinese_value("十"), chinese_value("一百零五")
    (21, 10, 105)
    """
    total = current = 0
    for char in word:
        if char in "十百":
            total, current = total + (current or 1) * (100 if char == "百" else 10), 0
        else:
            current = current * 10 + _DIGITS[char] if current and char in _DIGITS else _DIGITS.get(char, 0)
    return total + current

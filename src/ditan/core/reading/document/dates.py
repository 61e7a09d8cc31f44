"""Dates in digits and in characters, whole and damaged (20211225日, 2020922日, 20219月)."""

from __future__ import annotations

import re

from ditan.core.reading.cleantext import CleanText
from ditan.core.reading.draft import DatedMention
from ditan.core.reading.outline.marks import chinese_value

YEAR = r"(?<!\d)(?:19|20)\d\d"
DIGITS = "〇零○一二三四五六七八九"
NUMERAL = "[一二三四五六七八九十]{1,3}"
FORMS = (
    ("whole", rf"{YEAR} ?年 ?\d{{1,2}} ?月 ?\d{{1,2}} ?日"),
    ("month", rf"{YEAR} ?年 ?\d{{1,2}} ?月(?!\d)"),
    ("dashed", rf"{YEAR}(?P<sep>[-/.])(?:0?[1-9]|1[0-2])(?P=sep)(?:[12]\d|3[01]|0?[1-9])(?![\d.-])"),
    ("characters", rf"[二一][{DIGITS}OoＯ]{{3}}年{NUMERAL}月(?:{NUMERAL}日)?"),
    ("run", rf"{YEAR}\d{{3,4}} ?日"),
    ("run month", rf"{YEAR}\d{{1,2}} ?月(?:\d{{1,2}} ?日)?"),
    ("half", rf"{YEAR} ?年 ?\d{{3,4}} ?日"),
    ("line", rf"(?m:^)[ \t·]*(?P<bare>{YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?m:(?=[ \t]*$))"),
)
_DATE = re.compile("|".join(f"(?P<f{index}>{form})" for index, (_, form) in enumerate(FORMS)))
DEADLINE_BEFORE = re.compile(r"(?:截止|截至|期限)[^。\n]{0,6}$")
DEADLINE = re.compile(r" ?(?:\d{1,2}[:时点]\d{0,2} ?)?(?:前|之前|以前|止|截止)")
PUBLISHED = re.compile(r"(?:发布|公布|发文|成文|印发|公开|生成|制发)(?:时间|日期)? ?[::]?[ |]*$")
WHOLE_LINE = re.compile(r"[ \t·]*$")
DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
DAMAGED_FORMS = frozenset(("run", "run month", "half", "line"))


def find_dates(page: CleanText) -> tuple[DatedMention, ...]:
    """Every date of the text with its role: issued, deadline or mentioned."""
    found = []
    for match in _DATE.finditer(page.text):
        form = FORMS[int(str(match.lastgroup)[1:])][0] if match["bare"] is None else "line"
        start, end = match.span("bare") if match["bare"] is not None else match.span()
        date = read_date(page.text[start:end], form)
        if date is None:
            continue
        found.append(
            DatedMention(
                quote=page.quote(start, end),
                span=page.span(start, end),
                confidence=0.7 if form in DAMAGED_FORMS else 1.0,
                date=date,
                role=_role(page.text, start, end),
                damaged=form in DAMAGED_FORMS,
            )
        )
    return tuple(found)


def read_date(text: str, form: str) -> str | None:
    """ISO form of a printed date, as far as it is certain; None where it is no date.

    Examples
    --------
    >>> read_date("2022年1月25日", "whole"), read_date("二零二一年十一月", "characters")
    ('2022-01-25', '2021-11')
    >>> read_date("20211225日", "run"), read_date("2020922日", "run"), read_date("2020112日", "run")
    ('2021-12-25', '2020-09-22', '2020')
    """
    if form == "characters":
        return _from_characters(text)
    numbers = [int(part) for part in re.findall(r"\d+", text)]
    if form in ("whole", "month", "dashed"):
        return _iso(*numbers)
    digits = re.sub(r"\D", "", text)
    year, rest = int(digits[:4]), digits[4:]
    if form == "run month":
        return _iso(year, *(int(part) for part in re.findall(r"\d+", text[4:])))
    readings = [_iso(year, int(rest[:cut]), int(rest[cut:])) for cut in ((1, 2) if len(rest) == 3 else (2,))]
    possible = [reading for reading in readings if reading is not None]
    return possible[0] if len(possible) == 1 else str(year) if possible else None


def _from_characters(text: str) -> str | None:
    year_text, _, rest = text.partition("年")
    year = int("".join(str("一二三四五六七八九".find(char) + 1) for char in year_text))
    month, _, day = rest.partition("月")
    return _iso(year, chinese_value(month), *([chinese_value(day.removesuffix("日"))] if day else []))


def _iso(year: int, month: int | None = None, day: int | None = None) -> str | None:
    if month is None:
        return str(year)
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= DAYS[month - 1]):
        return None
    return f"{year}-{month:02}" if day is None else f"{year}-{month:02}-{day:02}"


def _role(text: str, start: int, end: int) -> str:
    before = text[text.rfind("\n", 0, start) + 1 : start]
    if DEADLINE.match(text, end) or DEADLINE_BEFORE.search(before):
        return "deadline"
    stop = text.find("\n", end)
    after = text[end : stop if stop >= 0 else len(text)]
    if PUBLISHED.search(before) or re.match(r" ?(?:印发|发布)", after):
        return "issued"
    if WHOLE_LINE.fullmatch(before) and WHOLE_LINE.fullmatch(after):
        return "issued"
    return "mentioned"

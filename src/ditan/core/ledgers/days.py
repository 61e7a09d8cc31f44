"""The day that a printed deadline means: 2026年6月底, 6月底前, 2026.6.30, 三季度末, 年内."""

from __future__ import annotations

import calendar
import datetime
import re
import unicodedata
from dataclasses import dataclass, replace

EARLIEST, LATEST = 2000, 2099
SERIAL_ZERO = datetime.date(1899, 12, 30)
"""The day from which spreadsheets count."""

STANDING = ("长期", "持续", "常态", "每月", "每季", "每年", "每周", "立即", "即时", "立行立改", "随时", "适时", "待定")
"""Words that set no day."""
_DIGITS = {"一": "1", "二": "2", "三": "3", "四": "4"}
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?(?:\d{1,2}:\d{2}(?::\d{2})?)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_MONTH = re.compile(r"(?:(\d{4})(?:年|[-/.]))?(\d{1,2})月?份?(上旬|中旬|下旬)?")
_MONTH_DAY = re.compile(r"(\d{1,2})月(\d{1,2})[日号]?")
_QUARTER = re.compile(r"(?:(\d{4})年?)?(?:第?([1-4])季度|[Qq]([1-4]))")
_HALF = re.compile(r"(?:(\d{4})年?)?([上下])半年")
_WHOLE_YEAR = re.compile(r"(?:(\d{4})年?|今年|本年度?|年度?|全年)(?:年|度)?")
_TAIL = re.compile(r"(?:底|末|内|前|之前|以前|完成|办结|到位|左右|初)+$")
_RANGE = re.compile(r"[—–~～至]+|(?<=[年月日季度])-|(?<=^\d{4})-(?=\d{4})")


class DueUnreadable(ValueError):
    """A text that names no day which can be told."""


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline as read.

    day
        The last day; None where the text sets none (长期坚持).
    kind
        `day`, or the stretch whose last day was taken: `month`, `dekad`, `quarter`, `half`, `year`; `standing` without a day.
    assumed_year
        The text names no year, and the given one was taken.
    unclear
        “6月前” can mean with or without June; the longer was taken.
    """

    day: datetime.date | None
    kind: str
    assumed_year: bool = False
    unclear: bool = False


def due_of(text: str, year: int) -> Due:
    """The deadline that a cell prints; `year` is taken where it names none. `DueUnreadable` where it cannot be told.

    >>> due_of("2026年6月底前", 2026).day, due_of("６月底", 2026).assumed_year
    (datetime.date(2026, 6, 30), True)
    >>> due_of("持续推进", 2026).day is None
    True
    """
    said = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    said = re.sub(r"[(（].*?[)）]", "", said).strip("。；;,，")
    said = re.sub(r"第?([一二三四])季度", lambda found: f"{_DIGITS[found[1]]}季度", said)
    if not said:
        raise DueUnreadable(text)
    if found := _exact(said):
        return Due(found, "day")
    parts = [part for part in _RANGE.split(said) if part]
    if len(parts) > 1:
        earlier = re.match(r"(\d{4})", parts[0])
        if earlier is None or re.match(r"\d{4}", parts[-1]):
            return due_of(parts[-1], year)
        return replace(due_of(parts[-1], int(earlier[1])), assumed_year=False)
    found_due = _stretch(said, year)
    if found_due is not None:
        return found_due
    if any(word in said for word in STANDING):
        return Due(None, "standing")
    raise DueUnreadable(text)


def day_of(text: str, year: int) -> datetime.date:
    """One day, where a day is meant (批示日期, 办结日期): a month alone is not one."""
    found = due_of(text, year)
    if found.kind != "day" or found.day is None:
        raise DueUnreadable(text)
    return found.day


def _exact(said: str) -> datetime.date | None:
    bare = _TAIL.sub("", said)
    if found := (_DAY.fullmatch(bare) or _COMPACT.fullmatch(bare)):
        return _date(*(int(part) for part in found.groups()), text=said)
    if re.fullmatch(r"[34567]\d{4}(?:\.0+)?", said):
        day = SERIAL_ZERO + datetime.timedelta(days=int(said[:5]))
        return day if EARLIEST <= day.year <= LATEST else None
    return None


def _stretch(said: str, year: int) -> Due | None:
    bare = _TAIL.sub("", said)
    # 6月前 may mean before June; 6月底前 and 6月30日前 cannot.
    unclear = bare.endswith(("月", "年")) and said[len(bare) :] in ("前", "之前", "以前")
    if found := _MONTH_DAY.fullmatch(bare):
        return Due(_date(year, int(found[1]), int(found[2]), text=said), "day", assumed_year=True)
    if found := re.fullmatch(r"(\d{4})年(\d{1,2})月(\d{1,2})", bare):
        return Due(_date(int(found[1]), int(found[2]), int(found[3]), text=said), "day")
    if found := _QUARTER.fullmatch(bare):
        month = 3 * int(found[2] or found[3])
        return _last(found[1], year, month, "quarter", said)
    if found := _HALF.fullmatch(bare):
        return _last(found[1], year, 6 if found[2] == "上" else 12, "half", said)
    if (found := _MONTH.fullmatch(bare)) and (found[1] or "月" in bare):
        due = _last(found[1], year, int(found[2]), "month", said, unclear=unclear)
        if found[3] in ("上旬", "中旬") and due.day is not None:
            return Due(due.day.replace(day=10 if found[3] == "上旬" else 20), "dekad", due.assumed_year)
        return Due(due.day, "dekad", due.assumed_year) if found[3] else due
    if found := _WHOLE_YEAR.fullmatch(bare):
        return _last(found[1], year, 12, "year", said, unclear=unclear)
    return None


def _last(printed: str | None, year: int, month: int, kind: str, text: str, *, unclear: bool = False) -> Due:
    at = int(printed) if printed else year
    if not 1 <= month <= 12:
        raise DueUnreadable(text)
    return Due(_date(at, month, calendar.monthrange(at, month)[1], text=text), kind, printed is None, unclear)


def _date(year: int, month: int, day: int, *, text: str) -> datetime.date:
    if not EARLIEST <= year <= LATEST:
        raise DueUnreadable(text)
    try:
        return datetime.date(year, month, day)
    except ValueError as error:
        raise DueUnreadable(text) from error

"""The years that a plan is made for."""

from __future__ import annotations

import re

from ditan.core.reading.years import FIVE_YEAR_PLANS

Span = tuple[int, int]

YEAR = r"((?:19|20)\d\d)"
TO = r" ?年? ?(?:-|—|~|至|到) ?"
RANGE = re.compile(rf"{YEAR}{TO}{YEAR} ?年?")
ONE_YEAR = re.compile(rf"(?<![-—~至到\d]){YEAR} ?年(?:度)?(?!前|底|以前|之前|末|远景|碳达峰)")
FIVE_YEARS = re.compile(r"[“”\"]?(十[一二三四五六]?)五[“”\"]?(?!年)")
STATED = re.compile(
    rf"(?:规划|实施|行动|计划|方案)(?:期限?|年限|时限|周期|时段)(?:为|是|:|从|自)? ?{YEAR}{TO}{YEAR}"
    rf"|本(?:规划|计划|方案)[^。\n]{{0,12}}(?:期|年)限?为? ?{YEAR}{TO}{YEAR}"
)
LONGEST = 40


def read_period(title: str, front: str, body: str) -> tuple[tuple[int, int], str, Span] | None:
    """First and last year, where they were found ("title", "front" or "body"), and the place inside it.

    Examples
    --------
    >>> read_period("某市碳达峰三年行动计划(2025—2027年)", "", "")
    ((2025, 2027), 'title', (12, 22))
    >>> read_period("某区“十四五”应对气候变化规划", "", "")[0]
    (2021, 2025)
    """
    for place, text in (("title", title), ("front", front)):
        found = _in_title(text) if place == "title" else None
        if found is not None:
            return found[0], place, found[1]
    if (stated := STATED.search(body)) is not None:
        years = [int(year) for year in stated.groups() if year]
        if _sensible(years[0], years[1]):
            return (years[0], years[1]), "body", stated.span()
    found = _range(front)
    return (found[0], "front", found[1]) if found is not None else None


def _in_title(title: str) -> tuple[tuple[int, int], Span] | None:
    if (found := _range(title)) is not None:
        return found
    if (plan := FIVE_YEARS.search(title)) is not None:
        first = FIVE_YEAR_PLANS[plan.group(1)]
        return (first, first + 4), plan.span()
    if (one := ONE_YEAR.search(title)) is not None:
        year = int(one.group(1))
        return (year, year), one.span()
    return None


def _range(text: str) -> tuple[tuple[int, int], Span] | None:
    for found in RANGE.finditer(text):
        first, last = int(found.group(1)), int(found.group(2))
        if _sensible(first, last):
            return (first, last), found.span()
    return None


def _sensible(first: int, last: int) -> bool:
    return first <= last <= first + LONGEST

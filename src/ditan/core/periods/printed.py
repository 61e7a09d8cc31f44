"""Periods as people print them: 2026年1—10月, 十三五末, 2024Q1-Q3, 截至2024年6月25日, 2025 (至12-16)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from ditan.core.periods.codes import parse_code
from ditan.core.periods.period import (
    Day,
    Period,
    PeriodRefused,
    as_of,
    cumulative_days,
    cumulative_months,
    end_of,
    last_day,
    month,
    multi_year,
    quarter,
    year,
)
from ditan.core.periods.plans import five_year_plan, plan_number


@dataclass(frozen=True, slots=True)
class Printed:
    """What a printed period says.

    Parameters
    ----------
    period
        The period.
    exact
        Whether the text names all of it. Where a day or the years are not printed this is False and a screen shows the
        remark beside the period.
    remark
        What stood beside the period or is not printed, in Chinese; empty where there is nothing to say.
    """

    period: Period
    exact: bool = True
    remark: str = ""


_DASHES = str.maketrans(dict.fromkeys("—–－―─~～至到", "-"))
_QUOTES = re.compile("[\u201c\u201d\"'「」『』\\s]")
_QUARTER_OF = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_Y = r"(\d{4})年?"


def parse_printed(text: str) -> Printed:
    """The period that a printed text names.

    Raises
    ------
    PeriodRefused
        Where no period is named, with the text that was found and forms that are understood.

    Examples
    --------
    >>> str(parse_printed("2026年1—10月").period), str(parse_printed("“十三五”末").period)
    ('2026M01-10', '2020E')
    >>> parse_printed("2025-10 (发布时点)")
    Printed(period=Period(kind=<Kind.AS_OF: 'as_of'>, start=datetime.date(2025, 10, 31), end=datetime.date(2025, 10, 31)), exact=False, remark='发布时点，日未注明')
    """
    plain = unicodedata.normalize("NFKC", text)
    plain = _QUOTES.sub("", plain)
    body, bracket, beside = plain.partition("(")
    beside = beside.removesuffix(")")
    if bracket and beside:
        return _with_remark(body, beside, text)
    return Printed(_bare(body, text))


def _with_remark(body: str, beside: str, text: str) -> Printed:
    to = re.fullmatch(r"至(\d{1,2})-(\d{1,2})", beside, re.ASCII)
    if to is not None and re.fullmatch(_Y, body, re.ASCII):
        return Printed(cumulative_days(_existing(int(body[:4]), int(to[1]), int(to[2]), text)))
    if beside == "发布时点":
        found = re.fullmatch(r"(\d{4})-(\d{1,2})", body, re.ASCII)
        if found is not None:
            return Printed(as_of(month(int(found[1]), int(found[2])).end), exact=False, remark="发布时点，日未注明")
        return Printed(as_of(_bare(body, text).end), remark=beside)
    unstated = re.search(r"年份未明示.*至(\d{4})-(\d{1,2})", beside, re.ASCII)
    if unstated is not None:
        return Printed(as_of(last_day(int(unstated[1]), int(unstated[2]))), exact=False, remark=f"{body}({beside})")
    return Printed(_bare(body, text), exact="未注明" not in beside, remark=beside)


def _bare(body: str, text: str) -> Period:
    plain = body.translate(_DASHES)
    for form, build in _FORMS:
        found = form.fullmatch(plain)
        if found is not None:
            try:
                return build(*found.groups())
            except PeriodRefused:
                raise
            except ValueError:
                raise PeriodRefused(f"报告期“{text}”中的日期不存在；请核对。") from None
    try:
        return parse_code(plain)
    except PeriodRefused:
        raise PeriodRefused(
            f"读不出报告期“{text}”；应形如 2025年、2025年三季度、2025年10月、2025年1—10月、2016—2020年、2020年末、"
            "十三五末、2025年6月30日。请更正后再试。"
        ) from None


def _existing(of: int, number: int, day: int, text: str) -> Day:
    try:
        return Day(of, number, day)
    except ValueError:
        raise PeriodRefused(f"报告期“{text}”中的日期不存在；请核对。") from None


def _plan(name: str) -> Period:
    number = plan_number(name)
    if number is None:
        raise PeriodRefused(f"“{name}五”不是五年规划的名称，应形如 十四五；请更正。")
    return five_year_plan(number)


def _span(first: str, last: str) -> Period:
    return multi_year(int(first), int(last))


def _quarters_to(of: str, to: str) -> Period:
    return cumulative_months(int(of), 3 * _QUARTER_OF[to])


_FORMS: tuple[tuple[re.Pattern[str], Callable[..., Period]], ...] = tuple(
    (re.compile(pattern, re.ASCII), build)
    for pattern, build in (
        (_Y, lambda of: year(int(of))),
        (r"(\d{4})年(?:全年|度)", lambda of: year(int(of))),
        (rf"{_Y}(?:年?末|年?底|E)", lambda of: end_of(int(of))),
        (r"([一二三四五六七八九十]+)五(?:时期|期间|规划)?", _plan),
        (r"([一二三四五六七八九十]+)五(?:时期)?期?[末底]", lambda name: end_of(_plan(name).end.year)),
        (rf"{_Y}第?([一二三四1-4])季度", lambda of, number: quarter(int(of), _QUARTER_OF[number])),
        (r"(\d{4})Q([1-4])", lambda of, number: quarter(int(of), int(number))),
        (r"(\d{4})Q1-Q?([1-4])", _quarters_to),
        (rf"{_Y}(?:第?[一1]-[第]?)([二三四2-4])季度(?:累计)?", _quarters_to),
        (rf"{_Y}前([二两三四2-4])季度", lambda of, to: _quarters_to(of, "二" if to == "两" else to)),
        (rf"{_Y}上半年", lambda of: cumulative_months(int(of), 6)),
        (r"(\d{4})[-./](\d{1,2})", lambda of, number: month(int(of), int(number))),
        (r"(\d{4})年(\d{1,2})月", lambda of, number: month(int(of), int(number))),
        (r"(\d{4})-01\.\.(\d{2})", lambda of, to: cumulative_months(int(of), int(to))),
        (r"(\d{4})年0?1月?-(\d{1,2})月(?:累计)?", lambda of, to: cumulative_months(int(of), int(to))),
        (r"(\d{4})-01\.\.(\d{2})-(\d{2})", lambda *day: cumulative_days(Day(*map(int, day)))),
        (r"截[-止](\d{4})年(\d{1,2})月(\d{1,2})日", lambda *day: cumulative_days(Day(*map(int, day)))),
        (r"(\d{4})年1月1日-(\d{1,2})月(\d{1,2})日", lambda *day: cumulative_days(Day(*map(int, day)))),
        (r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?", lambda *day: as_of(Day(*map(int, day)))),
        (r"(\d{4})年?-(\d{4})年?", _span),
    )
)

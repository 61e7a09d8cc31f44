"""A value that has not come in time (逾期未报)."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from ditan.core.alerts.firing import Figure, Firing
from ditan.core.alerts.levels import GRAVEST_FIRST, LABELS
from ditan.core.alerts.parameters import Field, Parameters, Spec, level_fields, ordered_levels
from ditan.core.periods import Kind, Period, chinese, periods_of_year, year

KINDS_OF_FREQUENCY = {"year": Kind.YEAR, "quarter": Kind.QUARTER, "month": Kind.MONTH}
"""Frequencies whose next value can be expected; half a year and irregular ones cannot."""


def _check(parameters: Parameters) -> dict[str, str]:
    return ordered_levels(parameters, rising=True)


SPEC = Spec(
    "lateness",
    "逾期未报",
    "按指标频率应有而没有的数据：报告期结束后若干工作日内没有数值即为逾期。只看以前报过的对象。",
    (
        Field(
            "grace",
            "报告期结束后应报出的时间",
            type="whole",
            required=True,
            least=0,
            most=400,
            unit="个工作日",
            help="按国务院公布的节假日安排计算；尚未公布的年份不判断。",
        ),
        *level_fields("逾期达到", "个工作日", least=1),
    ),
    _check,
)


@dataclass(frozen=True, slots=True)
class Owed:
    """A value that should be there.

    Parameters
    ----------
    period
        What it is for.
    due
        The last day on which it is in time.
    late
        Working days since then; None where the holidays of a year between are not published.
    last
        The newest period for which there is a value, None where there is none.
    """

    period: Period
    due: datetime.date
    late: int | None
    last: Period | None = None


def ended_periods(frequency: str, today: datetime.date) -> tuple[Period, ...]:
    """The periods of a frequency that have ended, newest first, of this year and the one before.

    Examples
    --------
    >>> [str(each) for each in ended_periods("quarter", datetime.date(2026, 4, 1))]
    ['2026Q1', '2025Q4', '2025Q3', '2025Q2', '2025Q1']
    >>> ended_periods("irregular", datetime.date(2026, 4, 1))
    ()
    """
    kind = KINDS_OF_FREQUENCY.get(frequency)
    if kind is None:
        return ()
    periods = [*periods_of_year(kind, today.year - 1), *periods_of_year(kind, today.year)]
    if kind is Kind.YEAR:
        periods.insert(0, year(today.year - 2))
    return tuple(each for each in reversed(periods) if each.end < today)


def evaluate(parameters: Parameters, owed: Owed) -> Firing | None:
    """The gravest level that the delay reaches; None where it reaches none, or cannot be counted.

    Examples
    --------
    >>> from ditan.core.periods import month
    >>> owed = Owed(month(2026, 10), datetime.date(2026, 11, 13), 11, month(2026, 9))
    >>> evaluate({"grace": 10, "red": 20, "yellow": 5}, owed).sentence
    '2026年10月的数据应于 2026-11-13 前报出，已逾期 11 个工作日；最近一期为2026年9月'
    """
    if owed.late is None:
        return None
    for level in GRAVEST_FIRST:
        limit = parameters.get(level)
        if limit is None or owed.late < limit:
            continue
        last = f"；最近一期为{chinese(owed.last)}" if owed.last else ""
        return Firing(
            level,
            f"{chinese(owed.period)}的数据应于 {owed.due} 前报出，已逾期 {owed.late} 个工作日{last}",
            (
                Figure("due", "应报出日期", f"{owed.due}", "", str(owed.period)),
                Figure("late", "逾期", str(owed.late), "个工作日"),
                Figure("limit", f"{LABELS[level]}限值", shown_days(limit), "个工作日"),
            ),
        )
    return None


def shown_days(days: float) -> str:
    """A number of days, without a decimal where there is none."""
    return f"{days:g}"

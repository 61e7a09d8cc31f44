"""Whether emissions have peaked: never told from one or two falling years.

References
----------
Convention after 蒋含颖等 2021, 气候变化研究进展 17(2):131 and 张楠等 2022, 中国环境科学 42(4):1912 (Mann-Kendall on the years
since the peak). That five years must have passed is unconfirmed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from ditan.core.assessment.refusal import Refusal
from ditan.core.trends.mann_kendall import Trend, mann_kendall
from ditan.core.trends.points import points_of

YEARS_AFTER = 5


class PeakStatus(StrEnum):
    """What can be said of a peak."""

    PEAKED = "peaked"
    PLATEAU = "plateau"
    RECENT = "recent"
    NOT_PEAKED = "not_peaked"


CHINESE = {
    PeakStatus.PEAKED: "已达峰",
    PeakStatus.PLATEAU: "平台期",
    PeakStatus.RECENT: "待观察",
    PeakStatus.NOT_PEAKED: "未达峰",
}


@dataclass(frozen=True, slots=True)
class Peak:
    """The state of a series with regard to its peak.

    Parameters
    ----------
    status
        See `CHINESE`.
    year
        Of the last maximum.
    years_after
        From it to the last value.
    p
        Of the test on the years from the peak on; None where it was not made.
    """

    status: PeakStatus
    year: int
    years_after: int
    p: float | None = None


def peak_status(years: Sequence[int], values: Sequence[float | None], *, level: float = 0.05) -> Peak | Refusal:
    """Judge a series: peaked where five years have passed since the last maximum and they fall significantly.

    Examples
    --------
    >>> peak_status(range(2010, 2018), [100, 104, 109, 112, 115, 118, 116, 113])
    Peak(status=<PeakStatus.RECENT: 'recent'>, year=2015, years_after=2, p=None)
    """
    points = points_of(values, years)
    if isinstance(points, Refusal):
        return points
    if len(points) < YEARS_AFTER + 1:
        return Refusal(
            "too_short", f"仅有 {len(points)} 个年度值，判断达峰至少需要 {YEARS_AFTER + 1} 个；请先补齐历年数据。"
        )
    top = max(points.values)
    place = max(index for index, value in enumerate(points.values) if value == top)
    at = points.years[place]
    after = points.years[-1] - at
    if after == 0:
        return Peak(PeakStatus.NOT_PEAKED, at, 0)
    if after < YEARS_AFTER:
        return Peak(PeakStatus.RECENT, at, after)
    test = mann_kendall(points.values[place:], points.years[place:], level=level)
    if isinstance(test, Refusal):
        return test
    status = PeakStatus.PEAKED if test.trend is Trend.FALLING else PeakStatus.PLATEAU
    return Peak(status, at, after, test.p)

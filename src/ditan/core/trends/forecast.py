"""The value a series ends with, and the interval around it: a random walk with drift (带漂移随机游走).

For yearly series of fewer than fifteen points nothing richer can be fitted; districts have five to ten. The interval holds the
unrest of the past steps and the doubt about the drift; it knows nothing of measures still to come, and says so on screen.

References
----------
Hyndman & Athanasopoulos, Forecasting: Principles and Practice, on simple methods (locator unconfirmed); published case
`rw_drift_pi`.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import NormalDist

from ditan.core.assessment.refusal import Refusal
from ditan.core.trends.points import Points, points_of

METHOD = "random_walk_with_drift"
METHOD_NAME = "带漂移随机游走"
LEAST_POINTS = 5
"""Four steps are the fewest from which a spread is told here; it is also where a trend test can first tell a trend from
chance. No published rule gives the number: it is the platform's, and is shown as such."""
LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Ahead:
    """One year of a forecast, in the unit of the series: the middle and the ends of the interval."""

    year: int
    mean: float
    low: float
    high: float
    sd: float


@dataclass(frozen=True, slots=True)
class Forecast:
    """A forecast with all that made it, so that it can be stored, shown and made again.

    Parameters
    ----------
    path
        Each year from the one after the last value to the asked one.
    drift
        Mean step a year, in the unit of the series.
    sigma
        Standard deviation of a year's step.
    level
        Of the interval, 0 to 1.
    first_year, last_year, count
        The training window and how many values lie in it.
    vintage
        When the data was read, as the caller says it.
    bounds
        Floor and ceiling of the metric, None where there is none; path and interval never leave them.
    cautions
        Chinese: what a reader must know before relying on it.
    method
        Always `random_walk_with_drift` here.
    """

    path: tuple[Ahead, ...]
    drift: float
    sigma: float
    level: float
    first_year: int
    last_year: int
    count: int
    vintage: str = ""
    bounds: tuple[float | None, float | None] = (None, None)
    cautions: tuple[str, ...] = ()
    method: str = METHOD

    @property
    def end(self) -> Ahead:
        """The asked year."""
        return self.path[-1]

    @property
    def basis(self) -> str:
        """Method and data in words, for a screen."""
        return (
            f"{METHOD_NAME}，{self.first_year}—{self.last_year} 年 {self.count} 个年度值，"
            f"年均变化 {self.drift:.4g}，{100 * self.level:g}% 区间"
        )


def forecast_end(
    values: Sequence[float | None],
    years: Sequence[int],
    year: int,
    *,
    level: float = LEVEL,
    bounds: tuple[float | None, float | None] = (None, None),
    vintage: str = "",
) -> Forecast | Refusal:
    """Forecast a yearly series up to a year: ŷ(h) = y_T + h·b, sd(h) = s·√(h(1 + h/span)).

    Over consecutive years b is the mean step and s the standard deviation of the steps (one degree of freedom used). A step
    over k years counts with mean k·b and variance k·s², so that gaps are bridged without inventing a value for them.

    Parameters
    ----------
    values
        Yearly values in one unit and on one basis, None where unknown.
    years
        Their years, rising.
    year
        The year to forecast.
    level
        Of the interval, between 0 and 1.
    bounds
        Floor and ceiling that the metric cannot leave (a share: 0 and 100).
    vintage
        When the data was read; stored with the result.

    Returns
    -------
    Forecast or Refusal
        Refused (`too_short`) below five values, (`undefined`) where the year is not ahead or past steps are all equal, so
        that no interval can be told.

    Examples
    --------
    >>> end = forecast_end([100, 103, 101, 106, 109, 108, 113, 115, 119, 121], range(2010, 2020), 2022).end
    >>> round(end.mean, 2), round(end.low, 2), round(end.high, 2)
    (128.0, 118.4, 137.6)
    >>> forecast_end([100, 103, 101], [2020, 2021, 2022], 2025).message
    '仅有 3 个年度值（2020—2022 年），预测至少需要 5 个；请先补齐历年数据，不足时不作预测。'
    """
    if not 0 < level < 1:
        raise ValueError(f"区间水平为 {level}，应在 0 与 1 之间。")
    points = points_of(values, years)
    if isinstance(points, Refusal):
        return points
    if len(points) < LEAST_POINTS:
        window = f"（{points.years[0]}—{points.years[-1]} 年）" if len(points) else ""
        return Refusal(
            "too_short",
            f"仅有 {len(points)} 个年度值{window}，预测至少需要 {LEAST_POINTS} 个；请先补齐历年数据，不足时不作预测。",
        )
    first, last = points.years[0], points.years[-1]
    if year <= last:
        return Refusal("undefined", f"预测年份 {year} 年不晚于最新数据 {last} 年，应直接以实际值评定。")
    drift = (points.values[-1] - points.values[0]) / points.span
    sigma = _sigma(points, drift)
    if sigma <= 1e-12 * max(1.0, *(abs(value) for value in points.values)):
        return Refusal(
            "undefined",
            f"{first}—{last} 年各年变化完全相同，无法估计不确定性，不给出预测区间；请核对数据是否为推算值。",
        )
    quantile = NormalDist().inv_cdf((1 + level) / 2)
    path = tuple(
        _ahead(at, points.values[-1] + (at - last) * drift, _sd(sigma, at - last, points.span), quantile, bounds)
        for at in range(last + 1, year + 1)
    )
    return Forecast(
        path=path,
        drift=drift,
        sigma=sigma,
        level=level,
        first_year=first,
        last_year=last,
        count=len(points),
        vintage=vintage,
        bounds=bounds,
        cautions=_cautions(points, year, points.values[-1] + (year - last) * drift, bounds),
    )


class Outlook(StrEnum):
    """How a forecast stands to a target."""

    LIKELY = "likely"
    OPEN = "open"
    UNLIKELY = "unlikely"


OUTLOOKS = {Outlook.LIKELY: "预计可达成", Outlook.OPEN: "尚不确定", Outlook.UNLIKELY: "预计难以达成"}


def outlook(forecast: Forecast, target: float, *, rising: bool) -> Outlook:
    """Whether the whole interval meets the target, misses it, or holds it.

    Parameters
    ----------
    target
        In the unit of the series.
    rising
        Whether the target asks for at least (True) or at most (False) its value.

    Examples
    --------
    >>> found = forecast_end([100, 103, 101, 106, 109, 108, 113, 115, 119, 121], range(2010, 2020), 2022)
    >>> outlook(found, 115, rising=True), outlook(found, 130, rising=True), outlook(found, 115, rising=False)
    (<Outlook.LIKELY: 'likely'>, <Outlook.OPEN: 'open'>, <Outlook.UNLIKELY: 'unlikely'>)
    """
    end = forecast.end
    if (end.low >= target) if rising else (end.high <= target):
        return Outlook.LIKELY
    if (end.high < target) if rising else (end.low > target):
        return Outlook.UNLIKELY
    return Outlook.OPEN


def _sigma(points: Points, drift: float) -> float:
    """√(Σ (Δ - k·b)²/k / (steps - 1)): over consecutive years the standard deviation of the steps."""
    known = list(points)
    squares = (
        (value - before - (at - since) * drift) ** 2 / (at - since)
        for (since, before), (at, value) in itertools.pairwise(known)
    )
    return math.sqrt(math.fsum(squares) / (len(known) - 2))


def _sd(sigma: float, ahead: int, span: int) -> float:
    return sigma * math.sqrt(ahead * (1 + ahead / span))


def _ahead(year: int, mean: float, sd: float, quantile: float, bounds: tuple[float | None, float | None]) -> Ahead:
    return Ahead(
        year, _within(mean, bounds), _within(mean - quantile * sd, bounds), _within(mean + quantile * sd, bounds), sd
    )


def _within(value: float, bounds: tuple[float | None, float | None]) -> float:
    floor, ceiling = bounds
    value = value if floor is None else max(floor, value)
    return value if ceiling is None else min(ceiling, value)


def _cautions(points: Points, year: int, end: float, bounds: tuple[float | None, float | None]) -> tuple[str, ...]:
    ahead, missing = year - points.years[-1], points.span + 1 - len(points)
    said = ["仅按历年变化外推，未计入尚未见效的措施"]
    if ahead > points.span:
        said.append(f"外推 {ahead} 年，长于数据跨度 {points.span} 年，仅供参考")
    if missing:
        said.append(f"其间有 {missing} 个年份无数据，按跨年变化计入")
    if _within(end, bounds) != end:
        said.append(f"外推值 {end:.4g} 超出指标取值范围，已按界限截断")
    return tuple(said)

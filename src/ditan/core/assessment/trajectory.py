"""The path that a target asks for, year by year: geometric (equal yearly rates) or linear (equal yearly steps)."""

from __future__ import annotations

from ditan.core.assessment.progress import average_annual_decline
from ditan.core.assessment.refusal import AssessmentRefused


def geometric_declines(target: float, years: int) -> tuple[float, ...]:
    """Cumulative decline asked for at the end of each year, with equal yearly rates: 1 - (1-T)^(t/n).

    Parameters
    ----------
    target
        Cumulative decline at the end, a fraction below 1.
    years
        Number of years.

    Examples
    --------
    >>> [round(each, 4) for each in geometric_declines(0.18, 5)]
    [0.0389, 0.0763, 0.1123, 0.1468, 0.18]
    """
    kept = 1 - average_annual_decline(target, _count(years))
    return tuple(1 - kept**year for year in range(1, years + 1))


def linear_declines(target: float, years: int) -> tuple[float, ...]:
    """Cumulative decline asked for at the end of each year, with equal yearly steps: T·t/n.

    It is laxer than the geometric path in every year before the last.

    Examples
    --------
    >>> [round(each, 4) for each in linear_declines(0.18, 5)]
    [0.036, 0.072, 0.108, 0.144, 0.18]
    """
    return tuple(target * year / _count(years) for year in range(1, years + 1))


def linear_levels(base: float, target: float, years: int) -> tuple[float, ...]:
    """Level asked for at the end of each year on the straight line from base to target.

    Examples
    --------
    >>> linear_levels(38, 33, 5)
    (37.0, 36.0, 35.0, 34.0, 33.0)
    """
    return tuple(base + (target - base) * year / _count(years) for year in range(1, years + 1))


def geometric_levels(base: float, target: float, years: int) -> tuple[float, ...]:
    """Level asked for at the end of each year with equal yearly rates: B·(T/B)^(t/n); both above zero.

    Examples
    --------
    >>> [round(each, 2) for each in geometric_levels(100, 82, 5)]
    [96.11, 92.37, 88.77, 85.32, 82.0]
    """
    if base <= 0 or target <= 0:
        raise AssessmentRefused(f"基期值为 {base}、目标值为 {target}，几何路径要求两者都大于 0；请改用线性路径。")
    return tuple(base * (target / base) ** (year / _count(years)) for year in range(1, years + 1))


def needed_pace(current: float, target: float, years_left: int) -> float:
    """Change a year, in the indicator's unit, that still leads to the target: (T - x)/m.

    Examples
    --------
    >>> needed_pace(35, 33, 2)
    -1.0
    """
    return (target - current) / _count(years_left)


def needed_rate(current: float, target: float, years_left: int) -> float:
    """Relative change a year that still leads to the target: (T/x)^(1/m) - 1; both above zero.

    Examples
    --------
    >>> round(needed_rate(35, 33, 2), 4)
    -0.029
    """
    if current <= 0 or target <= 0:
        raise AssessmentRefused(f"现值为 {current}、目标值为 {target}，年均变化率要求两者都大于 0；请改用年均变化量。")
    return float((target / current) ** (1 / _count(years_left)) - 1)


def _count(years: int) -> int:
    if years < 1:
        raise AssessmentRefused(f"剩余或总年数为 {years}，应至少为 1；请核对目标年。")
    return years

"""Trends of yearly series: forecasts with their interval, trend tests, peaks, curves of saturation."""

from ditan.core.trends.curves import Logistic, gompertz, logistic_through
from ditan.core.trends.forecast import (
    LEAST_POINTS,
    METHOD,
    METHOD_NAME,
    OUTLOOKS,
    Ahead,
    Forecast,
    Outlook,
    forecast_end,
    outlook,
)
from ditan.core.trends.mann_kendall import POINTS_FOR_TREND, Trend, TrendTest, mann_kendall, trend_sentence
from ditan.core.trends.peak import Peak, PeakStatus, peak_status
from ditan.core.trends.points import Points, points_of

__all__ = [
    "LEAST_POINTS",
    "METHOD",
    "METHOD_NAME",
    "OUTLOOKS",
    "POINTS_FOR_TREND",
    "Ahead",
    "Forecast",
    "Logistic",
    "Outlook",
    "Peak",
    "PeakStatus",
    "Points",
    "Trend",
    "TrendTest",
    "forecast_end",
    "gompertz",
    "logistic_through",
    "mann_kendall",
    "outlook",
    "peak_status",
    "points_of",
    "trend_sentence",
]

"""Whether the pollutants of one source can stand beside each other."""

from __future__ import annotations

from collections.abc import Mapping

_SLACK = 1e-9
"""Relative, for amounts that are equal but for their last digit."""


def inconsistencies(amounts: Mapping[str, float]) -> tuple[tuple[str, str], ...]:
    """What cannot be, each with what to do: more fine particles than particles, more carbon than fine particles.

    Unknown amounts are not judged.

    Parameters
    ----------
    amounts
        t of each pollutant of one source; those that are not known left out.

    >>> inconsistencies({"PM10": 2.0, "PM2.5": 3.0, "BC": 1.0, "OC": 1.0})
    (('PM2.5（3 t）多于 PM10（2 t）', 'PM2.5 是 PM10 的一部分，请核对系数和治理措施。'),)
    """
    found = []
    pm10, pm25 = amounts.get("PM10"), amounts.get("PM2.5")
    if pm10 is not None and pm25 is not None and pm25 > pm10 * (1 + _SLACK):
        found.append((f"PM2.5（{pm25:g} t）多于 PM10（{pm10:g} t）", "PM2.5 是 PM10 的一部分，请核对系数和治理措施。"))
    carbon = amounts.get("BC", 0.0) + amounts.get("OC", 0.0)
    if pm25 is not None and carbon > pm25 * (1 + _SLACK):
        found.append(
            (f"黑碳与有机碳之和（{carbon:g} t）多于 PM2.5（{pm25:g} t）", "两者都是 PM2.5 的一部分，请核对系数。")
        )
    return tuple(found)

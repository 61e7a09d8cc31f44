"""Years without data filled by a named method, each filled value with what it was made from.

Splicing as in IPCC 2006 Vol. 1 Ch. 5 (equations 5.1 and 5.2 not confirmed in the original). Nothing is ever filled unasked.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

SOURCE = "IPCC 2006 第 1 卷第 5 章 5.3.3（未核对原文）"
VERIFIED = False


class Filling(StrEnum):
    """How a value was filled."""

    OVERLAP = "overlap"
    SURROGATE = "surrogate"
    INTERPOLATION = "interpolation"
    EXTRAPOLATION = "extrapolation"


LABELS = {
    Filling.OVERLAP: "重叠法",
    Filling.SURROGATE: "替代数据法",
    Filling.INTERPOLATION: "内插法",
    Filling.EXTRAPOLATION: "趋势外推法",
}


class FillingRefused(ValueError):
    """A gap that cannot be filled that way; the message is Chinese."""


@dataclass(frozen=True, slots=True)
class Filled:
    """One filled value, which stays marked as such wherever it goes.

    Parameters
    ----------
    inputs
        What it was made from, by a name that says what and of which year.
    formula
        The working with its numbers.
    """

    year: int
    value: float
    method: Filling
    inputs: Mapping[str, float]
    formula: str


def overlap(new: Mapping[int, float], old: Mapping[int, float], year: int) -> Filled:
    """A year that only the old method covers, scaled by the mean ratio of both over the years that they share (eq. 5.1).

    Examples
    --------
    >>> overlap({2011: 110.0, 2012: 140.0}, {2010: 80.0, 2011: 100.0, 2012: 100.0}, 2010).value
    100.0

    Raises
    ------
    FillingRefused
        Where the old method has no value of the year, or the two share no year.
    """
    _free(new, year)
    if year not in old:
        raise FillingRefused(f"旧方法没有 {year} 年的值，重叠法无从推算；请改用其他方法。")
    shared = sorted(set(new) & set(old))
    if not shared or any(old[each] == 0 for each in shared):
        raise FillingRefused(
            "新旧方法没有共同年份（或旧方法在共同年份为 0），无法确定比值；请至少用两种方法计算同一年。"
        )
    ratio = math.fsum(new[each] / old[each] for each in shared) / len(shared)
    inputs = {f"旧方法 {year}": old[year], "共同年份平均比值": ratio}
    inputs |= {f"新方法 {each}": new[each] for each in shared} | {f"旧方法 {each}": old[each] for each in shared}
    return _filled(year, old[year] * ratio, Filling.OVERLAP, inputs, f"{old[year]:g} × {ratio:.6g}")


def surrogate(known: Mapping[int, float], proxy: Mapping[int, float], year: int) -> Filled:
    """The nearest known year scaled by something that moves alike (eq. 5.2); the earlier of two that are as near.

    Examples
    --------
    >>> surrogate({2019: 50.0}, {2019: 200.0, 2020: 220.0}, 2020).value
    55.0
    """
    _free(known, year)
    if year not in proxy:
        raise FillingRefused(f"替代数据没有 {year} 年的值；请补充，或改用其他方法。")
    usable = [each for each in known if proxy.get(each)]
    if not usable:
        raise FillingRefused("已知年份都没有不为 0 的替代数据，无法建立比例；请补充替代数据。")
    nearest = min(usable, key=lambda each: (abs(each - year), each))
    inputs = {f"已知 {nearest}": known[nearest], f"替代 {nearest}": proxy[nearest], f"替代 {year}": proxy[year]}
    value = known[nearest] * proxy[year] / proxy[nearest]
    working = f"{known[nearest]:g} × {proxy[year]:g} ÷ {proxy[nearest]:g}"
    return _filled(year, value, Filling.SURROGATE, inputs, working)


def interpolation(known: Mapping[int, float], year: int) -> Filled:
    """A year on the straight line between the known years before and after it.

    Examples
    --------
    >>> interpolation({2015: 10.0, 2020: 20.0}, 2017).value
    14.0
    """
    _free(known, year)
    before, after = [each for each in known if each < year], [each for each in known if each > year]
    if not before or not after:
        raise FillingRefused(f"{year} 年前后没有都有已知值，不能内插；请改用外推或替代数据法。")
    first, last = max(before), min(after)
    value = known[first] + (known[last] - known[first]) * (year - first) / (last - first)
    inputs = {f"已知 {first}": known[first], f"已知 {last}": known[last]}
    working = f"{known[first]:g} + ({known[last]:g} − {known[first]:g}) × {year - first} ÷ {last - first}"
    return _filled(year, value, Filling.INTERPOLATION, inputs, working)


def extrapolation(known: Mapping[int, float], year: int, *, years: int = 5) -> Filled:
    """A year on the line of least squares through the `years` known years that are nearest.

    Raises
    ------
    FillingRefused
        With fewer than three known years, for a year between known ones, one farther out than the line is long, or where the
        line gives less than nothing for a quantity that was never negative.
    """
    _free(known, year)
    if len(known) < 3:
        raise FillingRefused(f"只有 {len(known)} 个已知年份，外推至少需要 3 个；请改用替代数据法。")
    if min(known) < year < max(known):
        raise FillingRefused(f"{year} 年在已知年份之间，应使用内插法。")
    used = sorted(sorted(known, key=lambda each: abs(each - year))[:years])
    distance = min(abs(year - each) for each in used)
    if distance > used[-1] - used[0]:
        raise FillingRefused(
            f"{year} 年距已知年份 {distance} 年，超过趋势所依据的 {used[-1] - used[0]} 年；请补充数据或改用替代数据法。"
        )
    middle = sum(used) / len(used)
    slope, level = (float(each) for each in np.polyfit([y - middle for y in used], [known[y] for y in used], 1))
    value = level + slope * (year - middle)
    if value < 0 <= min(known[each] for each in used):
        raise FillingRefused(f"按趋势外推 {year} 年为 {value:.4g}，小于 0，不合理；请改用替代数据法。")
    inputs = {f"已知 {each}": known[each] for each in used}
    working = f"{level:.6g} + {slope:.6g} × ({year} − {middle:g})"
    return _filled(year, value, Filling.EXTRAPOLATION, inputs, working)


def _free(known: Mapping[int, float], year: int) -> None:
    if year in known:
        raise FillingRefused(f"{year} 年已有值 {known[year]:g}，不能用推算值覆盖；如需替换请先说明原值的问题。")


def _filled(year: int, value: float, method: Filling, inputs: Mapping[str, float], working: str) -> Filled:
    if not math.isfinite(value):
        raise FillingRefused(f"{year} 年推算结果不是有效数字；请核对所用数据。")
    return Filled(year, value, method, inputs, f"{working} = {value:.6g}")

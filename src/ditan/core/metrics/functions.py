"""The functions of formulas: other periods, official declines, the smaller and the larger, constants with a unit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pint

from ditan.core.assessment.intensity import OFFICIAL_DECIMALS
from ditan.core.metrics.columns import Column, Fault, add, joined, merged
from ditan.core.metrics.dimensions import addable, chinese, pure, scale_of
from ditan.core.metrics.grid import PREVIOUS, YEAR_AGO, YEARS, Grid, Step, base
from ditan.core.metrics.problems import Misfit

INTENSITIES = ("吨标准煤/万元", "吨二氧化碳/万元", "吨/万元", "立方米/万元")
"""Units in which bureaus print intensities, to whose fourth decimal they are rounded."""

FIRST_BASE, LAST_BASE = 1978, 2060


def steps_of(name: str, year: int) -> tuple[tuple[Step, ...], int]:
    """Where a function looks, and how many steps away."""
    match name:
        case "previous":
            return (PREVIOUS,), 1
        case "year_ago" | "annual_decline":
            return (YEAR_AGO,), 1
        case "base_year":
            return (base(year),), 1
        case "cumulative_decline":
            return (YEARS,), 1
        case _:
            return (), 0


def previous_value(grid: Grid, one: Column) -> Column:
    """上期(x)"""
    return one.moved(grid.walk(PREVIOUS))


def value_a_year_ago(grid: Grid, one: Column) -> Column:
    """上年同期(x)"""
    return one.moved(grid.walk(YEAR_AGO))


def value_of_base_year(grid: Grid, one: Column, year: Column | None = None) -> Column:
    """基年(x): the year before the five-year plan; 基年(x, 2005): that year."""
    return one.moved(grid.walk(base(year_in(year))))


def year_in(year: Column | None) -> int:
    if year is None:
        return 0
    at = float(year.values) if year.is_number else 0.0
    if not (at.is_integer() and FIRST_BASE <= at <= LAST_BASE):
        raise Misfit(f"基年应写成 {FIRST_BASE}—{LAST_BASE} 的年份，例如 基年(地区生产总值, 2020)", "function")
    return int(at)


def annual_decline(grid: Grid, energy: Column, gdp: Column) -> Column:
    """年降低(能耗或排放, 不变价地区生产总值): the fall of an intensity on the year before, as a fraction.

    Each intensity is rounded to four decimals of its printed unit first, as `core.assessment.intensity_change` does.
    """
    if energy.is_number or gdp.is_number:
        raise Misfit("“年降低”的两项都应是指标：年降低(能源消费总量, 不变价地区生产总值)", "function")
    unit = energy.unit / gdp.unit
    printed = next((scale for scale in map(scale_of, INTENSITIES) if addable(scale.root, unit)), None)
    if printed is None:
        raise Misfit(f"“年降低”的第一项应为能耗、排放、质量或水量，第二项应为金额；现在的比值是{chinese(unit)}")
    faults: list[Fault] = []
    for one in (energy, gdp):
        wrong = one.known & (one.values <= 0)
        if wrong.any():
            faults.append((f"“{one.text}”不大于 0", wrong))
    with np.errstate(all="ignore"):
        rounded = np.round(energy.values / gdp.values / printed.factor, OFFICIAL_DECIMALS)
    intensity = joined((energy, gdp), rounded, unit, faults)
    before = intensity.moved(grid.walk(YEAR_AGO))
    none = intensity.known & before.known & (before.values == 0)
    with np.errstate(all="ignore"):
        values = 1 - intensity.values / before.values
    return joined((intensity, before), values, pure(), [("上年强度取四位小数后为 0", none)] if none.any() else [])


def cumulative_decline(grid: Grid, decline: Column) -> Column:
    """累计降低(年降低率): 1 - ∏(1 - d) over the years of the plan so far, or over those of a 多年累计.

    The official way (国家发展改革委 2015): falls of single years are multiplied, never added.
    """
    if decline.is_number or not addable(decline.unit, pure()):
        raise Misfit(f"“累计降低”要一个年降低率，收到的是{chinese(decline.unit)}", "function")
    walk = grid.walk(YEARS)
    values = np.zeros(decline.values.shape)
    known = np.zeros(decline.known.shape, dtype=bool)
    faults = [(why, np.zeros(where.shape, dtype=bool)) for why, where in decline.faults]
    reads = []
    for place, years in enumerate(walk):
        among = list(years or ())
        reads.append(merged_at(decline, among))
        if not among:
            continue
        values[:, place] = 1 - np.prod(1 - decline.values[:, among], axis=1)
        known[:, place] = decline.known[:, among].all(axis=1)
        for (_why, there), (_same, where) in zip(faults, decline.faults, strict=True):
            there[:, place] = where[:, among].any(axis=1)
    return Column(values, known, pure(), tuple(reads), tuple(faults)).finite()


def merged_at(column: Column, places: list[int]) -> frozenset[tuple[str, int]]:
    """What a column read at several periods."""
    return frozenset().union(*(column.reads[place] for place in places))


def smaller(_grid: Grid, *columns: Column) -> Column:
    """最小(x, y, …)"""
    return _chosen(columns, np.minimum)


def larger(_grid: Grid, *columns: Column) -> Column:
    """最大(x, y, …)"""
    return _chosen(columns, np.maximum)


def total(_grid: Grid, *columns: Column) -> Column:
    """合计(x, y, …): one that is not known makes the sum unknown."""
    if not columns:
        raise Misfit("“合计”至少要一项", "function")
    result = columns[0]
    for column in columns[1:]:
        result = add(result, column)
    return result


def _chosen(columns: tuple[Column, ...], how: Callable[[Any, Any], Any]) -> Column:
    if len(columns) < 2:
        raise Misfit("“最大”“最小”至少要两项", "function")
    for column in columns[1:]:
        if not addable(column.unit, columns[0].unit):
            raise Misfit(f"“{columns[0].text}”和“{column.text}”不是同类单位，不能比较")
    values = columns[0].values
    for column in columns[1:]:
        values = how(values, column.values)
    return Column(
        values,
        joined(columns, values, columns[0].unit).known,
        columns[0].unit,
        merged([column.reads for column in columns]),
        tuple(fault for column in columns for fault in column.faults),
    )


def quantity(_grid: Grid, number: Column, unit: str) -> Column:
    """量(2.66, "吨二氧化碳/吨标准煤"): a constant with its unit."""
    if not isinstance(number, Column) or not number.is_number or not isinstance(unit, str):
        raise Misfit('“量”写成 量(2.66, "吨二氧化碳/吨标准煤")', "function")
    try:
        scale = scale_of(unit)
    except pint.PintError as error:
        raise Misfit(f"单位“{unit}”不能参加计算") from error
    return Column.number(float(number.values) * scale.factor, scale.root)


FUNCTIONS: Mapping[str, tuple[str, Callable[..., Column], tuple[int, int]]] = {
    "上期": ("previous", previous_value, (1, 1)),
    "上年同期": ("year_ago", value_a_year_ago, (1, 1)),
    "基年": ("base_year", value_of_base_year, (1, 2)),
    "年降低": ("annual_decline", annual_decline, (2, 2)),
    "累计降低": ("cumulative_decline", cumulative_decline, (1, 1)),
    "合计": ("total", total, (1, 50)),
    "最小": ("smaller", smaller, (2, 50)),
    "最大": ("larger", larger, (2, 50)),
    "量": ("quantity", quantity, (2, 2)),
}
"""Chinese name → English name, what it does, how few and how many things it takes. Both names may be written."""

ALL = {name: entry for chinese_name, entry in FUNCTIONS.items() for name in (chinese_name, entry[0])}

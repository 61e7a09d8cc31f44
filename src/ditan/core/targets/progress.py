"""How much of the way from base to target is gone (序时进度), by both official conventions, and what is left a year."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from ditan.core.assessment import (
    AssessmentRefused,
    Convention,
    Refusal,
    linear_progress,
    logarithmic_progress,
    needed_pace,
    remaining_annual_decline,
    time_progress,
    unknown,
)
from ditan.core.targets.asked import Actual, Asked, Basis
from ditan.core.targets.meeting import is_rising, meets


@dataclass(frozen=True, slots=True)
class Progress:
    """The way gone so far.

    Parameters
    ----------
    logarithmic, linear
        Fractions by either convention, or why there is none.
    time
        Share of the years from base to target that had passed when the value was measured, or why it is not known.
    formula
        The formula of the target's own convention with its numbers.
    """

    logarithmic: float | Refusal
    linear: float | Refusal
    time: float | Refusal
    formula: str

    def by(self, convention: Convention) -> float | Refusal:
        """The progress that counts for the target."""
        return self.logarithmic if convention is Convention.LOGARITHMIC else self.linear


def progress_of(asked: Asked, latest: Actual, base: float | None) -> Progress | Refusal:
    """Progress at the time of the latest value.

    A yearly rate (年均15%) asks for all of itself each year. A level that stood at its target already is to be kept: what
    it misses of the target counts against the whole time.

    Parameters
    ----------
    base
        Value of the base year, None where unknown. Falls and running totals need none.
    """
    value, number = asked.value, latest.number
    refusal = unknown(目标值=value, 实际值=number)
    if refusal is not None:
        return refusal
    assert value is not None
    assert number is not None
    if asked.basis is Basis.ANNUAL:
        return _whole_each_year(number, value, "年度目标按当年值计")
    time = _time(asked, latest)
    if asked.is_decline:
        return _declined(asked, number, value, time)
    if base is None and asked.basis is Basis.CUMULATIVE:
        linear = _ratio(number, value)
        return Progress(linear, linear, time, f"{number:.10g} ÷ {value:.10g}（累计量从 0 起算）")
    if base is None:
        return _no_base(asked)
    if base == value or meets(asked, base):
        return _whole_each_year(number, value, "基期已达目标，按保持要求", rising=is_rising(asked))
    linear = (number - base) / (value - base)
    formula = f"({number:.10g} − {base:.10g}) ÷ ({value:.10g} − {base:.10g})"
    logarithmic: float | Refusal
    if number > 0 and base > 0 and value > 0:
        logarithmic = math.log(number / base) / math.log(value / base)
    else:
        logarithmic = Refusal("undefined", "对数法要求基期值、实际值和目标值都大于 0；请改用线性法。")
    if asked.convention is Convention.LOGARITHMIC:
        formula = f"ln({number:.10g} ÷ {base:.10g}) ÷ ln({value:.10g} ÷ {base:.10g})"
    return Progress(logarithmic, linear, time, formula)


def needed_of(asked: Asked, latest: Actual) -> tuple[float, str] | Refusal:
    """What must change in each year that is left, in the metric's unit (percent a year for falls), and how it was told."""
    value, number = asked.value, latest.number
    refusal = unknown(目标值=value, 实际值=number)
    if refusal is not None:
        return refusal
    if asked.year is None:
        return Refusal("unknown", "规划未写明目标年，无法计算年均需求。")
    assert value is not None
    assert number is not None
    if asked.basis is Basis.ANNUAL:
        return Refusal("undefined", "年度目标每年单独完成，没有剩余年均需求。")
    left = asked.year - latest.year
    if left < 1:
        return Refusal("undefined", "已到目标年，没有剩余年份。")
    if meets(asked, number):
        return Refusal("undefined", "已达到目标值，保持即可。")
    if asked.is_decline and asked.convention is Convention.LOGARITHMIC:
        pace = _refused(lambda: 100 * remaining_annual_decline(value / 100, number / 100, left))
        return pace if isinstance(pace, Refusal) else (pace, f"剩余 {left} 年，每年再降 {pace:.4g}%（几何）")
    pace = needed_pace(number, value, left)
    return pace, f"剩余 {left} 年，每年 {pace:+.4g}（等量）"


def _no_base(asked: Asked) -> Refusal:
    name = f" {asked.base_year} 年（基年）的值" if asked.base_year is not None else "基期值"
    return Refusal("unknown", f"缺少{name}，无法计算序时进度；请先补齐。", (name.strip(),))


def _declined(asked: Asked, number: float, value: float, time: float | Refusal) -> Progress:
    logarithmic = _refused(lambda: logarithmic_progress(number / 100, value / 100))
    linear = _refused(lambda: linear_progress(number / 100, value / 100))
    formula = f"{number:.10g} ÷ {value:.10g}"
    if asked.convention is Convention.LOGARITHMIC:
        formula = f"ln(1 − {number:.10g}%) ÷ ln(1 − {value:.10g}%)"
    return Progress(logarithmic, linear, time, formula)


def _whole_each_year(number: float, value: float, why: str, *, rising: bool = True) -> Progress:
    share = _ratio(number, value) if rising else _ratio(value, number)
    formula = f"{number:.10g} ÷ {value:.10g}" if rising else f"{value:.10g} ÷ {number:.10g}"
    return Progress(share, share, 1.0, f"{formula}（{why}）")


def _ratio(part: float, whole: float) -> float | Refusal:
    if whole <= 0 or not math.isfinite(part / whole):
        return Refusal("undefined", f"目标值或实际值为 {whole:.10g}，无法计算完成比例；请由人评定。")
    return part / whole


def _time(asked: Asked, latest: Actual) -> float | Refusal:
    if asked.year is None:
        return Refusal("unknown", "规划未写明目标年，无法计算序时进度。")
    if asked.base_year is None:
        return Refusal("unknown", "基年不明，无法计算序时进度；请补充基年。")
    if asked.base_year >= asked.year:
        return Refusal("undefined", f"基年 {asked.base_year} 不早于目标年 {asked.year}；请核对。")
    return time_progress(latest.year - asked.base_year, asked.year - asked.base_year)


def _refused(compute: Callable[[], float]) -> float | Refusal:
    try:
        return compute()
    except AssessmentRefused as error:
        return Refusal("undefined", str(error))
    except ZeroDivisionError:  # a fall so small that its logarithm is nought
        return Refusal("undefined", "目标降幅过小，无法计算进度；请核对目标值。")

"""Rules about targets: the light that one shows (亮灯), and a forecast that misses it (预测未达)."""

from __future__ import annotations

from dataclasses import dataclass

from ditan.core.alerts.firing import Figure, Firing, shown, with_unit
from ditan.core.alerts.levels import LABELS, Level
from ditan.core.alerts.parameters import Field, Parameters, Spec
from ditan.core.assessment import LABELS as LIGHT_WORDS
from ditan.core.assessment import Light

AT_LEAST, AT_MOST = ">=", "<="
LEVELS = tuple((level.value, LABELS[level]) for level in LABELS)


@dataclass(frozen=True, slots=True)
class TargetState:
    """Where a target stands, as the domain that tracks it says.

    Parameters
    ----------
    light
        A `Light`, empty where it shows none (handed-down and awaited, its year has passed).
    rule
        The rule of the light with its numbers, in words.
    target
        The target's number; None where it is a text or not handed down.
    comparator
        `>=` where more is better, `<=` where less is.
    unit
        Of target and forecast.
    forecast, low, high
        The forecast of the end value and its interval; None where there is none.
    method
        How it was forecast.
    """

    light: str = ""
    rule: str = ""
    target: float | None = None
    comparator: str = AT_LEAST
    unit: str = ""
    forecast: float | None = None
    low: float | None = None
    high: float | None = None
    method: str = ""


def _check(parameters: Parameters) -> dict[str, str]:
    return {} if parameters else {"red": "至少为一种灯或一种情形选定预警颜色。"}


def _check_forecast(parameters: Parameters) -> dict[str, str]:
    return {} if parameters else {"whole": "至少为一种情形选定预警颜色。"}


LIGHT_SPEC = Spec(
    "light",
    "目标亮灯",
    "目标的灯变为所选颜色时报警；灯的规则见目标页。征求意见稿的目标、待下达和到期待评的目标不报警。",
    (
        Field("red", "红灯时", type="choice", choices=LEVELS),
        Field("yellow", "黄灯时", type="choice", choices=LEVELS),
        Field("grey", "无法判定时", type="choice", choices=LEVELS),
    ),
    _check,
)

FORECAST_SPEC = Spec(
    "forecast",
    "预测未达",
    "按现有数据预测的期末值达不到目标时报警；数据太短、没有预测的目标不判断。",
    (
        Field("whole", "整个预测区间都达不到目标时", type="choice", choices=LEVELS),
        Field("point", "预测值达不到、区间可能达到时", type="choice", choices=LEVELS),
    ),
    _check_forecast,
)


def evaluate_light(parameters: Parameters, state: TargetState) -> Firing | None:
    """The level that the rule gives to the light that the target shows.

    Examples
    --------
    >>> evaluate_light({"red": "orange"}, TargetState("red", "进度 26.8%，序时 60.0%")).sentence
    '红灯（明显低于序时进度）：进度 26.8%，序时 60.0%'
    """
    level = parameters.get(state.light)
    if not level or not state.light:
        return None
    light = Light(state.light)
    name = {Light.RED: "红灯", Light.YELLOW: "黄灯", Light.GREY: "灰灯"}[light]
    rule = f"：{state.rule}" if state.rule else ""
    figures = () if state.target is None else (Figure("target", "目标值", shown(state.target), state.unit),)
    return Firing(Level(level), f"{name}（{LIGHT_WORDS[light]}）{rule}", figures)


def evaluate_forecast(parameters: Parameters, state: TargetState) -> Firing | None:
    """The level for a forecast that misses the target: with its whole interval, or with its middle alone.

    Examples
    --------
    >>> state = TargetState(target=60.0, unit="%", forecast=55.0, low=52.0, high=58.0, method="线性趋势")
    >>> evaluate_forecast({"whole": "red", "point": "yellow"}, state).sentence
    '预测期末值 55%（区间 52%—58%，线性趋势），低于目标 60%，整个区间都达不到'
    """
    if state.target is None or state.forecast is None:
        return None
    less_is_better = state.comparator == AT_MOST
    best = state.low if less_is_better else state.high
    if not _misses(state.forecast, state.target, less_is_better):
        return None
    whole = best is not None and _misses(best, state.target, less_is_better)
    level = parameters.get("whole") if whole else parameters.get("point")
    if not level:
        return None
    way = "高于" if less_is_better else "低于"
    said = with_unit(shown(state.forecast), state.unit)
    about = [state.method] if state.method else []
    if state.low is not None and state.high is not None:
        ends = f"{with_unit(shown(state.low), state.unit)}—{with_unit(shown(state.high), state.unit)}"
        about.insert(0, f"区间 {ends}")
    told = f"（{'，'.join(about)}）" if about else ""
    end = "，整个区间都达不到" if whole else ""
    figures = [Figure("forecast", "预测期末值", shown(state.forecast), state.unit)]
    if state.low is not None and state.high is not None:
        figures += [
            Figure("low", "预测下限", shown(state.low), state.unit),
            Figure("high", "预测上限", shown(state.high), state.unit),
        ]
    figures.append(Figure("target", "目标值", shown(state.target), state.unit))
    sentence = f"预测期末值 {said}{told}，{way}目标 {with_unit(shown(state.target), state.unit)}{end}"
    return Firing(Level(level), sentence, tuple(figures))


def _misses(value: float, target: float, less_is_better: bool) -> bool:
    return value > target if less_is_better else value < target

"""Points read from a table: tiers of a number, straight lines between points, conditions that hold together."""

from __future__ import annotations

import itertools
from decimal import Decimal

from ditan.core.rubrics.refusal import RubricRefused
from ditan.core.rubrics.rules import Field, Input, Inputs, Kind, Outcome, Parameters, number, words

_VALUE = Field("measure", "比较的数", "choice", choices=(("value", "实际值"), ("ratio", "实际值÷目标值")))


def _asked(parameters: Parameters) -> tuple[Input, ...]:
    actual = Input("actual", "实际值")
    return (actual, Input("target", "目标值")) if parameters.get("measure") == "ratio" else (actual,)


def _measured(parameters: Parameters, inputs: Inputs) -> tuple[float, str]:
    actual = inputs["actual"]
    if parameters.get("measure") != "ratio":
        return actual, words(actual)
    if inputs["target"] <= 0:
        raise RubricRefused(f"目标值为 {words(inputs['target'])}，应大于 0；请核对。")
    # 1.1 is not a float: exactly 10 % over must not fall behind its line by the last bit.
    ratio = round(actual / inputs["target"], 12)
    return ratio, f"{words(actual)} ÷ {words(inputs['target'])} = {words(ratio)}"


def _limits(parameters: Parameters) -> list[tuple[float, float]]:
    return [(number("分档", limit), points) for limit, points in parameters["tiers"]]


def _tiers(parameters: Parameters, inputs: Inputs, _points: float) -> Outcome:
    value, said = _measured(parameters, inputs)
    low = parameters["compare"] == "at_most"
    sign = "≤" if low else "≥"
    for index, (limit, points) in enumerate(_limits(parameters)):
        if (value <= limit) if low else (value >= limit):
            return Outcome(points, index == 0, f"{said}，{sign} {words(limit)}：{words(points)} 分")
    return Outcome(0.0, False, f"{said}，不在各档之内：0 分")


def _check_tiers(parameters: Parameters, points: Decimal) -> dict[str, str]:
    try:
        rows = _limits(parameters)
    except ValueError as error:
        return {"tiers": str(error)}
    low = parameters["compare"] == "at_most"
    for (first, more), (second, less) in itertools.pairwise(rows):
        if (second <= first) if low else (second >= first):
            way = "从小到大" if low else "从大到小"
            return {"tiers": f"各档应{way}排列，{words(first)} 之后是 {words(second)}；请调整。"}
        if less >= more:
            return {"tiers": f"越靠后的档分值应越低，{words(more)} 分之后是 {words(less)} 分；请调整。"}
    return _check_points("tiers", [each for _limit, each in rows], points)


def _check_points(name: str, given: list[float], points: Decimal) -> dict[str, str]:
    for each in given:
        if each < 0 or Decimal(str(each)) > points:
            return {name: f"分值 {words(each)} 应在 0 与该项满分 {points} 之间；请改正。"}
    return {}


TIERS = Kind(
    "tiers",
    "分档",
    "数值落在哪一档就得哪一档的分，都不在得 0 分。",
    (
        _VALUE,
        Field(
            "compare", "比较", "choice", required=True, choices=(("at_most", "不超过限值"), ("at_least", "不低于限值"))
        ),
        Field("tiers", "分档", "rows", required=True, help="每行“限值=分值”，从最好的一档写起，如 1=15"),
    ),
    _asked,
    _tiers,
    check=_check_tiers,
    vetoes=True,
)


def _interpolated(parameters: Parameters, inputs: Inputs, _points: float) -> Outcome:
    value, said = _measured(parameters, inputs)
    knots = _knots(parameters)
    (first, at_first), (last, at_last) = knots[0], knots[-1]
    if value <= first or value >= last:
        points = at_first if value <= first else at_last
        return Outcome(points, None, f"{said}，在区间 {words(first)}—{words(last)} 的端点或之外：{words(points)} 分")
    for (left, at_left), (right, at_right) in itertools.pairwise(knots):
        if value <= right:
            points = at_left + (at_right - at_left) * (value - left) / (right - left)
            span = f"{words(left)}（{words(at_left)} 分）与 {words(right)}（{words(at_right)} 分）"
            return Outcome(points, None, f"{said}，在 {span} 之间内插：{words(points)} 分")
    raise AssertionError("a value within the knots lies between two of them")


def _knots(parameters: Parameters) -> list[tuple[float, float]]:
    return [(number("插值点", value), points) for value, points in parameters["knots"]]


def _check_knots(parameters: Parameters, points: Decimal) -> dict[str, str]:
    try:
        rows = _knots(parameters)
    except ValueError as error:
        return {"knots": str(error)}
    if len(rows) < 2:
        return {"knots": "至少要有两个插值点，如 0=0 与 100=10。"}
    for (first, _a), (second, _b) in itertools.pairwise(rows):
        if second <= first:
            return {"knots": f"插值点应从小到大排列，{words(first)} 之后是 {words(second)}；请调整。"}
    return _check_points("knots", [each for _value, each in rows], points)


INTERPOLATED = Kind(
    "interpolate",
    "内插",
    "在给定的几个点之间按直线内插，两端之外取端点的分。",
    (_VALUE, Field("knots", "插值点", "rows", required=True, help="每行“数值=分值”，数值从小到大，如 60=0")),
    _asked,
    _interpolated,
    check=_check_knots,
)


def _names(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.replace("，", "、").replace(",", "、").split("、") if part.strip())


def _conditions(parameters: Parameters) -> tuple[Input, ...]:
    names = dict.fromkeys(name for row in parameters["cases"] for name in _names(row[0]))
    return tuple(Input(name, name, type="yes_no") for name in names)


def _cases(parameters: Parameters, inputs: Inputs, _points: float) -> Outcome:
    for index, (names, points) in enumerate(parameters["cases"]):
        if all(inputs[name] for name in _names(names)):
            return Outcome(points, index == 0, f"{names}：{words(points)} 分")
    short = "、".join(each.label for each in _conditions(parameters) if not inputs[each.name])
    return Outcome(0.0, False, f"未满足{short}：0 分")


def _check_cases(parameters: Parameters, points: Decimal) -> dict[str, str]:
    if any(not _names(names) for names, _points in parameters["cases"]):
        return {"cases": "每行“=”之前要写条件，几个条件用顿号隔开，如 年度达标、累计达标=35。"}
    return _check_points("cases", [each for _names_, each in parameters["cases"]], points)


CASES = Kind(
    "cases",
    "条件组合",
    "自上而下看各行，条件全部满足的第一行就是得分，都不满足得 0 分。",
    (Field("cases", "条件与分值", "rows", required=True, help="每行“条件、条件=分值”，如 年度达标、累计达标=35"),),
    _conditions,
    _cases,
    check=_check_cases,
    vetoes=True,
)

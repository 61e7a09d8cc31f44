"""Points by completion: at a rate, with a bonus, by progress of a decline."""

from __future__ import annotations

from decimal import Decimal

from ditan.core.assessment import (
    Completion,
    Convention,
    Direction,
    Refusal,
    completion_of,
    completion_of_decline,
    points_with_bonus,
    rate_times_points,
    time_progress,
)
from ditan.core.rubrics.refusal import RubricRefused
from ditan.core.rubrics.rules import Field, Input, Inputs, Kind, Outcome, Parameters, words

MEASURES = (
    ("completion", "直接填完成率"),
    ("up", "升高型：实际值÷目标值"),
    ("down", "降低型：（基期值−实际值）÷（基期值−目标值）"),
)
MISSES = (("rate", "按完成率得分"), ("zero", "不得分"), ("fail", "不计分，整体定为“未完成”"))


def _asked(parameters: Parameters) -> tuple[Input, ...]:
    measure = parameters.get("measure", "completion")
    if measure == "completion":
        return (Input("completion", "完成率", "%"),)
    both = (Input("actual", "实际值"), Input("target", "目标值"))
    return both if measure == "up" else (Input("base", "基期值"), *both)


def _completion(parameters: Parameters, inputs: Inputs) -> tuple[float, bool, str]:
    measure = parameters.get("measure", "completion")
    if measure == "completion":
        share = inputs["completion"] / 100
        return share, share >= 1, f"完成率 {words(inputs['completion'])}%"
    direction = Direction.UP if measure == "up" else Direction.DOWN
    found = _had(completion_of(direction, inputs["actual"], inputs["target"], base=inputs.get("base"), cap=None))
    assert found.ratio is not None
    return found.ratio, found.met, f"完成率 {found.formula} = {words(100 * found.ratio)}%"


def _had(found: Completion | Refusal) -> Completion:
    if isinstance(found, Refusal):
        raise RubricRefused(found.message)
    return found


def _rate(parameters: Parameters, inputs: Inputs, points: float) -> Outcome:
    share, met, said = _completion(parameters, inputs)
    miss = parameters.get("miss", "rate")
    if not met and miss == "fail":
        return Outcome(0.0, False, f"{said}，未完成：不计分，等级为“未完成”", failed=True)
    if not met and miss == "zero":
        return Outcome(0.0, False, f"{said}，未完成不得分")
    base = rate_times_points(share, points)
    said = f"{said}；{words(points)} × {words(min(1.0, max(0.0, share)))}"
    step = parameters.get("bonus_step")
    if not met or step is None:
        return Outcome(base, met, f"{said} = {words(base)}")
    each, most = parameters.get("bonus_points", 1.0), parameters["bonus_most"]
    # Shares come from percentages and quotients: their last bit must not take a step of the bonus away.
    steps = points_with_bonus(max(1.0, round(share, 9)), 0.0, step / 100, most / each).points or 0.0
    bonus = min(most, steps * each)
    return Outcome(base + bonus, met, f"{said} + 超额加分 {words(bonus)} = {words(base + bonus)}")


def _check_rate(parameters: Parameters, _points: Decimal) -> dict[str, str]:
    if ("bonus_step" in parameters) != ("bonus_most" in parameters):
        return {"bonus_step": "“每超额百分点”与“加分上限”应同时填写或同时空白。"}
    if "bonus_points" in parameters and "bonus_step" not in parameters:
        return {"bonus_points": "没有填“每超额百分点”，不会加分；请补填或删去。"}
    return {}


RATE = Kind(
    "rate",
    "按完成率",
    "分值 × 完成率，最多得满分；可另设超额加分。",
    (
        Field("measure", "完成率算法", "choice", choices=MEASURES),
        Field("miss", "未完成时", "choice", choices=MISSES),
        Field("bonus_step", "每超额百分点", least=0.01, help="每超过目标多少个百分点加一次分，如 10"),
        Field("bonus_points", "每次加分", least=0.01, help="空白为 1"),
        Field("bonus_most", "加分上限", least=0.01),
    ),
    _asked,
    _rate,
    most=lambda parameters, points: points + Decimal(str(parameters.get("bonus_most", 0))),
    check=_check_rate,
    vetoes=True,
)


def _progress_inputs(parameters: Parameters) -> tuple[Input, ...]:
    both = (Input("decline", "累计降幅", "%"), Input("target", "目标降幅", "%"))
    years = (Input("passed", "已过年数", "年"), Input("years", "总年数", "年"))
    return (*both, *years) if parameters.get("against") == "schedule" else both


def _progress(parameters: Parameters, inputs: Inputs, points: float) -> Outcome:
    convention = Convention(parameters["convention"])
    found = _had(completion_of_decline(inputs["decline"] / 100, inputs["target"] / 100, convention, cap=None))
    assert found.ratio is not None
    share, said = found.ratio, f"进度 {found.formula} = {words(100 * found.ratio)}%"
    if parameters.get("against") == "schedule":
        time = time_progress(inputs["passed"], inputs["years"])
        if time <= 0:
            raise RubricRefused("“已过年数”为 0，尚无时序进度可比；请从第一年末起考核。")
        share /= time
        said += f"，时序进度 {words(100 * time)}%，比值 {words(share)}"
    score = rate_times_points(share, points)
    return Outcome(
        score, share >= 1 - 1e-12, f"{said}；{words(points)} × {words(min(1.0, max(0.0, share)))} = {words(score)}"
    )


PROGRESS = Kind(
    "progress",
    "按降幅进度",
    "累计降幅的进度（对数法或线性法）与整个目标或时序进度相比，按比例得分。",
    (
        Field(
            "convention",
            "进度算法",
            "choice",
            required=True,
            choices=(
                (Convention.LOGARITHMIC.value, "对数法（统计口径）"),
                (Convention.LINEAR.value, "线性法（每年等额）"),
            ),
        ),
        Field("against", "比较对象", "choice", choices=(("target", "整个目标"), ("schedule", "时序进度"))),
    ),
    _progress_inputs,
    _progress,
    vetoes=True,
)

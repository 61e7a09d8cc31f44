"""Points by a count of cases, and points that a person gives."""

from __future__ import annotations

from decimal import Decimal

from ditan.core.rubrics.refusal import RubricRefused
from ditan.core.rubrics.rules import Field, Input, Inputs, Kind, Outcome, Parameters, words


def _counted(parameters: Parameters, inputs: Inputs, points: float) -> Outcome:
    count, each = inputs["count"], parameters["each"]
    if count < 0 or count != int(count):
        raise RubricRefused(f"项数为 {words(count)}，应为不小于 0 的整数；请核对。")
    moved = min(points, count * each)
    if parameters.get("way") == "deduct":
        return Outcome(
            points - moved, None, f"{words(points)} − {words(count)} × {words(each)} = {words(points - moved)}"
        )
    cut = f"，最多 {words(points)}" if count * each > points else ""
    return Outcome(moved, None, f"{words(count)} × {words(each)}{cut} = {words(moved)}")


COUNTED = Kind(
    "count",
    "按项计分",
    "每有一项得（或扣）若干分，最多得满分、最多扣到 0 分。",
    (
        Field("each", "每项分值", required=True, least=0.01),
        Field("way", "方式", "choice", choices=(("add", "每项得分"), ("deduct", "从满分起每项扣分"))),
    ),
    lambda _parameters: (Input("count", "项数", "项"),),
    _counted,
)


def _given(_parameters: Parameters, inputs: Inputs, points: float) -> Outcome:
    given = inputs["points"]
    if given < 0 or Decimal(str(given)) > Decimal(str(points)):
        raise RubricRefused(f"得分 {words(given)} 应在 0 与满分 {words(points)} 之间；请改正。")
    return Outcome(given, None, f"评审打分 {words(given)}")


MANUAL = Kind(
    "manual",
    "评审打分",
    "由评审人按评分要点打分，不超过满分。",
    (),
    lambda _parameters: (Input("points", "得分", "分"),),
    _given,
)

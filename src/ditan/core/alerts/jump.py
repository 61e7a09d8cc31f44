"""A value that has moved too far from an earlier one (突变)."""

from __future__ import annotations

from ditan.core.alerts.firing import Figure, Firing, Value, shown, with_unit
from ditan.core.alerts.levels import GRAVEST_FIRST, LABELS
from ditan.core.alerts.parameters import Field, Parameters, Spec, level_fields, ordered_levels
from ditan.core.periods import Period, chinese, previous, same_period_last_year

AGAINST = {"previous": "上期", "last_year": "上年同期"}
WAYS = {"either": "升降都报警", "up": "上升报警", "down": "下降报警"}
MEASURES = {"percent": "按变化率（%）", "difference": "按差值（指标单位）"}


def _check(parameters: Parameters) -> dict[str, str]:
    return ordered_levels(parameters, rising=True)


SPEC = Spec(
    "jump",
    "突变",
    "数值比上期或上年同期变化过大时报警；没有可比的数值、或按变化率而基数为零时不判断。",
    (
        Field("against", "与谁比", type="choice", required=True, choices=tuple(AGAINST.items())),
        Field("way", "方向", type="choice", required=True, choices=tuple(WAYS.items())),
        Field("measure", "怎样算", type="choice", required=True, choices=tuple(MEASURES.items())),
        *level_fields("变化达到", least=0),
    ),
    _check,
)


def base_period(parameters: Parameters, period: Period) -> Period | None:
    """The period to compare with; None where this kind of period has none."""
    return previous(period) if parameters["against"] == "previous" else same_period_last_year(period)


def evaluate(parameters: Parameters, value: Value, base: Value | None) -> Firing | None:
    """The gravest level that the change reaches; None where it reaches none or cannot be told.

    Examples
    --------
    >>> from ditan.core.periods import month
    >>> how = {"against": "previous", "way": "either", "measure": "percent", "yellow": 30.0}
    >>> evaluate(how, Value(month(2024, 2), 48.0), Value(month(2024, 1), 80.0)).sentence
    '48，比上期（2024年1月）80 下降 40%，达到黄色限值 30%'
    """
    if value.number is None or base is None or base.number is None:
        return None
    by_percent = parameters["measure"] == "percent"
    if by_percent and base.number == 0:
        return None
    change = value.number - base.number
    if by_percent:
        change = 100 * change / abs(base.number)
    if (parameters["way"] == "up" and change <= 0) or (parameters["way"] == "down" and change >= 0):
        return None
    size, unit = round(abs(change), 9), "%" if by_percent else value.unit
    for level in GRAVEST_FIRST:
        limit = parameters.get(level)
        if limit is None or size < limit or size == 0:
            continue
        way, said = "上升" if change > 0 else "下降", float(f"{size:.4g}")
        against = AGAINST[parameters["against"]]
        return Firing(
            level,
            f"{with_unit(shown(value.number), value.unit)}，比{against}（{chinese(base.period)}）"
            f"{with_unit(shown(base.number), value.unit)} {way} {with_unit(shown(said), unit)}，"
            f"达到{LABELS[level]}限值 {with_unit(shown(limit), unit)}",
            (
                Figure("value", "数值", shown(value.number), value.unit, str(value.period)),
                Figure("base", against, shown(base.number), value.unit, str(base.period)),
                Figure("change", f"{way}幅度", shown(said), unit),
                Figure("limit", f"{LABELS[level]}限值", shown(limit), unit),
            ),
        )
    return None

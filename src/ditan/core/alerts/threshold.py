"""A value beyond a limit (阈值)."""

from __future__ import annotations

import operator

from ditan.core.alerts.firing import Figure, Firing, Value, shown, with_unit
from ditan.core.alerts.levels import GRAVEST_FIRST, LABELS
from ditan.core.alerts.parameters import Field, Parameters, Spec, level_fields, ordered_levels

COMPARATORS = {
    "gt": ("高于", operator.gt),
    "ge": ("不低于", operator.ge),
    "lt": ("低于", operator.lt),
    "le": ("不高于", operator.le),
}
"""Code → word and comparison of a value with its limit."""


def _check(parameters: Parameters) -> dict[str, str]:
    return ordered_levels(parameters, rising=parameters["comparator"] in ("gt", "ge"))


SPEC = Spec(
    "threshold",
    "阈值",
    "数值越过限值时报警。限值须有依据（标准号、文号），没有依据的颜色留空。",
    (
        Field(
            "comparator",
            "报警条件",
            type="choice",
            required=True,
            choices=tuple((code, f"数值{word}限值") for code, (word, _compare) in COMPARATORS.items()),
        ),
        *level_fields("限值"),
    ),
    _check,
)


def evaluate(parameters: Parameters, value: Value) -> Firing | None:
    """The gravest limit that the value is beyond; None where it is beyond none, or unknown.

    Parameters
    ----------
    parameters
        As `read_parameters` gives them; limits stand in the unit of the value.
    value
        The value that stands.

    Examples
    --------
    >>> from ditan.core.periods import year
    >>> fired = evaluate({"comparator": "gt", "red": 50.0, "yellow": 35.0}, Value(year(2023), 38.0, "微克/立方米"))
    >>> str(fired.level), fired.sentence
    ('yellow', '38 微克/立方米，高于黄色限值 35 微克/立方米，超出 3 微克/立方米')
    """
    if value.number is None:
        return None
    word, compare = COMPARATORS[parameters["comparator"]]
    for level in GRAVEST_FIRST:
        limit = parameters.get(level)
        if limit is None or not compare(value.number, limit):
            continue
        gap = abs(value.number - limit)
        side = "超出" if parameters["comparator"] in ("gt", "ge") else "相差"
        beyond = f"，{side} {with_unit(shown(gap), value.unit)}" if gap else ""
        return Firing(
            level,
            f"{with_unit(shown(value.number), value.unit)}，{word}{LABELS[level]}限值"
            f" {with_unit(shown(limit), value.unit)}{beyond}",
            (
                Figure("value", "数值", shown(value.number), value.unit, str(value.period)),
                Figure("limit", f"{LABELS[level]}限值", shown(limit), value.unit),
            ),
        )
    return None

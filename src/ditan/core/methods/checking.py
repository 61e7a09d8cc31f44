"""Whether inputs are what a method asks for. A fault is a finding with the name of the input, never an exception."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ditan.core.methods.spec import Control, Input, InputKind, Method


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one input.

    Parameters
    ----------
    name
        The input, or "" where the fault lies between several.
    message
        Chinese: what was found, what is expected, what to do.
    code
        `missing`, `number`, `range`, `choice`, `share`, `rule` or `unknown`.
    """

    name: str
    message: str
    code: str


def check(method: Method, values: Mapping[str, Any]) -> tuple[Fault, ...]:
    """Every fault of the inputs, in the order of the method."""
    return check_inputs(method.inputs, values, method.rules)


def check_inputs(inputs: Iterable[Input], values: Mapping[str, Any], rules: Iterable[Any] = ()) -> tuple[Fault, ...]:
    """Every fault of the values; rules over several inputs are asked only where each single one is sound."""
    found = [fault for each in inputs for fault in _faults(each, values.get(each.name))]
    if not found:
        found = [Fault("", sentence, "rule") for rule in rules for sentence in rule(values)]
    return tuple(found)


def _faults(asked: Input, value: Any) -> list[Fault]:
    if value is None or value == "" or value in ({}, ()):
        needed = asked.required
        return (
            [Fault(asked.name, f"“{asked.label}”没有填写；请填写，或改用标识符并写明原因。", "missing")]
            if needed
            else []
        )
    match asked.kind:
        case InputKind.NUMBER:
            return _number(asked, value)
        case InputKind.CHOICE:
            if not isinstance(value, str) or (asked.choices and value not in {code for code, _ in asked.choices}):
                return [Fault(asked.name, f"“{asked.label}”没有“{value}”这一项；请从列表中选择。", "choice")]
        case InputKind.SERIES:
            if not isinstance(value, Mapping) or not all(isinstance(year, int) for year in value):
                return [Fault(asked.name, f"“{asked.label}”应按年份填写数字，如 2020 年 1.2；请逐年填写。", "number")]
            return [fault for year, each in value.items() for fault in _number(asked, each, f"{year} 年")]
        case InputKind.CONTROLS:
            if not isinstance(value, tuple) or not all(isinstance(each, Control) for each in value):
                return [Fault(asked.name, f"“{asked.label}”应逐项填写措施、应用比例和投运率；请重新填写。", "choice")]
            return _controls(asked, value)
    return []


def _number(asked: Input, value: Any, where: str = "") -> list[Fault]:
    name = f"“{asked.label}”{where}"
    if not _is_number(value):
        return [
            Fault(asked.name, f"{name}的值“{value}”不是有效数字；请填写数字，单位 {asked.unit or '无'}。", "number")
        ]
    if asked.low is not None and value < asked.low:
        reason = "活动数据不能为负" if asked.low == 0 else f"应不小于 {asked.low:g}"
        return [Fault(asked.name, f"{name}为 {value:g}，{reason}；请核对数值和单位（{asked.unit or '无'}）。", "range")]
    if asked.high is not None and value > asked.high:
        return [
            Fault(
                asked.name,
                f"{name}为 {value:g}，应不大于 {asked.high:g}；请核对数值和单位（{asked.unit or '无'}）。",
                "range",
            )
        ]
    return []


def _is_number(value: Any) -> bool:
    """Whether a formula can take it: finite, no truth value, no integer beyond what a float holds."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return abs(value) <= sys.float_info.max if isinstance(value, int) else math.isfinite(value)


def _controls(asked: Input, controls: tuple[Control, ...]) -> list[Fault]:
    found: list[Fault] = []
    for each in controls:
        for share, label in ((each.penetration, "应用比例"), (each.operation, "投运率")):
            if not (_is_number(share) and 0 <= share <= 1):
                told = f"{share:.10g}" if _is_number(share) else f"“{share}”"
                found.append(
                    Fault(
                        asked.name, f"{each.technology} 的{label}为 {told}，应在 0—1（0—100%）之间；请核对。", "share"
                    )
                )
        if asked.choices and each.technology not in {code for code, _ in asked.choices}:
            found.append(Fault(asked.name, f"没有“{each.technology}”这种治理措施；请从列表中选择。", "choice"))
    return found or [fault for stage in _stages(asked, controls) for fault in _overfull(asked, *stage)]


def _stages(asked: Input, controls: tuple[Control, ...]) -> list[tuple[str, float]]:
    shares: dict[str, list[float]] = {}
    for each in controls:
        shares.setdefault(asked.stages.get(each.technology, ""), []).append(each.penetration)
    return [(stage, math.fsum(of_stage)) for stage, of_stage in shares.items()]


def _overfull(asked: Input, stage: str, total: float) -> list[Fault]:
    if total <= 1 + 1e-9:
        return []
    remedy = "并联的请核对比例，串联的请选组合措施" if asked.stages else "串联的措施请按一种组合填写"
    return [Fault(asked.name, f"各{stage or '治理'}措施应用比例之和为 {total:.1%}，不能超过 100%；{remedy}。", "share")]

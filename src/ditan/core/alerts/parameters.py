"""What a rule of a kind must be told: declared fields, read from a form or from JSON by one function."""

from __future__ import annotations

import itertools
import math
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ditan.core.alerts.levels import GRAVEST_FIRST, LABELS

Parameters = Mapping[str, Any]
"""What was read: numbers are `float` or `int`, choices `str`, and what was left out is not there."""


@dataclass(frozen=True, slots=True)
class Field:
    """One parameter.

    Parameters
    ----------
    name, label
        Its name in JSON and on a screen.
    type
        `number`, `whole` (a whole number) or `choice`.
    required
        Whether a rule without it is refused.
    choices
        Codes and words of a `choice`.
    least, most
        Bounds, both inside.
    unit
        Beside the field.
    help
        Below it.
    """

    name: str
    label: str
    type: str = "number"
    required: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    least: float | None = None
    most: float | None = None
    unit: str = ""
    help: str = ""


@dataclass(frozen=True, slots=True)
class Spec:
    """What a kind of rule is called and must be told.

    Parameters
    ----------
    code, label, about
        Its code, its name, what it watches, in one sentence.
    fields
        In the order in which a form shows them.
    check
        Gives a message for each field that does not go with the others.
    """

    code: str
    label: str
    about: str
    fields: tuple[Field, ...]
    check: Callable[[Parameters], dict[str, str]]


def level_fields(meaning: str, unit: str = "", least: float | None = None) -> tuple[Field, ...]:
    """A number for each colour, the gravest first; a colour that is left empty is not used."""
    return tuple(Field(level.value, f"{LABELS[level]}：{meaning}", least=least, unit=unit) for level in GRAVEST_FIRST)


def read_parameters(spec: Spec, given: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """The parameters of a kind, and a message for each field that is not right.

    Numbers may come as text, with full-width digits too. Names that the kind does not know are an error: a slip in a
    program's JSON would else switch a limit off.
    """
    read: dict[str, Any] = {}
    errors = {name: f"“{name}”不是“{spec.label}”规则的参数；请删去。" for name in given.keys() - _names(spec)}
    for field in spec.fields:
        value = given.get(field.name)
        if value is None or (isinstance(value, str) and not value.strip()):
            if field.required:
                errors[field.name] = f"请填写“{field.label}”。"
            continue
        try:
            read[field.name] = _value(field, value)
        except ValueError as error:
            errors[field.name] = str(error)
    if not errors:
        errors = spec.check(read)
    return read, errors


def _names(spec: Spec) -> set[str]:
    return {field.name for field in spec.fields}


def _value(field: Field, value: Any) -> Any:
    if field.type == "choice":
        codes = [code for code, _label in field.choices]
        if value not in codes:
            words = "、".join(label for _code, label in field.choices)
            raise ValueError(f"“{field.label}”应为{words}之一，收到“{str(value)[:40]}”。")
        return value
    number = _number(field, value)
    if (field.least is not None and number < field.least) or (field.most is not None and number > field.most):
        raise ValueError(f"“{field.label}”应{_bounds(field)}，收到 {number:g}。")
    return int(number) if field.type == "whole" else number


def _number(field: Field, value: Any) -> float:
    wrong = ValueError(f"“{field.label}”应为数字，收到“{str(value)[:40]}”；请改为如 35 或 2.5。")
    if isinstance(value, bool):
        raise wrong
    try:
        number = float(unicodedata.normalize("NFKC", str(value)).strip().replace(",", ""))
    except ValueError:
        raise wrong from None
    if not math.isfinite(number) or abs(number) > 1e300:
        raise wrong
    if field.type == "whole" and number != int(number):
        raise ValueError(f"“{field.label}”应为整数，收到 {number:g}。")
    return number


def _bounds(field: Field) -> str:
    if field.most is None:
        return f"不小于 {field.least:g}"
    return f"不大于 {field.most:g}" if field.least is None else f"在 {field.least:g}—{field.most:g} 之间"


def ordered_levels(parameters: Parameters, *, rising: bool) -> dict[str, str]:
    """Refuse a rule without any colour, and one whose graver colours do not come later.

    `rising` says that a larger number is graver.
    """
    given = [level for level in GRAVEST_FIRST if level in parameters]
    if not given:
        return {GRAVEST_FIRST[0].value: "至少填写一种颜色的限值；没有依据的颜色请留空。"}
    for graver, milder in itertools.pairwise(given):
        high, low = parameters[graver], parameters[milder]
        if (high <= low) if rising else (high >= low):
            way = "大于" if rising else "小于"
            return {graver.value: f"{LABELS[graver]}限值 {high:g} 应{way}{LABELS[milder]}限值 {low:g}。"}
    return {}

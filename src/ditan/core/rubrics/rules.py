"""What every kind of scoring rule has: parameters that it is told, inputs that it asks for, a function that scores."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ditan.core.rubrics.refusal import RubricRefused

Parameters = Mapping[str, Any]
Inputs = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter: `number`, `choice`, or `rows` (condition and points, one a line: `1.1=10`)."""

    name: str
    label: str
    type: str = "number"
    required: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    least: float | None = None
    help: str = ""


@dataclass(frozen=True, slots=True)
class Input:
    """Something that a rule must know of whom it scores: `number` or `yes_no`, its unit beside it."""

    name: str
    label: str
    unit: str = ""
    type: str = "number"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a rule gives.

    Parameters
    ----------
    points
        Not rounded.
    met
        Whether what was asked for is reached; None where the rule knows no such thing.
    working
        The formula with its numbers.
    failed
        The rule says that a miss has no points but a grade of its own.
    """

    points: float
    met: bool | None
    working: str
    failed: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of rule.

    Parameters
    ----------
    code, label, about
        Its code, its name, what it does in one sentence.
    fields
        Its parameters, in the order of a form.
    inputs
        What it asks for, given its parameters.
    evaluate
        Parameters, inputs (all of them known) and the points of the line → outcome.
    most
        The most that it can give, for a line of so many points.
    check
        A message for each parameter that does not go with the others, given the line's points.
    vetoes
        Whether `met` can decide on the whole sheet.
    """

    code: str
    label: str
    about: str
    fields: tuple[Field, ...]
    inputs: Callable[[Parameters], tuple[Input, ...]]
    evaluate: Callable[[Parameters, Inputs, float], Outcome]
    most: Callable[[Parameters, Decimal], Decimal] = lambda _parameters, points: points
    check: Callable[[Parameters, Decimal], dict[str, str]] = lambda _parameters, _points: {}
    vetoes: bool = False


def read_parameters(kind: Kind, given: Mapping[str, Any], points: Decimal) -> tuple[dict[str, Any], dict[str, str]]:
    """The parameters as they are stored, and a message for each that is not right. Texts of a form and JSON alike."""
    read: dict[str, Any] = {}
    names = {field.name for field in kind.fields}
    errors = {name: f"“{name}”不是“{kind.label}”的参数；请删去。" for name in given.keys() - names}
    for field in kind.fields:
        value = given.get(field.name)
        if value is None or value == [] or (isinstance(value, str) and not value.strip()):
            if field.required:
                errors[field.name] = f"请填写“{field.label}”。"
            continue
        try:
            read[field.name] = _parameter(field, value)
        except ValueError as error:
            errors[field.name] = str(error)
    return read, errors or kind.check(read, points)


def _parameter(field: Field, value: Any) -> Any:
    if field.type == "choice":
        if value not in dict(field.choices):
            words = "、".join(label for _code, label in field.choices)
            raise ValueError(f"“{field.label}”应为{words}之一，收到“{str(value)[:40]}”。")
        return value
    if field.type == "rows":
        return rows_of(field.label, value)
    found = number(field.label, value)
    if field.least is not None and found < field.least:
        raise ValueError(f"“{field.label}”应不小于 {field.least:g}，收到 {found:g}。")
    return found


def rows_of(label: str, value: Any) -> list[list[Any]]:
    """Rows of a table: `[[condition, points], …]`, or text with `condition=points` a line."""
    if not isinstance(value, str):
        pairs = [(str(row[0]), row[1]) for row in value]
    else:
        pairs = []
        for text in unicodedata.normalize("NFKC", value).splitlines():
            if not text.strip():
                continue
            left, mark, right = text.rpartition("=")
            if not mark or not left.strip():
                raise ValueError(f"“{label}”的一行“{text.strip()[:40]}”应写作“条件=分值”，如 1.1=10。")
            pairs.append((left.strip(), right))
    return [[left, number(label, right)] for left, right in pairs]


def number(label: str, value: Any) -> float:
    """A finite number from a number or a text, full-width digits, thousands and a percent sign allowed."""
    text = unicodedata.normalize("NFKC", str(value)).strip().replace(",", "").removesuffix("%")
    try:
        found = math.nan if isinstance(value, bool) else float(text)
    except ValueError:
        found = math.nan
    if not math.isfinite(found) or abs(found) > 1e15:
        raise RubricRefused(f"“{label}”应为数字，收到“{str(value)[:40]}”；请改为如 92 或 1.5。")
    return found


def words(value: float) -> str:
    """A number in a working: at most ten digits, no exponent for what people score."""
    return f"{round(value, 6):.10g}"

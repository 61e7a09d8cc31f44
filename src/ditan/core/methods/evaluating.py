"""A method carried out on one row: amounts, or what keeps them from being known, each with its whole working."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ditan.core.factors import Choice, Factor, FactorBook, FactorRefused, Need, fuels
from ditan.core.methods.checking import Fault, check
from ditan.core.methods.spec import YEAR, Input, Method, Output, Parameter


@dataclass(frozen=True, slots=True)
class Context:
    """Of which region and year the row is."""

    region: str
    year: int

    def value(self, name: str) -> str:
        """`region` or `year` as a factor's attribute has it."""
        return self.region if name == "region" else str(self.year)


@dataclass(frozen=True, slots=True)
class Operand:
    """One quantity of a formula: an input (`factors` empty) or a parameter with the factors that it was picked from."""

    name: str
    label: str
    unit: str
    value: Any
    factors: tuple[Factor, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One output of a method on one row.

    Parameters
    ----------
    amount
        In `output.unit`; None where it is not known, and then `problems` says why.
    operands
        What the formula was given, in its order; of an unknown amount those that were found.
    """

    method: Method
    output: Output
    amount: float | None
    operands: tuple[Operand, ...]
    problems: tuple[Fault, ...] = ()

    @property
    def unverified(self) -> tuple[Factor, ...]:
        """The factors that no source confirms."""
        return tuple(each for operand in self.operands for each in operand.factors if not each.verified)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All that a method gives on one row."""

    method: Method
    lines: tuple[Line, ...]
    faults: tuple[Fault, ...] = field(default=())


def evaluate(
    method: Method, values: Mapping[str, Any], book: FactorBook, choice: Choice, context: Context
) -> Evaluation:
    """Carry a method out on one row.

    A fault of an input leaves every amount unknown; a parameter that cannot be had leaves those unknown that need it, so that
    a missing N2O factor does not hide the CO2. Nothing is filled in.
    """
    faults = check(method, {**values, YEAR: context.year})
    if faults:
        return Evaluation(
            method, tuple(Line(method, _named(each, values), None, (), faults) for each in method.outputs), faults
        )
    found: dict[str, Operand | Fault] = {each.name: _entered(each, values) for each in method.inputs}
    found[YEAR] = Operand(YEAR, "清单年份", "年", context.year)
    needed = {name for output in method.outputs for name in output.needs}
    for parameter in method.parameters:
        if parameter.name in needed:
            found[parameter.name] = _picked(method, parameter, values, book, choice, context)
    return Evaluation(method, tuple(_line(method, _named(output, values), found) for output in method.outputs))


def need_of(
    parameter: Parameter,
    values: Mapping[str, Any],
    context: Context,
    technology: str = "",
    words: Mapping[str, Mapping[str, str]] | None = None,
) -> Need:
    """What the book is asked for on this row; `words` are those of the method, for the names of what was chosen."""
    match = dict(parameter.fixed)
    sought = parameter.sought_by(values)
    for attribute, name in sought.items():
        match[attribute] = context.value(name) if name in ("region", "year") else str(values.get(name) or "")
    if technology:
        match["technology"] = technology
    said = {attribute: words[name] for attribute, name in sought.items() if name in words} if words else {}
    unit = _unit_for(parameter.unit, match.get("fuel", ""))
    return Need(parameter.quantity, parameter.gas, match, parameter.label, unit, parameter.loose, said)


def _unit_for(units: str, fuel: str) -> str:
    """Of several units those per the unit in which the fuel is counted, so that a heat per tonne never meets 万Nm³.

    >>> _unit_for("GJ/t|GJ/万Nm³", "natural_gas"), _unit_for("GJ/t|GJ/万Nm³", "diesel"), _unit_for("kg/TJ", "diesel")
    ('GJ/万Nm³', 'GJ/t', 'kg/TJ')
    """
    known = fuels().get(fuel)
    fitting = [each for each in units.split("|") if known and each.endswith("/" + known.amount_unit)]
    return "|".join(fitting) or units


def _named(output: Output, values: Mapping[str, Any]) -> Output:
    """The output with the gas that the row names, where its declaration leaves that to the row."""
    return replace(output, gas=str(values.get(output.gas_input) or "")) if output.gas_input else output


def _entered(asked: Input, values: Mapping[str, Any]) -> Operand:
    value = values.get(asked.name)
    blank = isinstance(value, str | tuple | Mapping) and not value
    return Operand(asked.name, asked.label, asked.unit, None if blank else value)


def _unnamed(method: Method, parameter: Parameter, values: Mapping[str, Any]) -> str:
    """What the row leaves open that would say which factor is meant."""
    asked = [method.input(name) for name in parameter.sought_by(values).values()]
    names = "、".join(f"“{each.label}”" for each in asked if each is not None and values.get(each.name) in (None, ""))
    return f"选取“{parameter.label}”需要{names}，本行没有填写。" if names else ""


def _picked(
    method: Method,
    parameter: Parameter,
    values: Mapping[str, Any],
    book: FactorBook,
    choice: Choice,
    context: Context,
) -> Operand | Fault:
    if parameter.neutral is not None and parameter.neutral(values):
        return Operand(parameter.name, parameter.label, parameter.unit, 1.0)
    try:
        if parameter.over:
            factors = tuple(
                book.pick(
                    need_of(parameter, values, context, each.technology, method.words),
                    choice,
                    f"{parameter.name}:{each.technology}",
                )
                for each in values.get(parameter.over) or ()
            )
            value: Any = tuple(each.value for each in factors)
        else:
            factors = (book.pick(need_of(parameter, values, context, words=method.words), choice, parameter.name),)
            value = factors[0].value
    except FactorRefused as refused:
        unnamed = _unnamed(method, parameter, values) if refused.code == "missing" else ""
        return Fault(parameter.name, unnamed or str(refused), refused.code)
    for each in factors:
        if not _within(parameter, each.value):
            low, high = parameter.low, parameter.high
            return Fault(
                parameter.name,
                f"因子 {each.code} 的值 {each.value} 不在“{parameter.label}”允许的范围内"
                f"（{'不限' if low is None else f'{low:g}'}—{'不限' if high is None else f'{high:g}'} {parameter.unit}）。",
                "range",
            )
    units = {each.unit for each in factors}
    unit = units.pop() if len(units) == 1 else parameter.unit
    return Operand(parameter.name, parameter.label, unit, value, factors)


def _within(parameter: Parameter, value: float | None) -> bool:
    if value is None or not math.isfinite(value):
        return False
    return (parameter.low is None or value >= parameter.low) and (parameter.high is None or value <= parameter.high)


def _line(method: Method, output: Output, found: Mapping[str, Operand | Fault]) -> Line:
    operands = tuple(each for name in output.needs if isinstance(each := found[name], Operand))
    problems = tuple(each for name in output.needs if isinstance(each := found[name], Fault))
    absent = tuple(
        Fault(each.name, f"计算{output.gas or output.label}需要“{each.label}”，本行没有填写。", "missing")
        for each in operands
        if each.value is None
    )
    if problems or absent:
        return Line(method, output, None, operands, (*problems, *absent))
    try:
        amount = float(output.compute(**{each.name: each.value for each in operands}))
    except ArithmeticError:
        amount = math.nan
    if not math.isfinite(amount):
        return Line(
            method,
            output,
            None,
            operands,
            (
                Fault(
                    "",
                    f"{output.gas or output.label}的计算结果不是有效数字；请核对各项数值，尤其是为零的除数。",
                    "number",
                ),
            ),
        )
    return Line(method, output, amount, operands)

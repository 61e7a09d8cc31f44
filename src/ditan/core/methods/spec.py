"""What a method declares of itself: its inputs, its parameters, and a formula for each thing that it gives.

The one declaration drives everything else: what is accepted, the entry form, the xlsx template, the trace of a number and the
page of the method in the manual. A formula is a plain function of numbers that works on numpy arrays as well (no `if` on a
value), so that the same line gives the result and its Monte Carlo draws.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

YEAR = "year"
"""The argument of a formula that is given the year of the inventory."""


class InputKind(StrEnum):
    """How an input is written.

    `series` holds a number a year (`{2019: 1.2, 2020: 1.3}`), `controls` a tuple of `Control`.
    """

    NUMBER = "number"
    CHOICE = "choice"
    TEXT = "text"
    SERIES = "series"
    CONTROLS = "controls"


class OutputKind(StrEnum):
    """What an output is.

    An emission counts in totals, a memo item stands beside them, energy feeds the energy balance; a check is compared with
    another figure of the same thing and is in no total, not even one of memo items.
    """

    EMISSION = "emission"
    MEMO = "memo"
    ENERGY = "energy"
    REMOVAL = "removal"
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class Control:
    """A control technology at a source.

    Parameters
    ----------
    technology
        Code of the technology, or `none`.
    penetration
        The share of the activity that passes through it, 0–1. What the controls of a source leave out is uncontrolled.
    operation
        The share of the time that it runs, 0–1.
    """

    technology: str
    penetration: float
    operation: float = 1.0


@dataclass(frozen=True, slots=True)
class Input:
    """Something that a person enters.

    Parameters
    ----------
    name
        English, with the unit where it crosses a boundary; two methods that share an input share the object.
    unit
        Of what is kept; entry may use another unit of the same dimension.
    low, high
        Allowed range, both inclusive; None where it has no end.
    choices
        Codes and Chinese names of a `choice`.
    required
        Whether the row is refused without it. There are no defaults: an input that is left out is unknown.
    stages
        Of a `controls` input, which technology treats what (`{"scr": "脱硝", "bag": "除尘"}`): what passes through the stages
        one after the other has shares of its own in each. Empty: all stand side by side.
    """

    name: str
    label: str
    unit: str = ""
    kind: InputKind = InputKind.NUMBER
    low: float | None = 0.0
    high: float | None = None
    choices: tuple[tuple[str, str], ...] = ()
    required: bool = True
    note: str = ""
    stages: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Parameter:
    """Something that the book of factors gives.

    Parameters
    ----------
    quantity, gas, unit
        What the book is asked for; the factor must have that unit (several that will do are set apart by `|`).
    by
        Attributes of the factor and the input (or `region`, `year` of the inventory) whose value it must have:
        `{"fuel": "fuel", "region": "region"}`.
    fixed
        Attributes with a value that never changes: `{"process": "clinker"}`.
    over
        The name of a `controls` input: the parameter is picked once for each control, by its technology, and the formula
        is given a tuple in their order.
    loose
        Attributes of `by` where a factor whose source makes no difference will do as well; see `Need`.
    by_row
        Where it depends on the row which inputs say what is meant: gives `by` for a row, and `by` is not looked at.
    neutral
        For a correction: on which rows nothing is to be corrected. The value is then 1 by definition and no factor is picked.
    low, high
        The range outside which a value is refused.
    """

    name: str
    label: str
    unit: str
    quantity: str
    gas: str = ""
    by: Mapping[str, str] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)
    over: str = ""
    low: float | None = 0.0
    high: float | None = None
    loose: tuple[str, ...] = ()
    neutral: Callable[[Mapping[str, Any]], bool] | None = None
    by_row: Callable[[Mapping[str, Any]], Mapping[str, str]] | None = None

    def sought_by(self, values: Mapping[str, Any]) -> Mapping[str, str]:
        """Attributes of the factor and the inputs that say them, on a row with these values."""
        return self.by_row(values) if self.by_row else self.by


@dataclass(frozen=True)
class Output:
    """Something that a method gives, and the formula that gives it.

    Parameters
    ----------
    gas
        `CO2`, `CH4`, `PM2.5` … ; empty for energy.
    compute
        A function whose argument names are inputs and parameters of the method, or `year` for the year of the inventory;
        gives the amount in `unit`. Removals are negative.
    formula
        As a reader would write it, with Chinese or standard symbols; shown in the trace.
    unit
        `t` for every gas.
    gas_input
        The name of a `choice` input that says which gas it is, where the row itself names it (a refrigerant, an amount
        entered directly); `gas` is then empty in the declaration and filled in on the line of a row.
    """

    gas: str
    compute: Callable[..., Any]
    formula: str
    kind: OutputKind = OutputKind.EMISSION
    unit: str = "t"
    label: str = ""
    gas_input: str = ""

    @cached_property
    def needs(self) -> tuple[str, ...]:
        """The names of the inputs and parameters that the formula takes."""
        return tuple(inspect.signature(self.compute).parameters)

    @property
    def name(self) -> str:
        """Unique within the method."""
        gas = f"@{self.gas_input}" if self.gas_input else self.gas
        return gas if self.kind == OutputKind.EMISSION else f"{self.kind}:{gas}"


def always(values: Mapping[str, Any]) -> bool:
    """Of a method that is carried out on every row of its kind."""
    return True


@dataclass(frozen=True)
class Method:
    """A method with all that it asks for and gives.

    Parameters
    ----------
    code
        `ghg.stationary_combustion`.
    source
        Document, equation and page that the formulas come from, and whether it was read or is secondary.
    verified
        Whether `source` was confirmed.
    rules
        Checks over several inputs: functions of all inputs that give Chinese sentences of what is wrong. The year of the
        inventory is among them as `year` where the row is evaluated, and absent where it is only entered.
    applies
        Of which rows the method speaks, from what they hold: where it does not apply it gives nothing, and finds no fault.
    """

    code: str
    label: str
    inputs: tuple[Input, ...]
    parameters: tuple[Parameter, ...]
    outputs: tuple[Output, ...]
    source: str
    verified: bool
    rules: tuple[Callable[[Mapping[str, Any]], tuple[str, ...]], ...] = ()
    note: str = ""
    applies: Callable[[Mapping[str, Any]], bool] = always

    def __post_init__(self) -> None:
        known = {each.name for each in self.inputs} | {each.name for each in self.parameters}
        if len(known) != len(self.inputs) + len(self.parameters):
            raise ValueError(f"{self.code}: two inputs or parameters share a name")
        if YEAR in known:
            raise ValueError(f"{self.code}: {YEAR} is the year of the inventory, no input or parameter")
        for output in self.outputs:
            if unknown := set(output.needs) - known - {YEAR}:
                raise ValueError(f"{self.code} {output.name}: no input or parameter {sorted(unknown)}")
            if output.gas_input and (output.gas or output.gas_input not in {each.name for each in self.inputs}):
                raise ValueError(f"{self.code} {output.name}: the gas is named by an input of the method, or fixed")
        if len({each.name for each in self.outputs}) != len(self.outputs):
            raise ValueError(f"{self.code}: two outputs of the same gas and kind")

    @cached_property
    def words(self) -> Mapping[str, Mapping[str, str]]:
        """By input, the Chinese names of its choices."""
        return {each.name: dict(reversed(each.choices)) for each in self.inputs if each.choices}

    def input(self, name: str) -> Input | None:
        """The input of that name."""
        return next((each for each in self.inputs if each.name == name), None)

    def parameter(self, name: str) -> Parameter | None:
        """The parameter of that name."""
        return next((each for each in self.parameters if each.name == name), None)

    @property
    def gases(self) -> tuple[str, ...]:
        """What it can give; of a gas that the row names, every one that may be chosen."""
        found: list[str] = []
        for output in self.outputs:
            asked = self.input(output.gas_input) if output.gas_input else None
            found.extend([code for code, _ in asked.choices] if asked else [output.gas] if output.gas else [])
        return tuple(dict.fromkeys(found))

    def output(self, name: str) -> Output:
        """The output of that name."""
        return next(each for each in self.outputs if each.name == name)

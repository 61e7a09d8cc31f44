"""What the checks look at: rows with their activity, factors and amounts, and numbers to hold them against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ditan.core.factors import Factor, FactorBook
from ditan.core.inventory.categories import Categories
from ditan.core.inventory.entries import Entry
from ditan.core.methods import InputKind, Line


@dataclass(frozen=True)
class RowFacts:
    """A row as the checks see it.

    Parameters
    ----------
    label
        As people call it.
    values
        What was entered, by input.
    activity, unit
        The amount that the row is about (its first number), None where it has none.
    factors
        What its amounts rest on, by parameter.
    amounts
        t by gas, memo items left out.
    source
        Where its numbers come from, as the row says.
    """

    row: str
    label: str
    category: str
    kind: str
    values: Mapping[str, Any] = field(default_factory=dict)
    activity: float | None = None
    unit: str = ""
    factors: Mapping[str, tuple[Factor, ...]] = field(default_factory=dict)
    amounts: Mapping[str, float] = field(default_factory=dict)
    source: str = ""

    @property
    def name(self) -> str:
        """As a message calls it."""
        return f"“{self.label or self.row}”（{self.category}）"

    @property
    def likeness(self) -> tuple[str, ...]:
        """What rows have in common whose implied factors can be held against each other: kind and every choice."""
        return (
            self.kind,
            *(f"{name}={value}" for name, value in sorted(self.values.items()) if isinstance(value, str)),
        )


def row_facts(
    row: str, label: str, category: str, kind: str, values: Mapping[str, Any], lines: tuple[Line, ...], source: str = ""
) -> RowFacts:
    """A row from its evaluated lines."""
    numbers = [
        (values[asked.name], asked.unit)
        for line in lines
        for asked in line.method.inputs
        if asked.kind == InputKind.NUMBER and isinstance(values.get(asked.name), int | float)
    ]
    factors = {operand.name: operand.factors for line in lines for operand in line.operands if operand.factors}
    amounts: dict[str, float] = {}
    for line in lines:
        if line.amount is not None and line.output.gas and line.output.kind in ("emission", "removal"):
            amounts[line.output.gas] = amounts.get(line.output.gas, 0.0) + line.amount
    activity, unit = numbers[0] if numbers else (None, "")
    return RowFacts(row, label, category, kind, values, activity, unit, factors, amounts, source)


@dataclass(frozen=True)
class Facts:
    """Everything that the checks are given. What is left empty is not checked.

    Parameters
    ----------
    other_years
        t by (category, gas) and year, of other inventories of the region, of any year.
    reference_co2, sectoral_co2
        CO2 of fossil fuel burnt by the reference and the sectoral approach, t.
    stated
        Totals that a source prints, by name: what it says and what its parts add up to.
    own_shares, published_shares
        Shares by a common name, 0–1, and who published them.
    """

    year: int
    region: str
    table: Categories
    rows: tuple[RowFacts, ...] = ()
    entries: tuple[Entry, ...] = ()
    book: FactorBook | None = None
    other_years: Mapping[tuple[str, str], Mapping[int, float]] = field(default_factory=dict)
    reference_co2: float | None = None
    sectoral_co2: float | None = None
    stated: Mapping[str, tuple[float, tuple[float, ...]]] = field(default_factory=dict)
    own_shares: Mapping[str, float] = field(default_factory=dict)
    published_shares: Mapping[str, float] = field(default_factory=dict)
    publisher: str = ""

"""What a row contributes to an inventory: for a category and a gas a booked amount, a notation key, or a known unknown."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ditan.core.inventory.booking import BookingRefused, book, tonnes
from ditan.core.inventory.notation import CellRefused, Key
from ditan.core.methods import Line, OutputKind


@dataclass(frozen=True, slots=True)
class Entry:
    """One amount of one row.

    Parameters
    ----------
    row
        The row's name, by which a finding points at it.
    booked
        In booked units of the gas (see `booking`); None where it is not known or a key stands instead.
    key
        Why there is no number. Never beside one.
    memo
        Kept apart from every total (CO2 of biomass burnt).
    biomass
        Whether it comes from biomass, so that the provincial guide shows it under biomass burning.
    problem
        Why an amount is not known, in Chinese; only where neither a number nor a key stands.
    """

    row: str
    category: str
    gas: str
    booked: int | None = None
    key: Key | None = None
    memo: bool = False
    biomass: bool = False
    problem: str = ""

    def __post_init__(self) -> None:
        if self.booked is not None and self.key is not None:
            raise CellRefused(f"{self.row}：{self.gas} 同时有数字和标识符 {self.key}；一格只能填其一，请保留其一。")

    @property
    def unknown(self) -> bool:
        """Whether neither a number nor a key is there."""
        return self.booked is None and self.key is None

    @property
    def tonnes(self) -> Decimal | None:
        """The amount in tonnes, exact."""
        return None if self.booked is None else tonnes(self.gas, self.booked)


def entry_of(row: str, category: str, line: Line, *, biomass: bool = False) -> Entry | None:
    """The entry of one line of an evaluated row; None of a line that is in no total (energy, checks).

    A line without an amount becomes an unknown with its reasons, as does one that cannot be booked.
    """
    if line.output.kind in (OutputKind.ENERGY, OutputKind.CHECK) or not line.output.gas:
        return None
    memo = line.output.kind == OutputKind.MEMO
    problem = "；".join(each.message for each in line.problems)
    booked = None
    if line.amount is not None:
        try:
            booked = book(line.output.gas, line.amount)
        except BookingRefused as refused:
            problem = str(refused)
    return Entry(row, category, line.output.gas, booked, memo=memo, biomass=biomass, problem=problem)

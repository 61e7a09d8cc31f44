"""What an energy balance says of fuel burnt: rows of activity data by category, and what the reference approach asks for."""

from __future__ import annotations

from dataclasses import dataclass

from ditan.core.ghg.energy_balance.reading import Balance

BURNING: tuple[tuple[str, str, str], ...] = (
    ("thermal_power", "1.A.1.a.i", "energy_industries"),
    ("heating", "1.A.1.a.iii", "energy_industries"),
    ("agriculture", "1.A.4.c", "agriculture"),
    ("industry", "1.A.2", "manufacturing"),
    ("construction", "1.A.2.k", "manufacturing"),
    ("transport", "1.A.3", ""),
    ("trade", "1.A.4.a", "commercial"),
    ("services", "1.A.4.a", "commercial"),
    ("urban", "1.A.4.b.i", "residential"),
    ("rural", "1.A.4.b.ii", "residential"),
)
"""Rows of the table in which fuel is burnt, their category and sector of combustion; transport has modes that no table tells."""


@dataclass(frozen=True, slots=True)
class Burnt:
    """Fuel burnt in one row of the table.

    Parameters
    ----------
    amount
        In the unit of the fuel, never negative.
    """

    flow: str
    category: str
    sector: str
    fuel: str
    amount: float


def burnt_fuels(balance: Balance) -> tuple[Burnt, ...]:
    """Fuel that was burnt, by row and fuel; electricity and heat are not burnt.

    Input of power and heating plants (negative in the table) counts, output does not. What industry used as raw material is
    taken off. Where households are not split, all are taken for the category above.
    """
    found = []
    for fuel in balance.fuels:
        if fuel.state == "carrier":
            continue
        for flow, category, sector in _rows(balance, fuel.code):
            amount = balance.amount(flow, fuel.code)
            if flow in ("thermal_power", "heating"):
                amount = -amount
            if flow == "industry":
                amount -= balance.amount("raw_material", fuel.code)
            if amount > 0:
                found.append(Burnt(flow, category, sector, fuel.code, amount))
    return tuple(found)


def reference_inputs(balance: Balance, fuel: str) -> dict[str, float | str]:
    """The inputs of `reference_approach` for one fuel; all positive but the change of stocks.

    Ships and aircraft of the region that were filled abroad count as brought in.
    """

    def amount(flow: str) -> float:
        return balance.amount(flow, fuel)

    return {
        "fuel": fuel,
        "production": amount("production"),
        "brought_in": amount("brought_in") + amount("imports") + amount("bunkers_abroad"),
        "taken_out": -(amount("taken_out") + amount("exports")),
        "bunkers": -amount("bunkers_here"),
        "stock_increase": -amount("stock_decrease"),
        "non_energy": amount("raw_material"),
    }


def _rows(balance: Balance, fuel: str) -> tuple[tuple[str, str, str], ...]:
    split = balance.value("urban", fuel) is not None or balance.value("rural", fuel) is not None
    if split:
        return BURNING
    return (*(each for each in BURNING if each[0] not in ("urban", "rural")), ("households", "1.A.4.b", "residential"))

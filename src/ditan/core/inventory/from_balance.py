"""The rows of activity data that an energy balance gives: fuel burnt by sector, and supply for the reference approach.

Nothing is taken unasked. Where the table does not tell enough (by which mode of transport a fuel was burnt, whether farming
burnt it in boilers or machines) a proposal has several places and a person chooses one.
"""

from __future__ import annotations

from dataclasses import dataclass

from ditan.core.factors.fuels import Fuel, fuels
from ditan.core.ghg.energy_balance import Balance, burnt_fuels, reference_inputs
from ditan.core.ghg.energy_balance.flows import label_of_flow

STATIONARY, MOBILE, REFERENCE = "stationary_fuel", "mobile_fuel", "reference_fuel"
PLACES: dict[str, tuple[tuple[str, str], ...]] = {
    "1.A.3": (
        ("1.A.3.b", MOBILE),
        ("1.A.3.a.ii", MOBILE),
        ("1.A.3.c", MOBILE),
        ("1.A.3.d.ii", MOBILE),
        ("1.A.3.e.ii", MOBILE),
        ("1.A.3.e.i", STATIONARY),
    ),
    "1.A.4.c": (("1.A.4.c.ii", MOBILE), ("1.A.4.c.i", STATIONARY), ("1.A.4.c.iii", MOBILE)),
}
"""Categories that the table names as a whole: where in them a row may stand, and of which kind it is there."""
SUPPLY = "参考方法"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A row that the table gives.

    Parameters
    ----------
    key
        The row of the table and the fuel: `industry:raw_coal`, `reference:raw_coal`.
    flow
        The row as the table prints it.
    amount
        Fuel burnt in the unit of the fuel; None of supply, which has several figures.
    places
        Category and kind of row, one or several of which a person chooses one.
    cells
        By the name of an input, as a person would write them.
    """

    key: str
    flow: str
    fuel: Fuel
    amount: float | None
    places: tuple[tuple[str, str], ...]
    cells: dict[str, str]

    @property
    def label(self) -> str:
        """What the row is called."""
        return f"{self.flow} {self.fuel.label}"


def proposals(balance: Balance) -> tuple[Proposal, ...]:
    """Rows in the order of the table: first what was burnt, then what was supplied of each fossil fuel."""
    known = fuels()
    burnt = [
        Proposal(
            f"{each.flow}:{each.fuel}",
            label_of_flow(each.flow),
            known[each.fuel],
            each.amount,
            PLACES.get(each.category, ((each.category, STATIONARY),)),
            {"fuel": each.fuel, "fuel_amount": _written(each.amount)},
        )
        for each in burnt_fuels(balance)
    ]
    return (*burnt, *(_supplied(balance, fuel) for fuel in balance.fuels if _is_supplied(balance, fuel)))


SUPPLIED = (
    *(
        "production",
        "brought_in",
        "imports",
        "bunkers_abroad",
        "taken_out",
        "exports",
        "bunkers_here",
        "stock_decrease",
    ),
)


def _is_supplied(balance: Balance, fuel: Fuel) -> bool:
    """Whether the reference approach is asked for: of fossil fuels of which the table prints any supply."""
    fossil = fuel.state != "carrier" and not fuel.biomass
    return fossil and any(balance.value(flow, fuel.code) is not None for flow in SUPPLIED)


def _supplied(balance: Balance, fuel: Fuel) -> Proposal:
    said = reference_inputs(balance, fuel.code)
    cells = {name: value if isinstance(value, str) else _written(value) for name, value in said.items()}
    return Proposal(f"reference:{fuel.code}", SUPPLY, fuel, None, (("1.A", REFERENCE),), cells)


def _written(amount: float) -> str:
    """With every digit, and no minus before a zero."""
    return repr(amount + 0.0)

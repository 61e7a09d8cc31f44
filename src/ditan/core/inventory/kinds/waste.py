"""Waste and wastewater."""

from __future__ import annotations

from ditan.core.ghg import (
    biological_treatment,
    domestic_wastewater,
    industrial_wastewater,
    landfill_decay,
    landfill_mass_balance,
    sludge_digestion,
    waste_incineration,
    wastewater_plant_n2o,
    wastewater_protein,
)
from ditan.core.inventory.kind import Kind
from ditan.core.methods import Method

LANDFILL = ("4.A", "4.A.1", "4.A.2", "4.A.3")


def _of(code: str, method: Method, categories: tuple[str, ...]) -> Kind:
    """A kind of one method, with its name and note."""
    return Kind(code, method.label, (method,), categories, method.note)


KINDS: tuple[Kind, ...] = (
    _of("landfill_decay", landfill_decay.METHOD, LANDFILL),
    _of("landfill_mass_balance", landfill_mass_balance.METHOD, LANDFILL),
    _of("biological_treatment", biological_treatment.METHOD, ("4.B",)),
    _of("waste_incineration", waste_incineration.METHOD, ("4.C.1", "4.C.2")),
    _of("domestic_wastewater", domestic_wastewater.METHOD, ("4.D.1",)),
    _of("wastewater_protein", wastewater_protein.METHOD, ("4.D.1",)),
    _of("wastewater_plant_n2o", wastewater_plant_n2o.METHOD, ("4.D.1",)),
    _of("industrial_wastewater", industrial_wastewater.METHOD, ("4.D.2",)),
    _of("sludge_digestion", sludge_digestion.METHOD, ("4.D.1", "4.D.2")),
)

"""Every kind of row of an inventory, by sector."""

from __future__ import annotations

from ditan.core.inventory.kind import Kind
from ditan.core.inventory.kinds import direct, dust, energy, industry, land, vehicles, waste

KINDS: tuple[Kind, ...] = (
    *energy.KINDS,
    *vehicles.KINDS,
    *industry.KINDS,
    *land.KINDS,
    *waste.KINDS,
    *dust.KINDS,
    *direct.KINDS,
)


def kind_of(code: str) -> Kind:
    """The kind of that code; KeyError where there is none."""
    for each in KINDS:
        if each.code == code:
            return each
    raise KeyError(code)

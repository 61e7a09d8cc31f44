"""The range of an inventory's total by Monte Carlo, out of the ranges that rows and factors give."""

from __future__ import annotations

from dataclasses import dataclass

from ditan.cli.folders.computing import Inventory
from ditan.core.inventory.booking import GREENHOUSE_GASES
from ditan.core.inventory.categories import Role, categories
from ditan.core.methods import OutputKind
from ditan.core.uncertainty.approach2 import Band, simulate
from ditan.core.uncertainty.propagating import Propagation

COUNTED = (OutputKind.EMISSION, OutputKind.REMOVAL)
WITHOUT_LAND = "without_land"


@dataclass(frozen=True)
class Drawn:
    """What a simulation says, in t of CO2e.

    Parameters
    ----------
    bands
        By `with_land`, `without_land`, then by sector and by gas.
    gaps
        What was held fixed because nobody gave a range: the bands are too narrow by it.
    """

    bands: dict[str, Band]
    gaps: tuple[str, ...]
    draws: int
    seed: int
    lost: int


def draw(inventory: Inventory, draws: int, seed: int) -> Drawn:
    """Draw every greenhouse gas of the territorial total, weighed with its GWP."""
    table, made = categories(), Propagation()
    for row in inventory.rows:
        role = table.get(row.category).role
        if role not in (Role.EMISSION, Role.LAND):
            continue
        sector = table.path(row.category)[0]
        for line in row.lines:
            gas = line.output.gas
            if gas not in GREENHOUSE_GASES or line.output.kind not in COUNTED:
                continue
            groups = (f"{sector.code} {sector.name}", gas, *((WITHOUT_LAND,) if role == Role.EMISSION else ()))
            weight = inventory.gwp.factor(gas).value or 0.0
            made.add(row.written.name, line, percents=row.percents, groups=groups, weight=weight)
    found = simulate(made.terms, made.sampler(draws, seed), each_term=False)
    bands = {"with_land": found.total, **{name: found.groups[name] for name in sorted(found.groups)}}
    gaps = tuple(
        f"“{label}”（{f'因子 {factor}' if factor else '活动数据'}）：{len(rows)} 行未给出范围，按固定值计算。"
        for (label, factor, _assumed), rows in made.gaps_together().items()
    )
    return Drawn(bands, gaps, found.draws, found.seed, found.lost)

"""What every output of an inventory is made of, read once. Nothing is computed anew: amounts are those that stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from ditan.core.factors.fuels import fuels
from ditan.core.inventory.booking import GREENHOUSE_GASES, POLLUTANTS
from ditan.core.inventory.categories import categories
from ditan.core.inventory.co2e import Co2e, GwpSet
from ditan.core.inventory.entries import Entry
from ditan.core.inventory.totals import Totals
from ditan.domains.inventory.models import Emission, Finding, FindingState, Inventory
from ditan.domains.inventory.selectors.amounts import entries_of
from ditan.domains.inventory.selectors.editions import gwp_for
from ditan.domains.inventory.selectors.inventories import RowLine, row_lines
from ditan.domains.inventory.selectors.scope import visible_inventories

TJ_PER_TCE = Decimal("0.0293076")
ELECTRICITY = "E.1"
GROUPS: dict[str, tuple[str, str]] = {
    "solid": ("煤和焦炭", "#44403c"),
    "liquid": ("油品", "#b45309"),
    "gas": ("天然气等气体", "#0284c7"),
    "biomass": ("生物质", "#0f766e"),
    "carrier": ("外购电力", "#ca8a04"),
}
SECTORS: dict[str, str] = {
    "1.A.1": "能源工业",
    "1.A.2": "制造业和建筑业",
    "1.A.3": "交通运输",
    "1.A.4.a": "商业和公共机构",
    "1.A.4.b": "居民生活",
    "1.A.4.c": "农林牧渔业",
    "1.A.5": "其他",
    ELECTRICITY: "全社会用电",
}


@dataclass(frozen=True, slots=True)
class FactorUse:
    """A factor that amounts rest on: its value, where it was read, and how many rows use it."""

    code: str
    name: str
    value: float | None
    unit: str
    factor_set: str
    source: str
    verified: bool
    rows: int


@dataclass(frozen=True)
class Facts:
    """An inventory as outputs see it.

    Parameters
    ----------
    energy_tj
        By group of fuels and sector, what was burnt or bought.
    energy_unknown
        Rows that burn or buy energy whose heat is not known.
    earlier
        Other inventories of the region that the user sees, by year, the signed one of a year first.
    """

    inventory: Inventory
    lines: tuple[RowLine, ...]
    entries: tuple[Entry, ...]
    gwp: GwpSet
    factors: tuple[FactorUse, ...]
    energy_tj: dict[tuple[str, str], float]
    findings: tuple[Finding, ...]
    earlier: tuple[tuple[Inventory, tuple[Entry, ...]], ...] = ()
    energy_unknown: int = 0
    totals: Totals = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "totals", Totals(self.entries, categories()))

    @property
    def gases(self) -> tuple[str, ...]:
        """The greenhouse gases that some row gives, in the order of the house."""
        return tuple(gas for gas in GREENHOUSE_GASES if gas in self.totals.gases)

    @property
    def pollutants(self) -> tuple[str, ...]:
        """The air pollutants that some row gives."""
        return tuple(gas for gas in POLLUTANTS if gas in self.totals.gases)

    def co2e(self, *, land: bool) -> Co2e:
        """CO2e of the territorial total, with the rows that are unknown."""
        return self.gwp.of(counted(self.entries, land=land))

    @property
    def open_findings(self) -> tuple[Finding, ...]:
        return tuple(each for each in self.findings if each.state == FindingState.OPEN)

    def named(self, row: str) -> str:
        """What a row is called."""
        return next((str(line.row) for line in self.lines if str(line.row.pk) == row), row)


def facts_of(user: Any, inventory: Inventory) -> Facts:
    """Read them. A constant number of queries beside two for each other year."""
    lines = tuple(row_lines(inventory))
    entries = tuple(entries_of(inventory))
    return Facts(
        inventory=inventory,
        lines=lines,
        entries=entries,
        gwp=gwp_for(inventory),
        factors=_factors(lines),
        energy_tj=_energy(lines),
        findings=tuple(inventory.findings.order_by("state", "severity", "pk")),
        earlier=_earlier(user, inventory),
        energy_unknown=sum(bool(sector_of(line.row.category)) and None in _heats(line) for line in lines),
    )


def counted(entries: Sequence[Entry], *, land: bool) -> list[Entry]:
    """The entries of the territorial total: no memo item, no purchased energy, no source of pollutants alone."""
    table = categories()
    roles = {"emission", "land"} if land else {"emission"}
    return [each for each in entries if not each.memo and table.get(each.category).role in roles]


def sector_of(category: str) -> str:
    """The sector of the chart of energy that a category belongs to; "" where it is none."""
    fitting = [code for code in SECTORS if category == code or category.startswith(f"{code}.")]
    return SECTORS[max(fitting, key=len)] if fitting else ""


def _energy(lines: Sequence[RowLine]) -> dict[tuple[str, str], float]:
    found: dict[tuple[str, str], float] = defaultdict(float)
    for line in lines:
        sector = sector_of(line.row.category)
        amounts = _heats(line)
        if not sector or not amounts or None in amounts:
            continue
        found[_group(line), sector] += max(each for each in amounts if each is not None)
    return dict(found)


def _heats(line: RowLine) -> list[float | None]:
    return [each.amount for each in line.emissions if each.kind == "energy" and each.unit == "TJ"]


def _group(line: RowLine) -> str:
    fuel = fuels().get(str(line.row.values.get("fuel") or ""))
    if fuel is None:
        return GROUPS["carrier"][0]
    return GROUPS["biomass" if fuel.biomass else fuel.state][0]


def _factors(lines: Sequence[RowLine]) -> tuple[FactorUse, ...]:
    used: dict[str, dict[str, Any]] = {}
    rows: dict[str, set[int]] = defaultdict(set)
    for line in lines:
        for emission in line.emissions:
            for factor in _factors_in(emission):
                used.setdefault(factor["code"], factor)
                rows[factor["code"]].add(line.row.pk)
    return tuple(
        FactorUse(
            code,
            each["name"],
            each["value"],
            each["unit"],
            each["set"],
            each["source"],
            each["verified"],
            len(rows[code]),
        )
        for code, each in sorted(used.items())
    )


def _factors_in(emission: Emission) -> list[dict[str, Any]]:
    return [factor for operand in emission.trace.get("operands", ()) for factor in operand["factors"]]


def _earlier(user: Any, inventory: Inventory) -> tuple[tuple[Inventory, tuple[Entry, ...]], ...]:
    others = visible_inventories(user).filter(region=inventory.region_id, year__lt=inventory.year, demo=inventory.demo)
    latest: dict[int, Inventory] = {}
    for each in sorted(others, key=lambda one: (one.state == "signed", one.pk)):
        latest[each.year] = each
    return tuple((latest[year], tuple(entries_of(latest[year]))) for year in sorted(latest))

"""Greenhouse gases and pollutants of an inventory side by side, and how both changed since another year or version."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from ditan.core.ghg.grid_effect import Effects, Supply, split_all
from ditan.core.inventory.booking import POLLUTANTS
from ditan.core.inventory.categories import categories
from ditan.core.inventory.co2e import GwpRefused
from ditan.core.inventory.entries import Entry
from ditan.core.inventory.freezing import entries_in
from ditan.core.inventory.notation import LABELS
from ditan.core.inventory.summary import Cell as Sum
from ditan.core.inventory.summary import State as SumState
from ditan.core.inventory.summary import cell_of, co2e_cell
from ditan.core.inventory.synergy import ASKED, EQUIVALENTS, Amount, CoControls, amount_of, co_controls, place_of
from ditan.core.inventory.totals import total
from ditan.core.synergy.equivalents import EquivalentValue, particle_equivalents, particle_kind
from ditan.domains.inventory.models import Emission, Inventory, Row
from ditan.domains.inventory.selectors.amounts import entries_of
from ditan.domains.inventory.selectors.comparing import NOW
from ditan.domains.inventory.selectors.editions import gwp_for, lines_in
from ditan.domains.inventory.selectors.inventories import get_inventory
from ditan.domains.inventory.selectors.results import Amount as Cell
from ditan.domains.inventory.selectors.results import amounts_of, parts_of
from ditan.domains.inventory.selectors.results import shown as shown_amount
from ditan.domains.inventory.selectors.scope import visible_inventories

GASES = ("CO2", "CH4", "N2O", "CO2e")
PARTICLES = "PM10"
ELECTRICITY = "ghg.purchased_electricity"


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source, or a category, with its gases, its pollutants, and what the pollutants come to in equivalents.

    Parameters
    ----------
    equivalents
        Of SO2, NOx and CO.
    particles, particles_as
        Of PM10, and as what they are counted; the value of that may be unconfirmed, and PM10 is not all of the particles.
    """

    code: str
    label: str
    category_name: str
    cells: tuple[Cell, ...]
    equivalents: Amount
    particles: Amount
    particles_as: EquivalentValue
    row: Row | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: an inventory as it stands or one of its editions."""

    token: str
    label: str
    inventory: Inventory
    entries: tuple[Entry, ...]
    supplies: dict[str, Supply]
    unknown_supplies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Together:
    """Both sides held against each other: every pollutant in sum, and the one asked for by category.

    `why` says in Chinese why nothing can be compared.
    """

    before: Side
    after: Side
    sums: tuple[CoControls, ...] = ()
    asked: CoControls | None = None
    gwp_set: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Electricity:
    """Scope 2 of both sides, split into what was used and what the grid did.

    Parameters
    ----------
    amounts, factors
        Before and after: MWh in sum, and tCO2/MWh on average.
    """

    effects: Effects | None
    amounts: tuple[float, float] = (0.0, 0.0)
    emissions: tuple[float, float] = (0.0, 0.0)
    factors: tuple[float | None, float | None] = (None, None)
    one_sided: tuple[str, ...] = field(default=())
    why: str = ""


def sources_of(inventory: Inventory) -> list[Row]:
    """Rows that give amounts: those with a key have none to show beside each other. One query."""
    return list(inventory.rows.filter(removed_at__isnull=True, notation="").order_by("position", "pk"))


def source_lines(inventory: Inventory, rows: Sequence[Row], entries: Sequence[Entry]) -> list[SourceLine]:
    """These sources with what they emit. One query."""
    parts, table = parts_of([row.pk for row in rows]), categories()
    by_row: dict[str, list[Entry]] = defaultdict(list)
    for each in entries:
        by_row[each.row].append(each)
    found = []
    for row in rows:
        shown = amounts_of(parts[row.pk], (*GASES[:-1], *POLLUTANTS), "", inventory)
        name = table.get(row.category).name if row.category in table else ""
        cells = tuple(shown[gas] for gas in (*GASES, *POLLUTANTS))
        found.append(_line(row.category, str(row), name, cells, by_row[str(row.pk)], row))
    return found


def category_lines(inventory: Inventory, entries: Sequence[Entry]) -> list[SourceLine]:
    """The same by category, each with the rows that stand in it and none below it. No query for a draft."""
    table, gwp = categories(), gwp_for(inventory)
    by_code: dict[str, list[Entry]] = defaultdict(list)
    for each in entries:
        if not each.memo:
            by_code[each.category].append(each)
    found = []
    for code in sorted(by_code, key=place_of):
        held = by_code[code]
        if not any(each.booked is not None or each.unknown for each in held):
            continue
        sums = [cell_of(total(gas, held)) for gas in (*GASES[:-1], *POLLUTANTS)]
        sums.insert(len(GASES) - 1, co2e_cell(held, gwp))
        found.append(_line(code, table.get(code).name, "", tuple(_cell(each) for each in sums), held))
    return found


def side_of(user: Any, inventory: Inventory, token: str) -> Side:
    """A side by its token, as `comparing.choices_for` gives it; `DoesNotExist` where the user does not reach it."""
    if token.startswith("e") and token[1:].isdigit():
        edition = inventory.editions.get(number=int(token[1:]))
        emissions = [each for line in lines_in(edition) for each in line.emissions if _is_electricity(each)]
        label = _("第 %d 版") % edition.number
        return Side(token, label, inventory, entries_in(edition.content), *_supplies(emissions))
    other = inventory
    if token.startswith("i") and token[1:].isdigit():
        other = get_inventory(user, int(token[1:]))
    elif token != NOW:
        raise Inventory.DoesNotExist
    label = _("现在") if other.pk == inventory.pk else f"{other.year} {other.title}"
    emissions = list(
        Emission.objects.filter(
            row__inventory=other, row__removed_at__isnull=True, method=ELECTRICITY, gas="CO2"
        ).select_related("row")
    )
    return Side(token, label, other, tuple(entries_of(other)), *_supplies(emissions))


def base_for(user: Any, inventory: Inventory, known: Sequence[str]) -> str:
    """With what an inventory is compared where nobody says: the year before it, else another state; "" where there is none."""
    earlier = (
        visible_inventories(user)
        .filter(region=inventory.region, year__lt=inventory.year, demo=inventory.demo)
        .order_by("-year", "pk")
        .values_list("pk", flat=True)
        .first()
    )
    if earlier is not None and f"i{earlier}" in known:
        return f"i{earlier}"
    return next((each for each in known if each != NOW), "")


def together(inventory: Inventory, before: Side, after: Side, pollutant: str) -> Together:
    """How pollutants and CO2e changed from one side to the other, both with the GWPs of the inventory that is open."""
    try:
        gwp = gwp_for(inventory)
        sums = [co_controls(before.entries, after.entries, each, categories(), gwp) for each in ASKED]
    except GwpRefused as refused:
        return Together(before, after, why=str(refused))
    asked = next((each for each in sums if each.pollutant == pollutant), sums[0])
    return Together(before, after, tuple(sums), asked, gwp.name)


def electricity(before: Side, after: Side) -> Electricity:
    """What purchased electricity emitted on both sides, and why it changed."""
    unknown = [*before.unknown_supplies, *after.unknown_supplies]
    if unknown:
        return Electricity(
            None, why=_("外购电力有未知项：%s；请先补齐电量和因子。") % "、".join(dict.fromkeys(unknown))
        )
    if not before.supplies or not after.supplies:
        lacking = before.label if not before.supplies else after.label
        return Electricity(None, why=_("“%s”没有外购电力的数，不能拆分。") % lacking)
    sides = (before.supplies, after.supplies)
    amounts = [sum(amount for amount, _factor in each.values()) for each in sides]
    emissions = [sum(amount * factor for amount, factor in each.values()) for each in sides]
    means = [emitted / amount if amount else None for emitted, amount in zip(emissions, amounts, strict=True)]
    return Electricity(
        split_all(*sides),
        (amounts[0], amounts[1]),
        (emissions[0], emissions[1]),
        (means[0], means[1]),
        tuple(sorted(set(before.supplies) ^ set(after.supplies))),
    )


def _line(
    code: str, label: str, category_name: str, cells: tuple[Cell, ...], entries: Sequence[Entry], row: Row | None = None
) -> SourceLine:
    pm10 = amount_of(entries, PARTICLES)
    particles = pm10 if pm10.value is None else Amount(particle_equivalents(code, pm10.value))
    return SourceLine(
        code, label, category_name, cells, amount_of(entries, EQUIVALENTS), particles, particle_kind(code), row
    )


def _cell(cell: Sum) -> Cell:
    """A sum as a cell of the table."""
    if cell.tonnes is not None:
        why = _("不完整：有未知或未估算的行") if cell.state == SumState.PARTIAL else ""
        return Cell(cell.gas, shown_amount(cell.tonnes), str(cell.state), why)
    if cell.key is not None:
        return Cell(cell.gas, str(cell.key), "key", str(LABELS[cell.key]))
    if cell.state == SumState.EMPTY:
        return Cell(cell.gas, "", "none", _("该类别没有产生 %s 的行。") % cell.gas)
    return Cell(cell.gas, "—", "unknown", cell.why or _("%d 行未知") % len(cell.unknown))


def _supplies(emissions: Iterable[Emission]) -> tuple[dict[str, Supply], tuple[str, ...]]:
    """Net MWh and factor of every row of purchased electricity by its name, and the names of those not known."""
    known: dict[str, Supply] = {}
    unknown: list[str] = []
    for each in emissions:
        operands = {one["name"]: one["value"] for one in each.trace["operands"]}
        name = str(each.row)
        while name in known:
            name += "′"
        if each.amount is None:
            unknown.append(name)
        else:
            net = operands["electricity_purchased_mwh"] - operands["electricity_sold_mwh"]
            known[name] = net, operands["grid_factor"]
    return known, tuple(unknown)


def _is_electricity(emission: Emission) -> bool:
    return emission.method == ELECTRICITY and emission.gas == "CO2"

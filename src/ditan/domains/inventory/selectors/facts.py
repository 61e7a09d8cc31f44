"""What the checks of an inventory look at: its rows as computed now, other years of the region, and what others published."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.db.models import Count, Sum

from ditan.core.factors import FactorBook
from ditan.core.inventory.booking import SCALES
from ditan.core.inventory.categories import categories
from ditan.core.inventory.checks import Facts
from ditan.core.inventory.checks.facts import RowFacts, row_facts
from ditan.core.inventory.compiling import approaches
from ditan.core.inventory.entry import values_of
from ditan.core.inventory.kinds import kind_of
from ditan.core.inventory.totals import Totals
from ditan.core.methods import Line, OutputKind
from ditan.domains.inventory.models import Emission, Inventory, Published, Row, State
from ditan.domains.inventory.selectors.amounts import entries_of, is_biomass
from ditan.domains.inventory.selectors.published import shares_of

NEAR = 5
"""A published year farther than this from that of the inventory says nothing about its shares."""
_RANK = {State.SIGNED: 2, State.LOCKED: 1, State.DRAFT: 0}


def facts_of(inventory: Inventory, rows: Sequence[Row], lines: Mapping[int, Sequence[Line]], book: FactorBook) -> Facts:
    """Everything that can be checked. Seven queries at most, however many rows and years.

    Parameters
    ----------
    lines
        By key of the row, as computed now.
    """
    entries = tuple(entries_of(inventory))
    reference, sectoral = approaches((each.category, is_biomass(each.values), lines.get(each.pk, ())) for each in rows)
    totals = Totals(entries, categories())
    published, year = _published(inventory)
    shares = {name: each / 100 for name, each in shares_of(published, year).items()} if published else {}
    return Facts(
        year=inventory.year,
        region=inventory.region.name,
        table=categories(),
        rows=tuple(_row(each, lines.get(each.pk, ())) for each in rows),
        entries=entries,
        book=book,
        other_years=other_years(inventory),
        reference_co2=reference,
        sectoral_co2=sectoral,
        own_shares=_own_shares(totals, shares),
        published_shares={_named(code): share for code, share in shares.items()},
        publisher=f"{published.title} {year} 年" if published else "",
    )


def other_years(inventory: Inventory) -> dict[tuple[str, str], dict[int, float]]:
    """t by (category, gas) and year of the region's other inventories: of each year the one that is furthest on.

    A cell in which something is not known is left out. Two queries.
    """
    standing: dict[int, Inventory] = {}
    others = Inventory.objects.filter(region=inventory.region, demo=inventory.demo).exclude(year=inventory.year)
    for each in others.order_by("pk"):
        best = standing.get(each.year)
        if best is None or _RANK[State(each.state)] >= _RANK[State(best.state)]:
            standing[each.year] = each
    cells = (
        Emission.objects.filter(row__inventory__in=standing.values(), row__removed_at__isnull=True)
        .filter(kind__in=(OutputKind.EMISSION, OutputKind.REMOVAL), gas__in=SCALES)
        .order_by()
        .values_list("row__inventory__year", "row__category", "gas")
        .annotate(total=Sum("booked"), known=Count("booked"), all=Count("pk"))
    )
    found: dict[tuple[str, str], dict[int, float]] = defaultdict(dict)
    partial: set[tuple[str, str, int]] = set()
    table = categories()
    for year, category, gas, total, known, every in cells:
        for above in table.path(category):
            where = above.code, gas
            if known < every:
                partial.add((*where, year))
            found[where][year] = found[where].get(year, 0.0) + (total or 0) / SCALES[gas]
    return {
        where: kept
        for where, years in found.items()
        if (kept := {year: value for year, value in years.items() if (*where, year) not in partial})
    }


def _row(row: Row, lines: Sequence[Line]) -> RowFacts:
    kind = kind_of(row.kind)
    values = {} if row.notation else kind.completed(row.category, values_of(kind, row.values))
    entered = {name: value for name, value in values.items() if value is not None}
    label = row.label or f"第 {row.position} 行"
    return row_facts(str(row.pk), label, row.category, row.kind, entered, tuple(lines), row.source_note)


def _published(inventory: Inventory) -> tuple[Published | None, int]:
    """What others published of the region, of the nearest year."""
    for each in Published.objects.filter(region=inventory.region):
        years = each.values.order_by().values_list("year", flat=True).distinct()
        near = [year for year in years if abs(year - inventory.year) <= NEAR]
        if near:
            return each, min(near, key=lambda year: (abs(year - inventory.year), -year))
    return None, 0


def _own_shares(totals: Totals, shares: Mapping[str, float]) -> dict[str, float]:
    """Our CO2 of each category that was published, as a share of all of them together; empty where one is not known."""
    cells = {code: totals.cell(code, "CO2") for code in shares if code in categories()}
    if not cells or any(each.unknown for each in cells.values()):
        return {}
    amounts = {code: float(each.tonnes or 0) for code, each in cells.items()}
    whole = sum(amounts.values())
    return {_named(code): amount / whole for code, amount in amounts.items()} if whole else {}


def _named(code: str) -> str:
    return f"{code} {categories().get(code).name}" if code in categories() else code

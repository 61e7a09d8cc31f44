"""Rows become emissions: every method of the row's kind is carried out, and each amount keeps its working."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction

from ditan.core.factors import Choice, FactorBook
from ditan.core.inventory.entry import values_of
from ditan.core.inventory.freezing import booked_of
from ditan.core.inventory.kinds import kind_of
from ditan.core.inventory.places import province_of
from ditan.core.methods import Context, Line, evaluate
from ditan.domains.inventory.models import Emission, Inventory, Row
from ditan.domains.inventory.selectors.books import factor_book, own_factor
from ditan.domains.inventory.tracing import trace_of


@transaction.atomic
def recompute(
    inventory: Inventory, rows: Iterable[Row] | None = None, book: FactorBook | None = None
) -> list[Emission]:
    """Make the emissions of these rows anew, or of all; gives them. Three statements, however many rows.

    The caller holds the inventory and has asked for permission.
    """
    asked = list(rows if rows is not None else inventory.rows.filter(removed_at__isnull=True))
    found = computed(inventory, asked, book or factor_book())
    Emission.objects.filter(row__in=[row.pk for row in asked]).delete()
    return Emission.objects.bulk_create(found, batch_size=500)


def computed(inventory: Inventory, rows: Sequence[Row], book: FactorBook) -> list[Emission]:
    """The emissions of the rows under the choices of the inventory; nothing is stored."""
    context = Context(region_name(inventory), inventory.year)
    return [
        _emission(row, line)
        for row in rows
        if not row.notation
        for line in lines_of(row, book, choice_of(inventory, row), context)
    ]


def lines_of(row: Row, book: FactorBook, choice: Choice, context: Context) -> list[Line]:
    """What every method of its kind gives on the row."""
    kind = kind_of(row.kind)
    values = kind.completed(row.category, values_of(kind, row.values))
    return [
        line for method in kind.methods_for(values) for line in evaluate(method, values, book, choice, context).lines
    ]


def lines_now(inventory: Inventory, rows: Sequence[Row], book: FactorBook) -> dict[int, list[Line]]:
    """By key of the row, what its methods give under the present choices and factors."""
    context = Context(region_name(inventory), inventory.year)
    return {row.pk: [] if row.notation else lines_of(row, book, choice_of(inventory, row), context) for row in rows}


def rows_out_of_date(inventory: Inventory, rows: Sequence[Row], lines: Mapping[int, Sequence[Line]]) -> list[Row]:
    """Rows of which other amounts are kept than their methods give now: factors or methods changed since. One query."""
    kept = booked_by_line(inventory)
    return [row for row in rows if any(_differs(row, line, kept) for line in lines.get(row.pk, ()))]


def booked_by_line(inventory: Inventory) -> dict[tuple[int, str, str], int | None]:
    """The kept amounts by row, method and output. One query."""
    asked = Emission.objects.filter(row__inventory=inventory, row__removed_at__isnull=True)
    names = ("row_id", "method", "output", "booked")
    return {(row, method, output): booked for row, method, output, booked in asked.values_list(*names)}


def _differs(row: Row, line: Line, kept: Mapping[tuple[int, str, str], int | None]) -> bool:
    where = (row.pk, line.method.code, line.output.name)
    return where not in kept or kept[where] != booked_of(line)[1]


def choice_of(inventory: Inventory, row: Row) -> Choice:
    """Which factors are asked for this row."""
    kind = kind_of(row.kind)
    parameters = {each.name: each for method in kind.methods for each in method.parameters}
    own = {
        name: own_factor(
            name, {"quantity": asked.quantity, "gas": asked.gas, "label": asked.label, **kept}, str(row.pk)
        )
        for name, kept in row.own.items()
        if (asked := parameters.get(name.partition(":")[0])) is not None
    }
    codes = {name: kept["code"] for name, kept in row.choices.items() if kept.get("code")}
    return Choice(tuple(inventory.factor_sets), codes, own, inventory.unverified)


def region_name(inventory: Inventory) -> str:
    """The name under which factors know the province of the region: a district has its province's grid."""
    return province_of(inventory.region.code) or inventory.region.name


def _emission(row: Row, line: Line) -> Emission:
    amount, booked, problems = booked_of(line)
    return Emission(
        row=row,
        method=line.method.code,
        output=line.output.name,
        gas=line.output.gas,
        kind=line.output.kind,
        unit=line.output.unit,
        amount=amount,
        booked=booked,
        problems=problems,
        trace=trace_of(line),
        unverified=bool(line.unverified),
    )

"""A number that a row lacks, filled from other years by a named method; how it was made stays with the row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ditan.base.refusal import InvalidFields
from ditan.core.inventory.cells import write_cell
from ditan.core.inventory.entry import as_asked, values_of
from ditan.core.inventory.gaps import (
    LABELS,
    Filled,
    Filling,
    FillingRefused,
    extrapolation,
    interpolation,
    overlap,
    surrogate,
)
from ditan.core.inventory.kinds import kind_of
from ditan.domains.inventory.errors import WrongState
from ditan.domains.inventory.models import Row
from ditan.domains.inventory.selectors.inventories import get_inventory
from ditan.domains.inventory.selectors.series import Missing, missing_in
from ditan.domains.inventory.services.held import note
from ditan.domains.inventory.services.rows import Entry, save_row

MARK = "推算："
NOTE = 400


@transaction.atomic
def fill_gap(
    *, user: Any, pk: int, row: int, version: int, name: str, method: str, other: Mapping[int, float] | None = None
) -> tuple[Row, Filled]:
    """Fill an empty number of a row.

    Parameters
    ----------
    method
        A code of `Filling`.
    other
        By year, what the method needs besides the known years: substitute data, or what the old method gives.

    Raises
    ------
    WrongState
        Where the number is there already, or no other year has it.
    InvalidFields
        A method that is none, or that cannot be used on these years; the message says why.
    """
    inventory = get_inventory(user, pk)
    found = _missing(missing_in(user, inventory), row, name)
    if found is None:
        raise WrongState(_("该行的这个数已有值，或其他年份没有可用的同一行；没有推算。"))
    filled = _filled(found, inventory.year, method, other or {})
    kept = found.row
    kind = kind_of(kept.kind)
    values = values_of(kind, kept.values)
    cells = {each.name: write_cell(as_asked(each, values), values[each.name]) for each in kind.inputs}
    cells |= {**kept.typed, name: repr(filled.value)}
    about = f"{MARK}{found.input.label}，{LABELS[filled.method]}，{filled.formula} {found.input.unit}".strip()
    entry = Entry(
        kept.kind,
        kept.category,
        {each: text for each, text in cells.items() if text},
        label=kept.label,
        source_note="；".join(filter(None, (kept.source_note, about)))[:NOTE],
        uncertainty={each: repr(percent) for each, percent in kept.uncertainty.items()},
    )
    saved = save_row(user=user, pk=pk, row=row, version=version, entry=entry, reason=about[:NOTE])
    told = {"row": row, "input": name, "method": filled.method, "inputs": dict(filled.inputs), "value": filled.value}
    note("gap_filled", user, inventory, after=told, detail=filled.formula)
    return saved, filled


def _missing(found: list[Missing], row: int, name: str) -> Missing | None:
    return next((each for each in found if each.row.pk == row and each.input.name == name), None)


def _filled(missing: Missing, year: int, method: str, other: Mapping[int, float]) -> Filled:
    if method not in list(Filling):
        raise InvalidFields({"method": _("请选择推算方法。")})
    try:
        match Filling(method):
            case Filling.INTERPOLATION:
                return interpolation(missing.known, year)
            case Filling.EXTRAPOLATION:
                return extrapolation(missing.known, year)
            case Filling.SURROGATE:
                return surrogate(missing.known, other, year)
            case Filling.OVERLAP:
                return overlap(missing.known, other, year)
    except FillingRefused as refused:
        raise InvalidFields({"method": str(refused)}) from refused

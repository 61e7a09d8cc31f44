"""A row as somebody writes it, read into what methods take; every cell that cannot be taken is named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from ditan.core.factors.fuels import burnt_fuels, fuels
from ditan.core.inventory.cells import CellRefused, from_plain, read_cell, to_plain
from ditan.core.inventory.kind import Kind
from ditan.core.methods import Input, check_inputs


@dataclass(frozen=True, slots=True)
class ReadRow:
    """What was read of a row.

    Parameters
    ----------
    values
        By the name of an input, as JSON keeps it; an empty cell is absent.
    typed
        What was written where that is not the value itself (`3.2 万t`).
    faults
        By the name of a cell, what is wrong with it; `row` where it lies between several cells.
    missing
        Names of required inputs that are still empty: the row may be kept, its amounts stay unknown.
    """

    values: dict[str, Any]
    typed: dict[str, str]
    faults: dict[str, str]
    missing: tuple[str, ...]


def read_row(kind: Kind, cells: Mapping[str, str]) -> ReadRow:
    """Read the cells of a row of this kind."""
    known = {each.name: each for each in kind.inputs}
    faults = {
        name: f"“{kind.label}”没有“{name}”这一栏；请下载最新模板重新填写。" for name in cells if name not in known
    }
    values: dict[str, Any] = {}
    typed: dict[str, str] = {}
    for asked in sorted(known.values(), key=lambda each: each.name == "fuel_amount"):
        written = str(cells.get(asked.name) or "").strip()
        try:
            value = read_cell(as_asked(asked, values), written)
        except CellRefused as refused:
            faults[asked.name] = refused.fault.message
            continue
        if value is not None:
            values[asked.name] = to_plain(asked, value)
            if written != str(values[asked.name]):
                typed[asked.name] = written[:400]
    missing: list[str] = []
    if not faults:
        taken = values_of(kind, values)
        faults.update((each.name, each.message) for each in check_inputs(kind.inputs, taken) if each.code != "missing")
    if not faults:
        for method in kind.methods_for(taken):
            for fault in check_inputs(method.inputs, taken, method.rules):
                if fault.code == "missing":
                    missing.append(fault.name)
                else:
                    faults[fault.name or "row"] = fault.message
    return ReadRow(values, typed, faults, tuple(dict.fromkeys(missing)))


def values_of(kind: Kind, kept: Mapping[str, Any]) -> dict[str, Any]:
    """The kept values as methods take them; what was not entered is None."""
    return {each.name: from_plain(each, kept.get(each.name)) for each in kind.inputs}


def as_asked(asked: Input, values: Mapping[str, Any]) -> Input:
    """The input as it stands on this row: the fuels by name, and the unit in which the chosen fuel is counted."""
    if asked.name == "fuel":
        return replace(asked, choices=fuel_choices())
    if asked.name == "fuel_amount":
        fuel = fuels().get(str(values.get("fuel") or ""))
        return replace(asked, unit=fuel.amount_unit) if fuel is not None else asked
    return asked


@cache
def fuel_choices() -> tuple[tuple[str, str], ...]:
    """Fuels that are burnt, by code, each under its name and every other name that people write."""
    burnt = burnt_fuels()
    return tuple((each.code, name) for each in burnt for name in (each.label, *each.aliases))

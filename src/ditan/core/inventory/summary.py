"""Totals as a program or a table takes them: every cell with its state, so that nobody mistakes an empty one for zero."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from ditan.core.inventory.booking import GREENHOUSE_GASES, POLLUTANTS, scale_of
from ditan.core.inventory.categories import Categories, Role
from ditan.core.inventory.co2e import GwpRefused, GwpSet
from ditan.core.inventory.entries import Entry
from ditan.core.inventory.notation import LEAVES_OUT, Key, combine_keys
from ditan.core.inventory.totals import Total, total
from ditan.core.inventory.views import SECTORS, SOURCE_CLASSES, Node, View, gpc_names, tree

CO2E = "CO2e"


class State(StrEnum):
    """What a cell holds.

    `partial` is a number that lacks something; `key` a notation key and no number; `empty` that nobody entered anything.
    """

    KNOWN = "known"
    PARTIAL = "partial"
    KEY = "key"
    UNKNOWN = "unknown"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Cell:
    """A sum of one gas, or of all greenhouse gases as CO2e.

    Parameters
    ----------
    tonnes
        Exact; None where there is no number, which is never a zero.
    booked, scale
        The whole number that is kept and how many of its units are a tonne; None for CO2e, which is no gas of its own.
    key
        What stands in place of a number.
    keys, unknown
        Rows behind the cell that hold a key, and those that are not known.
    why
        Why CO2e cannot be had, in Chinese.
    """

    gas: str
    state: State
    tonnes: Decimal | None = None
    booked: int | None = None
    scale: int | None = None
    key: Key | None = None
    keys: Mapping[Key, tuple[str, ...]] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    why: str = ""

    @property
    def complete(self) -> bool:
        """Whether nothing is missing behind it."""
        return self.state == State.KNOWN or (self.state == State.KEY and not LEAVES_OUT & set(self.keys))


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a view: `counted` says whether it is part of the territorial total."""

    path: tuple[str, ...]
    label: str
    counted: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Summary:
    """An inventory in one view.

    Parameters
    ----------
    sums
        `with_land`, `without_land`, `indirect` (purchased electricity and heat) and `memo`.
    """

    view: View
    gases: tuple[str, ...]
    sums: Mapping[str, tuple[Cell, ...]]
    lines: tuple[Line, ...]


def summarise(view: View, entries: Iterable[Entry], table: Categories, gwp: GwpSet) -> Summary:
    """Every line of the view and the four sums, greenhouse gases with their CO2e under the named set.

    Sectors of the view that no row stands in are lines whose cells are all empty.
    """
    held = tuple(entries)
    present = {each.gas for each in held}
    gases = tuple(each for each in (*GREENHOUSE_GASES, *POLLUTANTS) if each in present) or ("CO2", "CH4", "N2O")
    root = tree(view, held, table)
    lines = [Line(node.path, node.label, node.counted, _cells(gases, node.entries, gwp)) for node in _below(root)]
    return Summary(view, gases, _sums(gases, held, table, gwp), tuple(_with_empty(view, lines, gases, table)))


def cell_of(found: Total) -> Cell:
    """The total of a gas with its state."""
    if found.empty:
        return Cell(found.gas, State.EMPTY, scale=scale_of(found.gas))
    lacks = bool(found.unknown) or bool(LEAVES_OUT & set(found.keys))
    if found.booked is not None:
        state = State.PARTIAL if lacks else State.KNOWN
    else:
        state = State.UNKNOWN if found.unknown else State.KEY
    return Cell(found.gas, state, found.tonnes, found.booked, scale_of(found.gas), found.key, found.keys, found.unknown)


def co2e_cell(entries: Sequence[Entry], gwp: GwpSet) -> Cell:
    """CO2e of all greenhouse gases among the entries, memo entries left out.

    A gas without a GWP in the set leaves the sum unknown: it is never counted as nothing.
    """
    asked = [each for each in entries if not each.memo and each.gas in GREENHOUSE_GASES]
    if not asked:
        return Cell(CO2E, State.EMPTY)
    keys: dict[Key, tuple[str, ...]] = {}
    for each in asked:
        if each.key is not None and each.row not in keys.get(each.key, ()):
            keys[each.key] = (*keys.get(each.key, ()), each.row)
    try:
        found = gwp.of(asked)
    except GwpRefused as refused:
        return Cell(CO2E, State.UNKNOWN, keys=keys, why=str(refused))
    if any(each.booked is not None for each in asked):
        lacks = bool(found.unknown) or bool(LEAVES_OUT & set(keys))
        return Cell(
            CO2E, State.PARTIAL if lacks else State.KNOWN, found.tonnes, keys=keys, unknown=found.unknown, why=gwp.note
        )
    if found.unknown:
        return Cell(CO2E, State.UNKNOWN, keys=keys, unknown=found.unknown)
    return Cell(CO2E, State.KEY, key=combine_keys(keys), keys=keys)


def _cells(gases: Sequence[str], entries: Sequence[Entry], gwp: GwpSet) -> tuple[Cell, ...]:
    return (*(cell_of(total(gas, entries)) for gas in gases), co2e_cell(entries, gwp))


def _sums(
    gases: Sequence[str], entries: Sequence[Entry], table: Categories, gwp: GwpSet
) -> dict[str, tuple[Cell, ...]]:
    roles = {
        "with_land": {Role.EMISSION, Role.POLLUTANT, Role.LAND},
        "without_land": {Role.EMISSION, Role.POLLUTANT},
        "indirect": {Role.INDIRECT},
    }
    found = {
        name: _cells(
            gases, [each for each in entries if not each.memo and table.get(each.category).role in wanted], gwp
        )
        for name, wanted in roles.items()
    }
    memo = [each for each in entries if each.memo or table.get(each.category).role == Role.MEMO]
    return {**found, "memo": tuple(cell_of(total(gas, memo)) for gas in gases)}


def _below(node: Node) -> Iterable[Node]:
    for child in node.children:
        yield child
        yield from _below(child)


def _with_empty(view: View, lines: Sequence[Line], gases: Sequence[str], table: Categories) -> Iterable[Line]:
    """The lines in order, with one for each sector of the view where nothing stands."""
    there = {line.path[0] for line in lines}
    empty = (*(Cell(gas, State.EMPTY, scale=scale_of(gas)) for gas in gases), Cell(CO2E, State.EMPTY))
    yield from lines
    for code, label in sectors_of(view, table).items():
        if code not in there:
            yield Line((code,), label, True, empty)


def sectors_of(view: View, table: Categories) -> dict[str, str]:
    """The sectors of a view by code, whether or not anything stands in them."""
    match view:
        case View.PROVINCE:
            return {code: label for code, label in SECTORS.items() if code != "indirect"}
        case View.GPC:
            return {code: name for code, name in gpc_names().items() if "." not in code}
        case View.AIR:
            return dict(SOURCE_CLASSES)
        case View.IPCC:
            return {each.code: each.name for each in table.children("") if each.code.isdigit()}

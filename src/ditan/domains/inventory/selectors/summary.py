"""An inventory summed up: category by gas in one of its views, with keys and what each number lacks; and what lies behind a cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from ditan.core.inventory.booking import GREENHOUSE_GASES, POLLUTANTS
from ditan.core.inventory.categories import Role, categories
from ditan.core.inventory.co2e import GwpRefused, GwpSet
from ditan.core.inventory.entries import Entry
from ditan.core.inventory.notation import LABELS, LEAVES_OUT, Key
from ditan.core.inventory.totals import Total, Totals, total
from ditan.core.inventory.views import Node, View, tree
from ditan.domains.inventory.models import Inventory, Row
from ditan.domains.inventory.selectors.amounts import entries_of
from ditan.domains.inventory.selectors.editions import gwp_for
from ditan.domains.inventory.selectors.results import CO2E, Amount, shown

ALWAYS = ("CO2", "CH4", "N2O")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table: `path` finds its node again; `counted` whether it is part of the territorial total."""

    path: str
    code: str
    label: str
    depth: int
    counted: bool
    cells: tuple[Amount, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """The table of a view: the columns, totals of several kinds above, the lines below them."""

    view: View
    gases: tuple[str, ...]
    totals: tuple[Line, ...]
    lines: tuple[Line, ...]
    gwp_set: str
    gwp_note: str
    shares: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Behind:
    """A row behind a cell, with what it gives of the gas."""

    row: Row
    amount: Amount
    memo: bool


def summary_of(inventory: Inventory, view: View) -> Summary:
    """The inventory as a view shows it. Two queries."""
    entries = entries_of(inventory)
    root = tree(view, entries, categories())
    here = {each.gas for each in entries}
    gases = tuple(
        each for each in (*GREENHOUSE_GASES, *POLLUTANTS) if each in here or each in ALWAYS or each in POLLUTANTS
    )
    at = sum(each in GREENHOUSE_GASES for each in gases)
    columns = (*gases[:at], CO2E, *gases[at:])
    gwp, refused = _gwp(inventory)
    lines = tuple(_lines(root, columns, gwp, refused))
    return Summary(
        view,
        columns,
        _totals(Totals(entries, categories()), columns, gwp, refused),
        lines,
        inventory.gwp_set,
        gwp.note if gwp is not None else refused,
        shares_of(root, columns, gwp),
    )


def _gwp(inventory: Inventory) -> tuple[GwpSet | None, str]:
    try:
        return gwp_for(inventory), ""
    except GwpRefused as refused:
        return None, str(refused)


def _lines(node: Node, columns: Sequence[str], gwp: GwpSet | None, refused: str, depth: int = 0) -> Iterator[Line]:
    for child in node.children:
        cells = tuple(_cell(child.entries, gas, child.total, gwp, refused) for gas in columns)
        yield Line("/".join(child.path), _printed(child), child.label, depth, child.counted, cells)
        yield from _lines(child, columns, gwp, refused, depth + 1)


def _printed(node: Node) -> str:
    """The code as a reader knows it; none where it is a word of ours or the label itself."""
    return (
        node.code
        if any(letter.isdigit() or letter.isupper() for letter in node.code) and node.code != node.label
        else ""
    )


def _cell(entries: Sequence[Entry], gas: str, add: Any, gwp: GwpSet | None, refused: str) -> Amount:
    return _equivalent(entries, gwp, refused) if gas == CO2E else amount_of(add(gas))


def amount_of(of: Total) -> Amount:
    """A total as a cell: a number that says what it lacks, a key, a known unknown, or nothing."""
    told = [_("%d 行未知，没有计入") % len(of.unknown)] if of.unknown else []
    told += [
        _("%(n)d 行标识 %(key)s（%(label)s）") % {"n": len(rows), "key": key, "label": LABELS[key]}
        for key, rows in of.keys.items()
    ]
    why = "；".join(told)
    if of.tonnes is not None:
        lacking = bool(of.unknown or LEAVES_OUT & set(of.keys))
        return Amount(of.gas, shown(of.tonnes), "partial" if lacking else "known", why)
    if of.unknown:
        return Amount(of.gas, "—", "unknown", why)
    if of.key is not None:
        return Amount(of.gas, of.key.value, "key", why)
    return Amount(of.gas, "", "none", _("没有填报。"))


def _equivalent(entries: Sequence[Entry], gwp: GwpSet | None, refused: str) -> Amount:
    asked = [each for each in entries if each.gas in GREENHOUSE_GASES and not each.memo]
    if not asked:
        return Amount(CO2E, "", "none", _("没有温室气体。"))
    if gwp is None:
        return Amount(CO2E, "—", "unknown", refused)
    known = [each for each in asked if each.booked is not None]
    keys = {each.key for each in asked if each.key is not None}
    try:
        found = gwp.of(asked)
    except GwpRefused as error:
        return Amount(CO2E, "—", "unknown", str(error))
    told = [_("%d 行未知，没有计入") % len(found.unknown)] if found.unknown else []
    told += [_("有行标识 %s") % "、".join(sorted(keys & LEAVES_OUT))] if keys & LEAVES_OUT else []
    if not known:
        key = next((str(each) for each in Key if each in keys), "")
        return Amount(
            CO2E, "—" if found.unknown or not key else key, "unknown" if found.unknown else "key", "；".join(told)
        )
    return Amount(CO2E, shown(found.tonnes), "partial" if told else "known", "；".join(told))


def _totals(totals: Totals, columns: Sequence[str], gwp: GwpSet | None, refused: str) -> tuple[Line, ...]:
    found = []
    for part, label in part_labels().items():
        entries = _of_part(part, totals.entries)
        cells = tuple(_cell(entries, gas, partial(total, entries=entries), gwp, refused) for gas in columns)
        found.append(Line(part, "", label, 0, part in ("main", "land"), cells))
    return tuple(found)


def part_labels() -> dict[str, str]:
    """What is summed above the lines of a view, by name."""
    return {
        "main": _("合计（不含土地利用变化和林业）"),
        "land": _("合计（含土地利用变化和林业）"),
        "indirect": _("外购电力和热力（间接，不计入）"),
        "memo": _("信息项（不计入）"),
    }


def _of_part(part: str, entries: Iterable[Entry]) -> list[Entry]:
    emitted = {Role.EMISSION, Role.POLLUTANT}
    roles = {"main": emitted, "land": {*emitted, Role.LAND}, "indirect": {Role.INDIRECT}}.get(part, set())
    found = []
    for each in entries:
        role = categories().get(each.category).role
        memo = each.memo or role == Role.MEMO
        if memo if part == "memo" else not memo and role in roles:
            found.append(each)
    return found


def shares_of(root: Node, columns: Sequence[str], gwp: GwpSet | None) -> dict[str, Any]:
    """What each sector holds of CO2e and of each pollutant, t; sinks are left out, since they have no share."""
    bars = [each for each in columns if each == CO2E or each in POLLUTANTS]
    sectors = []
    for child in root.children:
        if not child.counted or child.code == "lulucf":
            continue
        amounts = [_tonnes(child, gas, gwp) for gas in bars]
        if any(amounts):
            sectors.append({"name": child.label, "amounts": amounts})
    return {"bars": bars, "sectors": sectors}


def _tonnes(node: Node, gas: str, gwp: GwpSet | None) -> float:
    if gas != CO2E:
        return max(float(node.total(gas).tonnes or 0), 0.0)
    try:
        found = gwp.of(node.entries).tonnes if gwp is not None else Decimal(0)
    except GwpRefused:
        return 0.0
    return max(float(found), 0.0)


def behind(inventory: Inventory, view: View, path: str, gas: str, part: str = "") -> tuple[str, list[Behind]]:
    """The line's name, and every row behind a cell of it, largest first; `part` names one of the totals instead.

    Three queries.
    """
    entries = entries_of(inventory)
    if part in part_labels():
        label, held = part_labels()[part], tuple(_of_part(part, entries))
    else:
        node = tree(view, entries, categories()).find(*filter(None, path.split("/")))
        label, held = (node.label, node.entries) if node is not None else ("", ())
    wanted = [each for each in held if (gas == CO2E and each.gas in GREENHOUSE_GASES) or each.gas == gas]
    rows = inventory.rows.in_bulk({int(each.row) for each in wanted})
    found = [Behind(rows[int(each.row)], _amount_of_entry(each), each.memo) for each in wanted if int(each.row) in rows]
    order = {id(each): entry.tonnes for each, entry in zip(found, wanted, strict=True)}
    found.sort(key=lambda each: -abs(order[id(each)] or Decimal(0)))
    return label, found


def _amount_of_entry(entry: Entry) -> Amount:
    if entry.key is not None:
        return Amount(entry.gas, entry.key.value, "key", LABELS[entry.key])
    if entry.tonnes is None:
        return Amount(entry.gas, "—", "unknown", entry.problem)
    return Amount(entry.gas, shown(entry.tonnes), "known")

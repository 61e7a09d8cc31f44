"""Two states of an inventory, or two years of a region, cell by cell: what came, what went, what changed and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from ditan.core.inventory.booking import SCALES, tonnes
from ditan.core.inventory.categories import categories
from ditan.core.inventory.co2e import GwpRefused, GwpSet
from ditan.core.inventory.comparing import Cause, Difference, Kind, Side, Where, compare
from ditan.core.inventory.entries import Entry
from ditan.core.inventory.freezing import entries_in, gwp_in
from ditan.core.inventory.kinds import kind_of
from ditan.core.inventory.notation import Key
from ditan.domains.inventory.models import Emission, Inventory, Row
from ditan.domains.inventory.selectors.amounts import entries_of
from ditan.domains.inventory.selectors.editions import gwp_for, lines_in
from ditan.domains.inventory.selectors.inventories import RowLine, get_inventory, row_lines
from ditan.domains.inventory.selectors.scope import visible_inventories
from ditan.domains.inventory.tracing import shown_value

CELLS = ("emission", "removal", "memo")
MOST_OTHERS = 50
NOW = "now"


@dataclass(frozen=True, slots=True)
class State:
    """One side of a comparison.

    Parameters
    ----------
    token
        As an address names it: `now`, `e2` (an edition), `i7` (another inventory as it stands).
    co2e
        Tonnes with land use under `gwp_set`; None where it cannot be had.
    unknown
        How many rows it does not hold, as their amount is not known.
    """

    token: str
    label: str
    inventory: Inventory
    lines: Sequence[RowLine]
    gwp_set: str
    co2e: Decimal | None
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell on both sides, in tonnes."""

    row: Row
    gas: str
    kind: str
    difference: Difference
    reasons: tuple[str, ...]

    @property
    def before(self) -> Decimal | None:
        return _tonnes(self.gas, self.difference.before)

    @property
    def after(self) -> Decimal | None:
        return _tonnes(self.gas, self.difference.after)

    @property
    def change(self) -> Decimal | None:
        booked = self.difference.difference
        return None if booked is None else tonnes(self.gas, booked)


@dataclass(frozen=True, slots=True)
class Comparison:
    """All cells of two states."""

    before: State
    after: State
    cells: tuple[Cell, ...]
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def comparable(self) -> bool:
        """Whether both sides count CO2e with the same GWPs: else the totals stand side by side and are not subtracted."""
        return self.before.gwp_set == self.after.gwp_set

    @property
    def change(self) -> Decimal | None:
        """Change of CO2e, t."""
        before, after = self.before.co2e, self.after.co2e
        return after - before if self.comparable and before is not None and after is not None else None

    @property
    def percent(self) -> float | None:
        """Change of CO2e, %; None of a total of 0."""
        before = self.before.co2e
        return float(self.change / abs(before) * 100) if self.change is not None and before else None


def choices_for(user: Any, inventory: Inventory) -> list[tuple[str, str]]:
    """What can be compared: this inventory now, its editions, and other inventories of the region. Two queries."""
    found = [(NOW, _("现在（%s）") % inventory.get_state_display())]
    for number in inventory.editions.order_by("-number").values_list("number", flat=True):
        found.append((f"e{number}", _("第 %d 版") % number))
    others = visible_inventories(user).filter(region=inventory.region).exclude(pk=inventory.pk)
    found += [(f"i{each.pk}", f"{each.year} {each.title}") for each in others.order_by("-year", "pk")[:MOST_OTHERS]]
    return found


def state_of(user: Any, inventory: Inventory, token: str) -> State:
    """A side by its token; `DoesNotExist` where there is none, or the user does not reach it."""
    if token.startswith("e") and token[1:].isdigit():
        edition = inventory.editions.get(number=int(token[1:]))
        content = edition.content
        gwp = gwp_in(content)
        return State(
            token,
            _("第 %d 版") % edition.number,
            inventory,
            lines_in(edition),
            gwp.name,
            *territorial(gwp, entries_in(content)),
        )
    other = inventory
    if token.startswith("i") and token[1:].isdigit():
        other = get_inventory(user, int(token[1:]))
    elif token != NOW:
        raise Inventory.DoesNotExist
    label = _("现在") if other.pk == inventory.pk else f"{other.year} {other.title}"
    try:
        gwp = gwp_for(other)
    except GwpRefused:
        return State(token, label, other, row_lines(other), other.gwp_set, None)
    return State(token, label, other, row_lines(other), gwp.name, *territorial(gwp, entries_of(other)))


def compared(before: State, after: State) -> Comparison:
    """Every cell of either side. Rows of one inventory are the same where their key is; those of two where category, kind
    and name are, the first with the first where a name occurs more than once."""
    alike = before.inventory.pk == after.inventory.pk
    old, old_rows, words = _sides(before.lines, alike)
    new, new_rows, more = _sides(after.lines, alike)
    labels = {**words, **more}
    cells = tuple(
        Cell(
            new_rows.get(each.where, old_rows.get(each.where)) or Row(),
            each.where[-2],
            each.where[-1],
            each,
            _reasons(each, labels),
        )
        for each in compare(old, new)
    )
    return Comparison(before, after, cells, dict(Counter(str(each.difference.kind) for each in cells)))


def narrowed(cells: Iterable[Cell], *, gas: str = "", what: str = "") -> list[Cell]:
    """Cells of a gas; those that are the same only where all are asked for."""
    found = [
        each
        for each in cells
        if (not gas or each.gas == gas)
        and (what == "all" or each.difference.kind != Kind.SAME)
        and (what in ("", "all") or what in (each.difference.kind, *each.difference.causes))
    ]
    return sorted(found, key=lambda each: (each.row.category, each.row.position, each.gas))


def _sides(lines: Sequence[RowLine], alike: bool) -> tuple[dict[Where, Side], dict[Where, Row], dict[str, str]]:
    sides: dict[Where, Side] = {}
    rows: dict[Where, Row] = {}
    labels: dict[str, str] = {}
    met: Counter[tuple[str, ...]] = Counter()
    for line in lines:
        row = line.row
        name = (row.category, row.kind, row.label.strip())
        met[name] += 1
        key = (str(row.pk),) if alike else (*name, str(met[name]))
        if row.notation:
            for gas in kind_of(row.kind).gases:
                where = (*key, gas, "emission")
                sides[where], rows[where] = Side(None, Key(row.notation)), row
            continue
        for each in line.emissions:
            if each.kind in CELLS and each.gas:
                labels.update({operand["name"]: operand["label"] for operand in each.trace["operands"]})
                where = (*key, each.gas, each.kind)
                sides[where] = _joined(sides[where], _side(each)) if where in sides else _side(each)
                rows[where] = row
    return sides, rows, labels


def _joined(one: Side, other: Side) -> Side:
    """A cell that two methods of a row make up together; unknown where one of them is."""
    known = one.booked is not None and other.booked is not None
    return Side(
        (one.booked or 0) + (other.booked or 0) if known else None,
        None,
        f"{one.method}+{other.method}",
        {**one.activity, **other.activity},
        {**one.factors, **other.factors},
    )


def _side(emission: Emission) -> Side:
    operands = emission.trace["operands"]
    return Side(
        emission.booked,
        None,
        emission.method,
        {each["name"]: each["value"] for each in operands if not each["factors"]},
        {
            each["name"]: ("+".join(factor["code"] for factor in each["factors"]), each["value"])
            for each in operands
            if each["factors"]
        },
    )


def _reasons(difference: Difference, labels: dict[str, str]) -> tuple[str, ...]:
    """What is different in the working, in words."""
    old, new = difference.before, difference.after
    if difference.kind != Kind.CHANGED or old is None or new is None:
        return ()
    found = []
    if Cause.KEY in difference.causes:
        found.append(f"{old.key or _('数值')} → {new.key or _('数值')}")
    for name in dict.fromkeys((*old.activity, *new.activity)):
        if old.activity.get(name) != new.activity.get(name):
            pair = shown_value(old.activity.get(name)) or "—", shown_value(new.activity.get(name)) or "—"
            found.append(f"{labels.get(name, name)} {pair[0]} → {pair[1]}")
    for name in dict.fromkeys((*old.factors, *new.factors)):
        was, now = old.factors.get(name), new.factors.get(name)
        if was != now:
            pair = shown_value(was[1]) if was else "—", shown_value(now[1]) if now else "—"
            codes = (
                "" if was and now and was[0] == now[0] else f"（{was[0] if was else '—'} → {now[0] if now else '—'}）"
            )
            found.append(f"{labels.get(name, name)} {pair[0]} → {pair[1]}{codes}")
    return tuple(found)


def _tonnes(gas: str, side: Side | None) -> Decimal | None:
    return None if side is None or side.booked is None or gas not in SCALES else tonnes(gas, side.booked)


def territorial(gwp: GwpSet, entries: Iterable[Entry]) -> tuple[Decimal | None, int]:
    """CO2e of the territory with land use, t (None where a gas has no GWP in the set), and how many rows are not known."""
    table = categories()
    try:
        found = gwp.of(each for each in entries if table.get(each.category).role in ("emission", "land"))
    except GwpRefused:
        return None, 0
    return found.tonnes, len(found.unknown)

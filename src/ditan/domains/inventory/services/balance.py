"""An energy balance becomes rows of activity data: read, held against its own sums, and taken as far as a person says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ditan.base.refusal import ImportRefused, InvalidFields, RowError
from ditan.core.ghg.energy_balance import BalanceRefused, Finding, find_imbalances, read_balance
from ditan.core.inventory.from_balance import Proposal, proposals
from ditan.domains.inventory.exchange.balance import cells_of_text
from ditan.domains.inventory.models import Inventory, Row
from ditan.domains.inventory.services.held import hold, note
from ditan.domains.inventory.services.rows import MOST_ROWS, Entry, read_entry, store_rows

MOST_REASON = 400


@dataclass(frozen=True, slots=True)
class Offered:
    """A row that the table gives; `twice` names the stored row that speaks of the same fuel at the same place."""

    proposal: Proposal
    twice: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table that could be read: where it does not balance, and the rows that it gives."""

    findings: tuple[Finding, ...]
    offered: tuple[Offered, ...]


def read_table(inventory: Inventory, text: str) -> Table:
    """The table held against the inventory; `ImportRefused` names every cell that cannot be read. Nothing is stored."""
    try:
        balance = read_balance(cells_of_text(text))
    except BalanceRefused as refused:
        raise ImportRefused([RowError(0, "", line) for line in str(refused).splitlines()]) from refused
    stored = {
        (kind, category, str(values.get("fuel") or "")): position
        for kind, category, values, position in inventory.rows.filter(removed_at__isnull=True)
        .order_by("-position")
        .values_list("kind", "category", "values", "position")
    }
    offered = []
    for each in proposals(balance):
        places = [stored.get((kind, category, each.fuel.code)) for category, kind in each.places]
        there = next((position for position in places if position is not None), None)
        offered.append(Offered(each, "" if there is None else _("第 %d 行") % there))
    return Table(find_imbalances(balance), tuple(offered))


@transaction.atomic
def take_balance(
    *, user: Any, pk: int, text: str, chosen: Mapping[str, str], name: str = "", reason: str = ""
) -> list[Row]:
    """Store the chosen rows, all or none.

    Parameters
    ----------
    chosen
        By key of a proposal, the category in which its row is to stand.
    name
        What the table is called, as the source of each row.
    reason
        Why the figures stand although the table does not balance.

    Raises
    ------
    InvalidFields
        Nothing chosen, a category left open or that is none of the proposal's, findings without a reason, too many rows.
    """
    held = hold(user, pk)
    table = read_table(held, text)
    offered = {each.proposal.key: each.proposal for each in table.offered}
    errors = {key: _("表中没有这一行；请重新读取。") for key in chosen if key not in offered}
    if not chosen:
        errors["row"] = _("没有勾选任何一行；请至少勾选一行。")
    if table.findings and not reason.strip():
        errors["reason"] = _("能源平衡表有 %d 处不平；请先改正原表，或写明仍按表中数值录入的理由。") % len(
            table.findings
        )
    elif len(reason) > MOST_REASON:
        errors["reason"] = _("理由最多 %(most)d 字，现为 %(found)d 字。") % {"most": MOST_REASON, "found": len(reason)}
    entries: dict[str, Entry] = {}
    for key, category in chosen.items():
        proposal = offered.get(key)
        if proposal is None:
            continue
        kinds = dict(proposal.places)
        if category not in kinds:
            errors[key] = _("“%(row)s”须选定类别：%(all)s。") % {"row": proposal.label, "all": "、".join(kinds)}
            continue
        entry = _entry(proposal, category, kinds[category], name, reason if table.findings else "")
        _row, faults = read_entry(held, entry)
        if faults:
            errors[key] = f"{proposal.label}：{'；'.join(faults.values())}"
        entries[key] = entry
    if held.rows.count() + len(entries) > MOST_ROWS:
        errors["row"] = _("一份清单最多 %d 行；请先合并。") % MOST_ROWS
    if errors:
        raise InvalidFields(errors)
    made = store_rows(user, held, list(entries.values()))
    told = {"table": name, "rows": [row.pk for row in made], "findings": [each.message for each in table.findings]}
    note("balance_taken", user, held, after=told, detail=reason.strip())
    return made


def _entry(proposal: Proposal, category: str, kind: str, name: str, reason: str) -> Entry:
    source = _("%(name)s“%(row)s”") % {"name": name.strip()[:120] or _("能源平衡表"), "row": proposal.flow}
    if reason.strip():
        source += _("（表不平：%s）") % reason.strip()[:200]
    return Entry(kind, category, proposal.cells, label=proposal.label, source_note=source)

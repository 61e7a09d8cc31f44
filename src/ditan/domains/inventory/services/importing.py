"""A workbook of activity data is read and held against the inventory row by row; only what a person ticks is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from ditan.base.records.services.sources import clean_name
from ditan.base.refusal import Changed, InvalidFields
from ditan.core.inventory.kinds import kind_of
from ditan.core.inventory.showing import columns_of
from ditan.core.methods import InputKind
from ditan.domains.inventory.exchange.reading import ReadLine, read_workbook
from ditan.domains.inventory.exchange.workbook import KEY, heads_of
from ditan.domains.inventory.models import Inventory, Row, RowImport
from ditan.domains.inventory.permissions import EDIT, require
from ditan.domains.inventory.selectors.inventories import get_inventory
from ditan.domains.inventory.services.grid import MOST_AT_ONCE, Typed, Written, entry_named, save_rows
from ditan.domains.inventory.services.held import hold, note
from ditan.domains.inventory.services.rows import Entry, content_of, put_read, read_entry

MOST_KEPT = 10
OWN = (KEY, "category", "label", "source_note", "notation", "notation_reason")


@dataclass(frozen=True, slots=True)
class Checked:
    """A row of the workbook held against the inventory: `new`, `changed`, `same`, `refused` or `conflict`.

    `faults` are by cell as the workbook counts it (`E5`), with the title of its column. `twice` says which other row names
    the same source: the row may be taken, but nobody ticks it unasked.
    """

    at: int
    sheet: str
    number: int
    typed: Typed
    outcome: str
    faults: tuple[tuple[str, str], ...] = ()
    twice: str = ""
    row: Row | None = None
    changes: tuple[tuple[str, str, str], ...] = field(default=())

    @property
    def takeable(self) -> bool:
        return self.outcome in ("new", "changed")


@transaction.atomic
def hand_in(*, user: Any, pk: int, name: str, data: bytes) -> RowImport:
    """Read a workbook and keep its rows as they were typed; no row of the inventory is touched."""
    require(user, EDIT)
    inventory = get_inventory(user, pk, EDIT)
    rows = [_plain(each) for each in read_workbook(data)]
    waiting = RowImport.objects.filter(by_id=user.pk, state=RowImport.State.READ).order_by("-pk")
    RowImport.objects.filter(pk__in=list(waiting.values_list("pk", flat=True)[MOST_KEPT - 1 :])).delete()
    return RowImport.objects.create(inventory=inventory, by_id=user.pk, name=clean_name(name), rows=rows)


def check(inventory: Inventory, handed: RowImport) -> list[Checked]:
    """Every row of the workbook against the inventory as it stands now."""
    stored = {row.pk: row for row in inventory.rows.filter(removed_at__isnull=True)}
    sources: dict[tuple[Any, ...], str] = {}
    for row in stored.values():
        sources.setdefault(_source_of(row), _("清单第 %d 行") % row.position)
    owners = {_source_of(row): row.pk for row in reversed(stored.values())}
    seen: dict[tuple[Any, ...], str] = {}
    keys: dict[int, int] = {}
    return [_checked(inventory, at, line, stored, sources, owners, seen, keys) for at, line in enumerate(handed.rows)]


def take(*, user: Any, pk: int, handed: int, version: int, chosen: Iterable[int]) -> list[Written]:
    """Keep the chosen rows; each is checked anew. Rows that cannot be kept any more are told, the others are kept."""
    wanted = set(chosen)
    with transaction.atomic():
        held = hold(user, pk)
        found = RowImport.objects.get(pk=handed, inventory=held, by_id=user.pk)
        claimed = RowImport.objects.filter(pk=handed, state=RowImport.State.READ, version=version)
        if not claimed.update(state=RowImport.State.SAVED, version=F("version") + 1):
            raise Changed(_("这份工作簿已经写入过；如需再次导入请重新上传。"))
        asked = [each.typed for each in check(held, found) if each.at in wanted and each.takeable]
        if not asked:
            raise InvalidFields({"row": _("没有勾选可以写入的行；请至少勾选一行，或返回修改工作簿。")})
        written = []
        for first in range(0, len(asked), MOST_AT_ONCE):
            reason = _("导入 %s") % found.name
            written += save_rows(user=user, pk=pk, typed=asked[first : first + MOST_AT_ONCE], reason=reason)
        note(
            "rows_imported", user, held, after={"file": found.name, "rows": sum(e.outcome == "saved" for e in written)}
        )
    return written


def get_import(user: Any, inventory: Inventory, pk: int) -> RowImport:
    """A workbook that this user handed in for this inventory; `DoesNotExist` where it is another's."""
    require(user, EDIT)
    return RowImport.objects.get(pk=pk, inventory=inventory, by_id=user.pk)


def _checked(
    inventory: Inventory,
    at: int,
    line: Mapping[str, Any],
    stored: Mapping[int, Row],
    sources: Mapping[tuple[Any, ...], str],
    owners: Mapping[tuple[Any, ...], int],
    seen: dict[tuple[Any, ...], str],
    keys: dict[int, int],
) -> Checked:
    place = _("“%(sheet)s”第 %(number)d 行") % {"sheet": line["sheet"], "number": line["number"]}
    typed, fault = _typed(line, stored, keys)
    kept = stored.get(typed.row) if typed.row is not None else None
    if fault:
        return _refused(at, line, typed, {KEY: fault})
    if kept is not None and kept.version != typed.version:
        message = _("清单第 %d 行在导出后被修改过，没有覆盖；请重新导出后再改。") % kept.position
        return Checked(
            at, line["sheet"], line["number"], typed, "conflict", ((f"A{line['number']}", message),), row=kept
        )
    read, faults = read_entry(inventory, typed.entry)
    if faults:
        return _refused(at, line, typed, faults)
    source = _source_of(read)
    owner = owners.get(source)
    twice = sources.get(source, "") if owner is not None and owner != typed.row else seen.get(source, "")
    seen.setdefault(source, place)
    if kept is None:
        return Checked(at, line["sheet"], line["number"], typed, "new", twice=twice)
    changes = _changes(kept, read, typed.entry)
    return Checked(
        at,
        line["sheet"],
        line["number"],
        typed,
        "changed" if changes else "same",
        twice=twice,
        row=kept,
        changes=changes,
    )


def _typed(line: Mapping[str, Any], stored: Mapping[int, Row], keys: dict[int, int]) -> tuple[Typed, str]:
    cells = dict(line["cells"])
    mark, category, label, source, notation, reason = (cells.pop(name, "") for name in OWN)
    entry = entry_named(Entry(line["kind"], category, cells, label, notation, reason, source))
    if not mark:
        return Typed(None, 0, entry), ""
    row, slash, version = mark.partition("/")
    if not (slash and row.isascii() and row.isdigit() and version.isascii() and version.isdigit() and len(row) < 16):
        return Typed(None, 0, entry), _("平台行号“%s”不是系统填写的样子；新增的行请清空该格。") % mark[:20]
    key = int(row)
    if key not in stored:
        return Typed(None, 0, entry), _("本清单没有平台行号 %s（已删除，或属于其他清单）；要新增请清空该格。") % row
    if key in keys:
        return Typed(None, 0, entry), _(
            "平台行号 %(row)s 在本工作簿第 %(first)d 行已出现；请保留一行，或清空该格作为新行。"
        ) % {
            "row": row,
            "first": keys[key],
        }
    keys[key] = line["number"]
    return Typed(key, int(version), entry), ""


def _refused(at: int, line: Mapping[str, Any], typed: Typed, faults: Mapping[str, str]) -> Checked:
    titles = {head.code: head.title for head in heads_of(line["kind"])}
    told = []
    for name, message in faults.items():
        letter = line["letters"].get(name, "")
        told.append((f"{letter}{line['number']} {titles.get(name, '')}".strip(), message))
    return Checked(at, line["sheet"], line["number"], typed, "refused", tuple(told))


def _source_of(row: Row) -> tuple[Any, ...]:
    """What names a source: its kind, category, name, and everything that is chosen or written in words."""
    kind = kind_of(row.kind)
    named = [each.name for each in columns_of(kind.code) if each.kind in (InputKind.CHOICE, InputKind.TEXT)]
    return (row.kind, row.category, row.label.strip(), *(str(row.values.get(name, "")) for name in named))


def _changes(kept: Row, read: Row, entry: Entry) -> tuple[tuple[str, str, str], ...]:
    """What the row would say otherwise: column, before, after. How a number was written is no change."""
    asked = _copy(kept)
    put_read(asked, read, entry)
    before, after = content_of(kept), content_of(asked)
    titles = {head.code: head.title for head in heads_of(kept.kind)}
    found = []
    for name in ("category", "label", "source_note", "notation", "notation_reason"):
        if before[name] != after[name]:
            found.append((titles[name], str(before[name]), str(after[name])))
    for name in dict.fromkeys((*before["values"], *after["values"])):
        if before["values"].get(name) != after["values"].get(name):
            was, now = before["values"].get(name, ""), after["values"].get(name, "")
            found.append((titles.get(name, name), str(was), str(now)))
    return tuple(found)


def _copy(row: Row) -> Row:
    return Row(**{each.attname: getattr(row, each.attname) for each in Row._meta.concrete_fields})


def _plain(line: ReadLine) -> dict[str, Any]:
    return {
        "sheet": line.sheet,
        "number": line.number,
        "kind": line.kind,
        "cells": line.cells,
        "letters": line.letters,
    }


def refused_rows(checked: Sequence[Checked]) -> list[Checked]:
    """Those that need a person: refused, in conflict, or naming a source twice."""
    return [each for each in checked if each.outcome in ("refused", "conflict") or each.twice]

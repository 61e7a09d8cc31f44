"""Rows as a grid hands them in: many at once, each kept or refused by itself, all computed in one go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.refusal import InvalidFields
from ditan.core.inventory.kinds import kind_of
from ditan.core.inventory.showing import category_named
from ditan.domains.inventory.models import Inventory, Row
from ditan.domains.inventory.services.computing import recompute
from ditan.domains.inventory.services.held import hold, name_of, note
from ditan.domains.inventory.services.rows import MOST_ROWS, Entry, content_of, keep_editions, put_read, read_entry

MOST_AT_ONCE = 500
WRITTEN = (
    *("kind", "category", "label", "values", "typed", "notation", "notation_reason", "source_note", "uncertainty"),
    *("choices", "own", "version", "changed_by_name", "changed_at"),
)


@dataclass(frozen=True, slots=True)
class Typed:
    """A row of the grid: `row` is its key, None of a new one; `version` the one that the writer saw."""

    row: int | None
    version: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class Written:
    """What became of it: `saved`, `same`, `refused` (`faults` by cell) or `conflict` (`row` is what stands now)."""

    outcome: str
    row: Row | None = None
    faults: dict[str, str] = field(default_factory=dict)
    message: str = ""


@transaction.atomic
def save_rows(*, user: Any, pk: int, typed: Sequence[Typed], reason: str = "") -> list[Written]:
    """Keep what can be kept of these rows, in their order. As many statements for one row as for five hundred.

    Raises
    ------
    InvalidFields
        Where more are handed in than may be at once, or than an inventory holds.
    """
    if len(typed) > MOST_AT_ONCE:
        raise InvalidFields(
            {
                "rows": _("一次最多保存 %(most)d 行，现有 %(found)d 行；请分批粘贴。")
                % {"most": MOST_AT_ONCE, "found": len(typed)}
            }
        )
    held = hold(user, pk)
    asked = [each.row for each in typed if each.row is not None]
    stored = {row.pk: row for row in held.rows.select_for_update().filter(pk__in=asked, removed_at__isnull=True)}
    place = _last_place(held, len(typed) - len(asked))
    new: list[Row] = []
    changed: list[Row] = []
    before: list[dict[str, Any]] = []
    written = []
    for each in typed:
        kept = stored.get(each.row) if each.row is not None else None
        was = content_of(kept) if kept is not None else {}
        result = _read(held, each, kept)
        if result.outcome == "saved" and result.row is not None:
            row = result.row
            row.changed_by_name = name_of(user)
            if kept is None:
                place += 1
                row.position = place
                new.append(row)
            else:
                row.version += 1
                changed.append(row)
                before.append(was)
        written.append(result)
    if not new and not changed:
        transaction.set_rollback(True)
        return written
    Row.objects.bulk_create(new, batch_size=500)
    now = timezone.now()
    for row in changed:
        row.changed_at = now
    Row.objects.bulk_update(changed, WRITTEN, batch_size=500)
    keep_editions(user, [*new, *changed], reason)
    recompute(held, [*new, *changed])
    if new:
        note("row_added", user, held, after=_told(new), detail=reason)
    if changed:
        was_one = {"row": changed[0].pk, **before[0]} if len(changed) == 1 else None
        note("row_changed", user, held, before=was_one, after=_told(changed), detail=reason)
    return written


def entry_named(entry: Entry) -> Entry:
    """The entry with its category as a code, where it was written by name."""
    try:
        kind_of(entry.kind)
    except KeyError:
        return entry
    return Entry(
        entry.kind,
        category_named(entry.kind, entry.category),
        entry.cells,
        entry.label,
        entry.notation.strip().upper(),
        entry.notation_reason,
        entry.source_note,
        entry.uncertainty,
    )


def _read(held: Inventory, typed: Typed, kept: Row | None) -> Written:
    if typed.row is not None and kept is None:
        return Written("refused", faults={"row": _("这一行已被他人删除；需要时请复制内容后新增一行。")})
    if kept is not None and kept.version != typed.version:
        return Written(
            "conflict", kept, message=_("第 %d 行刚由他人修改；两份内容都在，请选择保留哪一份。") % kept.position
        )
    entry = entry_named(typed.entry)
    read, faults = read_entry(held, entry)
    if faults:
        return Written("refused", kept, faults=faults)
    if kept is None:
        return Written("saved", read)
    before = content_of(kept)
    put_read(kept, read, entry)
    return Written("same" if content_of(kept) == before else "saved", kept)


def _last_place(held: Inventory, new: int) -> int:
    last = int(held.rows.aggregate(last=Max("position"))["last"] or 0)
    if new and last + new > MOST_ROWS:
        raise InvalidFields({"rows": _("一份清单最多 %d 行；请按源类型合并，或另建一份清单。") % MOST_ROWS})
    return last


def _told(rows: Sequence[Row]) -> Any:
    """What the log keeps of the rows: all of one, of many which."""
    if len(rows) == 1:
        return {"row": rows[0].pk, **content_of(rows[0])}
    return {"rows": [row.pk for row in rows]}

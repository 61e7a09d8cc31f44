"""Rows of activity data: entered, changed, taken out. Each change is computed at once and keeps what stood before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.refusal import Changed
from ditan.core.inventory.categories import categories
from ditan.core.inventory.entry import read_row
from ditan.core.inventory.kind import Kind
from ditan.core.inventory.kinds import kind_of
from ditan.core.inventory.notation import Key
from ditan.domains.inventory.errors import RowRefused
from ditan.domains.inventory.models import Inventory, Row, RowEdition
from ditan.domains.inventory.services.computing import recompute
from ditan.domains.inventory.services.held import account_of, hold, name_of, note

PLAIN = ("label", "notation_reason", "source_note")
MOST_ROWS = 5000


@dataclass(frozen=True, slots=True)
class Entry:
    """A row as somebody hands it in, every cell as it was written.

    Parameters
    ----------
    cells
        By the name of an input. A name with nothing written empties the cell.
    uncertainty
        By the name of an input: half of the 95 % range in percent.
    """

    kind: str
    category: str
    cells: Mapping[str, str]
    label: str = ""
    notation: str = ""
    notation_reason: str = ""
    source_note: str = ""
    uncertainty: Mapping[str, str] | None = None


@transaction.atomic
def add_row(*, user: Any, pk: int, entry: Entry) -> Row:
    """Enter a row; its emissions are computed in the same transaction."""
    held = hold(user, pk)
    made = store_rows(user, held, [entry])[0]
    note("row_added", user, held, after={"row": made.pk, **content_of(made)})
    return made


def store_rows(user: Any, held: Inventory, entries: list[Entry]) -> list[Row]:
    """Store new rows of a held inventory, all or none, and compute them.

    Raises
    ------
    RowRefused
        For the first entry that cannot be taken; `read_entry` gives the faults of each beforehand.
    """
    last = held.rows.aggregate(last=Max("position"))["last"] or 0
    made = []
    for place, entry in enumerate(entries, last + 1):
        row, faults = read_entry(held, entry)
        if faults:
            raise RowRefused(faults)
        row.position = place
        row.changed_by_name = name_of(user)
        made.append(row)
    Row.objects.bulk_create(made, batch_size=500)
    keep_editions(user, made)
    recompute(held, made)
    return made


@transaction.atomic
def save_row(*, user: Any, pk: int, row: int, version: int, entry: Entry, reason: str = "") -> Row:
    """Change a row against the version that the writer saw."""
    held = hold(user, pk)
    kept = _row(held, row)
    if kept.version != version:
        raise Changed(_("第 %d 行刚由他人修改；您填写的内容还在，请核对现在的内容后再保存。") % kept.position)
    before = content_of(kept)
    read, faults = read_entry(held, entry)
    if faults:
        raise RowRefused(faults)
    put_read(kept, read, entry)
    after = content_of(kept)
    if after == before:
        return kept
    kept.version += 1
    kept.changed_by_name = name_of(user)
    kept.save()
    keep_editions(user, [kept], reason)
    recompute(held, [kept])
    note("row_changed", user, held, before=before, after=after, detail=reason)
    return kept


@transaction.atomic
def remove_row(*, user: Any, pk: int, row: int, version: int, reason: str = "") -> Row:
    """Take a row out of the inventory; what it said stays readable."""
    held = hold(user, pk)
    kept = _row(held, row)
    if kept.version != version:
        raise Changed(_("第 %d 行刚由他人修改，没有删除；请核对现在的内容。") % kept.position)
    kept.removed_at = timezone.now()
    kept.version += 1
    kept.changed_by_name = name_of(user)
    kept.save(update_fields=["removed_at", "version", "changed_by_name", "changed_at"])
    kept.emissions.all().delete()
    keep_editions(user, [kept], reason)
    note("row_removed", user, held, before={"row": kept.pk, **content_of(kept)}, detail=reason)
    return kept


@transaction.atomic
def choose_factor(*, user: Any, pk: int, row: int, version: int, parameter: str, code: str, reason: str) -> Row:
    """Use this factor for a parameter of the row; an empty code gives it back to the order of the inventory's sets."""
    held = hold(user, pk)
    kept = _row(held, row)
    if kept.version != version:
        raise Changed(_("第 %d 行刚由他人修改；请核对现在的内容后再选择因子。") % kept.position)
    _asked_parameter(kept, parameter)
    if code and not reason.strip():
        raise RowRefused({"reason": _("指定因子须写明理由；理由将随计算过程一并保存。")})
    before = dict(kept.choices)
    chosen = {name: value for name, value in kept.choices.items() if name != parameter}
    if code:
        chosen[parameter] = {"code": code, "reason": reason.strip()[:400], "by": name_of(user)}
    kept.choices = chosen
    return _chosen(user, held, kept, "factor_chosen", {"choices": before}, {"choices": chosen}, reason)


@transaction.atomic
def give_own_value(
    *, user: Any, pk: int, row: int, version: int, parameter: str, value: Mapping[str, Any] | None, reason: str = ""
) -> Row:
    """A value measured or declared with the row: `value`, `unit`, `lower`, `upper`, `source`. None takes it back."""
    held = hold(user, pk)
    kept = _row(held, row)
    if kept.version != version:
        raise Changed(_("第 %d 行刚由他人修改；请核对现在的内容后再填写实测值。") % kept.position)
    _asked_parameter(kept, parameter)
    if value is not None and not str(value.get("source") or "").strip():
        raise RowRefused({"source": _("实测值须写明来源（检测报告编号、台账等）。")})
    before = dict(kept.own)
    own = {name: each for name, each in kept.own.items() if name != parameter}
    if value is not None:
        own[parameter] = {name: value.get(name) for name in ("value", "unit", "lower", "upper", "source")}
    kept.own = own
    return _chosen(user, held, kept, "factor_chosen", {"own": before}, {"own": own}, reason)


@transaction.atomic
def give_ranges(*, user: Any, pk: int, row: int, version: int, given: Mapping[str, str]) -> Row:
    """How sure the numbers of a row are: by the name of an input half of its 95 % range in percent; "" is not known."""
    held = hold(user, pk)
    kept = _row(held, row)
    if kept.version != version:
        raise Changed(_("第 %d 行刚由他人修改；请核对现在的内容后再填写不确定度。") % kept.position)
    faults: dict[str, str] = {}
    read = _read_uncertainty(kind_of(kept.kind), given, faults)
    if faults:
        raise RowRefused(faults)
    before = dict(kept.uncertainty)
    kept.uncertainty = read
    kept.version += 1
    kept.changed_by_name = name_of(user)
    kept.save(update_fields=["uncertainty", "version", "changed_by_name", "changed_at"])
    keep_editions(user, [kept])
    note("row_changed", user, held, before={"row": kept.pk, "uncertainty": before}, after={"uncertainty": read})
    return kept


def read_entry(inventory: Inventory, entry: Entry) -> tuple[Row, dict[str, str]]:
    """The entry as a row that is not stored yet, and what is wrong with it by cell: the row counts only without faults.

    A row that still lacks an input may be stored: its amounts are unknown and say so.
    """
    faults: dict[str, str] = {}
    try:
        kind = kind_of(entry.kind)
    except KeyError:
        return Row(inventory=inventory), {"kind": _("没有“%s”这种源类型；请从列表中选择。") % entry.kind}
    if entry.category not in categories():
        faults["category"] = _("没有类别 %s；请从类别表中选择。") % entry.category
    elif not kind.allows(entry.category):
        faults["category"] = _("“%(kind)s”不能填在类别 %(category)s 中；可填：%(allowed)s。") % {
            "kind": kind.label,
            "category": entry.category,
            "allowed": "、".join(kind.categories),
        }
    read = read_row(kind, entry.cells)
    faults.update(read.faults)
    faults.update({**kind.contradictions(entry.category, read.values), **faults})
    if entry.notation:
        _check_notation(entry, read.values, faults)
    elif not kind.methods:
        faults["notation"] = _("“%s”一行须填写标识符。") % kind.label
    row = Row(
        inventory=inventory,
        kind=entry.kind,
        category=entry.category,
        label=entry.label.strip()[:200],
        values=read.values,
        typed=read.typed,
        notation=entry.notation,
        notation_reason=entry.notation_reason.strip()[:400],
        source_note=entry.source_note.strip()[:400],
        uncertainty=_read_uncertainty(kind, entry.uncertainty or {}, faults),
    )
    return row, faults


def put_read(kept: Row, read: Row, entry: Entry) -> None:
    """Let a stored row say what was read of an entry. An entry that says nothing of uncertainty leaves it as it is."""
    if kept.kind != read.kind:
        kept.choices, kept.own = {}, {}
    for name in ("kind", "category", "values", "typed", "notation", *PLAIN):
        setattr(kept, name, getattr(read, name))
    if entry.uncertainty is not None:
        kept.uncertainty = read.uncertainty


def content_of(row: Row) -> dict[str, Any]:
    """What a row says, as plain values."""
    names = ("kind", "category", "label", "values", "typed", "notation", "notation_reason", "choices", "own")
    return {
        **{name: getattr(row, name) for name in (*names, "uncertainty", "source_note")},
        "removed": row.removed_at is not None,
    }


def _check_notation(entry: Entry, values: Mapping[str, Any], faults: dict[str, str]) -> None:
    if entry.notation not in Key.__members__:
        faults["notation"] = _("标识符只能是 %(keys)s，现为“%(found)s”。") % {
            "keys": "、".join(Key.__members__),
            "found": entry.notation,
        }
    elif values:
        faults["notation"] = _("标识符 %s 不能与数值同时填写；请清空数值，或去掉标识符。") % entry.notation
    if entry.notation in ("NE", "IE", "C") and not entry.notation_reason.strip():
        faults["notation_reason"] = _("标识符 %s 须写明理由（未估算的原因、计入何处或保密依据）。") % entry.notation


def _read_uncertainty(kind: Kind, given: Mapping[str, str], faults: dict[str, str]) -> dict[str, float]:
    found: dict[str, float] = {}
    for name, written in given.items():
        text = str(written).strip().removesuffix("%").strip()
        if not text:
            continue
        try:
            number = float(text)
        except ValueError:
            number = -1.0
        if not 0 <= number < 1000 or name not in {each.name for each in kind.inputs}:
            faults[f"uncertainty:{name}"] = _("不确定度“%s”应为不小于 0 的百分数（95%% 置信区间的半宽）。") % written
        else:
            found[name] = number
    return found


def _row(held: Inventory, row: int) -> Row:
    return Row.objects.select_for_update().get(pk=row, inventory=held, removed_at__isnull=True)


def _asked_parameter(row: Row, parameter: str) -> None:
    name = parameter.partition(":")[0]
    kind = kind_of(row.kind)
    if not any(method.parameter(name) for method in kind.methods):
        raise RowRefused({"parameter": _("“%(kind)s”没有参数 %(name)s。") % {"kind": kind.label, "name": parameter}})


def _chosen(
    user: Any, held: Inventory, kept: Row, act: str, before: dict[str, Any], after: dict[str, Any], reason: str
) -> Row:
    kept.version += 1
    kept.changed_by_name = name_of(user)
    kept.save()
    keep_editions(user, [kept], reason)
    recompute(held, [kept])
    note(act, user, held, before={"row": kept.pk, **before}, after={"row": kept.pk, **after}, detail=reason)
    return kept


def keep_editions(user: Any, rows: list[Row], reason: str = "") -> None:
    """What these rows say now, readable for ever."""
    now = timezone.now()
    RowEdition.objects.bulk_create(
        [
            RowEdition(
                row=row,
                version=row.version,
                content=content_of(row),
                reason=reason.strip()[:400],
                by_id=account_of(user),
                by_name=name_of(user),
                at=now,
            )
            for row in rows
        ],
        batch_size=500,
    )


__all__ = [
    "Entry",
    "add_row",
    "choose_factor",
    "content_of",
    "give_own_value",
    "give_ranges",
    "keep_editions",
    "put_read",
    "read_entry",
    "remove_row",
    "save_row",
    "store_rows",
]

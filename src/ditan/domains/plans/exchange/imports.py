"""Taking a workbook back in. All rows are checked first; one bad row, and nothing is stored."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from ditan.base.audit.services import record
from ditan.domains.plans.errors import ImportRefused, InvalidFields, NotAvailable, PlanError, RowError
from ditan.domains.plans.exchange import columns as c
from ditan.domains.plans.exchange.additions import Addition, read_addition
from ditan.domains.plans.exchange.workbook import read_sheet, refuse, text_of_cell
from ditan.domains.plans.kinds import KINDS, Content, Kind
from ditan.domains.plans.kinds.lists import read_value
from ditan.domains.plans.models import How, ReviewItem
from ditan.domains.plans.permissions import IMPORT, REVIEW, require
from ditan.domains.plans.selectors import visible_items, visible_plans
from ditan.domains.plans.services.bulk import add_item
from ditan.domains.plans.services.reach import require_still_reached
from ditan.domains.plans.services.review import edit_item, merged


@dataclass(slots=True)
class ImportReport:
    """What a workbook came to. `checked_only` says that nothing was stored."""

    kind: str
    rows: int = 0
    unchanged: int = 0
    changed: int = 0
    added: int = 0
    checked_only: bool = False


@dataclass(slots=True)
class _Edit:
    row: int
    item: ReviewItem
    changes: dict[str, Any]


@dataclass(slots=True)
class _Plan:
    """What the rows ask for, and what is wrong with them."""

    edits: list[_Edit] = field(default_factory=list)
    additions: list[Addition] = field(default_factory=list)
    unchanged: int = 0
    errors: list[RowError] = field(default_factory=list)


@transaction.atomic
def import_items(*, user: User, kind: str, data: bytes, check_only: bool = False) -> ImportReport:
    """Bring the items to what the workbook says: changed cells are edits, rows without a number are new items.

    `ImportRefused` names every row and column that cannot be taken in; then nothing at all is stored.
    """
    require(user, IMPORT)
    require(user, REVIEW)
    if kind not in KINDS:
        raise NotAvailable(_("没有“%(kind)s”这类条目。") % {"kind": kind})
    spec = KINDS[kind]
    head, *rows = read_sheet(data)
    header = _header(spec, [text_of_cell(cell) for cell in head])
    wanted = _read_rows(user, spec, header, rows)
    if wanted.errors:
        raise ImportRefused(wanted.errors)
    report = ImportReport(kind, len(wanted.edits) + len(wanted.additions) + wanted.unchanged, wanted.unchanged)
    report.changed, report.added, report.checked_only = len(wanted.edits), len(wanted.additions), check_only
    if not check_only:
        batch = _store(user, spec, wanted)
        numbers = {"changed": report.changed, "added": report.added, "unchanged": report.unchanged}
        record(
            act="plans.items_imported",
            user=user,
            target_kind=kind,
            target_name=str(spec.label),
            after={"rows": report.rows, **numbers, "batch": str(batch)},
        )
    return report


@dataclass(frozen=True, slots=True)
class Header:
    """Where each column stands: the fixed ones by title, the content ones with their field."""

    fixed: dict[str, int]
    content: list[tuple[int, c.Column]]

    def text(self, row: Sequence[Any], title: str) -> str:
        """The text in a fixed column of a row, empty where the workbook lacks the column."""
        place = self.fixed.get(title)
        return text_of_cell(row[place]) if place is not None and place < len(row) else ""


def _header(kind: Kind, titles: Sequence[str]) -> Header:
    """Read the first row; `ImportRefused` where columns are unknown, doubled or missing."""
    years = [title.removeprefix(c.VALUE_PREFIX) for title in titles if title.startswith(c.VALUE_PREFIX)]
    known = {column.title: column for column in c.content_columns(kind, years)}
    errors: list[RowError] = []
    fixed: dict[str, int] = {}
    content: list[tuple[int, c.Column]] = []
    for place, title in enumerate(titles):
        if not title:
            continue
        if titles.index(title) != place:
            errors.append(RowError(1, title, _("这一列出现了两次；请删去多余的一列。")))
        elif title in known:
            content.append((place, known[title]))
        elif title in (*c.BEFORE, *c.AFTER):
            fixed[title] = place
        else:
            errors.append(RowError(1, title, _("“%(kind)s”列表没有这一列；请使用导出的表头。") % {"kind": kind.label}))
    if c.ITEM not in fixed:
        errors.append(RowError(1, c.ITEM, _("缺少这一列；请导入由本平台导出的“%(kind)s”列表。") % {"kind": kind.label}))
    if errors:
        raise ImportRefused(errors)
    return Header(fixed, content)


def _read_rows(user: User, kind: Kind, header: Header, rows: Sequence[tuple[Any, ...]]) -> _Plan:
    wanted = _Plan()
    numbers = [_key(header.text(row, c.ITEM)) for row in rows]
    items = _items(user, kind, [number for number in numbers if number is not None])
    seen: dict[int, int] = {}
    for row_number, (row, number) in enumerate(zip(rows, numbers, strict=True), start=2):
        if all(text_of_cell(cell) == "" for cell in row):
            continue
        try:
            if not header.text(row, c.ITEM):
                wanted.additions.append(read_addition(user, kind, header, row, row_number))
            elif number is None or number not in items:
                raise _wrong(row_number, c.ITEM, _("没有编号为“%s”的条目，或您无权查看。") % header.text(row, c.ITEM))
            elif number in seen:
                raise _wrong(row_number, c.ITEM, _("与第 %d 行是同一条目；请删去一行。") % seen[number])
            else:
                seen[number] = row_number
                changes = _changes(kind, header, row, items[number], row_number)
                if changes:
                    wanted.edits.append(_Edit(row_number, items[number], changes))
                else:
                    wanted.unchanged += 1
        except ImportRefused as refusal:
            wanted.errors += refusal.rows
    return wanted


def _wrong(row: int, column: str, message: str) -> ImportRefused:
    return ImportRefused([RowError(row, column, message)])


def _key(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None


def _items(user: User, kind: Kind, keys: Sequence[int]) -> dict[int, ReviewItem]:
    found: dict[int, ReviewItem] = {}
    rows = visible_items(user, kind, kind.rows().filter(plan__in=visible_plans(user)), IMPORT)
    rows = rows.prefetch_related(*kind.child_names)
    for start in range(0, len(keys), 500):
        found |= {item.pk: item for item in rows.filter(pk__in=keys[start : start + 500])}
    return found


def _changes(kind: Kind, header: Header, row: Sequence[Any], item: ReviewItem, row_number: int) -> dict[str, Any]:
    """Fields whose cells say something else than the item does."""
    content = kind.content_of(item)
    changes: dict[str, Any] = {}
    errors: list[RowError] = []
    for place, column in header.content:
        written = text_of_cell(row[place]) if place < len(row) else ""
        if written == c.shown_in(column, content).strip():
            continue
        try:
            _take(changes, column, written, content)
        except ValueError as error:
            errors.append(RowError(row_number, column.title, str(error)))
    errors += _row_errors(header, row, item, row_number, changed=bool(changes))
    if not errors and changes:
        errors += _content_errors(kind, header, content, changes, row_number)
    if errors:
        raise ImportRefused(errors)
    return changes


def _take(changes: dict[str, Any], column: c.Column, written: str, content: Content) -> None:
    """Note a changed cell, unless it only writes the same value in another way (2025.0)."""
    name = column.field.name
    if column.year:
        cell = read_value(written)
        if cell != content[name].get(column.year):
            changes.setdefault(name, {})[column.year] = written
    else:
        value = column.field.type.parse(written)
        if value != content[name]:
            changes[name] = written


def _row_errors(
    header: Header, row: Sequence[Any], item: ReviewItem, row_number: int, *, changed: bool
) -> list[RowError]:
    """What the fixed columns of a changed row must agree with."""
    errors = []
    version, state = header.text(row, c.VERSION), header.text(row, c.STATE)
    if changed and version != str(item.version):
        errors.append(
            RowError(
                row_number,
                c.VERSION,
                _("表中为 %(found)s，现为 %(now)d：条目在导出后已由%(name)s修改；请重新导出后再改。")
                % {"found": version or _("空"), "now": item.version, "name": item.decided_by_name or _("重新读取")},
            )
        )
    if state and state != item.get_state_display() and version == str(item.version):
        message = _("表中为“%(found)s”，现为“%(now)s”；审核状态请在审核台修改。")
        errors.append(RowError(row_number, c.STATE, message % {"found": state, "now": item.get_state_display()}))
    return errors


def _content_errors(
    kind: Kind, header: Header, content: Content, changes: dict[str, Any], row_number: int
) -> list[RowError]:
    """What the fields refuse together, as an edit would."""
    try:
        merged(kind, content, changes)
    except InvalidFields as refusal:
        labels = {field.name: str(field.label) for field in kind.fields}
        return [RowError(row_number, labels.get(name, name), text) for name, text in refusal.errors.items()]
    return []


def _store(user: User, kind: Kind, wanted: _Plan) -> uuid.UUID:
    batch = uuid.uuid4()
    errors: list[RowError] = []
    for edit in wanted.edits:
        try:
            edit_item(
                user=user,
                kind=kind.name,
                pk=edit.item.pk,
                version=edit.item.version,
                changes=edit.changes,
                how=How.IMPORT,
                batch=batch,
            )
        except PlanError as error:
            errors.append(RowError(edit.row, "", error.message))
    for each in wanted.additions:
        try:
            added = add_item(
                user=user,
                plan=each.plan,
                kind=kind.name,
                start=each.start,
                end=each.end,
                values=each.values,
                how=How.IMPORT,
                batch=batch,
            )
            require_still_reached(user, added, IMPORT)
        except PlanError as error:
            errors.append(RowError(each.row, "", error.message))
    if errors:
        raise ImportRefused(errors)
    return batch


__all__ = ["Header", "ImportReport", "import_items", "refuse"]

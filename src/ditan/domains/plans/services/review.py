"""Decisions on single items: confirm, edit, reject, reopen. Each checks, writes, and leaves a line in the record."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any, cast

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from ditan.domains.plans.errors import Changed, InvalidFields, NotAvailable
from ditan.domains.plans.kinds import KINDS, Content, Kind, kind_of
from ditan.domains.plans.kinds.lists import ListType
from ditan.domains.plans.models import DOUBTFUL, Decision, Finding, How, Indicator, Origin, ReviewItem, State
from ditan.domains.plans.permissions import REVIEW, require
from ditan.domains.plans.services.decisions import Decided, decide, entry, record
from ditan.domains.plans.services.following import keep_up
from ditan.domains.plans.services.logged import log_decision
from ditan.domains.plans.services.reach import require_reach, require_still_reached
from ditan.domains.plans.services.rows import rewrite


@transaction.atomic
def confirm_item(*, user: User, kind: str, pk: int, version: int, how: How = How.BY_HAND) -> Decided:
    """Take an item into the books as it stands. One that a person edited counts as edited, also after a rejection."""
    require(user, REVIEW)
    item = lock(user, kind, pk, version)
    if item.is_booked:
        return item
    before = {"state": item.state}
    edited = isinstance(item, ReviewItem) and item.machine_reading is not None
    decide(item, state=State.EDITED if edited else State.CONFIRMED, user=user, how=how)
    item.save()
    line = entry(item, action=Decision.Action.CONFIRM, user=user, how=how, before=before, after=_state(item))
    _note(user, item, line)
    return item


@transaction.atomic
def reject_item(*, user: User, kind: str, pk: int, version: int, reason: str = "", how: How = How.BY_HAND) -> Decided:
    """Keep an item out of the books; it stays on the review desk, so that it can be taken up again."""
    require(user, REVIEW)
    item = lock(user, kind, pk, version)
    if item.state == State.REJECTED:
        return item
    before = {"state": item.state}
    decide(item, state=State.REJECTED, user=user, how=how)
    item.save()
    after = _state(item)
    line = entry(item, action=Decision.Action.REJECT, user=user, how=how, reason=reason, before=before, after=after)
    _note(user, item, line)
    return item


@transaction.atomic
def doubt_finding(*, user: User, pk: int, version: int, reason: str = "") -> Finding:
    """Say of a finding that nobody can tell yet; it stays in the lists, with who said so."""
    require(user, REVIEW)
    finding = cast("Finding", lock(user, "finding", pk, version))
    if finding.state == DOUBTFUL:
        return finding
    before = {"state": finding.state}
    decide(finding, state=DOUBTFUL, user=user, how=How.BY_HAND)
    finding.save()
    after = _state(finding)
    line = entry(finding, action=Decision.Action.DOUBT, user=user, reason=reason, before=before, after=after)
    _note(user, finding, line)
    return finding


@transaction.atomic
def reopen_item(*, user: User, kind: str, pk: int, version: int) -> Decided:
    """Take a decision back: the item is a proposal again, with what the machine reads, the record keeps the rest."""
    require(user, REVIEW)
    item = lock(user, kind, pk, version)
    if item.state == State.PROPOSED:
        return item
    before: dict[str, Any] = {"state": item.state}
    if isinstance(item, ReviewItem):
        if item.machine_reading is not None:
            before["content"] = kind_of(item).content_of(item)
            rewrite(item, item.machine_reading)
        item.machine_reading = None
    decide(item, state=State.PROPOSED, user=user, how=How.BY_HAND)
    item.save()
    require_still_reached(user, item, REVIEW)
    _note(user, item, entry(item, action=Decision.Action.REOPEN, user=user, before=before, after=_state(item)))
    return item


@transaction.atomic
def edit_item(
    *,
    user: User,
    kind: str,
    pk: int,
    version: int,
    changes: Mapping[str, Any],
    how: How = How.BY_HAND,
    reason: str = "",
    batch: uuid.UUID | None = None,
) -> ReviewItem:
    """Correct an item and take it into the books. What the machine read is kept beside the correction.

    `changes` maps field names to what a person wrote; a field left out stays, and so does one whose text equals what
    was shown. Where nothing differs from the machine's own reading the item counts as confirmed.
    """
    require(user, REVIEW)
    item = lock_review_item(user, kind, pk, version)
    spec = kind_of(item)
    former = spec.content_of(item)
    content = merged(spec, former, changes)
    if content == former and item.is_booked:
        return item
    return write_content(item, content, user=user, how=how, reason=reason, batch=batch)


def write_content(
    item: ReviewItem,
    content: Content,
    *,
    user: User,
    how: How,
    reason: str = "",
    batch: uuid.UUID | None = None,
) -> ReviewItem:
    """Store a person's content for a locked item, with its line in the record."""
    former = kind_of(item).content_of(item)
    changed = [name for name, value in content.items() if former[name] != value]
    before = {"state": item.state, **{name: former[name] for name in changed}}
    if changed:
        if item.machine_reading is None and item.origin == Origin.MACHINE:
            item.machine_reading = former
        rewrite(item, content)
    as_read = item.machine_reading is None or item.machine_reading == content
    if as_read:
        item.machine_reading = None
    decide(item, state=State.CONFIRMED if as_read else State.EDITED, user=user, how=how)
    item.save()
    require_still_reached(user, item, REVIEW)
    after = {**_state(item), **{name: content[name] for name in changed}}

    line = entry(
        item,
        action=Decision.Action.EDIT,
        user=user,
        how=how,
        reason=reason,
        before=before,
        after=after,
        batch=batch,
    )
    _note(user, item, line)
    return item


@transaction.atomic
def choose_alternative(*, user: User, pk: int, version: int, alternative: int) -> ReviewItem:
    """Let an ambiguous indicator take one of its other readings, counted from 1."""
    from ditan.domains.plans.kinds.indicator import values_of

    require(user, REVIEW)
    item = lock_review_item(user, "indicator", pk, version)
    assert isinstance(item, Indicator)
    values = values_of(item, alternative) if alternative > 0 else {}
    if not values:
        raise NotAvailable(_("该指标没有第 %(number)d 种读法；请刷新页面后重选。") % {"number": alternative})
    content = {**kind_of(item).content_of(item), "values": values}
    return write_content(item, content, user=user, how=How.BY_HAND)


def merged(kind: Kind, former: Content, changes: Mapping[str, Any]) -> Content:
    """The content after a person's changes; `InvalidFields` names every field that is refused."""
    content, errors = dict(former), dict[str, str]()
    known = {field.name: field for field in kind.fields}
    for name, written in changes.items():
        if (field := known.get(name)) is None:
            errors[name] = _("%(kind)s没有“%(field)s”这一栏。") % {"kind": kind.label, "field": name}
            continue
        if isinstance(written, str) and written == field.type.show(former[name]):
            continue
        try:
            if isinstance(field.type, ListType):
                content[name] = field.type.update(former[name], written)
            else:
                content[name] = field.type.parse(written)
        except ValueError as error:
            errors[name] = f"{field.label}：{error}"
    for field in kind.fields:
        if field.required and not content[field.name] and field.name not in errors:
            errors[field.name] = _("%(label)s 不能为空。") % {"label": field.label}
    if "title" in content and not content["title"] and not content["text"] and not errors:
        errors["title"] = _("标题和内容不能都为空。")
    if errors:
        raise InvalidFields(errors)
    return content


def lock(user: User, kind: str, pk: int, version: int) -> Decided:
    """The item, held for this transaction; `NotAllowed` where it is out of the person's reach, `Changed` where somebody
    wrote since the person looked."""
    if kind != "finding" and kind not in KINDS:
        raise NotAvailable(_("没有“%(kind)s”这类条目。") % {"kind": kind})
    rows: QuerySet[Any] = Finding.objects.all() if kind == "finding" else KINDS[kind].rows()
    item: Decided | None = rows.select_for_update().filter(pk=pk).first()
    if item is None:
        raise NotAvailable(_("该条目已不存在，可能已被重新读取替换；请刷新页面。"))
    require_reach(user, item, REVIEW)
    if item.version != version:
        raise Changed(
            _("“%(label)s”在您打开之后已由%(name)s修改；请刷新后核对再保存。")
            % {"label": item.label[:40], "name": item.decided_by_name or _("重新读取")}
        )
    return item


def lock_review_item(user: User, kind: str, pk: int, version: int) -> ReviewItem:
    """As `lock`, for kinds whose content can be written."""
    item = lock(user, kind, pk, version)
    if not isinstance(item, ReviewItem):
        raise NotAvailable(_("质检问题不能修改，只能确认或驳回。"))
    return item


def _note(user: User, item: Decided, line: Decision) -> None:
    """Put a decision into the item's history and into the platform's log."""
    record([line])
    log_decision(user, item, line)
    keep_up([item], user)


def _state(item: Decided) -> dict[str, Any]:
    return {"state": str(item.state)}

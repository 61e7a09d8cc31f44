"""Decisions on many items at once, and items that a person adds."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Collection, Mapping
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.records.selectors import text_of
from ditan.domains.plans.errors import InvalidFields, NotAvailable
from ditan.domains.plans.kinds import KINDS, Kind
from ditan.domains.plans.models import Decision, Heading, How, Measure, Origin, PlanDocument, ReviewItem, State
from ditan.domains.plans.permissions import REVIEW, require
from ditan.domains.plans.selectors.scope import visible_items
from ditan.domains.plans.services.decisions import decide, entry, name_of, record
from ditan.domains.plans.services.following import keep_plans_up, keep_up
from ditan.domains.plans.services.logged import log_decision, log_plan
from ditan.domains.plans.services.reach import require_still_reached
from ditan.domains.plans.services.review import merged
from ditan.domains.plans.services.rows import write_children


@transaction.atomic
def confirm_above(*, user: User, plan: PlanDocument, confidence: float, kinds: Collection[str] = ()) -> int:
    """Confirm every undecided item in the person's reach that the reader was at least this sure of; gives how many.

    An ambiguous indicator is never among them: it has two readings, and somebody has to choose.
    """
    require(user, REVIEW)
    if not 0 <= confidence <= 1:
        raise InvalidFields({"confidence": _("把握应在 0 与 1 之间，现为 %(found)s。") % {"found": confidence}})
    unknown = sorted(set(kinds) - set(KINDS))
    if unknown:
        raise InvalidFields({"kinds": _("没有“%(kind)s”这类条目。") % {"kind": "、".join(unknown)}})
    batch = uuid.uuid4()
    numbers = {}
    for kind in KINDS.values():
        if not kinds or kind.name in kinds:
            rows = visible_items(user, kind, _undecided(kind, plan).filter(confidence__gte=confidence), REVIEW)
            numbers[kind.name] = confirm_rows(rows, user=user, how=How.BULK, batch=batch)
    log_plan("items_confirmed", user, plan, after={"confirmed": numbers, "confidence": confidence, "batch": str(batch)})
    keep_plans_up([plan.pk], user)
    return sum(numbers.values())


def _undecided(kind: Kind, plan: PlanDocument) -> QuerySet[Any]:
    rows = kind.rows().filter(plan=plan, state=State.PROPOSED)
    return rows.filter(ambiguous=False) if kind.name == "indicator" else rows


def confirm_rows(rows: QuerySet[Any], *, user: User, how: How, batch: uuid.UUID) -> int:
    """Confirm undecided rows of one kind in a handful of statements, each with its line in the record."""
    items = list(rows.select_for_update())
    rows.model._default_manager.filter(pk__in=[item.pk for item in items]).update(
        state=State.CONFIRMED,
        version=F("version") + 1,
        decided_by=user.pk,
        decided_by_name=name_of(user),
        decided_at=timezone.now(),
        decided_how=how,
    )
    before, after = {"state": str(State.PROPOSED)}, {"state": str(State.CONFIRMED)}
    record(
        entry(item, action=Decision.Action.CONFIRM, user=user, how=how, before=before, after=after, batch=batch)
        for item in items
    )
    return len(items)


@transaction.atomic
def add_item(
    *,
    user: User,
    plan: PlanDocument,
    kind: str,
    start: int,
    end: int,
    values: Mapping[str, Any],
    how: How = How.BY_HAND,
    batch: uuid.UUID | None = None,
) -> ReviewItem:
    """Add what the reader missed, from characters [start, end) of the source; it is confirmed at once."""
    require(user, REVIEW)
    if kind not in KINDS:
        raise NotAvailable(_("没有“%(kind)s”这类条目。") % {"kind": kind})
    text = text_of(plan.source)
    if not 0 <= start < end <= len(text):
        raise InvalidFields(
            {
                "span": _("所选原文 %(start)d—%(end)d 不在全文 0—%(length)d 之内；请重新选取。")
                % {"start": start, "end": end, "length": len(text)}
            }
        )
    spec = KINDS[kind]
    content = merged(spec, spec.blank(), values)
    item = spec.model(plan=plan, origin=Origin.PERSON, confidence=1.0, start=start, end=end, quote=text[start:end])
    if isinstance(item, Measure):
        item.form = kind
    item.heading = _heading_at(plan, start)
    item.position = _position_at(spec, plan, start)
    item.key = hashlib.sha256(f"person\n{uuid.uuid4()}".encode()).hexdigest()
    spec.apply(item, content)
    decide(item, state=State.CONFIRMED, user=user, how=how)
    item.save()
    write_children(spec, [(item, content, {})], fresh=True)
    after = {"state": str(item.state), **content}
    require_still_reached(user, item, REVIEW)
    line = entry(item, action=Decision.Action.ADD, user=user, how=how, after=after, batch=batch)
    record([line])
    log_decision(user, item, line)
    keep_up([item], user)
    return item


def _heading_at(plan: PlanDocument, start: int) -> Heading | None:
    """The innermost heading whose part holds the place."""
    return Heading.objects.filter(plan=plan, start__lte=start, part_end__gt=start).order_by("-level", "-start").first()


def _position_at(kind: Kind, plan: PlanDocument, start: int) -> int:
    """The position of the item before, so that lists show the new one behind it."""
    rows = kind.rows().filter(plan=plan, start__lte=start)
    before = rows.order_by("-start", "-position").values_list("position", flat=True).first()
    return before or 0

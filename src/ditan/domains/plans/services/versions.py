"""Versions of one plan: a draft for comment, then the issued text. Decisions are carried over where nothing changed."""

from __future__ import annotations

import uuid

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.domains.plans.comparing import BY_THE_WAY, pair_versions, says_the_same
from ditan.domains.plans.errors import NotAvailable
from ditan.domains.plans.kinds import KINDS, Content, Kind, essence
from ditan.domains.plans.models import Decision, How, PlanDocument, ReviewItem, State
from ditan.domains.plans.permissions import MANAGE, require
from ditan.domains.plans.services.applying import stored_items
from ditan.domains.plans.services.checking import check_region
from ditan.domains.plans.services.decisions import name_of, record
from ditan.domains.plans.services.logged import log_plan
from ditan.domains.plans.services.rows import rewrite

ACTIONS = {
    State.CONFIRMED: Decision.Action.CONFIRM,
    State.EDITED: Decision.Action.EDIT,
    State.REJECTED: Decision.Action.REJECT,
}


@transaction.atomic
def supersede(*, user: User, plan: PlanDocument, earlier: PlanDocument) -> PlanDocument:
    """Make a plan the next version of an earlier one, which leaves the lists; its decisions are carried over."""
    require(user, MANAGE)
    plan = PlanDocument.objects.select_for_update().get(pk=plan.pk)
    earlier = PlanDocument.objects.select_for_update().get(pk=earlier.pk)
    _refuse_wrong_pair(plan, earlier)
    plan.supersedes, plan.family = earlier, earlier.family
    plan.version += 1
    plan.save()
    earlier.is_current = False
    earlier.version += 1
    earlier.save()
    carry_over(plan=plan)
    check_region(plan=plan)
    _note("plan_superseded", plan, user, {"supersedes": None}, {"supersedes": earlier.pk, "title": earlier.title})
    return plan


@transaction.atomic
def separate(*, user: User, plan: PlanDocument) -> PlanDocument:
    """Take back that a plan is a version of an earlier one; both are current again. Decisions stay as they are."""
    require(user, MANAGE)
    plan = PlanDocument.objects.select_for_update(of=("self",)).select_related("supersedes").get(pk=plan.pk)
    earlier = plan.supersedes
    if earlier is None:
        raise NotAvailable(_("《%(title)s》没有上一版本。") % {"title": plan.title})
    plan.supersedes = None
    plan.version += 1
    family, former = uuid.uuid4(), plan.family
    for later in _line_from(plan):
        later.family = family
        later.save(update_fields=["family"])
    plan.family = family
    plan.save()
    earlier.is_current, earlier.family = True, former
    earlier.version += 1
    earlier.save()
    for kind in KINDS.values():
        kind.model._default_manager.filter(plan=plan).update(previous=None)
    check_region(plan=earlier)
    _note("plan_separated", plan, user, {"supersedes": earlier.pk, "title": earlier.title}, {"supersedes": None})
    return plan


def _refuse_wrong_pair(plan: PlanDocument, earlier: PlanDocument) -> None:
    if plan.pk == earlier.pk:
        raise NotAvailable(_("一份规划不能是自己的上一版本。"))
    if plan.supersedes_id is not None:
        raise NotAvailable(_("《%(title)s》已有上一版本；请先撤销原来的关联。") % {"title": plan.title})
    if PlanDocument.objects.filter(supersedes=earlier).exists():
        raise NotAvailable(_("《%(title)s》已有下一版本；请关联到最新的版本。") % {"title": earlier.title})
    if any(later.pk == earlier.pk for later in _line_from(plan)):
        raise NotAvailable(_("《%(title)s》是本规划的后续版本，不能再作为上一版本。") % {"title": earlier.title})


def _line_from(plan: PlanDocument) -> list[PlanDocument]:
    """The versions that came after a plan, in order."""
    line: list[PlanDocument] = []
    later = PlanDocument.objects.filter(supersedes=plan).first()
    while later is not None and later.pk not in [each.pk for each in line]:
        line.append(later)
        later = PlanDocument.objects.filter(supersedes=later).first()
    return line


def _note(act: str, plan: PlanDocument, user: User, before: dict[str, object], after: dict[str, object]) -> None:
    """Put the act into the plan's history and into the platform's log."""
    record([_plan_entry(plan, user, before, after)])
    log_plan(act, user, plan, before=before, after=after)


def _plan_entry(plan: PlanDocument, user: User, before: dict[str, object], after: dict[str, object]) -> Decision:
    return Decision(
        plan=plan,
        item_kind="plan",
        item_id=plan.pk,
        item_label=plan.title,
        action=Decision.Action.SUPERSEDE,
        before=before,
        after=after,
        user_id=user.pk,
        user_name=name_of(user),
    )


def carry_over(*, plan: PlanDocument) -> int:
    """Link each item to the one of the superseded version, and carry a decision where both say the same.

    An item that says something else stays a proposal: a person looks at what changed. Gives how many were carried.
    """
    if plan.supersedes is None:
        return 0
    batch = uuid.uuid4()
    return sum(_carry_kind(kind, plan, plan.supersedes, batch) for kind in KINDS.values())


def _carry_kind(kind: Kind, plan: PlanDocument, earlier: PlanDocument, batch: uuid.UUID) -> int:
    old = {item.pk: (item, _as_read(kind, item)) for item in stored_items(kind, earlier)}
    new = {item.pk: (item, kind.content_of(item)) for item in stored_items(kind, plan)}
    entries = []
    for before, after in pair_versions(kind, list(old.values()), list(new.values())):
        after.previous = before
        if before.is_decided and not after.is_decided and says_the_same(kind, old[before.pk][1], new[after.pk][1]):
            entries.append(_carry(kind, before, after, new[after.pk][1], batch))
        after.save()
    record(entries)
    return len(entries)


def _as_read(kind: Kind, item: ReviewItem) -> Content:
    """What the machine read, which is what a later reading is compared with."""
    return item.machine_reading if item.machine_reading is not None else kind.content_of(item)


def _carry(kind: Kind, before: ReviewItem, after: ReviewItem, read: Content, batch: uuid.UUID) -> Decision:
    """Give an item the decision of its former self, under the name of the person who took it."""
    state = State(before.state)
    if state == State.EDITED:
        numbering = {name: read[name] for name in BY_THE_WAY if name in read}
        after.machine_reading = read
        rewrite(after, {**essence(kind, kind.content_of(before)), **numbering})
    after.state, after.decided_how = state, How.CARRIED
    after.decided_by_id, after.decided_by_name, after.decided_at = (
        before.decided_by_id,
        before.decided_by_name,
        timezone.now(),
    )
    after.version += 1
    return Decision(
        plan_id=after.plan_id,
        item_kind=after.kind,
        item_id=after.pk,
        item_label=after.label[:400],
        action=ACTIONS[state],
        how=How.CARRIED,
        before={"state": str(State.PROPOSED)},
        after={"state": str(state), "previous": before.pk},
        user_id=before.decided_by_id,
        user_name=before.decided_by_name,
        batch=batch,
    )

"""The facts of a plan as a person corrects them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from ditan.base.records.models import Subject
from ditan.base.records.services import name_subject
from ditan.domains.plans.errors import Changed, InvalidFields
from ditan.domains.plans.facts import FACTS
from ditan.domains.plans.models import Decision, PlanDocument
from ditan.domains.plans.names import lexicon
from ditan.domains.plans.permissions import MANAGE, require
from ditan.domains.plans.services.checking import check_region
from ditan.domains.plans.services.decisions import name_of
from ditan.domains.plans.services.following import keep_plans_up, move_numbers
from ditan.domains.plans.services.logged import log_plan

FOLLOWED = {"region_name", "status", "period_start", "period_end", "issued_on"}
"""Facts on which it depends whose targets a plan's are, which are binding, and which of its numbers are of years past."""


@transaction.atomic
def edit_plan(*, user: User, plan: PlanDocument, version: int, changes: Mapping[str, Any]) -> PlanDocument:
    """Correct what the plan states of itself; a later reading leaves these facts alone.

    Its targets follow in the same transaction.
    """
    require(user, MANAGE)
    plan = PlanDocument.objects.select_for_update(of=("self",)).select_related("region").get(pk=plan.pk)
    if plan.version != version:
        raise Changed(_("《%(title)s》在您打开之后已被修改；请刷新后核对再保存。") % {"title": plan.title})
    former = {fact.name: getattr(plan, fact.name) for fact in FACTS}
    written = _parsed(changes)
    changed = {name: value for name, value in written.items() if former[name] != value}
    if not changed:
        return plan
    region_before = plan.region
    for name, value in changed.items():
        if name == "region_name":
            plan.region = _region(value)
        else:
            setattr(plan, name, value)
    _refuse_bad_period(plan)
    plan.facts_decided, plan.version = True, plan.version + 1
    plan.save()
    if plan.region != region_before:
        _check_regions_again(plan, region_before)
    if FOLLOWED & changed.keys():
        move_numbers(plan, region_before, user)
        keep_plans_up([plan.pk], user)
    before = {name: former[name] for name in changed}
    _record(user, plan, before, changed)
    log_plan("plan_edited", user, plan, before=before, after=changed)
    return plan


def _parsed(changes: Mapping[str, Any]) -> dict[str, Any]:
    fields = {fact.name: fact for fact in FACTS}
    values, errors = dict[str, Any](), dict[str, str]()
    for name, written in changes.items():
        if (field := fields.get(name)) is None:
            errors[name] = _("基本信息没有“%(field)s”这一栏。") % {"field": name}
            continue
        try:
            values[name] = field.type.parse(written)
        except ValueError as error:
            errors[name] = f"{field.label}：{error}"
        else:
            if field.required and not values[name]:
                errors[name] = _("%(label)s 不能为空。") % {"label": field.label}
    if errors:
        raise InvalidFields(errors)
    return values


def _region(name: str) -> Subject | None:
    """The region of a typed name, with its code where the lexicon knows one."""
    if not name:
        return None
    known = lexicon().region(name)
    code, full_name = (known.code, known.name) if known is not None else (name, name)
    return name_subject(kind=Subject.Kind.REGION, code=code, name=full_name)


def _refuse_bad_period(plan: PlanDocument) -> None:
    start, end = plan.period_start, plan.period_end
    if start is not None and end is not None and start > end:
        raise InvalidFields(
            {"period_end": _("规划期止 %(end)d 早于规划期起 %(start)d；请核对。") % {"start": start, "end": end}}
        )


def _check_regions_again(plan: PlanDocument, before: Subject | None) -> None:
    check_region(plan=plan)
    neighbour = PlanDocument.objects.filter(region=before, is_current=True).first() if before is not None else None
    if neighbour is not None:
        check_region(plan=neighbour)


def _record(user: User, plan: PlanDocument, before: dict[str, Any], after: dict[str, Any]) -> None:
    Decision.objects.create(
        plan=plan,
        item_kind="plan",
        item_id=plan.pk,
        item_label=plan.title,
        action=Decision.Action.EDIT,
        before=before,
        after=after,
        user_id=user.pk,
        user_name=name_of(user),
    )

"""Keeps up what measures, tasks and projects serve: proposals of the machine, and what of the plan lacks a tie.

A machine proposes for what is in the books and never touches what a person decided. Findings say which target no task serves
and which task has no result that could be measured; they are brought up to date, not added again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from ditan.base.records.models import Metric
from ditan.base.records.permissions import CONTRIBUTIONS
from ditan.base.records.services.contributions import Proposal, Proposed, propose_contributions
from ditan.domains.plans.kinds import KINDS
from ditan.domains.plans.models import (
    BOOKED,
    SERVING_CODES,
    Finding,
    FindingSpan,
    Measure,
    PlanDocument,
    Project,
    State,
)
from ditan.domains.plans.permissions import require
from ditan.domains.plans.selectors.shortfalls import Shortfall, shortfalls_of
from ditan.domains.plans.tracking.serving import Finder

SERVERS = ("measure", "task", "project")
"""Kinds of items that serve metrics."""


def key_of(item: Measure | Project) -> str:
    """The item's name among all servers."""
    return f"plans.{'project' if isinstance(item, Project) else 'measure'}:{item.pk}"


def keep_serving(plans: Collection[int]) -> Proposed:
    """Propose what the booked items of these plans serve, and bring the findings up to date. Doing it twice changes nothing."""
    items = [
        item
        for model in (Measure, Project)
        for item in model._default_manager.filter(plan__in=plans).select_related("plan")
    ]
    done = _propose([item for item in items if item.is_booked], {key_of(item) for item in items})
    for plan in PlanDocument.objects.filter(pk__in=plans):
        weigh(plan)
    return done


def keep_items_serving(items: Sequence[Any]) -> None:
    """The same for single items after a decision; findings follow when somebody asks or the day is over."""
    own = [item for item in items if isinstance(item, Measure | Project)]
    if own:
        _propose([item for item in own if item.is_booked], {key_of(item) for item in own})


@transaction.atomic
def refresh_serving(*, user: User, plan: PlanDocument) -> Proposed:
    """The button: look through a plan's items again."""
    require(user, CONTRIBUTIONS)
    return keep_serving([plan.pk])


def follow_contributions(keys: Sequence[str]) -> None:
    """Told by records whose contributions a person decided on: the findings of their plans follow."""
    numbers: dict[str, list[int]] = {"measure": [], "project": []}
    for key in keys:
        kind, _colon, pk = key.removeprefix("plans.").partition(":")
        if key.startswith("plans.") and kind in numbers:
            numbers[kind].append(int(pk))
    plans = set(Measure.objects.filter(pk__in=numbers["measure"]).values_list("plan_id", flat=True))
    plans |= set(Project.objects.filter(pk__in=numbers["project"]).values_list("plan_id", flat=True))
    for plan in PlanDocument.objects.filter(pk__in=plans):
        weigh(plan)


@transaction.atomic
def weigh(plan: PlanDocument) -> None:
    """Store what of the plan lacks a tie; what was put right goes, save where a person decided: that is marked stale."""
    stored = {row.key: row for row in Finding.objects.filter(plan=plan, code__in=SERVING_CODES).select_for_update()}
    fresh: list[tuple[Finding, Shortfall]] = []
    for each in shortfalls_of(plan):
        key = hashlib.sha256(f"{each.code}{plan.pk}{each.start}{each.end}".encode()).hexdigest()
        known = stored.pop(key, None)
        if known is None:
            made = Finding(plan=plan, code=each.code, level=each.level, message=each.message, key=key)
            if all(other.key != key for other, _each in fresh):
                fresh.append((made, each))
        elif (known.message, known.stale) != (each.message, False):
            known.message, known.stale = each.message, False
            known.save(update_fields=["message", "stale"])
    Finding.objects.bulk_create([row for row, _each in fresh], batch_size=200)
    FindingSpan.objects.bulk_create(
        [
            FindingSpan(finding=row, plan=plan, position=0, start=each.start, end=each.end, quote=each.quote)
            for row, each in fresh
        ],
        batch_size=200,
    )
    gone = [row.pk for row in stored.values()]
    if gone:
        Finding.objects.filter(pk__in=gone, state=State.PROPOSED).delete()
        Finding.objects.filter(pk__in=gone).exclude(stale=True).update(stale=True)


def _propose(items: Sequence[Measure | Project], known: Collection[str]) -> Proposed:
    if not items and not known:
        return Proposed()
    servers = {key_of(item): item.is_demo for item in items}
    rows = list(_rows(items)) if items else []
    return propose_contributions(rows, servers=servers, known=known)


def _rows(items: Iterable[Measure | Project]) -> Iterable[Proposal]:
    finder = _finder()
    for item in items:
        for each in finder.spoken(item.quote, item.category):
            yield Proposal(
                server_key=key_of(item),
                server_title=item.label[:400],
                link=reverse("plans:item", args=[item.kind, item.pk]),
                metric_id=each.metric,
                ground=each.ground,
                basis=each.name,
                sign=each.sign,
                subject_id=item.plan.region_id,
                source_id=item.plan.source_id,
                start=item.start + each.start,
                end=item.start + each.end,
                quote=item.quote[each.start : each.end],
                demo=item.is_demo,
            )


def _finder() -> Finder:
    metrics = Metric.objects.filter(is_active=True).prefetch_related("aliases").order_by("pk")
    return Finder((each.pk, each.name, tuple(alias.name for alias in each.aliases.all())) for each in metrics)


def current_plans() -> list[int]:
    """Plans that have anything in the books to look through."""
    booked = Q()
    for name in SERVERS:
        rows = KINDS[name].rows().filter(state__in=BOOKED).order_by()
        booked |= Q(pk__in=rows.values("plan_id"))
    return list(PlanDocument.objects.filter(booked, is_current=True).values_list("pk", flat=True))

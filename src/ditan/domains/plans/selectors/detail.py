"""One plan: its facts with their places, outline, counts, findings, readings and versions."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from ditan.base.records.selectors import text_of
from ditan.domains.plans.facts import FACTS
from ditan.domains.plans.kinds import Field
from ditan.domains.plans.models import (
    SERVING_CODES,
    Decision,
    FactSpan,
    Finding,
    FindingSpan,
    Heading,
    PlanDocument,
    PlanReading,
)
from ditan.domains.plans.permissions import Visitor
from ditan.domains.plans.selectors.findings import GRAVITY
from ditan.domains.plans.selectors.library import PlanCounts, library_counts
from ditan.domains.plans.selectors.scope import visible_decisions, visible_findings, visible_plans


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of a plan as shown, and where the plan states it (None where a person typed it or nothing is known)."""

    field: Field
    shown: str
    span: FactSpan | None


@dataclass(frozen=True, slots=True)
class PlanDetail:
    """All that a plan's page shows."""

    plan: PlanDocument
    facts: tuple[Fact, ...]
    outline: tuple[Heading, ...]
    counts: PlanCounts
    findings: tuple[Finding, ...]
    readings: tuple[PlanReading, ...]
    versions: tuple[PlanDocument, ...]
    decisions: tuple[Decision, ...]


FACT_OF_FIELD = {"region_name": "region"}
"""Names under which the reader notes where a fact stands, where they differ from ours."""


def plan_detail(user: Visitor, pk: int) -> PlanDetail:
    """One plan with everything around it; `PlanDocument.DoesNotExist` where the user may not see it."""
    plan = visible_plans(user).select_related("supersedes").get(pk=pk)
    return PlanDetail(
        plan=plan,
        facts=plan_facts(plan),
        outline=tuple(Heading.objects.filter(plan=plan).order_by("position")),
        counts=library_counts(user, [plan])[plan.pk],
        findings=tuple(plan_findings(user, plan)),
        readings=tuple(PlanReading.objects.filter(plan=plan).select_related("job", "source").order_by("-pk")[:10]),
        versions=tuple(visible_plans(user).filter(family=plan.family).order_by("pk")),
        decisions=tuple(visible_decisions(user, Decision.objects.filter(plan=plan)).order_by("-pk")[:20]),
    )


def plan_facts(plan: PlanDocument) -> tuple[Fact, ...]:
    """The facts in the order of the form."""
    spans = {span.fact: span for span in FactSpan.objects.filter(plan=plan)}
    return tuple(
        Fact(field, field.type.show(getattr(plan, field.name)), spans.get(FACT_OF_FIELD.get(field.name, field.name)))
        for field in FACTS
    )


def plan_findings(user: Visitor, plan: PlanDocument) -> QuerySet[Finding]:
    """Findings that touch the plan, its own and those across plans, the worst first; not those on what serves what."""
    sides = FindingSpan.objects.select_related("plan__source", "plan__region").order_by("position")
    return (
        visible_findings(user, Finding.objects.filter(pk__in=FindingSpan.objects.filter(plan=plan).values("finding")))
        .filter(plan__in=visible_plans(user))
        .exclude(code__in=SERVING_CODES)
        .prefetch_related(Prefetch("spans", queryset=sides, to_attr="sides"))
        .order_by(GRAVITY, "pk")
    )


def source_text(user: Visitor, pk: int) -> str:
    """The decoded text of a plan's source."""
    return text_of(visible_plans(user).get(pk=pk).source)

"""What the API says: one schema a thing, filled from the selectors' values."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from ninja import Field, Schema

from ditan.domains.plans.kinds import content_of
from ditan.domains.plans.models import Decision, Finding, Heading, PlanReading, ReviewItem
from ditan.domains.plans.selectors import PlanChanges, PlanCounts


class RegionOut(Schema):
    code: str
    name: str


class PlanOut(Schema):
    """A plan of the library."""

    id: int = Field(alias="pk")
    title: str
    issuer: str
    document_number: str
    issued_on: str
    status: str
    region: RegionOut | None
    period_start: int | None
    period_end: int | None
    is_current: bool
    supersedes: int | None = Field(None, alias="supersedes_id")
    family: uuid.UUID
    example: bool
    version: int
    file: str = Field(alias="source.name")
    created_at: datetime


class KindCountOut(Schema):
    total: int
    proposed: int
    booked: int
    rejected: int


class CountsOut(Schema):
    kinds: dict[str, KindCountOut]
    findings: dict[str, int]

    @staticmethod
    def of(counts: PlanCounts) -> dict[str, Any]:
        return {"kinds": counts.kinds, "findings": counts.findings}


class HeadingOut(Schema):
    id: int = Field(alias="pk")
    number: str
    title: str
    level: int
    kind: str
    start: int
    end: int
    part_end: int
    parent: int | None = Field(None, alias="parent_id")

    @staticmethod
    def of(heading: Heading) -> Heading:
        return heading


class ReadingOut(Schema):
    """A run of the reader. `progress` is a share in [0, 1]."""

    id: int
    source: int
    file: str
    plan: int | None
    job: int | None
    state: str
    progress: float
    stage: str
    error: str
    counts: dict[str, int]

    @staticmethod
    def of(reading: PlanReading) -> dict[str, Any]:
        job = reading.job
        return {
            "id": reading.pk,
            "source": reading.source_id,
            "file": reading.source.name,
            "plan": reading.plan_id,
            "job": reading.job_id,
            "state": reading.state.value,
            "progress": 1.0 if reading.finished_at else (job.progress if job else 0.0),
            "stage": job.stage if job else "",
            "error": reading.failure,
            "counts": {
                name: getattr(reading, name)
                for name in (
                    "indicators", "targets", "measures", "tasks", "projects", "findings",
                    "added", "updated", "kept", "gone",
                )
            },
        }  # fmt: skip


class PlanDetailOut(Schema):
    """A plan with its outline and counts."""

    plan: PlanOut
    outline: list[HeadingOut]
    counts: CountsOut
    versions: list[PlanOut]


class ItemOut(Schema):
    """An item of a plan. `content` holds the fields of its kind; `machine_reading` what the reader read, where a
    person's content differs from it."""

    id: int
    kind: str
    plan: int
    label: str
    content: dict[str, Any]
    quote: str
    span: tuple[int, int]
    confidence: float
    state: str
    origin: str
    stale: bool
    version: int
    decided_by: str
    decided_at: datetime | None
    decided_how: str
    heading: int | None
    due_year: int | None
    machine_reading: dict[str, Any] | None

    @staticmethod
    def of(item: ReviewItem) -> dict[str, Any]:
        return {
            "id": item.pk,
            "kind": item.kind,
            "plan": item.plan_id,
            "label": item.label,
            "content": content_of(item),
            "quote": item.quote,
            "span": (item.start, item.end),
            "confidence": item.confidence,
            "state": item.state,
            "origin": item.origin,
            "stale": item.stale,
            "version": item.version,
            "decided_by": item.decided_by_name,
            "decided_at": item.decided_at,
            "decided_how": item.decided_how,
            "heading": item.heading_id,
            "due_year": item.due_year,
            "machine_reading": item.machine_reading,
        }


class ItemPage(Schema):
    """One page of items, and how many there are in all."""

    count: int
    page: int
    size: int
    items: list[ItemOut]


class PlanPage(Schema):
    count: int
    page: int
    size: int
    items: list[PlanOut]


class DecisionOut(Schema):
    id: int = Field(alias="pk")
    item_kind: str
    item_id: int
    item_label: str
    action: str
    how: str
    reason: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    user_name: str
    created_at: datetime
    batch: uuid.UUID

    @staticmethod
    def of(decision: Decision) -> Decision:
        return decision


class SideOut(Schema):
    plan: int = Field(alias="plan_id")
    title: str = Field(alias="plan.title")
    start: int
    end: int
    quote: str


class FindingOut(Schema):
    """A finding with every place that shows it."""

    id: int = Field(alias="pk")
    code: str
    level: str
    message: str
    across: bool
    state: str
    stale: bool
    version: int
    sides: list[SideOut]

    @staticmethod
    def of(finding: Finding) -> Finding:
        return finding


class FindingPage(Schema):
    count: int
    page: int
    size: int
    items: list[FindingOut]


class FieldChangeOut(Schema):
    field: str
    label: str
    before: str
    after: str


class ItemChangeOut(Schema):
    kind: str
    change: str
    label: str
    before: int | None
    after: int | None
    fields: list[FieldChangeOut]


class ChangesOut(Schema):
    """What a plan changed against the version that it supersedes."""

    earlier: int
    later: int
    facts: list[FieldChangeOut]
    items: list[ItemChangeOut]

    @staticmethod
    def of(changes: PlanChanges) -> dict[str, Any]:
        def fields(of: Any) -> list[dict[str, str]]:
            return [
                {"field": each.field.name, "label": str(each.field.label), "before": each.before, "after": each.after}
                for each in of
            ]

        return {
            "earlier": changes.earlier.pk,
            "later": changes.later.pk,
            "facts": fields(changes.facts),
            "items": [
                {
                    "kind": each.kind.name,
                    "change": each.change,
                    "label": each.label,
                    "before": each.before.pk if each.before else None,
                    "after": each.after.pk if each.after else None,
                    "fields": fields(each.fields),
                }
                for each in changes.differing
            ],
        }


class Decide(Schema):
    """A decision: `version` is the one that the caller has seen."""

    version: int
    reason: str = ""


class Edit(Schema):
    """Changed fields as a person writes them; see `/kinds` for their names."""

    version: int
    changes: dict[str, Any]


class Add(Schema):
    """A new item from characters [start, end) of a plan's text."""

    plan: int
    start: int
    end: int
    values: dict[str, Any]


class ConfirmAbove(Schema):
    """Confirm what the reader was this sure of; all kinds where none is named."""

    confidence: float
    kinds: list[str] = []

"""A stored plan as the draft that the checks of `core` work on: what people made of it, without what they rejected."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ditan.core.reading import draft
from ditan.domains.plans.kinds import KINDS, Kind
from ditan.domains.plans.models import Heading, Measure, PlanDocument, ReviewItem, State


def drafts_of(plans: Iterable[PlanDocument]) -> list[draft.Draft]:
    """The drafts of plans whose sources have been read. A draft goes under `file_name` of its plan."""
    return [draft_of(plan) for plan in plans]


def file_name(plan: PlanDocument) -> str:
    """The name by which findings point back to a stored plan."""
    return f"{plan.pk}/{plan.source.name}"


def plan_number(name: str) -> int:
    """The key of the plan that a finding's file name points to."""
    return int(name.partition("/")[0])


def draft_of(plan: PlanDocument) -> draft.Draft:
    """One plan as a draft, with a constant number of queries."""
    headings = list(Heading.objects.filter(plan=plan).order_by("position"))
    index_of = {heading.pk: index for index, heading in enumerate(headings)}
    stored = {kind.name: _items(kind, plan) for kind in KINDS.values()}
    measure_index = {item.pk: index for index, item in enumerate(stored["measure"])}
    lists = {
        kind.plural: tuple(_draft_item(kind, item, index_of, measure_index) for item in stored[kind.name])
        for kind in KINDS.values()
    }
    source = plan.source
    return draft.Draft(
        name=file_name(plan),
        text=source.decoded.text,
        encoding=source.encoding,
        format=source.format,
        document=_facts(plan),
        outline=tuple(_heading(heading, index_of) for heading in headings),
        **lists,  # type: ignore[arg-type]
    )


def _items(kind: Kind, plan: PlanDocument) -> list[ReviewItem]:
    rows = kind.rows().filter(plan=plan).exclude(state=State.REJECTED)
    return list(rows.order_by("position", "start", "pk").prefetch_related(*kind.child_names))


def _draft_item(kind: Kind, item: ReviewItem, headings: dict[int, int], measures: dict[int, int]) -> draft.Item:
    place = draft.Item(item.quote, (item.start, item.end), item.confidence)
    made = kind.make_draft(item, kind.content_of(item), place)
    if isinstance(made, draft.Target):
        return replace(made, heading=headings.get(item.heading_id or 0))
    if isinstance(made, draft.Measure) and isinstance(item, Measure):
        return replace(made, heading=headings.get(item.heading_id or 0), repeats=measures.get(item.repeats_id or 0))
    return made


def _facts(plan: PlanDocument) -> draft.DocumentFacts:
    return draft.DocumentFacts(
        title=plan.title,
        issuer=plan.issuer,
        document_number=plan.document_number,
        issued_on=plan.issued_on or None,
        status=plan.status,  # type: ignore[arg-type]
        region=plan.region_name,
        region_code=plan.region_code,
        period_start=plan.period_start,
        period_end=plan.period_end,
    )


def _heading(row: Heading, index_of: dict[int, int]) -> draft.Heading:
    return draft.Heading(
        quote=row.quote,
        span=(row.start, row.end),
        confidence=row.confidence,
        number=row.number,
        title=row.title,
        level=row.level,
        kind=row.kind,  # type: ignore[arg-type]
        end=row.part_end,
        parent=index_of.get(row.parent_id or 0),
    )

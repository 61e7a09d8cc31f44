"""What a plan states of itself, and its outline, as a reading gives them."""

from __future__ import annotations

import re
from pathlib import PurePath

from ditan.base.records.models import Subject
from ditan.base.records.services import name_subject, storable
from ditan.core.reading.draft import DocumentFacts, Draft
from ditan.domains.plans.models import FactSpan, Heading, PlanDocument, PlanStatus


def write_facts(plan: PlanDocument, draft: Draft) -> None:
    """Take over the draft's facts, unless a person has set them."""
    if not plan.facts_decided:
        facts = draft.document
        plan.title = (storable(facts.title).strip() or PurePath(draft.name).stem)[:400]
        plan.issuer = storable(facts.issuer)[:400]
        plan.document_number = storable(facts.document_number)[:100]
        plan.issued_on = iso_date(facts.issued_on)
        plan.status = facts.status if facts.status in PlanStatus.values else PlanStatus.UNKNOWN
        plan.region = region_of(facts)
        plan.period_start, plan.period_end = _period(facts)
    plan.save()
    _write_fact_spans(plan, draft)


def iso_date(date: str | None) -> str:
    """The date where it is ISO (`2021-11-25` or `2021-11`), else nothing."""
    return date if date and re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", date) else ""


def region_of(facts: DocumentFacts) -> Subject | None:
    """The plan's region as a subject. A region without a known code goes under its name."""
    code = facts.region_code or facts.region
    if not code:
        return None
    return name_subject(kind=Subject.Kind.REGION, code=code, name=facts.region or code)


def _period(facts: DocumentFacts) -> tuple[int | None, int | None]:
    start, end = (year if year and 1900 <= year <= 2200 else None for year in (facts.period_start, facts.period_end))
    return (None, None) if start and end and start > end else (start, end)


def _write_fact_spans(plan: PlanDocument, draft: Draft) -> None:
    FactSpan.objects.filter(plan=plan).delete()
    text = storable(draft.text)
    FactSpan.objects.bulk_create(
        FactSpan(plan=plan, fact=fact[:32], start=start, end=end, quote=text[start:end])
        for fact, (start, end) in draft.document.quotes.items()
        if 0 <= start <= end <= len(text)
    )


def write_outline(plan: PlanDocument, draft: Draft) -> list[int]:
    """Bring the stored headings to the draft's outline; gives the key of each heading, in order.

    A heading of the same place keeps its row. A page may repeat a number or a title, so the place is what tells them
    apart.
    """
    stored = {(row.start, row.end): row for row in Heading.objects.filter(plan=plan)}
    rows: list[Heading] = []
    for position, heading in enumerate(draft.outline):
        row = stored.pop(heading.span, None) or Heading(plan=plan)
        row.start, row.end = heading.span
        row.quote = storable(heading.quote)
        row.position, row.number, row.title = position, heading.number[:100], storable(heading.title)
        row.level, row.kind, row.confidence = heading.level, heading.kind, min(max(heading.confidence, 0.0), 1.0)
        row.part_end = max(heading.end, row.end)
        row.parent = None
        rows.append(row)
    Heading.objects.filter(pk__in=[row.pk for row in stored.values()]).delete()
    Heading.objects.bulk_create([row for row in rows if row.pk is None], batch_size=500)
    for row, heading in zip(rows, draft.outline, strict=True):
        if heading.parent is not None and 0 <= heading.parent < len(rows):
            row.parent = rows[heading.parent]
    fields = [
        "start",
        "end",
        "quote",
        "position",
        "number",
        "title",
        "level",
        "kind",
        "confidence",
        "part_end",
        "parent",
    ]
    Heading.objects.bulk_update(rows, fields, batch_size=200)
    return [row.pk for row in rows]

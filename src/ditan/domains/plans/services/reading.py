"""One run of the reader: bytes in, a plan with proposals out. The job in `jobs.py` calls it."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from ditan.base.directory.selectors import renew_lexicon
from ditan.base.records.models import Source
from ditan.base.records.selectors import bytes_of
from ditan.base.records.services import mark_readable, mark_unreadable
from ditan.core.reading import Draft, ReadingError, read_document
from ditan.domains.plans.models import PlanDocument, PlanReading
from ditan.domains.plans.services.applying import apply_draft
from ditan.domains.plans.services.checking import check_region, replace_findings
from ditan.domains.plans.services.following import keep_plans_up
from ditan.domains.plans.services.logged import log_plan, log_source
from ditan.domains.plans.services.versions import carry_over

Progress = Callable[[str, float], None]
KINDS_READ = ("indicators", "targets", "measures", "tasks", "projects", "findings")
CAME_TO = (*KINDS_READ, "added", "updated", "kept", "gone")


def read_source(
    *, reading: PlanReading, user: User | None, example: bool = False, progress: Progress | None = None
) -> PlanDocument:
    """Read a source into the library. `ReadingError` leaves the source with its reason and nothing else.

    Started over after a crash it gives the same result: what it stores, it stores in one transaction at the end.
    """
    source = reading.source
    reading.started_at, reading.finished_at, reading.error, reading.error_code = timezone.now(), None, "", ""
    reading.save()
    try:
        draft = read_document(bytes_of(source), name=source.name, lexicon=renew_lexicon(), progress=progress)
    except ReadingError as error:
        _refuse(reading, source, error, user)
        raise
    return store_reading(reading=reading, draft=draft, user=user, example=example)


@transaction.atomic
def store_reading(*, reading: PlanReading, draft: Draft, user: User | None, example: bool = False) -> PlanDocument:
    """Take a draft into the library: text, facts, outline, items, findings, and what the run came to."""
    source = reading.source
    mark_readable(source=source, text=draft.text, encoding=draft.encoding, format=draft.format)
    plan = PlanDocument.objects.select_for_update().filter(source=source).first()
    if plan is None:
        plan = PlanDocument(source=source, created_by_id=getattr(user, "pk", None), example=example)
    applied = apply_draft(plan=plan, draft=draft)
    if plan.supersedes_id is not None:
        carry_over(plan=plan)
    replace_findings(plan=plan, findings=draft.findings)
    check_region(plan=plan)
    keep_plans_up([plan.pk], user)
    reading.plan, reading.finished_at = plan, timezone.now()
    reading.added, reading.updated = applied.added, applied.updated
    reading.kept, reading.gone = applied.kept, applied.gone
    for kind in KINDS_READ:
        setattr(reading, kind, len(getattr(draft, kind)))
    reading.save()
    log_plan("plan_read", user, plan, after={name: getattr(reading, name) for name in CAME_TO})
    return plan


def _refuse(reading: PlanReading, source: Source, error: ReadingError, user: User | None) -> None:
    """Note why nothing could be read. A plan that an earlier reading made keeps its text and items."""
    with transaction.atomic():
        if not PlanDocument.objects.filter(source=source).exists():
            mark_unreadable(source=source, code=error.code, message=error.message)
        reading.finished_at = timezone.now()
        reading.error_code, reading.error = error.code, error.message
        reading.save()
        log_source("plan_read", user, source, outcome="failed", detail=error.message)

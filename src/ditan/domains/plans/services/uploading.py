"""Taking files in, and having them read in the background."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

import ditan
from ditan.base.records import selectors as sources
from ditan.base.records.models import Source, SourceState
from ditan.base.records.services import forget_source, receive_file
from ditan.base.workflow.models import Job
from ditan.base.workflow.services import enqueue
from ditan.domains.plans.errors import AlreadyInLibrary, NotAvailable
from ditan.domains.plans.models import PlanDocument, PlanReading, ReadingState
from ditan.domains.plans.permissions import MANAGE, UPLOAD, require
from ditan.domains.plans.services.logged import log_plan, log_source

JOB_KIND = "read_plan"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was taken in, the run that reads it, and the job to watch."""

    source: Source
    reading: PlanReading
    job: Job


@transaction.atomic
def upload_plan(*, user: User, name: str, data: bytes, allow_duplicate: bool = False, example: bool = False) -> Upload:
    """Keep a file and have it read. The job makes the plan; a file that cannot be read is kept with the reason."""
    require(user, UPLOAD)
    if not allow_duplicate:
        for same in sources.same_bytes(_digest(data)):
            plan = PlanDocument.objects.filter(source=same).first()
            if plan is not None:
                raise AlreadyInLibrary(plan)
    source = receive_file(name=name, data=data, user=user)
    log_source("plan_uploaded", user, source, detail=source.sha256)
    return _read_later(user=user, source=source, plan=None, example=example)


@transaction.atomic
def reread_plan(*, user: User, plan: PlanDocument) -> Upload:
    """Have a plan read again by the present reader. Decisions are kept."""
    require(user, UPLOAD)
    _refuse_while_reading(plan.source)
    log_plan("plan_reread", user, plan)
    return _read_later(user=user, source=plan.source, plan=plan, example=plan.example)


@transaction.atomic
def retry_upload(*, user: User, source: Source) -> Upload:
    """Try an upload again that has no plan yet, say after the reader learned its format."""
    require(user, UPLOAD)
    if PlanDocument.objects.filter(source=source).exists():
        raise NotAvailable(_("“%(name)s”已经入库；请在规划页面重新读取。") % {"name": source.name})
    _refuse_while_reading(source)
    source.state, source.error, source.error_code = SourceState.RECEIVED, "", ""
    source.save(update_fields=["state", "error", "error_code"])
    log_source("upload_retried", user, source)
    return _read_later(user=user, source=source, plan=None, example=False)


@transaction.atomic
def delete_upload(*, user: User, source: Source) -> None:
    """Forget an upload that never became a plan."""
    require(user, MANAGE)
    if PlanDocument.objects.filter(source=source).exists():
        raise NotAvailable(_("“%(name)s”已经入库，不能作为未入库文件删除。") % {"name": source.name})
    _refuse_while_reading(source)
    log_source("upload_deleted", user, source, detail=source.sha256)
    forget_source(source=source)


def _digest(data: bytes) -> str:
    from ditan.base.records.files import hash_of

    return hash_of(data)


def _refuse_while_reading(source: Source) -> None:
    last = PlanReading.objects.filter(source=source).select_related("job").first()
    if last is not None and last.state in (ReadingState.WAITING, ReadingState.RUNNING):
        raise NotAvailable(_("“%(name)s”正在读取；请等读取结束。") % {"name": source.name})


def _read_later(*, user: User, source: Source, plan: PlanDocument | None, example: bool) -> Upload:
    reading = PlanReading.objects.create(source=source, plan=plan, reader_version=ditan.__version__)
    job = enqueue(JOB_KIND, {"reading": reading.pk, "source": source.pk, "example": example}, user)
    reading.job = job
    reading.save(update_fields=["job"])
    return Upload(source, reading, job)

"""All writes of the download centre."""

from __future__ import annotations

import os
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.audit.services import record
from ditan.base.declaration import may
from ditan.base.notices.services import notify
from ditan.base.reporting.errors import Gone, NotAllowed, TooMany
from ditan.base.reporting.files import part_of, path_of, remove
from ditan.base.reporting.kinds import ending_of, kind_named, producer_of
from ditan.base.reporting.models import Download, DownloadState
from ditan.base.reporting.selectors import get_download, open_downloads
from ditan.base.workflow.jobs import Report
from ditan.base.workflow.services import cancel, enqueue

JOB_KIND = "produce_download"
MOST_OPEN = 5
"""Downloads of one person that may wait at a time."""

Actor = User | AnonymousUser


@transaction.atomic
def request_download(*, user: Actor, kind: str, title: str, payload: dict[str, Any]) -> Download:
    """Ask for an export, which is produced in the background as this user sees the data."""
    if not (isinstance(user, User) and user.is_active and may(user, kind_named(kind).permission)):
        raise NotAllowed(_("您没有“%(kind)s”的导出权限。") % {"kind": kind_named(kind).label})
    waiting = open_downloads(user)
    if waiting >= MOST_OPEN:
        raise TooMany(
            _("您已有 %(found)d 个导出在排队，最多 %(most)d 个；请等待完成或取消后再申请。")
            % {"found": waiting, "most": MOST_OPEN}
        )
    download = Download.objects.create(user=user, kind=kind, title=title[:200], payload=payload)
    download.job = enqueue(JOB_KIND, {"download": download.pk}, user)
    download.save(update_fields=["job"])
    _record("reporting.download_requested", user, download, {"payload": payload})
    return download


def produce(download: Download, report: Report) -> None:
    """Write the file and say that it is there. Run again after a death, it replaces what the earlier run left."""
    kind, path = kind_named(download.kind), path_of(download)
    if not (download.user.is_active and may(download.user, kind.permission)):
        raise NotAllowed(_("申请人已没有“%(kind)s”的导出权限。") % {"kind": kind.label})
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = part_of(download)
    rows = producer_of(kind)(download.user, download.payload, part, report)
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    part.chmod(0o600)
    part.replace(path)
    _finish(download, rows, path.stat().st_size)


@transaction.atomic
def _finish(download: Download, rows: int, size: int) -> None:
    download.row_count, download.size, download.finished_at = rows, size, timezone.now()
    download.expires_at = download.finished_at + timedelta(days=settings.DOWNLOAD_DAYS)
    download.save(update_fields=["row_count", "size", "finished_at", "expires_at"])
    _record("reporting.download_produced", download.user, download, {"rows": rows, "size": size})
    counted = ending_of(download.kind) == "xlsx"
    notify(
        kind="reporting.download_ready" if counted else "reporting.document_ready",
        to=[download.user],
        context={"title": download.title, "rows": rows, "days": settings.DOWNLOAD_DAYS},
        key=str(download.pk),
        link="/downloads/",
    )


@transaction.atomic
def fetch(*, user: Actor, pk: int) -> Download:
    """The download whose file is about to be handed out; that it is, is on record."""
    download = get_download(user, pk)
    if download.state != DownloadState.READY or not path_of(download).is_file():
        raise Gone(
            _("“%(title)s”%(state)s，没有可下载的文件；需要时请重新导出。")
            % {
                "title": download.title,
                "state": download.label if download.state != DownloadState.READY else _("的文件已被清理"),
            }
        )
    _record("reporting.downloaded", user, download, {"rows": download.row_count, "size": download.size})
    return download


@transaction.atomic
def delete_download(*, user: Actor, pk: int) -> Download:
    """Forget one of the user's own, its file and its job; that it was there stays on record."""
    download = get_download(user, pk)
    if download.job is not None and download.is_open:
        cancel(download.job)
    _record("reporting.download_deleted", user, download, None)
    transaction.on_commit(lambda: remove(download))
    Download.objects.filter(pk=download.pk).delete()
    return download


def clear_expired() -> int:
    """Remove the files whose days are over; the rows stay. Gives how many files there were."""
    cleared = 0
    for download in Download.objects.filter(expires_at__lte=timezone.now()):
        cleared += path_of(download).is_file()
        remove(download)
    return cleared


def _record(act: str, user: Actor, download: Download, after: dict[str, Any] | None) -> None:
    record(
        act=act,
        user=user,
        target_kind="reporting.download",
        target_key=download.pk,
        target_name=download.title,
        after=after,
    )

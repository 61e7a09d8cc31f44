"""Moving the oldest sealed blocks into an archive file. The file is verified before any row goes."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.audit import chain
from ditan.base.audit.models import Archive, Entry, Sealed
from ditan.base.audit.services import archives
from ditan.base.audit.services.recording import record
from ditan.base.audit.triggers import LEAST_MONTHS
from ditan.base.refusal import Refusal
from ditan.core.audit import verify

MOST_BLOCKS = 1_000
"""So many blocks lie in one file at most."""


class ArchiveRefused(Refusal):
    """The log cannot be moved into the archive."""

    code = "archive_refused"
    status = 409


@dataclass(frozen=True, slots=True)
class Moved:
    """What was moved."""

    rows: int
    blocks: int
    path: Path


def archive_log(*, months: int | None = None, user: Any = None) -> Moved | None:
    """Move blocks that were sealed more than `months` ago into one file; None where there is none."""
    months = settings.AUDIT_KEEP_MONTHS if months is None else months
    if months < LEAST_MONTHS:
        raise ArchiveRefused(
            _("保存期限为 %(found)d 个月，少于 %(least)d 个月；日志至少在库保存 %(least)d 个月，请改大后再归档。")
            % {"found": months, "least": LEAST_MONTHS}
        )
    start = chain.start()
    limit = months_before(timezone.now(), months)
    stored = list(Sealed.objects.filter(number__gt=start.number).order_by("number")[:MOST_BLOCKS])
    old = [chain.block_of(each) for each in _leading(stored, limit)]
    if not old:
        return None
    found = verify(old, chain.rows(after=start.last, until=old[-1].last), start=start)
    if not found.sound:
        raise ArchiveRefused(
            _("待归档的日志与封条不符（%(number)d 处），没有移动任何一条；请先运行 ditan audit verify 查明原因。")
            % {"number": len(found.findings)}
        )
    name = f"audit-{old[0].number:08d}-{old[-1].number:08d}.jsonl.gz"
    path = Path(settings.ARCHIVE_DIR) / name
    sha256 = archives.write(path, old, start)
    ended, number = archives.verify_file(path, start)
    if (ended.seal, number) != (old[-1].seal, found.sealed):
        raise ArchiveRefused(_("写出的归档文件没有通过校验，没有移动任何一条；请检查磁盘后重试。"))
    with transaction.atomic():
        kept = Archive.objects.create(
            first_block=old[0].number,
            last_block=old[-1].number,
            first=old[0].first,
            last=old[-1].last,
            count=number,
            seal=old[-1].seal,
            file_name=name,
            sha256=sha256,
            made_at=timezone.now(),
        )
        _let_go(kept)
        record(
            act="audit.log_archived",
            user=user,
            target_kind="audit.archive",
            target_key=kept.pk,
            target_name=name,
            after={"rows": number, "blocks": len(old), "last": kept.last, "sha256": sha256},
        )
    return Moved(number, len(old), path)


def _leading(stored: list[Sealed], limit: datetime) -> list[Sealed]:
    """The first blocks up to one that is younger: the chain is cut in one place only."""
    old = []
    for block in stored:
        if block.sealed_at >= limit:
            break
        old.append(block)
    return old


def _let_go(archive: Archive) -> None:
    """Delete what the archive covers. The models refuse every deletion; the triggers allow these rows alone."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM {Entry._meta.db_table} WHERE id BETWEEN %s AND %s",  # noqa: S608 -- names of ours
            [archive.first, archive.last],
        )
        cursor.execute(
            f"DELETE FROM {Sealed._meta.db_table} WHERE number BETWEEN %s AND %s",  # noqa: S608
            [archive.first_block, archive.last_block],
        )


def months_before(moment: datetime, months: int) -> datetime:
    """The same day so many months earlier, or the last day of that month.

    >>> months_before(datetime(2028, 2, 29, 8), 12).isoformat()
    '2027-02-28T08:00:00'
    """
    year, month = divmod(moment.year * 12 + moment.month - 1 - months, 12)
    day = min(moment.day, calendar.monthrange(year, month + 1)[1])
    return moment.replace(year=year, month=month + 1, day=day)

"""Verifying the stored log, and keeping what was seen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from ditan.base.audit import chain, triggers
from ditan.base.audit.models import Archive, Verification
from ditan.base.audit.services.archives import trouble_with
from ditan.base.audit.services.recording import record
from ditan.core.audit import Block, Verified, verify

Report = Callable[[float, str], None]
MOST_KEPT = 1_000
"""So many findings are kept; their number is always told."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A verification of the stored log."""

    verified: Verified
    findings: tuple[dict[str, Any], ...]
    started_at: datetime

    @property
    def sound(self) -> bool:
        """Whether nothing at all was found."""
        return not self.findings


def verify_log(report: Report | None = None) -> Seen:
    """Hold the log against its seals, its anchors, its archive and its triggers. Nothing is stored."""
    started_at = timezone.now()
    start = chain.start()
    verified = verify(
        _told(chain.blocks(after=start.number), report),
        chain.rows(after=start.last),
        chain.anchors(),
        start=start,
        dense_until=chain.last_key_given(),
    )
    findings: list[dict[str, Any]] = [
        {"trouble": each.trouble.value, "block": each.block, "row": each.row, "until": each.until}
        for each in verified.findings
    ]
    findings += [{"trouble": "trigger", "name": name} for name in triggers.missing(connection)]
    findings += _in_archives()
    return Seen(verified, tuple(findings), started_at)


def verify_and_record(*, user: Any = None, report: Report | None = None) -> Verification:
    """Verify, keep what was seen, and record in the log itself that somebody looked."""
    seen = verify_log(report)
    with transaction.atomic():
        kept = Verification.objects.create(
            started_at=seen.started_at,
            finished_at=timezone.now(),
            user_name=f"{user.last_name}{user.first_name}" or user.get_username() if user is not None else "",
            blocks=seen.verified.blocks,
            sealed=seen.verified.sealed,
            tail=seen.verified.tail,
            sound=seen.sound,
            findings=list(seen.findings[:MOST_KEPT]),
        )
        record(
            act="audit.log_verified",
            user=user,
            target_kind="audit.verification",
            target_key=kept.pk,
            after={"sound": seen.sound, "findings": len(seen.findings), "sealed": kept.sealed, "tail": kept.tail},
        )
    return kept


def _told(blocks: Iterator[Block], report: Report | None) -> Iterable[Block]:
    """The blocks, with a word on how far it has come every so often."""
    if report is None:
        return blocks
    return _reporting(blocks, report)


def _reporting(blocks: Iterator[Block], report: Report) -> Iterator[Block]:
    last = chain.end().number or 1
    for block in blocks:
        if block.number % 20 == 0:
            report(min(block.number / last, 0.99), f"{block.number}/{last}")
        yield block


def _in_archives() -> Iterator[dict[str, Any]]:
    for archive in Archive.objects.order_by("last_block"):
        trouble = trouble_with(archive, settings.ARCHIVE_DIR)
        if trouble:
            yield {"trouble": "archive", "name": archive.file_name, "block": archive.last_block, "detail": trouble}

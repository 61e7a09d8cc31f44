"""Sealing: the one sealer puts the rows that are not sealed yet into blocks.

Writers never wait for it: it takes no lock on the log. Which rows it may take is the only question. On PostgreSQL a
row gets its key before it becomes visible, so a row with a smaller key may appear after one with a larger; the sealer
waits until whoever was writing when it looked has ended, and takes only keys that had been given by then. SQLite lets one
writer in at a time, in the order of the keys.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC
from itertools import islice

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from ditan.base.audit import chain
from ditan.base.audit.models import Entry, Sealed
from ditan.base.audit.services.anchoring import tell_anchors
from ditan.core.audit import Block, Row, Start, seal

BLOCK_SIZE = 1_000
WAIT_FOR_WRITERS = 10.0
_LOCK = 0x6469_7461_6E01
"""The name of the sealer's lock on PostgreSQL."""


def seal_log(*, size: int = BLOCK_SIZE) -> int:
    """Seal all that may be sealed now and tell the anchors; gives the number of rows sealed.

    A second sealer that comes at the same time seals nothing and says 0.
    """
    with _alone() as alone:
        if not alone:
            return 0
        sealed = 0
        horizon = _horizon()
        if horizon is not None:
            after = chain.end()
            waiting = chain.rows(after=after.last, until=horizon)
            while batch := list(islice(waiting, size)):
                block = _store(batch, after)
                if block is None:
                    break
                sealed, after = sealed + block.count, block
        tell_anchors()
    return sealed


def _store(rows: list[Row], after: Block | Start) -> Block | None:
    """Add the next block; None where another sealer was faster, whose block has taken the number."""
    now = timezone.now().astimezone(UTC)
    block = seal(rows, after=after, sealed_at=now.isoformat())
    try:
        with transaction.atomic():
            Sealed.objects.create(
                number=block.number,
                first=block.first,
                last=block.last,
                count=block.count,
                members=block.members,
                sealed_at=now,
                previous=block.previous,
                seal=block.seal,
            )
    except IntegrityError:
        return None
    return block


def _horizon() -> int | None:
    """The largest key of which it is sure that no smaller one appears later; None where that cannot be told now."""
    last: int | None = Entry.objects.order_by("-pk").values_list("pk", flat=True).first()
    if last is None or connection.vendor != "postgresql":
        return last
    writing = _writers()
    until = time.monotonic() + WAIT_FOR_WRITERS
    while writing:
        if time.monotonic() > until:
            return None
        time.sleep(0.02)
        writing &= _writers()
    return last


def _writers() -> set[tuple[str, int]]:
    """The other transactions that have written to the log and have not ended."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT virtualtransaction, pid FROM pg_locks WHERE relation = %s::regclass"
            " AND mode = 'RowExclusiveLock' AND pid IS DISTINCT FROM pg_backend_pid()"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
            [Entry._meta.db_table],
        )
        return set(cursor.fetchall())


@contextmanager
def _alone() -> Iterator[bool]:
    """Whether this is the only sealer. On SQLite the number of a block, which is taken once, decides."""
    if connection.vendor != "postgresql":
        yield True
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK])
        alone = bool(cursor.fetchone()[0])
    try:
        yield alone
    finally:
        if alone:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])

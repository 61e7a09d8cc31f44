"""The stored log as the pure chain knows it: rows as keys and digests, blocks and anchors as values."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from ditan.base.audit.models import Archive, Entry, Sealed
from ditan.core.audit import Anchor, Block, Row, Start, digest

FIELDS = (
    "at",
    "act",
    "outcome",
    "user_key",
    "user_name",
    "organisation_name",
    "address",
    "agent",
    "request_id",
    "target_kind",
    "target_key",
    "target_name",
    "before",
    "after",
    "detail",
)
"""What of a row is sealed, in this order, for ever: everything. The key is sealed beside it."""

AT_ONCE = 2_000


def fields_of(values: tuple[Any, ...]) -> list[Any]:
    """The values of `FIELDS` as they are sealed: the time as text in UTC, the rest as it is."""
    return [values[0].astimezone(UTC).isoformat(), *values[1:]]


def rows(*, after: int = 0, until: int | None = None) -> Iterator[Row]:
    """The rows in the order of their keys, a few at a time."""
    found = Entry.objects.filter(pk__gt=after).order_by("pk").values_list("pk", *FIELDS)
    if until is not None:
        found = found.filter(pk__lte=until)
    for values in found.iterator(chunk_size=AT_ONCE):
        yield values[0], digest(fields_of(values[1:]))


def block_of(stored: Sealed) -> Block:
    """A stored block as a value."""
    return Block(
        stored.number,
        stored.first,
        stored.last,
        bytes(stored.members),
        stored.sealed_at.astimezone(UTC).isoformat(),
        stored.previous,
        stored.seal,
    )


def blocks(*, after: int = 0) -> Iterator[Block]:
    """The blocks with higher numbers than this, in order."""
    for stored in Sealed.objects.filter(number__gt=after).order_by("number").iterator(chunk_size=20):
        yield block_of(stored)


def start() -> Start:
    """Where the chain in the database begins: after the last block in the archive."""
    last = Archive.objects.order_by("-last_block").first()
    return Start() if last is None else Start(last.last_block, last.last, last.seal)


def end() -> Block | Start:
    """What the next block follows."""
    last = Sealed.objects.order_by("-number").first()
    return start() if last is None else block_of(last)


def last_key_given() -> int | None:
    """The last key that was ever given to a row, on a database that gives keys without holes."""
    if connection.vendor != "sqlite":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [Entry._meta.db_table])
        found = cursor.fetchone()
    return int(found[0]) if found else 0


def anchor_files(folder: Path | None = None) -> list[Path]:
    """The files that tell of seals, in the order of their days."""
    return sorted(Path(folder or settings.ANCHOR_DIR).glob("anchors-*.jsonl"))


def anchors(folder: Path | None = None) -> Iterator[Anchor]:
    """What was told outside the database. A line that cannot be read tells nothing."""
    for path in anchor_files(folder):
        for line in path.read_text("utf-8", "replace").splitlines():
            told = _told(line)
            if told is not None:
                yield told


def _told(line: str) -> Anchor | None:
    try:
        told = json.loads(line)
        return Anchor(int(told["number"]), int(told["last"]), str(told["seal"]))
    except (ValueError, KeyError, TypeError):
        return None

"""The oldest blocks go into a file that is verified first, and nothing younger than twelve months goes."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from ditan.base.audit import chain
from ditan.base.audit.models import Archive, Entry, Sealed
from ditan.base.audit.services import archives
from ditan.base.audit.services.archiving import ArchiveRefused, archive_log, months_before
from ditan.base.audit.services.sealing import seal_log
from ditan.base.audit.services.verifying import verify_log
from ditan.core.audit import Start, seal
from tests.base.audit.conftest import Write, by_sql

pytestmark = pytest.mark.django_db


def old_block(number: int, *, days: int) -> list[int]:
    """A block of rows that were written and sealed so long ago."""
    at = timezone.now().astimezone(UTC) - timedelta(days=days)
    keys = [Entry.objects.create(at=at, act="test.old", target_name=f"旧{each}").pk for each in range(number)]
    after = chain.end()
    block = seal(chain.rows(after=after.last), after=after, sealed_at=at.isoformat())
    names = ("number", "first", "last", "count", "members", "previous", "seal")
    Sealed.objects.create(sealed_at=at, **{name: getattr(block, name) for name in names})
    return keys


@pytest.fixture
def old_log(write: Write) -> list[int]:
    keys = old_block(3, days=900) + old_block(2, days=500)
    write(2)
    seal_log()
    return keys


def test_old_blocks_move_into_a_file_and_the_chain_goes_on(old_log: list[int]) -> None:
    moved = archive_log()
    assert moved is not None
    assert (moved.rows, moved.blocks) == (5, 2)
    assert not Entry.objects.filter(pk__in=old_log).exists()
    assert [each.number for each in Sealed.objects.all()] == [3]
    assert verify_log().sound
    kept = Archive.objects.get()
    assert (kept.first_block, kept.last_block, kept.count) == (1, 2, 5)
    assert archives.verify_file(moved.path, Start()) == (Start(2, kept.last, kept.seal), 5)
    assert Entry.objects.filter(act="audit.log_archived").count() == 1


def test_the_file_carries_its_checksum(old_log: list[int]) -> None:
    moved = archive_log()
    assert moved is not None
    beside = moved.path.with_name(f"{moved.path.name}.sha256").read_text()
    assert beside == f"{archives.checksum(moved.path)}  {moved.path.name}\n"
    assert Archive.objects.get().sha256 == archives.checksum(moved.path)


def test_a_second_archive_follows_the_first(old_log: list[int]) -> None:
    first = archive_log(months=24)
    second = archive_log()
    assert first is not None
    assert second is not None
    assert (first.rows, second.rows) == (3, 2)
    assert verify_log().sound
    assert archive_log() is None


def test_a_young_log_is_left_alone(write: Write) -> None:
    write(3)
    seal_log()
    assert archive_log() is None
    assert Entry.objects.count() == 3


@pytest.mark.parametrize("months", [11, 6, 0, -1])
def test_less_than_twelve_months_are_refused(old_log: list[int], months: int) -> None:
    with pytest.raises(ArchiveRefused, match=f"保存期限为 {months} 个月，少于 12 个月"):
        archive_log(months=months)
    assert Entry.objects.filter(pk__in=old_log).count() == 5


def test_a_setting_below_twelve_months_is_refused_too(old_log: list[int], settings: Any) -> None:
    settings.AUDIT_KEEP_MONTHS = 3
    with pytest.raises(ArchiveRefused):
        archive_log()
    assert Archive.objects.count() == 0


def test_a_log_that_was_changed_is_not_archived(old_log: list[int], folders: Path) -> None:
    by_sql("UPDATE audit_entry SET act = 'x' WHERE id = %s", old_log[0])
    with pytest.raises(ArchiveRefused, match="与封条不符"):
        archive_log()
    assert Entry.objects.filter(pk__in=old_log).count() == 5
    assert not (folders / "archive").exists()


def test_where_the_file_cannot_be_written_nothing_goes(old_log: list[int], folders: Path) -> None:
    (folders / "archive").write_text("a file where the folder should be")
    with pytest.raises(OSError, match="archive"):
        archive_log()
    assert Entry.objects.filter(pk__in=old_log).count() == 5
    assert Archive.objects.count() == 0


def test_a_row_of_an_archive_younger_than_twelve_months_does_not_go(write: Write) -> None:
    rows = write(2)
    seal_log()
    Archive.objects.create(
        first_block=1, last_block=1, first=1, last=rows[1].pk, count=2, seal="x", file_name="x", sha256="x",
        made_at=timezone.now(),
    )  # fmt: skip
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_entry")
    assert Entry.objects.count() == 2


def test_an_archive_file_that_is_gone_or_changed_is_found(old_log: list[int]) -> None:
    moved = archive_log()
    assert moved is not None
    whole = moved.path.read_bytes()
    moved.path.write_bytes(whole[:-1])
    assert [each["trouble"] for each in verify_log().findings] == ["archive"]
    moved.path.unlink()
    assert "不在" in verify_log().findings[0]["detail"]
    moved.path.write_bytes(whole)
    assert verify_log().sound


def test_a_row_changed_inside_an_archive_file_is_found_by_its_chain(old_log: list[int]) -> None:
    moved = archive_log()
    assert moved is not None
    text = gzip.decompress(moved.path.read_bytes()).replace("旧1".encode(), "新1".encode())
    moved.path.write_bytes(gzip.compress(text))
    with pytest.raises(ValueError, match="与封条不符"):
        archives.verify_file(moved.path, Start())


@pytest.mark.parametrize(
    ("day", "months", "expected"), [("2026-03-31", 1, "2026-02-28"), ("2026-01-15", 12, "2025-01-15"), ("2026-01-01", 25, "2023-12-01")]
)  # fmt: skip
def test_months_are_counted_as_the_calendar_has_them(day: str, months: int, expected: str) -> None:
    assert months_before(datetime.fromisoformat(day), months).date().isoformat() == expected

"""Whatever somebody does to the stored log with its triggers dropped is found."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.utils import timezone

from ditan.base.audit.models import Entry, Sealed, Verification
from ditan.base.audit.services.sealing import seal_log
from ditan.base.audit.services.verifying import verify_and_record, verify_log
from tests.base.audit.conftest import Write, by_sql

pytestmark = pytest.mark.django_db


def found() -> list[tuple[Any, ...]]:
    return [(each["trouble"], each.get("row") or each.get("block")) for each in verify_log().findings]


@pytest.fixture
def log(write: Write) -> list[int]:
    keys = [row.pk for row in write(6)]
    seal_log(size=3)
    return keys


def test_an_untouched_log_is_sound(log: list[int], write: Write) -> None:
    write(2)
    seen = verify_log()
    assert seen.sound
    assert (seen.verified.blocks, seen.verified.sealed, seen.verified.tail) == (2, 6, 2)


@pytest.mark.parametrize(
    "change",
    ["act = 'x'", "user_name = 'x'", "detail = 'x'", "outcome = 'failed'", "after = '{\"n\": 7}'", "address = '::1'"],
)
def test_a_changed_row_is_found(log: list[int], change: str) -> None:
    by_sql(f"UPDATE audit_entry SET {change} WHERE id = %s", log[1])
    assert found() == [("changed", log[1])]


def test_a_changed_time_is_found(log: list[int]) -> None:
    by_sql("UPDATE audit_entry SET at = '2020-01-01 00:00:00+00' WHERE id = %s", log[4])
    assert found() == [("changed", log[4])]


def test_a_removed_row_is_found(log: list[int]) -> None:
    by_sql("DELETE FROM audit_entry WHERE id = %s", log[2])
    assert found() == [("removed", log[2])]


def test_two_rows_that_changed_places_are_found(log: list[int]) -> None:
    for key, other in ((log[0], -1), (log[3], log[0]), (-1, log[3])):
        by_sql("UPDATE audit_entry SET id = %s WHERE id = %s", other, key)
    assert found() == [("reordered", log[0]), ("reordered", log[3])]


def test_a_log_cut_off_at_its_end_is_found(log: list[int]) -> None:
    by_sql("DELETE FROM audit_entry WHERE id > %s", log[2])
    by_sql("DELETE FROM audit_sealed WHERE number > 1")
    assert ("truncated", 2) in found()


def test_a_log_that_was_emptied_altogether_is_found(log: list[int]) -> None:
    by_sql("DELETE FROM audit_entry")
    by_sql("DELETE FROM audit_sealed")
    assert ("truncated", 1) in found()


def test_a_log_that_was_changed_and_sealed_anew_is_found(log: list[int]) -> None:
    by_sql("UPDATE audit_entry SET act = 'x' WHERE id = %s", log[1])
    by_sql("DELETE FROM audit_sealed")
    seal_log(size=3)
    assert found() == [("rewritten", 1), ("rewritten", 2)]


def test_a_missing_block_is_found(log: list[int]) -> None:
    by_sql("DELETE FROM audit_sealed WHERE number = 1")
    assert found() == [("gap", 1)]


def test_a_row_missing_from_the_unsealed_end_is_found_where_keys_have_no_holes(log: list[int], write: Write) -> None:
    late = [row.pk for row in write(3)]
    by_sql("DELETE FROM audit_entry WHERE id IN (%s, %s)", late[0], late[2])
    assert found() == ([("gap", late[0]), ("gap", late[2])] if connection.vendor == "sqlite" else [])


def test_a_dropped_trigger_is_found(log: list[int]) -> None:
    with connection.cursor() as cursor:
        on = "" if connection.vendor == "sqlite" else " ON audit_entry"
        cursor.execute(f"DROP TRIGGER audit_entry_no_update{on}")
    assert verify_log().findings == ({"trouble": "trigger", "name": "audit_entry_no_update"},)


def test_a_verification_is_kept_and_recorded(log: list[int], auditor: User) -> None:
    kept = verify_and_record(user=auditor)
    assert (kept.sound, kept.blocks, kept.sealed, kept.tail, kept.user_name) == (True, 2, 6, 0, "审计")
    row = Entry.objects.latest("pk")
    assert (row.act, row.user_name, row.after["sound"]) == ("audit.log_verified", "审计", True)


def test_what_was_found_is_kept(log: list[int]) -> None:
    by_sql("UPDATE audit_entry SET act = 'x' WHERE id = %s", log[1])
    verify_and_record()
    kept = Verification.objects.get()
    assert not kept.sound
    assert kept.findings == [{"trouble": "changed", "block": 1, "row": log[1], "until": None}]


def test_progress_is_told(write: Write) -> None:
    write(40)
    seal_log(size=1)
    told: list[tuple[float, str]] = []
    verify_log(lambda share, stage: told.append((share, stage)))
    assert told == [(0.5, "20/40"), (0.99, "40/40")]
    assert Sealed.objects.count() == 40


def test_a_clock_that_went_backwards_is_no_trouble(write: Write) -> None:
    write(1)
    Entry.objects.create(at=timezone.now() - timedelta(days=1), act="test.before")
    seal_log()
    first, second = Entry.objects.order_by("pk")
    assert second.at < first.at
    assert verify_log().sound


def test_an_anchor_folder_that_is_not_there_tells_nothing(log: list[int], folders: Path, settings: Any) -> None:
    settings.ANCHOR_DIR = folders / "elsewhere"
    assert verify_log().sound

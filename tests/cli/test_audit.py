"""`ditan audit …`: what it says, and its exit code for scripts."""

from __future__ import annotations

import json
from datetime import UTC, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from ditan.base.audit import chain, triggers
from ditan.base.audit.models import Entry, Sealed
from ditan.base.audit.services import record
from ditan.core.audit import seal
from tests.cli.command import Ditan

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folders(settings: Any, tmp_path: Path) -> None:
    settings.ANCHOR_DIR, settings.ARCHIVE_DIR = tmp_path / "anchors", tmp_path / "archive"


def write(number: int) -> list[int]:
    with transaction.atomic():
        return [record(act="test.done", target_name=f"第{each}件").pk for each in range(number)]


def by_sql(text: str, *values: object) -> None:
    with triggers.lifted(connection), connection.cursor() as cursor:
        cursor.execute(text, values)


def test_sealing_says_how_much(ditan: Ditan) -> None:
    write(3)
    assert ditan("audit", "seal").out == "已封存 3 条。\n"
    assert ditan("audit", "seal").out == "已封存 0 条。\n"


def test_a_sound_log_ends_with_zero(ditan: Ditan) -> None:
    write(2)
    ditan("audit", "seal")
    done = ditan("audit", "verify")
    assert (done.code, done.out) == (0, "核对 2 条（1 个区块），未封存 0 条：完好。\n")


def test_a_changed_row_ends_with_one_and_is_named(ditan: Ditan) -> None:
    keys = write(3)
    ditan("audit", "seal")
    by_sql("UPDATE audit_entry SET detail = 'x' WHERE id = %s", keys[1])
    done = ditan("audit", "verify")
    assert done.code == 1
    assert done.out.splitlines()[1] == f"  内容被改动，区块 1，日志编号 {keys[1]}"


def test_a_program_reads_the_findings_as_json(ditan: Ditan) -> None:
    keys = write(3)
    ditan("audit", "seal")
    by_sql("DELETE FROM audit_entry WHERE id = %s", keys[0])
    done = ditan("audit", "verify", "--json")
    assert done.code == 1
    assert json.loads(done.out) == {
        "sound": False,
        "blocks": 1,
        "sealed": 3,
        "tail": 0,
        "findings": [{"trouble": "removed", "block": 1, "row": keys[0], "until": None}],
    }


def test_there_is_nothing_to_archive_in_a_young_log(ditan: Ditan) -> None:
    write(1)
    ditan("audit", "seal")
    assert ditan("audit", "archive").out == "没有超过保存期限的日志。\n"


def test_an_old_block_is_archived(ditan: Ditan) -> None:
    at = timezone.now().astimezone(UTC) - timedelta(days=800)
    Entry.objects.create(at=at, act="test.old")
    block = seal(chain.rows(after=chain.end().last), after=chain.end(), sealed_at=at.isoformat())
    names = ("number", "first", "last", "count", "members", "previous", "seal")
    Sealed.objects.create(sealed_at=at, **{name: getattr(block, name) for name in names})
    done = ditan("audit", "archive", "--months", "24")
    assert (done.code, done.out.startswith("已归档 1 条（1 个区块）：")) == (0, True)
    assert ditan("audit", "verify").code == 0


def test_less_than_twelve_months_end_with_one(ditan: Ditan) -> None:
    done = ditan("audit", "archive", "--months", "6")
    assert (done.code, done.out) == (1, "")
    assert "少于 12 个月" in done.err

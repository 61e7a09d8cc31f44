"""A backup of a working platform, restored into an empty place by another process, is the same platform."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection

from ditan.base.audit import backup
from ditan.base.audit.backup import database
from tests.base.audit.conftest import Write

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of an empty platform: a folder of its own and, on PostgreSQL, a database of its own."""
    place = {**os.environ, "DITAN_VAR": str(tmp_path / "other"), "DITAN_SECRET_KEY": "only-for-tests"}
    place.pop("DITAN_DATABASE_URL", None)
    if connection.vendor == "sqlite":
        yield place
        return
    told, name = connection.settings_dict, f"ditan_restore_{os.getpid()}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    address = f"{told['USER']}:{told['PASSWORD']}@{told['HOST']}:{told['PORT']}"
    yield {**place, "DITAN_DATABASE_URL": f"postgres://{address}/{name}"}
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def made(write: Write, folders: Path) -> Path:
    write(5, after={"目标": 18.5, "text": "tab\tand\nline \\ 'quoted'"})
    User.objects.create_user("wang", first_name="芳")
    (folders / "uploads" / "ab").mkdir(parents=True)
    (folders / "uploads" / "ab" / "plan.txt").write_text("到2025年，下降18%。")
    backup.make(folders / "one.tar.gz")
    return folders / "one.tar.gz"


def ditan(place: dict[str, str], *arguments: str | Path) -> tuple[int, str]:
    command = [sys.executable, "-m", "ditan", *map(str, arguments)]
    done = subprocess.run(command, env=place, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def question(place: dict[str, str], text: str) -> Any:
    code = (
        "import json, django; django.setup();"
        "from django.contrib.auth.models import User; from ditan.base.audit.models import Entry;"
        f"print(json.dumps({text}, ensure_ascii=False))"
    )
    settled = {**place, "DJANGO_SETTINGS_MODULE": "ditan.web.settings"}
    done = subprocess.run([sys.executable, "-c", code], env=settled, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_a_restored_platform_is_the_one_that_was_backed_up(made: Path, elsewhere: dict[str, str]) -> None:
    code, told = ditan(elsewhere, "backup", "restore", made)
    assert (code, told.startswith("已恢复")) == (0, True), told
    code, told = ditan(elsewhere, "audit", "verify", "--json")
    assert (code, json.loads(told)["sound"], json.loads(told)["sealed"]) == (0, True, 5), told
    place = Path(elsewhere["DITAN_VAR"])
    assert (place / "uploads" / "ab" / "plan.txt").read_text() == "到2025年，下降18%。"
    found = question(
        elsewhere,
        "[list(User.objects.values_list('username', 'first_name')),"
        " Entry.objects.filter(act='test.thing_done').count(), Entry.objects.order_by('pk')[0].after,"
        " Entry.objects.latest('pk').act, User.objects.create_user('next').pk]",
    )
    assert found[:3] == [[["wang", "芳"]], 5, {"目标": 18.5, "text": "tab\tand\nline \\ 'quoted'"}]
    assert found[3] == "audit.log_verified"
    assert found[4] > User.objects.get(username="wang").pk

    # A second restore over the first is refused.
    code, told = ditan(elsewhere, "backup", "restore", made)
    assert (code, "数据库不是空的" in told) == (1, True)


def test_a_folder_with_something_in_it_is_not_written_to(made: Path, elsewhere: dict[str, str]) -> None:
    strange = Path(elsewhere["DITAN_VAR"]) / "uploads" / "mine.txt"
    strange.parent.mkdir(parents=True)
    strange.write_text("mine")
    code, told = ditan(elsewhere, "backup", "restore", made)
    assert (code, "不是空的" in told) == (1, True)
    assert [each.name for each in Path(elsewhere["DITAN_VAR"]).rglob("*")] == ["uploads", "mine.txt"]


def test_a_tampered_backup_leaves_nothing_behind(made: Path, elsewhere: dict[str, str]) -> None:
    made.write_bytes(made.read_bytes()[:-40])
    code, told = ditan(elsewhere, "backup", "restore", made)
    assert (code, "损坏或被截断" in told) == (1, True), told
    place = Path(elsewhere["DITAN_VAR"])
    assert not place.exists() or list(place.iterdir()) == []


def test_where_the_last_step_fails_all_is_taken_back(made: Path, elsewhere: dict[str, str]) -> None:
    """The folder of the database cannot be made, after the uploads have been put in their place."""
    if connection.vendor != "sqlite":
        return
    place = Path(elsewhere["DITAN_VAR"])
    place.mkdir()
    (place / "file").write_text("a file where a folder should be")
    blocked = {**elsewhere, "DITAN_DATABASE_URL": f"sqlite:///{place / 'file' / 'ditan.sqlite3'}"}
    code, told = ditan(blocked, "backup", "restore", made)
    assert (code, "读写文件失败" in told) == (1, True), told
    assert [each.name for each in place.iterdir()] == ["file"]


def test_a_backup_of_another_database_is_refused(made: Path, elsewhere: dict[str, str]) -> None:
    other = dict(elsewhere)
    if connection.vendor == "sqlite":
        other["DITAN_DATABASE_URL"] = "postgres://nobody:x@127.0.0.1:1/none"
        code, told = ditan(other, "backup", "restore", made)
        assert (code, "数据库不可用" in told) == (1, True), told
    else:
        other.pop("DITAN_DATABASE_URL")
        code, told = ditan(other, "backup", "restore", made)
        assert (code, "备份来自 postgresql 数据库" in told) == (1, True), told
    assert not (Path(elsewhere["DITAN_VAR"]) / "uploads").exists()


def test_a_damaged_database_file_is_not_put_in_place(tmp_path: Path) -> None:
    path = tmp_path / "damaged.sqlite3"
    path.write_bytes(b"SQLite format 3\x00" + b"x" * 5000)
    with pytest.raises(backup.BackupRefused, match="完整性检查"):
        database.refuse_damaged_sqlite(path)
    path.unlink()
    sqlite3.connect(path).execute("CREATE TABLE one (a)").connection.close()
    database.refuse_damaged_sqlite(path)


def test_a_backup_from_a_newer_version_is_known_by_its_migrations() -> None:
    assert database.unseen(["audit.0001_entries", "audit.9999_later"]) == ["audit.9999_later"]
    assert database.pending() == []

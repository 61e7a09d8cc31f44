"""`ditan backup …`: what it says, and its exit code for scripts. A real restore stands in tests/base/audit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import Ditan

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folders(settings: Any, tmp_path: Path) -> Path:
    settings.VAR_DIR = tmp_path / "var"
    settings.ANCHOR_DIR, settings.ARCHIVE_DIR = tmp_path / "anchors", tmp_path / "archive"
    settings.UPLOAD_DIR = tmp_path / "uploads"
    return tmp_path


def test_a_backup_is_made_where_it_is_asked_for_and_verified(ditan: Ditan, folders: Path) -> None:
    done = ditan("backup", "create", folders / "one.tar.gz")
    assert (done.code, done.out.startswith(f"已创建备份 {folders / 'one.tar.gz'}")) == (0, True)
    done = ditan("backup", "verify", folders / "one.tar.gz")
    assert (done.code, done.out.startswith("备份完好：")) == (0, True)


def test_without_a_name_it_lies_among_the_backups_of_the_platform(ditan: Ditan, folders: Path) -> None:
    assert ditan("backup", "create").code == 0
    (made,) = (folders / "var" / "backups").iterdir()
    assert made.name.startswith("ditan-20")


def test_in_a_folder_it_takes_a_name_of_its_own(ditan: Ditan, folders: Path) -> None:
    (folders / "disk").mkdir()
    assert ditan("backup", "create", folders / "disk").code == 0
    assert len(list((folders / "disk").glob("ditan-*.tar.gz"))) == 1


def test_a_tampered_backup_ends_with_one_and_its_reason(ditan: Ditan, folders: Path) -> None:
    ditan("backup", "create", folders / "one.tar.gz")
    whole = (folders / "one.tar.gz").read_bytes()
    (folders / "one.tar.gz").write_bytes(whole[: len(whole) // 2])
    done = ditan("backup", "verify", folders / "one.tar.gz")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("备份")


def test_a_restore_over_a_platform_ends_with_one(ditan: Ditan, folders: Path) -> None:
    ditan("backup", "create", folders / "one.tar.gz")
    done = ditan("backup", "restore", folders / "one.tar.gz")
    assert done.code == 1
    assert "数据库不是空的" in done.err


def test_a_place_that_cannot_be_written_is_told_in_words(ditan: Ditan, folders: Path) -> None:
    (folders / "file").write_text("")
    done = ditan("backup", "create", folders / "file" / "one.tar.gz")
    assert done.code == 1
    assert done.err.startswith("读写文件失败")

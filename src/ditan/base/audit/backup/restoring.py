"""Restoring a backup into an empty place: everything is checked before the first write, and a failure leaves nothing."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from ditan.base.audit.backup import database
from ditan.base.audit.backup.checking import check
from ditan.base.audit.backup.manifest import FOLDERS, BackupRefused, Manifest


def restore(path: Path) -> Manifest:
    """Restore a backup; the database and the folders must be empty."""
    places = {"uploads": settings.UPLOAD_DIR, "archive": settings.ARCHIVE_DIR, "anchors": settings.ANCHOR_DIR}
    targets = {name: Path(place) for name, place in places.items()}
    _refuse_full(targets)
    manifest = check(path)
    _refuse_other(manifest)
    beside = Path(settings.VAR_DIR)
    beside.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=beside, prefix=".restore-") as name:
        staged = Path(name)
        check(path, into=staged)
        placed: list[Path] = []
        try:
            for folder in FOLDERS:
                _place(staged / folder, targets[folder], placed)
            _place_database(staged / "database", manifest, placed)
        except BaseException:
            for each in reversed(placed):
                shutil.rmtree(each) if each.is_dir() else each.unlink(missing_ok=True)
            raise
    return manifest


def _refuse_full(targets: dict[str, Path]) -> None:
    if not database.is_empty():
        raise BackupRefused(
            _("数据库不是空的；恢复只写入空的数据库。请指定另一个 DITAN_VAR 或 DITAN_DATABASE_URL 后再恢复。")
        )
    for target in targets.values():
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise BackupRefused(
                _("文件夹 %(path)s 不是空的；恢复只写入空的文件夹。请移走其中的文件，或指定另一个 DITAN_VAR。")
                % {"path": target}
            )


def _refuse_other(manifest: Manifest) -> None:
    """Another kind of database, or a newer platform than this one."""
    if manifest.vendor != connection.vendor:
        raise BackupRefused(
            _("备份来自 %(found)s 数据库，当前配置为 %(here)s；请把 DITAN_DATABASE_URL 设为同类数据库后再恢复。")
            % {"found": manifest.vendor, "here": connection.vendor}
        )
    strange = database.unseen(manifest.migrations)
    if strange:
        raise BackupRefused(
            _("备份由较新的版本 %(version)s 创建，本版本不认识其中的数据结构（如 %(name)s）；请安装该版本后再恢复。")
            % {"version": manifest.version, "name": strange[0]}
        )


def _place(source: Path, target: Path, placed: list[Path]) -> None:
    if not source.is_dir():
        return
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if target.exists():
        target.rmdir()
    placed.append(target)
    shutil.move(source, target)


def _place_database(folder: Path, manifest: Manifest, placed: list[Path]) -> None:
    if connection.vendor != "sqlite":
        database.load_postgresql(folder, manifest.migrations)
        return
    source, target = folder / database.SQLITE_NAME, database.database_file()
    database.refuse_damaged_sqlite(source)
    connection.close()
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    placed.append(target)
    shutil.move(source, target)

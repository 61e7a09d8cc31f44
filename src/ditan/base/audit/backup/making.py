"""Making a backup."""

from __future__ import annotations

import hashlib
import io
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

import ditan
from ditan.base.audit.backup import database
from ditan.base.audit.backup.manifest import MANIFEST, SIGNATURE, BackupRefused, Manifest, Stored, signature
from ditan.base.audit.models import Outcome
from ditan.base.audit.services import record_apart
from ditan.base.audit.services.sealing import seal_log


def make(path: Path) -> Manifest:
    """Write a backup to this file, which must not be there yet. It appears whole or not at all.

    The log is sealed first. The anchors are copied before the database, so that none speaks of a block that the copy of
    the database has not; uploads afterwards, so that every file of which it speaks is there.
    """
    if path.exists():
        raise BackupRefused(_("文件 %(path)s 已存在；请另取名称，备份不会覆盖已有文件。") % {"path": path})
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    seal_log()
    scratch = path.with_name(f".{path.name}.part")
    try:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".backup-") as staged:
            manifest = _write(scratch, Path(staged))
        scratch.chmod(0o600)
        scratch.replace(path)
    except BaseException:
        scratch.unlink(missing_ok=True)
        raise
    record_apart(
        act="audit.backup_made",
        target_kind="audit.backup",
        target_name=path.name,
        outcome=Outcome.DONE,
        detail=_("%(number)d 个文件") % {"number": len(manifest.files)},
    )
    return manifest


def _write(target: Path, staged: Path) -> Manifest:
    anchors = Path(settings.ANCHOR_DIR)
    if anchors.is_dir():
        shutil.copytree(anchors, staged / "anchors")
    database.dump(staged / "database")
    found = [*_files(staged, staged)]
    found += [*_files(Path(settings.UPLOAD_DIR), None, "uploads"), *_files(Path(settings.ARCHIVE_DIR), None, "archive")]
    files = tuple(Stored(name, path.stat().st_size, _checksum(path)) for name, path in found)
    manifest = Manifest(ditan.__version__, connection.vendor, timezone.now().isoformat(), database.migrations(), files)
    data = manifest.to_bytes()
    with tarfile.open(target, "w:gz", compresslevel=5) as packed:
        _add(packed, MANIFEST, data)
        _add(packed, SIGNATURE, signature(data).encode())
        for name, path in found:
            packed.add(path, name, recursive=False, filter=_plain)
    return manifest


def _files(folder: Path, base: Path | None, under: str = "") -> Iterator[tuple[str, Path]]:
    """All finished files below a folder with their names inside the backup."""
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.is_file() and not path.is_symlink() and not path.name.startswith("."):
            inside = path.relative_to(base or folder).as_posix()
            yield f"{under}/{inside}" if under else inside, path


def _plain(info: tarfile.TarInfo) -> tarfile.TarInfo:
    """Nothing of this machine's accounts goes into a backup."""
    info.uid = info.gid = 0
    info.uname = info.gname = ""
    info.mode = 0o600
    return info


def _add(packed: tarfile.TarFile, name: str, data: bytes) -> None:
    info = tarfile.TarInfo(name)
    info.size, info.mode = len(data), 0o600
    packed.addfile(info, io.BytesIO(data))


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

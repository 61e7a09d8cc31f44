"""Checking a backup from its first byte to its last, before anything is written."""

from __future__ import annotations

import gzip
import hashlib
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.utils.translation import gettext as _

from ditan.base.audit.backup.manifest import MANIFEST, SIGNATURE, BackupRefused, Manifest, Stored, read, refuse_forged

_MOST_MANIFEST = 512 * 1024 * 1024
_AT_ONCE = 1 << 20


def check(path: Path, into: Path | None = None) -> Manifest:
    """Read a backup through: every file that it names is there, whole and unchanged, and no other.

    With `into`, the files are also written there, each held against its checksum as it is written.
    """
    if not path.is_file():
        raise BackupRefused(_("没有文件 %(path)s；请检查路径。") % {"path": path})
    with _opened(path) as packed:
        manifest = _told(packed)
        named = {each.path: each for each in manifest.files}
        while (member := packed.next()) is not None:
            stored = named.pop(member.name, None)
            if stored is None or not member.isfile():
                raise BackupRefused(
                    _("备份中有清单没有的文件“%(path)s”；备份被改动过，请换用另一份。") % {"path": member.name[:200]}
                )
            body = packed.extractfile(member)
            assert body is not None
            _hold(stored, body, into)
        if named:
            raise BackupRefused(
                _("备份中缺少 %(number)d 个文件（如“%(path)s”）；备份不完整，请换用另一份。")
                % {"number": len(named), "path": min(named)}
            )
    return manifest


@contextmanager
def _opened(path: Path) -> Iterator[tarfile.TarFile]:
    try:
        with tarfile.open(path, "r|gz") as packed:
            yield packed
        _read_to_the_end(path)
    except (tarfile.TarError, EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise BackupRefused(_("备份文件已损坏或被截断，无法读完；请换用另一份备份。")) from error


def _read_to_the_end(path: Path) -> None:
    """The end of a tar file is padding, which a reader does not ask for; the packing's own checksum stands after it."""
    with gzip.open(path) as packed:
        while packed.read(_AT_ONCE):
            pass


def _told(packed: tarfile.TarFile) -> Manifest:
    """The manifest, which stands first, and its signature after it."""
    data = _first(packed, MANIFEST)
    refuse_forged(data, _first(packed, SIGNATURE).decode("ascii", "replace"))
    return read(data)


def _first(packed: tarfile.TarFile, name: str) -> bytes:
    member = packed.next()
    body = packed.extractfile(member) if member is not None and member.isfile() and member.name == name else None
    if body is None or member is None or member.size > _MOST_MANIFEST:
        raise BackupRefused(_("备份里没有清单；这不是本平台的备份，或文件已损坏。"))
    return body.read()


def _hold(stored: Stored, body: IO[bytes], into: Path | None) -> None:
    """Hold one file against what the manifest says of it."""
    digest, size = hashlib.sha256(), 0
    target = None
    if into is not None:
        place = into / stored.path
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        target = place.open("wb")
    try:
        while piece := body.read(_AT_ONCE):
            digest.update(piece)
            size += len(piece)
            if target is not None:
                target.write(piece)
    finally:
        if target is not None:
            target.close()
    if (size, digest.hexdigest()) != (stored.size, stored.sha256):
        raise BackupRefused(
            _("备份中的文件“%(path)s”与清单的校验值不符；备份被改动或损坏，请换用另一份。") % {"path": stored.path}
        )

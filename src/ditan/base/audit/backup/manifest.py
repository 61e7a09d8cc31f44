"""What a backup says of itself: what it holds, with the checksum of each file, signed with the platform's secret."""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import asdict, dataclass
from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext as _

from ditan.base.refusal import Refusal

FORM = "ditan-backup-1"
MANIFEST = "manifest.json"
SIGNATURE = "manifest.sig"
FOLDERS = ("uploads", "archive", "anchors")
"""The folders of a backup beside `database`."""


class BackupRefused(Refusal):
    """A backup that cannot be made, trusted or restored."""

    code = "backup_refused"
    status = 409


@dataclass(frozen=True, slots=True)
class Stored:
    """A file inside a backup."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds. `migrations` are those that its database has seen, as `app.name`."""

    version: str
    vendor: str
    made_at: str
    migrations: tuple[str, ...]
    files: tuple[Stored, ...]

    def to_bytes(self) -> bytes:
        """As it stands in the backup."""
        return json.dumps({"form": FORM, **asdict(self)}, ensure_ascii=False, sort_keys=True, indent=1).encode()


def read(data: bytes) -> Manifest:
    """A manifest from its bytes; `BackupRefused` where it is none."""
    try:
        told: dict[str, Any] = json.loads(data)
        if told.pop("form") != FORM:
            raise ValueError("another form")
        files = tuple(Stored(str(each["path"]), int(each["size"]), str(each["sha256"])) for each in told.pop("files"))
        manifest = Manifest(**{**told, "migrations": tuple(told["migrations"]), "files": files})
    except (ValueError, KeyError, TypeError) as error:
        raise BackupRefused(_("备份的清单无法读取；这不是本平台的备份，或文件已损坏。")) from error
    for each in manifest.files:
        _refuse_stray(each.path)
    return manifest


def _refuse_stray(path: str) -> None:
    """Every file lies in one of our folders, and nowhere else."""
    parts = PurePosixPath(path).parts
    if len(parts) < 2 or parts[0] not in ("database", *FOLDERS) or ".." in parts or "\\" in path or "\x00" in path:
        raise BackupRefused(_("备份含有不该有的路径“%(path)s”，已拒绝；请换用未被改动的备份。") % {"path": path[:200]})


def signature(data: bytes) -> str:
    """The signature of a manifest. The key is this platform's own, which a restored platform needs in any case."""
    try:
        secret = settings.SECRET_KEY
    except ImproperlyConfigured:
        secret = ""
    if not secret:
        raise BackupRefused(
            _(
                "没有平台密钥，无法核对备份的签名；请先设置与原平台相同的 DITAN_SECRET_KEY（试用模式为 var 中的密钥文件）。"
            )
        )
    key = hashlib.sha256(b"ditan-backup" + secret.encode()).digest()
    return hmac.new(key, data, hashlib.sha256).hexdigest()


def refuse_forged(data: bytes, signed: str) -> None:
    """Refuse a manifest that was not signed with this platform's secret."""
    if not hmac.compare_digest(signature(data).encode(), signed.strip().encode()):
        raise BackupRefused(
            _("备份清单的签名不符：备份被改动过，或由使用另一密钥的平台创建。请换用未被改动的备份，")
            + _("或设置与原平台相同的 DITAN_SECRET_KEY 后再试。")
        )

"""The data keys: one to write with, all to read with, from the environment or made once for a trial.

`DITAN_DATA_KEYS` lists them as `name:key`, separated by commas: the first one writes, the others still read. A key is 32
random bytes in URL-safe base64. The last one, the eldest, also keys the blind indexes, so that putting a new key in front
changes no index.
"""

from __future__ import annotations

import base64
import binascii
import re
import secrets
from dataclasses import dataclass
from functools import lru_cache

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.translation import gettext as _

from ditan.base.crypto.errors import CannotDecrypt, NoKey

BYTES = 32
_NAME = re.compile(r"[A-Za-z0-9_-]{1,16}")


@dataclass(frozen=True, slots=True)
class DataKey:
    """A key with the name that tokens carry. It is never used itself: each purpose has its own, derived from it."""

    name: str
    secret: bytes

    def __repr__(self) -> str:
        return f"DataKey({self.name!r})"

    def derived(self, purpose: str, length: int = BYTES) -> bytes:
        """The key of one purpose, so that no two ciphers ever share a key."""
        return _derived(self.secret, purpose, length)


@lru_cache(maxsize=64)
def _derived(secret: bytes, purpose: str, length: int) -> bytes:
    info = b"ditan " + purpose.encode()
    return HKDF(algorithm=hashes.SHA256(), length=length, salt=None, info=info).derive(secret)


@dataclass(frozen=True, slots=True)
class KeyRing:
    """All keys of this installation, the current one first."""

    keys: tuple[DataKey, ...]

    @property
    def current(self) -> DataKey:
        """The one that new tokens are made with."""
        return self.keys[0]

    @property
    def eldest(self) -> DataKey:
        """The one that keys the blind indexes."""
        return self.keys[-1]

    def named(self, name: str) -> DataKey:
        """The key of this name; `CannotDecrypt` where it is not here."""
        for key in self.keys:
            if key.name == name:
                return key
        raise CannotDecrypt(
            _("该内容用密钥“%(name)s”加密，而本系统没有这把密钥；请在 DITAN_DATA_KEYS 中补上原来的密钥后重试。")
            % {"name": name}
        )


def key_ring() -> KeyRing:
    """The keys of the settings."""
    return parse_keys(str(getattr(settings, "DATA_KEYS", "")))


@lru_cache(maxsize=8)
def parse_keys(text: str) -> KeyRing:
    """The keys that `DITAN_DATA_KEYS` lists; `NoKey` says what is wrong with it and never shows a key."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if not parts:
        raise NoKey(_("尚未设置数据密钥：请设置环境变量 DITAN_DATA_KEYS（格式为 名称:密钥，多把用逗号分隔）后重启。"))
    keys = tuple(_parse(part, number) for number, part in enumerate(parts, start=1))
    if len({key.name for key in keys}) < len(keys):
        raise NoKey(_("环境变量 DITAN_DATA_KEYS 中有两把密钥同名；每把密钥须有自己的名称。"))
    return KeyRing(keys)


def _parse(part: str, number: int) -> DataKey:
    name, colon, encoded = part.partition(":")
    try:
        secret = base64.b64decode(encoded.rstrip("=") + "=" * (-len(encoded.rstrip("=")) % 4), b"-_", validate=True)
    except (binascii.Error, ValueError):
        secret = b""
    if not colon or not _NAME.fullmatch(name) or len(secret) != BYTES:
        raise NoKey(
            _(
                "环境变量 DITAN_DATA_KEYS 的第 %(number)d 把密钥格式不对：应为 名称:密钥，名称用字母和数字，"
                "密钥为 32 字节随机数的 URL 安全 base64（43 个字符）。"
            )
            % {"number": number}
        )
    return DataKey(name, secret)


def new_key(name: str) -> str:
    """A fresh key as `DITAN_DATA_KEYS` lists it."""
    return f"{name}:{secrets.token_urlsafe(BYTES)}"

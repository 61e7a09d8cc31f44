"""Password hashes: PBKDF2 with SHA-256, or with SM3 where OpenSSL knows it. The rounds come from the settings."""

from __future__ import annotations

import hashlib
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher

from ditan.core.security.rounds import DEFAULT


def has_sm3() -> bool:
    """Whether this machine's OpenSSL can compute SM3."""
    try:
        hashlib.pbkdf2_hmac("sm3", b"", b"salt", 1)
    except ValueError:
        return False
    return True


def rounds(digest: str) -> int:
    """How many rounds a new hash gets."""
    return int(getattr(settings, "PASSWORD_ROUNDS", {}).get(digest, DEFAULT[digest]))


class HouseSHA256(PBKDF2PasswordHasher):
    """Django's own form, so that its hashes stay readable; a hash of fewer rounds is renewed at the next log-in."""

    @property
    def iterations(self) -> int:  # type: ignore[override]
        return rounds("sha256")


def _sm3(data: bytes = b"") -> Any:
    return hashlib.new("sm3", data)


class HouseSM3(PBKDF2PasswordHasher):
    """The same with SM3."""

    algorithm = "pbkdf2_sm3"
    digest = staticmethod(_sm3)

    @property
    def iterations(self) -> int:  # type: ignore[override]
        return rounds("sm3")

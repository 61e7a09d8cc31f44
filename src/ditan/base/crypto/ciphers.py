"""The ciphers behind the port. Each encrypts and proves at once: a text that was changed does not come back.

AES-256-GCM is the default; SM4-GCM (GB/T 32907 block cipher) is chosen by the setting `DITAN_CIPHER=sm4`. Both come from
the package `cryptography`. Choosing SM4 is a step towards an assessment of commercial cryptography and is not one.
"""

from __future__ import annotations

import os
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher as BlockCipher
from cryptography.hazmat.primitives.ciphers import algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.utils.translation import gettext as _

from ditan.base.crypto.errors import CannotDecrypt, NoKey
from ditan.base.crypto.keys import DataKey

NONCE = 12
TAG = 16


class Cipher(Protocol):
    """An authenticated cipher: `seal` adds what `open` needs besides key and header."""

    name: str

    def seal(self, key: DataKey, plain: bytes, header: bytes) -> bytes:
        """The text sealed; the header is proved with it and stays readable."""

    def open(self, key: DataKey, sealed: bytes, header: bytes) -> bytes:
        """The text again; `CannotDecrypt` where anything was changed."""


class Aes256Gcm:
    """AES-256 in Galois/counter mode."""

    name = "aes"

    def seal(self, key: DataKey, plain: bytes, header: bytes) -> bytes:
        nonce = os.urandom(NONCE)
        return nonce + AESGCM(key.derived(self.name)).encrypt(nonce, plain, header)

    def open(self, key: DataKey, sealed: bytes, header: bytes) -> bytes:
        try:
            return AESGCM(key.derived(self.name)).decrypt(sealed[:NONCE], sealed[NONCE:], header)
        except (InvalidTag, ValueError) as error:
            raise changed() from error


class Sm4Gcm:
    """SM4 in Galois/counter mode. Its key has 16 bytes by definition."""

    name = "sm4"
    key_bytes = 16

    def seal(self, key: DataKey, plain: bytes, header: bytes) -> bytes:
        nonce = os.urandom(NONCE)
        worker = BlockCipher(self._block(key), modes.GCM(nonce)).encryptor()
        worker.authenticate_additional_data(header)
        return nonce + worker.update(plain) + worker.finalize() + worker.tag

    def open(self, key: DataKey, sealed: bytes, header: bytes) -> bytes:
        if len(sealed) < NONCE + TAG:
            raise changed()
        mode = modes.GCM(sealed[:NONCE], sealed[-TAG:])
        worker = BlockCipher(self._block(key), mode).decryptor()
        worker.authenticate_additional_data(header)
        plain = worker.update(sealed[NONCE:-TAG])
        try:
            return plain + worker.finalize()
        except InvalidTag as error:
            raise changed() from error

    def _block(self, key: DataKey) -> algorithms.SM4:
        return algorithms.SM4(key.derived(self.name, self.key_bytes))


CIPHERS: dict[str, Cipher] = {cipher.name: cipher for cipher in (Aes256Gcm(), Sm4Gcm())}
"""By the name that tokens and the setting carry."""


def chosen() -> Cipher:
    """The cipher that new tokens are made with."""
    name = str(getattr(settings, "CIPHER", "aes"))
    if name not in CIPHERS:
        raise NoKey(_("环境变量 DITAN_CIPHER 为“%(name)s”，应为 aes 或 sm4；请改正后重启。") % {"name": name})
    return CIPHERS[name]


def changed() -> CannotDecrypt:
    """What is said of a token that does not prove itself."""
    return CannotDecrypt(
        _("加密内容校验不通过：内容被改动、截断，或密钥不对。请从备份恢复该条数据，并通知安全管理员。")
    )

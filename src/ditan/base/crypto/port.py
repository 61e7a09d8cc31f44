"""The port itself: texts in, tokens out, and back.

A token is `d1.<cipher>.<key name>.<base64>`. The part before the base64 is proved together with the text, so that a token
cannot be passed off as one of another cipher or key.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac

from ditan.base.crypto.ciphers import CIPHERS, Cipher, changed, chosen
from ditan.base.crypto.keys import DataKey, key_ring

VERSION = "d1"


def encrypt(text: str) -> str:
    """The text as a token of the current cipher and key; never twice the same. An empty text stays empty."""
    if not text:
        return ""
    cipher, key = chosen(), key_ring().current
    header = _header(cipher, key)
    sealed = cipher.seal(key, text.encode(), header.encode())
    return f"{header}.{base64.urlsafe_b64encode(sealed).rstrip(b'=').decode()}"


def decrypt(token: str) -> str:
    """The text of a token, whichever cipher and key made it; `CannotDecrypt` where it does not prove itself."""
    if not token:
        return ""
    cipher, key, sealed = _parts(token)
    return cipher.open(key, sealed, _header(cipher, key).encode()).decode()


def blind_index(text: str) -> str:
    """A keyed hash by which equal texts find each other: HMAC-SHA256, 64 hexadecimal digits; "" for an empty text.

    It shows that two values are equal and nothing else. Without the key nobody can try out telephone numbers on it.
    """
    if not text:
        return ""
    return hmac.new(key_ring().eldest.derived("blind index"), text.encode(), hashlib.sha256).hexdigest()


def is_current(token: str) -> bool:
    """Whether a token was made with the cipher and key of today."""
    return not token or token.startswith(f"{_header(chosen(), key_ring().current)}.")


def renew(token: str) -> str:
    """The same text as a token of today's cipher and key; a token that is of today stays as it is."""
    return token if is_current(token) else encrypt(decrypt(token))


def _header(cipher: Cipher, key: DataKey) -> str:
    return f"{VERSION}.{cipher.name}.{key.name}"


def _parts(token: str) -> tuple[Cipher, DataKey, bytes]:
    version, _dot, rest = token.partition(".")
    cipher_name, _dot, rest = rest.partition(".")
    key_name, _dot, encoded = rest.partition(".")
    if version != VERSION or cipher_name not in CIPHERS or not encoded:
        raise changed()
    key = key_ring().named(key_name)
    try:
        sealed = base64.b64decode(encoded + "=" * (-len(encoded) % 4), b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise changed() from error
    if base64.urlsafe_b64encode(sealed).rstrip(b"=").decode() != encoded:
        # Two spellings of one token would let a stored value change unseen.
        raise changed()
    return CIPHERS[cipher_name], key, sealed

"""What the crypto port refuses. No message ever carries a key, a text or a token."""

from __future__ import annotations

from ditan.base.refusal import Refusal


class CryptoError(Refusal):
    """Something that must stay unreadable cannot be handled."""

    code = "crypto_error"
    status = 500


class NoKey(CryptoError):
    """There is no usable key: the installation is not finished."""

    code = "no_data_key"


class CannotDecrypt(CryptoError):
    """A token was changed, was cut, or was made with a key that is not here."""

    code = "cannot_decrypt"

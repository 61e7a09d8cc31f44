"""The crypto port: what the platform keeps unreadable, and how it finds it again.

Texts become tokens that name their cipher and their key, so that both may change while old tokens stay readable.

Examples
--------
>>> from ditan.base.crypto import blind_index, decrypt, encrypt
>>> token = encrypt("13800000000")
>>> decrypt(token)
'13800000000'
>>> blind_index("13800000000") == blind_index("13800000000")
True
"""

from ditan.base.crypto.errors import CannotDecrypt, CryptoError, NoKey
from ditan.base.crypto.port import blind_index, decrypt, encrypt, is_current, renew

__all__ = ["CannotDecrypt", "CryptoError", "NoKey", "blind_index", "decrypt", "encrypt", "is_current", "renew"]

"""What the book of factors refuses."""

from __future__ import annotations


class FactorRefused(ValueError):
    """A factor that cannot be used; the message is Chinese: what was found, what is expected, what to do.

    `code` is `missing`, `unverified`, `ambiguous`, `unfit`, `no_number`, `duplicate` or `broken`.
    """

    def __init__(self, message: str, code: str) -> None:
        super().__init__(message)
        self.code = code

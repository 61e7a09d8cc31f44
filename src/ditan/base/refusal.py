"""The one kind of error that a person or a program is meant to read."""

from __future__ import annotations

from typing import Any


class Refusal(Exception):
    """An action that was refused.

    Parameters
    ----------
    message
        Chinese, for whoever asked: what was found, what was expected, what to do next.

    A subclass sets `code`, a word for programs, and `status`, the HTTP status that fits.
    """

    code = "refused"
    status = 400

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message

    @property
    def details(self) -> dict[str, Any]:
        """What a program may want to know besides, as plain values."""
        return {}

    @property
    def headers(self) -> dict[str, str]:
        """Headers that an answer to a program carries besides: when to come back."""
        return {}

"""Numbers that a form sends as text."""

from __future__ import annotations


def whole(text: str | None, default: int = 0) -> int:
    """The number that the text writes in plain digits, short enough for a column; else the default.

    `isdigit` alone takes `²` for a digit, of which `int` knows nothing.
    """
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else default

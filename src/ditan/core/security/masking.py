"""Numbers of persons with their middle hidden. The platform keeps no identity numbers, so there is none to mask."""

from __future__ import annotations

HIDDEN = "*"


def mask_phone(text: str) -> str:
    """A telephone number: a mobile one keeps three and four digits, any other its last two.

    >>> mask_phone("13812345678"), mask_phone("023-67891234"), mask_phone(""), mask_phone("110")
    ('138****5678', '**********34', '', '***')
    """
    digits = text.strip()
    if len(digits) == 11 and digits.isdigit():
        return _kept(digits, 3, 4)
    return _kept(digits, 0, 2) if len(digits) >= 7 else HIDDEN * len(digits)


def _kept(text: str, first: int, last: int) -> str:
    return text[:first] + HIDDEN * (len(text) - first - last) + text[len(text) - last :]

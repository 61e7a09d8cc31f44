"""Numbers of persons with their middle hidden."""

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


def mask_identity(text: str) -> str:
    """A resident's identity number: the region's first digit and the last character stay.

    >>> mask_identity("50010319900101123X"), mask_identity("1234")
    ('5****************X', '****')
    """
    number = text.strip()
    return _kept(number, 1, 1) if len(number) >= 15 else HIDDEN * len(number)


def mask_email(text: str) -> str:
    """An address of mail: its first letter and its host.

    >>> mask_email("liwei@example.org"), mask_email("x")
    ('l****@example.org', '*')
    """
    name, at, host = text.strip().partition("@")
    return f"{_kept(name, 1, 0)}@{host}" if at and len(name) > 1 else HIDDEN * len(text.strip())


def _kept(text: str, first: int, last: int) -> str:
    return text[:first] + HIDDEN * (len(text) - first - last) + text[len(text) - last :]

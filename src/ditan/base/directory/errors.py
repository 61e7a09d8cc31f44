"""What can be refused in the directory. Each says what was found and what to do next, in Chinese.

DirectoryRefused
├── NotAllowed     the user lacks the permission
├── InvalidFields  values that a field refuses, by field
├── Changed        somebody else wrote in between
├── UnderItself    an organisation below its own child
├── WrongDay       a day before the thing began or after it ended
├── StillInUse     an organisation with others below it, a post that is held
└── ImportRefused  rows of a workbook that cannot be taken in
"""

from __future__ import annotations

from ditan.base import refusal
from ditan.base.refusal import Refusal, RowError

__all__ = [
    "Changed",
    "DirectoryRefused",
    "ImportRefused",
    "InvalidFields",
    "NotAllowed",
    "RowError",
    "StillInUse",
    "UnderItself",
    "WrongDay",
]


class DirectoryRefused(Refusal):
    """An action that was refused."""

    code = "directory_refused"
    status = 409


class UnderItself(DirectoryRefused):
    code = "under_itself"


class WrongDay(DirectoryRefused):
    code = "wrong_day"
    status = 422


class StillInUse(DirectoryRefused):
    code = "still_in_use"


class NotAllowed(refusal.NotAllowed, DirectoryRefused):
    """The user lacks the permission."""


class Changed(refusal.Changed, DirectoryRefused):
    """Somebody else wrote in between."""


class InvalidFields(refusal.InvalidFields, DirectoryRefused):
    """`errors` holds a message for each field that was refused."""


class ImportRefused(refusal.ImportRefused, DirectoryRefused):
    """Nothing was taken in; `rows` says what to put right."""

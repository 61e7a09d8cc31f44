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

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from ditan.base.refusal import Refusal


class DirectoryRefused(Refusal):
    """An action that was refused."""

    code = "directory_refused"
    status = 409


class NotAllowed(DirectoryRefused):
    code = "not_allowed"
    status = 403


class InvalidFields(DirectoryRefused):
    """`errors` holds a message for each field that was refused."""

    code = "invalid_fields"
    status = 422

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__("；".join(errors.values()))
        self.errors = dict(errors)

    @property
    def details(self) -> dict[str, Any]:
        return {"fields": self.errors}


class Changed(DirectoryRefused):
    code = "changed"


class UnderItself(DirectoryRefused):
    code = "under_itself"


class WrongDay(DirectoryRefused):
    code = "wrong_day"
    status = 422


class StillInUse(DirectoryRefused):
    code = "still_in_use"


@dataclass(frozen=True, slots=True)
class RowError:
    """What is wrong with one cell, as the workbook counts them; row 0 for the whole file."""

    row: int
    column: str
    message: str

    def __str__(self) -> str:
        if not self.row:
            return self.message
        place = _("第 %(row)d 行") % {"row": self.row} + (f"“{self.column}”" if self.column else "")
        return f"{place}：{self.message}"


class ImportRefused(DirectoryRefused):
    """Nothing was taken in; `rows` says what to put right."""

    code = "import_refused"
    status = 422

    def __init__(self, rows: list[RowError]) -> None:
        super().__init__("\n".join(str(row) for row in rows[:20]))
        self.rows = rows

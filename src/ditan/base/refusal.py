"""The one kind of error that a person or a program is meant to read, and the shapes of it that every room knows.

Refusal
├── NotAllowed     the user lacks the permission
├── Changed        somebody else wrote in between
├── InvalidFields  values that a field refuses, by field
└── ImportRefused  rows of a workbook that cannot be taken in
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _

MOST_ROWS = 20
"""A message names so many rows of a workbook; whoever asks for all finds them in `rows`."""


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


class NotAllowed(Refusal):
    """The user lacks the permission."""

    code = "not_allowed"
    status = 403


class Changed(Refusal):
    """What is stored is newer than what the person saw."""

    code = "changed"
    status = 409


class InvalidFields(Refusal):
    """`errors` holds a message for each field that was refused."""

    code = "invalid_fields"
    status = 422

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__("；".join(errors.values()))
        self.errors = dict(errors)

    @property
    def details(self) -> dict[str, Any]:
        return {"fields": self.errors}


@dataclass(frozen=True, slots=True)
class RowError:
    """What is wrong with one cell, as the workbook counts them: row 0 for the whole file, no column for a whole row."""

    row: int
    column: str
    message: str

    def __str__(self) -> str:
        if not self.row:
            return self.message
        place = _("第 %(row)d 行") % {"row": self.row} + (f"“{self.column}”" if self.column else "")
        return f"{place}：{self.message}"


class ImportRefused(Refusal):
    """Nothing was taken in; `rows` says what to put right."""

    code = "import_refused"
    status = 422

    def __init__(self, rows: Sequence[RowError]) -> None:
        shown = "\n".join(str(row) for row in rows[:MOST_ROWS])
        left = len(rows) - MOST_ROWS
        super().__init__(shown + (_("\n……另有 %(more)d 处") % {"more": left} if left > 0 else ""))
        self.rows = list(rows)

    @property
    def details(self) -> dict[str, Any]:
        return {"rows": [asdict(row) for row in self.rows]}

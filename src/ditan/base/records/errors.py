"""What can be refused in records. Each says what was found and what to do next, in Chinese.

RecordRefused
├── NotAllowed      the user lacks the permission, or the value lies outside the user's data
├── NotAvailable    the thing is gone, or the act does not fit its state
├── Changed         somebody else wrote in between
├── InvalidFields   a metric's fields that cannot be taken, by field
└── ReportsRefused  values that cannot be recorded, by their place in the batch
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _

from ditan.base import refusal
from ditan.base.refusal import MOST_ROWS, Refusal


class RecordRefused(Refusal):
    """An action that was refused."""

    code = "record_refused"
    status = 409


class NotAllowed(refusal.NotAllowed, RecordRefused):
    """The user lacks the permission, or the value lies outside the data that the user reaches."""


class Changed(refusal.Changed, RecordRefused):
    """Somebody else wrote in between."""


class InvalidFields(refusal.InvalidFields, RecordRefused):
    """`errors` holds a message for each field that was refused; nothing was stored."""


class NotAvailable(RecordRefused):
    code = "not_available"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one report: its place in the batch from 0, the field, and a message."""

    index: int
    field: str
    message: str


class ReportsRefused(RecordRefused):
    """Nothing was recorded; `problems` says what to put right."""

    code = "reports_refused"
    status = 422

    def __init__(self, problems: Sequence[Problem]) -> None:
        shown = "\n".join(problem.message for problem in problems[:MOST_ROWS])
        left = len(problems) - MOST_ROWS
        super().__init__(shown + (_("\n……另有 %(more)d 处") % {"more": left} if left > 0 else ""))
        self.problems = tuple(problems)

    @property
    def details(self) -> dict[str, Any]:
        return {"reports": [asdict(each) for each in self.problems]}

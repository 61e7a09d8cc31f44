"""What can be refused in records. Each says what was found and what to do next, in Chinese.

RecordRefused
├── NotAllowed      the user lacks the permission, or the value lies outside the user's data
├── NotAvailable    the thing is gone, or the act does not fit its state
├── Changed         somebody else wrote in between
├── InvalidFields   values that a field refuses, by field
├── ReportsRefused  values that cannot be recorded, by their place in the batch
└── ImportRefused   rows of a workbook that cannot be taken in
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from ditan.base.refusal import Refusal


class RecordRefused(Refusal):
    """An action that was refused."""

    code = "record_refused"
    status = 409


class NotAllowed(RecordRefused):
    code = "not_allowed"
    status = 403


class NotAvailable(RecordRefused):
    code = "not_available"


class Changed(RecordRefused):
    code = "changed"


class InvalidFields(RecordRefused):
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
        shown = [problem.message for problem in problems[:20]]
        if len(problems) > len(shown):
            shown.append(_("……另有 %(more)d 处") % {"more": len(problems) - len(shown)})
        super().__init__("\n".join(shown))
        self.problems = tuple(problems)

    @property
    def details(self) -> dict[str, Any]:
        return {
            "reports": [{"index": each.index, "field": each.field, "message": each.message} for each in self.problems]
        }


@dataclass(frozen=True, slots=True)
class RowError:
    """What is wrong with one cell: row and column as the workbook counts them; row 0 for the whole file."""

    row: int
    column: str
    message: str

    def __str__(self) -> str:
        if not self.row:
            return self.message
        place = _("第 %(row)d 行") % {"row": self.row} + (f"“{self.column}”" if self.column else "")
        return f"{place}：{self.message}"


class ImportRefused(RecordRefused):
    """Nothing was taken in; `rows` says what to put right."""

    code = "import_refused"
    status = 422

    def __init__(self, rows: Sequence[RowError]) -> None:
        shown = "\n".join(str(row) for row in rows[:20])
        more = _("\n……另有 %(more)d 处") % {"more": len(rows) - 20} if len(rows) > 20 else ""
        super().__init__(shown + more)
        self.rows = tuple(rows)

    @property
    def details(self) -> dict[str, Any]:
        return {"rows": [{"row": row.row, "column": row.column, "message": row.message} for row in self.rows]}

"""What can go wrong in the plan library. Each says what was found and what to do next, in Chinese.

PlanError
├── NotAllowed         the user lacks the permission
├── NotAvailable       the thing is gone, or the action does not fit its state
├── Changed            somebody else wrote in between
├── InvalidFields      values that a field refuses, by field
├── AlreadyInLibrary   a file with the same bytes is there
└── ImportRefused      rows of a workbook that cannot be taken in
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from ditan.base.refusal import Refusal

if TYPE_CHECKING:
    from ditan.domains.plans.models import PlanDocument


class PlanError(Refusal):
    """An action that was refused. `message` is for the person who asked for it."""

    code = "plan_error"


class NotAllowed(PlanError):
    code = "not_allowed"
    status = 403


class NotAvailable(PlanError):
    code = "not_available"
    status = 409


class Changed(PlanError):
    """The item has a newer version than the one that the person saw."""

    code = "changed"
    status = 409


class InvalidFields(PlanError):
    """`errors` holds a message for each field that was refused."""

    code = "invalid_fields"
    status = 422

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__("；".join(errors.values()))
        self.errors = dict(errors)

    @property
    def details(self) -> dict[str, Any]:
        return {"fields": self.errors}


class AlreadyInLibrary(PlanError):
    """A file with the same bytes is in the library as `plan`."""

    code = "already_in_library"
    status = 409

    def __init__(self, plan: PlanDocument) -> None:
        super().__init__(
            _("该文件与已在库的《%(title)s》内容完全相同；如需再存一份，请选择“仍要上传”。") % {"title": plan.title}
        )
        self.plan = plan

    @property
    def details(self) -> dict[str, Any]:
        return {"plan": self.plan.pk, "title": self.plan.title}


@dataclass(frozen=True, slots=True)
class RowError:
    """What is wrong with one cell: row and column as the workbook counts them. `column` is empty for a whole row."""

    row: int
    column: str
    message: str

    def __str__(self) -> str:
        if not self.row:
            return self.message
        place = _("第 %(row)d 行") % {"row": self.row} + (f"“{self.column}”" if self.column else "")
        return f"{place}：{self.message}"


class ImportRefused(PlanError):
    """Nothing was taken in; `rows` says what to put right."""

    code = "import_refused"
    status = 422

    def __init__(self, rows: list[RowError]) -> None:
        shown = "\n".join(str(row) for row in rows[:20])
        more = _("\n……另有 %(more)d 处") % {"more": len(rows) - 20} if len(rows) > 20 else ""
        super().__init__(shown + more)
        self.rows = rows

    @property
    def details(self) -> dict[str, Any]:
        return {"rows": [{"row": row.row, "column": row.column, "message": row.message} for row in self.rows]}

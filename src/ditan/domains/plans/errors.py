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

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from ditan.base import refusal
from ditan.base.refusal import Refusal, RowError

if TYPE_CHECKING:
    from ditan.domains.plans.models import PlanDocument

__all__ = [
    "AlreadyInLibrary",
    "Changed",
    "ImportRefused",
    "InvalidFields",
    "NotAllowed",
    "NotAvailable",
    "PlanError",
    "RowError",
]


class PlanError(Refusal):
    """An action that was refused. `message` is for the person who asked for it."""

    code = "plan_error"


class NotAvailable(PlanError):
    code = "not_available"
    status = 409


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


class NotAllowed(refusal.NotAllowed, PlanError):
    """The user lacks the permission."""


class Changed(refusal.Changed, PlanError):
    """Somebody else wrote in between."""


class InvalidFields(refusal.InvalidFields, PlanError):
    """`errors` holds a message for each field that was refused."""


class ImportRefused(refusal.ImportRefused, PlanError):
    """Nothing was taken in; `rows` says what to put right."""

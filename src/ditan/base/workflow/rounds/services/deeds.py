"""Rows of the log for what happens to rounds and submissions, and the names of people."""

from __future__ import annotations

from typing import Any

from ditan.base.audit.services import record
from ditan.base.notices.services.notifying import person_name
from ditan.base.workflow.models import Assignment, Round


def name_of(user: Any) -> str:
    """The person's name, or that of the account."""
    return person_name(user) if user is not None and user.is_authenticated else ""


def account_of(user: Any) -> Any:
    """The key of the account, None for nobody."""
    return getattr(user, "pk", None)


def note_round(act: str, user: Any, round: Round, *, before: Any = None, after: Any = None, detail: str = "") -> None:
    """A row of the log about a round."""
    record(
        act=f"workflow.{act}",
        user=user,
        target_kind="workflow.round",
        target_key=round.pk,
        target_name=round.title,
        before=before,
        after=after,
        detail=detail,
    )


def note_assignment(
    act: str, user: Any, assignment: Assignment, *, before: Any = None, after: Any = None, detail: str = ""
) -> None:
    """A row of the log about what an organisation owes or hands in."""
    record(
        act=f"workflow.{act}",
        user=user,
        target_kind="workflow.assignment",
        target_key=assignment.pk,
        target_name=f"{assignment.round.title}：{assignment.organisation.name}",
        before=before,
        after=after,
        detail=detail,
    )

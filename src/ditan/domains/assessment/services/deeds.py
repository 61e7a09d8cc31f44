"""Rows of the log and of an assessment's own history."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from ditan.base.audit.services import record
from ditan.base.notices.services.notifying import person_name
from ditan.domains.assessment.models import Assessment, AssessmentStep, Participant, Rubric


def name_of(user: Any) -> str:
    """The person's name, or that of the account; "" for the platform."""
    return person_name(user) if user is not None and user.is_authenticated else ""


def account_of(user: Any) -> Any:
    """The key of the account, None for the platform."""
    return getattr(user, "pk", None)


def note_rubric(
    act: str, user: Any, rubric: Rubric, *, before: Any = None, after: Any = None, detail: str = ""
) -> None:
    """A row of the log about a rubric."""
    record(
        act=f"assessment.{act}",
        user=user,
        target_kind="assessment.rubric",
        target_key=rubric.pk,
        target_name=rubric.name,
        before=before,
        after=after,
        detail=detail,
    )


def note_assessment(
    act: str,
    user: Any,
    assessment: Assessment,
    *,
    participant: Participant | None = None,
    before: Any = None,
    after: Any = None,
    detail: str = "",
) -> None:
    """A row of the log about an assessment, or one organisation in it."""
    name = assessment.title if participant is None else f"{assessment.title}·{participant.organisation_name}"
    record(
        act=f"assessment.{act}",
        user=user,
        target_kind="assessment.assessment",
        target_key=assessment.pk,
        target_name=name,
        before=before,
        after=after,
        detail=detail,
    )


def step_of(
    assessment: Assessment,
    step: str,
    user: Any,
    *,
    before: str = "",
    text: str = "",
    participant: Participant | None = None,
) -> AssessmentStep:
    """One more row of the assessment's history."""
    return AssessmentStep.objects.create(
        assessment=assessment,
        participant=participant,
        step=step,
        before=before or assessment.state,
        after=assessment.state,
        text=text.strip(),
        by_id=account_of(user),
        by_name=name_of(user),
        at=timezone.now(),
    )

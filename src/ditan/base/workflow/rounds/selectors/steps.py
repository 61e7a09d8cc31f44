"""What a submission went through."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ditan.base.workflow.models import Assignment, SubmissionStep
from ditan.core.machines import SUBMISSION


@dataclass(frozen=True, slots=True)
class Change:
    """A value that differs between two snapshots."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Stage:
    """A step with what changed since the snapshot before it."""

    step: SubmissionStep
    label: str
    changes: tuple[Change, ...]


def history(user: Any, assignment: Assignment) -> list[Stage]:
    """The steps of an assignment that the user was given, oldest first. One query."""
    return list(_stages(assignment.submission.steps.order_by("pk")))


def _stages(steps: Any) -> Iterator[Stage]:
    before: dict[str, str] = {}
    seen = False
    for step in steps:
        changes: tuple[Change, ...] = ()
        if step.values is not None:
            now = {each["name"]: each["reported"] for each in step.values}
            if seen:
                changes = tuple(
                    Change(name, before.get(name, "") or "—", text or "—")
                    for name, text in now.items()
                    if before.get(name, "") != text
                )
            before, seen = now, True
        yield Stage(step, SUBMISSION.transition(step.step).label, changes)

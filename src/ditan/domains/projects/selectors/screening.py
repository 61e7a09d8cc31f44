"""Screenings of 两高 projects as pages show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Min, Q, QuerySet

from ditan.core.machines import SCREENING, Transition
from ditan.domains.projects.models import ITEMS, Answer, Project, Screening
from ditan.domains.projects.permissions import SCREEN
from ditan.domains.projects.selectors.scope import reaches, visible_projects

CODES = tuple(code for code, _name, _asked in ITEMS)


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the checklist with its answer, or what was typed for it."""

    code: str
    name: str
    asked: str
    answer: str
    answer_label: str
    basis: str
    note: str


def checklist_of(screening: Screening | None, typed: Mapping[str, Any]) -> list[Item]:
    """The four items."""
    rows = {each.code: each for each in screening.items.all()} if screening is not None else {}
    found = []
    for code, name, asked in ITEMS:
        row = rows.get(code)
        values = [str(typed.get(f"{code}.{part}", getattr(row, part, ""))) for part in ("answer", "basis", "note")]
        label = str(dict(Answer.choices).get(values[0], ""))
        found.append(Item(code, str(name), str(asked), values[0], label, values[1], values[2]))
    return found


def possible_decisions(user: Any, project: Project, screening: Screening | None) -> tuple[Transition, ...]:
    """The decisions that this user could take, conditions left aside."""
    if project.is_two_high is not True or not reaches(user, SCREEN, project):
        return ()
    return SCREENING.leaving(screening.state if screening is not None else SCREENING.initial)


def screened_projects(user: Any) -> QuerySet[Project]:
    """两高 projects, those with the nearest open condition first: `answered` of the checklist, `open_conditions`,
    `next_due`."""
    conditions = Q(screening__conditions__isnull=False, screening__conditions__done_on=None)
    return (
        visible_projects(user)
        .filter(is_two_high=True)
        .annotate(
            answered=Count("screening__items", filter=~Q(screening__items__answer=""), distinct=True),
            open_conditions=Count("screening__conditions", filter=conditions, distinct=True),
            next_due=Min("screening__conditions__due_on", filter=conditions),
        )
        .select_related("organisation", "screening")
        .prefetch_related("leads")
        .order_by("pk")
    )

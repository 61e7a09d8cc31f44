"""Keep a project's sums, its light and its findings equal to its parts, in the transaction that changed them."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils import timezone

from ditan.base.notices.services import notify
from ditan.base.workflow.rounds.services.telling import people_of
from ditan.core.projects import Due, Ledger, Note, ledger_of, light_of, overspending
from ditan.domains.projects.models import Milestone, Money, Project, ProjectFinding, ScreeningCondition
from ditan.domains.projects.permissions import APPROVE, VIEW
from ditan.domains.projects.selectors.money import amounts_of, standing_money
from ditan.domains.projects.services.deeds import log
from ditan.domains.projects.services.telling import office

OVER = ("over_allocated", "over_planned")


def refresh(projects: Sequence[Project], today: datetime.date | None = None) -> int:
    """Sum up, judge and write what differs; gives how many projects changed. Six queries, and those of new findings."""
    on = today or timezone.localdate()
    keys = [each.pk for each in projects]
    money: dict[int, list[Money]] = defaultdict(list)
    for line in standing_money(keys):
        money[line.project_id].append(line)
    dues = _dues(keys)
    changed = []
    notes: dict[int, tuple[Note, ...]] = {}
    for project in projects:
        ledger = ledger_of(amounts_of(money[project.pk]))
        notes[project.pk] = overspending(ledger)
        if _put(project, ledger, notes[project.pk], dues[project.pk], on):
            changed.append(project)
    Project.objects.bulk_update(changed, ["planned", "allocated", "spent", "light", "reasons"], batch_size=200)
    _settle(projects, notes)
    return len(changed)


def _dues(keys: Sequence[int]) -> dict[int, list[Due]]:
    found: dict[int, list[Due]] = defaultdict(list)
    for each in Milestone.objects.filter(project__in=keys):
        found[each.project_id].append(Due(each.title, each.due_on, each.done_on is not None))
    conditions = ScreeningCondition.objects.filter(screening__project__in=keys, screening__state="conditional")
    for pk, text, due_on, done_on in conditions.values_list("screening__project", "text", "due_on", "done_on"):
        found[pk].append(Due(text, due_on, done_on is not None))
    return found


def _put(project: Project, ledger: Ledger, notes: Sequence[Note], dues: Sequence[Due], on: datetime.date) -> bool:
    """Set the columns; whether one differs."""
    light, reasons = light_of(project.state, notes, dues, on)
    wanted = {kind: ledger.total(kind) for kind in ("planned", "allocated", "spent")}
    values: dict[str, Any] = {**wanted, "light": light.value, "reasons": list(reasons)}
    before = {name: getattr(project, name) for name in values}
    for name, value in values.items():
        setattr(project, name, value)
    return before != values


def _settle(projects: Sequence[Project], notes: dict[int, tuple[Note, ...]]) -> None:
    """Open a finding for what was overspent, renew the open one, and end those whose cause is gone."""
    rows: dict[tuple[int, str], ProjectFinding] = {}
    for each in ProjectFinding.objects.filter(project__in=[project.pk for project in projects], code__in=OVER):
        rows.setdefault((each.project_id, each.code), each)  # the newest of each code comes first
    for project in projects:
        for code in OVER:
            found = rows.get((project.pk, code))
            note = next((each for each in notes[project.pk] if each.code == code), None)
            if note is None:
                if found is not None and found.state == ProjectFinding.State.OPEN:
                    found.state, found.closed_at = ProjectFinding.State.GONE, timezone.now()
                    found.save(update_fields=["state", "closed_at"])
            elif found is not None and found.state == ProjectFinding.State.OPEN:
                if found.sentence != note.text:
                    found.sentence, found.figures = note.text, _plain(note)
                    found.save(update_fields=["sentence", "figures"])
            elif found is None or found.state == ProjectFinding.State.GONE or _grown(found, note):
                _open(project, note)


def _grown(found: ProjectFinding, note: Note) -> bool:
    """Whether more was overspent than when somebody closed the finding."""
    return note.figures["over"] > Decimal(str(found.figures.get("over", "0")))


def _open(project: Project, said: Note) -> None:
    made = ProjectFinding.objects.create(
        project=project, code=said.code, sentence=said.text, figures=_plain(said), state=ProjectFinding.State.OPEN
    )
    log("overspent", None, project, after={"code": said.code, "sentence": said.text})
    if project.demo:
        return
    people = office(APPROVE)
    if project.organisation_id is not None:
        people += people_of([project.organisation_id], VIEW).get(project.organisation_id, [])
    notify(
        kind="projects.overspent",
        to=people,
        context={"project": f"{project.number} {project.name}".strip(), "sentence": said.text},
        key=f"{made.pk}",
        link=reverse("projects:project", args=[project.pk]),
    )


def _plain(note: Note) -> dict[str, str]:
    return {name: format(value.normalize(), "f") for name, value in note.figures.items()}

"""Projects as servers of metrics (`Domain.serving`): what a project is to bring about, it and the plan's item behind it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import Q

from ditan.base.declaration import Server
from ditan.base.links import address
from ditan.domains.projects.models import Project, State
from ditan.domains.projects.selectors.scope import visible_projects

OWN, ITEM = "projects.project:", "plans.project:"


def key_of(pk: int) -> str:
    """What a project is called among servers for ever."""
    return f"{OWN}{pk}"


def servers(user: Any, keys: Collection[str]) -> Iterator[Server]:
    """Projects among these keys, or taken from an item that is, which the user may see. Two queries."""
    own, items = _numbers(keys, OWN), _numbers(keys, ITEM)
    if not own and not items:
        return
    rows = visible_projects(user).filter(Q(pk__in=own) | Q(plan_project__in=items)).exclude(state=State.CANCELLED)
    for project in rows.select_related("organisation").prefetch_related("leads").order_by("pk"):
        yield _server(project)


def _server(project: Project) -> Server:
    printed = "、".join(each.printed_name for each in project.leads.all())
    return Server(
        key=key_of(project.pk),
        title=project.name,
        link=address("projects:project", project.pk),
        state_label=project.get_state_display(),
        light=project.light,
        organisation_name=project.organisation.name if project.organisation else printed,
        kind=str(project._meta.verbose_name),
        group=project.category,
        derived=(f"{ITEM}{project.plan_project_id}",) if project.plan_project_id is not None else (),
        demo=project.demo,
    )


def _numbers(keys: Collection[str], prefix: str) -> list[int]:
    found = (key.removeprefix(prefix) for key in keys if key.startswith(prefix))
    return [int(number) for number in found if number.isascii() and number.isdigit() and len(number) < 16]

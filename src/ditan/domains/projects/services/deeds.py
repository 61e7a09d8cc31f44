"""Holding a project for a write, its history, and its rows in the log."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.audit.services import record
from ditan.base.notices.services.notifying import person_name
from ditan.base.refusal import Changed
from ditan.domains.projects.errors import NotYours
from ditan.domains.projects.models import Project, ProjectStep
from ditan.domains.projects.permissions import require
from ditan.domains.projects.selectors.scope import reaches


def name_of(user: Any) -> str:
    """The person's name, or that of the account; "" for the platform."""
    return person_name(user) if user is not None and user.is_authenticated else ""


def held(user: Any, project: Project, version: int, permission: str) -> Project:
    """The project, held for this transaction by who may act on it.

    Raises
    ------
    NotYours
        Where it is another organisation's.
    Changed
        Where somebody wrote to it since `version`.
    """
    require(user, permission)
    if not reaches(user, permission, project):
        raise NotYours(_("“%s”不归您的单位管理；请联系牵头单位或统筹单位。") % project.name)
    rows = Project.objects.filter(pk=project.pk)
    if not rows.filter(version=version).update(version=F("version") + 1):
        found = rows.get()
        words = {"name": found.name, "version": found.version}
        raise Changed(
            _("“%(name)s”刚被他人修改过（现为第 %(version)d 次修订），没有保存；请先打开项目页核对，再提交才会保存。")
            % words
        )
    return rows.select_related("organisation", "region", "plan").get()


def note(
    act: str,
    user: Any,
    project: Project,
    *,
    before: Any = None,
    after: Any = None,
    text: str = "",
    step: str = "",
    states: tuple[str, str] = ("", ""),
    on: datetime.date | None = None,
    document: str = "",
) -> None:
    """A row of the log and an entry of the project's history."""
    ProjectStep(
        project=project,
        step=step or act,
        before=states[0],
        after=states[1],
        on=on,
        document=document,
        text=text.strip(),
        by_id=getattr(user, "pk", None),
        by_name=name_of(user),
        at=timezone.now(),
    ).save()
    log(act, user, project, before=before, after=after, detail=text)


def log(act: str, user: Any, project: Project, *, before: Any = None, after: Any = None, detail: str = "") -> None:
    """A row of the log about a project."""
    record(
        act=f"projects.{act}",
        user=user,
        target_kind="projects.project",
        target_key=project.pk,
        target_name=project.name,
        before=before,
        after=after,
        detail=detail.strip(),
    )

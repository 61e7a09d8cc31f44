"""What the search of the whole platform finds of projects."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from ditan.base.declaration import Hit
from ditan.base.links import address
from ditan.base.searching import holding
from ditan.domains.projects.models import Project
from ditan.domains.projects.selectors.scope import visible_projects


def search(user: Any, words: str, limit: int) -> list[Hit]:
    """Projects whose name, number or content holds all the words."""
    rows = visible_projects(user)
    for word in words.replace("\x00", "").split():
        rows = rows.filter(holding(word, "name", "number", "content", "approval_number"))
    return [_hit(each) for each in rows.select_related("organisation").order_by("pk")[:limit]]


def _hit(project: Project) -> Hit:
    place = project.organisation.name if project.organisation else ""
    about = " · ".join(filter(None, (str(project.get_state_display()), place)))
    return Hit(project.name, address("projects:project", project.pk), _("项目库"), about)

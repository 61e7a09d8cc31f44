"""What a new day changes: milestones and conditions that become due or late."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from ditan.base.workflow.jobs import Report, handler
from ditan.base.workflow.models import Job
from ditan.base.workflow.regular import regularly
from ditan.domains.projects.models import Project
from ditan.domains.projects.services.sums import refresh

JUDGE = "judge_projects"
AT_ONCE = 500


@handler(JUDGE)
def judge_projects(job: Job, report: Report) -> dict[str, Any]:
    """The light of every project, a stretch at a time."""
    keys = list(Project.objects.order_by("pk").values_list("pk", flat=True))
    changed = 0
    for start in range(0, len(keys), AT_ONCE):
        report(start / max(len(keys), 1), _("核对项目灯号"))
        changed += refresh(list(Project.objects.filter(pk__in=keys[start : start + AT_ONCE])))
    return {"projects": len(keys), "changed": changed}


regularly(JUDGE, every=timedelta(hours=12))

"""Background work of alerts: what time brings, and a rule that was switched on."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from ditan.base.alerts.models import AlertRule
from ditan.base.alerts.services.evaluating import judge_rule, watch
from ditan.base.workflow.jobs import Report, handler
from ditan.base.workflow.models import Job
from ditan.base.workflow.regular import regularly

WATCH, JUDGE = "watch_alerts", "judge_alert_rule"


@handler(WATCH)
def watch_alerts(job: Job, report: Report) -> dict[str, Any]:
    """Late values, targets, silences that end, steps that take too long."""
    report(0.1, _("检查预警"))
    return dict(watch())


@handler(JUDGE)
def judge_alert_rule(job: Job, report: Report) -> dict[str, Any]:
    """All that a rule watches, once it was switched on or changed."""
    report(0.1, _("按规则检查现有数据"))
    rows = AlertRule.objects.filter(pk=job.payload.get("rule"), is_active=True)
    rule = rows.prefetch_related("metrics", "subjects").first()
    return {"judged": judge_rule(rule) if rule is not None else 0}


regularly(WATCH, every=timedelta(hours=1))

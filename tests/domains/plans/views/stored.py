"""All that a request could have changed, as plain values that can be compared."""

from __future__ import annotations

from django.contrib.auth.models import User

from ditan.base.records.models import Source, SourceText, Subject
from ditan.base.workflow.models import Job
from ditan.domains.plans.models import (
    Decision,
    Finding,
    Indicator,
    IndicatorValue,
    Measure,
    PlanDocument,
    PlanReading,
    Project,
    Responsibility,
    Target,
)

TABLES = (
    Source,
    SourceText,
    Subject,
    Job,
    PlanDocument,
    PlanReading,
    Indicator,
    IndicatorValue,
    Target,
    Measure,
    Responsibility,
    Project,
    Finding,
    Decision,
)


def everything() -> dict[str, list[dict[str, object]]]:
    """The rows of every table that a plan lives in, and the accounts' passwords."""
    rows = {model.__name__: list(model._default_manager.order_by("pk").values()) for model in TABLES}
    return {**rows, "passwords": list(User.objects.order_by("pk").values("pk", "password"))}

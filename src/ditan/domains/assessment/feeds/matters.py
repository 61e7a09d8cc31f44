"""Matters under supervision that an organisation leads: how much of what was owed came in time."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ditan.base.directory.models import Organisation
from ditan.domains.assessment.feeds.feed import Fed, Feed
from ditan.domains.supervision.selectors.standing import MatterFact, matters_of_organisation

FINISHED = ("done", "closed")
NEVER_OWED = ("draft", "withdrawn", "suspended")


def _check(_settings: Mapping[str, Any], kind: str, parameters: Mapping[str, Any]) -> str:
    if kind == "count" or (kind == "rate" and parameters.get("measure", "completion") == "completion"):
        return ""
    return _("督办情况只能给“按完成率（直接填完成率）”或“按项计分”的项目取数。")


def _take(
    user: Any,
    _settings: Mapping[str, Any],
    kind: str,
    _parameters: Mapping[str, Any],
    organisation: Organisation,
    year: int,
) -> Fed:
    today = timezone.localdate()
    owed = [each for each in matters_of_organisation(user, organisation.pk, year) if _is_owed(each, year, today)]
    source = {
        "kind": "supervision",
        "key": f"supervision.organisation:{organisation.pk}:{year}",
        "link": reverse("supervision:list"),
    }
    if not owed:
        return Fed(source=source, missing=_("%d 年没有到期的督办事项") % year)
    unknown = [each.title for each in owed if each.late_days is None]
    if unknown:
        return Fed(source=source, missing=_("是否按期不明：%s") % "、".join(unknown[:5]))
    late = [each for each in owed if each.late_days]
    weight = sum((each.weight for each in owed), Decimal(0))
    missed = sum((each.weight for each in late), Decimal(0))
    source["text"] = _("%(year)d 年到期督办事项 %(all)d 件（权重 %(weight)s），逾期 %(late)d 件（权重 %(missed)s）") % {
        "year": year,
        "all": len(owed),
        "weight": f"{weight.normalize():f}",
        "late": len(late),
        "missed": f"{missed.normalize():f}",
    }
    if kind == "count":
        return Fed({"count": len(late)}, source)
    if not weight:
        return Fed(source=source, missing=_("到期督办事项的权重合计为 0"))
    return Fed({"completion": str(round(100 * (weight - missed) / weight, 4).normalize())}, source)


def _is_owed(matter: MatterFact, year: int, today: Any) -> bool:
    """Whether it was to be done in that year, and it is known by now whether it was."""
    if matter.due_on is None or matter.due_on.year != year or matter.state in NEVER_OWED:
        return False
    return matter.state in FINISHED or matter.due_on < today


MATTERS = Feed(
    "supervision",
    gettext_lazy("督办按期情况"),
    gettext_lazy("取该单位主办、当年到期的督办事项按权重的按期率，或逾期件数"),
    _take,
    _check,
)

"""Money of the projects that an organisation leads: what was spent of what was allocated, allocated of what was planned."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ditan.base.directory.models import Organisation
from ditan.domains.assessment.feeds.feed import Fed, Feed
from ditan.domains.projects.selectors.standing import projects_of_organisation

WORDS = {
    "planned": gettext_lazy("计划投资"),
    "allocated": gettext_lazy("已到位资金"),
    "spent": gettext_lazy("已支付资金"),
}


def _check(_settings: Mapping[str, Any], kind: str, parameters: Mapping[str, Any]) -> str:
    if kind == "rate" and parameters.get("measure", "completion") == "completion":
        return ""
    return _("项目资金只能给“按完成率（直接填完成率）”的项目取数。")


def _take(
    part: str,
    whole: str,
    user: Any,
    _settings: Mapping[str, Any],
    _kind: str,
    _parameters: Mapping[str, Any],
    organisation: Organisation,
    year: int,
) -> Fed:
    found = [each for each in projects_of_organisation(user, organisation.pk) if each.state != "cancelled"]
    source = {
        "kind": "projects",
        "key": f"projects.organisation:{organisation.pk}:{part}",
        "link": reverse("projects:list"),
    }
    if not found:
        return Fed(source=source, missing=_("项目库中没有该单位负责的项目"))
    for name in (whole, part):
        lacking = [each.name for each in found if getattr(each, name) is None]
        if lacking:
            words = {"what": WORDS[name], "names": "、".join(lacking[:5]), "number": len(lacking)}
            return Fed(source=source, missing=_("%(number)d 个项目没有%(what)s：%(names)s") % words)
    given, all_of_it = (sum((getattr(each, name) for each in found), Decimal(0)) for name in (part, whole))
    if not all_of_it:
        return Fed(source=source, missing=_("%s合计为 0，算不出比例") % WORDS[whole])
    source["text"] = _("%(number)d 个项目：%(part)s %(given)s ÷ %(whole)s %(all)s 万元") % {
        "number": len(found),
        "part": WORDS[part],
        "given": f"{given.normalize():f}",
        "whole": WORDS[whole],
        "all": f"{all_of_it.normalize():f}",
    }
    return Fed({"completion": str(round(100 * given / all_of_it, 4).normalize())}, source)


SPENT = Feed(
    "project_spent",
    gettext_lazy("项目资金支付率"),
    gettext_lazy("取该单位负责的项目：已支付 ÷ 已到位"),
    partial(_take, "spent", "allocated"),
    _check,
)
ALLOCATED = Feed(
    "project_allocated",
    gettext_lazy("项目资金到位率"),
    gettext_lazy("取该单位负责的项目：已到位 ÷ 计划投资"),
    partial(_take, "allocated", "planned"),
    _check,
)

"""How targets of plans stand, for which an organisation answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ditan.base.directory.models import Organisation
from ditan.base.records.models import Metric
from ditan.domains.assessment.feeds.feed import Fed, Feed
from ditan.domains.plans.models import TrackedTarget
from ditan.domains.plans.selectors.tracked import tracked_targets

NUMBERS = {"rate": ("completion", "up", "down"), "tiers": ("value", "ratio"), "interpolate": ("value", "ratio")}


def _check_target(settings: Mapping[str, Any], kind: str, _parameters: Mapping[str, Any]) -> str:
    if kind not in NUMBERS:
        return _("目标完成情况只能给按完成率、分档或内插的项目取数。")
    code: str = settings.get("metric", "")
    if not code:
        return _("请填写统计指标的代码或名称。")
    if not Metric.objects.filter(code=code).exists() and not Metric.objects.filter(name=code).exists():
        return _("没有统计指标“%s”；请按名称或代码填写。") % code[:60]
    return ""


def _take_target(
    user: Any,
    settings: Mapping[str, Any],
    kind: str,
    parameters: Mapping[str, Any],
    organisation: Organisation,
    year: int,
) -> Fed:
    code = settings["metric"]
    rows = tracked_targets(user).filter(stale=False, not_binding=False)
    rows = rows.filter(metric__code=code) | rows.filter(metric__name=code)
    about = rows.filter(subject__kind="organisation", subject__code=str(organisation.pk))
    found = list((about or rows.filter(metric__responsible=organisation))[:50])
    if not found:
        return Fed(missing=_("没有由该单位负责的“%s”目标") % code)
    target = _of_year(found, year)
    if target is None:
        return Fed(missing=_("“%(name)s”没有 %(year)d 年及以后的目标") % {"name": code, "year": year})
    standing = target.standing
    period = standing.period or "—"
    source = {
        "kind": "target",
        "key": f"plans.target:{target.pk}",
        "text": _("%(plan)s：%(name)s %(year)s 年目标 %(printed)s；最新值 %(value)s（%(period)s）")
        % {
            "plan": target.plan.title,
            "name": target.name,
            "year": target.year or "—",
            "printed": target.printed or "—",
            "value": "—" if standing.number is None else f"{standing.number:g}",
            "period": period,
        },
        "link": reverse("plans:tracked", args=[target.pk]),
    }
    if standing.number is None or not period.startswith(str(year)):
        return Fed(
            source=source, missing=_("没有 %(year)d 年的实际值（最新为 %(period)s）") % {"year": year, "period": period}
        )
    measure = parameters.get("measure") or NUMBERS[kind][0]
    values = {"actual": standing.number, "target": standing.target_value, "base": standing.base_value}
    if measure == "completion":
        values = {"completion": None if standing.completion is None else 100 * standing.completion}
    names = {"completion": ("completion",), "up": ("actual", "target"), "down": ("base", "actual", "target")}
    wanted = names.get(measure, ("actual",) if measure == "value" else ("actual", "target"))
    lacking = [_INPUT_WORDS[name] for name in wanted if values[name] is None]
    if lacking:
        why = standing.completion_note if measure == "completion" else ""
        return Fed(source=source, missing=_("缺%s") % "、".join(map(str, lacking)) + (f"：{why}" if why else ""))
    return Fed({name: round(float(values[name] or 0), 10) for name in wanted}, source)


_INPUT_WORDS = {
    "completion": gettext_lazy("完成率"),
    "actual": gettext_lazy("实际值"),
    "target": gettext_lazy("目标值"),
    "base": gettext_lazy("基期值"),
}


def _of_year(found: list[TrackedTarget], year: int) -> TrackedTarget | None:
    """The target of that year, else the nearest after it; of several the one that binds first."""
    later = [each for each in found if each.year is not None and each.year >= year]
    return min(later, key=lambda each: (each.year or 0, each.rank, each.pk), default=None)


TARGET = Feed(
    "target",
    gettext_lazy("目标完成情况"),
    gettext_lazy("取该单位负责的目标的实际值、目标值或完成率"),
    _take_target,
    _check_target,
)

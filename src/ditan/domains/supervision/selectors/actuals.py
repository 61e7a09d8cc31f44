"""A department's claim beside the actual of the indicators that its matter serves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from ditan.base.records.models import ContributionState
from ditan.base.records.selectors.contributions import contributions_of_servers
from ditan.domains.plans.selectors.of_metrics import targets_of_metrics
from ditan.domains.plans.selectors.serving import Served, served_by
from ditan.domains.supervision.models import Matter, MatterItem

BEHIND = ("yellow", "red")
"""Lights of a target that a claim of completion does not agree with."""


@dataclass(frozen=True, slots=True)
class Missed:
    """A target that is behind, in words that hold no value: whoever may see the target follows the link."""

    sentence: str
    figure: dict[str, str]


def actuals_of(user: Any, matter: Matter) -> tuple[Served, ...]:
    """The metrics that a matter serves, with their targets and how these stand, as far as the user may see them."""
    return served_by(user, matter.key)


def keys_of(matters: Sequence[Matter]) -> dict[int, set[str]]:
    """The names under which contributions may speak of each matter: its own, and those of the items it was made of."""
    found = {each.pk: {each.key} for each in matters}
    for matter, measure in MatterItem.objects.filter(matter__in=found).values_list("matter", "measure"):
        found[matter].add(f"plans.measure:{measure}")
    return found


def against_claim(matters: Sequence[Matter]) -> dict[int, list[Missed]]:
    """Of matters whose completion is claimed, the targets that they serve and that are behind. Only ties that a person
    confirmed count. Constant queries for some hundred matters."""
    keys = keys_of(matters)
    rows = [
        row
        for row in contributions_of_servers({key for found in keys.values() for key in found})
        if row.state == ContributionState.CONFIRMED
    ]
    if not rows:
        return {}
    targets: dict[int, list[Any]] = {}
    for target in targets_of_metrics({row.metric_id for row in rows}):
        if target.standing.light in BEHIND:
            targets.setdefault(target.metric_id, []).append(target)
    plans = dict(
        Matter.objects.filter(pk__in=keys, measure__isnull=False).values_list("pk", "measure__plan").order_by()
    )
    found: dict[int, list[Missed]] = {}
    for matter, names in keys.items():
        missed = {
            target.pk: _missed(target)
            for row in rows
            if row.server_key in names
            for target in targets.get(row.metric_id, ())
            if target.plan_id == plans.get(matter) or target.subject_id == row.subject_id
        }
        if missed:
            found[matter] = list(missed.values())
    return found


def _missed(target: Any) -> Missed:
    year = _("（%d年）") % target.year if target.year else ""
    label = f"{target.subject.name}{target.name}{year}"
    return Missed(
        _("%(target)s为“%(light)s”") % {"target": label, "light": target.standing.label or target.standing.light},
        {"label": label, "text": str(target.standing.label), "link": reverse("plans:tracked", args=[target.pk])},
    )

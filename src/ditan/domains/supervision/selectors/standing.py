"""How matters stand, as other apps ask for it: plain values, nothing to write to."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.links import address
from ditan.base.workflow.clocks.calendar import TONES, Standing, standing_of, working_days
from ditan.core.clocks import Light, light_of
from ditan.core.machines.matters import OWED_BY_RECEIVER
from ditan.domains.supervision.clocks import soon_of
from ditan.domains.supervision.models import Matter
from ditan.domains.supervision.selectors.scope import visible_matters

TIMED = (*OWED_BY_RECEIVER, "reported", "under_review")
"""States in which a matter has a light."""
WITH_OFFICE = ("reported", "under_review")


@dataclass(frozen=True, slots=True)
class MatterFact:
    """A matter as others see it. `light` is `green`, `yellow`, `red` or `grey`; `late_days` are working days, None where they
    are not known, 0 in time. `percent` is what its organisation reported, None where it has not."""

    pk: int
    title: str
    state: str
    state_label: str
    organisation_pk: int | None
    organisation_name: str
    due_on: datetime.date | None
    light: str
    late_days: int | None
    weight: Decimal
    percent: int | None
    url: str
    measure_pk: int | None


def matters_of_plan(user: Any, plan_pk: int) -> list[MatterFact]:
    """The matters that stand for items of a plan, sub-tasks among them."""
    rows = visible_matters(user).filter(Q(measure__plan=plan_pk) | Q(items__measure__plan=plan_pk)).distinct()
    return facts_of(rows)


def matters_of_organisation(user: Any, org_pk: int, year: int) -> list[MatterFact]:
    """The matters that an organisation leads and that were owed in that year."""
    first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    rows = visible_matters(user).filter(organisation=org_pk, handed_out_on__lte=last)
    return facts_of(rows.filter(Q(done_on=None) | Q(done_on__gte=first)).exclude(state="cancelled"))


def matters_of_measures(user: Any, measures: Iterable[int]) -> dict[int, list[MatterFact]]:
    """The matters of these items of plans, by item."""
    wanted = set(measures)
    rows = visible_matters(user).filter(items__measure__in=wanted).distinct().prefetch_related("items")
    found: dict[int, list[MatterFact]] = {}
    today = timezone.localdate()
    for matter in rows.select_related("organisation", "matter_class"):
        for item in matter.items.all():
            if item.measure_id in wanted:
                found.setdefault(item.measure_id, []).append(fact_of(matter, today))
    return found


def facts_of(rows: Any) -> list[MatterFact]:
    """These matters, in the order of their numbers."""
    today = timezone.localdate()
    return [
        fact_of(each, today) for each in rows.select_related("organisation", "matter_class").order_by("year", "serial")
    ]


def fact_of(matter: Matter, today: datetime.date) -> MatterFact:
    return MatterFact(
        pk=matter.pk,
        title=matter.title,
        state=matter.state,
        state_label=str(matter.get_state_display()),
        organisation_pk=matter.organisation_id,
        organisation_name=matter.organisation.name if matter.organisation else "",
        due_on=matter.due_on,
        light=light_of_matter(matter, today).value,
        late_days=late_days_of(matter, today),
        weight=matter.own_weight,
        percent=matter.percent,
        url=address("supervision:matter", matter.pk),
        measure_pk=matter.measure_id,
    )


def light_of_matter(matter: Matter, today: datetime.date) -> Light:
    """The light of a matter: of its deadline while it is owed, of the day on which it was reported once it is; grey where
    nothing is timed."""
    if matter.state not in TIMED or matter.due_on is None:
        return Light.GREY
    if matter.state in WITH_OFFICE:
        return Light.RED if (matter.reported_on or today) > matter.due_on else Light.GREEN
    return light_of(matter.due_on, today, soon_of(matter), working_days())


def late_days_of(matter: Matter, today: datetime.date) -> int | None:
    """Working days behind the deadline: those at the report once there is one, until today before; 0 where nothing is timed."""
    if matter.reported_on is not None:
        return matter.late_days
    if matter.state not in TIMED or matter.due_on is None:
        return 0
    return working_days().late(matter.due_on, today)


def due_of(matter: Matter, today: datetime.date) -> Standing:
    """What a list says of a matter's deadline."""
    light = light_of_matter(matter, today)
    if matter.state in OWED_BY_RECEIVER:
        return standing_of(matter.due_on, soon_of(matter), today)
    if matter.reported_on is None:
        return Standing(light, TONES[light], "")
    if matter.late_days is None:
        return Standing(light, "bad", _late_unknown(matter))
    return Standing(light, "bad" if matter.late_days else "good", _late_words(matter.late_days))


def _late_words(days: int) -> str:
    return _("超期 %d 个工作日反馈") % days if days else _("按期反馈")


def _late_unknown(matter: Matter) -> str:
    assert matter.reported_on is not None
    assert matter.due_on is not None
    return _("超期 %d 天反馈（节假日未公布）") % (matter.reported_on - matter.due_on).days

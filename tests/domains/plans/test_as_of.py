"""Targets as they stood on a day: by the values up to then alone."""

from __future__ import annotations

import datetime

from django.contrib.auth.models import AnonymousUser, User
from django.utils import timezone

from ditan.domains.plans.models import PlanDocument, TargetPart, TrackedTarget
from ditan.domains.plans.selectors.as_of import targets_as_of
from tests.domains.plans.conftest import MakePlan
from tests.domains.plans.followed import BASE, LAST, catalogue, follow_all, issued_draft, report, the


def test_a_target_is_judged_by_what_was_known_on_the_day(coordinator: User, make_plan: MakePlan) -> None:
    catalogue()
    plan: PlanDocument = make_plan(issued_draft())
    follow_all(coordinator, plan)
    forest = the("森林覆盖率", plan)
    report(None, forest, LAST - 1, "49.1")
    report(None, forest, LAST, "49.3")
    (before,) = [each for each in targets_as_of(coordinator, plan.pk, day(LAST - 1)) if each.tracked == forest]
    (after,) = [each for each in targets_as_of(coordinator, plan.pk, day(LAST)) if each.tracked == forest]
    assert (before.series, after.series[-1]) == (((BASE, 49.0), (LAST - 1, 49.1)), (LAST, 49.3))
    assert before.observation is not None
    assert before.observation.reported == "49.1"
    # 49 → 51 over five equal steps of 0.4
    assert (round(before.due or 0, 6), before.due_decided) == (49.4, False)

    # What a person decided after the day does not reach back to it.
    TrackedTarget.objects.filter(pk=forest.pk).update(passed="met")
    (then,) = [each for each in targets_as_of(coordinator, plan.pk, day(LAST)) if each.tracked == forest]
    assert then.judged.situation.value == "running"

    # A confirmed part of the year goes before the path.
    TargetPart.objects.create(
        tracked=forest, rule="path", year=LAST, value=50.0, confirmed=True, key="y", at=timezone.now()
    )
    (parted,) = [each for each in targets_as_of(coordinator, plan.pk, day(LAST)) if each.tracked == forest]
    assert (parted.due, parted.due_decided) == (50.0, True)

    assert targets_as_of(AnonymousUser(), plan.pk, day(LAST)) == ()


def day(year: int) -> datetime.date:
    return datetime.date(year, 12, 31)

"""No order of readings and decisions loses what a person decided."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth.models import User
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ditan.core.reading import draft as d
from ditan.domains.plans import services
from ditan.domains.plans.kinds import KINDS, content_of
from ditan.domains.plans.models import Decision, Origin, PlanDocument, ReviewItem
from tests.domains.plans.drafts import TEXT, minimal_draft

pytestmark = pytest.mark.django_db

EMPTY = d.Draft(name="空.txt", text=TEXT)
READINGS: dict[str, d.Draft] = {
    "same": minimal_draft(),
    "nothing": EMPTY,
    "renamed": replace(
        minimal_draft(), targets=tuple(replace(each, name=f"全区{each.name}") for each in minimal_draft().targets)
    ),
    "revalued": replace(minimal_draft(), targets=tuple(replace(each, value=99.0) for each in minimal_draft().targets)),
    "fewer": replace(minimal_draft(), targets=minimal_draft().targets[1:], measures=(), tasks=()),
    "reversed": replace(minimal_draft(), targets=tuple(reversed(minimal_draft().targets))),
}
steps = st.lists(
    st.tuples(st.sampled_from([*READINGS, "confirm", "edit", "reject", "add"]), st.integers(0, 6)), max_size=9
)


@pytest.mark.slow
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(walk=steps)
def test_a_decision_is_never_lost(plan: PlanDocument, coordinator: User, walk: list[tuple[str, int]]) -> None:
    start_over(plan)
    decided: dict[str, tuple[str, dict[str, Any], str]] = {}
    for act, number in walk:
        if act in READINGS:
            services.apply_draft(plan=plan, draft=READINGS[act])
        else:
            item = decide(coordinator, plan, act, number)
            if item is not None:
                decided[item.identity] = (item.state, content_of(item), item.decided_by_name)
        for identity, expected in decided.items():
            assert facts_of(identity) == expected


def start_over(plan: PlanDocument) -> None:
    """The plan as it was just read."""
    for kind in KINDS.values():
        kind.rows().filter(plan=plan).delete()
    services.apply_draft(plan=plan, draft=minimal_draft())


def decide(user: User, plan: PlanDocument, act: str, number: int) -> ReviewItem | None:
    """One decision on the item of that number; None where there is none."""
    if act == "add":
        added = services.add_item(
            user=user, plan=plan, kind="target", start=number, end=number + 5, values={"name": f"新增{number}"}
        )
        return stored(added.identity)
    items = [item for kind in KINDS.values() for item in kind.rows().filter(plan=plan).order_by("pk")]
    if not items:
        return None
    item = items[number % len(items)]
    where: dict[str, Any] = {"user": user, "kind": item.kind, "pk": item.pk, "version": item.version}
    if act == "confirm":
        services.confirm_item(**where)
    elif act == "reject":
        services.reject_item(**where)
    else:
        field = "name" if "name" in content_of(item) else "title"
        services.edit_item(**where, changes={field: f"人工改{number}"})
    return stored(item.identity)


def stored(identity: str) -> ReviewItem:
    """The item as it is stored now."""
    kind, _dash, pk = identity.partition("-")
    item: ReviewItem = KINDS[kind].rows().get(pk=int(pk))
    return item


def facts_of(identity: str) -> tuple[str, dict[str, Any], str]:
    item = stored(identity)
    return item.state, content_of(item), item.decided_by_name


def test_every_decision_of_a_walk_stands_in_the_record(plan: PlanDocument, coordinator: User) -> None:
    for act, number in (("confirm", 0), ("edit", 0), ("reject", 0), ("add", 3), ("edit", 5)):
        decide(coordinator, plan, act, number)
        services.apply_draft(plan=plan, draft=READINGS["nothing"])
        services.apply_draft(plan=plan, draft=READINGS["same"])
    assert [line.action for line in Decision.objects.order_by("pk")] == ["confirm", "edit", "reject", "add", "edit"]


def test_an_item_that_comes_back_takes_its_decision_up_again(plan: PlanDocument, coordinator: User) -> None:
    item = decide(coordinator, plan, "edit", 0)
    assert item is not None
    services.apply_draft(plan=plan, draft=EMPTY)
    assert stored(item.identity).stale is True
    services.apply_draft(plan=plan, draft=minimal_draft())
    assert stored(item.identity).stale is False
    assert sum(kind.rows().filter(plan=plan).count() for kind in KINDS.values()) == 7


def test_no_reading_touches_what_a_person_added(plan: PlanDocument, coordinator: User) -> None:
    item = decide(coordinator, plan, "add", 2)
    assert item is not None
    for reading in READINGS.values():
        services.apply_draft(plan=plan, draft=reading)
        kept = stored(item.identity)
        assert (kept.origin, kept.stale, kept.version) == (Origin.PERSON, False, item.version)

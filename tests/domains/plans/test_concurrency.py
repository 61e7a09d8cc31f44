"""Two people at once: the second is told, and neither overwrites the other."""

from __future__ import annotations

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.contrib.auth.models import User
from django.db import connections

from ditan.domains.plans import services
from ditan.domains.plans.errors import Changed
from ditan.domains.plans.models import Decision, PlanDocument, Target

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], object]) -> list[BaseException | None]:
    """Run each act in a thread of its own, started together; what each ended with."""
    ends: list[BaseException | None] = [None] * len(acts)
    start = Barrier(len(acts))

    def run(number: int, act: Callable[[], object]) -> None:
        try:
            start.wait()
            act()
        except Exception as error:
            ends[number] = error
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=(number, act)) for number, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return ends


def test_of_two_edits_at_once_one_is_stored_and_one_is_refused(coordinator: User, plan: PlanDocument) -> None:
    target = Target.objects.get(name="森林覆盖率")

    def edit(name: str) -> Callable[[], object]:
        return lambda: services.edit_item(
            user=coordinator, kind="target", pk=target.pk, version=1, changes={"name": name}
        )

    ends = at_once(edit("甲的写法"), edit("乙的写法"))
    target.refresh_from_db()
    assert sorted(type(end).__name__ for end in ends) == ["Changed", "NoneType"]
    assert target.name == ("甲的写法" if ends[0] is None else "乙的写法")
    assert (target.version, Decision.objects.count()) == (2, 1)


def test_of_two_confirmations_at_once_one_is_stored(coordinator: User, plan: PlanDocument) -> None:
    target = Target.objects.get(name="森林覆盖率")
    act = lambda: services.confirm_item(user=coordinator, kind="target", pk=target.pk, version=1)  # noqa: E731
    ends = at_once(act, act)
    assert sorted(type(end).__name__ for end in ends) == ["Changed", "NoneType"]
    assert Decision.objects.count() == 1


def test_of_two_corrections_of_a_plan_at_once_one_is_refused(coordinator: User, plan: PlanDocument) -> None:
    def edit(issuer: str) -> Callable[[], object]:
        return lambda: services.edit_plan(user=coordinator, plan=plan, version=1, changes={"issuer": issuer})

    ends = at_once(edit("甲局"), edit("乙局"))
    assert [isinstance(end, Changed) for end in ends].count(True) == 1
    assert PlanDocument.objects.get().version == 2


def test_two_bulk_confirmations_at_once_confirm_each_item_once(coordinator: User, plan: PlanDocument) -> None:
    act = lambda: services.confirm_above(user=coordinator, plan=plan, confidence=0.0)  # noqa: E731
    assert at_once(act, act) == [None, None]
    assert Decision.objects.filter(action="confirm").count() == 6
    assert set(Target.objects.values_list("version", flat=True)) == {2}

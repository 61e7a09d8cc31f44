"""The shipped plans and the demonstration."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth.models import User

from ditan.base.workflow.worker import run_pending
from ditan.domains.plans import services
from ditan.domains.plans.errors import NotAllowed
from ditan.domains.plans.kinds import KINDS
from ditan.domains.plans.models import Decision, Indicator, MetricBinding, PlanDocument, Target, TrackedTarget
from ditan.domains.plans.services.examples import example_files

pytestmark = pytest.mark.django_db

FOLDER = Path(__file__).parents[3] / "examples" / "plans"


def counts(**where: object) -> int:
    """How many items of all kinds."""
    return sum(kind.rows().filter(**where).count() for kind in KINDS.values())


def test_the_package_carries_the_five_plans_byte_for_byte() -> None:
    shipped = dict(example_files())
    assert sorted(shipped) == sorted(path.name for path in FOLDER.glob("*.txt"))
    assert all(shipped[path.name] == path.read_bytes() for path in FOLDER.glob("*.txt"))


def test_the_five_plans_load_as_drafts_once(coordinator: User) -> None:
    assert len(services.load_examples(user=coordinator)) == 5
    assert services.load_examples(user=coordinator) == []
    run_pending(limit=1)
    assert PlanDocument.objects.filter(example=True).count() == 1
    assert counts(state="proposed") == counts() > 0


@pytest.mark.slow
def test_the_demonstration_confirms_in_one_step_what_nobody_decided(coordinator: User) -> None:
    services.load_examples(user=coordinator)
    run_pending()
    target = Target.objects.order_by("pk").first()
    assert target is not None
    services.reject_item(user=coordinator, kind="target", pk=target.pk, version=target.version)
    confirmed = services.load_demo_confirmations(user=coordinator)
    assert confirmed == counts(state="confirmed", decided_how="demo") == Decision.objects.filter(how="demo").count()
    assert confirmed >= 0.85 * counts()
    assert Target.objects.filter(state="confirmed").first().is_demo is True  # type: ignore[union-attr]
    target.refresh_from_db()
    assert (target.state, target.decided_how) == ("rejected", "by_hand")
    assert services.load_demo_confirmations(user=coordinator) == 0
    assert MetricBinding.objects.count() == Indicator.objects.count() + Target.objects.count() > 150
    assert MetricBinding.objects.filter(decided_how="demo").count() > 120
    assert TrackedTarget.objects.filter(demo=True, standing__isnull=False).count() > 150
    awaiting = TrackedTarget.objects.filter(handing="awaiting", plan__title__contains="铜梁区")
    assert awaiting.count() == 4
    assert {row.standing.situation for row in awaiting} == {"awaiting"}


def test_the_demonstration_without_the_plans_confirms_nothing(coordinator: User) -> None:
    assert services.load_demo_confirmations(user=coordinator) == 0


def test_who_may_not_upload_loads_no_examples(reader: User) -> None:
    with pytest.raises(NotAllowed):
        services.load_examples(user=reader)
    with pytest.raises(NotAllowed):
        services.load_demo_confirmations(user=reader)
    assert PlanDocument.objects.count() == 0

"""Ties between items and metrics: proposed for all, decided by people, and what a decision sets in motion."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from ditan.base.audit.models import Entry
from ditan.base.records.models import Metric, Observation, Standing
from ditan.domains.plans.errors import Changed, NotAllowed, NotAvailable
from ditan.domains.plans.models import Indicator, MetricBinding, PlanDocument, Target, TrackedTarget
from ditan.domains.plans.services import confirm_item, edit_item, edit_plan, reopen_item
from ditan.domains.plans.services.bindings import (
    confirm_binding,
    confirm_bindings,
    propose_bindings,
    reject_binding,
)
from ditan.domains.plans.tracking.matching import Catalogue, Known, Spoken, is_intensity_fall
from tests.domains.plans.conftest import MakePlan
from tests.domains.plans.followed import BASE, END, binding_of, catalogue, follow_all, issued_draft, metric, the


@pytest.fixture
def issued(make_plan: MakePlan) -> PlanDocument:
    catalogue()
    return make_plan(issued_draft())


def test_every_indicator_and_target_of_a_plan_gets_a_proposal_when_it_is_read(plan: PlanDocument) -> None:
    assert MetricBinding.objects.filter(state="proposed").count() == Indicator.objects.count() + Target.objects.count()
    assert propose_bindings([plan.pk]) == 0


def test_a_name_of_the_catalogue_is_taken_and_a_new_one_is_proposed_unverified(make_plan: MakePlan) -> None:
    forest = metric("forest_cover", "森林覆盖率")
    plan = make_plan()
    assert binding_of("森林覆盖率", plan).metric == forest
    water = binding_of("用水总量", plan)
    assert (water.ground, water.metric.verified, water.metric.unit) == ("new", False, "亿立方米")
    assert water.metric.code.startswith("plan_")
    assert water.metric.revisions.count() == 1


def test_the_same_new_metric_serves_all_items_of_its_name(make_plan: MakePlan) -> None:
    plan = make_plan()
    cover = Metric.objects.get(name="森林覆盖率")
    assert cover.plan_bindings.count() == 2
    assert {each.plan_id for each in cover.plan_bindings.all()} == {plan.pk}


@pytest.mark.parametrize(
    ("name", "unit", "code", "found"),
    [
        ("绿色建筑占新建建筑比重", "%", "", (1, "name", 0.95, True)),
        ("“绿色建筑占新建建筑 比例”", "%", "", (1, "name", 0.95, True)),
        ("新建绿色建筑", "%", "green", (1, "reader", 0.85, True)),
        ("新建绿色建筑", "万平方米", "green", (1, "reader", 0.4, False)),
        ("绿色建筑占新建建筑比例", "个", "", (1, "name", 0.4, False)),
        ("绿色商场", "家", "", (None, "new", 0.5, True)),
    ],
)
def test_names_and_units_decide_what_is_proposed(
    name: str, unit: str, code: str, found: tuple[int | None, str, float, bool]
) -> None:
    catalogue = Catalogue([Known(1, "green", ("绿色建筑占新建建筑比例",), "%")])
    match = catalogue.match(Spoken(name, unit, code))
    assert (match.key, match.ground, match.confidence, match.fits) == found


def test_only_falls_of_intensities_are_counted_by_logarithms_of_themselves() -> None:
    assert is_intensity_fall("单位地区生产总值能源消耗降低", "%")
    assert not is_intensity_fall("PM2.5浓度下降", "%")
    assert not is_intensity_fall("森林覆盖率", "%")


def test_nothing_is_followed_before_both_item_and_tie_are_confirmed(coordinator: User, issued: PlanDocument) -> None:
    confirm_bindings(user=coordinator, plan=issued)
    assert TrackedTarget.objects.count() == 0
    item = Indicator.objects.get(name="森林覆盖率")
    confirm_item(user=coordinator, kind="indicator", pk=item.pk, version=item.version)
    target = the("森林覆盖率", issued)
    assert (target.year, target.value, target.base_year, target.base_value) == (END, 51.0, BASE, 49.0)
    assert (target.is_binding, target.not_binding, target.convention) == (True, False, "linear")


def test_own_numbers_of_a_confirmed_item_enter_records_citing_its_span(coordinator: User, issued: PlanDocument) -> None:
    follow_all(coordinator, issued)
    row = Observation.objects.get(metric__code="forest_cover")
    item = Indicator.objects.get(name="森林覆盖率")
    assert (row.period, row.number, row.reported, row.origin, row.status) == (
        str(BASE),
        49.0,
        "49",
        "span",
        "published",
    )
    assert (row.source, row.start, row.end, row.quote) == (issued.source, item.start, item.end, item.quote)
    assert Observation.objects.filter(metric__code="water_use_total", number=2.1).count() == 1
    follow_all(coordinator, issued)
    assert Observation.objects.filter(origin="span").count() == 2


def test_a_target_follows_an_edit_and_grows_stale_with_its_item(coordinator: User, issued: PlanDocument) -> None:
    follow_all(coordinator, issued)
    item = Indicator.objects.get(name="森林覆盖率")
    edited = edit_item(
        user=coordinator,
        kind="indicator",
        pk=item.pk,
        version=item.version,
        changes={"values": {str(BASE): "49", str(END): "≥52"}},
    )
    assert (the("森林覆盖率", issued).value, the("森林覆盖率", issued).comparator) == (52.0, ">=")
    reopen_item(user=coordinator, kind="indicator", pk=item.pk, version=edited.version)
    stale = the("森林覆盖率", issued)
    assert (stale.stale, stale.standing.situation) == (True, "stale")
    item.refresh_from_db()
    confirm_item(user=coordinator, kind="indicator", pk=item.pk, version=item.version)
    assert (the("森林覆盖率", issued).stale, the("森林覆盖率", issued).pk) == (False, stale.pk)


def test_another_metric_moves_the_target_and_a_rejection_ends_it(coordinator: User, issued: PlanDocument) -> None:
    follow_all(coordinator, issued)
    other = metric("tree_cover", "林木覆盖率")
    binding = binding_of("森林覆盖率", issued)
    bound = confirm_binding(
        user=coordinator, pk=binding.pk, version=binding.version, metric=other.pk, reason="口径不同"
    )
    assert (bound.state, the("森林覆盖率", issued).metric) == ("edited", other)
    assert Standing.objects.get(metric=other).number == 49.0
    reject_binding(user=coordinator, pk=bound.pk, version=bound.version)
    assert the("森林覆盖率", issued).stale is True
    acts = Entry.objects.filter(act__startswith="plans.binding_").values_list("act", flat=True)
    assert sorted(acts) == ["plans.binding_confirmed", "plans.binding_rejected"]


def test_a_unit_of_another_kind_is_refused_and_nothing_changes(coordinator: User, issued: PlanDocument) -> None:
    area = metric("forest_area", "森林面积", "公顷")
    binding = binding_of("森林覆盖率", issued)
    with pytest.raises(NotAvailable, match="不能换算为“森林面积”的单位“公顷”"):
        confirm_binding(user=coordinator, pk=binding.pk, version=binding.version, metric=area.pk)
    binding.refresh_from_db()
    assert (binding.state, binding.metric.code) == ("proposed", "forest_cover")


def test_who_saw_an_older_tie_or_may_not_review_is_refused(
    coordinator: User, reader: User, issued: PlanDocument
) -> None:
    binding = binding_of("森林覆盖率", issued)
    with pytest.raises(Changed):
        confirm_binding(user=coordinator, pk=binding.pk, version=binding.version + 1)
    with pytest.raises(NotAllowed):
        confirm_binding(user=reader, pk=binding.pk, version=binding.version)
    with pytest.raises(NotAllowed):
        confirm_bindings(user=reader, plan=issued)
    assert MetricBinding.objects.exclude(state="proposed").count() == 0


def test_a_demonstration_labels_what_follows_until_a_person_confirms(coordinator: User, issued: PlanDocument) -> None:
    from ditan.domains.plans.models import How

    binding = binding_of("森林覆盖率", issued)
    confirm_binding(user=coordinator, pk=binding.pk, version=binding.version)
    MetricBinding.objects.filter(pk=binding.pk).update(decided_how=How.DEMO)
    item = Indicator.objects.get(name="森林覆盖率")
    confirm_item(user=coordinator, kind="indicator", pk=item.pk, version=item.version)
    assert the("森林覆盖率", issued).demo is True
    assert Standing.objects.get(metric__code="forest_cover").demo is True
    binding.refresh_from_db()
    confirm_binding(user=coordinator, pk=binding.pk, version=binding.version)
    assert the("森林覆盖率", issued).demo is False
    assert Standing.objects.get(metric__code="forest_cover").demo is False


def edited(user: User, plan: PlanDocument, **changes: str) -> PlanDocument:
    plan.refresh_from_db()
    return edit_plan(user=user, plan=plan, version=plan.version, changes=changes)


def test_targets_follow_what_is_corrected_of_their_plan_at_once(coordinator: User, issued: PlanDocument) -> None:
    follow_all(coordinator, issued)
    edited(coordinator, issued, status="draft")
    draft = the("森林覆盖率", issued)
    assert (draft.not_binding, draft.standing.light) == (True, "grey")
    edited(coordinator, issued, status="issued", period_start=str(BASE))
    assert {row.year for row in TrackedTarget.objects.filter(metric__code="forest_cover", stale=False)} >= {BASE, END}


def test_a_plan_of_another_region_takes_its_targets_and_numbers_along(coordinator: User, issued: PlanDocument) -> None:
    edited(coordinator, issued, region_name="渝中区")
    follow_all(coordinator, issued)
    former = the("森林覆盖率", issued).subject
    edited(coordinator, issued, region_name="铜梁区")
    moved = the("森林覆盖率", issued)
    assert (moved.subject.name, moved.standing.base_value) == ("铜梁区", 49.0)
    left = Standing.objects.select_related("observation").get(subject=former, metric=moved.metric)
    assert (left.number, left.observation.state, left.versions) == (None, "unknown", 2)
    assert "此值不属于原地区" in left.observation.reason
    edited(coordinator, issued, region_name="渝中区")
    assert Standing.objects.get(subject=former, metric=moved.metric).number == 49.0
    assert Standing.objects.get(subject=moved.subject, metric=moved.metric).number is None

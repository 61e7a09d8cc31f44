"""Decisions on single items."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser, User

from ditan.domains.plans import services
from ditan.domains.plans.errors import Changed, InvalidFields, NotAllowed, NotAvailable
from ditan.domains.plans.kinds import KINDS, content_of, shown
from ditan.domains.plans.models import (
    Decision,
    Finding,
    Indicator,
    IndicatorValue,
    Measure,
    PlanDocument,
    Project,
    Responsibility,
    Target,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def forest(plan: PlanDocument) -> Target:
    return Target.objects.get(name="森林覆盖率")


@pytest.fixture
def water(plan: PlanDocument) -> Indicator:
    return Indicator.objects.get(name="用水总量")


def edit(user: User, item: Target | Indicator | Measure | Project, **changes: object) -> None:
    services.edit_item(user=user, kind=item.kind, pk=item.pk, version=item.version, changes=changes)


def test_confirming_says_who_and_when(reviewer: User, forest: Target) -> None:
    services.confirm_item(user=reviewer, kind="target", pk=forest.pk, version=1)
    forest.refresh_from_db()
    assert (forest.state, forest.decided_by, forest.decided_by_name) == ("confirmed", reviewer, "reviewer")
    assert forest.decided_at is not None
    assert (forest.decided_how, forest.version) == ("by_hand", 2)


def test_confirming_twice_writes_one_decision(reviewer: User, forest: Target) -> None:
    services.confirm_item(user=reviewer, kind="target", pk=forest.pk, version=1)
    services.confirm_item(user=reviewer, kind="target", pk=forest.pk, version=2)
    assert Decision.objects.count() == 1


def test_editing_keeps_the_machines_reading_and_both_sides_in_the_record(reviewer: User, forest: Target) -> None:
    edit(reviewer, forest, value="52.5", comparator="不低于")
    forest.refresh_from_db()
    assert (forest.state, forest.value) == ("edited", 52.5)
    assert forest.machine_reading is not None
    assert forest.machine_reading["value"] == 51.0
    line = Decision.objects.get()
    assert (line.action, line.before, line.after) == (
        "edit",
        {"state": "proposed", "value": 51.0},
        {"state": "edited", "value": 52.5},
    )


def test_posting_what_was_shown_changes_nothing_but_confirms(reviewer: User, water: Indicator) -> None:
    texts = {field.name: text for field, text in shown(water)}
    before = content_of(water)
    edit(reviewer, water, **texts)
    after = Indicator.objects.get(pk=water.pk)
    assert (content_of(after), after.state, after.machine_reading) == (before, "confirmed", None)


@pytest.mark.parametrize("kind", KINDS)
def test_the_shown_texts_of_every_kind_change_nothing(reviewer: User, plan: PlanDocument, kind: str) -> None:
    item = KINDS[kind].rows().first()
    before = content_of(item)
    services.edit_item(
        user=reviewer,
        kind=kind,
        pk=item.pk,
        version=1,
        changes={field.name: text for field, text in KINDS[kind].shown(before)},
    )
    assert content_of(KINDS[kind].rows().get(pk=item.pk)) == before


def test_editing_one_year_leaves_the_other_cells_alone(reviewer: User, water: Indicator) -> None:
    edit(reviewer, water, values={"2025": "≤2.4"})
    cells = IndicatorValue.objects.filter(indicator=water, alternative=0).order_by("position")
    assert [(cell.year, cell.value, cell.text, cell.comparator) for cell in cells] == [
        ("2020", 2.1, "2.1", "="),
        ("2025", 2.4, "≤2.4", "<="),
    ]


def test_the_other_readings_survive_an_edit(reviewer: User, water: Indicator) -> None:
    edit(reviewer, water, unit="亿m³")
    assert IndicatorValue.objects.filter(indicator=water, alternative=1).count() == 2


def test_editing_departments_rewrites_their_rows(reviewer: User, plan: PlanDocument) -> None:
    measure = Measure.objects.get(form="measure")
    edit(reviewer, measure, lead="区发改委、区商务委", cooperating="")
    rows = Responsibility.objects.filter(measure=measure).order_by("position")
    assert [(row.role, row.printed_name) for row in rows] == [("lead", "区发改委"), ("lead", "区商务委")]
    assert rows[0].organisation_name == "铜山区发展改革委"


def test_editing_back_to_the_machines_reading_counts_as_confirmed(reviewer: User, forest: Target) -> None:
    edit(reviewer, forest, value="52")
    forest.refresh_from_db()
    edit(reviewer, forest, value="51")
    forest.refresh_from_db()
    assert (forest.state, forest.machine_reading) == ("confirmed", None)


def test_editing_what_is_already_so_writes_no_decision(reviewer: User, forest: Target) -> None:
    edit(reviewer, forest, value="52")
    forest.refresh_from_db()
    edit(reviewer, forest, value="52")
    assert Decision.objects.count() == 1


def test_every_refused_field_is_named_and_nothing_is_stored(reviewer: User, forest: Target) -> None:
    with pytest.raises(InvalidFields) as refusal:
        edit(reviewer, forest, name="", year="明年", basis="大概")
    assert set(refusal.value.errors) == {"name", "year", "basis"}
    assert refusal.value.errors["name"] == "目标名称 不能为空。"
    forest.refresh_from_db()
    assert (forest.name, forest.version, Decision.objects.count()) == ("森林覆盖率", 1, 0)


def test_a_measure_needs_a_title_or_a_text(reviewer: User, plan: PlanDocument) -> None:
    measure = Measure.objects.get(form="measure")
    with pytest.raises(InvalidFields, match="标题和内容不能都为空"):
        edit(reviewer, measure, title="", text="")


def test_a_target_may_be_a_text_and_then_has_no_number(reviewer: User, forest: Target) -> None:
    edit(reviewer, forest, value="不减少")
    forest.refresh_from_db()
    assert (forest.value, forest.value_text) == (None, "不减少")


def test_money_is_edited_exactly(reviewer: User, plan: PlanDocument) -> None:
    project = Project.objects.get()
    edit(reviewer, project, investment_total="1,200.55", funding="市级资金 800.3；400.25")
    project.refresh_from_db()
    assert str(project.investment_total) == "1200.550000"
    rows = project.fundings.order_by("position")
    assert [(row.source, str(row.amount.normalize()), row.decided_by) for row in rows] == [
        ("市级资金", "800.3", ""),
        ("", "400.25", "column totals"),
    ]


def test_a_quantity_that_a_person_typed_is_found_in_the_quote(reviewer: User, plan: PlanDocument) -> None:
    project = Project.objects.get()
    edit(reviewer, project, quantities="99台；7座")
    found, typed = project.quantities.order_by("position")
    assert (found.quote, found.what) == ("99台", "储能柜")
    assert (typed.quote, typed.start, typed.end) == ("", project.start, project.start)


def test_an_old_version_is_refused_and_names_who_wrote(reviewer: User, coordinator: User, forest: Target) -> None:
    services.confirm_item(user=coordinator, kind="target", pk=forest.pk, version=1)
    with pytest.raises(Changed, match="“森林覆盖率”在您打开之后已由统筹敏修改"):
        services.reject_item(user=reviewer, kind="target", pk=forest.pk, version=1)
    forest.refresh_from_db()
    assert forest.state == "confirmed"


def test_reopening_an_edit_brings_the_machines_reading_back(reviewer: User, forest: Target) -> None:
    edit(reviewer, forest, name="全区森林覆盖率")
    services.reopen_item(user=reviewer, kind="target", pk=forest.pk, version=2)
    forest.refresh_from_db()
    assert (forest.state, forest.name, forest.machine_reading) == ("proposed", "森林覆盖率", None)
    assert (forest.decided_by, forest.decided_at, forest.decided_how) == (None, None, "")
    line = Decision.objects.first()
    assert line is not None
    assert line.before is not None
    assert line.before["content"]["name"] == "全区森林覆盖率"


def test_an_edited_item_that_was_rejected_is_edited_again_when_confirmed(reviewer: User, forest: Target) -> None:
    edit(reviewer, forest, name="全区森林覆盖率")
    services.reject_item(user=reviewer, kind="target", pk=forest.pk, version=2)
    services.confirm_item(user=reviewer, kind="target", pk=forest.pk, version=3)
    forest.refresh_from_db()
    assert (forest.state, forest.name) == ("edited", "全区森林覆盖率")


def test_an_ambiguous_indicator_takes_the_other_reading(reviewer: User, water: Indicator) -> None:
    services.choose_alternative(user=reviewer, pk=water.pk, version=1, alternative=1)
    water = Indicator.objects.get(pk=water.pk)
    assert water.state == "edited"
    assert [cell["value"] for cell in content_of(water)["values"].values()] == [2.0, 1.0]


@pytest.mark.parametrize("alternative", [0, -1, 2])
def test_a_reading_that_is_not_there_cannot_be_chosen(reviewer: User, water: Indicator, alternative: int) -> None:
    with pytest.raises(NotAvailable, match="没有第"):
        services.choose_alternative(user=reviewer, pk=water.pk, version=1, alternative=alternative)


def test_a_finding_is_rejected_with_a_reason(reviewer: User, plan: PlanDocument) -> None:
    finding = Finding.objects.get()
    services.reject_item(user=reviewer, kind="finding", pk=finding.pk, version=1, reason="口径不同")
    finding.refresh_from_db()
    assert finding.state == "rejected"
    assert Decision.objects.get(item_kind="finding").reason == "口径不同"


def test_a_finding_cannot_be_edited(reviewer: User, plan: PlanDocument) -> None:
    with pytest.raises(NotAvailable, match="质检问题不能修改"):
        services.edit_item(user=reviewer, kind="finding", pk=Finding.objects.get().pk, version=1, changes={})


def test_an_item_of_another_kind_is_not_there(reviewer: User, plan: PlanDocument) -> None:
    task = Measure.objects.get(form="task")
    with pytest.raises(NotAvailable, match="该条目已不存在"):
        services.confirm_item(user=reviewer, kind="measure", pk=task.pk, version=1)
    with pytest.raises(NotAvailable, match="没有“chapter”这类条目"):
        services.confirm_item(user=reviewer, kind="chapter", pk=task.pk, version=1)


@pytest.mark.parametrize("who", ["reader", "visitor"])
def test_who_may_not_review_changes_nothing(who: str, request: pytest.FixtureRequest, forest: Target) -> None:
    user: User | AnonymousUser = request.getfixturevalue(who)
    for act in (services.confirm_item, services.reject_item, services.reopen_item):
        with pytest.raises(NotAllowed, match="您没有“审核条目”权限"):
            act(user=user, kind="target", pk=forest.pk, version=1)  # type: ignore[operator]
    with pytest.raises(NotAllowed):
        services.edit_item(user=user, kind="target", pk=forest.pk, version=1, changes={"name": "改"})  # type: ignore[arg-type]
    forest.refresh_from_db()
    assert (forest.state, forest.name, forest.version, Decision.objects.count()) == ("proposed", "森林覆盖率", 1, 0)

"""A reading in the library: what is stored, and what a later reading leaves alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.contrib.auth.models import User

from ditan.core.reading import draft as d
from ditan.domains.plans import services
from ditan.domains.plans.kinds import KINDS, content_of
from ditan.domains.plans.models import (
    FactSpan,
    Heading,
    Indicator,
    IndicatorValue,
    Measure,
    PlanDocument,
    Project,
    Responsibility,
    Target,
)
from tests.domains.plans.drafts import TEXT, minimal_draft, place

pytestmark = pytest.mark.django_db


def test_every_item_of_a_draft_is_stored_as_a_proposal(plan: PlanDocument) -> None:
    assert Indicator.objects.filter(plan=plan, state="proposed").count() == 2
    assert Target.objects.filter(plan=plan, state="proposed").count() == 2
    assert Measure.objects.filter(plan=plan, form="measure", state="proposed").count() == 1
    assert Measure.objects.filter(plan=plan, form="task", state="proposed").count() == 1
    assert Project.objects.filter(plan=plan, state="proposed").count() == 1


def test_the_facts_of_the_plan_and_their_places_are_stored(plan: PlanDocument) -> None:
    assert (plan.title, plan.status, plan.region_code, plan.period) == (
        "铜山区应对气候变化规划", "draft", "500199", "2021—2025年",
    )  # fmt: skip
    assert FactSpan.objects.get(plan=plan).quote == "铜山区应对气候变化规划"


def test_the_outline_keeps_its_tree(plan: PlanDocument) -> None:
    deepest = Heading.objects.get(title="推进节能降碳")
    assert deepest.parent is not None
    assert (deepest.parent.title, deepest.level) == ("重点任务", 2)


def test_an_item_stands_under_its_heading(plan: PlanDocument) -> None:
    target = Target.objects.get(name="森林覆盖率")
    assert target.heading is not None
    assert target.heading.title == "主要目标"


def test_each_quote_is_cut_from_the_text_at_its_span(plan: PlanDocument) -> None:
    for kind in KINDS.values():
        for item in kind.rows().filter(plan=plan):
            assert TEXT[item.start : item.end] == item.quote


def test_values_of_an_indicator_are_rows_of_their_own(plan: PlanDocument) -> None:
    rows = IndicatorValue.objects.filter(indicator__name="用水总量").order_by("alternative", "position")
    assert [(row.alternative, row.year_number, row.value, row.text) for row in rows] == [
        (0, 2020, 2.1, "2.1"),
        (0, 2025, None, "市级下达"),
        (1, 2020, 2.0, "2"),
        (1, 2025, 1.0, "1"),
    ]


def test_departments_are_rows_with_role_printed_and_canonical_name(plan: PlanDocument) -> None:
    rows = Responsibility.objects.filter(measure__form="measure").order_by("position", "pk")
    assert {(row.role, row.printed_name, row.organisation_name) for row in rows} >= {
        ("lead", "区发展改革委", "区发展改革委"),
        ("cooperating", "区财政局", "区财政局"),
    }
    assert all(row.listed_as == (row.organisation_name or row.printed_name) for row in rows)


def test_where_the_plan_parts_no_roles_no_row_says_lead(plan: PlanDocument) -> None:
    rows = Responsibility.objects.filter(measure__form="task")
    assert [row.role for row in rows] == ["joint"]


def test_a_task_points_to_the_measure_that_it_repeats(plan: PlanDocument) -> None:
    assert Measure.objects.get(form="task").repeats == Measure.objects.get(form="measure")


def test_money_is_stored_exactly_and_an_unstated_source_stays_unstated(plan: PlanDocument) -> None:
    project = Project.objects.get()
    assert str(project.investment_total) == "1200.500000"
    assert [(row.source, str(row.amount.normalize())) for row in project.fundings.all()] == [
        ("市级资金", "800.25"),
        ("", "400.25"),
    ]


def test_a_project_runs_from_the_first_to_the_last_year_of_its_period(plan: PlanDocument) -> None:
    project = Project.objects.get()
    assert (project.start_year, project.due_year) == (2022, 2025)


def test_the_same_reading_again_changes_nothing(plan: PlanDocument) -> None:
    before = [(item.pk, item.version, content_of(item)) for kind in KINDS.values() for item in kind.rows()]
    outcome = services.apply_draft(plan=plan, draft=minimal_draft())
    after = [(item.pk, item.version, content_of(item)) for kind in KINDS.values() for item in kind.rows()]
    assert (outcome.added, outcome.updated, outcome.kept, outcome.gone) == (0, 0, 0, 0)
    assert after == before


def test_a_better_reading_replaces_an_undecided_one_in_place(plan: PlanDocument) -> None:
    target = Target.objects.get(name="单位GDP能耗下降")
    better = minimal_draft()
    improved = replace(better.targets[0], name="单位地区生产总值能耗下降", base_value=0.5)
    outcome = services.apply_draft(plan=plan, draft=replace(better, targets=(improved, better.targets[1])))
    renewed = Target.objects.get(pk=target.pk)
    assert (renewed.name, renewed.base_value, renewed.version) == ("单位地区生产总值能耗下降", 0.5, target.version + 1)
    assert (outcome.added, outcome.updated, outcome.gone) == (0, 1, 0)


def test_a_confirmed_item_keeps_its_decision_and_its_content(plan: PlanDocument, coordinator: User) -> None:
    target = Target.objects.get(name="森林覆盖率")
    services.confirm_item(user=coordinator, kind="target", pk=target.pk, version=target.version)
    draft = minimal_draft()
    outcome = services.apply_draft(
        plan=plan, draft=replace(draft, targets=(draft.targets[0], replace(draft.targets[1], value=15.0)))
    )
    kept = Target.objects.get(pk=target.pk)
    assert (kept.state, kept.value, kept.decided_by_name) == ("confirmed", 51.0, "统筹敏")
    assert kept.machine_reading is not None
    assert kept.machine_reading["value"] == 15.0
    assert outcome.kept == 1


def test_an_edited_item_keeps_the_persons_words(plan: PlanDocument, coordinator: User) -> None:
    target = Target.objects.get(name="森林覆盖率")
    services.edit_item(
        user=coordinator, kind="target", pk=target.pk, version=target.version, changes={"name": "全区森林覆盖率"}
    )
    services.apply_draft(plan=plan, draft=minimal_draft())
    kept = Target.objects.get(pk=target.pk)
    assert (kept.state, kept.name) == ("edited", "全区森林覆盖率")
    assert kept.machine_reading is not None
    assert kept.machine_reading["name"] == "森林覆盖率"
    assert Target.objects.count() == 2


def test_a_rejected_item_stays_rejected(plan: PlanDocument, coordinator: User) -> None:
    target = Target.objects.get(name="森林覆盖率")
    services.reject_item(user=coordinator, kind="target", pk=target.pk, version=target.version, reason="是常态")
    services.apply_draft(plan=plan, draft=minimal_draft())
    assert Target.objects.get(pk=target.pk).state == "rejected"
    assert Target.objects.count() == 2


def test_an_undecided_item_that_is_no_longer_read_goes(plan: PlanDocument) -> None:
    outcome = services.apply_draft(plan=plan, draft=replace(minimal_draft(), projects=()))
    assert Project.objects.count() == 0
    assert outcome.gone == 1


def test_a_decided_item_that_is_no_longer_read_stays_and_says_so(plan: PlanDocument, coordinator: User) -> None:
    project = Project.objects.get()
    services.confirm_item(user=coordinator, kind="project", pk=project.pk, version=project.version)
    services.apply_draft(plan=plan, draft=replace(minimal_draft(), projects=()))
    kept = Project.objects.get()
    assert (kept.pk, kept.state, kept.stale) == (project.pk, "confirmed", True)


def test_a_stale_item_that_is_read_again_is_no_longer_stale(plan: PlanDocument, coordinator: User) -> None:
    project = Project.objects.get()
    services.confirm_item(user=coordinator, kind="project", pk=project.pk, version=project.version)
    services.apply_draft(plan=plan, draft=replace(minimal_draft(), projects=()))
    services.apply_draft(plan=plan, draft=minimal_draft())
    assert Project.objects.get().stale is False


def test_what_a_person_added_stays_through_every_reading(plan: PlanDocument, coordinator: User) -> None:
    start = TEXT.index("储能电站项目")
    added = services.add_item(
        user=coordinator, plan=plan, kind="project", start=start, end=start + 6, values={"name": "储能电站项目二期"}
    )
    services.apply_draft(plan=plan, draft=replace(minimal_draft(), projects=()))
    kept = Project.objects.get(pk=added.pk)
    assert (kept.state, kept.origin, kept.stale) == ("confirmed", "person", False)


def test_items_of_one_sentence_do_not_swap_their_decisions(plan: PlanDocument, coordinator: User) -> None:
    energy = Target.objects.get(name="单位GDP能耗下降")
    services.reject_item(user=coordinator, kind="target", pk=energy.pk, version=energy.version)
    draft = minimal_draft()
    services.apply_draft(plan=plan, draft=replace(draft, targets=tuple(reversed(draft.targets))))
    assert Target.objects.get(name="单位GDP能耗下降").state == "rejected"
    assert Target.objects.get(name="森林覆盖率").state == "proposed"


def test_facts_that_a_person_corrected_are_left_alone(plan: PlanDocument, coordinator: User) -> None:
    services.edit_plan(user=coordinator, plan=plan, version=plan.version, changes={"title": "铜山区气候规划"})
    services.apply_draft(plan=PlanDocument.objects.get(), draft=minimal_draft())
    assert PlanDocument.objects.get().title == "铜山区气候规划"


def test_a_name_longer_than_its_column_is_cut_and_the_reading_goes_on(plan: PlanDocument) -> None:
    draft = minimal_draft()
    endless = replace(draft.targets[0], name="节能" * 400, unit="%" * 300)
    services.apply_draft(plan=plan, draft=replace(draft, targets=(endless,)))
    stored = Target.objects.get()
    assert (len(stored.name), len(stored.unit)) == (300, 100)


def test_characters_that_no_database_takes_are_marked_and_spans_still_hold(plan: PlanDocument) -> None:
    damaged = TEXT.replace("森林覆盖率达到", "森林\x00盖\ud800达到")
    target = d.Target(**place(damaged, "森林\x00盖\ud800达到51%"), name="森林\x00盖\ud800", value=51.0)
    services.apply_draft(plan=plan, draft=d.Draft(name="a.txt", text=damaged, targets=(target,)))
    stored = Target.objects.get()
    assert (stored.name, stored.quote) == ("森林\ufffd盖\ufffd", "森林\ufffd盖\ufffd达到51%")


def test_numbers_beyond_every_column_become_unknown(plan: PlanDocument) -> None:
    draft = minimal_draft()
    broken = replace(draft.targets[0], value=float("inf"), year=20255)
    services.apply_draft(plan=plan, draft=replace(draft, targets=(broken,)))
    stored = Target.objects.get()
    assert (stored.value, stored.year) == (None, None)


def test_a_reading_takes_no_more_queries_for_many_items_than_for_few(
    plan: PlanDocument, django_assert_max_num_queries: object
) -> None:
    draft = minimal_draft()
    many = tuple(replace(draft.targets[0], name=f"目标{number}") for number in range(200))
    with django_assert_max_num_queries(60):  # type: ignore[operator]
        services.apply_draft(plan=plan, draft=replace(draft, targets=many))
    assert Target.objects.count() == 200

"""Decisions through readings, imports and versions: what a person decided stands, and the record tells the whole of it."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
import pytest
from django.contrib.auth.models import User

from ditan.domains.plans.errors import Changed, ImportRefused, InvalidFields
from ditan.domains.plans.exchange import export_items, import_items
from ditan.domains.plans.models import Decision, How, Indicator, PlanDocument, State, Target
from ditan.domains.plans.selectors import ItemFilters, item_history
from ditan.domains.plans.services import (
    apply_draft,
    choose_alternative,
    confirm_above,
    confirm_item,
    edit_item,
    reject_item,
    reopen_item,
    separate,
    supersede,
)
from tests.domains.plans.conftest import MakePlan
from tests.domains.plans.drafts import issued_draft, minimal_draft
from tests.domains.plans.views.stored import everything

pytestmark = pytest.mark.django_db
ALL = ItemFilters(state="all")


@pytest.fixture
def forest(plan: PlanDocument) -> Target:
    """森林覆盖率达到51%."""
    return Target.objects.get(name="森林覆盖率")


def workbook(user: User, kind: str = "target") -> openpyxl.Workbook:
    """The exported list as an open workbook."""
    return openpyxl.load_workbook(io.BytesIO(export_items(user, kind, ALL)))


def saved(book: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def put(book: openpyxl.Workbook, row: int, title: str, value: object) -> None:
    """Write one cell below its heading."""
    sheet = book.active
    assert sheet is not None
    titles = [cell.value for cell in sheet[1]]
    sheet.cell(row=row, column=titles.index(title) + 1).value = value  # type: ignore[assignment]


def test_a_life_of_an_item_stands_in_the_record_line_by_line(reviewer: User, forest: Target) -> None:
    confirmed = confirm_item(user=reviewer, kind="target", pk=forest.pk, version=forest.version)
    edited = edit_item(user=reviewer, kind="target", pk=forest.pk, version=confirmed.version, changes={"value": "60"})
    rejected = reject_item(user=reviewer, kind="target", pk=forest.pk, version=edited.version, reason="重复")
    reopen_item(user=reviewer, kind="target", pk=forest.pk, version=rejected.version)
    lines = [
        (line.action, line.reason, line.user_name) for line in reversed(item_history(reviewer, "target", forest.pk))
    ]
    assert [action for action, _reason, _name in lines] == ["confirm", "edit", "reject", "reopen"]
    assert [reason for _action, reason, _name in lines] == ["", "", "重复", ""]
    assert {name for _action, _reason, name in lines} == {"reviewer"}
    forest.refresh_from_db()
    assert (forest.value, forest.state, forest.decided_by_name) == (51.0, State.PROPOSED, "")


def test_every_step_raises_the_version_by_one(reviewer: User, forest: Target) -> None:
    first = forest.version
    confirmed = confirm_item(user=reviewer, kind="target", pk=forest.pk, version=first)
    reopened = reopen_item(user=reviewer, kind="target", pk=forest.pk, version=confirmed.version)
    rejected = reject_item(user=reviewer, kind="target", pk=forest.pk, version=reopened.version)
    assert [confirmed.version, reopened.version, rejected.version] == [first + 1, first + 2, first + 3]


@pytest.mark.parametrize("off", [-1, 1, 100])
def test_any_other_version_is_refused_and_nothing_is_stored(reviewer: User, forest: Target, off: int) -> None:
    before = everything()
    with pytest.raises(Changed):
        confirm_item(user=reviewer, kind="target", pk=forest.pk, version=forest.version + off)
    assert everything() == before


def test_a_whole_plan_read_again_keeps_every_kind_of_decision(coordinator: User, plan: PlanDocument) -> None:
    energy, forest = Target.objects.order_by("pk")
    edit_item(user=coordinator, kind="target", pk=energy.pk, version=energy.version, changes={"value": "15.5"})
    reject_item(user=coordinator, kind="target", pk=forest.pk, version=forest.version)
    confirm_above(user=coordinator, plan=plan, confidence=0, kinds=["indicator", "measure", "task", "project"])
    states = {item.pk: (item.state, item.value, item.decided_by_name) for item in Target.objects.all()}
    applied = apply_draft(plan=plan, draft=minimal_draft())
    assert {item.pk: (item.state, item.value, item.decided_by_name) for item in Target.objects.all()} == states
    assert (applied.added, applied.updated, applied.gone) == (0, 0, 0)


def test_a_reading_that_moved_every_place_keeps_the_decisions(coordinator: User, plan: PlanDocument) -> None:
    confirm_above(user=coordinator, plan=plan, confidence=0)
    numbers = Decision.objects.count()
    moved = minimal_draft("扉页说明文字。\n" + minimal_draft().text)
    applied = apply_draft(plan=plan, draft=moved)
    assert applied.added == 0
    assert set(Target.objects.values_list("state", flat=True)) == {"confirmed"}
    assert Decision.objects.count() == numbers
    assert [
        target.quote for target in Target.objects.all() if moved.text[target.start : target.end] != target.quote
    ] == []


def test_an_empty_reading_takes_the_proposals_and_leaves_the_decisions(coordinator: User, plan: PlanDocument) -> None:
    forest = Target.objects.get(name="森林覆盖率")
    confirm_item(user=coordinator, kind="target", pk=forest.pk, version=forest.version)
    draft = minimal_draft()
    empty = replace(draft, indicators=(), targets=(), measures=(), tasks=(), projects=(), findings=())
    apply_draft(plan=plan, draft=empty)
    assert list(Target.objects.values_list("name", "stale")) == [("森林覆盖率", True)]
    assert Indicator.objects.count() == 0


def test_the_chosen_reading_survives_the_next_reading(reviewer: User, plan: PlanDocument) -> None:
    water = Indicator.objects.get(name="用水总量")
    choose_alternative(user=reviewer, pk=water.pk, version=water.version, alternative=1)
    apply_draft(plan=plan, draft=minimal_draft())
    water.refresh_from_db()
    cells = water.cells.filter(alternative=0).order_by("position").values_list("year", "value")
    assert (water.state, list(cells)) == ("edited", [("2020", 2.0), ("2025", 1.0)])


def test_versions_linked_parted_and_linked_again_carry_each_decision_once(
    coordinator: User, plan: PlanDocument, make_plan: MakePlan
) -> None:
    confirm_above(user=coordinator, plan=plan, confidence=0)
    issued = make_plan(issued_draft())
    supersede(user=coordinator, plan=issued, earlier=plan)
    carried = Decision.objects.filter(plan=issued, how=How.CARRIED).count()
    separate(user=coordinator, plan=issued)
    supersede(user=coordinator, plan=issued, earlier=plan)
    assert carried > 0
    assert Decision.objects.filter(plan=issued, how=How.CARRIED).count() == carried


def test_a_carried_decision_bears_the_name_of_who_took_it(
    coordinator: User, reviewer: User, plan: PlanDocument, make_plan: MakePlan
) -> None:
    confirm_above(user=reviewer, plan=plan, confidence=0, kinds=["target"])
    issued = make_plan(issued_draft())
    supersede(user=coordinator, plan=issued, earlier=plan)
    forest = Target.objects.get(plan=issued, name="森林覆盖率")
    energy = Target.objects.get(plan=issued, name="单位GDP能耗下降")
    assert (forest.state, forest.decided_by_name, forest.decided_how) == ("confirmed", "reviewer", How.CARRIED)
    assert (energy.state, energy.decided_by_name) == ("proposed", "")


def test_an_import_changes_the_cells_that_were_changed_and_no_others(coordinator: User, plan: PlanDocument) -> None:
    book = workbook(coordinator)
    put(book, 3, "目标值", 60)
    report = import_items(user=coordinator, kind="target", data=saved(book))
    energy, forest = Target.objects.order_by("pk")
    assert (report.changed, report.added, report.unchanged) == (1, 0, 1)
    assert (forest.value, forest.state, forest.decided_how) == (60.0, "edited", How.IMPORT)
    assert (energy.value, energy.state) == (14.5, "proposed")


def test_an_import_of_the_same_book_twice_is_refused_or_changes_nothing(coordinator: User, plan: PlanDocument) -> None:
    book = workbook(coordinator)
    put(book, 3, "目标值", 60)
    import_items(user=coordinator, kind="target", data=saved(book))
    before = everything()
    report = import_items(user=coordinator, kind="target", data=saved(book))
    assert (report.changed, report.added) == (0, 0)
    assert everything() == before


def test_every_bad_cell_of_a_book_is_told_with_row_and_column(coordinator: User, plan: PlanDocument) -> None:
    book = workbook(coordinator)
    put(book, 2, "目标年", "明年")
    put(book, 3, "目标年", 20255)
    before = everything()
    with pytest.raises(ImportRefused) as refused:
        import_items(user=coordinator, kind="target", data=saved(book))
    assert sorted((error.row, str(error.column)) for error in refused.value.rows) == [
        (2, "目标年"),
        (3, "目标年"),
    ]
    assert everything() == before


def test_a_bad_field_among_good_ones_stores_none_of_them(reviewer: User, forest: Target) -> None:
    before = everything()
    with pytest.raises(InvalidFields) as refused:
        edit_item(
            user=reviewer,
            kind="target",
            pk=forest.pk,
            version=forest.version,
            changes={"name": "好名称", "value": "60", "year": "x"},
        )
    assert set(refused.value.errors) == {"year"}
    assert everything() == before

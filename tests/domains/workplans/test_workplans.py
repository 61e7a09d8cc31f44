"""A year is taken out of plans, written, approved, issued, revised; nothing unknown is ever filled in."""

from __future__ import annotations

import datetime
import io
from typing import Any

import openpyxl
import pytest
from django.contrib.auth.models import Permission, User
from django.db import Error, connection, transaction
from django.urls import reverse
from django.utils import timezone

from ditan.base.access.models import Role, ScopeKind
from ditan.base.directory.models import Organisation
from ditan.base.refusal import Changed, ImportRefused, InvalidFields, NotAllowed
from ditan.base.reporting.documents import plain
from ditan.base.reporting.tables import as_xlsx
from ditan.domains.plans.models import PlanDocument, TargetPart
from ditan.domains.workplans.checking import findings_of
from ditan.domains.workplans.comparing import content_of, differences, digest_of
from ditan.domains.workplans.documents import task_book
from ditan.domains.workplans.errors import WrongState
from ditan.domains.workplans.exchange.sheets import import_lines, lines_table
from ditan.domains.workplans.models import Edition, WorkLine, WorkPlan, WorkStep
from ditan.domains.workplans.selectors import LineFilters, lines_of_organisation, list_workplans, workplan_page
from ditan.domains.workplans.services import drop_line, make_workplan, restore_line, save_line, take_from, take_step
from ditan.domains.workplans.services.handing import hand_out
from ditan.domains.workplans.triggers import TRIGGERS
from tests.domains.plans.followed import END, the
from tests.domains.workplans.conftest import YEAR
from tests.fresh_code import signed_in

pytestmark = pytest.mark.django_db
TODAY = datetime.date(YEAR, 6, 1)


def line(workplan: WorkPlan, title: str, **more: Any) -> WorkLine:
    return workplan.lines.select_related("organisation", "tracked").get(title__contains=title, **more)


def all_lines(workplan: WorkPlan) -> list[WorkLine]:
    rows = workplan.lines.select_related("organisation", "tracked")
    return list(rows.order_by("kind", "position", "pk"))


def codes(workplan: WorkPlan) -> set[str]:
    return {each.code for each in findings_of(all_lines(workplan), TODAY, YEAR)}


def fresh(workplan: WorkPlan) -> WorkPlan:
    return WorkPlan.objects.get(pk=workplan.pk)


def step(user: User, workplan: WorkPlan, name: str, **more: Any) -> WorkPlan:
    return take_step(user=user, pk=workplan.pk, version=fresh(workplan).version, step=name, **more)


def issue(user: User, workplan: WorkPlan) -> WorkPlan:
    step(user, workplan, "submit")
    step(user, workplan, "approve")
    return step(user, workplan, "issue", document_number="铜双碳办〔2026〕1号")


def save(user: User, workplan: WorkPlan, row: WorkLine | None, **values: str) -> WorkLine:
    reason = values.pop("reason", "")
    return save_line(
        user=user,
        workplan=workplan.pk,
        version=fresh(workplan).version,
        pk=row.pk if row else None,
        line_version=row.version if row else 0,
        values=values,
        reason=reason,
    )


def part_of_year(plan: PlanDocument, value: float | None, organisation: str = "", **more: Any) -> TargetPart:
    return TargetPart.objects.create(
        tracked=the("森林覆盖率", plan),
        rule="sum" if organisation else "path",
        year=YEAR,
        organisation_name=organisation,
        value=value,
        unit="%",
        key=f"{YEAR}{organisation}",
        at=timezone.now(),
        **more,
    )


def test_a_year_takes_indicators_tasks_and_projects_of_a_plan(workplan: WorkPlan) -> None:
    assert workplan.title == f"铜山区{YEAR}年双碳工作计划"
    kinds = [each.kind for each in all_lines(workplan) if not each.parent_id]
    assert set(kinds) == {"indicator", "task", "project"}
    assert line(workplan, "储能电站项目").due_on == datetime.date(YEAR, 12, 31)
    forest = line(workplan, "森林覆盖率", tracked__indicator__isnull=False)
    assert (forest.value, forest.unit, forest.organisation_name) == (None, "%", "铜山区林业局")
    assert f"{END}年目标" in forest.basis


def test_the_value_of_the_year_comes_from_the_target_taken_apart(
    plan: PlanDocument, workplan: WorkPlan, coordinator: User
) -> None:
    part_of_year(plan, 50.2)
    part_of_year(plan, 30.0, "东城街道")
    taken = take_from(user=coordinator, pk=workplan.pk, version=fresh(workplan).version, plans=[plan.pk])
    forest = line(workplan, "森林覆盖率", tracked__indicator__isnull=False)
    assert (forest.value, taken.added, taken.changed) == (50.2, 1, 1)
    assert [(each.organisation_name, each.value) for each in forest.parts.all()] == [("东城街道", 30.0)]
    again = take_from(user=coordinator, pk=workplan.pk, version=fresh(workplan).version, plans=[plan.pk])
    assert (again.added, again.changed) == (0, 0)


def test_what_a_person_wrote_or_left_out_is_never_taken_over(
    plan: PlanDocument, workplan: WorkPlan, coordinator: User
) -> None:
    forest = line(workplan, "森林覆盖率", tracked__indicator__isnull=False)
    save(coordinator, workplan, forest, value="50.5")
    part_of_year(plan, 50.2)
    taken = take_from(user=coordinator, pk=workplan.pk, version=fresh(workplan).version, plans=[plan.pk])
    forest.refresh_from_db()
    assert (forest.value, taken.kept) == (50.5, 1)


def test_an_open_value_is_named_and_is_no_zero(workplan: WorkPlan, coordinator: User) -> None:
    found = {each.code: each for each in findings_of(all_lines(workplan), TODAY, YEAR)}
    assert "森林覆盖率" in found["value_open"].sentence
    forest = line(workplan, "森林覆盖率", tracked__indicator__isnull=False)
    made = save(coordinator, workplan, forest, value="待定", weight="40")
    assert made.value is None
    assert str(made.weight) == "40.000"


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"value": "五十"}, "value"),
        ({"weight": "101"}, "weight"),
        ({"weight": "-1"}, "weight"),
        ({"due_on": "年底"}, "due_on"),
        ({"title": " "}, "title"),
        ({"comparator": "~"}, "comparator"),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(
    workplan: WorkPlan, coordinator: User, values: dict[str, str], wrong: str
) -> None:
    forest = line(workplan, "森林覆盖率", tracked__indicator__isnull=False)
    with pytest.raises(InvalidFields) as refused:
        save(coordinator, workplan, forest, **values)
    assert list(refused.value.errors) == [wrong]
    assert WorkLine.objects.get(pk=forest.pk).version == forest.version


def test_of_two_people_one_is_told_that_the_other_was_first(workplan: WorkPlan, coordinator: User) -> None:
    seen = fresh(workplan).version
    save(coordinator, workplan, None, title="编制年度清单")
    with pytest.raises(Changed):
        save_line(user=coordinator, workplan=workplan.pk, version=seen, values={"title": "另一条"})
    assert not workplan.lines.filter(title="另一条").exists()


def test_a_closed_department_forbids_approval_and_is_named(
    workplan: WorkPlan, coordinator: User, bureau: Organisation
) -> None:
    Organisation.objects.filter(pk=bureau.pk).update(valid_to=datetime.date(2020, 1, 1))
    step(coordinator, workplan, "submit")
    with pytest.raises(WrongState, match="铜山区林业局”已撤销"):
        step(coordinator, workplan, "approve")
    assert fresh(workplan).state == "under_review"


def test_weights_that_do_not_add_up_and_parts_that_differ_are_findings(
    plan: PlanDocument, workplan: WorkPlan, coordinator: User
) -> None:
    part_of_year(plan, 50.0)
    part_of_year(plan, 30.0, "东城街道")
    part_of_year(plan, 15.0, "南城街道")
    take_from(user=coordinator, pk=workplan.pk, version=fresh(workplan).version, plans=[plan.pk])
    save(coordinator, workplan, line(workplan, "用水总量"), weight="70")
    assert {"weights", "parts_differ"} <= codes(workplan)
    forest = line(workplan, "森林覆盖率", tracked__indicator__isnull=False)
    save(coordinator, workplan, forest, weight="70")
    found = next(each for each in findings_of(all_lines(workplan), TODAY, YEAR) if each.code == "weights")
    assert (found.level, "140" in found.sentence) == ("error", True)


def test_one_task_of_two_plans_is_named(workplan: WorkPlan, coordinator: User) -> None:
    task = workplan.lines.filter(kind="task").first()
    assert task is not None
    save(coordinator, workplan, None, title=task.title, text=task.text)
    assert "task_repeated" in codes(workplan)
    twin = workplan.lines.filter(kind="task").last()
    assert twin is not None
    with pytest.raises(InvalidFields):
        drop_line(
            user=coordinator,
            workplan=workplan.pk,
            version=fresh(workplan).version,
            pk=twin.pk,
            line_version=twin.version,
            reason="",
        )
    drop_line(
        user=coordinator,
        workplan=workplan.pk,
        version=fresh(workplan).version,
        pk=twin.pk,
        line_version=twin.version,
        reason="与规划任务重复",
    )
    assert "task_repeated" not in codes(workplan)
    twin.refresh_from_db()
    restore_line(
        user=coordinator, workplan=workplan.pk, version=fresh(workplan).version, pk=twin.pk, line_version=twin.version
    )
    assert "task_repeated" in codes(workplan)


def test_an_issued_edition_is_frozen_and_a_revision_says_why_and_what(workplan: WorkPlan, coordinator: User) -> None:
    issued = issue(coordinator, workplan)
    edition = Edition.objects.get(workplan=workplan)
    assert (issued.state, edition.number, edition.digest) == ("issued", 1, digest_of(edition.content))
    forest = line(workplan, "森林覆盖率", tracked__indicator__isnull=False)
    with pytest.raises(WrongState):
        save(coordinator, workplan, forest, value="50")
    with pytest.raises(WrongState):
        step(coordinator, workplan, "revise")
    revised = step(coordinator, workplan, "revise", reason="市级下达值调整")
    assert (revised.state, revised.edition, revised.reason) == ("draft", 2, "市级下达值调整")
    with pytest.raises(InvalidFields) as refused:
        save(coordinator, workplan, forest, value="50")
    assert list(refused.value.errors) == ["reason"]
    save(coordinator, workplan, forest, value="50", reason="按市级下达值")
    changes = differences(edition.content, content_of(all_lines(workplan)))
    assert [(each.how, each.changes) for each in changes] == [("changed", (("value", None, 50.0),))]
    issue(coordinator, workplan)
    assert Edition.objects.get(workplan=workplan, number=1).content == edition.content
    assert [each.step for each in WorkStep.objects.filter(workplan=workplan)[:3]] == ["issue", "approve", "submit"]


def test_editions_and_history_cannot_be_changed_in_the_database(workplan: WorkPlan, coordinator: User) -> None:
    issue(coordinator, workplan)
    assert TRIGGERS.missing(connection) == []
    with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE workplans_edition SET digest = 'x'")


def test_without_all_data_nobody_draws_up_and_a_department_sees_its_own_lines_alone(
    workplan: WorkPlan, coordinator: User, bureau: Organisation, make_person: Any
) -> None:
    role = Role.objects.create(name="林业", scope=ScopeKind.OWN_ORGANISATION)
    role.permissions.set(Permission.objects.filter(content_type__app_label="workplans"))
    clerk = make_person("linye", bureau, post_roles=(role,))
    assert not list_workplans(clerk).exists()
    with pytest.raises(NotAllowed):
        save(clerk, workplan, None, title="自加一条")
    issue(coordinator, workplan)
    seen = workplan_page(clerk, workplan.pk)
    assert {each.organisation_name for each in seen.lines} == {"铜山区林业局"}
    assert (seen.whole, seen.findings) == (False, ())
    assert {each.pk for each in lines_of_organisation(clerk, bureau.pk, YEAR)} == {each.pk for each in seen.lines}


def test_tasks_and_projects_are_taken_as_far_as_their_maker_reaches_them(
    plan: PlanDocument, coordinator: User, bureau: Organisation, make_person: Any
) -> None:
    """All work plans may be hers to draw up; of a plan's items she sees those of her bureau."""
    draws_up = Role.objects.create(name="计划", scope=ScopeKind.ALL)
    draws_up.permissions.set(Permission.objects.filter(content_type__app_label="workplans"))
    sees_own = Role.objects.create(name="林业", scope=ScopeKind.OWN_ORGANISATION)
    sees_own.permissions.set(Permission.objects.filter(content_type__app_label="plans"))
    drafter = make_person("nige", bureau, post_roles=(draws_up, sees_own))
    hers = make_workplan(user=drafter, year=YEAR, title="林业口", plans=[plan.pk])
    whole = make_workplan(user=coordinator, year=YEAR, title="全区", plans=[plan.pk])
    taken = {each.measure_id for each in hers.lines.filter(measure__isnull=False)}
    all_of_it = {each.measure_id for each in whole.lines.filter(measure__isnull=False)}
    assert taken < all_of_it
    assert all("林业" in each.organisation_name for each in hers.lines.filter(measure__isnull=False))
    assert whole.lines.filter(kind="project").exists()
    assert not hers.lines.filter(kind="project").exists()


def test_the_task_book_gives_each_number_its_source_and_names_what_is_open(
    workplan: WorkPlan, coordinator: User
) -> None:
    save(coordinator, workplan, line(workplan, "用水总量"), value="2.0", comparator="<=")
    found = workplan_page(coordinator, workplan.pk)
    book = task_book(workplan, found.lines, day=TODAY)
    table = book.sections[1].blocks[0]
    said = {plain(row[1]): plain(row[3]) for row in table.rows}  # type: ignore[union-attr]
    assert said["用水总量"] == "≤2"
    assert said["森林覆盖率"] == "待定"
    notes = [note for row in table.rows for note in getattr(row[3], "notes", ())]  # type: ignore[union-attr]
    assert len(notes) == len(table.rows)  # type: ignore[union-attr]
    own = task_book(workplan, found.lines, day=TODAY, organisation="铜山区林业局")
    assert [section.title for section in own.sections] == ["总体要求", "年度指标", ""]


def test_lines_go_out_as_a_workbook_and_come_back(workplan: WorkPlan, coordinator: User) -> None:
    data = as_xlsx(lines_table(workplan_page(coordinator, workplan.pk)))
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book.worksheets[0]
    row = next(each for each in sheet.iter_rows(min_row=2) if each[2].value == "用水总量")
    row[5].value = 2.0
    sheet.append([None, "任务", "编制碳排放清单", "", "", "", "", "铜山区林业局", "", f"{YEAR}-10-31"])
    kept = io.BytesIO()
    book.save(kept)
    version = fresh(workplan).version
    reports = import_lines(user=coordinator, pk=workplan.pk, version=version, data=kept.getvalue())
    assert {each.act for each in reports} == {"same", "change", "add"}
    assert line(workplan, "用水总量").value == 2.0
    assert line(workplan, "编制碳排放清单").due_on == datetime.date(YEAR, 10, 31)
    assert line(workplan, "森林覆盖率", tracked__indicator__isnull=False).edited is False


def test_a_workbook_with_one_wrong_row_is_refused_whole(workplan: WorkPlan, coordinator: User) -> None:
    data = as_xlsx(lines_table(workplan_page(coordinator, workplan.pk)))
    book = openpyxl.load_workbook(io.BytesIO(data))
    book.worksheets[0].append([None, "任务", "编制碳排放清单"])
    book.worksheets[0].append([99999, "任务", "别处的条目"])
    kept = io.BytesIO()
    book.save(kept)
    before = workplan.lines.count()
    with pytest.raises(ImportRefused, match="没有条目 99999"):
        import_lines(user=coordinator, pk=workplan.pk, version=fresh(workplan).version, data=kept.getvalue())
    assert workplan.lines.count() == before


def test_pages_open_keep_what_was_typed_and_hand_out_files(
    workplan: WorkPlan, coordinator: User, plan: PlanDocument
) -> None:
    client = signed_in(coordinator)
    here = reverse("workplans:workplan", args=[workplan.pk])
    page = client.get(here).content.decode()
    assert "待定" in page
    assert "提交审核" in page
    new = client.post(reverse("workplans:new"), {"year": "26", "title": "某某计划"})
    assert (new.status_code, "某某计划" in new.content.decode()) == (422, True)
    forest = line(workplan, "森林覆盖率", tracked__indicator__isnull=False)
    address = reverse("workplans:line", args=[workplan.pk, forest.pk])
    typed = {"version": workplan.version, "line_version": forest.version, "title": "森林覆盖率", "value": "五十"}
    refused = client.post(address, {**typed, "version": fresh(workplan).version})
    assert (refused.status_code, 'value="五十"' in refused.content.decode()) == (422, True)
    client.post(reverse("workplans:step", args=[workplan.pk]), {"version": fresh(workplan).version, "step": "submit"})
    assert fresh(workplan).state == "under_review"
    book = client.get(reverse("workplans:document", args=[workplan.pk]), {"format": "docx"})
    assert book.content[:2] == b"PK"
    told = client.get(f"/api/workplans/{workplan.pk}").json()
    assert (told["year"], {each["value"] for each in told["lines"] if each["kind"] == "indicator"}) == (YEAR, {None})
    assert workplan_page(coordinator, workplan.pk, LineFilters(open_only=True)).lines != ()


def test_issued_tasks_become_matters_once(workplan: WorkPlan, coordinator: User, bureau: Organisation) -> None:
    supervising = Permission.objects.filter(content_type__app_label="supervision")
    coordinator.user_permissions.add(*supervising)
    office = User.objects.get(pk=coordinator.pk)
    save(office, workplan, None, title="编制年度清单", organisation_name="铜山区林业局", due_on=f"{YEAR + 1}-01-31")
    with pytest.raises(WrongState):
        hand_out(user=office, pk=workplan.pk, version=fresh(workplan).version)
    issue(office, workplan)
    tasks = workplan.lines.filter(kind="task")
    done = hand_out(user=office, pk=workplan.pk, version=fresh(workplan).version)
    assert (done.made, done.known) == (tasks.count(), 0)
    own = line(workplan, "编制年度清单")
    assert own.matter is not None
    assert (own.matter.state, own.matter.organisation, own.matter.due_on) == (
        "draft",
        bureau,
        datetime.date(YEAR + 1, 1, 31),
    )
    again = hand_out(user=office, pk=workplan.pk, version=fresh(workplan).version)
    assert (again.made, again.known) == (0, tasks.count())

"""The way of a project, its milestones, quantities, expected abatement and files."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from ditan.base.refusal import InvalidFields, NotAllowed
from ditan.base.workflow.models import Clock, Job
from ditan.domains.projects import services
from ditan.domains.projects.errors import NotYours, WrongState
from ditan.domains.projects.jobs import judge_projects
from ditan.domains.projects.models import Project
from ditan.domains.projects.services import ProjectDraft
from ditan.domains.projects.triggers import TRIGGERS
from tests.domains.projects.conftest import MakeProject, Office

pytestmark = pytest.mark.django_db
DAY = datetime.date(2024, 3, 1)


def step(user: Any, project: Project, code: str, **more: Any) -> Project:
    """Take a step at the project's present version."""
    return services.take_step(user=user, project=project, step=code, version=project.version, **more)


def act(office: Office, project: Project, deed: Any, **more: Any) -> Any:
    """Do something as the clerk of forestry at the project's present version."""
    project.refresh_from_db()
    return deed(user=office.clerk, project=project, version=project.version, **more)


def test_a_project_goes_its_way_with_its_documents(office: Office, make_project: MakeProject) -> None:
    project = step(office.coordinator, make_project(), "approve", on=DAY, document="铜发改〔2024〕7号")
    assert (project.state, project.approval_number, project.approved_on) == ("approved", "铜发改〔2024〕7号", DAY)
    project = step(office.clerk, project, "start", on=DAY)
    project = step(office.clerk, project, "finish", on=DAY)
    assert project.state == "done"
    steps = project.steps.values_list("step", "before", "after", "document")
    assert list(steps) == [
        ("approve", "stock", "approved", "铜发改〔2024〕7号"),
        ("start", "approved", "under_way", ""),
        ("finish", "under_way", "done", ""),
    ]


def test_nothing_is_approved_without_its_document(office: Office, make_project: MakeProject) -> None:
    project = make_project()
    with pytest.raises(WrongState, match="填写批复文号"), transaction.atomic():
        step(office.coordinator, project, "approve", on=DAY)
    with pytest.raises(NotAllowed):
        step(office.clerk, project, "approve", on=DAY, document="7号")
    project.refresh_from_db()
    assert (project.state, project.version) == ("stock", 1)


def test_days_do_not_lie_ahead_nor_before_the_step_that_came_first(office: Office, make_project: MakeProject) -> None:
    project = make_project(state="approved", approved_on=DAY)
    with pytest.raises(InvalidFields, match="还没有到"), transaction.atomic():
        step(office.clerk, project, "start", on=timezone.localdate() + datetime.timedelta(days=1))
    with pytest.raises(InvalidFields, match="早于上一步"), transaction.atomic():
        step(office.clerk, project, "start", on=DAY - datetime.timedelta(days=1))


def test_a_project_ends_with_all_quantities_or_a_reason(office: Office, make_project: MakeProject) -> None:
    project = make_project(state="under_way")
    project.quantities.create(what="造林", unit="亩", planned=700)
    with pytest.raises(WrongState, match="说明理由"), transaction.atomic():
        step(office.clerk, project, "finish", on=DAY)
    assert step(office.clerk, project, "finish", on=DAY, text="二期并入下年项目").state == "done"


def test_steps_are_offered_to_who_can_take_them(office: Office, make_project: MakeProject) -> None:
    project = make_project(state="approved")
    offered = {
        person.username: [each.code for each in services.possible_steps(person, project)]
        for person in (office.coordinator, office.clerk, office.stranger, office.leader)
    }
    assert offered == {"tongchou": ["start", "cancel"], "linye": ["start"], "shuili": [], "lingdao": []}


def test_a_milestone_lies_within_the_years_of_the_project(office: Office, make_project: MakeProject) -> None:
    project = make_project(state="under_way")
    with pytest.raises(InvalidFields, match="不在项目建设期"), transaction.atomic():
        act(office, project, services.set_milestone, title="封顶", due_on=datetime.date(2027, 1, 1))
    made = act(office, project, services.set_milestone, title="完成设计", due_on=datetime.date(2024, 6, 30))
    project.refresh_from_db()
    assert project.light == "red"
    assert "“完成设计”应于 2024-06-30 完成，已超期" in project.reasons[0]
    done = {"title": "完成设计", "due_on": made.due_on, "done_on": datetime.date(2024, 7, 5), "pk": made.pk}
    act(office, project, services.set_milestone, **done)
    project.refresh_from_db()
    assert project.light == "green"
    draft = ProjectDraft(
        "森林质量提升", organisation=office.forestry, start_year=2025, due_year=2026, is_two_high=False
    )
    with pytest.raises(InvalidFields, match="完成设计"), transaction.atomic():
        act(office, project, services.edit_project, draft=draft)
    act(office, project, services.remove_milestone, pk=made.pk)
    assert project.milestones.count() == 0


def test_what_is_done_of_a_quantity_says_as_of_when(office: Office, make_project: MakeProject) -> None:
    project = make_project()
    given = {"what": "纯电动公交车", "unit": "台", "planned": Decimal(99)}
    made = act(office, project, services.set_quantity, **given)
    with pytest.raises(InvalidFields, match="统计日期"), transaction.atomic():
        act(office, project, services.set_quantity, **given, done=Decimal(40), pk=made.pk)
    with pytest.raises(InvalidFields, match="应不小于 0"), transaction.atomic():
        act(office, project, services.set_quantity, **given, done=Decimal(-1), done_on=DAY, pk=made.pk)
    made = act(office, project, services.set_quantity, **given, done=Decimal(40), done_on=DAY, pk=made.pk)
    assert (made.planned, made.done, made.version) == (99, 40, 2)


def test_expected_abatement_is_unknown_until_it_comes_with_method_and_source(
    office: Office, make_project: MakeProject
) -> None:
    project = make_project()
    given = {"amount": Decimal("120.5"), "unit": "tCO2e", "method": "", "basis": ""}
    with pytest.raises(InvalidFields, match="请写明核算方法"), transaction.atomic():
        act(office, project, services.set_abatement, **given)
    assert project.abatements.count() == 0
    told = given | {"method": "GB/T 33760", "basis": "可研报告第 32 页"}
    assert act(office, project, services.set_abatement, **told).version == 1
    with pytest.raises(InvalidFields, match="调整理由"), transaction.atomic():
        act(office, project, services.set_abatement, **told)
    assert act(office, project, services.set_abatement, **told, reason="设计变更").version == 2


def test_a_department_makes_projects_of_its_own(office: Office) -> None:
    made = services.make_project(user=office.clerk, draft=ProjectDraft(" 林火监测 ", organisation=office.forestry))
    assert (made.name, made.state, made.is_two_high) == ("林火监测", "stock", None)
    for other in (None, office.water):
        with pytest.raises(NotYours, match="本单位"), transaction.atomic():
            services.make_project(user=office.clerk, draft=ProjectDraft("水库", organisation=other))
    assert Project.objects.count() == 1


def test_what_is_no_project_is_refused(office: Office) -> None:
    with pytest.raises(InvalidFields, match="请填写项目名称"), transaction.atomic():
        services.make_project(user=office.coordinator, draft=ProjectDraft(" "))
    assert Project.objects.count() == 0


def test_files_are_checked_kept_and_taken_down(office: Office, make_project: MakeProject) -> None:
    project = make_project()
    with pytest.raises(InvalidFields, match="不是 png"), transaction.atomic():
        act(office, project, services.add_file, name="现场.png", data=b"GIF89a")
    photo = act(office, project, services.add_file, name="现场.png", data=b"\x89PNG\r\n\x1a\n...")
    paper = act(office, project, services.add_file, name="批复.pdf", data=b"%PDF-1.7")
    assert (photo.kind, paper.kind) == ("photo", "document")
    act(office, project, services.remove_file, pk=photo.pk)
    assert project.attachments.get(removed_at=None) == paper
    assert project.attachments.count() == 2


def test_a_milestone_is_watched_by_a_clock_while_its_project_runs(office: Office, make_project: MakeProject) -> None:
    project = make_project(state="approved")
    made = act(office, project, services.set_milestone, title="封顶", due_on=datetime.date(2026, 6, 30))
    clock = Clock.objects.get(key=f"projects.milestone:{made.pk}")
    assert (clock.state, clock.due_on, clock.organisation) == ("running", made.due_on, office.forestry)
    later = {"title": "封顶", "due_on": datetime.date(2026, 9, 30), "pk": made.pk}
    act(office, project, services.set_milestone, **later)
    clock.refresh_from_db()
    assert clock.due_on == datetime.date(2026, 9, 30)
    project.refresh_from_db()
    step(office.coordinator, project, "cancel", text="选址未批")
    clock.refresh_from_db()
    assert clock.state == "stopped"


def test_a_new_day_turns_lights_without_anybody_writing(make_project: MakeProject) -> None:
    project = make_project(state="under_way", light="green")
    project.milestones.create(title="封顶", due_on=timezone.localdate() - datetime.timedelta(days=1))
    done = judge_projects(Job(), lambda share, stage="": None)
    project.refresh_from_db()
    assert done == {"projects": 1, "changed": 1}
    assert (project.light, project.version) == ("red", 1)


def test_the_triggers_stand(db: None) -> None:
    assert TRIGGERS.missing(connection) == []

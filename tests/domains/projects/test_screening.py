"""The screening of a 两高 project."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from ditan.base.refusal import InvalidFields, NotAllowed
from ditan.domains.projects import services
from ditan.domains.projects.errors import WrongState
from ditan.domains.projects.models import Project, Screening
from ditan.domains.projects.services import ItemDraft
from tests.domains.projects.conftest import MakeProject, Office

pytestmark = pytest.mark.django_db
DAY = datetime.date(2024, 3, 1)
SOON = timezone.localdate() + datetime.timedelta(days=10)
MET = {
    "zoning": ItemDraft("met", "铜府〔2021〕5号"),
    "energy": ItemDraft("met", "铜发改能审〔2024〕2号"),
    "carbon": ItemDraft("met", "铜环评〔2024〕8号"),
    "capacity": ItemDraft("not_applicable", "工信部原〔2021〕46号"),
}


def act(user: Any, project: Project, deed: Any, **more: Any) -> Any:
    """Do something at the project's present version."""
    project.refresh_from_db()
    return deed(user=user, project=project, version=project.version, **more)


@pytest.fixture
def project(make_project: MakeProject) -> Project:
    """A cement mill that waits for its screening."""
    return make_project(name="水泥粉磨站", is_two_high=True)


def test_a_two_high_project_is_approved_after_all_four_items_are_answered(office: Office, project: Project) -> None:
    act(office.coordinator, project, services.fill_checklist, items={"zoning": MET["zoning"]})
    decision = {"step": "pass", "document": "铜两高审〔2024〕3号", "on": DAY, "body": "区发展改革委"}
    with pytest.raises(WrongState, match="清单四项都有结论"), transaction.atomic():
        act(office.coordinator, project, services.decide, **decision)
    approve = {"step": "approve", "on": DAY, "document": "7号"}
    with pytest.raises(WrongState, match="先通过审查"), transaction.atomic():
        act(office.coordinator, project, services.take_step, **approve)
    act(office.coordinator, project, services.fill_checklist, items=MET)
    found = act(office.coordinator, project, services.decide, **decision)
    assert (found.state, found.document_number, found.decided_on) == ("passed", "铜两高审〔2024〕3号", DAY)
    assert act(office.coordinator, project, services.take_step, **approve).state == "approved"


def test_an_answer_cites_its_document(office: Office, project: Project) -> None:
    with pytest.raises(InvalidFields, match="“节能审查”有结论，请写明依据文号"), transaction.atomic():
        act(office.coordinator, project, services.fill_checklist, items={"energy": ItemDraft("met")})
    assert Screening.objects.count() == 0


def test_conditions_are_followed_up_by_their_day(office: Office, project: Project) -> None:
    items = {**MET, "energy": ItemDraft("not_met", "能评报告第 5 页")}
    act(office.coordinator, project, services.fill_checklist, items=items)
    with pytest.raises(InvalidFields, match="已经过去"), transaction.atomic():
        act(office.coordinator, project, services.add_condition, text="能效提到标杆水平", due_on=DAY)
    made = act(office.coordinator, project, services.add_condition, text="能效提到标杆水平", due_on=SOON)
    act(office.coordinator, project, services.decide, step="bind", document="3号", on=DAY)
    project.refresh_from_db()
    act(office.coordinator, project, services.take_step, step="approve", on=DAY, document="7号")
    project.refresh_from_db()
    assert (project.light, project.reasons) == ("yellow", [f"“能效提到标杆水平”应于 {SOON} 完成，还有 10 天。"])
    services.refresh([project], SOON + datetime.timedelta(days=1))
    assert project.light == "red"
    done = {"pk": made.pk, "done_on": DAY, "outcome": "技改完成，见验收报告"}
    act(office.clerk, project, services.fulfil_condition, **done)
    project.refresh_from_db()
    assert project.light == "green"


def test_a_decision_is_opened_again_with_a_reason_before_the_approval(office: Office, project: Project) -> None:
    act(office.coordinator, project, services.fill_checklist, items=MET)
    act(office.coordinator, project, services.decide, step="pass", document="3号", on=DAY)
    with pytest.raises(WrongState, match="清单不能再改"), transaction.atomic():
        act(office.coordinator, project, services.fill_checklist, items=MET)
    found = act(office.coordinator, project, services.decide, step="reopen", text="置换方案调整")
    assert (found.state, found.document_number, found.decided_on) == ("checking", "", None)


def test_only_the_office_screens_and_only_what_was_found_to_be_two_high(
    office: Office, project: Project, make_project: MakeProject
) -> None:
    with pytest.raises(NotAllowed):
        act(office.clerk, project, services.fill_checklist, items=MET)
    with pytest.raises(WrongState, match="没有判定为“两高”"), transaction.atomic():
        act(office.coordinator, make_project(), services.fill_checklist, items=MET)
    assert Screening.objects.count() == 0

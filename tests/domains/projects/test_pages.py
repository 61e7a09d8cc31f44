"""Pages of the project library as people open and fill them."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from ditan.domains.projects.models import Milestone, Money, Project
from ditan.domains.projects.services import refresh
from tests.domains.projects.conftest import MakeProject, Office, annex, fund, stored

pytestmark = pytest.mark.django_db


def browser(who: object) -> Client:
    """A browser in which this person is signed in."""
    client = Client()
    client.force_login(who)  # type: ignore[arg-type]
    return client


def open_page(who: object, address: str) -> str:
    """The page as this person sees it."""
    answer = browser(who).get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def counted() -> CaptureQueriesContext:
    """Keeps the statements that the database is told."""
    return CaptureQueriesContext(connection)


def words(page: str) -> str:
    """What a page says, without marks and blanks."""
    return re.sub(r"\s+", "", strip_tags(page))


def test_the_foot_of_the_list_sums_the_search_and_not_the_page(office: Office, make_project: MakeProject) -> None:
    made = [make_project(name=f"项目{number}") for number in range(25)]
    for each in made:
        fund(each, "planned", "100.1")
    fund(made[24], "spent", "0.07")
    refresh(made)
    shown = open_page(office.coordinator, "/projects/?words=项目")
    assert 'id="sum-planned">2,502.5<' in shown
    assert 'id="sum-spent">0.07<' in shown
    assert 'id="sum-allocated">—<' in shown
    assert "全部 25 个项目" in shown
    assert Decimal("2502.5") == sum(each.planned or 0 for each in made)


def test_the_list_costs_as_many_queries_for_many_projects_as_for_few(office: Office, make_project: MakeProject) -> None:
    client = browser(office.coordinator)
    make_project()
    client.get("/projects/")
    with counted() as few:
        client.get("/projects/")
    for number in range(40):
        project = make_project(name=f"项目{number}")
        project.leads.create(printed_name="区林业局", listed_as="区林业局")
    with counted() as many:
        client.get("/projects/?size=100")
    assert len(many) <= len(few)


def test_a_project_shows_its_money_with_versions_and_where_it_is_printed(office: Office) -> None:
    plan = stored(annex(), office.coordinator)
    client = browser(office.coordinator)
    preview = words(client.get(f"/projects/take-over/?plan={plan.pk}").content.decode())
    assert "新项目45计划资金合计497,379.19万元" in preview
    keys = [item.pk for item in plan.project_set.all()]
    client.post("/projects/take-over/", {"plan": plan.pk, "item": keys})
    assert 'id="sum-planned">497,379.19<' in open_page(office.coordinator, f"/projects/?plan={plan.pk}")
    third = Project.objects.get(number="3")
    shown = open_page(office.coordinator, f"/projects/{third.pk}/")
    assert "计划资金各来源相加为40,000万元，与合计一致" in words(shown)
    assert "来源待定40,000" in words(shown)
    assert shown.count(f'href="/plans/{plan.pk}/review/?at={third.start}"') == 3  # the quote and both amounts
    assert "未知" in words(shown)
    assert "从规划入库" in words(shown)


def test_a_form_that_is_refused_keeps_what_was_typed(office: Office, make_project: MakeProject) -> None:
    project = make_project()
    client = browser(office.clerk)
    typed = {"version": "1", "kind": "planned", "amount": "-5", "unit": "万元", "fund": "上级资金", "year": "2025年"}
    answer = client.post(f"/projects/{project.pk}/money/new/", typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "金额 -5 应不小于 0" in page
    assert 'value="上级资金"' in page
    assert 'value="2025年"' in page
    answer = client.post(f"/projects/{project.pk}/money/new/", {**typed, "amount": "1,200.5", "version": "9"})
    assert answer.status_code == 409
    assert "没有保存" in answer.content.decode()
    assert Money.objects.count() == 0
    answer = client.post(f"/projects/{project.pk}/money/new/", {**typed, "amount": "1,200.5"})
    assert answer.status_code == 302
    assert Money.objects.get().amount == Decimal("1200.5")


def test_a_milestone_outside_the_project_is_refused_beside_its_field(office: Office, make_project: MakeProject) -> None:
    project = make_project()
    typed = {"version": "1", "title": "封顶", "due_on": "2030-01-01"}
    answer = browser(office.clerk).post(f"/projects/{project.pk}/milestones/new/", typed)
    assert "节点日期 2030-01-01 不在项目建设期（2024—2026）内" in answer.content.decode()
    assert Milestone.objects.count() == 0


def test_every_page_opens_for_the_office_and_reads_for_the_leader(office: Office, make_project: MakeProject) -> None:
    project = make_project(state="under_way", started_on="2024-03-01", is_two_high=True, latitude=29, longitude=106)
    fund(project, "planned", "1")
    stone = project.milestones.create(title="封顶", due_on="2025-06-30")
    amount = project.quantities.create(what="造林", unit="亩", planned=7)
    refresh([project])
    pages = ["", "gantt/", "places/", "screening/", f"{project.pk}/", f"{project.pk}/screening/"]
    forms = ["new/", "import/", "take-over/", f"{project.pk}/edit/", f"{project.pk}/step/finish/"]
    forms += [f"{project.pk}/money/new/", f"{project.pk}/money/1/", f"{project.pk}/money/1/drop/"]
    forms += [f"{project.pk}/milestones/new/", f"{project.pk}/milestones/{stone.pk}/", f"{project.pk}/abatement/"]
    forms += [f"{project.pk}/quantities/new/", f"{project.pk}/quantities/{amount.pk}/"]
    for each in (*pages, *forms):
        open_page(office.coordinator, f"/projects/{each}")
    for each in pages:
        open_page(office.leader, f"/projects/{each}")
    leader = browser(office.leader)
    assert {leader.get(f"/projects/{each}").status_code for each in forms} == {403}


def test_the_gantt_page_draws_and_lists_the_same(office: Office, make_project: MakeProject) -> None:
    project = make_project(state="under_way", started_on="2024-03-01")
    project.milestones.create(title="封顶", due_on="2025-06-30", done_on="2025-07-02")
    make_project(name="没有建设期", start_year=None, due_year=None)
    page = open_page(office.leader, "/projects/gantt/")
    assert '"planned": ["2024-01-01", "2026-12-31"]' in page
    assert '"planned": null' in page
    assert '"late": true' in page
    assert "封顶2025-06-30→2025-07-02" in words(page)


def test_a_department_sees_its_own_projects_alone(office: Office, make_project: MakeProject) -> None:
    own, other = make_project(), make_project(name="水库除险加固", organisation=office.water)
    shown = open_page(office.clerk, "/projects/")
    assert "森林质量提升" in shown
    assert "水库除险加固" not in shown
    assert browser(office.clerk).get(f"/projects/{other.pk}/").status_code == 404
    assert browser(office.clerk).get(f"/projects/{own.pk}/").status_code == 200


def test_photographs_are_shown_and_other_files_only_saved(office: Office, make_project: MakeProject) -> None:
    project = make_project()
    client = browser(office.clerk)
    picture = SimpleUploadedFile("现场.png", b"\x89PNG\r\n\x1a\n")
    client.post(f"/projects/{project.pk}/files/", {"version": "1", "file": picture, "note": "基坑"})
    row = project.attachments.get()
    shown = client.get(f"/projects/{project.pk}/files/{row.pk}/photo/")
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/png")
    assert "attachment" in client.get(f"/projects/{project.pk}/files/{row.pk}/")["Content-Disposition"]
    client.post(f"/projects/{project.pk}/files/{row.pk}/remove/", {"version": "2"})
    assert client.get(f"/projects/{project.pk}/files/{row.pk}/").status_code == 404


def test_the_checklist_keeps_what_was_typed_when_it_is_refused(office: Office, make_project: MakeProject) -> None:
    project = make_project(is_two_high=True)
    typed = {"version": "1", "action": "checklist", "zoning.answer": "met", "zoning.note": "在准入清单内"}
    answer = browser(office.coordinator).post(f"/projects/{project.pk}/screening/", typed)
    assert answer.status_code == 422
    assert "请写明依据文号" in answer.content.decode()
    assert 'value="在准入清单内"' in answer.content.decode()

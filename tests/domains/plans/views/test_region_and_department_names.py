"""Names that are addresses: a region or a department of any name has a page, and every page that names it stands."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from django.contrib.auth.models import User
from django.test import Client

from ditan.domains.plans.models import PlanDocument, Responsibility
from ditan.domains.plans.services import edit_plan
from tests.web.conftest import text_of

NAMES = ("铜山区/高新区", "两江 新区", "A&B 区", "100%区", "区?", "区#一", "‘引号’区", "长" * 60)
PAGES = ("/plans/", "/plans/regions/", "/plans/contradictions/", "/plans/targets/?state=all", "/")


@pytest.mark.parametrize("name", NAMES)
def test_a_region_of_any_name_has_a_page(office: Client, plan: PlanDocument, coordinator: User, name: str) -> None:
    edit_plan(user=coordinator, plan=plan, version=plan.version, changes={"region_name": name})
    office.raise_request_exception = False
    plan.refresh_from_db()
    response = office.get(f"/plans/regions/{quote(str(plan.region_code), safe='')}/")
    assert response.status_code == 200
    assert plan.title in text_of(response)
    assert {page: office.get(page, follow=True).status_code for page in PAGES} == dict.fromkeys(PAGES, 200)
    assert office.get(f"/plans/{plan.pk}/").status_code == 200


@pytest.mark.parametrize("name", [each for each in NAMES if each != "区?"])
def test_a_department_of_any_name_has_a_page(office: Client, plan: PlanDocument, name: str) -> None:
    Responsibility.objects.update(listed_as=name, printed_name=name, organisation_name=name)
    office.raise_request_exception = False
    response = office.get(f"/plans/departments/{quote(name, safe='')}/", {"state": "all"})
    assert response.status_code == 200
    assert "实施重点企业节能改造" in text_of(response)
    assert office.get("/plans/measures/", {"state": "all"}).status_code == 200
    assert office.get("/plans/departments/", {"state": "all"}).status_code == 200


def test_the_link_to_a_region_leads_to_its_page(guest: Client, plan: PlanDocument, coordinator: User) -> None:
    edit_plan(user=coordinator, plan=plan, version=plan.version, changes={"region_name": "两江新区一期"})
    page = text_of(guest.get(f"/plans/{plan.pk}/"))
    assert f'href="/plans/regions/{quote("两江新区一期")}/"' in page


def test_a_plan_without_a_region_stands_in_the_library_and_on_no_timeline(
    guest: Client, plan: PlanDocument, coordinator: User
) -> None:
    edit_plan(user=coordinator, plan=plan, version=plan.version, changes={"region_name": ""})
    assert plan.title in text_of(guest.get("/plans/"))
    assert guest.get(f"/plans/{plan.pk}/").status_code == 200
    assert "上传规划后，按文中写明的地区归集在这里。" in text_of(guest.get("/plans/regions/"))

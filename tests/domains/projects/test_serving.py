"""What a project serves: its own ties and those of the plan's item that it was taken from."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import Client

from ditan.domains.projects.selectors.serving import servers
from ditan.domains.projects.services import from_plan
from tests.domains.projects.conftest import MakeProject, Office, annex, stored

pytestmark = pytest.mark.django_db


def test_a_project_is_found_by_its_own_key_and_by_that_of_its_item(office: Office) -> None:
    plan = stored(replace(annex(), projects=annex().projects[8:9]), office.coordinator)
    (made,) = from_plan(office.coordinator, plan)
    item, own = f"plans.project:{made.plan_project_id}", f"projects.project:{made.pk}"
    for key in (item, own):
        (found,) = servers(office.coordinator, {key, "supervision.matter:1", "projects.project:x"})
        assert (found.key, found.derived, found.organisation_name) == (own, (item,), "区林业局")
        assert [each.key for each in servers(office.clerk, {key})] == [own]
        assert list(servers(office.stranger, {key})) == []


def test_a_cancelled_project_serves_nothing(office: Office, make_project: MakeProject) -> None:
    project = make_project(state="cancelled")
    assert list(servers(office.coordinator, {f"projects.project:{project.pk}"})) == []


def test_the_page_of_the_plans_item_leads_to_the_project_made_of_it(office: Office) -> None:
    plan = stored(replace(annex(), projects=annex().projects[8:9]), office.coordinator)
    item = plan.project_set.get()
    address, reader = f"/plans/items/project/{item.pk}/", Client()
    reader.force_login(office.coordinator)
    before = reader.get(address)
    assert before.status_code == 200
    assert "项目库：" not in before.content.decode()
    (made,) = from_plan(office.coordinator, plan)
    type(made).objects.filter(pk=made.pk).update(light="red")
    text = reader.get(address).content.decode()
    line = f'项目库：<a href="/projects/{made.pk}/">{made.name}</a> <span class="sign">储备</span>'
    assert f'{line} <span class="lamp lamp--red"><i aria-hidden="true"></i>红灯</span>' in text
    type(made).objects.filter(pk=made.pk).update(state="cancelled")
    assert "项目库：" not in reader.get(address).content.decode()

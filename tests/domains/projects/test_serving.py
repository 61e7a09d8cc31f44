"""What a project serves: its own ties and those of the plan's item that it was taken from."""

from __future__ import annotations

from dataclasses import replace

import pytest

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

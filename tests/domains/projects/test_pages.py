"""Pages of the project library as people open them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.test import Client

from ditan.domains.projects.services.sums import refresh
from tests.domains.projects.conftest import MakeProject, Office, fund

pytestmark = pytest.mark.django_db


def open_page(who: object, address: str) -> str:
    """The page as this person sees it."""
    client = Client()
    client.force_login(who)  # type: ignore[arg-type]
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


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

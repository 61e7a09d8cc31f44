"""Who may not see plans sees none: no page, no operation, no row, no entry in the menu, whatever else is held."""

from __future__ import annotations

import importlib
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser, Group, Permission, User
from django.db import connection
from django.test import Client

from ditan.base.declaration import menu_for, workbench_for
from ditan.domains.plans import selectors
from ditan.domains.plans.kinds import KINDS
from ditan.domains.plans.models import PlanDocument, PlanReading
from ditan.domains.plans.selectors import workbench as boxes
from tests.domains.plans.addresses import first_of, operation_address, operations, page_address, pages
from tests.domains.plans.views.stored import everything
from tests.web.conftest import stranger  # noqa: F401 - fixture

pytestmark = pytest.mark.django_db
roles = importlib.import_module("ditan.domains.plans.migrations.0004_roles_see_plans")


def test_the_walk_knows_every_address() -> None:
    assert len(pages()) == len(set(pages())) >= 49
    assert len(operations()) >= 29


@pytest.mark.anywhere  # follows from permissions alone
@pytest.mark.parametrize("name", pages())
def test_a_page_is_closed_to_who_may_not_see_plans(name: str, stranger: Client, plan: PlanDocument) -> None:  # noqa: F811
    before = everything()
    address = page_address(name, plan)
    answers = [stranger.get(address), stranger.post(address, {"version": "1", "action": "confirm"})]
    assert [answer.status_code for answer in answers if answer.status_code != 405] in ([403], [403, 403])
    assert all(plan.title not in answer.content.decode() for answer in answers)
    assert everything() == before


@pytest.mark.anywhere
@pytest.mark.parametrize(("method", "address"), operations())
def test_an_operation_is_closed_to_who_may_not_see_plans(
    method: str,
    address: str,
    stranger: Client,  # noqa: F811
    plan: PlanDocument,
) -> None:
    before = everything()
    answer = stranger.generic(method.upper(), operation_address(address, plan), body(address), "application/json")
    assert answer.status_code in (403, 422)
    assert answer.json()["error"]["code"] in ("not_allowed", "invalid_request")
    assert everything() == before


def body(address: str) -> str:
    """A body that fits most operations; the upload takes a form."""
    return '{"version": 1, "changes": {}, "confidence": 0.5, "plan": 1, "start": 0, "end": 1, "values": {}}'


def test_the_page_that_refuses_is_chinese(stranger: Client, plan: PlanDocument) -> None:  # noqa: F811
    answer = stranger.get("/plans/")
    assert answer.status_code == 403
    assert "没有权限" in answer.content.decode()


@pytest.mark.parametrize("who", ["outsider", "visitor"])
def test_selectors_give_such_a_person_nothing(who: str, request: pytest.FixtureRequest, plan: PlanDocument) -> None:
    user: User | AnonymousUser = request.getfixturevalue(who)
    assert list(selectors.visible_plans(user)) == []
    assert [list(selectors.list_items(user, kind, selectors.ItemFilters(state="all"))) for kind in KINDS] == [[]] * 5
    assert list(selectors.list_findings(user)) == list(selectors.uploads(user)) == []
    assert selectors.departments(user, state="all") == selectors.regions(user) == []
    assert selectors.library_counts(user, [plan]) == {}
    assert boxes.items_to_review(user) == 0
    assert boxes.library_totals(user)["plans"] == 0
    assert [boxes.open_findings(user), boxes.recent_decisions(user)] == [{"levels": {}}, {"decisions": []}]


@pytest.mark.parametrize("who", ["outsider", "visitor"])
def test_selectors_know_no_single_thing_for_such_a_person(
    who: str, request: pytest.FixtureRequest, plan: PlanDocument
) -> None:
    user: User | AnonymousUser = request.getfixturevalue(who)
    for read in (selectors.get_plan, selectors.plan_detail, selectors.review_items, selectors.plan_changes):
        with pytest.raises(PlanDocument.DoesNotExist):
            read(user, plan.pk)
    with pytest.raises(PlanDocument.DoesNotExist):
        selectors.source_text(user, plan.pk)
    with pytest.raises(PlanReading.DoesNotExist):
        selectors.get_reading(user, PlanReading.objects.get().pk)
    for kind in KINDS:
        with pytest.raises(KINDS[kind].model.DoesNotExist):
            selectors.get_item(user, kind, first_of(kind, plan))


def test_the_menu_and_the_workbench_show_nothing_of_plans(outsider: User, reader: User) -> None:
    assert "plans" not in [domain.name for domain, _entries in menu_for(outsider)]
    assert "plans" in [domain.name for domain, _entries in menu_for(reader)]
    assert [box for box in workbench_for(outsider) if box.template.startswith("plans/")] == []
    assert len([box for box in workbench_for(reader) if box.template.startswith("plans/")]) == 5


def test_an_upgrade_lets_everybody_see_who_had_something_to_do_with_plans(outsider: User) -> None:
    role = Group.objects.create(name="统筹办")
    other = Group.objects.create(name="来宾")
    role.permissions.set(Permission.objects.filter(codename="review_items"))
    roles.give(apps, connection.schema_editor())
    assert sorted(Group.objects.values_list("name", flat=True)) == ["来宾", "统筹"]
    assert {each.codename for each in Group.objects.get(name="统筹").permissions.all()} == {
        "review_items",
        "view_plans",
    }
    assert other.permissions.count() == 0
    assert User.objects.get(pk=outsider.pk).has_perm("plans.view_plans") is True


def test_going_back_takes_the_permission_and_the_name_away() -> None:
    Group.objects.create(name="统筹").permissions.set(Permission.objects.filter(codename="review_items"))
    roles.give(apps, connection.schema_editor())
    roles.take_back(apps, connection.schema_editor())
    assert list(Group.objects.values_list("name", flat=True)) == ["统筹办"]
    assert Permission.objects.filter(codename="view_plans").exists() is False


@pytest.mark.parametrize("taken", ["统筹", "统筹办"])
def test_a_role_of_the_other_name_is_left_alone(taken: str) -> None:
    Group.objects.create(name="统筹")
    Group.objects.create(name="统筹办")
    change: Any = roles.give if taken == "统筹" else roles.take_back
    change(apps, connection.schema_editor())
    assert sorted(Group.objects.values_list("name", flat=True)) == ["统筹", "统筹办"]

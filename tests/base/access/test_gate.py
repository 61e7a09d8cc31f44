"""Default deny: what is not declared opens for nobody, and what is declared opens with its permission."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from ditan.base.access.addresses import OPERATION, PAGE, addresses
from ditan.base.access.declared import declared_access
from ditan.base.access.errors import NotAllowed
from ditan.base.access.gate import DeclaredAccess, check
from ditan.base.audit.models import Entry, Outcome
from ditan.base.declaration import Access, domains

pytestmark = pytest.mark.django_db


def arriving(user: Any, name: str, method: str = "GET") -> HttpRequest:
    """A request at the gate."""
    request = RequestFactory().generic(method, "/somewhere/")
    request.user = user
    request.resolver_match = SimpleNamespace(view_name=name, route="somewhere/")  # type: ignore[assignment]
    return request


def gate(request: HttpRequest) -> None:
    """What the gate does with it; nothing where it lets through."""

    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    DeclaredAccess(view).process_view(request, view, (), {})


def test_what_is_not_declared_is_refused_even_to_who_may_everything(db: None) -> None:
    chief = User.objects.create_superuser("chief")
    with pytest.raises(PermissionDenied, match="地址“plans:forgotten”没有声明访问权限，一律拒绝"):
        gate(arriving(chief, "plans:forgotten"))
    row = Entry.objects.get(act="access.refused")
    assert (row.outcome, row.user_name, row.target_name) == (Outcome.REFUSED, "chief", "plans:forgotten")


def test_what_is_declared_opens_with_its_permission(clerk: User) -> None:
    gate(arriving(clerk, "plans:library"))
    with pytest.raises(PermissionDenied, match="您没有“上传与重读规划”权限"):
        gate(arriving(clerk, "plans:upload"))
    assert Entry.objects.filter(act="access.refused").count() == 1


def test_signing_in_is_enough_where_it_is_declared_so(db: None) -> None:
    gate(arriving(User.objects.create_user("xin"), "home"))
    with pytest.raises(PermissionDenied):
        gate(arriving(AnonymousUser(), "home"))


def test_the_log_in_opens_for_anybody() -> None:
    gate(arriving(AnonymousUser(), "login"))
    assert Entry.objects.count() == 0


def test_writing_may_ask_for_more_than_reading() -> None:
    access = Access("x", "plans.view_plans", writes="plans.manage_plans")
    assert [access.asks(method) for method in ("GET", "HEAD", "POST", "DELETE")] == [
        "plans.view_plans",
        "plans.view_plans",
        "plans.manage_plans",
        "plans.manage_plans",
    ]
    assert Access("x", "plans.view_plans").asks("POST") == "plans.view_plans"


def test_an_operation_is_refused_behind_its_log_in(clerk: User, client: Client) -> None:
    assert client.get("/api/plans/uploads").status_code == 401
    client.force_login(clerk)
    assert client.get("/api/plans/plans").status_code == 200
    token = client.get("/plans/")  # sets the cookie of the token
    answer = client.post("/api/plans/uploads", {}, headers={"X-CSRFToken": str(token.context["csrf_token"])})
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "not_allowed")
    assert "上传与重读规划" in answer.json()["error"]["message"]


def test_an_operation_that_is_not_declared_is_refused(clerk: User) -> None:
    with pytest.raises(NotAllowed, match="没有声明访问权限"):
        check(clerk, "api:plans_forgotten", None, "GET")


def test_every_address_and_operation_is_found_with_its_name() -> None:
    found = {each.name: each for each in addresses()}
    assert (found["plans:plan"].kind, found["plans:plan"].route) == (PAGE, "plans/<int:pk>/")
    assert (found["api:plans_edit_plan"].kind, found["api:plans_edit_plan"].methods) == (OPERATION, ("PATCH",))
    assert found["api:plans_edit_plan"].route == "api/plans/plans/<pk>"


def test_names_of_operations_are_met_once() -> None:
    names = [each.name for each in addresses() if each.kind == OPERATION]
    assert len(names) == len(set(names))


def test_nothing_is_declared_twice() -> None:
    names = [each.name for domain in domains() for each in domain.access]
    assert len(names) == len(set(names)) == len(declared_access())


def test_every_declared_address_exists() -> None:
    assert set(declared_access()) - {each.name for each in addresses()} == set()

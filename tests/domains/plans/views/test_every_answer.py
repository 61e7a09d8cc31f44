"""The headers that every answer carries: pages, lists by script, downloads, redirects, refusals and faults."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client, RequestFactory

from ditan.domains.plans.models import PlanDocument, Target
from ditan.web import views_errors

POLICY = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "


def secured(response: Any) -> tuple[bool, str, str, str]:
    """Whether the policy stands, and the other headers of an answer."""
    headers = response.headers
    return (
        headers.get("Content-Security-Policy", "").startswith(POLICY),
        headers.get("X-Content-Type-Options", ""),
        headers.get("X-Frame-Options", ""),
        headers.get("Referrer-Policy", ""),
    )


SECURED = (True, "nosniff", "DENY", "same-origin")


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/", 200),
        ("/plans/", 200),
        ("/plans/targets/export/", 200),
        ("/plans/targets/template/", 200),
        ("/plans/{plan}/file/", 200),
        ("/plans/{plan}/review/", 200),
        ("/plans/regions/", 302),
        ("/plans/examples/load/", 405),
        ("/plans/999/", 404),
        ("/no/such/page", 404),
        ("/api/plans/plans", 200),
        ("/api/plans/plans/999", 404),
        ("/api/plans/items/target?size=0", 422),
        ("/api/openapi.json", 200),
        ("/api/docs", 200),
        ("/browser/", 200),
    ],
)
def test_an_answer_carries_the_policy_whatever_it_is(
    office: Client, plan: PlanDocument, address: str, status: int
) -> None:
    response = office.get(address.format(plan=plan.pk))
    assert response.status_code == status
    assert secured(response) == SECURED


@pytest.mark.parametrize(
    ("address", "status"), [("/plans/", 302), ("/login/", 200), ("/api/plans/plans", 401), ("/nothing/", 302)]
)
def test_what_a_visitor_gets_carries_the_policy_too(client: Client, db: None, address: str, status: int) -> None:
    response = client.get(address)
    assert response.status_code in (status, 404)
    assert secured(response) == SECURED


def test_a_refusal_for_want_of_permission_carries_the_policy(guest: Client) -> None:
    response = guest.get("/plans/upload/")
    assert response.status_code == 403
    assert secured(response) == SECURED


def test_a_forged_form_s_refusal_carries_the_policy(strict: Client, plan: PlanDocument) -> None:
    response = strict.post(f"/plans/{plan.pk}/reread/")
    assert response.status_code == 403
    assert secured(response) == SECURED


def test_a_conflict_carries_the_policy(desk: Client, plan: PlanDocument) -> None:
    target = Target.objects.order_by("pk")[0]
    response = desk.post(f"/plans/review/target/{target.pk}/decide/", {"action": "confirm", "version": "99"})
    assert response.status_code == 409
    assert secured(response) == SECURED


def test_pages_of_a_person_are_kept_out_of_shared_caches(office: Client, plan: PlanDocument) -> None:
    addresses = ["/", "/plans/", f"/plans/{plan.pk}/", f"/plans/{plan.pk}/review/", "/plans/targets/", "/plans/upload/"]
    answers = {each: office.get(each).headers["Cache-Control"] for each in addresses}
    assert answers == dict.fromkeys(addresses, "private, no-store")


def test_pages_are_chinese_and_say_so(office: Client, plan: PlanDocument) -> None:
    response = office.get("/plans/")
    assert response.headers["Content-Language"] == "zh-hans"
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    assert '<html lang="zh-hans">' in response.content.decode()


@pytest.mark.parametrize(
    ("view", "status", "said"),
    [
        (views_errors.bad_request, 400, "请求"),
        (views_errors.forbidden, 403, "联系管理员"),
        (views_errors.not_found, 404, "没有这个页面"),
    ],
)
def test_a_page_for_what_went_wrong_says_what_to_do(rf: RequestFactory, view: Any, status: int, said: str) -> None:
    response = view(rf.get("/"), Exception("内部细节"))
    page = response.content.decode()
    assert response.status_code == status
    assert said in page
    assert "Traceback" not in page


def test_a_server_s_fault_is_drawn_without_anything_that_may_be_broken(rf: RequestFactory) -> None:
    response = views_errors.server_error(rf.get("/"))
    page = response.content.decode()
    assert response.status_code == 500
    assert "服务器出错" in page
    assert "<script" not in page

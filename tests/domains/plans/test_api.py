"""The API: the same rows and the same refusals as the pages, in one shape."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ditan.base.workflow.worker import run_pending
from ditan.domains.plans.models import Decision, Finding, Measure, PlanDocument, Target

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.domains.plans.urls")]

ADDRESSES = (
    "/api/plans/plans",
    "/api/plans/plans/{plan}",
    "/api/plans/plans/{plan}/text",
    "/api/plans/plans/{plan}/items",
    "/api/plans/plans/{plan}/changes",
    "/api/plans/uploads",
    "/api/plans/readings/{reading}",
    "/api/plans/kinds",
    "/api/plans/items/target",
    "/api/plans/items/target/{target}",
    "/api/plans/items/target/{target}/decisions",
    "/api/plans/findings",
    "/api/plans/departments",
    "/api/plans/departments/区发展改革委",
    "/api/plans/regions",
    "/api/plans/regions/500199",
)


@pytest.fixture
def caller(client: Client, coordinator: User) -> Client:
    """A program that signed in as the coordinating office."""
    client.force_login(coordinator)
    return client


@pytest.fixture
def onlooker(client: Client, reader: User) -> Client:
    """A program that signed in without any permission."""
    client.force_login(reader)
    return client


def send(client: Client, method: str, address: str, body: dict[str, Any] | None = None) -> Any:
    """A JSON request."""
    return getattr(client, method)(address, json.dumps(body or {}), content_type="application/json")


def filled(address: str, plan: PlanDocument) -> str:
    """The address with the keys of the minimal plan."""
    target = Target.objects.filter(plan=plan).order_by("pk").first()
    reading = plan.readings.first()
    assert target is not None
    assert reading is not None
    return address.format(plan=plan.pk, target=target.pk, reading=reading.pk)


def test_the_library_is_listed_with_counted_pages(caller: Client, plan: PlanDocument) -> None:
    answer = caller.get("/api/plans/plans").json()
    assert answer["count"] == 1
    assert answer["items"][0]["title"] == "铜山区应对气候变化规划"
    assert answer["items"][0]["region"] == {"code": "500199", "name": "铜山区"}


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_address_answers_who_signed_in(caller: Client, plan: PlanDocument, address: str) -> None:
    assert caller.get(filled(address, plan)).status_code == 200


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_address_refuses_a_visitor_in_the_error_shape(client: Client, plan: PlanDocument, address: str) -> None:
    answer = client.get(filled(address, plan))
    assert answer.status_code == 401
    assert answer.json()["error"]["code"] == "not_signed_in"


def test_a_plan_shows_its_outline_and_counts(caller: Client, plan: PlanDocument) -> None:
    answer = caller.get(f"/api/plans/plans/{plan.pk}").json()
    assert [heading["title"] for heading in answer["outline"]] == ["主要目标", "重点任务", "推进节能降碳"]
    assert answer["counts"]["kinds"]["target"] == {"total": 2, "proposed": 2, "booked": 0, "rejected": 0}
    assert answer["counts"]["findings"] == {"notice": 1}


def test_the_text_holds_every_quote_at_its_span(caller: Client, plan: PlanDocument) -> None:
    text = caller.get(f"/api/plans/plans/{plan.pk}/text").json()["text"]
    items = caller.get(f"/api/plans/plans/{plan.pk}/items").json()
    assert len(items) == 7
    assert all(text[item["span"][0] : item["span"][1]] == item["quote"] for item in items)


def test_items_of_a_plan_narrow_by_kind_and_doubt(caller: Client, plan: PlanDocument) -> None:
    targets = caller.get(f"/api/plans/plans/{plan.pk}/items?kind=target").json()
    doubtful = caller.get(f"/api/plans/plans/{plan.pk}/items?doubtful=true").json()
    assert [item["label"] for item in targets] == ["单位GDP能耗下降", "森林覆盖率"]
    assert [item["label"] for item in doubtful] == ["用水总量"]


def test_lists_hold_booked_items_only_unless_asked(caller: Client, plan: PlanDocument) -> None:
    assert caller.get("/api/plans/items/target").json()["count"] == 0
    assert caller.get("/api/plans/items/target?state=all").json()["count"] == 2


def test_a_page_beyond_the_last_is_empty(caller: Client, plan: PlanDocument) -> None:
    answer = caller.get("/api/plans/items/target?state=all&page=9").json()
    assert (answer["count"], answer["items"]) == (2, [])


def test_a_page_of_more_than_a_hundred_is_refused(caller: Client, plan: PlanDocument) -> None:
    answer = caller.get("/api/plans/items/target?size=101")
    assert answer.status_code == 422
    assert answer.json()["error"]["code"] == "invalid_request"
    assert answer.json()["error"]["details"]["errors"][0]["where"] == ["query", "size"]


def test_confirming_books_the_item_and_leaves_a_decision(caller: Client, plan: PlanDocument) -> None:
    target = Target.objects.get(name="森林覆盖率")
    address = f"/api/plans/items/target/{target.pk}"
    answer = send(caller, "post", f"{address}/confirm", {"version": target.version})
    assert answer.json()["state"] == "confirmed"
    assert answer.json()["decided_by"] == "统筹敏"
    history = caller.get(f"{address}/decisions").json()
    assert [(line["action"], line["before"], line["after"]) for line in history] == [
        ("confirm", {"state": "proposed"}, {"state": "confirmed"})
    ]


def test_editing_keeps_what_the_machine_read(caller: Client, plan: PlanDocument) -> None:
    target = Target.objects.get(name="森林覆盖率")
    body = {"version": target.version, "changes": {"value": 52, "unit": "百分比"}}
    answer = send(caller, "patch", f"/api/plans/items/target/{target.pk}", body).json()
    assert answer["state"] == "edited"
    assert (answer["content"]["value"], answer["content"]["unit"]) == (52.0, "百分比")
    assert (answer["machine_reading"]["value"], answer["machine_reading"]["unit"]) == (51.0, "%")


def test_an_edit_that_a_field_refuses_says_which_and_stores_nothing(caller: Client, plan: PlanDocument) -> None:
    target = Target.objects.get(name="森林覆盖率")
    body = {"version": target.version, "changes": {"year": "去年", "name": "改名"}}
    answer = send(caller, "patch", f"/api/plans/items/target/{target.pk}", body)
    assert answer.status_code == 422
    assert answer.json()["error"]["details"]["fields"] == {"year": "目标年：“去年”不是年份；请填四位数字，如 2025。"}
    target.refresh_from_db()
    assert (target.name, target.state) == ("森林覆盖率", "proposed")


def test_a_field_that_the_kind_lacks_is_refused(caller: Client, plan: PlanDocument) -> None:
    target = Target.objects.get(name="森林覆盖率")
    body = {"version": target.version, "changes": {"investment_total": "5"}}
    answer = send(caller, "patch", f"/api/plans/items/target/{target.pk}", body)
    assert answer.status_code == 422
    assert answer.json()["error"]["details"]["fields"] == {"investment_total": "目标没有“investment_total”这一栏。"}


def test_an_old_version_is_refused_as_a_conflict(caller: Client, plan: PlanDocument) -> None:
    target = Target.objects.get(name="森林覆盖率")
    send(caller, "post", f"/api/plans/items/target/{target.pk}/confirm", {"version": target.version})
    answer = send(caller, "post", f"/api/plans/items/target/{target.pk}/reject", {"version": target.version})
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "changed")


def test_rejecting_and_reopening_walk_back_to_a_proposal(caller: Client, plan: PlanDocument) -> None:
    target = Target.objects.get(name="森林覆盖率")
    address = f"/api/plans/items/target/{target.pk}"
    rejected = send(caller, "post", f"{address}/reject", {"version": target.version, "reason": "重复"}).json()
    reopened = send(caller, "post", f"{address}/reopen", {"version": rejected["version"]}).json()
    assert (rejected["state"], reopened["state"], reopened["decided_by"]) == ("rejected", "proposed", "")


def test_an_item_is_added_from_a_stretch_of_the_text(caller: Client, plan: PlanDocument) -> None:
    text = caller.get(f"/api/plans/plans/{plan.pk}/text").json()["text"]
    start = text.index("实施重点企业节能改造")
    body = {"plan": plan.pk, "start": start, "end": start + 10, "values": {"title": "节能改造"}}
    answer = send(caller, "post", "/api/plans/items/measure", body)
    assert answer.status_code == 201
    assert (answer.json()["quote"], answer.json()["state"]) == ("实施重点企业节能改造", "confirmed")
    assert Measure.objects.get(pk=answer.json()["id"]).origin == "person"


def test_confirming_above_a_confidence_says_how_many(caller: Client, plan: PlanDocument) -> None:
    answer = send(caller, "post", f"/api/plans/plans/{plan.pk}/confirm", {"confidence": 0.9})
    assert answer.json() == {"confirmed": 4}


def test_facts_of_a_plan_are_corrected(caller: Client, plan: PlanDocument) -> None:
    body = {"version": plan.version, "changes": {"document_number": "铜府〔2021〕5号", "issued_on": "2021年11月25日"}}
    answer = send(caller, "patch", f"/api/plans/plans/{plan.pk}", body).json()
    assert (answer["document_number"], answer["issued_on"]) == ("铜府〔2021〕5号", "2021-11-25")


def test_an_upload_can_be_watched_until_it_is_read(caller: Client) -> None:
    text = (
        "铜山区节能降碳工作方案\n\n一、主要目标\n\n到2025年,单位GDP能耗下降14.5%。\n\n二、保障措施\n\n加强组织领导。\n"
    )
    file = SimpleUploadedFile("方案.txt", text.encode())
    made = caller.post("/api/plans/uploads", {"file": file})
    assert (made.status_code, made.json()["state"]) == (202, "waiting")
    run_pending()
    seen = caller.get(f"/api/plans/readings/{made.json()['id']}").json()
    assert (seen["state"], seen["progress"], seen["error"]) == ("done", 1.0, "")
    assert caller.get(f"/api/plans/plans/{seen['plan']}").status_code == 200


def test_the_same_file_again_names_the_plan_that_has_it(caller: Client) -> None:
    text = "铜山区节能降碳工作方案\n\n一、主要目标\n\n到2025年,单位GDP能耗下降14.5%。\n"
    caller.post("/api/plans/uploads", {"file": SimpleUploadedFile("方案.txt", text.encode())})
    run_pending()
    again = caller.post("/api/plans/uploads", {"file": SimpleUploadedFile("副本.txt", text.encode())})
    assert (again.status_code, again.json()["error"]["code"]) == (409, "already_in_library")
    assert again.json()["error"]["details"]["plan"] == PlanDocument.objects.get().pk


def test_a_finding_is_judged(caller: Client, plan: PlanDocument) -> None:
    finding = Finding.objects.get()
    answer = send(caller, "post", f"/api/plans/findings/{finding.pk}/reject", {"version": 1, "reason": "并不矛盾"})
    assert (answer.json()["state"], len(answer.json()["sides"])) == ("rejected", 2)
    assert caller.get("/api/plans/findings").json()["count"] == 0
    assert Decision.objects.get().reason == "并不矛盾"


def test_who_lacks_the_permission_changes_nothing(onlooker: Client, plan: PlanDocument) -> None:
    target = Target.objects.get(name="森林覆盖率")
    body = {"version": target.version, "changes": {"name": "改名"}}
    answer = send(onlooker, "patch", f"/api/plans/items/target/{target.pk}", body)
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "not_allowed")
    target.refresh_from_db()
    assert (target.name, target.state, Decision.objects.count()) == ("森林覆盖率", "proposed", 0)


def test_an_absent_plan_is_not_found_in_the_error_shape(caller: Client) -> None:
    answer = caller.get("/api/plans/plans/999")
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "not_found")


def test_a_write_without_the_csrf_token_is_refused(coordinator: User, plan: PlanDocument) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(coordinator)
    answer = send(strict, "post", f"/api/plans/plans/{plan.pk}/confirm", {"confidence": 0.1})
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "no_csrf_token")
    assert Target.objects.filter(state="confirmed").count() == 0


def test_a_write_with_the_token_of_the_session_is_let_through(coordinator: User, plan: PlanDocument) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(coordinator)
    token = "a" * 32
    strict.cookies["csrftoken"] = token
    answer = strict.post(
        f"/api/plans/plans/{plan.pk}/confirm", {"confidence": 0.9}, "application/json", headers={"x-csrftoken": token}
    )
    assert (answer.status_code, answer.json()) == (200, {"confirmed": 4})


def test_the_documentation_page_needs_no_other_host(caller: Client) -> None:
    page = caller.get("/api/docs").content.decode()
    assert "swagger-ui-bundle.js" in page
    assert "//cdn" not in page
    assert "https://" not in page


def test_the_openapi_document_names_every_address_with_its_error_shape(caller: Client) -> None:
    document = caller.get("/api/openapi.json").json()
    assert "/api/plans/items/{kind}/{pk}" in document["paths"]
    assert "Error" in document["components"]["schemas"]


@pytest.mark.urls("ditan.web.urls")
def test_the_api_stands_among_the_platforms_addresses(caller: Client, plan: PlanDocument) -> None:
    assert caller.get("/api/plans/plans").json()["count"] == 1
    assert caller.get("/api/docs").status_code == 200


@pytest.mark.urls("ditan.web.urls")
def test_a_visitor_of_the_documentation_is_sent_to_the_log_in(client: Client) -> None:
    answer = client.get("/api/docs")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/login/")

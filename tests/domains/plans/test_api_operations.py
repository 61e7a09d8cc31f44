"""Every operation of the API: what it takes, what it answers, and that a refusal stores nothing."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from ditan.domains.plans.models import Finding, Indicator, Measure, PlanDocument, Project, Responsibility, Target
from ditan.domains.plans.services import confirm_above
from tests.domains.plans.conftest import MakePlan
from tests.domains.plans.drafts import TEXT, issued_draft, minimal_draft
from tests.domains.plans.opulent import build_library
from tests.domains.plans.views.stored import everything

pytestmark = pytest.mark.django_db

WRITES = {
    "patch plan": ("patch", "/api/plans/plans/{plan}", {"version": 1, "changes": {"title": "改名"}}),
    "confirm above": ("post", "/api/plans/plans/{plan}/confirm", {"confidence": 0.1}),
    "reread": ("post", "/api/plans/plans/{plan}/reread", {}),
    "recheck": ("post", "/api/plans/plans/{plan}/recheck", {}),
    "supersede": ("put", "/api/plans/plans/{plan}/supersedes/{other}", {}),
    "separate": ("delete", "/api/plans/plans/{plan}/supersedes", {}),
    "add": ("post", "/api/plans/items/target", {"plan": 0, "start": 0, "end": 4, "values": {"name": "目标"}}),
    "edit": ("patch", "/api/plans/items/target/{target}", {"version": 1, "changes": {"name": "改名"}}),
    "confirm": ("post", "/api/plans/items/target/{target}/confirm", {"version": 1}),
    "reject": ("post", "/api/plans/items/target/{target}/reject", {"version": 1}),
    "reopen": ("post", "/api/plans/items/target/{target}/reopen", {"version": 1}),
    "judge": ("post", "/api/plans/findings/{finding}/confirm", {"version": 1}),
}


@pytest.fixture
def caller(coordinator: User) -> Client:
    """A program that signed in as the coordinating office; a fault of the server is an answer to it."""
    client = Client(raise_request_exception=False)
    client.force_login(coordinator)
    return client


@pytest.fixture
def onlooker(reader: User) -> Client:
    """A program that signed in without any permission."""
    client = Client(raise_request_exception=False)
    client.force_login(reader)
    return client


@pytest.fixture
def two(make_plan: MakePlan) -> tuple[PlanDocument, PlanDocument]:
    """The draft for comment and the issued text, not linked."""
    return make_plan(minimal_draft()), make_plan(issued_draft())


def send(client: Client, method: str, address: str, body: Any = None) -> Any:
    """A JSON request."""
    data = body if isinstance(body, str) else json.dumps(body or {})
    return getattr(client, method)(address, data, content_type="application/json")


def keys(plan: PlanDocument, other: int = 999) -> dict[str, int]:
    """The keys that addresses of a plan need."""
    target = Target.objects.filter(plan=plan).order_by("pk")[0]
    return {"plan": plan.pk, "other": other, "target": target.pk, "finding": Finding.objects.filter(plan=plan)[0].pk}


@pytest.mark.parametrize("name", WRITES)
def test_a_write_is_refused_to_visitors_and_to_who_lacks_the_permission(
    name: str, onlooker: Client, plan: PlanDocument, make_plan: MakePlan
) -> None:
    other = make_plan(issued_draft())
    method, address, body = WRITES[name]
    filled = address.format(**keys(plan, other.pk))
    content = {**body, "plan": plan.pk} if name == "add" else body
    before = everything()
    visitor = send(Client(), method, filled, content)
    refused = send(onlooker, method, filled, content)
    assert (visitor.status_code, visitor.json()["error"]["code"]) == (401, "not_signed_in")
    assert (refused.status_code, refused.json()["error"]["code"]) == (403, "not_allowed")
    assert everything() == before


@pytest.mark.parametrize("name", WRITES)
def test_a_write_to_what_does_not_exist_is_not_found(name: str, caller: Client, plan: PlanDocument) -> None:
    method, address, body = WRITES[name]
    filled = address.format(plan=999, other=998, target=999, finding=999)
    content = {**body, "plan": 999} if name == "add" else body
    before = everything()
    answer = send(caller, method, filled, content)
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "not_found")
    assert everything() == before


@pytest.mark.parametrize("name", [each for each in WRITES if WRITES[each][2]])
def test_a_body_that_is_not_what_is_asked_for_is_refused_in_the_error_shape(
    name: str, caller: Client, plan: PlanDocument
) -> None:
    method, address, _body = WRITES[name]
    bodies = (" ", "{", "[]", "null", '{"version": "x"}', '{"confidence": "viel"}', '"text"')
    before = everything()
    answers = {body: send(caller, method, address.format(**keys(plan)), body) for body in bodies}
    assert {body for body, answer in answers.items() if answer.status_code not in (400, 422)} == set()
    assert {frozenset(answer.json()["error"]) for answer in answers.values()} == {
        frozenset({"code", "message", "details"})
    }
    assert everything() == before


@pytest.mark.parametrize("name", WRITES)
def test_a_write_without_the_csrf_token_stores_nothing(name: str, coordinator: User, plan: PlanDocument) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(coordinator)
    method, address, body = WRITES[name]
    before = everything()
    answer = send(strict, method, address.format(**keys(plan)), body)
    assert answer.status_code in (401, 403)
    assert answer.json()["error"]["message"]
    assert everything() == before


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("", 1),
        ("q=铜山", 1),
        ("q=铜山 没有的词", 0),
        ("region=500199", 1),
        ("region=500103", 0),
        ("status=draft", 1),
        ("status=issued", 0),
        ("year=2023", 1),
        ("year=2031", 0),
        ("current_only=false", 1),
    ],
)
def test_the_library_narrows(caller: Client, plan: PlanDocument, query: str, number: int) -> None:
    answer = caller.get(f"/api/plans/plans?{query}").json()
    assert (answer["count"], len(answer["items"])) == (number, number)


@pytest.mark.parametrize(
    ("kind", "query", "number"),
    [
        ("target", "q=能耗 绿道", 0),
        ("target", "year=2025", 2),
        ("target", "passed=true", 2),
        ("target", "passed=false", 0),
        ("target", "state=confirmed", 2),
        ("target", "state=rejected", 0),
        ("indicator", "nature=约束性", 1),
        ("indicator", "department=区水利局", 0),
        ("measure", "department=区财政局&role=cooperating", 1),
        ("measure", "department=区财政局&role=lead", 0),
        ("task", "", 1),
        ("project", "category=能源", 0),
        ("project", "category=能源&state=all", 1),
    ],
)
def test_a_list_narrows(
    caller: Client, coordinator: User, plan: PlanDocument, kind: str, query: str, number: int
) -> None:
    confirm_above(user=coordinator, plan=plan, confidence=0.9)
    Measure.objects.filter(form="task").update(state="confirmed", decided_at=plan.created_at, decided_how="hand")
    assert caller.get(f"/api/plans/items/{kind}?{query}").json()["count"] == number


def test_pages_of_a_list_hold_every_item_once(caller: Client) -> None:
    build_library(2, per_plan={"indicator": 0, "target": 25, "measure": 0, "task": 0, "project": 0})
    pages = [caller.get(f"/api/plans/items/target?state=all&size=20&page={number}").json() for number in (1, 2, 3)]
    assert [len(page["items"]) for page in pages] == [20, 20, 10]
    assert {page["count"] for page in pages} == {50}
    assert len({item["id"] for page in pages for item in page["items"]}) == 50


def test_a_query_beyond_its_bounds_is_named(caller: Client, plan: PlanDocument) -> None:
    queries = "page=0 page=-1 page=x size=0 size=101 size=x page=100001 state=nonsense year=x order=pk".split()
    answers = {query: caller.get(f"/api/plans/items/target?{query}") for query in queries}
    assert {query: answer.status_code for query, answer in answers.items()} == dict.fromkeys(queries, 422)
    assert {query: answer.json()["error"]["details"]["errors"][0]["where"] for query, answer in answers.items()} == {
        query: ["query", query.partition("=")[0]] for query in queries
    }


@pytest.mark.parametrize(
    "address",
    [
        "/api/plans/plans?q=%00",
        "/api/plans/items/target?q=%00",
        "/api/plans/findings?code=%00",
        "/api/plans/departments?q=%00",
    ],
)
def test_a_null_character_in_a_query_is_refused_in_the_error_shape(
    caller: Client, plan: PlanDocument, address: str
) -> None:
    answer = caller.get(address)
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "invalid_request")


@pytest.mark.parametrize(
    "address",
    [
        "/api/plans/plans/" + "9" * 25,
        "/api/plans/items/target/" + "9" * 25,
        "/api/plans/items/dragon",
        "/api/plans/items/dragon/1",
        "/api/plans/readings/999",
        "/api/plans/regions/000000",
        "/api/plans/nothing",
    ],
)
def test_an_address_of_nothing_is_no_fault_of_the_server(caller: Client, plan: PlanDocument, address: str) -> None:
    assert caller.get(address).status_code in (404, 422)


def test_a_number_beyond_every_column_finds_nothing(caller: Client, plan: PlanDocument) -> None:
    huge = "9" * 25
    found = {name: caller.get(f"/api/plans/items/target?state=all&{name}={huge}") for name in ("plan", "year")}
    assert {name: answer.status_code for name, answer in found.items()} == {"plan": 200, "year": 200}
    assert {answer.json()["count"] for answer in found.values()} == {0}


def test_a_version_is_put_behind_another_and_taken_back(caller: Client, two: tuple[PlanDocument, PlanDocument]) -> None:
    earlier, later = two
    linked = send(caller, "put", f"/api/plans/plans/{later.pk}/supersedes/{earlier.pk}").json()
    assert (linked["supersedes"], linked["is_current"]) == (earlier.pk, True)
    assert caller.get("/api/plans/plans").json()["count"] == 1
    changes = caller.get(f"/api/plans/plans/{later.pk}/changes").json()
    assert (changes["earlier"], changes["later"]) == (earlier.pk, later.pk)
    assert {(item["kind"], item["change"], item["label"]) for item in changes["items"]} >= {
        ("indicator", "removed", "用水总量"),
        ("target", "added", "绿道里程"),
        ("target", "changed", "单位GDP能耗下降"),
    }
    parted = send(caller, "delete", f"/api/plans/plans/{later.pk}/supersedes").json()
    assert parted["supersedes"] is None
    assert caller.get("/api/plans/plans").json()["count"] == 2


def test_a_plan_behind_itself_is_refused(caller: Client, plan: PlanDocument) -> None:
    before = everything()
    answer = send(caller, "put", f"/api/plans/plans/{plan.pk}/supersedes/{plan.pk}")
    assert answer.status_code == 409
    assert answer.json()["error"]["message"] == "一份规划不能是自己的上一版本。"
    assert everything() == before


def test_a_plan_that_is_being_read_is_not_read_again(caller: Client, plan: PlanDocument) -> None:
    first = send(caller, "post", f"/api/plans/plans/{plan.pk}/reread")
    second = send(caller, "post", f"/api/plans/plans/{plan.pk}/reread")
    assert (first.status_code, first.json()["state"]) == (202, "waiting")
    assert second.status_code == 409
    assert "正在读取" in second.json()["error"]["message"]


@pytest.mark.parametrize("confidence", [-0.1, 1.1, 90])
def test_a_confidence_that_is_no_share_is_refused(caller: Client, plan: PlanDocument, confidence: float) -> None:
    before = everything()
    answer = send(caller, "post", f"/api/plans/plans/{plan.pk}/confirm", {"confidence": confidence})
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "invalid_fields")
    assert everything() == before


@pytest.mark.parametrize("kinds", [["dragon"], ["target", "dragon"]])
def test_an_unknown_kind_confirms_nothing(caller: Client, plan: PlanDocument, kinds: list[str]) -> None:
    before = everything()
    answer = send(caller, "post", f"/api/plans/plans/{plan.pk}/confirm", {"confidence": 0.1, "kinds": kinds})
    assert answer.status_code == 422
    assert everything() == before


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"year": 20255}, "year"),
        ({"comparator": "?"}, "comparator"),
        ({"name": ""}, "name"),
        ({"name": None}, "name"),
        ({"nonsense": 1}, "nonsense"),
        ({"base_value": "NaN"}, "base_value"),
    ],
)
def test_a_field_that_cannot_be_is_named(
    caller: Client, plan: PlanDocument, changes: dict[str, Any], field: str
) -> None:
    target = Target.objects.order_by("pk")[0]
    before = everything()
    body = {"version": target.version, "changes": changes}
    answer = send(caller, "patch", f"/api/plans/items/target/{target.pk}", body)
    assert answer.status_code == 422
    assert set(answer.json()["error"]["details"]["fields"]) == {field}
    assert everything() == before


@pytest.mark.parametrize("changes", [{"name": {"a": 1}}, {"name": ["a"]}, {"value": [1]}, {"year": {}}, {"stretch": 7}])
def test_a_value_of_a_strange_shape_is_no_fault_of_the_server(
    caller: Client, plan: PlanDocument, changes: dict[str, Any]
) -> None:
    target = Target.objects.order_by("pk")[0]
    body = {"version": target.version, "changes": changes}
    assert send(caller, "patch", f"/api/plans/items/target/{target.pk}", body).status_code in (200, 422)


@pytest.mark.parametrize(
    "values",
    [{"2025": {"value": "x"}}, {"2025": {"value": True}}, {"2025": {"value": 1, "comparator": "?"}}, {"2025": {}}],
)
def test_a_cell_that_cannot_be_is_refused(caller: Client, plan: PlanDocument, values: dict[str, Any]) -> None:
    water = Indicator.objects.get(name="用水总量")
    before = everything()
    body = {"version": water.version, "changes": {"values": values}}
    answer = send(caller, "patch", f"/api/plans/items/indicator/{water.pk}", body)
    assert (answer.status_code, set(answer.json()["error"]["details"]["fields"])) == (422, {"values"})
    assert everything() == before


@pytest.mark.parametrize(("start", "end"), [(-1, 4), (4, 4), (9, 2), (0, 99999)])
def test_an_item_outside_the_text_is_not_added(caller: Client, plan: PlanDocument, start: int, end: int) -> None:
    before = everything()
    body = {"plan": plan.pk, "start": start, "end": end, "values": {"name": "目标"}}
    answer = send(caller, "post", "/api/plans/items/target", body)
    assert (answer.status_code, set(answer.json()["error"]["details"]["fields"])) == (422, {"span"})
    assert everything() == before


def test_an_item_of_each_kind_shows_its_fields_as_declared(caller: Client, plan: PlanDocument) -> None:
    declared = {
        kind["name"]: {field["name"] for field in kind["fields"]} for kind in caller.get("/api/plans/kinds").json()
    }
    shown = {item["kind"]: set(item["content"]) for item in caller.get(f"/api/plans/plans/{plan.pk}/items").json()}
    assert shown == declared


def test_an_item_s_quote_is_the_text_at_its_span(caller: Client, plan: PlanDocument) -> None:
    project = Project.objects.get()
    answer = caller.get(f"/api/plans/items/project/{project.pk}").json()
    assert TEXT[slice(*answer["span"])] == answer["quote"]
    assert answer["content"]["investment_total"] == "1200.5"


def test_findings_narrow_by_level_state_and_scope(caller: Client, plan: PlanDocument) -> None:
    queries = (
        "",
        "level=notice",
        "level=error",
        "state=proposed",
        "state=confirmed",
        "across=true",
        "q=森林",
        f"plan={plan.pk}",
    )
    found = {query: caller.get(f"/api/plans/findings?{query}").json()["count"] for query in queries}
    assert list(found.values()) == [1, 1, 0, 1, 0, 0, 1, 1]


def test_a_finding_that_was_judged_meanwhile_is_a_conflict(caller: Client, plan: PlanDocument) -> None:
    finding = Finding.objects.get()
    send(caller, "post", f"/api/plans/findings/{finding.pk}/confirm", {"version": finding.version})
    before = everything()
    answer = send(caller, "post", f"/api/plans/findings/{finding.pk}/reject", {"version": finding.version})
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "changed")
    assert everything() == before


def test_departments_and_regions_are_told_in_numbers(caller: Client, coordinator: User, plan: PlanDocument) -> None:
    confirm_above(user=coordinator, plan=plan, confidence=0)
    departments = {each["name"]: each for each in caller.get("/api/plans/departments").json()}
    finance = next(each for name, each in departments.items() if "财政局" in name)
    assert (finance["total"], finance["kinds"], finance["roles"]) == (1, {"measure": 1}, {"cooperating": 1})
    assert caller.get("/api/plans/regions").json() == [
        {"code": "500199", "name": "铜山区", "plans": 1, "first_year": 2021, "last_year": 2025}
    ]


def test_an_upload_needs_a_file(caller: Client) -> None:
    answer = caller.post("/api/plans/uploads", {})
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "invalid_request")
    assert everything()["Source"] == []


def test_an_upload_that_waits_is_listed(caller: Client) -> None:
    made = caller.post("/api/plans/uploads", {"file": SimpleUploadedFile("../方案.txt", b"text")}).json()
    (waiting,) = caller.get("/api/plans/uploads").json()
    assert (waiting["id"], waiting["file"], waiting["state"], waiting["plan"]) == (
        made["id"],
        "方案.txt",
        "waiting",
        None,
    )


def test_every_operation_of_the_openapi_document_leads_somewhere(caller: Client, plan: PlanDocument) -> None:
    document = caller.get("/api/openapi.json").json()
    operations = {(method, path) for path, methods in document["paths"].items() for method in methods}
    assert {method for method, _path in operations} == {"get", "post", "patch", "put", "delete"}
    assert {path.split("/")[2] for _method, path in operations} >= {"plans", "identity", "workflow"}
    names = [operation["operationId"] for methods in document["paths"].values() for operation in methods.values()]
    assert len(names) == len(set(names))


def test_every_reference_of_the_openapi_document_is_in_it(caller: Client) -> None:
    text = caller.get("/api/openapi.json").content.decode()
    document = json.loads(text)
    wanted = {part.split('"')[0] for part in text.split('"#/components/schemas/')[1:]}
    assert wanted <= set(document["components"]["schemas"])
    assert document["openapi"].startswith("3.")


def test_every_write_of_the_openapi_document_says_how_it_refuses(caller: Client) -> None:
    document = caller.get("/api/openapi.json").json()
    writes = {
        f"{method} {path}": set(operation["responses"])
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
        if method != "get"
    }
    assert {name for name, answers in writes.items() if not answers & {"403", "404", "409", "422"}} == set()


def test_the_addresses_of_pages_and_of_the_api_are_apart(caller: Client, plan: PlanDocument) -> None:
    assert reverse("plans:plan", args=[plan.pk]) == f"/plans/{plan.pk}/"
    assert caller.get(f"/api/plans/plans/{plan.pk}").headers["Content-Type"].startswith("application/json")


def test_a_region_and_a_department_of_any_name_are_found(caller: Client, plan: PlanDocument) -> None:
    Responsibility.objects.update(listed_as="区一局/二局", printed_name="区一局/二局")
    body = {"version": plan.version, "changes": {"region_name": "铜山区/高新区"}}
    assert send(caller, "patch", f"/api/plans/plans/{plan.pk}", body).json()["region"]["name"] == "铜山区/高新区"
    assert caller.get("/api/plans/regions/铜山区/高新区").json()["plans"][0]["id"] == plan.pk
    assert caller.get("/api/plans/departments/区一局/二局").json()["printed_names"] == ["区一局/二局"]

"""Forms that another site sends in a person's name: refused everywhere, and nothing changed."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ditan.domains.plans.models import Finding, PlanDocument, Target
from tests.domains.plans.views.stored import everything
from tests.web.conftest import text_of

BUTTONS = (
    "/plans/upload/",
    "/plans/examples/load/",
    "/plans/examples/confirm/",
    "/plans/{plan}/edit/",
    "/plans/{plan}/reread/",
    "/plans/{plan}/supersede/",
    "/plans/{plan}/separate/",
    "/plans/{plan}/review/bulk/",
    "/plans/{plan}/review/add/",
    "/plans/review/target/{target}/decide/",
    "/plans/review/target/{target}/edit/",
    "/plans/contradictions/{finding}/judge/",
    "/plans/targets/import/",
    "/plans/uploads/{source}/retry/",
    "/plans/uploads/{source}/delete/",
    "/password/",
    "/logout/",
    "/language/",
)
FORM = {
    "action": "confirm",
    "version": "1",
    "kinds": ["target"],
    "confidence": "0",
    "name": "改过",
    "kind": "target",
    "start": "0",
    "end": "4",
    "language": "en",
}


def addresses(plan: PlanDocument) -> list[str]:
    """Every address that acts, for this plan."""
    keys = {"plan": plan.pk, "target": Target.objects.order_by("pk")[0].pk, "finding": Finding.objects.get().pk}
    return [each.format(**keys, source=plan.source_id) for each in BUTTONS]


def test_no_form_acts_without_its_token(strict: Client, plan: PlanDocument) -> None:
    before = everything()
    wanted = addresses(plan)
    assert {each: strict.post(each, FORM).status_code for each in wanted} == dict.fromkeys(wanted, 403)
    assert everything() == before


def test_no_form_acts_with_another_s_token(strict: Client, plan: PlanDocument) -> None:
    before = everything()
    strict.get("/plans/upload/")
    wanted = addresses(plan)
    answers = {each: strict.post(each, {**FORM, "csrfmiddlewaretoken": "x" * 64}).status_code for each in wanted}
    assert answers == dict.fromkeys(wanted, 403)
    assert everything() == before


def test_a_form_with_its_token_acts(strict: Client, plan: PlanDocument) -> None:
    page = text_of(strict.get(f"/plans/{plan.pk}/"))
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token is not None
    response = strict.post(f"/plans/{plan.pk}/reread/", {"csrfmiddlewaretoken": token[1]})
    assert response.headers["Location"].startswith("/plans/readings/")
    assert PlanDocument.objects.get().readings.count() == 2


def test_a_script_s_request_with_the_page_s_token_acts(strict: Client, plan: PlanDocument) -> None:
    page = text_of(strict.get(f"/plans/{plan.pk}/review/"))
    token = re.search(r'"X-CSRFToken": ?"([^"]+)"|X-CSRFToken&quot;: ?&quot;([^&]+)&quot;', page)
    assert token is not None
    target = Target.objects.order_by("pk")[0]
    form = {"action": "confirm", "version": str(target.version)}
    headers = {"X-CSRFToken": token[1] or token[2]}
    assert strict.post(f"/plans/review/target/{target.pk}/decide/", form, headers=headers).status_code == 200
    target.refresh_from_db()
    assert target.state == "confirmed"


def test_a_refused_form_is_answered_with_what_to_do_next(strict: Client, plan: PlanDocument) -> None:
    response = strict.post(f"/plans/{plan.pk}/reread/")
    assert response.status_code == 403
    assert "表单已过期" in text_of(response)
    assert "请返回上一页刷新后重试" in text_of(response)
    assert "DEBUG" not in text_of(response)


def test_an_upload_from_another_site_leaves_no_file(strict: Client, upload_folder: object, db: None) -> None:
    response = strict.post("/plans/upload/", {"file": SimpleUploadedFile("规划.txt", b"text")})
    assert response.status_code == 403
    assert everything()["Source"] == []
    assert everything()["Job"] == []


def test_a_sign_in_without_its_token_signs_nobody_in(db: None) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post("/login/", {"username": "a", "password": "b"}).status_code == 403
    assert "sessionid" not in client.cookies


@pytest.mark.parametrize("address", ["/plans/upload/", "/plans/targets/import/"])
def test_a_method_that_no_page_knows_changes_nothing(office: Client, plan: PlanDocument, address: str) -> None:
    before = everything()
    assert office.put(address, b"{}", content_type="application/json").status_code in (200, 405)
    assert office.delete(address).status_code in (200, 405)
    assert everything() == before

"""Where a page leads on to is one of our own pages, whatever the address or the form asks for."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from ditan.domains.plans.models import Finding, PlanDocument

ELSEWHERE = (
    "https://example.org/",
    "http://example.org",
    "//example.org/",
    "///example.org/",
    "////example.org",
    "/\\example.org",
    "\\\\example.org",
    "https:example.org",
    "https:///example.org",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    " https://example.org/",
    "\thttps://example.org/",
    "http://testserver@example.org/",
    "http://testserver.example.org/",
    "ftp://testserver/",
)


@pytest.fixture
def clerk(db: None) -> User:
    """Somebody with a password."""
    return User.objects.create_user("clerk", password="long-enough-1")


@pytest.mark.parametrize("wanted", ELSEWHERE)
def test_signing_in_leads_to_no_other_site(client: Client, clerk: User, wanted: str) -> None:
    form = {"username": "clerk", "password": "long-enough-1", "next": wanted}
    assert client.post("/login/", form).headers["Location"] == "/"


@pytest.mark.parametrize("wanted", ["/plans/", "/plans/targets/?q=能耗&state=all", "/plans/1/review/?item=target-2"])
def test_signing_in_leads_to_the_page_of_ours_that_was_asked_for(client: Client, clerk: User, wanted: str) -> None:
    form = {"username": "clerk", "password": "long-enough-1", "next": wanted}
    response = client.post("/login/", form, follow=False)
    assert response.headers["Location"] == wanted.replace("能耗", "%E8%83%BD%E8%80%97")


def test_who_is_signed_in_already_is_led_to_no_other_site(guest: Client) -> None:
    answers = {each: guest.get("/login/", {"next": each}).headers["Location"] for each in ELSEWHERE}
    assert answers == dict.fromkeys(ELSEWHERE, "/")


def test_a_verdict_leads_back_to_no_other_site(desk: Client, plan: PlanDocument) -> None:
    address = reverse("plans:finding_judge", args=[Finding.objects.get().pk])
    answers = {each: desk.post(address, {"action": "burn", "next": each}).headers["Location"] for each in ELSEWHERE}
    assert answers == dict.fromkeys(ELSEWHERE, "/plans/contradictions/")


def test_a_verdict_leads_back_to_the_list_as_it_was(desk: Client, plan: PlanDocument) -> None:
    finding = Finding.objects.get()
    form = {"action": "hold", "version": str(finding.version), "next": "/plans/contradictions/?level=notice&page=2"}
    response = desk.post(reverse("plans:finding_judge", args=[finding.pk]), form)
    assert response.headers["Location"] == "/plans/contradictions/?level=notice&page=2"


def test_a_refused_button_leads_to_no_other_site(guest: Client, plan: PlanDocument) -> None:
    address = reverse("plans:plan_reread", args=[plan.pk])
    answers = [guest.post(address, {"next": each}) for each in ELSEWHERE]
    assert {(answer.status_code, answer.headers.get("Location")) for answer in answers} == {(403, None)}


def test_a_refused_export_leads_to_no_other_site(guest: Client, plan: PlanDocument) -> None:
    answers = [guest.get("/plans/targets/export/", {"next": each}) for each in ELSEWHERE]
    assert {(answer.status_code, answer.headers.get("Location")) for answer in answers} == {(403, None)}


def test_another_language_leads_back_to_no_other_site(guest: Client) -> None:
    answers = [guest.post("/language/", {"language": "en", "next": each}).headers["Location"] for each in ELSEWHERE]
    assert [each for each in answers if "example.org" in each or ":" in each] == []


def test_signing_out_leads_to_no_other_site(guest: Client) -> None:
    response = guest.post("/logout/", {"next": "https://example.org/"})
    assert "example.org" not in response.headers.get("Location", "")


def test_the_log_in_that_a_page_asks_for_leads_back_to_that_page(client: Client, db: None) -> None:
    response = client.get("/plans/targets/", {"q": "能耗"})
    assert response.headers["Location"] == "/login/?next=/plans/targets/%3Fq%3D%25E8%2583%25BD%25E8%2580%2597"

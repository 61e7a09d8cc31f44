"""What every answer carries: a strict policy, and Chinese whatever the browser wishes."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from ditan.domains.plans.models import PlanDocument
from tests.web.conftest import text_of

PAGES = [
    "home",
    "help",
    "password_change",
    "plans:library",
    "plans:upload",
    "plans:indicators",
    "plans:targets",
    "plans:measures",
    "plans:tasks",
    "plans:projects",
    "plans:projects_import",
    "plans:contradictions",
    "plans:departments",
    "plans:regions",
]
EVENT = re.compile(r"<[^>]*\s(?:on[a-z]+|hx-on[^=]*)\s*=", re.IGNORECASE)
INLINE_SCRIPT = re.compile(r"<script(?![^>]*\ssrc=)(?![^>]*application/json)[^>]*>", re.IGNORECASE)


@pytest.mark.parametrize("name", PAGES)
def test_no_page_holds_an_inline_script_or_event(office: Client, booked: PlanDocument, name: str) -> None:
    page = text_of(office.get(reverse(name), follow=True))
    assert INLINE_SCRIPT.findall(page) == []
    assert EVENT.findall(page) == []


@pytest.mark.parametrize("name", ["plans:plan", "plans:review", "plans:plan_edit"])
def test_no_page_of_a_plan_holds_an_inline_script_or_event(office: Client, plan: PlanDocument, name: str) -> None:
    page = text_of(office.get(reverse(name, args=[plan.pk])))
    assert INLINE_SCRIPT.findall(page) == []
    assert EVENT.findall(page) == []


def test_the_policy_allows_our_own_scripts_only(guest: Client) -> None:
    policy = guest.get("/").headers["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    assert "unsafe-eval" not in policy
    assert "style-src 'self' 'unsafe-inline'" in policy
    assert "http" not in policy


def test_the_policy_stands_on_refusals_too(client: Client, db: None) -> None:
    assert "script-src 'self'" in client.get("/no-such-page/").headers["Content-Security-Policy"]


def test_pages_are_kept_out_of_caches(guest: Client) -> None:
    assert "no-store" in guest.get("/").headers["Cache-Control"]


def test_htmx_may_not_evaluate_text(guest: Client) -> None:
    page = text_of(guest.get("/"))
    config = re.search(r'name="htmx-config" content=\'([^\']*)\'', page)
    assert config is not None
    assert '"allowEval":false' in config[1]
    assert '"includeIndicatorStyles":false' in config[1]
    assert '"selfRequestsOnly":true' in config[1]


def test_dual_core_browsers_are_asked_for_their_modern_core(guest: Client) -> None:
    page = text_of(guest.get("/"))
    assert '<meta name="renderer" content="webkit">' in page
    assert 'http-equiv="X-UA-Compatible"' in page


def test_an_english_browser_still_gets_chinese(guest: Client) -> None:
    response = guest.get("/", headers={"accept-language": "en-US,en"})
    assert response.headers["Content-Language"] == "zh-hans"
    assert "工作台" in text_of(response)


def test_a_person_who_chose_english_gets_english(guest: Client) -> None:
    guest.post(reverse("set_language"), {"language": "en", "next": "/"})
    response = guest.get("/")
    assert response.headers["Content-Language"] == "en"
    assert "Workbench" in text_of(response)


def test_an_unknown_language_is_ignored(guest: Client) -> None:
    guest.cookies["django_language"] = "xx"
    assert guest.get("/").headers["Content-Language"] == "zh-hans"

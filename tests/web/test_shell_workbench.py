"""The workbench: what domains bring, calm places for what is to come, and ways into the platform."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ditan.base.access.models import Role
from ditan.base.declaration import WorkbenchBox
from ditan.base.notices.models import Notice
from ditan.domains.plans.models import PlanDocument
from ditan.web.context import whole_menu
from ditan.web.workbench import MOST_LINKS, PLACES, workbench
from tests.base.access.conftest import roles  # noqa: F401 - a fixture
from tests.base.accounts.conftest import holder
from tests.fresh_code import signed_in
from tests.web.conftest import text_of


def nothing(user: Any) -> dict[str, Any]:
    """A box without content."""
    return {}


@pytest.fixture
def alarmed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A domain fills the place of the alerts."""
    config: Any = apps.get_app_config("plans")
    box = WorkbenchBox(
        "红色预警", "plans/boxes/totals.html", "ditan.domains.plans.selectors.workbench.library_totals", slot="alerts"
    )
    monkeypatch.setattr(config, "domain", replace(config.domain, workbench=(*config.domain.workbench, box)))


def test_a_place_that_nobody_fills_says_what_will_stand_there(office: Client) -> None:
    page = text_of(office.get("/"))
    assert "指标预警启用后" in page
    assert "填报任务下达后" in page


def test_a_place_that_is_filled_promises_nothing_more(coordinator: User) -> None:
    promised = [place.slot for place in workbench(coordinator, whole_menu(coordinator, "/")).promised]
    assert promised == ["alerts", "filing"]


@pytest.mark.usefixtures("alarmed")
def test_a_domain_fills_a_place_by_naming_it(office: Client) -> None:
    page = text_of(office.get("/"))
    assert "红色预警" in page
    assert "指标预警启用后" not in page
    assert "填报任务下达后" in page


def test_places_have_names_of_their_own() -> None:
    assert len({place.slot for place in PLACES}) == len(PLACES)


def test_whoever_has_no_business_is_promised_none(
    coordinator: User, office: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apps.get_app_config("plans"), "domain", None)
    assert workbench(coordinator, whole_menu(coordinator, "/")).promised == ()
    assert "指标预警启用后" not in text_of(office.get("/"))


def test_short_cuts_lead_to_what_the_user_may_open(coordinator: User) -> None:
    links = workbench(coordinator, whole_menu(coordinator, "/")).links
    assert 0 < len(links) <= MOST_LINKS
    assert links[0].url == "/plans/"


def test_the_workbench_asks_the_same_number_of_questions_however_many_messages(
    office: Client, coordinator: User, plan: PlanDocument
) -> None:
    office.get("/")
    with CaptureQueriesContext(connection) as few:
        office.get("/")
    Notice.objects.bulk_create(
        Notice(user=coordinator, kind="x", key=str(number), subject=str(number)) for number in range(40)
    )
    with CaptureQueriesContext(connection) as many:
        office.get("/")
    assert len(many) == len(few)


def test_each_administrator_sees_what_she_has_to_see_to(roles: dict[str, Role]) -> None:  # noqa: F811
    User.objects.create_user("linqing")
    names = {"系统管理员": "xitong", "安全管理员": "anquan", "审计管理员": "shenji"}
    homes = {role: signed_in(holder(name, roles[role])) for role, name in names.items()}
    pages = {role: text_of(client.get("/")) for role, client in homes.items()}
    boxes = ("账号情况", "没有角色的账号", "日志情况")
    assert {role: [box for box in boxes if f">{box}</h2>" in page] for role, page in pages.items()} == {
        "系统管理员": ["账号情况"],
        "安全管理员": ["没有角色的账号"],
        "审计管理员": ["日志情况"],
    }
    assert '<p style="margin:0">linqing</p>' in pages["安全管理员"]


def test_the_manual_opens_at_the_chapter_of_one_s_own_duty(roles: dict[str, Role], coordinator: User) -> None:  # noqa: F811
    auditor = signed_in(holder("shenji", roles["审计管理员"]))
    assert "<h1>审计管理员手册</h1>" in text_of(auditor.get("/help/"))
    assert "<h1>操作手册</h1>" in text_of(auditor.get("/help/work/"))
    assert "<h1>操作手册</h1>" in text_of(signed_in(coordinator).get("/help/"))

"""The frame of every page, the workbench, and the pages for what went wrong."""

from __future__ import annotations

import errno
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import OperationalError
from django.test import Client, override_settings
from django.urls import reverse

from ditan.base.declaration import Domain, MenuEntry
from ditan.domains.plans.models import PlanDocument
from ditan.web.context import menu
from ditan.web.views_errors import disk_is_full
from tests.web.conftest import text_of


def test_the_menu_holds_what_the_domains_declare(guest: Client) -> None:
    page = text_of(guest.get("/"))
    declared = apps.get_app_config("plans").domain
    for entry in declared.menu:
        if entry.permission != "plans.view_plans":
            continue
        assert f'href="{reverse(entry.url_name)}"' in page
        assert str(entry.label) in page


def test_the_entry_of_the_page_one_is_on_is_current(guest: Client) -> None:
    page = text_of(guest.get(reverse("plans:targets")))
    assert f'<a href="{reverse("plans:targets")}" aria-current="page"' in page
    assert page.count('aria-current="page"') == 1


def test_a_page_below_an_entry_belongs_to_it(reader: User, plan: PlanDocument) -> None:
    groups = menu(reader, f"/plans/{plan.pk}/review/")
    current = [link.url for group in groups for link in group.entries if link.current]
    assert current == ["/plans/"]


def test_an_entry_that_asks_for_a_permission_is_hidden_without_it(
    reader: User, coordinator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = MenuEntry("上传", "plans:upload", permission="plans.upload_plan")
    monkeypatch.setattr(apps.get_app_config("plans"), "domain", Domain("plans", "规划", menu=(entry,)))
    assert "规划" not in [group.label for group in menu(reader, "/")]
    [group] = [group for group in menu(coordinator, "/") if group.label == "规划"]
    assert [link.label for link in group.entries] == ["上传"]


def test_without_any_domain_the_workbench_still_stands(guest: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apps.get_app_config("plans"), "domain", None)
    page = text_of(guest.get("/"))
    assert "还没有可用的子平台" in page
    assert "规划" not in page.replace("规划文件库", "")


@override_settings(TRIAL_MODE=True)
def test_trial_mode_is_said_on_every_page(guest: Client) -> None:
    assert "试用模式" in text_of(guest.get(reverse("plans:library")))


@override_settings(TRIAL_MODE=False)
def test_outside_trial_mode_nothing_is_said_of_it(guest: Client) -> None:
    assert "试用模式" not in text_of(guest.get("/"))


@override_settings(DISTRICT_NAME="铜山区")
def test_the_district_stands_in_the_top_bar(guest: Client) -> None:
    assert '<span class="top__district">铜山区</span>' in text_of(guest.get("/"))


def test_a_chinese_name_stands_without_a_blank(office: Client) -> None:
    assert "<span>统筹敏</span>" in text_of(office.get("/"))


def test_the_workbench_leads_to_what_waits(office: Client, plan: PlanDocument) -> None:
    page = text_of(office.get("/"))
    assert reverse("plans:review", args=[plan.pk]) in page
    assert "待审 7 / 共 7" in page


def test_an_empty_workbench_says_what_to_do_next(office: Client) -> None:
    page = text_of(office.get("/"))
    assert "没有待审核的条目" in page
    assert reverse("plans:upload") in page


def test_the_manual_is_in_the_product(guest: Client) -> None:
    assert "审核台快捷键" in text_of(guest.get(reverse("help")))


def test_a_page_that_does_not_exist_says_so_in_chinese(guest: Client) -> None:
    response = guest.get("/no/such/page/")
    assert response.status_code == 404
    assert "没有这个页面" in text_of(response)


def test_a_plan_that_does_not_exist_is_no_page(guest: Client) -> None:
    assert guest.get(reverse("plans:plan", args=[999])).status_code == 404


def test_a_page_without_permission_says_whom_to_ask(guest: Client) -> None:
    response = guest.get(reverse("plans:upload"))
    assert response.status_code == 403
    assert "联系管理员" in text_of(response)


def test_a_fault_of_the_server_shows_no_trace(guest: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_arguments: Any) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("ditan.web.views.workbench", broken)
    guest.raise_request_exception = False
    response = guest.get("/")
    assert response.status_code == 500
    assert "服务器出错" in text_of(response)
    assert "secret detail" not in text_of(response)


def test_an_old_browser_is_told_what_to_do_without_a_log_in(client: Client) -> None:
    page = text_of(client.get(reverse("incompatible")))
    assert "极速模式" in page
    assert "<script" not in page
    assert "<link" not in page


def test_a_forged_form_is_refused(reader: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(reader)
    assert strict.post(reverse("logout")).status_code == 403


def test_a_full_disk_is_called_by_its_name(guest: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_arguments: Any) -> None:
        raise OperationalError("database or disk is full")

    monkeypatch.setattr("ditan.web.views.workbench", full)
    guest.raise_request_exception = False
    response = guest.get("/")
    assert response.status_code == 507
    assert "服务器磁盘已满" in text_of(response)
    assert "没有保存任何改动" in text_of(response)


@pytest.mark.parametrize(
    ("error", "full"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), True),
        (OSError(errno.EACCES, "Permission denied"), False),
        (OperationalError("database is locked"), False),
        (RuntimeError("disk is full"), False),
    ],
)
def test_only_a_full_disk_is_taken_for_one(error: Exception, full: bool) -> None:
    assert disk_is_full(error) is full


def test_a_full_disk_is_seen_through_the_error_that_it_caused() -> None:
    outer = RuntimeError("no log, no act")
    outer.__cause__ = OperationalError("database or disk is full")
    assert disk_is_full(outer) is True


def test_an_address_for_forms_says_so_when_it_is_opened(guest: Client) -> None:
    response = guest.get(reverse("notices:read_all"))
    assert (response.status_code, response.headers["Allow"]) == (405, "POST")
    assert int(response.headers.get("Content-Length", len(response.content))) == len(response.content) > 0
    assert "那次提交没有执行" in text_of(response)

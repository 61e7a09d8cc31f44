"""People and their powers, in a real browser: a role, its holder, a locked account, the auditor, the log, the backup."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.contrib.auth.models import User
from django.db import connection
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, expect
from typer.testing import CliRunner

from ditan.base.access.models import Role
from ditan.base.audit.models import Entry, Sealed
from ditan.base.audit.services import record_apart
from ditan.base.audit.services.sealing import seal_log
from ditan.base.directory.models import Post
from ditan.cli import app
from ditan.domains.plans.models import PlanDocument
from tests.base.access.conftest import (  # noqa: F401 - fixtures
    MakeOrganisation,
    MakePerson,
    make_organisation,
    make_person,
    roles,
)
from tests.base.accounts.conftest import PASSWORD as OFFICERS_PASSWORD
from tests.base.accounts.conftest import code_of, holder, with_factor
from tests.base.audit.conftest import folders  # noqa: F401 - anchors of a test lie in its own folder
from tests.base.audit.test_restore import ditan, elsewhere, question  # noqa: F401 - a fixture
from tests.browser.conftest import PASSWORD
from tests.domains.plans.conftest import MakePlan, make_plan  # noqa: F401 - fixtures
from tests.domains.plans.drafts import minimal_draft

ROLE = "林业科员"
DESK = "经办岗"
LOCKED = "登录被锁定：该账号连续登录失败次数过多，请 30 分钟后再试；急需使用请联系系统管理员解锁。"
WRONG = "用户名或密码不正确。请检查大小写和输入法；仍不能登录时请联系管理员重置密码。"

ITEMS = "/api/plans/items/"

Seat = Callable[[], Page]


@pytest.fixture
def seat(new_context: Callable[..., BrowserContext], live_server: Any) -> Iterator[Seat]:
    """A browser of one's own for each person; none may report an error or ask another machine for anything."""
    faults: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            faults.append(f"{message.type}: {message.text}")

    def taken() -> Page:
        context = new_context(base_url=live_server.url)
        context.on("console", heard)
        context.on("weberror", lambda error: faults.append(f"script: {error.error}"))
        context.on("request", lambda asked: asked.url.startswith(live_server.url) or faults.append(asked.url))
        return context.new_page()

    yield taken
    assert faults == []


@pytest.fixture
def forestry_plan(make_plan: MakePlan) -> PlanDocument:  # noqa: F811
    """The minimal plan, its project led by a station below the forestry office."""
    draft = minimal_draft()
    return make_plan(replace(draft, projects=(replace(draft.projects[0], lead=("区森林防火站",)),)))


@pytest.fixture
def clerk(make_organisation: MakeOrganisation, make_person: MakePerson) -> User:  # noqa: F811
    """Somebody at a desk of the forestry office, which has a station below it. She holds no role."""
    office = make_organisation("铜山区林业局", short_name="区林业局")
    make_organisation("铜山区林业局森林防火站", office, short_name="区森林防火站")
    user = make_person("linye", office)
    user.set_password(PASSWORD)
    user.last_name, user.first_name = "林", "青"
    user.save()
    Post.objects.update(title=DESK)
    return user


@pytest.fixture
def security(roles: dict[str, Role]) -> User:  # noqa: F811
    """The security administrator, whose telephone is not enrolled yet."""
    return named(holder("anquan", roles["安全管理员"]), "安", "宁")


@pytest.fixture
def auditor(roles: dict[str, Role]) -> User:  # noqa: F811
    """The audit administrator."""
    return named(holder("shenji", roles["审计管理员"]), "申", "纪")


def named(user: User, family: str, given: str) -> User:
    user.last_name, user.first_name = family, given
    user.save()
    return user


def sign_in(page: Page, name: str, password: str) -> None:
    page.goto("/login/")
    page.fill("[name=username]", name)
    page.fill("[name=password]", password)
    page.click("button:has-text('登录')")


def give_code(page: Page, secret: str, button: str) -> None:
    page.fill("#code", code_of(secret, datetime.now(UTC)))
    page.click(f"main button:has-text('{button}')")


def test_a_role_made_on_its_page_shows_a_clerk_her_department_s_items_and_no_others(
    seat: Seat, security: User, auditor: User, clerk: User, forestry_plan: PlanDocument, tmp_path: Path
) -> None:
    officer = seat()
    sign_in(officer, "anquan", OFFICERS_PASSWORD)
    expect(officer.locator("h1")).to_have_text("启用动态口令")
    give_code(officer, officer.locator("code.secret").inner_text().replace(" ", ""), "启用")
    expect(officer.locator("h1")).to_have_text("我的账号")
    officer.goto("/access/new/")
    officer.fill("#name", ROLE)
    officer.check("[name=scope][value=own_and_below]")
    expect(officer.locator(".scope", has=officer.locator(":checked")).locator("b")).to_have_text("本部门及以下")
    officer.check("[name=permission][value='plans.view_plans']")
    officer.check("[name=permission][value='plans.export_items']")
    officer.click("button:has-text('保存')")
    expect(officer.locator("h1")).to_have_text("谁有角色“林业科员”")
    expect(officer.locator(".head__about")).to_have_text("数据范围：本部门及以下 · 2 项权限")
    desk = officer.locator("form.give", has_text="授予岗位")
    desk.locator("[name=organisation]").fill("铜山区林业局")
    desk.locator("[name=title]").fill(DESK)
    desk.locator("button").click()
    expect(officer.locator("body")).to_contain_text("岗位“经办岗”已有角色“林业科员”。")
    expect(officer.locator("section", has=officer.locator("#posts")).locator("tbody")).to_contain_text("linye")

    # Taking data out of the house asks for a one-time code of the same quarter of an hour; hers serves.
    secret = with_factor(clerk)
    page = seat()
    sign_in(page, "linye", PASSWORD)
    give_code(page, secret, "登录")
    expect(page.locator("h1")).to_have_text("工作台")
    page.goto("/plans/indicators/?state=all")
    expect(page.locator(".pager__total")).to_have_text("共 1 条")
    expect(page.locator("table.ledger tbody")).to_contain_text("森林覆盖率")
    expect(page.locator("table.ledger tbody")).not_to_contain_text("用水总量")
    with page.expect_download() as download:
        page.click("[data-export]")
    download.value.save_as(tmp_path / "指标.xlsx")
    assert named_in(tmp_path / "指标.xlsx") == ["森林覆盖率"]
    page.goto("/plans/projects/?state=all")
    expect(page.locator("table.ledger tbody")).to_contain_text("储能电站项目")
    page.goto("/plans/measures/?state=all")
    expect(page.locator(".nothing strong")).to_have_text("暂无数据")
    kinds = ("indicator", "target", "measure", "task", "project")
    assert {kind: asked(page, kind) for kind in kinds} == {
        "indicator": ["森林覆盖率"],
        "target": [],
        "measure": [],
        "task": [],
        "project": ["储能电站项目"],
    }
    expect(page.locator("#side")).not_to_contain_text("权限矩阵")

    secret = with_factor(auditor)
    page = seat()
    sign_in(page, "shenji", OFFICERS_PASSWORD)
    give_code(page, secret, "登录")
    expect(page.locator("h1")).to_have_text("工作台")
    page.goto("/audit/log/")
    expect(page.locator("h1")).to_have_text("操作日志")
    assert acts_on(page)[:8] == [
        ("申纪", "登录"),
        ("林青", "导出条目"),
        ("林青", "登录"),
        ("安宁", "给岗位角色"),
        ("安宁", "新建角色"),
        ("安宁", "启用动态口令"),
        ("安宁", "登记动态口令"),
        ("安宁", "登录"),
    ]
    page.locator("tr", has_text="新建角色").locator("text=查看").click()
    expect(page.locator("#drawer-title")).to_have_text("新建角色 · 林业科员")
    expect(page.locator("#drawer .audit-difference")).to_contain_text("林业科员")


def acts_on(page: Page) -> list[tuple[str, str]]:
    """Who did what, by the list of the log, newest first."""
    rows = page.locator("table.ledger tbody tr").all()
    return [(row.locator("td >> nth=1").inner_text(), row.locator("td >> nth=2").inner_text()) for row in rows]


def named_in(path: Path) -> list[Any]:
    """The names of the indicators in a workbook."""
    head, *rows = openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True)
    return [row[head.index("指标名称")] for row in rows if row[0] is not None]


def asked(page: Page, kind: str) -> list[str]:
    """The labels of all items of this kind that the API gives to the person of this page."""
    found = page.evaluate("address => fetch(address).then(answer => answer.json())", f"{ITEMS}{kind}?state=all")
    return [item["label"] for item in found["items"]]


def test_five_wrong_passwords_lock_and_a_changed_row_of_the_log_is_found(
    seat: Seat, worker: None, clerk: User, auditor: User
) -> None:
    page = seat()
    sign_in(page, "linye", PASSWORD)
    expect(page.locator("h1")).to_have_text("工作台")
    stranger = seat()
    for _each in range(5):
        sign_in(stranger, "linye", "a-guess")
        expect(stranger.locator("[role=alert]")).to_have_text(WRONG)
    sign_in(stranger, "linye", PASSWORD)
    expect(stranger.locator("[role=alert]")).to_have_text(LOCKED)

    page.reload()
    page.click(".top__bell")
    expect(page.locator("h1")).to_have_text("消息中心")
    letter = page.locator(".letter.is-unread")
    expect(letter.locator("b")).to_have_text("账号 linye 因连续登录失败被锁定")
    expect(letter.locator(".letter__text")).to_contain_text("因连续 5 次登录失败被锁定 30 分钟，来源地址 127.0.0.1。")

    secret = with_factor(auditor)
    page = seat()
    sign_in(page, "shenji", OFFICERS_PASSWORD)
    expect(page.locator("h1")).to_have_text("请输入动态口令")
    give_code(page, secret, "登录")
    expect(page.locator("h1")).to_have_text("工作台")
    page.goto("/audit/sign-ins/")
    expect(page.locator("h1")).to_have_text("登录日志")
    assert [act for _who, act in acts_on(page)] == ["登录", "登录被拒", "账号锁定", *["登录失败"] * 5, "登录"]
    expect(page.locator("tr", has_text="账号锁定")).to_contain_text("连续 5 次失败，锁定 30 分钟")
    expect(page.locator("tr", has_text="登录失败").locator("td:nth-child(4)")).to_have_text(["linye"] * 5)

    page.goto("/audit/chain/")
    page.click("main button:has-text('验证')")
    # The platform checks of itself as well: her own checks are the rows with her name.
    newest = page.locator("table.ledger tbody tr", has_text="申纪").first
    expect(newest).to_contain_text("✓ 完好")

    row, block = tampered_with("accounts.locked")
    page.goto("/audit/chain/")
    page.click("main button:has-text('验证')")
    expect(newest).to_contain_text("✕ 2 处异常")
    expect(page.locator(".wrong-box li")).to_have_text(
        [f"内容被改动，区块 {block}，日志编号 {row}", "防改触发器缺失，audit_entry_no_update"]
    )
    page.click(".top__bell")
    expect(page.locator(".letter.is-unread b")).to_have_text("日志校验发现 2 处异常")


def tampered_with(act: str) -> tuple[int, int]:
    """Drop the trigger and change the one row of this act, as whoever has the database's password can."""
    seal_log()
    row = Entry.objects.get(act=act).pk
    block = Sealed.objects.filter(last__gte=row).earliest("number").number
    with connection.cursor() as cursor:
        on = "" if connection.vendor == "sqlite" else " ON audit_entry"
        cursor.execute(f"DROP TRIGGER audit_entry_no_update{on}")
        cursor.execute("UPDATE audit_entry SET detail = '密码输错一次' WHERE id = %s", [row])
    return row, block


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_backup_is_restored_into_an_empty_place_with_its_people_and_its_log(
    auditor: User,
    clerk: User,
    elsewhere: dict[str, str],  # noqa: F811
    tmp_path: Path,
) -> None:
    record_apart(act="accounts.sign_in_failed", target_kind="account", target_name="linye", outcome="failed")
    path = tmp_path / "people.tar.gz"
    assert told(CliRunner().invoke(app, ["backup", "create", str(path)])).startswith(f"已创建备份 {path}（")
    assert told(CliRunner().invoke(app, ["backup", "verify", str(path)])).startswith("备份完好：")
    code, words = ditan(elsewhere, "backup", "restore", path)
    assert (code, words.startswith("已恢复")) == (0, True), words
    code, words = ditan(elsewhere, "audit", "verify", "--json")
    assert (code, json.loads(words)["sound"], json.loads(words)["findings"]) == (0, True, []), words
    assert question(
        elsewhere,
        "[list(User.objects.order_by('username').values_list('username', 'grants__role__name')),"
        " Entry.objects.get(act='accounts.sign_in_failed').target_name]",
    ) == [[["linye", None], ["shenji", "审计管理员"]], "linye"]


def told(result: Any) -> str:
    """What a command printed; it must have ended well."""
    assert result.exit_code == 0, result.output
    return result.output

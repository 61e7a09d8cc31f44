"""The whole way of a plan, in a real browser: from the file to the list, out to a workbook and back."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from ditan.domains.plans.models import Decision, Indicator, PlanDocument, State, Target
from ditan.domains.plans.selectors import review_items
from tests.base.accounts.conftest import code_of
from tests.browser.conftest import EXAMPLES, PASSWORD

PLAN_004 = EXAMPLES / "004-tongliang-climate.txt"


def test_a_plan_goes_from_the_file_to_the_list_and_back(
    watched: Page, live_server: Any, coordinator: User, worker: None, tmp_path: Path
) -> None:
    page = watched
    page.goto(live_server.url)
    page.fill("[name=username]", "office")
    page.fill("[name=password]", PASSWORD)
    page.click("button:has-text('登录')")
    expect(page.locator("h1")).to_have_text("工作台")

    page.click("text=上传规划")
    page.set_input_files("#file", PLAN_004)
    expect(page.locator("#chosen")).to_have_text(PLAN_004.name)
    page.click("text=上传并读取")
    expect(page.locator("text=可以离开本页")).to_be_visible()
    page.wait_for_url("**/plans/*/", timeout=60_000)
    expect(page.locator("h1")).to_contain_text("铜梁区应对气候变化")
    plan = PlanDocument.objects.get()

    page.click("text=去审核")
    page.wait_for_url("**/review/")
    all_items = len(review_items(coordinator, plan.pk))
    findings = plan.findings.count()
    expect(page.locator("#desk-all")).to_have_text(str(all_items + findings))

    _edit_one(page)
    _reject_one(page)
    _accept_the_rest(page, all_items)

    page.goto(f"{live_server.url}/plans/indicators/")
    expect(page.locator("text=森林蓄积量")).to_be_visible()
    expect(page.locator(".pager__total")).to_have_text("共 11 条")
    expect(page.locator("tr", has_text="森林蓄积量")).to_contain_text("修改后确认")

    page.click("[data-export]")
    expect(page.locator("h1")).to_have_text("启用动态口令")
    secret = page.locator("code.secret").inner_text().replace(" ", "")
    page.fill("#code", code_of(secret, datetime.now(UTC)))
    with page.expect_download() as download:
        page.click("main button:has-text('启用')")
    workbook = tmp_path / "指标.xlsx"
    download.value.save_as(workbook)
    decisions = Decision.objects.count()
    page.goto(f"{live_server.url}/plans/indicators/")
    page.click("text=导入")
    page.set_input_files("#file", workbook)
    page.click("form.box button.btn-primary")
    expect(page.locator("#notes")).to_contain_text("修改 0 条，新增 0 条，未变 11 条")
    assert Decision.objects.count() == decisions


def _edit_one(page: Page) -> None:
    """森林蓄积量: 160 becomes 165; the machine's reading stays in sight."""
    forest = Indicator.objects.get(name="森林蓄积量")
    card = page.locator(f"#{forest.identity}")
    card.locator(".entry__head").click()
    page.click("#acts [data-act=edit]")
    expect(card.locator("[name=cell] >> nth=0")).to_be_focused()
    card.locator("[name=cell] >> nth=1").fill("165")
    page.keyboard.press("Control+Enter")
    expect(page.locator(f"#{forest.identity}[data-state=edited]")).to_be_attached()
    expect(page.locator(f"#{forest.identity} .machine")).to_contain_text("2025=160")
    assert forest.cells.get(alternative=0, year="2025").value == 165.0


def _reject_one(page: Page) -> None:
    first = page.locator(".entry[data-kind=indicator][data-state=proposed] >> nth=0")
    identity = first.get_attribute("id")
    first.locator(".entry__head").click()
    page.click("#acts [data-act=reject]")
    expect(page.locator(f"#{identity}[data-state=rejected]")).to_be_attached()
    assert Indicator.objects.filter(state=State.REJECTED).count() == 1


def _accept_the_rest(page: Page, all_items: int) -> None:
    """In one step, after the number has been said."""
    page.click("text=批量确认")
    page.fill("#bulk-confidence", "50")
    expect(page.locator("#bulk-count")).to_have_text(str(all_items - 2))
    page.click("#bulk-go")
    expect(page.locator("#notes")).to_contain_text(f"已批量确认 {all_items - 2} 条")
    expect(page.locator("#desk-done")).to_have_text(str(all_items))
    assert Target.objects.filter(state=State.PROPOSED).count() == 0


@pytest.mark.parametrize("name", ["空.txt", "图片.pdf"])
def test_what_cannot_be_read_says_why_and_what_to_do(office: Any, worker: None, name: str) -> None:
    page = office("/plans/upload/")
    data = b"" if name == "空.txt" else b"\x89PNG\r\n\x1a\n\x00\x00"
    page.set_input_files("#file", {"name": name, "mimeType": "text/plain", "buffer": data})
    page.click("text=上传并读取")
    expect(page.locator("[role=alert]")).to_contain_text("没有读成", timeout=20_000)
    expect(page.locator("text=下载原文件查看")).to_be_visible()
    assert PlanDocument.objects.count() == 0

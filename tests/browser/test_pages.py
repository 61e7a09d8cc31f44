"""Every page in a real browser: accessible by the rules of axe, quiet, and within its window on small screens."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from ditan.domains.plans.models import PlanDocument, Target
from ditan.domains.plans.selectors import review_items
from ditan.domains.plans.services import confirm_item
from tests.browser.conftest import Open

PAGES = (
    "/",
    "/help/",
    "/password/",
    "/plans/",
    "/plans/upload/",
    "/plans/{plan}/",
    "/plans/{plan}/edit/",
    "/plans/{plan}/review/",
    "/plans/indicators/",
    "/plans/targets/",
    "/plans/measures/",
    "/plans/tasks/",
    "/plans/projects/",
    "/plans/projects/import/",
    "/plans/contradictions/",
    "/plans/departments/",
    "/plans/departments/区财政局/",
    "/plans/regions/500199/",
)
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}


@pytest.fixture
def booked(plan: PlanDocument, coordinator: User) -> PlanDocument:
    """The minimal plan, confirmed but for its project."""
    for item in review_items(coordinator, plan.pk):
        if item.kind != "project":
            confirm_item(user=coordinator, kind=item.kind, pk=item.pk, version=item.version)
    return plan


def violations(page: Page) -> list[str]:
    """What axe finds wrong, with the elements."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{each['id']}: {node['html'][:200]}" for each in found for node in each["nodes"]]


def test_every_page_is_accessible(office: Open, booked: PlanDocument) -> None:
    found = {address: violations(office(address.format(plan=booked.pk))) for address in PAGES}
    assert {address: faults for address, faults in found.items() if faults} == {}


def test_the_log_in_page_is_accessible(watched: Page, live_server: Any, db: None) -> None:
    watched.goto(f"{live_server.url}/login/")
    assert violations(watched) == []


def test_the_drawer_and_the_dialogs_are_accessible(office: Open, booked: PlanDocument) -> None:
    page = office("/plans/targets/")
    page.click(".ledger .val >> nth=0")
    expect(page.locator("#drawer h2")).to_be_focused()
    assert violations(page) == []
    page = office(f"/plans/{booked.pk}/review/")
    page.keyboard.press("e")
    expect(page.locator(".entry [data-form]")).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.click('[data-dialog="bulk"]')
    assert violations(page) == []


@pytest.mark.parametrize("width", [390, 768, 1366, 1920])
def test_no_page_is_wider_than_its_window(office: Open, booked: PlanDocument, width: int) -> None:
    wide = []
    for address in PAGES:
        page = office(address.format(plan=booked.pk))
        page.set_viewport_size({"width": width, "height": 768})
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(address)
    assert wide == []


def test_every_page_works_in_english(office: Open, booked: PlanDocument) -> None:
    page = office("/")
    page.click(".who summary")
    page.click("text=English")
    expect(page.locator("h1")).to_have_text("Workbench")
    for address in PAGES:
        assert office(address.format(plan=booked.pk)).locator("html").get_attribute("lang") == "en"


def test_a_number_shows_its_source_and_opens_it(office: Open, booked: PlanDocument) -> None:
    page = office("/plans/targets/")
    number = page.locator(".ledger .val >> nth=0")
    number.focus()
    expect(page.locator("#source-pop")).to_contain_text("单位GDP能耗下降14.5%")
    page.keyboard.press("Enter")
    expect(page.locator("#drawer")).to_contain_text("口径与来源")
    page.keyboard.press("Escape")
    expect(page.locator("#drawer")).to_be_hidden()


def test_columns_and_row_height_are_remembered(office: Open, booked: PlanDocument) -> None:
    page = office("/plans/targets/")
    expect(page.locator("th.c-base")).to_be_visible()
    expect(page.locator("th.c-region")).to_be_hidden()
    page.click('summary[aria-label="列设置"]')
    page.uncheck("[data-column=base]")
    page.check("[data-column=region]")
    page.click("[data-density]")
    page.reload()
    expect(page.locator("th.c-base")).to_be_hidden()
    expect(page.locator("th.c-region")).to_be_visible()
    assert "ledger--compact" in str(page.locator("table").get_attribute("class"))
    page.click('summary[aria-label="列设置"]')
    page.click("[data-columns-reset]")
    expect(page.locator("th.c-base")).to_be_visible()


def test_a_search_swaps_the_list_and_keeps_its_address(office: Open, booked: PlanDocument) -> None:
    page = office("/plans/targets/")
    page.fill("main [name=q]", "能耗下降")
    page.click("text=查询")
    page.wait_for_url("**/plans/targets/?q=*")
    assert "plan=" not in page.url
    page.go_back()
    page.wait_for_url("**/plans/targets/")
    expect(page.locator("tbody tr")).to_have_count(2)


def test_chosen_rows_are_counted_and_copied(office: Open, booked: PlanDocument) -> None:
    page = office("/plans/targets/")
    page.check("[data-pick-all]")
    expect(page.locator("[data-chosen-count]")).to_have_text("2")
    page.click("[data-copy-chosen]")
    expect(page.locator("#notes")).to_contain_text("已复制")
    page.click("[data-clear-chosen]")
    expect(page.locator("[data-chosen]")).to_be_hidden()


def test_deleting_asks_first_and_names_the_file(office: Open, coordinator: User) -> None:
    from ditan.base.workflow.worker import run_pending
    from ditan.domains.plans.services import upload_plan

    upload_plan(user=coordinator, name="坏文件.txt", data=b"")
    run_pending()
    page = office("/plans/")
    page.click("text=删除")
    expect(page.locator("#confirm-text")).to_contain_text("坏文件.txt")
    page.click("#confirm >> text=取消")
    expect(page.locator("text=坏文件.txt").first).to_be_visible()
    page.click("text=删除")
    page.click("#confirm >> text=确定")
    expect(page.locator("#notes")).to_contain_text("已删除“坏文件.txt”")


def test_a_session_that_is_over_leads_to_the_log_in(office: Open, booked: PlanDocument) -> None:
    page = office("/plans/targets/")
    page.context.clear_cookies()
    page.click(".ledger .val >> nth=0")
    page.wait_for_url("**/login/**")


def test_a_server_that_fails_is_said_in_words(
    office: Open, watched: Page, booked: PlanDocument, tolerated: list[str]
) -> None:
    tolerated += ["500 (Internal Server Error)", "Response Status Error Code 500"]
    watched.route("**/decide/", lambda route: route.fulfill(status=500))
    page = office(f"/plans/{booked.pk}/review/")
    page.keyboard.press("2")
    expect(page.locator(".entry.is-here")).to_have_attribute("data-kind", "target")
    page.keyboard.press("u")
    expect(page.locator("#notes")).to_contain_text("服务器出错，没有保存")
    assert Target.objects.filter(state="proposed").count() == 0


def test_larger_type_is_remembered(office: Open) -> None:
    page = office("/")
    page.click(".who summary")
    page.click("[data-type-toggle]")
    page.reload()
    assert page.evaluate("getComputedStyle(document.body).fontSize") == "16px"


def test_the_menu_folds_and_stays_folded(office: Open) -> None:
    page = office("/")
    page.click("[data-menu-toggle]")
    page.reload()
    assert page.evaluate("document.getElementById('side').offsetWidth") == 56

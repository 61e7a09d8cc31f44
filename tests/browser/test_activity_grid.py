"""A consultant enters activity data: by keyboard and from a spreadsheet, beside a colleague; amounts appear at once."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from ditan.domains.inventory.models import Inventory, Row
from tests.browser.desks import Desk, agent, desk  # noqa: F401 - fixtures
from tests.domains.inventory.conftest import chongqing, compiler, draft, reviewer  # noqa: F401 - fixtures

SAVED = "#saved:has-text('已保存')"


def cell(page: Page, row: int, part: str) -> Locator:
    return page.locator(".g-row").nth(row).locator(f"[data-part={part}]")


def amount(page: Page, row: int, gas: str) -> Locator:
    return page.locator(".g-row").nth(row).locator(f"td[data-gas='{gas}'] .val")


def total(page: Page, gas: str) -> Locator:
    return page.locator(f"#dock-total td[data-gas='{gas}'] .val")


def paste(page: Page, text: str) -> None:
    """Copy this in a spreadsheet and press the keys."""
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.keyboard.press("Control+V")


def test_rows_are_typed_and_pasted_and_nothing_typed_is_lost(
    desk: Desk,  # noqa: F811
    compiler: User,  # noqa: F811
    reviewer: User,  # noqa: F811
    draft: Inventory,  # noqa: F811
) -> None:
    address = reverse("inventory:inventory", args=[draft.pk]) + "?kind=stationary_fuel"
    page = desk(compiler)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(address)

    # A row typed with Tab and Enter comes back computed, with the totals.
    cell(page, 0, "category").focus()
    for text in ("1.A.2", "工业锅炉", "柴油"):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    page.keyboard.type("1000")
    page.keyboard.press("Enter")
    expect(amount(page, 0, "CO2")).to_have_text("3,095.91")
    expect(total(page, "CO2")).to_have_text("3,095.91")

    # A block of two rows begins in the blank row and makes two of it.
    cell(page, 1, "category").focus()
    paste(page, "1.A.2.f\t水泥窑\t柴油\t2000\r\n1.A.2.c\t化工\t柴油\t0.1 万t\r\n")
    expect(amount(page, 2, "CO2")).to_have_text("3,095.91")
    expect(total(page, "CO2")).to_have_text("12,383.64")
    assert Row.objects.count() == 3

    # What is refused stays in its cell with the reason, also when the page is opened again.
    cell(page, 0, "fuel_amount").fill("-5")
    page.keyboard.press("Enter")
    said = page.locator(".g-row").nth(0).locator("[data-cell=fuel_amount] .g-said")
    expect(said).to_contain_text("不能为负")
    page.goto(address)
    expect(cell(page, 0, "fuel_amount")).to_have_value("-5")
    expect(said).to_contain_text("不能为负")
    cell(page, 0, "fuel_amount").fill("1500")
    page.keyboard.press("Enter")
    expect(amount(page, 0, "CO2")).to_have_text("4,643.86")

    # Of two people at one row both contents are shown, and a person chooses.
    other = desk(reviewer)
    other.goto(address)
    cell(page, 0, "fuel_amount").fill("1000")
    page.keyboard.press("Enter")
    expect(amount(page, 0, "CO2")).to_have_text("3,095.91")
    cell(other, 0, "fuel_amount").fill("3000")
    other.keyboard.press("Enter")
    theirs = other.get_by_role("button", name="用对方的")
    expect(theirs).to_be_visible()
    expect(cell(other, 0, "fuel_amount")).to_have_value("3000")
    theirs.click()
    expect(cell(other, 0, "fuel_amount")).to_have_value("1000")

    # An amount is reached by the keyboard and opens its working.
    cell(page, 0, "controls").focus()
    page.keyboard.press("ArrowRight")
    expect(amount(page, 0, "CO2")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#drawer")).to_contain_text("低位发热量")
    page.keyboard.press("Escape")

    # A row is taken out after a question that names it.
    page.locator(".g-row").nth(1).locator("[data-remove]").click()
    expect(page.locator("#confirm-text")).to_contain_text("水泥窑")
    page.locator("#confirm button[value=ok]").click()
    expect(total(page, "CO2")).to_have_text("6,191.82")

"""A clerk fills a sheet in at 18:00: by keyboard and from a spreadsheet, beside a colleague, past the end of her session."""

from __future__ import annotations

from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from ditan.base.workflow.models import Assignment, Submission
from ditan.base.workflow.rounds.services.relating import make_relation
from tests.base.workflow.rounds.conftest import (  # noqa: F401 - fixtures
    Office,
    cells_of,
    drafted,
    make_organisation,
    make_person,
    metrics,
    office,
    opened,
    owed,
    past,
    roles,
)
from tests.browser.conftest import PASSWORD
from tests.browser.desks import Desk, agent, desk  # noqa: F401 - fixtures

SAVED = "#saved:has-text('已保存')"
ENERGY, COAL, GAS, FOREST = range(4)


def value(page: Page, row: int) -> Locator:
    return page.locator(".grid__row").nth(row).locator("[data-part=reported]")


def note(page: Page, row: int) -> Locator:
    return page.locator(".grid__row").nth(row).locator("[data-part=note]")


def said(page: Page, row: int) -> Locator:
    return page.locator(".grid__row").nth(row).locator(".said")


def paste(page: Page, text: str) -> None:
    """Copy this in a spreadsheet and press the keys."""
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.keyboard.press("Control+V")


def stored(assignment: Assignment) -> dict[str, str]:
    return {code: cell.reported for code, cell in cells_of(assignment).items()}


def test_a_sheet_is_filled_in_by_keyboard_and_paste_and_nothing_typed_is_lost(
    desk: Desk,  # noqa: F811
    office: Office,  # noqa: F811
    owed: Assignment,  # noqa: F811
    past: None,  # noqa: F811
) -> None:
    make_relation(user=office.coordinator, left="forest_cover", comparator="ge", right="60", level="verify")
    office.clerk.set_password(PASSWORD)
    office.clerk.save()
    address = reverse("workflow:sheet", args=[owed.pk])
    page = desk(office.clerk)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(address)

    # Typed, with Enter down and an arrow up; saved without a button.
    value(page, ENERGY).focus()
    page.keyboard.type("53.20")
    page.keyboard.press("Enter")
    expect(value(page, COAL)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(value(page, ENERGY)).to_be_focused()
    expect(page.locator(SAVED)).to_be_visible()
    assert stored(owed)["energy_total"] == "53.20"

    # Somebody else has had the sheet open since before.
    other = desk(office.colleague)
    other.goto(address)

    # A block of two columns and two rows goes where it was pasted.
    value(page, COAL).focus()
    paste(page, '20.50\t"含洗煤，\n见台账"\r\n32.70\t\r\n')
    expect(page.locator("#notes")).to_contain_text("已粘贴 4 格")
    expect(note(page, COAL)).to_have_value("含洗煤， 见台账")
    expect(page.locator(SAVED)).to_be_visible()
    expect(page.locator("[data-filled]")).to_have_text("3")
    assert (stored(owed)["coal"], stored(owed)["gas"]) == ("20.50", "32.70")

    # More rows than there are: what fits is taken, and it says so. A formula stays in its cell and out of the records.
    value(page, FOREST).focus()
    paste(page, "=55+1\r\n12\r\n")
    expect(page.locator("#notes")).to_contain_text("粘贴了 2 行，可填的只有 1 行；多出的没有写入。")
    expect(said(page, FOREST)).to_have_text("“=55+1”以公式符号开头，未接受；请填写计算后的数值。")
    expect(value(page, FOREST)).to_have_value("=55+1")
    assert stored(owed)["forest_cover"] == ""

    # The colleague wrote upon the older state: she is shown both and chooses.
    value(other, COAL).fill("21.00")
    expect(said(other, COAL).first).to_contain_text("已把这一格改为“20.50”；请选择保留哪一个。")
    assert stored(owed)["coal"] == "20.50"
    other.locator("button:has-text('用对方的')").click()
    expect(value(other, COAL)).to_have_value("20.50")
    value(other, GAS).fill("33.00")
    other.locator("button:has-text('用我的')").click()
    expect(other.locator(SAVED)).to_be_visible()
    assert stored(owed)["gas"] == "33.00"

    # The session ends while she types; what she typed waits in her browser and is there when she is back.
    Session.objects.all().delete()
    value(page, FOREST).fill("55.2")
    expect(page.locator("#lost")).to_contain_text("登录已过期。您填的内容已存在本机，重新登录后自动恢复。")
    assert stored(owed)["forest_cover"] == ""
    page.locator("#lost a").click()
    page.fill("[name=username]", "jingxin")
    page.fill("[name=password]", PASSWORD)
    page.click("button:has-text('登录')")
    expect(page.locator("#notes")).to_contain_text("已恢复上次未保存的 1 格")
    expect(page.locator(SAVED)).to_be_visible()
    assert stored(owed)["forest_cover"] == "55.2"

    # 强制 forbids handing in, 准强制 asks for a note, 核实 for a look; the list on top empties as she works.
    page.click("button:has-text('提交')")
    expect(page.locator("#problems b")).to_have_text(
        "还不能提交：1 处“强制”问题须改正，1 处“准强制”或“核实”问题须说明或核实。"
    )
    page.locator("#problems a").first.click()
    expect(value(page, ENERGY)).to_be_focused()
    value(page, ENERGY).fill("83.50")
    value(page, GAS).fill("63.00")
    expect(page.locator("#problems b")).to_have_text("还不能提交：2 处“准强制”或“核实”问题须说明或核实。")
    page.click("button:has-text('已核实')")
    expect(said(page, FOREST)).to_have_class("said said--verify said--done")
    note(page, ENERGY).fill("新增两家供热企业")
    expect(page.locator("#problems b")).to_have_text("问题都已处理，可以提交了。")
    note(page, GAS).fill("管道气改造后并入")
    page.click("button:has-text('提交')")  # what is still on its way goes first
    expect(page.locator(".head .sign").first).to_contain_text("待部门审核")
    assert cells_of(owed)["gas"].note == "管道气改造后并入"
    assert cells_of(owed)["forest_cover"].verified_by_name == "jingxin"
    assert Submission.objects.get(assignment=owed).state == "submitted"

"""A project in a browser: money beyond what was allocated lights up, what was typed stays, the Gantt page draws."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.desks import Desk, agent, desk  # noqa: F401 - fixtures
from tests.domains.projects.conftest import (  # noqa: F401 - fixtures
    MakeProject,
    Office,
    fund,
    make_organisation,
    make_person,
    make_project,
    office,
    roles,
)


def test_a_project_that_overspends_lights_up_and_is_drawn(
    office: Office,  # noqa: F811
    make_project: MakeProject,  # noqa: F811
    desk: Desk,  # noqa: F811
) -> None:
    project = make_project(state="under_way", number="9", started_on="2024-03-01")
    fund(project, "allocated", "100")
    clerk = desk(office.clerk)
    clerk.goto(f"/projects/{project.pk}/")
    clerk.click("#money a:has-text('登记资金')")
    clerk.select_option("#f-kind", "spent")
    clerk.fill("#f-amount", "一百二十")
    clerk.fill("#f-basis", "支付凭证 61")
    clerk.click("button:has-text('保存')")
    expect(clerk.locator("#e-amount")).to_contain_text("不是数")
    expect(clerk.locator("#f-basis")).to_have_value("支付凭证 61")
    clerk.fill("#f-amount", "120")
    clerk.click("button:has-text('保存')")
    expect(clerk.locator(".wrong-box")).to_contain_text("超支 20 万元")
    expect(clerk.locator(".head .lamp")).to_have_text("红灯")

    clerk.set_viewport_size({"width": 360, "height": 740})
    clerk.goto("/projects/gantt/?light=red")
    expect(clerk.locator("#gantt canvas")).to_be_visible()
    expect(clerk.locator("table.ledger tbody")).to_contain_text("森林质量提升")
    assert clerk.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    clerk.keyboard.press("Tab")
    clerk.locator("table.ledger tbody a").focus()
    clerk.keyboard.press("Enter")
    expect(clerk.locator("h1")).to_have_text("森林质量提升")

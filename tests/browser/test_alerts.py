"""An alert in browsers: a value beyond its limit, signed for, disposed of, checked by somebody else, closed."""

from __future__ import annotations

from playwright.sync_api import expect

from ditan.base.alerts.models import Alert
from tests.base.alerts.conftest import (  # noqa: F401 - fixtures
    BASIS,
    Office,
    make_organisation,
    make_person,
    office,
    report,
    roles,
)
from tests.browser.desks import Desk, agent, desk  # noqa: F401 - fixtures


def test_an_alert_is_raised_handled_by_two_and_closed(office: Office, desk: Desk) -> None:  # noqa: F811
    for period, value in (("2023M11", "44"), ("2024M01", "29")):
        report(office, period, value)
    chief = desk(office.coordinator)
    chief.goto("/alerts/rules/")
    chief.click("summary:has-text('新增')")
    chief.click(".head .menu-pop a:has-text('阈值')")
    chief.fill("#name", "PM2.5月均浓度超限")
    chief.fill("#metrics", "PM2.5平均浓度")
    chief.fill("#p-yellow", "35")
    chief.fill("#basis", BASIS)
    chief.click("button:has-text('试运行')")
    expect(chief.locator("#trial")).to_contain_text("检查了 2 项，符合报警条件 1 次")
    chief.click("form.box button:has-text('保存')")
    chief.click("button:has-text('启用')")
    chief.click("#confirm button[value=ok]")
    expect(chief.locator(".head .sign--good")).to_contain_text("已启用")
    report(office, "2024M02", "62")

    clerk = desk(office.clerk)
    clerk.goto("/")
    expect(clerk.locator(".top__waits .bubble")).to_have_text("1")
    clerk.click("section[aria-labelledby=box-alerts] li a")
    expect(clerk.locator("h1")).to_have_text("渝中区PM2.5平均浓度（2024年2月）")
    clerk.click("button:has-text('签收')")
    expect(clerk.locator(".way__now")).to_have_text("3处置")
    clerk.click("button[data-dialog=dispose]")
    clerk.fill("#dispose-text", "错峰施工，主要道路每日洒水三次")
    clerk.click("#dispose button:has-text('开始处置')")
    clerk.set_input_files(
        "#files input[type=file]", {"name": "台账.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"}
    )
    clerk.click("#files button:has-text('上传')")
    clerk.click("button[data-dialog=report]")
    clerk.fill("#report-text", "三月上旬均值降至 30 微克/立方米")
    clerk.click("#report button:has-text('反馈')")
    expect(clerk.locator(".way__now")).to_have_text("5复核")

    chief.goto("/alerts/?state=mine")
    chief.click("table.ledger a:has-text('2024年2月')")
    chief.click("button[data-dialog=check]")
    chief.click("#check button:has-text('复核通过')")
    chief.click("button:has-text('销号')")
    chief.click("#confirm button[value=ok]")
    expect(chief.locator("h1 ~ .sign--good").first).to_contain_text("已销号")
    assert Alert.objects.get().state == "closed"
    chief.set_viewport_size({"width": 360, "height": 740})
    for address in ("/alerts/?state=", chief.url, "/alerts/rules/", "/alerts/rules/new/?kind=jump"):
        chief.goto(address)
        assert chief.evaluate("document.documentElement.scrollWidth") <= 360, address

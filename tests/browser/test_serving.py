"""What serves what in a browser: the graph is walked by keys, the table follows, a tie is confirmed."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from playwright.sync_api import expect

from ditan.base.records.models import Contribution
from tests.browser.desks import Desk, agent, desk  # noqa: F401 - fixtures
from tests.domains.plans.served import may_decide, served_plan


def test_the_graph_is_walked_and_a_tie_confirmed(coordinator: User, make_plan: Any, desk: Desk) -> None:  # noqa: F811
    person = may_decide(coordinator)
    plan = served_plan(make_plan, person)
    page = desk(person)
    page.goto(f"/plans/{plan.pk}/serving/")
    expect(page.locator("#serving-plot canvas")).to_be_visible()
    page.focus("#serving-plot")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#serving-said")).to_contain_text("森林覆盖率提高到51%")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#serving-said")).to_have_text("森林覆盖率")
    expect(page.locator("#serving-lines tbody tr:visible")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator("#serving-at")).to_be_hidden()
    page.click("#serving-lines a:has-text('办理')")
    page.fill("#expected", "1.5")
    page.click("button:has-text('确认')")
    expect(page.locator("#serving-lines")).to_contain_text("1.5 %")
    assert Contribution.objects.get(state="confirmed").expected == 1.5

"""The review desk: span and item find each other, the keyboard alone is enough, nothing typed is lost."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Locator, Page, expect

from ditan.domains.plans.models import Indicator, Measure, PlanDocument, State, Target
from ditan.domains.plans.services import edit_item
from tests.browser.conftest import Open
from tests.domains.plans.drafts import TEXT


@pytest.fixture
def desk(office: Open, plan: PlanDocument) -> Page:
    """The desk of the minimal plan: two indicators, two targets, a measure, a task, a project, a finding."""
    page = office(f"/plans/{plan.pk}/review/")
    expect(page.locator(".entry.is-here")).to_be_visible()
    return page


def current(page: Page) -> Locator:
    return page.locator(".entry.is-here")


def select(page: Page, words: str) -> None:
    """Select words of the source as a mouse would."""
    page.evaluate(
        """words => {
            const nodes = document.createTreeWalker(document.getElementById("source"), NodeFilter.SHOW_TEXT);
            while (nodes.nextNode()) {
                const at = nodes.currentNode.textContent.indexOf(words);
                if (at < 0) continue;
                const range = document.createRange();
                range.setStart(nodes.currentNode, at);
                range.setEnd(nodes.currentNode, at + words.length);
                getSelection().removeAllRanges();
                getSelection().addRange(range);
                return;
            }
            throw new Error("not in the source: " + words);
        }""",
        words,
    )


def test_a_click_on_a_span_finds_its_item(desk: Page, plan: PlanDocument) -> None:
    measure = Measure.objects.get(form="measure")
    desk.locator("#source [data-i]", has_text="实施重点企业节能改造。").click()
    expect(current(desk)).to_have_id(measure.identity)
    expect(desk.locator("#tab-measure")).to_have_attribute("aria-selected", "true")


def test_a_click_on_an_item_lights_its_span(desk: Page) -> None:
    water = Indicator.objects.get(name="用水总量")
    desk.locator(f"#{water.identity} .entry__head").click()
    lit = desk.locator("#source .is-here")
    assert "".join(lit.all_text_contents()) == water.quote
    expect(lit.first).to_be_in_viewport()


def test_a_second_click_on_a_span_finds_the_next_item_over_it(desk: Page) -> None:
    sentence = desk.locator("#source [data-i]", has_text="单位GDP能耗下降14.5%").first
    sentence.click()
    first = current(desk).get_attribute("id")
    sentence.click()
    expect(current(desk)).not_to_have_id(str(first))
    assert {first, current(desk).get_attribute("id")} == {target.identity for target in Target.objects.all()}


def test_a_mark_in_the_margin_finds_its_own_item(desk: Page) -> None:
    forest = Indicator.objects.get(name="森林覆盖率")
    desk.locator(f'[data-at="{forest.identity}"]').click()
    expect(current(desk)).to_have_id(forest.identity)


def test_an_address_opens_its_item(office: Open, plan: PlanDocument) -> None:
    task = Measure.objects.get(form="task")
    page = office(f"/plans/{plan.pk}/review/?item={task.identity}")
    expect(current(page)).to_have_id(task.identity)
    expect(page.locator("#source .is-here").first).to_be_in_viewport()


def test_the_keyboard_alone_reviews_a_plan(desk: Page) -> None:
    expect(current(desk)).to_have_id(Indicator.objects.get(name="森林覆盖率").identity)
    desk.keyboard.press("a")
    expect(current(desk)).to_have_id(Indicator.objects.get(name="用水总量").identity)
    desk.keyboard.press("r")
    expect(desk.locator("#tab-indicator [data-waiting]")).to_have_text("0")
    desk.keyboard.press("2")
    expect(current(desk)).to_have_attribute("data-kind", "target")
    desk.keyboard.press("Enter")
    expect(desk.locator("#tab-target [data-waiting]")).to_have_text("1")
    desk.keyboard.press("e")
    expect(current(desk).locator("[name=value]")).to_be_focused()
    desk.keyboard.press("Control+a")
    desk.keyboard.type("52")
    desk.keyboard.press("Control+Enter")
    expect(desk.locator("#tab-target [data-waiting]")).to_have_text("0")
    assert Target.objects.get(name="森林覆盖率").value == 52.0
    assert Target.objects.get(name="单位GDP能耗下降").state == State.CONFIRMED
    assert Indicator.objects.get(name="森林覆盖率").state == State.CONFIRMED
    assert Indicator.objects.get(name="用水总量").state == State.REJECTED
    expect(desk.locator("#desk-done")).to_have_text("4")


def test_a_decision_is_taken_back_by_a_key(desk: Page) -> None:
    desk.keyboard.press("a")
    expect(desk.locator("#desk-done")).to_have_text("1")
    desk.keyboard.press("u")
    expect(desk.locator("#desk-done")).to_have_text("0")
    assert Indicator.objects.filter(state=State.PROPOSED).count() == 2


def test_next_and_previous_walk_the_list(desk: Page) -> None:
    desk.keyboard.press("j")
    expect(current(desk)).to_have_id(Indicator.objects.get(name="用水总量").identity)
    desk.keyboard.press("ArrowUp")
    expect(current(desk)).to_have_id(Indicator.objects.get(name="森林覆盖率").identity)
    expect(current(desk)).to_be_focused()


def test_the_next_doubtful_item_is_one_key_away(desk: Page) -> None:
    desk.keyboard.press("d")
    expect(current(desk)).to_have_id(Indicator.objects.get(name="用水总量").identity)


def test_escape_leaves_the_form_and_keeps_the_item(desk: Page) -> None:
    desk.keyboard.press("e")
    expect(current(desk).locator("[data-form]")).to_be_visible()
    desk.keyboard.type("999")
    desk.keyboard.press("Escape")
    expect(current(desk).locator("[data-form]")).to_have_count(0)
    assert Indicator.objects.get(name="森林覆盖率").state == State.PROPOSED


def test_an_open_form_keeps_the_keys_that_decide(desk: Page) -> None:
    desk.keyboard.press("e")
    expect(current(desk).locator("[name=cell] >> nth=0")).to_be_focused()
    desk.evaluate("document.activeElement.blur()")
    for key in ("r", "a", "Delete"):
        desk.keyboard.press(key)
    expect(current(desk).locator("[data-form]")).to_be_visible()
    desk.keyboard.press("Escape")
    expect(current(desk).locator("[data-form]")).to_have_count(0)
    assert Indicator.objects.filter(state=State.PROPOSED).count() == 2


def test_keys_in_a_field_are_letters(desk: Page) -> None:
    desk.keyboard.press("/")
    desk.keyboard.type("aerj")
    expect(desk.locator("#filter [name=q]")).to_have_value("aerj")
    assert Indicator.objects.filter(state=State.PROPOSED).count() == 2


def test_the_keys_are_shown(desk: Page) -> None:
    desk.keyboard.press("?")
    expect(desk.locator("#keys")).to_be_visible()
    desk.keyboard.press("Escape")
    expect(desk.locator("#keys")).to_be_hidden()


def test_selected_words_become_an_item_by_mouse(desk: Page, plan: PlanDocument) -> None:
    select(desk, "森林覆盖率达到51%")
    desk.locator("#picker [data-add-kind=target]").click()
    expect(desk.locator("#adder blockquote")).to_have_text("森林覆盖率达到51%")
    desk.fill("#adder [name=value]", "51")
    desk.click("#adder button.btn-primary")
    desk.wait_for_url("**/review/?item=*")
    made = Target.objects.get(origin="person")
    start = TEXT.index("森林覆盖率达到51%")
    assert (made.start, made.end, made.quote) == (start, start + 10, "森林覆盖率达到51%")
    expect(current(desk)).to_have_id(made.identity)


def test_words_are_selected_and_added_by_keyboard_alone(desk: Page) -> None:
    water = Indicator.objects.get(name="用水总量")
    desk.keyboard.press("j")
    expect(current(desk)).to_have_id(water.identity)
    desk.keyboard.press("s")
    expect(desk.locator("#source")).to_be_focused()
    for _character in range(4):
        desk.keyboard.press("Shift+ArrowRight")
    desk.keyboard.press("n")
    expect(desk.locator("#adder [name=name]")).to_be_focused()
    expect(desk.locator("#adder [name=name]")).to_have_value("用水总量")
    desk.keyboard.press("Control+Enter")
    desk.wait_for_url("**/review/?item=*")
    made = Indicator.objects.get(origin="person")
    assert (made.start, made.quote) == (water.start, "用水总量")


def test_without_a_selection_the_key_says_what_to_do(desk: Page) -> None:
    desk.keyboard.press("n")
    expect(desk.locator("#notes")).to_contain_text("请先在左侧原文中选中文字")


def test_an_addition_that_is_refused_keeps_what_was_typed(desk: Page) -> None:
    select(desk, "森林覆盖率达到51%")
    desk.keyboard.press("2")
    desk.keyboard.press("n")
    desk.fill("#adder [name=unit]", "公顷")
    desk.fill("#adder [name=year]", "明年")
    desk.keyboard.press("Control+Enter")
    expect(desk.locator("#adder .wrong")).to_contain_text("不是年份")
    expect(desk.locator("#adder [name=unit]")).to_have_value("公顷")
    desk.keyboard.press("Escape")
    expect(desk.locator("#adder")).to_be_hidden()


def test_another_reading_is_one_click(desk: Page) -> None:
    water = Indicator.objects.get(name="用水总量")
    desk.locator(f"#{water.identity} .entry__head").click()
    desk.locator(f"#{water.identity} .choices button").click()
    expect(desk.locator(f"#{water.identity}[data-state=edited]")).to_be_attached()
    assert water.cells.get(alternative=0, year="2025").value == 1.0


def test_two_people_do_not_overwrite_each_other(desk: Page, coordinator: User) -> None:
    forest = Indicator.objects.get(name="森林覆盖率")
    desk.keyboard.press("e")
    expect(current(desk).locator("[data-form]")).to_be_visible()
    desk.fill(f"#{forest.identity} [name=unit]", "百分比")
    edit_item(user=coordinator, kind="indicator", pk=forest.pk, version=forest.version, changes={"unit": "个百分点"})
    desk.keyboard.press("Control+Enter")
    card = desk.locator(f"#{forest.identity}")
    expect(card.locator("[role=alert]")).to_contain_text("修改")
    expect(card.locator("[name=unit]")).to_have_value("百分比")
    expect(card.locator(".compared")).to_contain_text("个百分点")
    desk.keyboard.press("Control+Enter")
    expect(desk.locator(f"#{forest.identity} [data-form]")).to_have_count(0)
    forest.refresh_from_db()
    assert forest.unit == "百分比"


def test_the_filter_leaves_what_was_asked_for(desk: Page) -> None:
    desk.keyboard.press("a")
    expect(desk.locator("#desk-done")).to_have_text("1")
    desk.select_option("#filter [name=state]", "proposed")
    expect(desk.locator(".entry:visible")).to_have_count(1)
    desk.select_option("#filter [name=state]", "booked")
    expect(desk.locator("#shown")).to_contain_text("共")
    desk.select_option("#filter [name=state]", "")
    desk.fill("#filter [name=q]", "没有的词")
    expect(desk.locator(".entry:visible:not(.is-here)")).to_have_count(0)


def test_a_rejected_item_loses_its_wash_in_the_source(desk: Page) -> None:
    forest = Indicator.objects.get(name="森林覆盖率")
    desk.keyboard.press("r")
    expect(desk.locator(f'[data-at="{forest.identity}"]')).to_have_class("at k-indicator is-rejected")
    expect(desk.locator(f'#source [data-i~="{forest.identity}"]').first).to_have_class(re.compile("is-rejected"))


def test_a_finding_is_judged_with_the_same_keys(desk: Page, plan: PlanDocument) -> None:
    desk.keyboard.press("6")
    expect(current(desk)).to_have_attribute("data-kind", "finding")
    desk.keyboard.press("a")
    expect(desk.locator("#tab-finding [data-waiting]")).to_have_text("0")
    assert plan.findings.get().state == State.CONFIRMED


def test_the_text_of_a_real_plan_is_shown_whole(office: Open, read_example: Callable[[str], PlanDocument]) -> None:
    plan = read_example("003-gaoxin-pollution-carbon.txt")
    page = office(f"/plans/{plan.pk}/review/")
    shown = page.eval_on_selector_all("#source p", "lines => lines.map(line => line.textContent).join('\\n')")
    text = plan.source.decoded.text
    assert shown == "\n".join(line for line in text.split("\n") if line.strip())


def test_a_big_plan_opens_quickly(office: Open, read_example: Callable[[str], PlanDocument]) -> None:
    plan = read_example("004-tongliang-climate.txt")
    page = office(f"/plans/{plan.pk}/review/")
    times = page.evaluate("performance.getEntriesByType('navigation')[0].toJSON()")
    assert times["domContentLoadedEventEnd"] < 6_000
    step = page.evaluate(
        """() => {
            const begun = performance.now();
            for (let number = 0; number < 10; number += 1)
                document.dispatchEvent(new KeyboardEvent("keydown", { key: "j", bubbles: true }));
            return (performance.now() - begun) / 10;
        }"""
    )
    assert step < 150

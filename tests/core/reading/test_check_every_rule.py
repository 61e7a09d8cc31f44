"""What every rule keeps to: nothing about nothing, the same for any order, quotes that stand where they say."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import permutations

import pytest

from ditan.core.lexicon import load_lexicon
from ditan.core.reading import Draft, check_plan, check_plans
from ditan.core.reading.check import CODES, REGION_RULES, RULES
from ditan.core.reading.check.plan import Plan
from ditan.core.reading.draft import Finding
from tests.core.reading.made_plans import Maker, made_draft, made_plan, text_plan

SOUND = """铜梁区规划
一、主要目标
到2025年,森林覆盖率达到51%,用水总量控制在2.1亿立方米以内。
二、重点任务
(一)推进节能。实施改造。(责任单位:区发展改革委)
(二)推进降碳。实施改造。(责任单位:区生态环境局)
"""
Rule = Callable[[Plan], Iterable[Finding]]
by_name = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)


def plan_with(share: float, name: str, year: int = 2025, **facts: object) -> Draft:
    """A plan that asks for a share of sewage."""
    text = f"到{year}年,城镇生活污水集中收集率达到{share:g}%。"
    make = Maker(text)
    target = make.target(f"城镇生活污水集中收集率达到{share:g}%", "城镇生活污水集中收集率", share, "%", year)
    return made_draft(text, name=name, title=f"铜梁区规划{name[0]}", targets=[target], **facts)  # type: ignore[arg-type]


def told(findings: Iterable[Finding]) -> set[tuple[object, ...]]:
    """Findings by what they say, whatever the order of their sides."""
    return {
        (one.code, one.level, frozenset((side.file, side.start, side.end, side.quote) for side in one.spans))
        for one in findings
    }


@by_name
def test_a_rule_finds_nothing_in_an_empty_plan(rule: Rule) -> None:
    assert list(rule(text_plan(""))) == []


@by_name
def test_a_rule_finds_nothing_in_a_sound_text(rule: Rule) -> None:
    assert list(rule(text_plan(SOUND))) == []


@by_name
def test_a_rule_gives_the_same_twice_and_leaves_the_plan_alone(rule: Rule) -> None:
    plan = made_plan(plan_with(80.0, "a.txt"))
    before = replace(plan.draft)
    assert list(rule(plan)) == list(rule(plan))
    assert plan.draft == before


@pytest.mark.parametrize("rule", REGION_RULES, ids=lambda rule: rule.__name__)
def test_a_rule_across_plans_finds_nothing_in_one_plan_or_none(rule: Callable[..., Iterable[Finding]]) -> None:
    assert list(rule([])) == []
    assert list(rule([made_plan(plan_with(80.0, "a.txt"))])) == []


def test_every_code_has_a_name_of_its_own() -> None:
    assert len(CODES) == len(set(CODES))
    assert [code for code in CODES if code != code.lower() or " " in code] == []


def test_two_plans_that_ask_for_different_values_contradict_each_other() -> None:
    (found,) = check_plans([plan_with(80.0, "a.txt"), plan_with(90.0, "b.txt")], load_lexicon())
    assert {side.file for side in found.spans} == {"a.txt", "b.txt"}
    assert {side.quote for side in found.spans} == {
        "城镇生活污水集中收集率达到80%",
        "城镇生活污水集中收集率达到90%",
    }


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (plan_with(80.0, "a.txt"), plan_with(80.0, "b.txt")),
        (plan_with(80.0, "a.txt"), plan_with(90.0, "b.txt", region="500103")),
        (plan_with(80.0, "a.txt", 2025), plan_with(90.0, "b.txt", 2030)),
    ],
    ids=["one value", "two regions", "two years, rising"],
)
def test_plans_that_can_hold_together_contradict_nothing(one: Draft, other: Draft) -> None:
    assert check_plans([one, other], load_lexicon()) == ()


def test_the_order_of_plans_changes_no_contradiction() -> None:
    drafts = [plan_with(80.0, "a.txt"), plan_with(90.0, "b.txt"), plan_with(85.0, "c.txt")]
    found = [told(check_plans(list(order), load_lexicon())) for order in permutations(drafts)]
    assert found[0]
    assert all(one == found[0] for one in found)


def test_what_was_read_without_certainty_contradicts_nothing() -> None:
    unsure = plan_with(90.0, "b.txt")
    unsure = replace(unsure, targets=(replace(unsure.targets[0], confidence=0.3),))
    assert check_plans([plan_with(80.0, "a.txt"), unsure], load_lexicon()) == ()


def test_the_sides_of_every_finding_quote_their_plans() -> None:
    drafts = [plan_with(80.0, "a.txt"), plan_with(90.0, "b.txt"), plan_with(85.0, "c.txt", 2027)]
    texts = {draft.name: draft.text for draft in drafts}
    found = [
        *check_plans(drafts, load_lexicon()),
        *(one for each in drafts for one in check_plan(each, load_lexicon())),
    ]
    assert found
    assert [side for one in found for side in one.spans if texts[side.file][side.start : side.end] != side.quote] == []
    assert {one.code for one in found} <= set(CODES)
    assert {one.level for one in found} <= {"error", "warning", "notice"}


def test_a_message_is_a_chinese_sentence() -> None:
    (found,) = check_plans([plan_with(80.0, "a.txt"), plan_with(90.0, "b.txt")], load_lexicon())
    assert found.message.endswith("。")
    assert "80" in found.message
    assert "90" in found.message


def test_two_versions_of_one_plan_are_meant_to_differ() -> None:
    draft = plan_with(80.0, "a.txt")
    issued = plan_with(90.0, "b.txt")
    issued = replace(issued, document=replace(issued.document, title=draft.document.title + "(征求意见稿)"))
    assert check_plans([draft, issued], load_lexicon()) == ()

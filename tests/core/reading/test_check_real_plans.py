"""The checks over the five plans and the eight other texts, read from their files."""

from __future__ import annotations

import json
import random
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ditan.core.lexicon import load_lexicon
from ditan.core.reading import Draft, ReadingError, check_plan, check_plans, read_document
from ditan.core.reading.check import CODES
from ditan.core.reading.clean import clean
from ditan.core.reading.draft import Finding
from ditan.core.reading.outline import read_outline
from ditan.core.reading.resolve.names import name_key
from ditan.core.reading.resolve.units import pint_unit, size_of

ROOT = Path(__file__).parents[3]
PLANS = sorted((ROOT / "examples/plans").glob("*.txt"))
MORE = sorted((ROOT / "tests/data/more").glob("*.txt"))


def read(path: Path) -> Draft:
    return read_document(path.read_bytes(), name=path.name, lexicon=load_lexicon())


@pytest.fixture(scope="module")
def drafts() -> dict[str, Draft]:
    return {path.name[:3]: read(path) for path in PLANS}


@pytest.fixture(scope="module")
def found(drafts: dict[str, Draft]) -> list[Finding]:
    within = [one for draft in drafts.values() for one in draft.findings]
    return [*within, *check_plans(list(drafts.values()))]


def overlaps(finding: Finding, spans: list[dict[str, object]]) -> bool:
    """Whether every labelled place is met by a side of the finding."""
    return all(
        any(
            side.file == span["file"] and side.start < span["end"] and span["start"] < side.end
            for side in finding.spans
        )  # type: ignore[operator]
        for span in spans
    )


def test_the_five_labelled_contradictions_are_found_at_their_places(found: list[Finding]) -> None:
    labelled = json.loads((ROOT / "tests/data/truth/findings.json").read_text(encoding="utf-8"))["findings"]
    assert len(labelled) == 5
    for truth in labelled:
        met = [one for one in found if overlaps(one, truth["spans"])]
        assert met, truth["why"]
        assert truth["level"] in {one.level for one in met}, truth["why"]


def test_every_side_quotes_its_place(drafts: dict[str, Draft], found: list[Finding]) -> None:
    texts = {draft.name: draft.text for draft in drafts.values()}
    for one in found:
        assert one.spans, one.message
        for side in one.spans:
            assert texts[side.file][side.start : side.end] == side.quote
            assert side.quote.strip()


def test_every_code_has_a_name_and_every_message_ends_a_sentence(found: list[Finding]) -> None:
    for one in found:
        assert one.code in CODES
        assert one.message.endswith("。")
        assert "None" not in one.message


HELD = [
    ("000", "value-differs", "人均公园绿地面积"),
    ("000", "target-weakens", "建筑垃圾资源化利用率"),
    ("000", "target-already-met", "供地面积总量中实施装配式建筑"),
    ("000", "target-already-met", "7066个"),
    ("000", "value-differs", "绿色社区"),
    ("000", "indicator-repeated", "城镇绿色建筑占新建建筑比重"),
    ("000", "undated-value-differs", "4.6公里/平方公里"),
    ("000", "term-spelled-twice", "金风湖"),
    ("001", "relation-impossible", "绿化覆盖率"),
    ("001", "annex-absent", "任务分工表"),
    ("001", "announced-name-differs", "全面营造绿色发展氛围"),
    ("001", "announced-name-differs", "绿色创新体系建设工程"),
    ("001", "indicator-names-differ", "建筑垃圾回收利用率"),
    ("002", "annex-differs", "首个"),
    ("003", "number-damaged", "国及以下柴油"),
    ("003", "department-names-differ", "城建中心"),
    ("004", "announced-count-differs", "13项"),
    ("004", "total-differs", "497,379.23"),
    ("004", "number-repeated", "第八章"),
    ("004", "number-repeated", "推动能源绿色低碳化变革"),
    ("004", "number-damaged", "20160蒸吨"),
    ("004", "number-damaged", "1126m3"),
    ("004", "number-damaged", "3000km2以上"),
    ("004", "number-damaged", "2003000km2"),
    ("004", "number-damaged", "4m3/天"),
    ("004", "number-damaged", "41兆瓦级"),
    ("004", "unit-lost", "1200/天"),
    ("004", "unit-lost", "生态截滤沟2200"),
    ("004", "unit-lost", "面积1000以上"),
    ("004", "unit-wrong", "958万千瓦时"),
    ("004", "project-counted-twice", "安居镇防洪提标"),
    ("004", "one-thing-two-numbers", "水质监测站点"),
    ("004", "lead-differs", "生态文明示范村"),
    ("004", "annex-differs", "水土保持率"),
    ("004", "department-cut", "区发展改革"),
    ("004", "term-spelled-twice", "碳汇通"),
    ("004", "outside-period", "2020-2022"),
]


@pytest.mark.parametrize(("plan", "code", "words"), HELD)
def test_what_an_auditor_finds_in_the_five_plans(drafts: dict[str, Draft], plan: str, code: str, words: str) -> None:
    assert [one for one in drafts[plan].findings if one.code == code and words in one.message]


def test_two_plans_of_gaoxin_contradict_each_other(found: list[Finding]) -> None:
    across = [one for one in found if len({side.file for side in one.spans}) > 1]
    assert {(one.code, tuple(sorted(side.file[:3] for side in one.spans))) for one in across} == {
        ("plans-differ", ("000", "003")),
        ("plans-already-met", ("000", "003")),
    }


@pytest.mark.parametrize("path", MORE, ids=lambda path: path.stem)
def test_the_other_texts_give_no_finding_but_two_names_of_one_office(path: Path) -> None:
    assert {one.code for one in read(path).findings} <= {"department-names-differ"}


def test_checking_again_from_the_draft_alone_finds_the_same(drafts: dict[str, Draft]) -> None:
    for draft in drafts.values():
        again = check_plan(draft, load_lexicon())
        assert {(one.code, one.spans) for one in again} == {(one.code, one.spans) for one in draft.findings}


def test_plans_of_different_regions_are_not_compared(drafts: dict[str, Draft]) -> None:
    assert check_plans([drafts["001"], drafts["004"]]) == ()
    assert check_plans([]) == ()


def test_two_versions_of_one_plan_do_not_contradict_each_other(drafts: dict[str, Draft]) -> None:
    plain = drafts["003"]
    issued = read_document(
        plain.text.replace("比例达到30%", "比例达到40%").encode(), name="issued.txt", lexicon=load_lexicon()
    )
    assert check_plans([plain, issued]) == ()


@pytest.mark.parametrize("seed", range(3))
def test_a_mutated_plan_is_checked_without_an_error(seed: int) -> None:
    chance = random.Random(seed)
    text = PLANS[seed + 1].read_text(encoding="utf-8")
    characters = list(text)
    for _ in range(400):
        at = chance.randrange(len(characters))
        characters[at] = chance.choice(("", "\n", "9", "0.", "%", "、", "(", "”", "每年", characters[at] * 2))
    mutated = "".join(characters)
    try:
        draft = read_document(mutated.encode(), name="mutated.txt", lexicon=load_lexicon())
    except ReadingError:
        pytest.fail("a mutated plan is still a plan")
    for one in draft.findings:
        for side in one.spans:
            assert draft.text[side.start : side.end] == side.quote


@pytest.mark.slow
def test_four_times_the_items_cost_at_most_five_times_the_calls(drafts: dict[str, Draft]) -> None:
    """Rules group by name; none compares every item with every other. Calls are counted, not a busy machine's clock."""
    once, four = calls(drafts["004"]), calls(repeated(drafts["004"], 4))
    assert four <= 5 * once


def repeated(draft: Draft, times: int) -> Draft:
    """A draft of the text so many times over, with the items of each copy."""

    def copies(items: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(
            replace(item, span=(item.span[0] + shift, item.span[1] + shift))
            for shift in range(0, times * len(draft.text), len(draft.text))
            for item in items
        )

    return replace(
        draft,
        text=draft.text * times,
        indicators=copies(draft.indicators),
        targets=copies(draft.targets),
        measures=copies(draft.measures),
        tasks=copies(tuple(replace(task, department_span=None) for task in draft.tasks)),
        projects=copies(draft.projects),
    )


def calls(draft: Draft) -> int:
    """How many functions the check alone calls, those of C included."""
    lexicon, page = load_lexicon(), clean(draft.text)
    outline = read_outline(page)
    for remembered in (name_key, pint_unit, size_of):
        remembered.cache_clear()
    counted = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        check_plan(draft, lexicon, page=page, outline=outline)
    finally:
        sys.setprofile(None)
    return counted

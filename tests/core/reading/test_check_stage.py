"""The stage as a whole: order, echoes, versions, regions; and drafts of any shape."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ditan.core.lexicon import load_lexicon
from ditan.core.reading.check import LEVELS, RULES, check_plan, check_plans
from ditan.core.reading.check.plan import Plan, finding, remembered
from ditan.core.reading.draft import Draft, FindingSpan
from tests.core.reading.made_plans import Maker, made_draft, made_plan, text_plan

FAULTY = "到2025年,森林覆盖率达到50%。到2030年,森林覆盖率达到48%。\n新建同心桥水库工程1126m3中型水库一座。"


def faulty(name: str = "a.txt", title: str = "铜梁区甲规划", region: str = "500151", value: float = 50.0) -> Draft:
    make = Maker(FAULTY)
    targets = (
        make.target("森林覆盖率达到50%", "森林覆盖率", value, "%", 2025),
        make.target("森林覆盖率达到48%", "森林覆盖率", 48.0, "%", 2030),
    )
    return made_draft(FAULTY, name=name, title=title, region=region, targets=targets)


def test_errors_come_first_then_warnings_then_notices() -> None:
    found = check_plan(faulty(), load_lexicon())
    assert [one.code for one in found] == ["target-weakens", "number-damaged"]
    assert [LEVELS[one.level] for one in found] == sorted(LEVELS[one.level] for one in found)


def test_without_a_lexicon_the_shipped_one_is_used() -> None:
    assert check_plan(faulty()) == check_plan(faulty(), load_lexicon())


def test_a_plan_without_items_is_checked_by_its_text_alone() -> None:
    bare = replace(faulty(), targets=())
    assert [one.code for one in check_plan(bare)] == ["number-damaged"]
    assert check_plan(Draft("empty.txt", "")) == ()


def test_a_weaker_target_is_not_also_told_to_be_met() -> None:
    text = "绿地率(%)45 50 40"
    make = Maker(text)
    row = make.indicator(text, "建成区绿地率", "%", {"2020": 45.0, "2025": 50.0, "2030": 40.0})
    draft = made_draft(text, period=(2021, 2030), indicators=(row,))
    assert [one.code for one in check_plan(draft)] == ["target-weakens"]


def test_two_values_and_their_weakening_between_the_same_places_are_one_finding() -> None:
    text = "绿色社区达标率(%)-90100\n到2030年,绿色社区创建率达到70%"
    make = Maker(text)
    row = make.indicator("绿色社区达标率(%)-90100", "绿色社区达标率", "%", {"2025": 90.0, "2030": 100.0})
    target = make.target("绿色社区创建率达到70%", "绿色社区创建率", 70.0, "%", 2030)
    draft = made_draft(text, period=(2023, 2030), indicators=(row,), targets=(target,))
    assert [one.code for one in check_plan(draft)] == ["value-differs"]


def test_plans_are_compared_within_their_region_only() -> None:
    here, there = faulty("a.txt", "甲规划"), faulty("b.txt", "乙规划", region="500103", value=40.0)
    neighbour = faulty("c.txt", "丙规划", value=40.0)
    assert check_plans([here, there]) == ()
    found = check_plans([here, there, neighbour])
    assert {one.code for one in found} == {"plans-differ", "plans-weaken"}
    assert {side.file for one in found for side in one.spans} == {"a.txt", "c.txt"}


def test_regions_that_the_lexicon_lacks_are_told_apart_by_name() -> None:
    def unknown(draft: Draft, region: str) -> Draft:
        return replace(draft, document=replace(draft.document, region_code="", region=region))

    first, second = faulty("a.txt", "甲规划"), faulty("b.txt", "乙规划", value=40.0)
    assert check_plans([unknown(first, "临江县"), unknown(second, "临江县")])
    assert check_plans([unknown(first, "临江县"), unknown(second, "青川县")]) == ()
    assert check_plans([unknown(first, ""), unknown(second, "")]) == ()


@pytest.mark.parametrize("title", ["铜梁区甲规划(征求意见稿)", "铜梁区甲规划(送审稿)", "铜梁区甲规划"])
def test_versions_of_one_plan_are_not_compared(title: str) -> None:
    assert check_plans([faulty("a.txt", "铜梁区甲规划"), faulty("b.txt", title, value=40.0)]) == ()


def test_of_the_versions_of_a_plan_the_last_counts_against_its_neighbours() -> None:
    def dated(draft: Draft, day: str) -> Draft:
        return replace(draft, document=replace(draft.document, issued_on=day))

    draft = dated(faulty("draft.txt", "甲规划(征求意见稿)", value=40.0), "2021-03-01")
    issued = dated(faulty("issued.txt", "甲规划"), "2021-11-01")
    other = faulty("other.txt", "乙规划")
    assert check_plans([draft, issued, other]) == check_plans([issued, other])


def test_a_side_is_told_once_and_sides_stand_in_order() -> None:
    late, early = FindingSpan("a.txt", 9, 12, "后"), FindingSpan("a.txt", 1, 3, "前")
    other = FindingSpan("b.txt", 0, 2, "他")
    assert finding("code", "notice", "话。", (other, late, early, late)).spans == (early, late, other)


def test_what_is_remembered_is_found_once_for_each_plan() -> None:
    asked = []

    @remembered
    def length(plan: Plan) -> int:
        asked.append(plan)
        return len(plan.page.text)

    first, second = text_plan("绿色发展。"), text_plan("低碳转型发展。")
    assert [length(first), length(first), length(second)] == [5, 5, 7]
    assert asked == [first, second]


def test_paragraphs_and_sentences_keep_their_places() -> None:
    text = "第一章 总体要求\n\n推进节能;减少排放。加强管理！\n  落实责任"
    plan = text_plan(text)
    for stretch in (*plan.paragraphs, *plan.sentences):
        assert plan.page.text[stretch.start : stretch.end] == stretch.text
    assert "推进节能;" in [sentence.text for sentence in plan.sentences]


def test_sides_quote_the_original_of_a_damaged_page() -> None:
    plan = text_plan("協(xié)同創(chuàng)新,節(jié)能減排,綠(lǜ)色發(fā)展,生態(tài)優(yōu)先。")
    at = plan.page.text.index("创新")
    assert plan.at(at, at + 2).quote == "創(chuàng)新"


@pytest.mark.parametrize(
    ("period", "issued", "year"),
    [((2021, 2025), "2022-01-01", 2021), (None, "2022-01-01", 2022), (None, None, None), (None, "日期", None)],
)
def test_the_first_year_of_a_plan(period: tuple[int, int] | None, issued: str | None, year: int | None) -> None:
    assert made_plan(made_draft("绿色", period=period, issued=issued)).start_year == year


NAMES = st.sampled_from(["森林覆盖率", "建成区绿地率", "绿化覆盖率", "新增造林", "能耗下降", "基站数量", "", "一" * 30])
VALUES = st.one_of(st.floats(-1e12, 1e12), st.sampled_from([0.0, 100.0, 1e-9]))
UNITS = st.sampled_from(["%", "万亩", "个", "", "亿元", "‰", "不知", "公里/平方公里"])
YEARS = st.one_of(st.none(), st.integers(1900, 2200))
WORDS = "森林覆盖率达到50%新建充电桩12个每年其中含约3:4:5“碳汇通”、锅炉蒸吨《(\n|。合计第一章"


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.text(alphabet=WORDS, min_size=1, max_size=120),
    st.lists(st.tuples(NAMES, VALUES, UNITS, YEARS), max_size=6),
    st.lists(st.tuples(NAMES, st.dictionaries(st.sampled_from(["2020", "2025", "末"]), VALUES)), max_size=4),
    st.lists(st.tuples(st.text(alphabet="0123456789x", max_size=3), VALUES), max_size=4),
)
def test_a_draft_of_any_shape_is_checked(
    text: str,
    targets: list[tuple[str, float, str, int | None]],
    rows: list[tuple[str, dict[str, float]]],
    projects: list[tuple[str, float]],
) -> None:
    make = Maker(text)
    first = text[:1]
    make.last = {}
    draft = Draft(
        "any.txt",
        text,
        targets=tuple(_again(make).target(first, name, value, unit, year) for name, value, unit, year in targets),
        indicators=tuple(_again(make).indicator(first, name, "%", dict(values)) for name, values in rows),
        projects=tuple(_again(make).project(first, number, total) for number, total in projects),
        tasks=tuple(_again(make).measure(first, number, ("区林业局",)) for number, _ in projects),
    )
    for one in check_plan(draft):
        for side in one.spans:
            assert text[side.start : side.end] == side.quote


def _again(make: Maker) -> Maker:
    make.last.clear()
    return make


def test_every_rule_is_named_once() -> None:
    assert len({rule.__name__ for rule in RULES}) == len(RULES)

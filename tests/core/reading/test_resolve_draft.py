"""Resolving a whole draft changes nothing that is printed."""

from __future__ import annotations

from dataclasses import replace

from ditan.core.lexicon import load_lexicon
from ditan.core.reading.draft import DocumentFacts, Draft, Indicator, Measure, Project, Target, Value
from ditan.core.reading.resolve import resolve


def draft() -> Draft:
    return Draft(
        name="plan.txt",
        text="",
        document=DocumentFacts(title="铜梁区“十四五”应对气候变化规划", period_start=2021),
        indicators=(Indicator("q", (0, 1), 1.0, "森林蓄积量", "万立方米", values={"2025": Value(160.0, "160")}),),
        targets=(Target("q", (2, 3), 1.0, "全区森林覆盖率", 50.0, "%", 2025),),
        measures=(Measure("q", (4, 5), 1.0, lead=("市生态环境局", "市场监管局"), cooperating=("发展改革委",)),),
        tasks=(Measure("q", (6, 7), 1.0, lead=("区发改委",), cooperating=("各镇街",)),),
        projects=(Project("q", (8, 9), 1.0, lead=("区水利局", "某公司")),),
    )


def test_items_gain_their_canonical_forms() -> None:
    done = resolve(draft(), load_lexicon())
    assert done.document.region_code == "500151"
    assert done.document.region == "铜梁区"
    assert (done.indicators[0].metric, done.indicators[0].unit_pint) == ("forest_stock", "wan_cubic_meter")
    assert (done.targets[0].metric, done.targets[0].unit_pint) == ("forest_cover", "percent")
    assert done.measures[0].lead_organisations == ("重庆市生态环境局", "重庆市市场监管局")
    assert done.measures[0].cooperating_organisations == ("重庆市发展改革委",)
    assert done.tasks[0].lead_organisations == ("铜梁区发展改革委",)
    assert done.tasks[0].cooperating_organisations == ("",)
    assert done.projects[0].lead_organisations == ("铜梁区水利局", "")


def test_printed_forms_stay() -> None:
    before, after = draft(), resolve(draft(), load_lexicon())
    assert [item.lead for item in after.measures] == [item.lead for item in before.measures]
    assert [item.name for item in after.targets] == [item.name for item in before.targets]
    assert [item.unit for item in after.indicators] == [item.unit for item in before.indicators]
    assert after.text == before.text


def test_resolving_twice_changes_nothing() -> None:
    once = resolve(draft(), load_lexicon())
    assert resolve(once, load_lexicon()) == once


def test_a_code_that_the_document_stage_found_is_kept() -> None:
    given = replace(draft(), document=DocumentFacts(title="铜梁区规划", region_code="500103", region="渝中区"))
    done = resolve(given, load_lexicon())
    assert (done.document.region_code, done.document.region) == ("500103", "渝中区")


def test_a_plan_of_no_known_region_resolves_units_and_metrics_only() -> None:
    given = replace(draft(), document=DocumentFacts(title="绿色低碳规划"))
    done = resolve(given, load_lexicon())
    assert done.document.region_code == ""
    assert done.targets[0].metric == "forest_cover"
    assert done.tasks[0].lead_organisations == ("",)

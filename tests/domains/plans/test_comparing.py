"""Which item of one version is which of another, and what changed."""

from __future__ import annotations

from typing import Any

import pytest

from ditan.domains.plans.comparing import field_changes, pair_versions, says_the_same
from ditan.domains.plans.kinds import INDICATOR, KINDS, MEASURE, PROJECT, TARGET, Kind
from ditan.domains.plans.models import Indicator, Measure, Project, ReviewItem, Target

Side = tuple[ReviewItem, dict[str, Any]]


def target(name: str, value: float | str | None = 5.0, year: int | None = 2025, **more: Any) -> Side:
    return Target(name=name), {**TARGET.blank(), "name": name, "value": value, "year": year, **more}


def measure(title: str, text: str = "", number: str = "") -> Side:
    return Measure(form="measure", title=title), {**MEASURE.blank(), "title": title, "text": text, "number": number}


def labels(pairs: list[tuple[ReviewItem, ReviewItem]]) -> list[tuple[str, str]]:
    return [(one.label, other.label) for one, other in pairs]


def test_equal_items_pair_whatever_their_number() -> None:
    old, new = [measure("节能降碳", number="1.")], [measure("节能降碳", number="三、")]
    assert labels(pair_versions(MEASURE, old, new)) == [("节能降碳", "节能降碳")]


def test_a_changed_value_is_the_same_target() -> None:
    pairs = pair_versions(TARGET, [target("能耗下降", 14.5)], [target("能耗下降", 15.0)])
    assert labels(pairs) == [("能耗下降", "能耗下降")]


def test_targets_of_different_years_are_different_targets() -> None:
    assert pair_versions(TARGET, [target("能耗下降", year=2025)], [target("能耗下降", year=2030)]) == []


def test_the_target_of_each_year_finds_its_own() -> None:
    old = [target("能耗下降", 14.5, 2025), target("能耗下降", 20.0, 2030)]
    new = [target("能耗下降", 21.0, 2030), target("能耗下降", 15.0, 2025)]
    pairs = pair_versions(TARGET, old, new)
    assert {(id(one), id(other)) for one, other in pairs} == {
        (id(old[0][0]), id(new[1][0])), (id(old[1][0]), id(new[0][0])),
    }  # fmt: skip


def test_a_firm_target_and_its_stretch_keep_apart() -> None:
    old = [target("能耗下降", 14.5), target("能耗下降", 16.0, stretch=True)]
    new = [target("能耗下降", 17.0, stretch=True), target("能耗下降", 15.0)]
    pairs = pair_versions(TARGET, old, new)
    assert {(id(one), id(other)) for one, other in pairs} == {
        (id(old[0][0]), id(new[1][0])), (id(old[1][0]), id(new[0][0])),
    }  # fmt: skip


def test_a_reworded_measure_pairs_by_likeness() -> None:
    old = [measure("推进重点行业节能降碳改造", "实施钢铁、水泥行业改造。"), measure("发展绿色建筑", "推广装配式建筑。")]
    new = [
        measure("大力发展绿色建筑", "推广装配式建筑。"),
        measure("加快推进重点行业节能降碳改造", "实施钢铁、水泥行业改造。"),
    ]
    assert set(labels(pair_versions(MEASURE, old, new))) == {
        ("推进重点行业节能降碳改造", "加快推进重点行业节能降碳改造"),
        ("发展绿色建筑", "大力发展绿色建筑"),
    }


def test_unlike_measures_do_not_pair() -> None:
    assert pair_versions(MEASURE, [measure("发展绿色建筑")], [measure("加强组织领导")]) == []


def test_each_item_pairs_once() -> None:
    old = [measure("节能降碳")] * 3
    pairs = pair_versions(MEASURE, old, [measure("节能降碳"), measure("节能降碳")])
    assert len(pairs) == 2


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_nothing_pairs_with_nothing(kind: Kind) -> None:
    assert pair_versions(kind, [], []) == []


def test_a_measure_without_a_title_is_known_by_its_text() -> None:
    old, new = [measure("", "推广装配式建筑。")], [measure("", "推广 装配式建筑")]
    assert len(pair_versions(MEASURE, old, new)) == 1


def test_renumbering_says_nothing_new() -> None:
    before = {**INDICATOR.blank(), "name": "绿地率", "number": "3", "table": "表1", "metric": "green"}
    after = {**before, "number": "4", "table": "表2", "metric": ""}
    assert says_the_same(INDICATOR, before, after) is True
    assert [change.field.name for change in field_changes(INDICATOR, before, after)] == ["number", "metric", "table"]


def test_another_unit_says_something_new() -> None:
    before = {**INDICATOR.blank(), "name": "绿地率", "unit": "%"}
    assert says_the_same(INDICATOR, before, {**before, "unit": "亩"}) is False


def test_where_a_quantity_stands_is_no_change() -> None:
    quantity = {"value": 99.0, "unit": "台", "text": "99台", "what": "", "start": 5, "end": 8}
    before = {**PROJECT.blank(), "name": "储能", "quantities": [quantity]}
    after = {**PROJECT.blank(), "name": "储能", "quantities": [{**quantity, "start": 9, "end": 12}]}
    assert says_the_same(PROJECT, before, after) is True
    assert field_changes(PROJECT, before, after) == ()


def test_a_change_is_told_as_a_person_reads_it() -> None:
    before = {**TARGET.blank(), "name": "能耗", "value": 14.5, "comparator": "=", "stretch": False}
    after = {**before, "value": "不减少", "comparator": ">=", "stretch": True}
    told = {change.field.name: (change.before, change.after) for change in field_changes(TARGET, before, after)}
    assert told == {"value": ("14.5", "不减少"), "comparator": ("等于", "不低于"), "stretch": ("否", "是")}


def test_values_by_year_are_told_in_one_line() -> None:
    cell = {"value": 8.0, "text": "8", "comparator": "="}
    before = {**INDICATOR.blank(), "name": "绿地率", "values": {"2020": cell, "2025": None}}
    after = {**before, "values": {"2020": cell, "2025": {"value": 9.0, "text": "≥9", "comparator": ">="}}}
    (change,) = field_changes(INDICATOR, before, after)
    assert (change.before, change.after) == ("2020=8；2025=", "2020=8；2025=≥9")


@pytest.mark.parametrize(
    ("item", "label"),
    [
        (Indicator(name="绿地率"), "绿地率"),
        (Measure(form="task", title="", text="推广装配式建筑" * 20), ("推广装配式建筑" * 20)[:60]),
        (Project(name="储能电站"), "储能电站"),
    ],
)
def test_an_item_is_called_by_its_name_or_the_start_of_its_text(item: ReviewItem, label: str) -> None:
    assert (item.label, str(item)) == (label, label)

"""The shipped lexicon: every row is whole, and the world of the five plans is in it."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest

from ditan.core.lexicon import load_lexicon, load_sources
from ditan.core.reading.lexicon import Lexicon
from ditan.core.reading.resolve.names import name_key
from ditan.core.reading.resolve.units import pint_unit


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


def rows(name: str) -> list[dict[str, str]]:
    text = files("ditan.core.lexicon").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


TABLES = ("departments.csv", "organisations.csv", "regions.csv", "zones.csv", "metrics.csv")


@pytest.mark.parametrize("name", TABLES)
def test_every_row_has_a_source_and_says_whether_it_is_verified(name: str) -> None:
    keys = load_sources()
    for row in rows(name):
        assert None not in row
        assert None not in row.values()
        assert row["verified"] in ("true", "false"), row
        assert row["source"] in keys or "号" in row["source"], row


@pytest.mark.parametrize("name", TABLES)
def test_only_what_a_shipped_plan_shows_is_verified(name: str) -> None:
    for row in rows(name):
        if row["verified"] == "true":
            assert row["source"].startswith("plan-"), row


def test_no_department_name_means_two_kinds() -> None:
    seen: dict[str, str] = {}
    for row in rows("departments.csv"):
        official = {row["name"], row["province"], row["municipality"], row["bureau"]}
        for name in (official | set(row["aliases"].split("|"))) - {""}:
            assert seen.setdefault(name, row["function"]) == row["function"], name


def test_no_region_code_is_used_twice_for_two_names() -> None:
    names: dict[str, str] = {}
    for row in [*rows("regions.csv"), *rows("zones.csv")]:
        if not row["valid_to"]:
            assert names.setdefault(row["code"], row["name"]) == row["name"]


def test_every_parent_of_a_region_is_a_region(lexicon: Lexicon) -> None:
    for region in lexicon.regions:
        assert not region.parent_code or lexicon.region_by_code(region.parent_code) is not None, region


def test_the_codes_of_zones_are_marked_as_local(lexicon: Lexicon) -> None:
    for region in lexicon.regions:
        assert region.code.startswith("L") == (region.level == "zone")
        assert len(region.code.removeprefix("L")) == 6


def test_every_metric_unit_is_known_to_the_registry(lexicon: Lexicon) -> None:
    assert [metric.code for metric in lexicon.metrics if metric.unit and not pint_unit(metric.unit)] == []


def test_no_metric_name_means_two_metrics(lexicon: Lexicon) -> None:
    seen: dict[str, str] = {}
    for metric in lexicon.metrics:
        for name in (metric.name, *metric.aliases):
            assert seen.setdefault(name_key(name), metric.code) == metric.code, name


def test_directions_are_of_the_four_words(lexicon: Lexicon) -> None:
    assert {metric.direction for metric in lexicon.metrics} == {"up", "down", "keep", "text"}


def test_chongqing_is_complete_with_26_districts_and_12_counties(lexicon: Lexicon) -> None:
    """38 divisions until 2025, two of which the new 两江新区 replaces."""
    parts = [region for region in lexicon.regions if region.parent_code == "500000" and region.level != "zone"]
    assert len([region for region in parts if region.exists_in(2022)]) == 39
    assert {region.name for region in parts if region.valid_to == "2025"} == {"江北区", "渝北区"}
    assert lexicon.region("铜梁区").code == "500151"  # type: ignore[union-attr]


def test_provinces_are_34(lexicon: Lexicon) -> None:
    assert len([region for region in lexicon.regions if region.code.endswith("0000")]) == 34


def test_a_name_that_several_regions_share_is_no_region_alone(lexicon: Lexicon) -> None:
    assert lexicon.region("鼓楼区") is None
    assert len(lexicon.regions_named("鼓楼区")) == 4


def test_an_ended_district_is_found_in_the_years_that_it_existed(lexicon: Lexicon) -> None:
    assert lexicon.region("梁平县", 2016).code == "500228"  # type: ignore[union-attr]
    assert lexicon.region("渝北区", 2022).code == "500112"  # type: ignore[union-attr]
    assert lexicon.region("江北区", 2022) is None, "宁波 has one too"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("重庆市渝中区人民政府办公室", "500103"),
        ("重庆高新区减污降碳协同增效实施方案", "L500001"),
        ("铜梁区“十四五”应对气候变化规划", "500151"),
        ("长沙市碳达峰实施方案", "430100"),
        ("宁夏回族自治区人民政府", "640000"),
        ("南京市鼓楼区", "320106"),
        ("北京市朝阳区应对气候变化规划", "110105"),
        ("吉林省城乡建设领域碳达峰工作方案", "220000"),
    ],
)
def test_a_title_names_its_region(lexicon: Lexicon, text: str, code: str) -> None:
    assert lexicon.find_region(text).code == code  # type: ignore[union-attr]


@pytest.mark.parametrize("text", ["鼓楼区低碳规划", "绿色低碳发展规划", "", "渝中区与南岸区合作协议"])
def test_a_title_that_leaves_its_region_open_names_none(lexicon: Lexicon, text: str) -> None:
    assert lexicon.find_region(text) is None


def test_the_names_of_one_kind_meet_in_one_function(lexicon: Lexicon) -> None:
    names = ("区发改委", "区发展改革委", "市发展和改革委员会", "省发改委", "改革发展局", "重庆高新区改革发展局")
    assert {lexicon.organisation(name).function for name in names} == {"发展改革"}  # type: ignore[union-attr]


def test_an_unknown_name_is_unknown(lexicon: Lexicon) -> None:
    assert lexicon.organisation("区飞行汽车局") is None
    assert lexicon.organisation("") is None
    assert lexicon.region("不存在区") is None
    assert lexicon.metric("不存在的指标") is None


def test_the_same_lexicon_is_given_each_time() -> None:
    assert load_lexicon() is load_lexicon()

"""The lexicon as a value: names, levels, places, years."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ditan.core.reading.lexicon import (
    LEVEL_WORDS,
    Lexicon,
    MetricName,
    OrganisationName,
    RegionName,
    split_level,
)

REFORM = OrganisationName(
    "发展改革委",
    ("发改委", "发展改革局"),
    function="发展改革",
    province_name="发展和改革委",
    municipality_name="发展改革委",
    bureau_name="发展和改革局",
)
OWN = OrganisationName("西山高新区改革发展局", ("改革发展局",), region_code="L1", function="发展改革")
TOWN = OrganisationName("西山区安居镇", ("安居镇",), region_code="110001", kind="town")
REGIONS = (
    RegionName("110000", "东海市", ("东海",), "municipality"),
    RegionName("110001", "西山区", (), "district", "110000"),
    RegionName("110002", "鼓楼区", (), "district", "110000"),
    RegionName("120000", "南江省", ("南江",), "province"),
    RegionName("120100", "临川市", (), "city", "120000"),
    RegionName("120102", "鼓楼区", (), "district", "120100"),
    RegionName("120103", "老县", (), "county", "120100", valid_to="2016"),
    RegionName("120104", "新城区", (), "district", "120100", valid_from="2017"),
    RegionName("L1", "西山高新区", ("高新区(直管园)",), "zone", "110001"),
)
METRIC = MetricName("forest_cover", "森林覆盖率", ("林木覆盖率",), "%", "up", 100.0)


@pytest.fixture
def lexicon() -> Lexicon:
    return Lexicon((REFORM, OWN, TOWN), REGIONS, (METRIC,))


@pytest.mark.parametrize(
    "name", ["发展改革委", "发改委", "区发改委", "市发展改革局", "县发展和改革局", "省发展和改革委"]
)
def test_a_kind_of_department_is_found_under_its_names_and_levels(lexicon: Lexicon, name: str) -> None:
    assert lexicon.organisation(name) is REFORM


def test_an_organisation_of_one_region_is_found_by_its_own_name(lexicon: Lexicon) -> None:
    assert lexicon.organisation("西山高新区改革发展局") is OWN
    assert lexicon.organisation("西山区安居镇") is TOWN


@pytest.mark.parametrize("name", ["", "区", "发展", "委", "飞行局", "区区发改委"])
def test_other_names_are_unknown(lexicon: Lexicon, name: str) -> None:
    assert lexicon.organisation(name) is None


def test_a_region_calls_its_own_department_first(lexicon: Lexicon) -> None:
    assert lexicon.organisation_in("改革发展局", "L1") is OWN
    assert lexicon.organisation_in("改革发展局", "110001") is None
    assert lexicon.organisation_in("发改委", "L1") is REFORM
    assert lexicon.department_of("发展改革", "L1") is OWN
    assert lexicon.department_of("发展改革", "110001") is None


def test_a_kind_that_comes_behind_a_local_organisation_still_counts_first() -> None:
    local = OrganisationName("甲局", ("共名",), region_code="110001")
    kind = OrganisationName("乙局", ("共名",), function="乙")
    assert Lexicon((local, kind)).organisation("共名") is kind


def test_regions_by_name_alias_and_code(lexicon: Lexicon) -> None:
    assert lexicon.region("东海市") is lexicon.region("东海")
    assert lexicon.region_by_code("120100") == REGIONS[4]
    assert lexicon.region_by_code("999999") is None
    assert lexicon.region("鼓楼区") is None
    assert [region.code for region in lexicon.regions_named("鼓楼区")] == ["110002", "120102"]
    assert lexicon.regions_named("无名区") == ()


@pytest.mark.parametrize(
    ("name", "year", "code"),
    [
        ("老县", None, "120103"),
        ("老县", 2016, "120103"),
        ("新城区", 2020, "120104"),
        ("新城区", None, "120104"),
    ],
)
def test_a_name_that_one_division_only_had_is_found_in_any_year(
    lexicon: Lexicon, name: str, year: int | None, code: str
) -> None:
    found = lexicon.region(name, year)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    ("region", "year", "exists"),
    [
        (REGIONS[6], 2016, True),
        (REGIONS[6], 2017, False),
        (REGIONS[6], None, False),
        (REGIONS[7], 2016, False),
        (REGIONS[7], 2017, True),
        (REGIONS[7], None, True),
        (REGIONS[0], 1950, True),
    ],
)
def test_divisions_exist_in_their_years(region: RegionName, year: int | None, exists: bool) -> None:
    assert region.exists_in(year) is exists


def test_of_two_divisions_of_one_name_the_one_of_the_year_counts() -> None:
    old = RegionName("1", "两江新区", valid_to="2025")
    new = RegionName("2", "两江新区", valid_from="2026")
    lexicon = Lexicon(regions=(old, new))
    assert lexicon.region("两江新区", 2022) is old
    assert lexicon.region("两江新区", 2027) is new
    assert lexicon.region("两江新区") is new


def test_the_chain_of_regions_ends_at_the_top(lexicon: Lexicon) -> None:
    zone = lexicon.region_by_code("L1")
    assert zone is not None
    assert [region.name for region in lexicon.ancestors(zone)] == ["西山高新区", "西山区", "东海市"]


def test_a_circle_of_parents_does_not_hang() -> None:
    first, second = RegionName("1", "甲区", parent_code="2"), RegionName("2", "乙区", parent_code="1")
    lexicon = Lexicon(regions=(first, second))
    assert [region.code for region in lexicon.ancestors(first)] == ["1", "2"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("东海市西山区碳达峰实施方案", "110001"),
        ("西山高新区减污降碳方案", "L1"),
        ("东海市鼓楼区规划", "110002"),
        ("南江省临川市鼓楼区规划", "120102"),
        ("南江绿色发展规划", "120000"),
        ("临川市人民政府办公室", "120100"),
    ],
)
def test_the_innermost_region_of_a_title(lexicon: Lexicon, text: str, code: str) -> None:
    found = lexicon.find_region(text)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("text", ["鼓楼区规划", "规划", "西山区与临川市合作方案", ""])
def test_titles_that_name_no_single_region(lexicon: Lexicon, text: str) -> None:
    assert lexicon.find_region(text) is None


def test_metrics_by_name_and_alias(lexicon: Lexicon) -> None:
    assert lexicon.metric("林木覆盖率") is METRIC
    assert lexicon.metric("草原覆盖率") is None


@pytest.mark.parametrize(
    ("name", "level", "rest"),
    [
        ("区发改委", "区", "发改委"),
        ("自治区财政厅", "自治区", "财政厅"),
        ("自治县水利局", "自治县", "水利局"),
        ("市市场监管局", "市", "市场监管局"),
        ("市场监管局", "", "市场监管局"),
        ("省", "", "省"),
        ("", "", ""),
        ("县区分局", "县", "区分局"),
    ],
)
def test_the_level_before_a_name(name: str, level: str, rest: str) -> None:
    assert split_level(name) == (level, rest)


@given(st.text(max_size=12))
def test_level_and_rest_make_the_name_again(name: str) -> None:
    level, rest = split_level(name)
    assert level + rest == name
    assert level == "" or level in LEVEL_WORDS


@given(st.text(alphabet="东海市西山区鼓楼南江省临川高新老县新城", max_size=24), st.integers(2000, 2030))
def test_any_title_names_a_known_region_or_none(text: str, year: int) -> None:
    found = Lexicon(regions=REGIONS).find_region(text, year)
    assert found is None or found in REGIONS


def test_an_empty_lexicon_knows_nothing() -> None:
    empty = Lexicon()
    assert empty.organisation("区发改委") is None
    assert empty.find_region("重庆市") is None
    assert empty.metric("森林覆盖率") is None

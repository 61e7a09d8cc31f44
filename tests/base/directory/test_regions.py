"""Regions change by date: both sides of the day read as they were."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.contrib.auth.models import User

from ditan.base.audit.models import Entry
from ditan.base.directory.errors import InvalidFields, NotAllowed, StillInUse, UnderItself, WrongDay
from ditan.base.directory.models import Region, RegionChange, RegionLink, RegionName
from ditan.base.directory.selectors import list_regions, region_changes
from ditan.base.directory.services import (
    abolish_region,
    create_facility,
    create_organisation,
    create_region,
    merge_regions,
    move_region,
    rehearse,
    rename_region,
    split_region,
)

Day = datetime.date
MID_YEAR, DAY_BEFORE = Day(2026, 7, 1), Day(2026, 6, 30)


def _state() -> tuple[Any, ...]:
    tables = (Region, RegionName, RegionLink, RegionChange, Entry)
    return tuple(list(table.objects.order_by("pk").values_list()) for table in tables)


def _names(user: User, on: Day) -> list[str]:
    return [row.name for row in list_regions(user, on)]


@pytest.fixture
def city(keeper: User) -> Region:
    return create_region(user=keeper, code="500000", name="重庆市")


def test_a_renamed_region_reads_right_on_both_sides_of_a_day_in_mid_year(
    city: Region, keeper: User, reader: User
) -> None:
    district = create_region(user=keeper, code="500199", name="旧名区", parent=city, on=Day(2020, 1, 1))
    rename_region(user=keeper, region=district, name="新名区", on=MID_YEAR, document="渝府发〔2026〕1号")
    assert _names(reader, DAY_BEFORE) == ["重庆市", "旧名区"]
    assert _names(reader, MID_YEAR) == ["重庆市", "新名区"]
    assert _names(reader, Day(2019, 12, 31)) == ["重庆市"]
    change = region_changes(reader, district).get()
    assert [(side.name, side.after) for side in change.sides.all()] == [("旧名区", False), ("新名区", True)]


def test_a_second_name_of_the_same_day_is_refused(city: Region, keeper: User) -> None:
    rename_region(user=keeper, region=city, name="渝州市", on=MID_YEAR)
    before = _state()
    with pytest.raises(WrongDay, match="须晚于这一天"):
        rename_region(user=keeper, region=city, name="巴州市", on=MID_YEAR)
    with pytest.raises(InvalidFields, match="与现名“渝州市”相同"):
        rename_region(user=keeper, region=city, name=" 渝州市 ", on=Day(2027, 1, 1))
    assert _state() == before


def test_merged_districts_end_and_their_towns_go_over(city: Region, keeper: User, reader: User) -> None:
    one = create_region(user=keeper, code="500197", name="甲区", parent=city)
    other = create_region(user=keeper, code="500198", name="乙区", parent=city)
    town = create_region(user=keeper, code="500197100", name="丙镇", parent=one)
    zone = create_region(user=keeper, code="L500099", name="丁园区", parent=city, overlaps=[one, other])
    made = merge_regions(user=keeper, regions=[one, other], into=("500199", "甲乙区"), on=MID_YEAR)
    assert _names(reader, DAY_BEFORE) == ["重庆市", "甲区", "丙镇", "乙区", "丁园区"]
    assert _names(reader, MID_YEAR) == ["重庆市", "甲乙区", "丙镇", "丁园区"]
    row = {each.name: each for each in list_regions(reader, MID_YEAR)}
    assert (row["丙镇"].parent, row["丙镇"].depth, row["丁园区"].overlaps) == (made, 2, [made])
    assert {each.name: each for each in list_regions(reader, DAY_BEFORE)}["丁园区"].overlaps == [one, other]
    assert town.pk != zone.pk


def test_units_and_facilities_of_merged_districts_are_in_the_new_one(city: Region, keeper: User) -> None:
    one = create_region(user=keeper, code="500197", name="甲区", parent=city)
    other = create_region(user=keeper, code="500198", name="乙区", parent=city)
    unit = create_organisation(user=keeper, values={"name": "某厂", "kind": "enterprise", "region": one})
    plant = create_facility(user=keeper, organisation=unit, values={"name": "厂区", "region": other})
    made = merge_regions(user=keeper, regions=[one, other], into=("500197", "甲乙区"), on=MID_YEAR)
    unit.refresh_from_db()
    plant.refresh_from_db()
    assert (unit.region, unit.version, plant.region) == (made, 2, made)
    assert Entry.objects.get(act="directory.regions_merged").after["organisations"] == 1


def test_a_split_puts_towns_zones_and_units_where_they_were_said_to_go(
    city: Region, keeper: User, reader: User
) -> None:
    old = create_region(user=keeper, code="500197", name="甲区", parent=city)
    town = create_region(user=keeper, code="500197100", name="丙镇", parent=old)
    left = create_region(user=keeper, code="500197101", name="丁镇", parent=old)
    zone = create_region(user=keeper, code="L500099", name="园区", parent=city, overlaps=[old])
    unit = create_organisation(user=keeper, values={"name": "某厂", "kind": "enterprise", "region": old})
    into = [("500198", "东区"), ("500199", "西区")]
    lower = {town.pk: "500198", left.pk: "", zone.pk: "500199"}
    east, west = split_region(user=keeper, region=old, into=into, on=MID_YEAR, lower=lower, units_to="500199")
    rows = {row.name: row for row in list_regions(reader, MID_YEAR)}
    assert (rows["丙镇"].parent, rows["丁镇"].parent, rows["园区"].overlaps) == (east, None, [west])
    unit.refresh_from_db()
    assert unit.region == west
    assert [row.parent for row in list_regions(reader, DAY_BEFORE) if row.name == "丙镇"] == [old]


def test_a_place_that_is_no_part_of_the_split_is_refused(city: Region, keeper: User) -> None:
    old = create_region(user=keeper, code="500197", name="甲区", parent=city)
    town = create_region(user=keeper, code="500197100", name="丙镇", parent=old)
    before = _state()
    into = [("500198", "东区"), ("500199", "西区")]
    with pytest.raises(InvalidFields, match="代码“500777”不在拆分后的区划中"):
        split_region(user=keeper, region=old, into=into, on=MID_YEAR, lower={town.pk: "500777"})
    assert _state() == before


def test_a_town_moves_to_another_district_on_the_day(city: Region, keeper: User, reader: User) -> None:
    one = create_region(user=keeper, code="500197", name="甲区", parent=city)
    other = create_region(user=keeper, code="500198", name="乙区", parent=city)
    town = create_region(user=keeper, code="500197100", name="丙镇", parent=one)
    move_region(user=keeper, region=town, parent=other, on=MID_YEAR, document="渝府〔2026〕2号")
    assert {row.name: row.parent for row in list_regions(reader, DAY_BEFORE)}["丙镇"] == one
    assert {row.name: row.parent for row in list_regions(reader, MID_YEAR)}["丙镇"] == other
    assert region_changes(reader, town).get().note == "隶属由“甲区”改为“乙区”"


def test_no_region_comes_to_stand_below_itself(city: Region, keeper: User) -> None:
    district = create_region(user=keeper, code="500197", name="甲区", parent=city)
    before = _state()
    with pytest.raises(UnderItself, match="“甲区”就在“重庆市”之下"):
        move_region(user=keeper, region=city, parent=district, on=MID_YEAR)
    with pytest.raises(InvalidFields, match="隶属没有变化"):
        move_region(user=keeper, region=district, parent=city, on=MID_YEAR)
    assert _state() == before


def test_a_region_ends_only_when_nothing_hangs_on_it(city: Region, keeper: User, reader: User) -> None:
    district = create_region(user=keeper, code="500197", name="甲区", parent=city)
    before = _state()
    with pytest.raises(StillInUse, match="还有 1 个下级区划、0 个所在单位"):
        abolish_region(user=keeper, region=city, on=MID_YEAR)
    assert _state() == before
    abolish_region(user=keeper, region=district, on=MID_YEAR)
    assert (_names(reader, DAY_BEFORE), _names(reader, MID_YEAR)) == (["重庆市", "甲区"], ["重庆市"])


def test_changes_are_made_in_the_order_of_their_days(city: Region, keeper: User) -> None:
    one = create_region(user=keeper, code="500197", name="甲区", parent=city)
    other = create_region(user=keeper, code="500198", name="乙区", parent=city)
    rename_region(user=keeper, region=one, name="新甲区", on=Day(2026, 9, 1))
    before = _state()
    with pytest.raises(WrongDay, match="在 2026-09-01 还有变更登记"):
        merge_regions(user=keeper, regions=[one, other], into=("500199", "丙区"), on=MID_YEAR)
    assert _state() == before


def test_a_rehearsal_refuses_what_the_act_would_and_leaves_nothing(city: Region, keeper: User) -> None:
    before = _state()
    made = rehearse(lambda: create_region(user=keeper, code="500199", name="甲区", parent=city))
    assert made.name == "甲区"
    assert _state() == before
    with pytest.raises(InvalidFields, match="现为“重庆市”所用"):
        rehearse(lambda: create_region(user=keeper, code="500000", name="甲区", parent=city))


def test_a_code_says_below_what_a_region_may_stand(city: Region, keeper: User) -> None:
    district = create_region(user=keeper, code="500197", name="甲区", parent=city)
    before = _state()
    with pytest.raises(InvalidFields, match="县级区划，不能隶属于县级的“甲区”"):
        create_region(user=keeper, code="500198", name="乙区", parent=district)
    assert _state() == before


def test_a_split_district_ends_and_two_begin(city: Region, keeper: User, reader: User) -> None:
    old = create_region(user=keeper, code="500197", name="甲区", parent=city)
    split_region(user=keeper, region=old, into=[("500198", "东区"), ("500199", "西区")], on=MID_YEAR)
    assert _names(reader, DAY_BEFORE) == ["重庆市", "甲区"]
    assert _names(reader, MID_YEAR) == ["重庆市", "东区", "西区"]


def test_changes_that_cannot_be_leave_nothing_half_done(city: Region, keeper: User) -> None:
    one = create_region(user=keeper, code="500197", name="甲区", parent=city, on=Day(2026, 8, 1))
    other = create_region(user=keeper, code="500198", name="乙区", parent=city)
    before = _state()
    with pytest.raises(InvalidFields, match="至少需要两个不同的区划"):
        merge_regions(user=keeper, regions=[other, other], into=("500199", "丙区"), on=MID_YEAR)
    with pytest.raises(WrongDay, match="“甲区”的存续期是 2026-08-01 至"):
        merge_regions(user=keeper, regions=[other, one], into=("500199", "丙区"), on=MID_YEAR)
    with pytest.raises(InvalidFields, match="现为“重庆市”所用"):
        create_region(user=keeper, code="500000", name="丙市")
    with pytest.raises(InvalidFields, match="至少应有两个"):
        split_region(user=keeper, region=other, into=[("500199", "丙区")], on=MID_YEAR)
    with pytest.raises(InvalidFields, match="区划代码“5001”不合规则"):
        split_region(user=keeper, region=other, into=[("500199", "丙区"), ("5001", "丁区")], on=MID_YEAR)
    assert _state() == before


def test_who_may_not_keep_regions_changes_nothing(city: Region, reader: User, nobody: User) -> None:
    before = _state()
    with pytest.raises(NotAllowed):
        rename_region(user=reader, region=city, name="渝州市", on=MID_YEAR)
    with pytest.raises(NotAllowed):
        create_region(user=reader, code="500199", name="甲区")
    with pytest.raises(NotAllowed):
        merge_regions(user=reader, regions=[city], into=("500199", "甲区"), on=MID_YEAR)
    with pytest.raises(NotAllowed):
        split_region(user=reader, region=city, into=[], on=MID_YEAR)
    assert _state() == before
    assert list_regions(nobody, MID_YEAR) == []


def test_regions_are_found_by_name_code_and_level(city: Region, keeper: User, reader: User) -> None:
    create_region(user=keeper, code="500151", name="铜梁区", parent=city)
    assert [row.name for row in list_regions(reader, MID_YEAR, words="铜梁")] == ["铜梁区"]
    assert [row.name for row in list_regions(reader, MID_YEAR, words="5001")] == ["铜梁区"]
    assert [row.name for row in list_regions(reader, MID_YEAR, level="province")] == ["重庆市"]

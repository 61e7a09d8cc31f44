"""Changes of regions on their pages: first what would follow, then the act exactly as it was looked at."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from ditan.base.audit.models import Entry
from ditan.base.directory.models import Region, RegionChange, RegionLink
from ditan.base.directory.selectors import list_regions
from ditan.base.directory.services import create_organisation, create_region
from tests.base.directory.reshaping import act, address, looked_at
from tests.fresh_code import signed_in

pytestmark = pytest.mark.django_db
MID_YEAR = datetime.date(2026, 7, 1)
ON = "2026-07-01"


def _state() -> tuple[Any, ...]:
    tables = (Region, RegionLink, RegionChange, Entry)
    return tuple(list(table.objects.order_by("pk").values_list()) for table in tables)


@pytest.fixture
def client(keeper: User) -> Client:
    return signed_in(keeper)


@pytest.fixture
def city(keeper: User) -> Region:
    return create_region(user=keeper, code="500000", name="重庆市")


@pytest.fixture
def district(keeper: User, city: Region) -> Region:
    return create_region(user=keeper, code="500197", name="甲区", parent=city)


def test_a_preview_says_what_follows_and_changes_nothing(client: Client, keeper: User, district: Region) -> None:
    create_region(user=keeper, code="500197100", name="丙镇", parent=district)
    create_region(user=keeper, code="500198", name="乙区", parent=Region.objects.get(code="500000"))
    create_organisation(user=keeper, values={"name": "某厂", "kind": "enterprise", "region": district})
    before = _state()
    seen = looked_at(client, "merge", district, others="500198 乙区", code="500199", name="甲乙区", on=ON)
    assert _state() == before
    text = seen.content.decode()
    assert "2026-07-01 起 甲区、乙区 不再存在，合并为“甲乙区”（500199），隶属：重庆市。" in text
    assert "下级区划 1 个改隶“甲乙区”：丙镇。" in text
    assert "所在单位 1 个、设施 0 个改归“甲乙区”。" in text


def test_what_was_looked_at_is_done(client: Client, reader: User, keeper: User, district: Region) -> None:
    create_region(user=keeper, code="500198", name="乙区", parent=Region.objects.get(code="500000"))
    answer = act(client, "merge", district, others=["500198 乙区", ""], code="500199", name="甲乙区", on=ON)
    assert answer.status_code == 302
    assert [row.name for row in list_regions(reader, MID_YEAR)] == ["重庆市", "甲乙区"]


def test_what_was_changed_after_the_preview_is_shown_again_first(client: Client, district: Region) -> None:
    seen = looked_at(client, "rename", district, name="乙区", on=ON).context["seen"]
    answer = client.post(address("rename", district), {"name": "丙区", "on": ON, "seen": seen})
    assert answer.status_code == 200
    assert "称“丙区”" in answer.content.decode()
    assert Region.objects.get(pk=district.pk).name == "甲区"


def test_a_zone_is_founded_across_two_districts(client: Client, keeper: User, city: Region, district: Region) -> None:
    other = create_region(user=keeper, code="500198", name="乙区", parent=city)
    typed = {"code": "L500099", "name": "高新园区", "parent": "500000 重庆市", "overlaps": ["甲区", "500198 乙区"]}
    act(client, "new", None, on=ON, **typed)
    links = RegionLink.objects.filter(region__code="L500099", kind="overlaps")
    assert {link.other for link in links} == {district, other}


def test_a_split_asks_for_a_place_for_each_town(client: Client, keeper: User, district: Region) -> None:
    town = create_region(user=keeper, code="500197100", name="丙镇", parent=district)
    typed: dict[str, Any] = {"code": ["500198", "500199"], "name": ["东区", "西区"], "on": ON}
    first = looked_at(client, "split", district, **typed).content.decode()
    assert "尚未安排去向的区划 1 个，仍挂在原区划下：丙镇。" in first
    assert f'name="to-{town.pk}"' in first
    act(client, "split", district, **typed, **{f"to-{town.pk}": "500199"})
    assert town.links.get(valid_to__isnull=True).other.name == "西区"


def test_a_town_is_moved_and_a_district_abolished(client: Client, keeper: User, city: Region, district: Region) -> None:
    town = create_region(user=keeper, code="500197100", name="丙镇", parent=district)
    create_region(user=keeper, code="500198", name="乙区", parent=city)
    act(client, "move", town, parent="乙区", on=ON)
    act(client, "abolish", district, on=ON)
    district.refresh_from_db()
    assert (town.links.get(valid_to__isnull=True).other.name, district.valid_to) == ("乙区", MID_YEAR)


@pytest.mark.parametrize(
    ("what", "typed", "says"),
    [
        ("new", {"code": "5001", "name": "丁区", "on": ON}, "区划代码“5001”不合规则"),
        ("new", {"code": "500199", "name": "丁区", "parent": "没有市", "on": ON}, "没有现行区划“没有市”"),
        ("rename", {"name": "甲区", "on": ON}, "与现名“甲区”相同"),
        ("rename", {"name": "乙区", "on": "七月一日"}, "“七月一日”不是日期"),
        ("merge", {"others": "", "code": "500199", "name": "丁区", "on": ON}, "合并至少需要两个不同的区划"),
        ("split", {"code": ["500199"], "name": ["丁区"], "on": ON}, "拆分后至少应有两个区划"),
        ("move", {"parent": "重庆市", "on": ON}, "隶属没有变化"),
        ("abolish", {"on": "1900-01-01x"}, "不是日期"),
    ],
)
def test_a_refusal_keeps_what_was_typed(
    client: Client, district: Region, what: str, typed: dict[str, Any], says: str
) -> None:
    before = _state()
    answer = looked_at(client, what, None if what == "new" else district, **typed)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert says in text
    assert f'value="{typed["on"]}"' in text
    assert _state() == before


@pytest.mark.parametrize("what", ["new", "rename", "move", "merge", "split", "abolish"])
def test_readers_reach_no_page_that_changes_regions(reader: User, district: Region, what: str) -> None:
    before = _state()[:3]
    assert looked_at(signed_in(reader), what, None if what == "new" else district, on=ON).status_code == 403
    assert _state()[:3] == before

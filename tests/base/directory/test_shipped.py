"""The shipped regions are loaded once, and the lexicon follows the directory."""

from __future__ import annotations

import datetime

import pytest
from django.contrib.auth.models import User

from ditan.base.directory.models import Region
from ditan.base.directory.selectors import lexicon, list_regions
from ditan.base.directory.services import create_organisation, load_shipped_directory, rename_region
from ditan.core.lexicon import load_lexicon

pytestmark = pytest.mark.django_db
Day = datetime.date


def test_chongqing_is_complete_to_its_districts_with_zones_beside_them(reader: User) -> None:
    assert load_shipped_directory() == Region.objects.count()
    rows = list_regions(reader, Day(2026, 7, 1))
    under_the_city = [row for row in rows if row.parent is not None and row.parent.code == "500000"]
    districts = [row for row in under_the_city if row.region.level == "district"]
    assert (len(districts), sum(row.name.endswith("县") for row in districts)) == (37, 12)
    zone = next(row for row in rows if row.region.code == "L500001")
    assert sorted(each.name for each in zone.overlaps)[:2] == ["九龙坡区", "含谷镇"]
    assert len(zone.overlaps) == 12


def test_the_towns_of_the_districts_of_the_plans_are_there(reader: User) -> None:
    load_shipped_directory()
    towns = [row for row in list_regions(reader, Day(2026, 7, 1), level="town") if row.parent.name == "铜梁区"]
    assert len(towns) == 28
    assert {row.region.verified for row in towns} == {False}


def test_a_district_that_ended_is_there_in_its_last_year_and_not_after(reader: User) -> None:
    load_shipped_directory()
    assert "江北区" in [row.name for row in list_regions(reader, Day(2025, 12, 31))]
    assert "江北区" not in [row.name for row in list_regions(reader, Day(2026, 1, 1))]


def test_loading_again_changes_nothing_and_keeps_corrections(keeper: User) -> None:
    load_shipped_directory()
    district = Region.objects.get(code="500151")
    rename_region(user=keeper, region=district, name="新铜梁区", on=Day(2026, 7, 1))
    assert load_shipped_directory() == 0
    assert Region.objects.get(code="500151").name == "新铜梁区"


def test_the_lexicon_of_the_shipped_directory_is_the_shipped_lexicon() -> None:
    load_shipped_directory()
    built, shipped = lexicon(), load_lexicon()
    assert [row.code for row in built.regions] == [row.code for row in shipped.regions]
    for before, after in zip(shipped.regions, built.regions, strict=True):
        assert (after.name, after.aliases, after.level, after.valid_from, after.valid_to) == (
            before.name,
            before.aliases,
            before.level,
            before.valid_from,
            before.valid_to,
        )
    assert built.organisations == shipped.organisations
    assert built.metrics == shipped.metrics


def test_the_lexicon_follows_what_is_stored(keeper: User) -> None:
    load_shipped_directory()
    district = Region.objects.get(code="500151")
    assert lexicon() is lexicon()
    create_organisation(
        user=keeper,
        values={"name": "铜梁区双碳服务中心", "kind": "department", "function": "双碳服务", "region": district},
        aliases=("区双碳中心",),
    )
    found = lexicon().organisation_in("区双碳中心", "500151")
    assert found is not None
    assert found.name == "铜梁区双碳服务中心"
    rename_region(user=keeper, region=district, name="新铜梁区", on=Day(2026, 7, 1))
    assert lexicon().region("新铜梁区").code == lexicon().region("铜梁区").code == "500151"

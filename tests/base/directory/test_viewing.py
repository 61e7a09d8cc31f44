"""Reading as of a day: regions and organisations by the names that they had, and what was not there yet."""

from __future__ import annotations

import datetime

import pytest
from django.contrib.auth.models import User

from ditan.base.directory.errors import InvalidFields
from ditan.base.directory.models import Organisation, OrganisationName, Region
from ditan.base.directory.selectors.organisations import list_organisations, place_on, way_to
from ditan.base.directory.selectors.placing import department_placed, region_placed
from ditan.base.directory.services import (
    create_person,
    create_post,
    edit_organisation,
    hold_post,
    move_organisation,
)
from ditan.base.directory.services.regions import create_region, rename_region
from ditan.base.directory.templatetags.called import called
from ditan.base.directory.viewing import day_in, day_shown, reading_as_of, then
from tests.base.directory.conftest import MakeOrganisation

Day = datetime.date
EARLIER, CHANGED = Day(2023, 1, 1), Day(2025, 7, 1)


def renamed(keeper: User, organisation: Organisation, name: str, on: Day | None = CHANGED) -> Organisation:
    return edit_organisation(
        user=keeper, pk=organisation.pk, version=organisation.version, changes={"name": name}, renamed_on=on
    )


def region(keeper: User) -> Region:
    found = create_region(user=keeper, code="L000009", name="铜山县", on=Day(2020, 1, 1))
    return rename_region(user=keeper, region=found, name="铜山区", on=CHANGED)


def test_a_region_bears_the_name_of_the_day_and_tells_its_name_of_today(keeper: User) -> None:
    found = region(keeper)
    assert called(found) == "铜山区"
    with reading_as_of(EARLIER):
        assert called(found) == '<span class="then" title="2023-01-01 的名称；现名：铜山区">铜山县</span>'
    with reading_as_of(CHANGED):
        assert called(found) == "铜山区"


def test_a_region_that_was_not_there_yet_says_so(keeper: User) -> None:
    found = create_region(user=keeper, code="L000009", name="新区", on=CHANGED)
    with reading_as_of(EARLIER):
        assert called(found) == '新区 <span class="sign">当日尚未设立</span>'


def test_an_organisation_keeps_its_old_name_until_the_day_of_the_change(keeper: User, make: MakeOrganisation) -> None:
    bureau = renamed(keeper, make("铜山区环境保护局"), "铜山区生态环境局")
    with reading_as_of(EARLIER):
        assert "铜山区环境保护局" in called(bureau)
    with reading_as_of(CHANGED):
        assert called(bureau) == "铜山区生态环境局"


def test_a_mended_slip_of_the_keyboard_is_no_earlier_name(keeper: User, make: MakeOrganisation) -> None:
    bureau = renamed(keeper, make("铜山区生太环境局"), "铜山区生态环境局", on=None)
    assert not OrganisationName.objects.exists()
    with reading_as_of(EARLIER):
        assert called(bureau) == "铜山区生态环境局"


def test_names_follow_each_other_and_a_day_before_the_last_change_is_refused(
    keeper: User, make: MakeOrganisation
) -> None:
    bureau = renamed(keeper, make("甲局"), "乙局")
    with pytest.raises(InvalidFields) as refused:
        renamed(keeper, bureau, "丙局", on=CHANGED)
    assert refused.value.errors["renamed_on"] == "现名“乙局”自 2025-07-01 起使用；更名日期 2025-07-01 须晚于这一天。"
    assert (Organisation.objects.get(pk=bureau.pk).name, OrganisationName.objects.count()) == ("乙局", 1)
    renamed(keeper, bureau, "丙局", on=Day(2026, 1, 1))
    rows = OrganisationName.objects.values_list("name", "valid_from", "valid_to")
    assert list(rows) == [("甲局", Day(2020, 1, 1), CHANGED), ("乙局", CHANGED, Day(2026, 1, 1))]


def test_a_printed_name_stays_as_printed_with_the_name_of_the_day_behind(keeper: User, make: MakeOrganisation) -> None:
    renamed(keeper, make("区环保局"), "区生态环境局")
    with reading_as_of(EARLIER):
        assert called("区生态环境局") == '区生态环境局 <span class="then">（2023-01-01 名称：区环保局）</span>'
        assert called("区林业局") == "区林业局"
    assert called("区生态环境局") == "区生态环境局"


def test_a_printed_name_that_two_bear_tells_nothing(keeper: User, make: MakeOrganisation) -> None:
    renamed(keeper, make("甲区环保局", short_name="环保局"), "甲区生态环境局")
    make("乙区环保局", short_name="环保局")
    with reading_as_of(EARLIER):
        assert called("环保局") == "环保局"


def test_the_place_in_the_tree_is_that_of_the_day(keeper: User, make: MakeOrganisation) -> None:
    old, new, office = make("旧上级"), make("新上级"), make("节能中心")
    office = move_organisation(user=keeper, pk=office.pk, version=1, parent=old, on=Day(2021, 1, 1))
    office = move_organisation(user=keeper, pk=office.pk, version=2, parent=new, on=CHANGED)
    assert [each.name for each in way_to(keeper, office, EARLIER)] == ["旧上级", "节能中心"]
    assert [each.name for each in way_to(keeper, office, Day(2090, 1, 1))] == ["新上级", "节能中心"]
    rows = list(list_organisations(keeper).filter(pk=office.pk))
    place_on(rows, EARLIER)
    assert [row.parent for row in rows] == [old]


def test_a_department_of_another_page_shows_its_parent_and_who_held_its_posts(
    keeper: User, reader: User, nobody: User, make: MakeOrganisation
) -> None:
    bureau = make("区林业局", make("区政府"))
    post = create_post(user=keeper, organisation=bureau, title="局长", on=Day(2020, 1, 1))
    hold_post(user=keeper, post=post, person=create_person(user=keeper, name="李四"), on=CHANGED)
    placed, before = department_placed(reader, "区林业局", CHANGED), department_placed(reader, "区林业局", EARLIER)
    assert placed is not None
    assert before is not None
    assert (str(placed.parent), placed.posts, before.posts) == ("区政府", (("局长", "李四"),), (("局长", ""),))
    assert department_placed(nobody, "区林业局", CHANGED) is None
    assert department_placed(reader, "区林业局", Day(2019, 1, 1)) is None


def test_a_region_of_another_page_shows_what_it_belonged_to(keeper: User, nobody: User) -> None:
    found = region(keeper)
    placed = region_placed(keeper, found.code, EARLIER)
    assert placed is not None
    assert placed.found == found
    assert placed.parent is None
    assert region_placed(nobody, found.code, EARLIER) is None


def test_today_is_no_day_of_the_past() -> None:
    with reading_as_of(datetime.date.today()):
        assert then() is None
    with reading_as_of(EARLIER):
        assert day_shown() == EARLIER


@pytest.mark.parametrize(
    ("text", "day"),
    [("2023-01-01", EARLIER), (" 2023-01-01 ", EARLIER), ("1900-01-01", None), ("昨天", None), (None, None)],
)
def test_a_text_names_a_day_or_none(text: str | None, day: Day | None) -> None:
    assert day_in(text) == day

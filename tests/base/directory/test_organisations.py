"""Organisations: founded, changed, moved and closed by date; every refusal leaves all as it was."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ditan.base.audit.models import Entry
from ditan.base.directory.errors import Changed, InvalidFields, NotAllowed, StillInUse, UnderItself, WrongDay
from ditan.base.directory.models import Organisation, OrganisationPlace
from ditan.base.directory.selectors import (
    OrganisationFilters,
    children_of,
    get_organisation,
    list_organisations,
    organisations_below,
)
from ditan.base.directory.services import (
    close_organisation,
    create_organisation,
    create_person,
    create_post,
    edit_organisation,
    hold_post,
    move_organisation,
)
from tests.base.directory.conftest import MakeOrganisation

Day = datetime.date
MID_YEAR = Day(2026, 7, 1)


def _state() -> tuple[Any, ...]:
    return (
        list(Organisation.objects.order_by("pk").values_list()),
        list(OrganisationPlace.objects.order_by("pk").values_list()),
        Entry.objects.count(),
    )


def test_a_new_organisation_stands_in_the_tree_and_in_the_log(make: MakeOrganisation) -> None:
    district = make("铜梁区人民政府")
    bureau = make("铜梁区生态环境局", district)
    assert bureau.path == f"{district.pk:08d}{bureau.pk:08d}"
    entry = Entry.objects.get(target_key=str(bureau.pk))
    assert (entry.act, entry.target_name, entry.after["parent"]) == (
        "directory.organisation_created",
        "铜梁区生态环境局",
        "铜梁区人民政府",
    )


def test_who_may_not_keep_the_directory_changes_nothing(make: MakeOrganisation, reader: User) -> None:
    bureau = make("铜梁区生态环境局")
    before = _state()
    with pytest.raises(NotAllowed, match="维护组织、区划与人员"):
        create_organisation(user=reader, values={"name": "假单位", "kind": "other"})
    with pytest.raises(NotAllowed):
        edit_organisation(user=reader, pk=bureau.pk, version=1, changes={"name": "假单位"})
    with pytest.raises(NotAllowed):
        move_organisation(user=reader, pk=bureau.pk, version=1, parent=None, on=MID_YEAR)
    with pytest.raises(NotAllowed):
        close_organisation(user=reader, pk=bureau.pk, version=1, on=MID_YEAR)
    assert _state() == before


def test_a_wrong_check_digit_is_refused_and_nothing_is_kept(keeper: User) -> None:
    with pytest.raises(InvalidFields, match="校验位是“1”，按前 17 位计算应为“L”"):
        create_organisation(
            user=keeper, values={"name": "某某水泥有限公司", "kind": "enterprise", "credit_code": "911100006000373411"}
        )
    assert Organisation.objects.count() == 0
    assert Entry.objects.count() == 0


def test_two_organisations_do_not_share_a_credit_code(make: MakeOrganisation, keeper: User) -> None:
    make("甲公司", kind="enterprise", credit_code="91110000-600037341l")
    before = _state()
    with pytest.raises(InvalidFields, match="已属于“甲公司”"):
        create_organisation(
            user=keeper, values={"name": "乙公司", "kind": "enterprise", "credit_code": "91110000600037341L"}
        )
    assert _state() == before


def test_several_wrong_fields_are_named_at_once(keeper: User) -> None:
    with pytest.raises(InvalidFields) as refused:
        create_organisation(user=keeper, values={"name": " ", "kind": "家庭", "credit_code": "1"})
    assert sorted(refused.value.errors) == ["credit_code", "kind", "name"]
    assert refused.value.status == 422


def test_a_name_given_up_stays_as_an_alias(make: MakeOrganisation, keeper: User) -> None:
    bureau = make("铜梁区环境保护局")
    edit_organisation(user=keeper, pk=bureau.pk, version=1, changes={"name": "铜梁区生态环境局"}, aliases=("区环保局",))
    assert sorted(bureau.aliases.values_list("name", flat=True)) == ["区环保局", "铜梁区环境保护局"]
    entry = Entry.objects.get(act="directory.organisation_changed")
    assert (entry.before["name"], entry.after["name"]) == ("铜梁区环境保护局", "铜梁区生态环境局")


def test_a_change_upon_another_change_is_refused(make: MakeOrganisation, keeper: User) -> None:
    bureau = make("铜梁区生态环境局")
    edit_organisation(user=keeper, pk=bureau.pk, version=1, changes={"short_name": "生态环境局"})
    before = _state()
    with pytest.raises(Changed, match="刚被他人修改"):
        edit_organisation(user=keeper, pk=bureau.pk, version=1, changes={"short_name": "环境局"})
    assert _state() == before


def test_an_organisation_is_not_moved_under_its_own_child(make: MakeOrganisation, keeper: User) -> None:
    district = make("铜梁区人民政府")
    bureau = make("铜梁区生态环境局", district)
    station = make("监测站", bureau)
    before = _state()
    with pytest.raises(UnderItself, match="“监测站”就在“铜梁区人民政府”之下"):
        move_organisation(user=keeper, pk=district.pk, version=1, parent=station, on=MID_YEAR)
    with pytest.raises(UnderItself, match="它本身"):
        move_organisation(user=keeper, pk=district.pk, version=1, parent=district, on=MID_YEAR)
    assert _state() == before


def test_a_branch_that_moves_is_found_on_both_sides_of_the_day(make: MakeOrganisation, keeper: User) -> None:
    one, other = make("甲委"), make("乙委")
    bureau = make("处", one)
    station = make("站", bureau)
    move_organisation(user=keeper, pk=bureau.pk, version=1, parent=other, on=MID_YEAR)
    assert organisations_below([one.pk], Day(2026, 6, 30)) == {one.pk, bureau.pk, station.pk}
    assert organisations_below([one.pk], MID_YEAR) == {one.pk}
    assert organisations_below([other.pk], MID_YEAR) == {other.pk, bureau.pk, station.pk}
    assert organisations_below([other.pk], Day(2026, 12, 1)) == {other.pk, bureau.pk, station.pk}
    station.refresh_from_db()
    assert station.path == f"{other.pk:08d}{bureau.pk:08d}{station.pk:08d}"


def test_a_move_before_the_last_one_is_refused(make: MakeOrganisation, keeper: User) -> None:
    one, other = make("甲委"), make("乙委")
    bureau = make("处", one)
    before = _state()
    with pytest.raises(WrongDay, match="须晚于这一天"):
        move_organisation(user=keeper, pk=bureau.pk, version=1, parent=other, on=Day(2020, 1, 1))
    with pytest.raises(InvalidFields, match="上级单位没有变化"):
        move_organisation(user=keeper, pk=bureau.pk, version=1, parent=one, on=MID_YEAR)
    assert _state() == before


def test_an_organisation_with_others_below_it_or_held_posts_is_not_closed(make: MakeOrganisation, keeper: User) -> None:
    bureau = make("局")
    station = make("站", bureau)
    post = create_post(user=keeper, organisation=station, title="站长")
    hold_post(user=keeper, post=post, person=create_person(user=keeper, name="王五"), on=Day(2025, 1, 1))
    before = _state()
    with pytest.raises(StillInUse, match="还有 1 个下级单位"):
        close_organisation(user=keeper, pk=bureau.pk, version=1, on=MID_YEAR)
    with pytest.raises(StillInUse, match="还有 1 个岗位在任"):
        close_organisation(user=keeper, pk=station.pk, version=1, on=MID_YEAR)
    assert _state() == before


def test_a_closed_organisation_is_there_the_day_before_and_gone_on_the_day(
    make: MakeOrganisation, keeper: User, reader: User
) -> None:
    bureau = make("旧局")
    close_organisation(user=keeper, pk=bureau.pk, version=1, on=MID_YEAR)
    day_before = OrganisationFilters(as_of=Day(2026, 6, 30))
    assert [each.name for each in list_organisations(reader, day_before)] == ["旧局"]
    assert list(list_organisations(reader, OrganisationFilters(as_of=MID_YEAR))) == []
    with pytest.raises(StillInUse, match="已于 2026-07-01 撤销"):
        edit_organisation(user=keeper, pk=bureau.pk, version=2, changes={"name": "新局"})
    with pytest.raises(InvalidFields, match="“旧局”已撤销"):
        create_organisation(user=keeper, values={"name": "科", "kind": "department"}, parent=bureau)


def test_who_may_not_look_sees_no_organisation(make: MakeOrganisation, nobody: User, visitor: AnonymousUser) -> None:
    bureau = make("局")
    assert list(list_organisations(nobody)) == list(list_organisations(visitor)) == []
    assert list(children_of(nobody, None)) == []
    with pytest.raises(Organisation.DoesNotExist):
        get_organisation(nobody, bureau.pk)


def test_a_search_finds_names_aliases_and_credit_codes(make: MakeOrganisation, keeper: User, reader: User) -> None:
    plant = make("重庆某某水泥有限公司", kind="enterprise", credit_code="91110000600037341L")
    make("铜梁区生态环境局")
    edit_organisation(user=keeper, pk=plant.pk, version=1, changes={}, aliases=("某某厂",))

    def names(**wanted: Any) -> list[str]:
        return [each.name for each in list_organisations(reader, OrganisationFilters(**wanted))]

    assert names(words="水泥") == names(words="某某厂") == names(words="91110000600037341l") == [plant.name]
    assert names(kind="department") == ["铜梁区生态环境局"]
    assert names(words="没有\x00的") == []


def test_the_search_below_an_organisation_takes_its_whole_branch(make: MakeOrganisation, reader: User) -> None:
    one, other = make("甲委"), make("乙委")
    make("甲处", one)
    make("乙处", other)
    rows = list_organisations(reader, OrganisationFilters(below=one.pk))
    assert [each.name for each in rows] == ["甲处", "甲委"]


def test_the_tree_says_what_has_children(make: MakeOrganisation, reader: User) -> None:
    one = make("甲委")
    make("甲处", one)
    make("乙委")
    found = {each.name: each.has_children for each in children_of(reader, None)}
    assert found == {"甲委": True, "乙委": False}


def test_a_page_of_the_list_asks_the_same_number_of_queries_at_any_size(make: MakeOrganisation, reader: User) -> None:
    make("单位")
    list(list_organisations(reader))
    with CaptureQueriesContext(
        connection,
    ) as few:
        [str(each.region) + str(each.parent) for each in list_organisations(reader)]
    for number in range(8):
        make(f"单位{number}")
    with CaptureQueriesContext(connection) as many:
        [str(each.region) + str(each.parent) for each in list_organisations(reader)]
    assert len(few) == len(many) == 1


def test_a_second_unit_of_one_name_under_one_parent_is_refused(make: MakeOrganisation, keeper: User) -> None:
    district = make("铜梁区人民政府")
    make("铜梁区林业局", district)
    before = _state()
    with pytest.raises(InvalidFields, match="“铜梁区人民政府”之下已有“铜梁区林业局”"):
        create_organisation(user=keeper, values={"name": "铜梁区林业局", "kind": "department"}, parent=district)
    assert _state() == before


def test_units_of_one_name_under_two_parents_stay_apart(make: MakeOrganisation, keeper: User) -> None:
    first, second = make("甲区人民政府"), make("乙区人民政府")
    make("新城街道", first, "town")
    other = make("新城街道", second, "town")
    before = _state()
    with pytest.raises(InvalidFields, match="“甲区人民政府”之下已有“新城街道”"):
        move_organisation(user=keeper, pk=other.pk, version=1, parent=first, on=MID_YEAR)
    assert _state() == before


def test_a_unit_takes_no_name_that_its_neighbour_bears(make: MakeOrganisation, keeper: User) -> None:
    make("林业局")
    other = make("林业站")
    with pytest.raises(InvalidFields, match="“（无上级）”之下已有“林业局”"):
        edit_organisation(user=keeper, pk=other.pk, version=1, changes={"name": "林业局"})
    assert Organisation.objects.get(pk=other.pk).name == "林业站"

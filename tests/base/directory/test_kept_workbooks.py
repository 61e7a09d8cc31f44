"""Regions, dictionaries and parameters by workbook: taken in whole or not at all, and given out as they come in."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ditan.base.audit.models import Entry
from ditan.base.directory.errors import ImportRefused, NotAllowed
from ditan.base.directory.exchange import entries, regions
from ditan.base.directory.models import Dictionary, DictionaryEntry, Parameter, Region, RegionLink, RegionName
from ditan.base.directory.services import create_region
from ditan.base.directory.services.entries import add_entry, create_dictionary, create_parameter, set_parameter
from ditan.base.directory.sheets import read_sheet
from tests.base.directory.workbooks import workbook
from tests.fresh_code import signed_in

pytestmark = pytest.mark.django_db

Day = datetime.date
TABLES = (Region, RegionName, RegionLink, Dictionary, DictionaryEntry, Parameter, Entry)


def stored() -> list[Any]:
    return [list(each.objects.order_by("pk").values_list()) for each in TABLES]


def problems(act: Callable[[], object]) -> list[tuple[int, str, str]]:
    """What an import names as wrong; nothing is stored."""
    before = stored()
    with pytest.raises(ImportRefused) as refused:
        act()
    assert stored() == before
    return [(error.row, error.column, error.message) for error in refused.value.rows]


def of_regions(*rows: tuple[str, ...]) -> bytes:
    return workbook(regions.COLUMNS.values(), *rows)


def of_entries(*rows: tuple[str, ...]) -> bytes:
    return workbook(entries.ENTRY_COLUMNS.values(), *rows)


def of_parameters(*rows: tuple[str, ...], head: Iterable[str] = entries.PARAMETER_COLUMNS.values()) -> bytes:
    return workbook(head, *rows)


@pytest.fixture
def district(keeper: User) -> Region:
    return create_region(user=keeper, code="500151", name="铜梁区")


@pytest.fixture
def kinds(keeper: User) -> Dictionary:
    made = create_dictionary(user=keeper, key="kinds", name="项目类型")
    add_entry(user=keeper, dictionary=made, value="a", label="新建")
    return made


@pytest.fixture
def factor(keeper: User) -> Parameter:
    return create_parameter(user=keeper, key="factor", name="排放因子", kind="number", value="0.5", unit="tCO2/MWh")


def test_regions_are_founded_below_those_of_earlier_rows(keeper: User, district: Region) -> None:
    data = of_regions(
        ("500151", "铜梁区"),
        ("500151001", "巴川街道", "500151", "", "巴川", "2020-01-01", "民政部门"),
        ("L000001", "铜梁高新区", "铜梁区", "500151001", "", "", ""),
    )
    assert regions.import_regions(user=keeper, data=data) == 2
    town = Region.objects.get(code="500151001")
    assert (town.aliases, town.valid_from, town.source) == (("巴川",), Day(2020, 1, 1), "民政部门")
    links = RegionLink.objects.order_by("pk").values_list("region__name", "kind", "other__name")
    assert list(links) == [
        ("巴川街道", "parent", "铜梁区"),
        ("铜梁高新区", "parent", "铜梁区"),
        ("铜梁高新区", "overlaps", "巴川街道"),
    ]


def test_every_wrong_region_is_named_and_none_is_stored(keeper: User, district: Region) -> None:
    data = of_regions(
        ("500151002", "东城街道", "500151"),
        ("500151", "铜梁县"),
        ("50015", "短码"),
        ("500151003", "南城街道", "没有的区"),
        ("500151004", "侣俸镇", "500151", "", "", "去年"),
    )
    found = problems(lambda: regions.import_regions(user=keeper, data=data))
    assert [(row, column) for row, column, _message in found] == [
        (3, "名称"), (4, "代码"), (5, "隶属"), (6, "生效日期"),
    ]  # fmt: skip
    assert found[0][2] == "代码“500151”现为“铜梁区”，与本行“铜梁县”不一致；更名请在该区划的页面上办理。"


def test_what_is_given_out_of_regions_comes_in_again_as_known(keeper: User, district: Region) -> None:
    create_region(
        user=keeper, code="L000001", name="高新区", overlaps=[district], aliases=("高新",), on=Day(2020, 1, 1)
    )
    data = regions.export_regions(keeper, Day(2026, 1, 1))
    assert read_sheet(data)[1:] == [
        ["500151", "铜梁区", "", "", "", "", ""],
        ["L000001", "高新区", "", "500151", "高新", "2020-01-01", ""],
    ]
    assert regions.import_regions(user=keeper, data=data) == 0
    assert Entry.objects.filter(act="directory.regions_exported").count() == 1


def test_dictionaries_gain_and_change_entries_with_the_reason_of_the_import(keeper: User, kinds: Dictionary) -> None:
    data = of_entries(
        ("kinds", "项目类型", "a", "新建项目", "0", "否"),
        ("kinds", "", "b", "改建", "", ""),
        ("units", "计量单位", "t", "吨", "3", "是"),
    )
    assert entries.import_dictionaries(user=keeper, data=data, reason="按新规定") == 3
    rows = DictionaryEntry.objects.order_by("pk").values_list("dictionary__key", "value", "label", "position", "in_use")
    assert list(rows) == [
        ("kinds", "a", "新建项目", 0, False),
        ("kinds", "b", "改建", 1, True),
        ("units", "t", "吨", 3, True),
    ]
    assert Entry.objects.get(act="directory.entry_changed").detail == "按新规定"


def test_every_wrong_entry_is_named_and_none_is_stored(keeper: User, kinds: Dictionary) -> None:
    data = of_entries(
        ("kinds", "项目种类", "b", "改建"),
        ("new", "", "x", "甲"),
        ("kinds", "", "c", "", ""),
        ("kinds", "", "d", "丁", "first"),
        ("kinds", "", "e", "戊", "1", "也许"),
    )
    found = problems(lambda: entries.import_dictionaries(user=keeper, data=data, reason="按新规定"))
    assert [(row, column) for row, column, _message in found] == [
        (2, "字典名称"), (3, "字典名称"), (4, "显示"), (5, "排序"), (6, "启用"),
    ]  # fmt: skip
    assert found[0][2] == "平台上为“项目类型”，本行为“项目种类”；导入只改值，请核对后改成一致。"


def test_what_is_given_out_of_dictionaries_comes_in_again_as_known(keeper: User, kinds: Dictionary) -> None:
    data = entries.export_dictionaries(keeper)
    assert read_sheet(data)[1:] == [["kinds", "项目类型", "a", "新建", "0", "是"]]
    assert entries.import_dictionaries(user=keeper, data=data, reason="重导") == 0


def test_parameters_are_made_and_given_values_and_lose_their_mark(keeper: User, factor: Parameter) -> None:
    set_parameter(user=keeper, pk=factor.pk, value="0.5", reason="核对", verified=True)
    data = of_parameters(
        ("factor", "排放因子", "数值", "0.57", "tCO2/MWh"), ("name", "本区县名称", "文字", "铜梁区"),
    )  # fmt: skip
    assert entries.import_parameters(user=keeper, data=data, reason="2026年公告") == 2
    rows = Parameter.objects.order_by("key").values_list("key", "value", "verified")
    assert list(rows) == [("factor", "0.57", False), ("name", "铜梁区", False)]
    assert entries.import_parameters(user=keeper, data=entries.export_parameters(keeper), reason="重导") == 0


def test_every_wrong_parameter_is_named_and_none_is_stored(keeper: User, factor: Parameter) -> None:
    data = of_parameters(
        ("factor", "排放因子", "数值", "约半吨", "tCO2/MWh"),
        ("factor", "排放因子", "数值", "0.6", "kgCO2/kWh"),
        ("Other", "其他", "数值", "1"),
        ("day", "启用日", "日子", "2026-01-01"),
    )
    found = problems(lambda: entries.import_parameters(user=keeper, data=data, reason="公告"))
    assert [(row, column) for row, column, _message in found] == [(2, "值"), (3, "单位"), (4, "标识"), (5, "类型")]


def test_columns_that_a_workbook_of_parameters_leaves_out_stay(keeper: User, factor: Parameter) -> None:
    data = of_parameters(("factor", "排放因子", "数值", "0.6"), head=("标识", "名称", "类型", "值"))
    assert entries.import_parameters(user=keeper, data=data, reason="公告") == 1
    assert Parameter.objects.values_list("value", "unit").get() == ("0.6", "tCO2/MWh")


@pytest.mark.parametrize(
    "act",
    [
        lambda user: regions.import_regions(user=user, data=of_regions()),
        lambda user: regions.export_regions(user, Day(2026, 1, 1)),
        lambda user: entries.import_dictionaries(user=user, data=of_entries(), reason="x"),
        lambda user: entries.export_dictionaries(user),
        lambda user: entries.import_parameters(user=user, data=of_parameters(), reason="x"),
        lambda user: entries.export_parameters(user),
    ],
)
def test_readers_neither_take_in_nor_give_out(reader: User, act: Callable[[User], object]) -> None:
    with pytest.raises(NotAllowed):
        act(reader)


def test_the_page_asks_for_a_reason_and_keeps_it_beside_the_errors(keeper: User, kinds: Dictionary) -> None:
    desk, page = signed_in(keeper), reverse("directory:dictionaries_import")
    wrong = of_entries(("kinds", "", "b", ""))
    send = lambda data, reason: desk.post(page, {"file": SimpleUploadedFile("a.xlsx", data), "reason": reason})  # noqa: E731
    assert "请填写修改理由" in send(wrong, "").content.decode()
    refused = send(wrong, "按新规定")
    assert refused.status_code == 422
    assert "没有导入任何一行" in refused.content.decode()
    assert 'value="按新规定"' in refused.content.decode()
    assert send(of_entries(("kinds", "", "b", "改建")), "按新规定").headers["Location"] == reverse(
        "directory:dictionaries"
    )
    assert desk.get(reverse("directory:dictionaries_template")).status_code == 200


def test_the_page_of_regions_offers_workbooks_to_who_keeps_them(keeper: User, reader: User, district: Region) -> None:
    address = reverse("directory:regions_import")
    listing = reverse("directory:regions")
    assert address in signed_in(keeper).get(listing).content.decode()
    assert address not in signed_in(reader).get(listing).content.decode()

"""Facilities: where something stands, from when to when, kept on pages and by workbook."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ditan.base.audit.models import Entry
from ditan.base.directory.errors import ImportRefused, InvalidFields, NotAllowed, WrongDay
from ditan.base.directory.exchange import facilities as exchange
from ditan.base.directory.models import Facility, Organisation
from ditan.base.directory.selectors.facilities import FacilityFilters, list_facilities
from ditan.base.directory.services import close_facility, create_facility, edit_facility
from ditan.base.directory.sheets import read_sheet
from tests.base.directory.conftest import MakeOrganisation
from tests.base.directory.workbooks import workbook
from tests.fresh_code import signed_in

pytestmark = pytest.mark.django_db
Day = datetime.date
FOUNDED = Day(2025, 1, 1)


@pytest.fixture
def works(make: MakeOrganisation) -> Organisation:
    return make("某化工厂", kind="enterprise")


@pytest.fixture
def plant(keeper: User, works: Organisation) -> Facility:
    values = {"name": "一厂区", "kind": "厂区", "longitude": "106.054321", "latitude": "29.84"}
    return create_facility(user=keeper, organisation=works, values=values, on=FOUNDED)


def _state() -> list[Any]:
    return [list(Facility.objects.order_by("pk").values_list()), Entry.objects.count()]


def test_a_facility_stands_where_it_was_said_to_stand(plant: Facility) -> None:
    plant.refresh_from_db()
    assert (plant.longitude, plant.latitude) == (Decimal("106.054321"), Decimal("29.840000"))
    assert Entry.objects.get(act="directory.facility_created").after["longitude"] == "106.054321"


@pytest.mark.parametrize(
    ("values", "field", "says"),
    [
        ({"name": ""}, "name", "名称为空"),
        ({"name": "一厂区"}, "name", "已有设施“一厂区”"),
        ({"name": "二厂区", "longitude": "181", "latitude": "1"}, "longitude", "“181”不是 -180 至 180 之间的度数"),
        ({"name": "二厂区", "longitude": "106", "latitude": "东经"}, "latitude", "“东经”不是 -90 至 90"),
        ({"name": "二厂区", "longitude": "nan", "latitude": "1"}, "longitude", "“nan”不是"),
        ({"name": "二厂区", "longitude": "106"}, "latitude", "须同时填写"),
        ({"name": "二厂区", "latitude": "29"}, "longitude", "须同时填写"),
        ({"name": "厂" * 201}, "name", "超过 200 个字符"),
    ],
)
def test_what_cannot_be_is_refused_by_field(
    keeper: User, plant: Facility, values: dict[str, str], field: str, says: str
) -> None:
    before = _state()
    with pytest.raises(InvalidFields, match=says) as refused:
        create_facility(user=keeper, organisation=plant.organisation, values=values)
    assert list(refused.value.errors) == [field]
    assert _state() == before


def test_a_closed_facility_is_seen_on_earlier_days_only(keeper: User, reader: User, plant: Facility) -> None:
    close_facility(user=keeper, pk=plant.pk, on=Day(2026, 7, 1))
    assert list(list_facilities(reader, FacilityFilters(as_of=Day(2026, 6, 30)))) == [plant]
    assert list(list_facilities(reader, FacilityFilters(as_of=Day(2026, 7, 1)))) == []


def test_a_facility_does_not_end_before_it_began(keeper: User, plant: Facility) -> None:
    before = _state()
    with pytest.raises(WrongDay, match="须晚于这一天"):
        close_facility(user=keeper, pk=plant.pk, on=FOUNDED)
    assert _state() == before


def test_readers_keep_no_facilities(reader: User, plant: Facility) -> None:
    before = _state()
    with pytest.raises(NotAllowed):
        edit_facility(user=reader, pk=plant.pk, values={"name": "二厂区"})
    with pytest.raises(NotAllowed):
        close_facility(user=reader, pk=plant.pk, on=Day(2026, 7, 1))
    with pytest.raises(NotAllowed):
        create_facility(user=reader, organisation=plant.organisation, values={"name": "二厂区"})
    assert _state() == before


def test_a_facility_is_entered_changed_and_closed_on_pages(keeper: User, works: Organisation) -> None:
    client = signed_in(keeper)
    typed = {
        "organisation": works.name,
        "name": "换电站",
        "longitude": "106.05",
        "latitude": "29.84",
        "on": "2025-01-01",
    }
    client.post(reverse("directory:facility_new"), typed)
    made = works.facilities.get()
    page = reverse("directory:facility_edit", args=[made.pk])
    form = client.get(page).context["typed"]
    client.post(page, {**form, "address": "工业大道 1 号"})
    client.post(reverse("directory:facility_close", args=[made.pk]), {"on": "2026-07-01"})
    made.refresh_from_db()
    assert (made.address, made.valid_to) == ("工业大道 1 号", Day(2026, 7, 1))
    assert (
        client.get(reverse("directory:facilities"), {"as_of": "2026-06-30", "words": "换电"}).context["rows"].total == 1
    )


def test_what_another_saved_meanwhile_is_not_overwritten(keeper: User, plant: Facility) -> None:
    client = signed_in(keeper)
    page = reverse("directory:facility_edit", args=[plant.pk])
    form = client.get(page).context["typed"]
    edit_facility(user=keeper, pk=plant.pk, values={"name": "一厂区", "address": "新地址"})
    answer = client.post(page, {**form, "address": "旧地址"})
    assert answer.status_code == 422
    assert "刚被他人修改" in answer.content.decode()
    plant.refresh_from_db()
    assert plant.address == "新地址"


def test_a_refused_form_keeps_what_was_typed(keeper: User, works: Organisation) -> None:
    typed = {
        "organisation": works.name,
        "name": "换电站",
        "longitude": "一百零六",
        "latitude": "29",
        "on": "2025-01-01",
    }
    answer = signed_in(keeper).post(reverse("directory:facility_new"), typed)
    assert answer.status_code == 422
    assert 'value="一百零六"' in answer.content.decode()
    assert Facility.objects.count() == 0


def test_the_list_costs_the_same_however_many_there_are(
    keeper: User, reader: User, works: Organisation, django_assert_num_queries: Any
) -> None:
    for at in range(5):
        create_facility(user=keeper, organisation=works, values={"name": f"厂区 {at}"})
    with django_assert_num_queries(2 + 1):
        rows = list_facilities(reader)
        assert [row.organisation.name for row in rows] == ["某化工厂"] * 5


def test_a_workbook_of_facilities_founds_new_and_updates_known_ones(keeper: User, plant: Facility) -> None:
    data = workbook(
        exchange.COLUMNS.values(),
        ("某化工厂", "一厂区", "厂区", "园区路 1 号", "", "106.1", "29.9"),
        ("某化工厂", "二厂区", "厂区", "", "", "", "", "2026-01-01"),
    )
    assert exchange.import_facilities(user=keeper, data=data) == 2
    out = read_sheet(exchange.export_facilities(keeper, FacilityFilters()))
    assert out[0] == list(exchange.COLUMNS.values())
    assert sorted(row[:7] for row in out[1:]) == [
        ["某化工厂", "一厂区", "厂区", "园区路 1 号", "", "106.1", "29.9"],
        ["某化工厂", "二厂区", "厂区", "", "", "", ""],
    ]


def test_one_bad_row_and_no_facility_is_kept(keeper: User, works: Organisation) -> None:
    data = workbook(
        exchange.COLUMNS.values(),
        ("某化工厂", "一厂区"),
        ("没有的厂", "二厂区"),
        ("某化工厂", "三厂区", "", "", "", "106"),
    )
    with pytest.raises(ImportRefused) as refused:
        exchange.import_facilities(user=keeper, data=data)
    assert [(row.row, row.column) for row in refused.value.rows] == [(3, "所属单位"), (4, "纬度")]
    assert Facility.objects.count() == 0


def test_the_page_of_the_import_names_every_wrong_row(keeper: User, works: Organisation) -> None:
    upload = SimpleUploadedFile("设施.xlsx", workbook(exchange.COLUMNS.values(), ("没有的厂", "二厂区")))
    answer = signed_in(keeper).post(reverse("directory:facilities_import"), {"file": upload})
    assert answer.status_code == 422
    assert "没有现行单位“没有的厂”" in answer.content.decode()

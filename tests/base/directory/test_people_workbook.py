"""People and their posts by workbook: taken in whole or not at all, and given out as whoever exports may read them."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ditan.base.audit.models import Entry
from ditan.base.directory.errors import ImportRefused, NotAllowed
from ditan.base.directory.exchange.people import COLUMNS, export_people, import_people
from ditan.base.directory.models import Holding, Organisation, Person, Post
from ditan.base.directory.services import create_person, create_post
from ditan.base.directory.sheets import read_sheet
from tests.base.directory.conftest import MakeOrganisation, with_permissions
from tests.base.directory.workbooks import workbook
from tests.fresh_code import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def bureau(make: MakeOrganisation) -> Organisation:
    return make("铜梁区生态环境局")


@pytest.fixture
def post(keeper: User, bureau: Organisation) -> Post:
    return create_post(user=keeper, organisation=bureau, title="双碳专员")


def sheet(*rows: tuple[str, ...]) -> bytes:
    return workbook(COLUMNS.values(), *rows)


def stored() -> list[Any]:
    return [list(each.objects.order_by("pk").values_list()) for each in (Person, Post, Holding)]


def test_people_and_their_posts_are_taken_in(keeper: User, post: Post) -> None:
    data = sheet(
        ("李四", "1001", "13812345678", "铜梁区生态环境局", "双碳专员", "2026-01-01", "否"),
        ("王五", "", "", "", "", "", ""),
    )
    assert import_people(user=keeper, data=data) == 2
    held = Holding.objects.get()
    assert (held.person.name, held.person.phone, held.valid_from) == ("李四", "13812345678", datetime.date(2026, 1, 1))


def test_a_known_staff_number_adds_a_post_to_that_person(keeper: User, bureau: Organisation, post: Post) -> None:
    lisi = create_person(user=keeper, name="李四", staff_number="1001")
    create_post(user=keeper, organisation=bureau, title="科长")
    data = sheet(
        ("李四", "1001", "", "铜梁区生态环境局", "双碳专员", "2026-01-01", ""),
        ("李四", "1001", "", "铜梁区生态环境局", "科长", "2026-01-01", "是"),
    )
    assert import_people(user=keeper, data=data) == 2
    assert [(held.person, held.post.title, held.acting) for held in Holding.objects.order_by("pk")] == [
        (lisi, "双碳专员", False),
        (lisi, "科长", True),
    ]


def test_every_wrong_row_is_named_and_nobody_is_stored(keeper: User, post: Post) -> None:
    create_person(user=keeper, name="李四", staff_number="1001")
    before = stored()
    office = "铜梁区生态环境局"
    data = sheet(
        ("赵六", "1002"),
        ("张三", "1001"),
        ("李四", ""),
        ("钱七", "1003", "电话"),
        ("孙八", "1004", "", "没有的局", "双碳专员", "2026-01-01"),
        ("周九", "1005", "", office, "局长", "2026-01-01"),
        ("吴十", "1006", "", office, "双碳专员"),
        ("郑一", "1007", "", office, "双碳专员", "2026-01-01", "也许"),
        ("冯二", "1008", "", office, "双碳专员", "元旦"),
    )
    with pytest.raises(ImportRefused) as refused:
        import_people(user=keeper, data=data)
    assert [(row.row, row.column) for row in refused.value.rows] == [
        (3, "工号"),
        (4, "工号"),
        (5, "电话"),
        (6, "单位"),
        (7, "岗位"),
        (8, "任职日期"),
        (9, "代理"),
        (10, "任职日期"),
    ]
    assert stored() == before


def test_missing_posts_are_made_where_that_was_ticked(keeper: User, bureau: Organisation) -> None:
    upload = SimpleUploadedFile("人员.xlsx", sheet(("周九", "1005", "", bureau.name, "局长", "2026-01-01")))
    signed_in(keeper).post(reverse("directory:people_import"), {"file": upload, "new_posts": "on"})
    assert Holding.objects.get().post.title == "局长"


def test_telephones_leave_the_house_as_whoever_exports_may_read_them(keeper: User, post: Post) -> None:
    import_people(
        user=keeper, data=sheet(("李四", "1001", "13812345678", post.organisation.name, "双碳专员", "2026-01-01"))
    )
    assert read_sheet(export_people(keeper))[1][2] == "138****5678"
    whole = with_permissions("whole", "view_directory", "manage_directory", "view_contacts")
    assert read_sheet(export_people(whole))[1] == [
        "李四",
        "1001",
        "13812345678",
        "铜梁区生态环境局",
        "双碳专员",
        "2026-01-01",
        "否",
    ]
    assert Entry.objects.filter(act="directory.people_exported").count() == 2


def test_readers_neither_import_nor_export_people(reader: User) -> None:
    with pytest.raises(NotAllowed):
        import_people(user=reader, data=sheet())
    with pytest.raises(NotAllowed):
        export_people(reader)
    assert Person.objects.count() == 0

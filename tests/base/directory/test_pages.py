"""The pages of the directory, as keepers, readers and others meet them."""

from __future__ import annotations

import datetime
import io

import openpyxl
import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ditan.base.directory.errors import ImportRefused, NotAllowed
from ditan.base.directory.exchange.organisations import COLUMNS, export_organisations, import_organisations
from ditan.base.directory.models import Organisation, Region
from ditan.base.directory.selectors import OrganisationFilters
from ditan.base.directory.services import create_person, create_post, hold_post, load_shipped_directory
from tests.base.directory.conftest import MakeOrganisation
from tests.base.directory.reshaping import act
from tests.fresh_code import signed_in

Day = datetime.date


def _page(user: User, name: str, *args: object, **query: str) -> str:
    answer = signed_in(user).get(reverse(f"directory:{name}", args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def _workbook(*rows: tuple[str, ...]) -> bytes:
    book = openpyxl.Workbook()
    book.active.append(list(COLUMNS.values()))
    for row in rows:
        book.active.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_the_list_shows_the_branch_that_is_chosen(make: MakeOrganisation, keeper: User) -> None:
    district = make("铜梁区人民政府")
    make("铜梁区生态环境局", district)
    make("渝中区人民政府")
    text = _page(keeper, "organisations", below=str(district.pk))
    assert "铜梁区生态环境局" in text
    assert "渝中区人民政府" not in text


def test_an_organisation_shows_who_held_its_posts_on_the_day(make: MakeOrganisation, keeper: User) -> None:
    bureau = make("铜梁区生态环境局")
    post = create_post(user=keeper, organisation=bureau, title="双碳专员")
    hold_post(user=keeper, post=post, person=create_person(user=keeper, name="李四"), on=Day(2026, 7, 1))
    assert "李四" in _page(keeper, "organisation", bureau.pk, as_of="2026-07-01")
    assert "空缺" in _page(keeper, "organisation", bureau.pk, as_of="2026-06-30")


def test_a_wrong_credit_code_leaves_the_form_as_it_was_typed(keeper: User) -> None:
    sent = {"name": "某厂", "kind": "enterprise", "credit_code": "911100006000373411", "on": "2026-01-01"}
    answer = signed_in(keeper).post(reverse("directory:organisation_new"), sent)
    assert answer.status_code == 422
    assert "应为“L”" in answer.content.decode()
    assert 'value="911100006000373411"' in answer.content.decode()
    assert Organisation.objects.count() == 0


def test_an_organisation_is_founded_edited_moved_and_closed_on_pages(make: MakeOrganisation, keeper: User) -> None:
    client = signed_in(keeper)
    parent = make("铜梁区人民政府")
    client.post(
        reverse("directory:organisation_new"),
        {"name": "双碳中心", "kind": "department", "parent": parent.name, "on": "2026-01-01", "aliases": "碳中心"},
    )
    made = Organisation.objects.get(name="双碳中心")
    assert made.parent == parent
    client.post(
        reverse("directory:organisation_edit", args=[made.pk]),
        {"name": "双碳服务中心", "kind": "department", "version": "1", "aliases": "碳中心"},
    )
    client.post(
        reverse("directory:organisation_move", args=[made.pk]), {"version": "2", "parent": "", "on": "2026-05-01"}
    )
    client.post(reverse("directory:organisation_close", args=[made.pk]), {"version": "3", "on": "2026-06-01"})
    made.refresh_from_db()
    assert (made.name, made.parent, made.valid_to) == ("双碳服务中心", None, Day(2026, 6, 1))


def test_regions_are_read_as_of_the_day_and_renamed(keeper: User) -> None:
    load_shipped_directory()
    district = Region.objects.get(code="500151")
    act(signed_in(keeper), "rename", district, name="新铜梁区", on="2026-07-01")
    assert "新铜梁区" not in _page(keeper, "regions", as_of="2026-06-30", words="500151")
    assert "新铜梁区" not in _page(keeper, "regions", as_of="2026-06-30", words="东城街道")
    assert "新铜梁区" in _page(keeper, "regions", as_of="2026-07-01", words="500151")
    assert "更名" in _page(keeper, "region", district.pk)


def test_people_are_entered_and_hand_over_on_pages(make: MakeOrganisation, keeper: User) -> None:
    client = signed_in(keeper)
    bureau = make("铜梁区生态环境局")
    client.post(reverse("directory:person_new"), {"name": "李四", "phone": "13800001234"})
    client.post(reverse("directory:person_new"), {"name": "王五"})
    client.post(reverse("directory:post_new", args=[bureau.pk]), {"title": "双碳专员", "on": "2025-01-01"})
    post = bureau.posts.get()
    client.post(reverse("directory:post_hold", args=[post.pk]), {"person": "李四", "on": "2025-01-01"})
    client.post(reverse("directory:hand_over", args=[post.holdings.get().pk]), {"taker": "王五", "on": "2026-07-01"})
    assert [(held.person.name, held.valid_to) for held in post.holdings.order_by("pk")] == [
        ("李四", Day(2026, 7, 1)),
        ("王五", None),
    ]
    assert "王五" in _page(keeper, "people")
    assert "13800001234" not in _page(keeper, "people")


@pytest.mark.parametrize("name", ["organisations", "people", "regions", "organisation_new"])
def test_who_holds_no_permission_is_refused(nobody: User, name: str) -> None:
    assert signed_in(nobody).get(reverse(f"directory:{name}")).status_code == 403


def test_readers_see_no_button_that_changes_anything(make: MakeOrganisation, reader: User) -> None:
    bureau = make("铜梁区生态环境局")
    text = _page(reader, "organisations") + _page(reader, "organisation", bureau.pk)
    assert "新增" not in text
    assert "撤销单位" not in text


def test_a_workbook_is_taken_in_whole_and_gives_itself_back(keeper: User) -> None:
    data = _workbook(
        ("铜梁区人民政府", "区政府", "部门", "", "", "", "", "", "2020-01-01"),
        ("铜梁区生态环境局", "", "部门", "生态环境", "", "", "铜梁区人民政府", "区环保局、环境局", ""),
    )
    assert import_organisations(user=keeper, data=data) == 2
    assert Organisation.objects.get(name="铜梁区生态环境局").parent.name == "铜梁区人民政府"
    rows = list(openpyxl.load_workbook(io.BytesIO(export_organisations(keeper, OrganisationFilters()))).active.values)
    assert rows[0] == tuple(COLUMNS.values())
    assert rows[1][:3] == ("铜梁区人民政府", "区政府", "部门")
    assert rows[2][6:8] == ("铜梁区人民政府", "区环保局、环境局")


def test_one_bad_row_and_nothing_of_the_workbook_is_kept(keeper: User) -> None:
    data = _workbook(
        ("好单位", "", "部门"),
        ("坏单位", "", "家庭", "", "12345", "", "", "", "去年"),
        ("孤儿", "", "部门", "", "", "", "没有的上级"),
    )
    with pytest.raises(ImportRefused) as refused:
        import_organisations(user=keeper, data=data)
    assert [(row.row, row.column) for row in refused.value.rows] == [(3, "生效日期"), (4, "上级单位")]
    assert Organisation.objects.count() == 0


def test_the_errors_come_back_beside_their_rows(keeper: User) -> None:
    upload = SimpleUploadedFile("单位.xlsx", _workbook(("坏单位", "", "企业", "", "911100006000373411")))
    answer = signed_in(keeper).post(reverse("directory:organisations_import"), {"file": upload})
    assert answer.status_code == 422
    assert "下载错误工作簿" in answer.content.decode()
    assert "统一社会信用代码" in answer.content.decode()


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0", b"name,kind"])
def test_what_is_no_workbook_is_refused_in_words(keeper: User, data: bytes) -> None:
    with pytest.raises(ImportRefused, match=r"工作簿|文件"):
        import_organisations(user=keeper, data=data)


def test_readers_neither_import_nor_export(reader: User) -> None:
    with pytest.raises(NotAllowed):
        import_organisations(user=reader, data=template_bytes())
    with pytest.raises(NotAllowed):
        export_organisations(reader, OrganisationFilters())
    assert signed_in(reader).get(reverse("directory:organisations_template")).status_code == 403


def template_bytes() -> bytes:
    return _workbook()

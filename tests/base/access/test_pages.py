"""The pages of roles: list, editor, who has one, and the buttons that give and take."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from ditan.base.access.addresses import addresses
from ditan.base.access.models import Grant, Role, RoleOfPost
from ditan.base.audit.models import Entry
from ditan.base.directory.models import Holding, Organisation
from tests.base.access.conftest import LONG_AGO, MakeOrganisation, MakePerson
from tests.fresh_code import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(security: User) -> Client:
    """The security administrator's browser."""
    return signed_in(security)


def page(client: Client, address: str, status: int = 200) -> str:
    """A page's HTML."""
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def told(answer: object) -> list[str]:
    """The messages that the next page shows."""
    return [str(each) for each in answer.context["messages"]]  # type: ignore[attr-defined]


FORM = {"name": "园区专员", "label": "各园区", "scope": "own_and_below", "permission": ["plans.view_plans"]}


def test_the_list_shows_each_role_with_its_numbers(desk: Client, clerk: User) -> None:
    html = page(desk, "/access/")
    assert all(name in html for name in ("统筹", "部门", "审计管理员", "本部门及以下", "新增角色"))
    assert "本人持有" in html


def test_a_role_is_made_in_the_editor(desk: Client, roles: dict[str, Role]) -> None:
    assert "勾选权限，选择数据范围" in page(desk, "/access/new/")
    answer = desk.post("/access/new/", FORM, follow=True)
    role = Role.objects.get(name="园区专员")
    assert answer.redirect_chain == [(f"/access/{role.pk}/", 302)]
    assert [each.codename for each in role.permissions.all()] == ["view_plans"]
    assert told(answer) == ["已新建角色“园区专员”；接下来把它授予岗位或账号。"]


def test_what_was_ticked_survives_a_refusal(desk: Client) -> None:
    answer = desk.post("/access/new/", {**FORM, "name": ""})
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "应为 1—32 个字" in html
    assert 'value="plans.view_plans" checked' in html


def test_a_forged_tick_of_administration_is_refused(desk: Client) -> None:
    answer = desk.post("/access/new/", {**FORM, "permission": ["access.manage_roles"]})
    assert answer.status_code == 409
    assert "不能包含管理权限：维护角色" in answer.content.decode()
    assert Role.objects.filter(name="园区专员").exists() is False


def test_custom_organisations_are_named_line_by_line(
    desk: Client, forestry: Organisation, finance: Organisation
) -> None:
    named = "铜山区林业局\n\n 铜山区财政局 "
    desk.post("/access/new/", {**FORM, "scope": "custom", "organisations": named})
    role = Role.objects.get(name="园区专员")
    assert set(role.organisations.all()) == {forestry, finance}
    assert "铜山区林业局\n铜山区财政局" in page(desk, f"/access/{role.pk}/edit/")


@pytest.mark.parametrize(
    ("named", "message"),
    [
        ("无此局", "没有名为“无此局”的现行单位"),
        ("双名局", "有 2 个单位名为“双名局”"),
        ("\n".join("局" * 501), "最多 500 个"),
    ],
)
def test_organisations_that_cannot_be_told_are_refused(
    named: str, message: str, desk: Client, make_organisation: MakeOrganisation
) -> None:
    make_organisation("双名局")
    make_organisation("双名局")
    answer = desk.post("/access/new/", {**FORM, "scope": "custom", "organisations": named})
    assert answer.status_code == 422
    assert message in answer.content.decode()
    assert Role.objects.filter(name="园区专员").exists() is False


def test_a_role_is_changed_in_the_editor(desk: Client, roles: dict[str, Role]) -> None:
    role = roles["部门"]
    html = page(desk, f"/access/{role.pk}/edit/")
    assert 'value="plans.view_plans" checked' in html
    form = {**FORM, "name": "部门", "version": "1", "permission": ["plans.view_plans", "plans.export_items"]}
    answer = desk.post(f"/access/{role.pk}/edit/", form, follow=True)
    assert told(answer) == ["角色“部门”已保存，即时生效。"]
    assert {each.codename for each in role.permissions.all()} == {"view_plans", "export_items"}


@pytest.mark.parametrize("version", ["", "7", "²", "9" * 5000])
def test_a_version_that_is_not_the_current_one_is_refused(version: str, desk: Client, roles: dict[str, Role]) -> None:
    role = roles["部门"]
    before = sorted(role.permissions.values_list("codename", flat=True))
    answer = desk.post(f"/access/{role.pk}/edit/", {**FORM, "name": "部门", "version": version})
    assert answer.status_code == 409
    assert "已被他人修改" in answer.content.decode()
    assert sorted(role.permissions.values_list("codename", flat=True)) == before


def test_the_editor_of_an_administrators_role_shows_its_duty_alone(desk: Client, roles: dict[str, Role]) -> None:
    html = page(desk, f"/access/{roles['审计管理员'].pk}/edit/")
    assert "只列出本职责的权限" in html
    assert "plans.view_plans" not in html


def test_ones_own_role_is_not_changed(desk: Client, roles: dict[str, Role]) -> None:
    answer = desk.post(f"/access/{roles['安全管理员'].pk}/edit/", {**FORM, "name": "安全管理员", "version": "1"})
    assert answer.status_code == 403
    assert "您本人持有角色" in answer.content.decode()


def test_a_role_is_deleted_by_its_button(desk: Client) -> None:
    desk.post("/access/new/", FORM)
    role = Role.objects.get(name="园区专员")
    assert desk.get(f"/access/{role.pk}/delete/").status_code == 405
    assert told(desk.post(f"/access/{role.pk}/delete/", follow=True))[-1] == "已删除角色“园区专员”。"
    assert Role.objects.filter(name="园区专员").exists() is False


def test_who_has_a_role_is_shown_with_posts_and_accounts(
    desk: Client, clerk: User, roles: dict[str, Role], finance: Organisation
) -> None:
    Grant.objects.create(
        user=User.objects.create_user("linshi"), role=roles["部门"], organisation=finance, valid_from=LONG_AGO
    )
    html = page(desk, f"/access/{roles['部门'].pk}/")
    assert all(
        word in html for word in ("铜山区林业局", "banshi的岗位", "banshi", "linshi", "铜山区财政局", "2020-01-01")
    )


def test_a_role_is_granted_and_revoked_by_buttons(desk: Client, clerk: User, roles: dict[str, Role]) -> None:
    role = roles["审核员"]
    form = {"account": " banshi ", "organisation": "铜山区林业局", "valid_from": "2020-01-01", "valid_to": "2099-12-31"}
    answer = desk.post(f"/access/{role.pk}/grant/", form, follow=True)
    assert told(answer) == ["已授予“banshi”角色“审核员”。"]
    grant = Grant.objects.get(role=role)
    assert (grant.organisation.name, str(grant.valid_to)) == ("铜山区林业局", "2099-12-31")  # type: ignore[union-attr]
    answer = desk.post(f"/access/grants/{grant.pk}/revoke/", follow=True)
    assert told(answer) == ["已收回“banshi”的角色“审核员”。"]
    assert "banshi" not in page(desk, f"/access/{role.pk}/").split("已结束")[0].split("<main")[1]
    assert "banshi" in page(desk, f"/access/{role.pk}/?ended=1")


@pytest.mark.parametrize(
    ("form", "message"),
    [
        ({"account": "wuren"}, "没有用户名为“wuren”的账号"),
        ({"account": ""}, "没有用户名为“”的账号"),
        ({"account": "banshi\x00", "organisation": "无此局"}, "没有名为“无此局”的现行单位"),
        ({"account": "banshi", "valid_from": "明天"}, "生效日期“明天”不是日期"),
        ({"account": "banshi", "valid_to": "2020-13-45"}, "失效日期“2020-13-45”不是日期"),
        ({"account": "banshi", "organisation": "铜山区林业局\n铜山区财政局"}, "请只填写一个单位"),
    ],
)
def test_a_grant_that_cannot_be_is_refused_in_words(
    form: dict[str, str], message: str, desk: Client, clerk: User, finance: Organisation, roles: dict[str, Role]
) -> None:
    before = Grant.objects.count()
    answer = desk.post(f"/access/{roles['审核员'].pk}/grant/", form, follow=True)
    assert message in told(answer)[0]
    assert Grant.objects.count() == before


def test_a_role_is_given_to_a_post_by_its_names_and_taken_back(
    desk: Client, clerk: User, roles: dict[str, Role]
) -> None:
    form = {"organisation": "铜山区林业局", "title": "banshi的岗位"}
    answer = desk.post(f"/access/{roles['审核员'].pk}/posts/", form, follow=True)
    assert told(answer) == ["岗位“banshi的岗位”已有角色“审核员”。"]
    given = RoleOfPost.objects.get(role=roles["审核员"])
    answer = desk.post(f"/access/posts/{given.pk}/take/", {"next": "/access/"}, follow=True)
    assert (told(answer), answer.redirect_chain) == (["已从岗位收回角色。"], [("/access/", 302)])
    assert RoleOfPost.objects.filter(role=roles["审核员"]).exists() is False


@pytest.mark.parametrize(
    ("form", "message"),
    [
        ({"organisation": "", "title": "科员"}, "请填写单位和岗位名称"),
        ({"organisation": "铜山区林业局", "title": "无此岗"}, "没有名为“无此岗”的岗位"),
    ],
)
def test_a_post_that_is_not_there_is_refused(
    form: dict[str, str], message: str, desk: Client, clerk: User, roles: dict[str, Role]
) -> None:
    before = RoleOfPost.objects.count()
    assert message in told(desk.post(f"/access/{roles['审核员'].pk}/posts/", form, follow=True))[0]
    assert RoleOfPost.objects.count() == before


def test_a_button_leads_nowhere_else(desk: Client, clerk: User, roles: dict[str, Role]) -> None:
    given = RoleOfPost.objects.get(role=roles["部门"])
    answer = desk.post(f"/access/posts/{given.pk}/take/", {"next": "https://elsewhere.example/"})
    assert answer.headers["Location"] == "/access/"


def test_the_auditor_reads_the_matrix_and_no_roles(auditor: User) -> None:
    client = signed_in(auditor)
    html = page(client, "/access/matrix/")
    assert all(word in html for word in ("plans:library", "api:plans_findings", "查看规划", "审计管理员"))
    assert client.get("/access/").status_code == 403
    assert client.get("/plans/").status_code == 403


def test_the_matrix_has_a_line_for_every_address_and_a_column_for_every_role(desk: Client) -> None:
    matrix = desk.get("/access/matrix/").context["matrix"]
    assert [line.address for line in matrix.lines] == list(addresses())
    assert len(matrix.roles) == Role.objects.count()
    assert matrix.undeclared == ()


def test_one_module_of_the_matrix_can_be_looked_at(desk: Client) -> None:
    lines = desk.get("/access/matrix/?module=access").context["lines"]
    assert {line.address.name.partition(":")[0] for line in lines} == {"access"}


def test_the_matrix_follows_a_change_of_a_role(desk: Client, roles: dict[str, Role]) -> None:
    def opens() -> bool:
        lines = desk.get("/access/matrix/").context["matrix"].lines
        return next(line for line in lines if line.address.name == "plans:library").opens[roles["公众"].pk]  # type: ignore[no-any-return]

    assert opens() is False
    form = {"name": "公众", "scope": "own_only", "permission": ["plans.view_plans"], "version": "1"}
    desk.post(f"/access/{roles['公众'].pk}/edit/", form)
    assert opens() is True


def test_the_matrix_is_taken_out_as_a_workbook_and_recorded(desk: Client) -> None:
    answer = desk.get("/access/matrix/export/")
    sheet = load_workbook(BytesIO(answer.content)).active
    head = [cell.value for cell in sheet[1]]
    assert head[:6] == ["类别", "名称", "地址", "方法", "所需权限", "写入所需权限"]
    assert sheet.max_row == len(addresses()) + 1
    rows = {row[1].value: [cell.value for cell in row] for row in sheet.iter_rows(min_row=2)}
    assert rows["access:roles"][head.index("安全管理员")] == "可"
    assert rows["access:roles"][head.index("审计管理员")] == "—"
    assert Entry.objects.filter(act="access.matrix_exported").count() == 1


def test_the_pages_cost_as_many_queries_for_many_as_for_few(
    desk: Client, clerk: User, roles: dict[str, Role], make_person: MakePerson, forestry: Organisation
) -> None:
    address = f"/access/{roles['部门'].pk}/"
    with CaptureQueriesContext(connection) as few:
        desk.get(address)
    for number in range(8):
        make_person(f"ren{number}", forestry, post_roles=(roles["部门"],))
        make_person(f"shou{number}", granted=(roles["部门"],))
    with CaptureQueriesContext(connection) as many:
        desk.get(address)
    assert Holding.objects.count() == 9
    assert len(few) + 1 >= len(many)  # the first page had no granted account to ask for


def test_a_custom_scope_takes_a_unit_by_the_number_that_the_pick_list_gives(
    desk: Client, make_organisation: MakeOrganisation
) -> None:
    north = make_organisation("新城街道", make_organisation("甲区人民政府"))
    make_organisation("新城街道", make_organisation("乙区人民政府"))
    custom = {**FORM, "scope": "custom"}
    refused = desk.post("/access/new/", {**custom, "organisations": "新城街道"})
    assert "有 2 个单位名为“新城街道”；请输入时从列表中选取" in refused.content.decode()
    assert not Role.objects.filter(name="园区专员").exists()
    desk.post("/access/new/", {**custom, "organisations": f"新城街道〔{north.pk}〕"})
    assert list(Role.objects.get(name="园区专员").organisations.all()) == [north]

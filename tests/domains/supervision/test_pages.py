"""The pages: what stays typed where something is refused, whose page it is, and that queries do not grow with the rows."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ditan.base.directory.models import Organisation
from ditan.domains.plans.models import PlanDocument
from ditan.domains.supervision.models import Matter, MatterClass
from ditan.domains.supervision.services import draw_up_many
from tests.base.access.conftest import MakeOrganisation
from tests.domains.supervision.conftest import DUE, District, drafted, handed_out, seen, step, under_way

pytestmark = pytest.mark.django_db
Day = datetime.date


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return str(answer.content.decode())


def test_a_new_matter_is_drawn_up_and_what_is_refused_keeps_what_was_typed(district: District) -> None:
    office = as_(district.office)
    sent = {
        "title": "新建充电桩2000个",
        "kind": "meeting",
        "issued_by": "区政府常务会议",
        "organisation": "区住房城乡建委",
        "cooperating": "区林业局、区财政局",
        "due_on": "2026-08-01",
        "reporting": "monthly",
        "action": "hand_out",
    }
    refused = office.post("/supervision/new/", sent)
    text = refused.content.decode()
    assert refused.status_code == 422
    assert "办理时限 2026-08-01 已经过去" in text
    assert 'value="区政府常务会议"' in text
    assert "区林业局、区财政局" in text
    assert not Matter.objects.exists()
    assert "不是日期" in office.post("/supervision/new/", sent | {"due_on": "年底"}).content.decode()
    assert (
        "没有现行单位“区文旅委”"
        in office.post("/supervision/new/", sent | {"organisation": "区文旅委"}).content.decode()
    )
    done = office.post("/supervision/new/", sent | {"due_on": "2026-09-30"}, follow=True)
    assert "2026-0001 已立项并交办。" in done.content.decode()
    assert Matter.objects.get().parts.count() == 3


def test_the_page_of_a_matter_gives_each_her_own_buttons(district: District) -> None:
    matter = handed_out(district)
    address = f"/supervision/{matter.pk}/"
    clerk, office, leader = (read(as_(user), address) for user in (district.clerk, district.office, district.leader))
    assert f"{address}accept/" in clerk
    assert f"{address}accept/" not in office
    assert f"{address}withdraw/" in office
    assert 'method="post" action="/supervision/' not in leader
    assert "时限前" not in clerk
    assert "责任单位负责人" in clerk
    assert as_(district.forester).get(address).status_code == 404
    answer = as_(district.clerk).post(f"{address}accept/", {"version": matter.version}, follow=True)
    assert "已签收，现为“已签收”。" in answer.content.decode()
    assert seen(matter).handler == district.clerk


def test_what_came_back_says_why_until_it_is_reported_again(district: District) -> None:
    matter = under_way(district)
    address = f"/supervision/{matter.pk}/"
    step(district.clerk, matter, "report", "已办")
    step(district.office, matter, "send_back", "缺验收材料")
    assert 'id="back"><p><strong>审核退回</strong>　缺验收材料' in read(as_(district.clerk), address)
    step(district.clerk, matter, "report", "已办，附验收材料")
    assert 'id="back"' not in read(as_(district.clerk), address)


def test_buttons_of_those_who_take_part_say_what_is_wrong_and_change_nothing(district: District) -> None:
    matter = under_way(district)
    address, clerk = f"/supervision/{matter.pk}/", as_(district.clerk)
    version = {"version": seen(matter).version}
    for path, sent, said in (
        ("progress/", {"text": "开工", "percent": "一半"}, "“一半”不是可用的数字"),
        ("milestones/", {"title": "选址", "due_on": "2027-01-01"}, "不在事项的起止之间"),
        (
            "split/",
            {"title": "片区", "organisation": "区林业局", "due_on": "2026-09-20", "share": "10"},
            "不能直接分解给它",
        ),
        ("extension/", {"due_on": "2026-09-01", "text": "等"}, "应晚于现时限"),
        ("report/", {"text": " "}, "填写办理结果"),
    ):
        answer = clerk.post(address + path, sent | version, follow=True)
        assert said in answer.content.decode(), path
    assert seen(matter).version == version["version"]
    answer = clerk.post(address + "progress/", {"text": "建成900个", "percent": "45", **version}, follow=True)
    assert "建成900个" in answer.content.decode()


def test_a_milestone_is_changed_in_its_own_dialog_until_it_is_reached(district: District) -> None:
    matter = under_way(district)
    address, clerk = f"/supervision/{matter.pk}/", as_(district.clerk)
    clerk.post(address + "milestones/", {"title": "完成选址", "due_on": "2026-09-10"})
    stone = matter.milestones.get()
    text = read(clerk, address)
    assert f'data-dialog="milestone-{stone.pk}"' in text
    assert f'<dialog class="dialog" id="milestone-{stone.pk}"' in text
    assert f'<input type="hidden" name="milestone" value="{stone.pk}">' in text
    assert 'value="完成选址"' in text
    assert 'value="2026-09-10"' in text
    sent = {"milestone": stone.pk, "version": 1, "title": "完成选址和测量", "due_on": "2026-09-15"}
    refused = clerk.post(address + "milestones/", sent | {"due_on": "2027-01-01"}, follow=True)
    assert "不在事项的起止之间" in refused.content.decode()
    assert matter.milestones.get().due_on == Day(2026, 9, 10)
    done = clerk.post(address + "milestones/", sent, follow=True)
    assert "节点“完成选址和测量”已修改。" in done.content.decode()
    changed = matter.milestones.get()
    assert (changed.pk, changed.title, changed.due_on) == (stone.pk, "完成选址和测量", Day(2026, 9, 15))
    late = clerk.post(address + "milestones/", sent | {"title": "旧页面"}, follow=True)
    assert "刚被他人修改" in late.content.decode()
    clerk.post(f"{address}milestones/{stone.pk}/done/", {"done_on": "2026-09-01", "version": 2})
    assert f'id="milestone-{stone.pk}"' not in read(clerk, address)


def test_a_plan_is_handed_out_from_its_page_once(
    district: District, plan: PlanDocument, make_organisation: MakeOrganisation
) -> None:
    office, address = as_(district.office), f"/supervision/plans/{plan.pk}/"
    assert plan.title in read(office, "/supervision/plans/")
    text = read(office, address)
    assert "可立项 1 项，已立项 0 项" in text
    assert 'name="name-0" value="区发展改革委"' in text
    key = plan.measure_set.get(form="task").pk
    sent = {"pick": [key], "due_on": "2026-12-31", "name-0": "区发展改革委", "action": "hand_out"}
    assert "1 项没有主办单位" in office.post(address, sent).content.decode()
    assert "还没有勾选" in office.post(address, {**sent, "pick": []}).content.decode()
    done = office.post(address, {**sent, "organisation-0": "区住房城乡建委", f"due-{key}": "2026-11-30"}, follow=True)
    assert "已立项并交办 1 项。" in done.content.decode()
    assert Matter.objects.get().due_on == Day(2026, 11, 30)
    assert "可立项 0 项，已立项 1 项" in read(office, address)


def test_classes_and_chains_are_kept_on_screen(district: District) -> None:
    office = as_(district.office)
    assert "时限前 3" in read(office, "/supervision/classes/")
    found = MatterClass.objects.get(shipped="ordinary")
    sent = {
        "name": "一般任务",
        "chain": found.chain_id,
        "soon": "3",
        "weight": "2",
        "clocks.handed_out": "两天",
        "version": 1,
    }
    assert "收到“两天”" in office.post(f"/supervision/classes/{found.pk}/", sent).content.decode()
    office.post(f"/supervision/classes/{found.pk}/", {**sent, "clocks.handed_out": "2", "is_active": "on"})
    found.refresh_from_db()
    assert (found.clocks, found.weight, found.version) == ({"handed_out": 2}, Decimal(2), 2)
    chain = {"name": "批示链", "after": ["1", "x"], "who": ["head", "office"], "act": ["urge", "circulate"]}
    assert "天数应为整数" in office.post("/supervision/chains/new/", chain).content.decode()
    assert (
        "批示链"
        in office.post("/supervision/chains/new/", {**chain, "after": ["1", "5"]}, follow=True).content.decode()
    )


def test_pages_ask_as_many_queries_for_many_matters_as_for_few(district: District) -> None:
    pages = (
        "/supervision/?size=100",
        "/supervision/overview/",
        f"/supervision/departments/{district.housing.pk}/",
        "/",
    )
    people = (district.office, district.office, district.clerk, district.clerk)

    def counted() -> list[int]:
        found = []
        for user, page in zip(people, pages, strict=True):
            client = as_(user)
            client.get(page)
            with CaptureQueriesContext(connection) as queries:
                read(client, page)
            found.append(len(queries))
        return found

    def add(number: int) -> None:
        drafts = [
            drafted(district, title=f"任务{n}", due_on=DUE, past_why="补录", cooperating=(district.finance,))
            for n in range(number)
        ]
        draw_up_many(user=district.office, drafts=drafts, hand_out=True)

    district.today.day = Day(2026, 10, 9)
    add(2)
    few = counted()
    add(25)
    assert counted() == few
    assert few[0] <= 30
    assert few[2] <= 30


def test_an_organisation_goes_over_as_a_whole_from_its_page(district: District) -> None:
    handed_out(district)
    address = f"/supervision/departments/{district.housing.pk}/"
    office = as_(district.office)
    assert "整体转交" in read(office, address)
    assert "整体转交" not in read(as_(district.clerk), address)
    done = office.post(address + "pass/", {"organisation": "区财政局", "text": "机构改革"}, follow=True)
    assert "已将 1 项转交区财政局。" in done.content.decode()
    assert Matter.objects.get().organisation == Organisation.objects.get(name="区财政局")

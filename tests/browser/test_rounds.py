"""Two rounds from beginning to end: a yearly one on plan 004's indicators, a monthly one on 渝中's air.

What leads up to them is prepared by services; what people do, they do in their browsers.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from ditan.base.access.models import Role
from ditan.base.alerts.models import Alert
from ditan.base.alerts.services.ruling import RuleDraft, save_rule, switch
from ditan.base.directory.models import Organisation
from ditan.base.records.models import Metric, Observation, Standing, Subject
from ditan.base.records.services import record
from ditan.base.records.services.formulas import load_shipped_formulas
from ditan.base.records.services.published import load_published_values
from ditan.base.workflow.models import Assignment, Round, Submission
from ditan.base.workflow.rounds.services.arranging import Asked, Owed, ask_for, assign, make_round
from ditan.base.workflow.rounds.services.relating import make_relation
from ditan.base.workflow.rounds.workbook import HEAD_ROW, TITLES
from ditan.domains.plans.models import Indicator, PlanDocument
from tests.base.access.conftest import (  # noqa: F401 - fixtures
    MakeOrganisation,
    MakePerson,
    make_organisation,
    make_person,
    roles,
)
from tests.browser.desks import Desk, agent, desk  # noqa: F401 - fixtures
from tests.domains.plans.followed import follow_all

PLAN = "004-tongliang-climate.txt"
YEARLY, MONTHLY = "铜梁区2025年度应对气候变化指标年报", "渝中区2024年12月空气质量月报"
WATERED = "农田灌溉水有效利用系数"
REASON = "农田灌溉水有效利用系数应取至小数点后四位"


@pytest.fixture
def people(
    make_organisation: MakeOrganisation,  # noqa: F811
    make_person: MakePerson,  # noqa: F811
    roles: dict[str, Role],  # noqa: F811
) -> dict[str, User]:
    """The coordinating office and four departments, each with a clerk."""
    found = {"office": make_person("shuangtan", make_organisation("区双碳办"), granted=(roles["统筹"],))}
    places = {"forestry": "区林业局", "water": "区水利局", "housing": "区住房城乡建委", "air": "渝中区生态环境局"}
    for code, name in places.items():
        found[code] = make_person(code, make_organisation(name), post_roles=(roles["部门"],))
    return found


def drawn_up(user: User, values: dict[str, Any], metrics: list[Metric], owed: list[Owed]) -> Round:
    made = make_round(user=user, values={"opens_on": timezone.localdate(), "remind_days": 3, "note": "", **values})
    made = ask_for(user=user, pk=made.pk, version=made.version, metrics=[Asked(each.pk) for each in metrics])
    return assign(user=user, pk=made.pk, version=made.version, owed=owed)


@pytest.fixture
def yearly(people: dict[str, User], read_example: Callable[[str], PlanDocument]) -> Round:
    """Each department owes the indicators that plan 004 lays upon it, and the office follows their targets.

    The plan is taken as issued: the targets of a draft for comment bind nobody and never light up.
    """
    load_published_values()
    plan = read_example(PLAN)
    PlanDocument.objects.filter(pk=plan.pk).update(status="issued")
    plan.refresh_from_db()
    follow_all(people["office"], plan)
    owed, asked = [], []
    district = Subject.objects.get(code="500151")
    for name in ("区林业局", "区水利局", "区住房城乡建委"):
        codes = Indicator.objects.filter(department=name).order_by("position").values_list("metric", flat=True)
        metrics = list(Metric.objects.filter(code__in=codes).order_by("pk"))
        asked += metrics
        place = Organisation.objects.get(name=name)
        owed.append(Owed(place.pk, subject=district.pk, metrics=tuple(each.pk for each in metrics)))
    due = timezone.localdate() + datetime.timedelta(days=10)
    values = {"title": YEARLY, "kind": "yearly", "period": "2025", "due_on": due, "status": "final"}
    return drawn_up(people["office"], values, asked, owed)


@pytest.fixture
def monthly(people: dict[str, User], yearly: Round) -> Round:
    """渝中's air of December 2024, with what must hold between two of its figures."""
    codes = ("pm25", "pm10", "good_air_days")
    by_code = Metric.objects.in_bulk(codes, field_name="code")
    district = Subject.objects.get(code="500103")
    place = Organisation.objects.get(name="渝中区生态环境局")
    make_relation(user=people["office"], left="pm25", comparator="le", right="pm10", level="must")
    values = {"title": MONTHLY, "kind": "monthly", "period": "2024M12", "status": "final"}
    due = timezone.localdate() + datetime.timedelta(days=5)
    metrics = [by_code[code] for code in codes]
    return drawn_up(people["office"], {**values, "due_on": due}, metrics, [Owed(place.pk, subject=district.pk)])


@pytest.fixture
def watched_air(people: dict[str, User], yearly: Round) -> None:
    """A rule on 渝中's monthly PM2.5, which the values that stand do not break."""
    place = Organisation.objects.get(name="渝中区生态环境局")
    draft = RuleDraft(
        name="PM2.5月均浓度偏高",
        kind="threshold",
        parameters={"comparator": "gt", "yellow": 60},
        basis="本例的限值，不是标准",
        metrics=(Metric.objects.get(code="pm25").pk,),
        subjects=(Subject.objects.get(code="500103").pk,),
        responsible=place.pk,
    )
    made = save_rule(user=people["office"], draft=draft)
    switch(user=people["office"], rule=made, on=True, version=made.version)
    assert not Alert.objects.exists()


@pytest.fixture
def energy_of_plan(yearly: Round) -> Metric:
    """Energy a unit of product, computed from what plan 004 says of 2020."""
    load_shipped_formulas()
    plan = PlanDocument.objects.get(source__name=PLAN)
    text, district = plan.source.decoded.text, Subject.objects.get(code="500151")
    for code, quote, number, unit in (
        ("energy_consumption", "132.39万吨标煤", "132.39", "万吨标煤"),
        ("gdp", "661亿元", "661", "亿元"),
    ):
        at = text.index(quote)
        record(
            user=None,
            permission=None,
            subject=district,
            metric=Metric.objects.get(code=code),
            period="2020",
            status="published",
            origin="span",
            reported=number,
            unit=unit,
            source=plan.source,
            start=at,
            end=at + len(quote),
            quote=quote,
        )
    return Metric.objects.get(code="energy_per_gdp")


def open_round(page: Page, title: str) -> None:
    """The office gives a round out, from the list."""
    page.goto(reverse("workflow:rounds"))
    page.click(f"main a:has-text('{title}')")
    page.click("main button:has-text('下达')")
    page.click("dialog button:has-text('确定')")
    expect(page.locator(".head .sign")).to_have_text("填报中")


def open_sheet(page: Page, title: str) -> None:
    """A clerk finds her sheet among what waits for her."""
    page.goto(reverse("workflow:my"))
    page.click(f"main a:has-text('{title}')")
    expect(page.locator("#filing")).to_be_visible()


def row(page: Page, name: str) -> Locator:
    return page.locator(".grid__row", has=page.locator(".grid__metric", has_text=name))


def type_in(page: Page, name: str, text: str) -> None:
    row(page, name).locator("[data-part=reported]").fill(text)


def explain(page: Page, name: str, text: str) -> None:
    row(page, name).locator("[data-part=note]").fill(text)


def hand_in(page: Page) -> None:
    page.click(".head button:has-text('提交')")
    expect(page.locator(".head .sign").first).to_contain_text("待统筹审核")


def decide(page: Page, assignment: Assignment, *, back: str = "") -> None:
    """The office's word on a sheet: it passes, or goes back with a reason."""
    page.goto(reverse("workflow:sheet", args=[assignment.pk]))
    if back:
        page.click(".head button:has-text('退回')")
        page.fill("dialog[open] textarea", back)
        page.click("dialog[open] button:has-text('退回')")
        expect(page.locator(".head .sign").first).to_contain_text("已退回")
        return
    page.click(".head button:has-text('统筹通过')")
    expect(page.locator(".head .sign").first).to_contain_text("已通过")


def answer(page: Page, button: str, text: str) -> None:
    """Press a button of an alert and say in its dialog what there is to say."""
    page.click(f".head button:has-text('{button}')")
    page.fill("dialog[open] textarea", text)
    page.click(f"dialog[open] button:has-text('{button}')")
    expect(page.locator("dialog[open]")).to_have_count(0)


def lock_all(page: Page, asking: Round) -> None:
    page.goto(reverse("workflow:round", args=[asking.pk]))
    page.click("main button:has-text('锁定已通过')")
    page.click("dialog button:has-text('确定')")


def filled_in(path: Path, values: dict[str, str]) -> None:
    """Write values into the template, by code, as somebody does in a spreadsheet."""
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    code, value = TITLES.index("指标编码") + 1, TITLES.index("数值") + 1
    for row in range(HEAD_ROW + 1, page.max_row + 1):
        page.cell(row, value).value = values[page.cell(row, code).value]
    book.save(path)


def stands(subject: str, code: str, period: str) -> str:
    return Standing.objects.get(subject__code=subject, metric__code=code, period=period).observation.reported


def test_two_rounds_run_from_their_opening_to_an_alert_and_a_restatement(
    desk: Desk,  # noqa: F811
    people: dict[str, User],
    yearly: Round,
    monthly: Round,
    watched_air: None,
    energy_of_plan: Metric,
    tmp_path: Path,
) -> None:
    office = desk(people["office"])
    open_round(office, YEARLY)
    open_round(office, MONTHLY)
    owed = {each.organisation.name: each for each in Assignment.objects.select_related("organisation")}

    # The year of the plan's targets is over, and nobody can say yet what came of them.
    office.goto(f"{reverse('plans:board')}?q={WATERED}")
    card = office.locator(".card-t", has_text="0.5")
    expect(card.locator(".lamp--grey")).to_have_text("到期待评")
    expect(card.locator(".card-t__value")).to_contain_text("暂无数据")

    # The forestry office fills in the workbook.
    forestry = desk(people["forestry"])
    open_sheet(forestry, YEARLY)
    with forestry.expect_download() as download:
        forestry.click(".head a:has-text('下载模板')")
    sheet = tmp_path / "模板.xlsx"
    download.value.save_as(sheet)
    filled_in(sheet, {"forest_stock": "118.6"})
    forestry.click(".head a:has-text('导入')")
    forestry.set_input_files("#file", sheet)
    forestry.click("button:has-text('检查')")
    expect(forestry.locator("main")).to_contain_text("将改动 1 行，不能导入 0 行，没有变化 0 行。还没有写入任何数据。")
    forestry.click("button:has-text('写入勾选的行')")
    expect(forestry.locator("[data-part=reported]")).to_have_value("118.6")
    hand_in(forestry)

    # The water bureau fills in the grid.
    water = desk(people["water"])
    open_sheet(water, YEARLY)
    type_in(water, "农田灌溉水有效利用系数", "0.55")
    type_in(water, "河库自然岸线保有率", "76.5")
    type_in(water, "水土流失治理面积", "未知")
    explain(water, "水土流失治理面积", "年度数待市水利局核定")
    hand_in(water)

    # The housing commission comes a day late: it was told, and it is marked.
    late = owed["区住房城乡建委"]
    Assignment.objects.filter(pk=late.pk).update(due_on=timezone.localdate() - datetime.timedelta(days=1))
    housing = desk(people["housing"])
    open_sheet(housing, YEARLY)
    expect(housing.locator(".head .sign--bad")).to_contain_text("逾期")
    type_in(housing, "城镇", "70.2")
    hand_in(housing)
    expect(housing.locator(".head .sign--caution").last).to_contain_text("迟报")

    # One is returned, corrected and handed in again; all pass and are locked.
    decide(office, owed["区水利局"], back=REASON)
    open_sheet(water, YEARLY)
    expect(water.locator(".caution-box")).to_contain_text(REASON)
    type_in(water, "农田灌溉水有效利用系数", "0.5512")
    hand_in(water)
    for name in ("区林业局", "区水利局", "区住房城乡建委"):
        decide(office, owed[name])
    lock_all(office, yearly)
    expect(office.locator(".meter .is-good dd")).to_have_text("3")
    assert stands("500151", "irrigation_coefficient", "2025") == "0.5512"
    assert stands("500151", "soil_erosion_area", "2025") == "未知"
    assert Submission.objects.filter(late=True).count() == 1

    # The light changes: the locked figure stays below its target of 0.56, and the office says so.
    office.goto(f"{reverse('plans:board')}?q={WATERED}")
    expect(card.locator(".card-t__value")).to_contain_text("0.5512")
    card.locator("h3 a").click()
    expect(office.locator(".verdict")).to_contain_text("按此为未达成，待人评定")
    office.click("main button:has-text('评定未达成')")
    expect(office.locator(".head .lamp--red")).to_have_text("未达成")

    # 渝中's air: a slipped point and an impossible pair are caught, corrected and locked.
    air = desk(people["air"])
    open_sheet(air, MONTHLY)
    expect(row(air, "PM2.5")).to_contain_text("67")
    type_in(air, "PM2.5", "6.1")
    expect(row(air, "PM2.5").locator(".said")).to_contain_text("10 分之一")
    type_in(air, "PM2.5", "61")
    type_in(air, "PM10", "58")
    type_in(air, "优良天数", "21")
    air.click(".head button:has-text('提交')")
    expect(air.locator("#problems b")).to_have_text("还不能提交：1 处“强制”问题须改正。")
    type_in(air, "PM10", "85")
    expect(air.locator("#problems b")).to_have_text("问题都已处理，可以提交了。")
    hand_in(air)
    decide(office, owed["渝中区生态环境局"])
    lock_all(office, monthly)
    expect(office.locator(".meter .is-good dd")).to_have_text("1")
    assert stands("500103", "pm25", "2024M12") == "61"

    # The locked figure breaks a rule: an alert goes to the bureau, which deals with it; the office looks at that and ends it.
    air.goto("/alerts/")
    air.click(".ledger td.wide a:has-text('PM2.5')")
    expect(air.locator(".why")).to_contain_text("61")
    air.click(".head button:has-text('签收')")
    answer(air, "开始处置", "涉气企业错峰，道路增加洒水")
    answer(air, "反馈", "次周均值降至 45")
    expect(air.locator(".head")).to_contain_text("已反馈")
    office.goto(reverse("alerts:alert", args=[Alert.objects.get().pk]))
    answer(office, "复核通过", "")
    office.click(".head button:has-text('销号')")
    office.click("dialog button:has-text('确定')")
    expect(office.locator(".head")).to_contain_text("已销号")

    # A locked figure is restated with a reason; both versions are there to be read.
    office.goto(reverse("workflow:sheet", args=[owed["区林业局"].pk]))
    office.click(".head button:has-text('重述')")
    office.fill("dialog[open] textarea", "森林资源年度监测结果更正")
    office.click("dialog[open] button:has-text('开启重述')")
    open_sheet(forestry, YEARLY)
    type_in(forestry, "森林蓄积量", "119.3")
    hand_in(forestry)
    decide(office, owed["区林业局"])
    office.click(".head button:has-text('锁定入库')")
    office.click("dialog button:has-text('确定')")
    expect(office.locator(".head .sign").first).to_contain_text("已锁定")
    office.click("summary:has-text('改动 1 项')")
    expect(office.locator(".history")).to_contain_text("118.6 → 119.3")
    assert stands("500151", "forest_stock", "2025") == "119.3"
    versions = Observation.objects.filter(metric__code="forest_stock", period="2025").order_by("version")
    assert [(each.reported, each.reason) for each in versions] == [
        ("118.6", ""),
        ("119.3", "森林资源年度监测结果更正"),
    ]
    office.goto(reverse("records:observation", args=[versions[1].pk]))
    expect(office.locator("#versions")).to_have_text("历次版本（2）")
    expect(office.locator("main")).to_contain_text("森林资源年度监测结果更正")

    # A computed figure leads to the place of the plan in two clicks: its tree, then the text.
    computed = Standing.objects.get(metric=energy_of_plan, period="2020", subject__code="500151")
    office.goto(reverse("records:series", args=[computed.subject_id, computed.metric_id]))
    office.locator(f"main a.val[href='{reverse('records:observation', args=[computed.observation_id])}']").first.click()
    office.locator("#drawer .tree a:has-text('看原文')").first.click()
    place = office.locator(".is-flash:not(.is-here)")
    expect(place).to_contain_text("132.39")
    expect(place).to_be_in_viewport()

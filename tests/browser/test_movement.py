"""A quarter from its tasks to its report: supervision, a project's money, the assessment of the year, the evaluation of a plan.

What leads up to it is prepared by services; what people do, they do in their browsers. The clock is moved by the test.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable, Iterator

import docx
import pypdf
import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import Download, Locator, Page, expect

from ditan.base.access.models import Role
from ditan.base.directory.models import Post
from ditan.base.workflow.clocks.services import run_escalations
from ditan.base.workflow.models import Escalation
from ditan.base.workflow.worker import run_pending
from ditan.domains.assessment.models import Appeal, Assessment
from ditan.domains.assessment.services import accept_rest
from ditan.domains.evaluation.models import Evaluation
from ditan.domains.plans.models import PlanDocument
from ditan.domains.plans.services import confirm_above
from ditan.domains.projects.models import Project
from ditan.domains.projects.services import from_plan
from ditan.domains.supervision.models import Matter, MatterClass
from ditan.domains.supervision.services import load_classes
from tests.base.access.conftest import (  # noqa: F401 - fixtures
    MakeOrganisation,
    MakePerson,
    make_organisation,
    make_person,
    roles,
)
from tests.browser.desks import Desk, agent, desk  # noqa: F401 - fixtures
from tests.domains.assessment.conftest import (  # noqa: F401 - fixtures
    NAMES,
    Office,
    cell,
    hand_in,
    issued,
    office,
    part,
    running,
)
from tests.domains.plans.followed import follow_all
from tests.domains.supervision.conftest import Calendar

Day = datetime.date
Read = Callable[[str], PlanDocument]
ECO_CITY, CLIMATE = "002-guangyangwan-eco-city.txt", "004-tongliang-climate.txt"
BUILDING, PLATFORMS = "加快新型建筑工业化发展", "优先布局国家级和市级绿色发展平台"


@pytest.fixture
def today() -> Iterator[Calendar]:
    """9 October 2026, the first working day of the quarter, until a test moves it."""
    with pytest.MonkeyPatch.context() as patch:
        calendar = Calendar(patch)
        calendar.day = Day(2026, 10, 9)
        yield calendar


@pytest.fixture
def people(
    today: Calendar,
    make_organisation: MakeOrganisation,  # noqa: F811
    make_person: MakePerson,  # noqa: F811
    roles: dict[str, Role],  # noqa: F811
) -> dict[str, User]:
    """The coordinating office, a leader, the housing commission with its head and a clerk, and clerks of two others."""
    found = {
        "office": make_person("赵统筹", make_organisation("区双碳办"), granted=(roles["统筹"],)),
        "leader": make_person("钱区长", granted=(roles["领导"],)),
    }
    places = {
        "head": "重庆市住房城乡建委",
        "housing": "重庆市住房城乡建委",
        "reform": "重庆市发展改革委",
        "forestry": "铜梁区林业局",
    }
    names = {"head": "孙主任", "housing": "李科员", "reform": "周科员", "forestry": "郑科员"}
    known = {name: make_organisation(name) for name in dict.fromkeys(places.values())}
    for code, place in places.items():
        found[code] = make_person(names[code], known[place], post_roles=(roles["部门"],))
    Post.objects.filter(holdings__person__user=found["head"]).update(position=0)
    Post.objects.filter(holdings__person__user=found["housing"]).update(position=1)
    return found


@pytest.fixture
def eco_city(people: dict[str, User], read_example: Read) -> PlanDocument:
    """Plan 002 with its tasks confirmed, and the classes of matters that come with the platform."""
    load_classes()
    plan = read_example(ECO_CITY)
    confirm_above(user=people["office"], plan=plan, confidence=0.0)
    return plan


@pytest.fixture
def climate(people: dict[str, User], read_example: Read) -> PlanDocument:
    """Plan 004, taken as issued, its targets followed and its 45 projects in the library."""
    plan = read_example(CLIMATE)
    PlanDocument.objects.filter(pk=plan.pk).update(status="issued")
    plan.refresh_from_db()
    follow_all(people["office"], plan)
    assert len(from_plan(people["office"], plan)) == 45
    return plan


def hand_out(page: Page, plan: PlanDocument, dues: dict[str, Day]) -> None:
    """The office picks tasks of a plan, none of which has a printed deadline, and hands them out."""
    page.goto(reverse("supervision:plans"))
    page.click(f"main a:has-text('{plan.title}')")
    page.uncheck("[data-pick-all]")
    for title, due_on in dues.items():
        row = page.locator("tbody tr", has_text=title)
        row.locator("[data-pick]").check()
        row.locator("input[type=date]").fill(due_on.isoformat())
    page.select_option("#class", label=MatterClass.objects.get(shipped="ordinary").name)
    page.click("button:has-text('立项并交办')")
    expect(page.locator(".note")).to_contain_text(f"已立项并交办 {len(dues)} 项")


def open_matter(page: Page, title: str) -> None:
    """Somebody finds a matter among what waits for her on the workbench."""
    page.goto("/")
    page.click(f"section[aria-labelledby=box-matters] a:has-text('{title}')")
    expect(page.locator("h1")).to_contain_text(title)


def press(page: Page, button: str, state: str) -> None:
    """A step that asks for nothing, or to be confirmed."""
    page.click(f".head button:text-is('{button}')")
    if page.locator("dialog[open]").count():
        page.click("dialog[open] button:has-text('确定')")
    expect(page.locator(".head .sign").first).to_contain_text(state)


def say(page: Page, button: str, text: str, state: str) -> None:
    """A step that asks for words."""
    page.click(f".head button:text-is('{button}')")
    page.fill("dialog[open] textarea", text)
    page.click("dialog[open] .dialog__foot .btn-primary")
    expect(page.locator(".head .sign").first).to_contain_text(state)


def night(today: Calendar, day: Day) -> int:
    """The night of that day comes: how many levels have come up. A second pass finds nothing."""
    today.day = day
    risen = run_escalations(day).levels
    assert run_escalations(day).levels == 0
    return risen


def expect_message(page: Page, text: str) -> None:
    """Somebody reads in the centre of messages what she was told."""
    page.goto(reverse("notices:centre"))
    expect(page.locator("main")).to_contain_text(text)


def line_of(page: Page, name: str) -> Locator:
    """A line of the sheet of scores."""
    return page.locator("table.scoring tbody tr", has_text=name)


def spend(page: Page, amount: str) -> None:
    """Money that a project has spent, entered on its page."""
    page.click("#money a:has-text('登记资金')")
    page.select_option("#f-kind", "spent")
    page.fill("#f-amount", amount)
    page.fill("#f-basis", "支付凭证 61")
    page.click("button:has-text('保存')")


def fetched(page: Page, evaluation: Evaluation, form: str) -> Download:
    """The evaluation in this form, fetched in the download centre."""
    page.goto(reverse("evaluation:evaluation", args=[evaluation.pk]))
    page.click(f".head__acts a:has-text('{form}')")
    expect(page.locator("h1")).to_have_text("下载中心")
    run_pending()
    page.reload()
    with page.expect_download() as download:
        page.locator("tbody tr").first.locator("a:has-text('下载')").click()
    return download.value


def test_tasks_of_a_plan_are_handed_out_and_the_late_one_climbs_goes_back_and_is_closed(
    desk: Desk,  # noqa: F811
    people: dict[str, User],
    eco_city: PlanDocument,
    today: Calendar,
) -> None:
    coordinator = desk(people["office"])
    hand_out(coordinator, eco_city, {BUILDING: Day(2026, 10, 30), PLATFORMS: Day(2026, 12, 25)})
    late = Matter.objects.get(title__startswith=BUILDING)
    assert (str(late.organisation), late.state) == ("重庆市住房城乡建委", "handed_out")

    # One department signs for its task; the other signs, begins, and is not done in time.
    reform = desk(people["reform"])
    open_matter(reform, PLATFORMS)
    press(reform, "签收", "已签收")
    housing = desk(people["housing"])
    open_matter(housing, BUILDING)
    press(housing, "签收", "已签收")
    press(housing, "开始办理", "办理中")
    assert night(today, Day(2026, 10, 27)) == 1
    expect_message(housing, f"提醒：{late.number} {late.title}")

    # The first level tells the head of the department, the second the office, the last the leader.
    assert night(today, Day(2026, 11, 2)) == 1
    head = desk(people["head"])
    expect_message(head, f"催办：{late.number} {late.title}")
    assert night(today, Day(2026, 11, 4)) == 1
    expect_message(coordinator, f"通报：{late.number} {late.title}")
    assert night(today, Day(2026, 11, 13)) == 1
    leader = desk(people["leader"])
    expect_message(leader, f"挂牌督办：{late.number} {late.title}")
    leader.goto("/")
    late_box = leader.locator("section[aria-labelledby=box-late]")
    expect(late_box).to_contain_text("重庆市住房城乡建委")
    expect(late_box).to_contain_text("超期 1 项")
    late_box.locator("a:has-text('督办总览')").click()
    leader.click(f"main a:has-text('{BUILDING}')")
    expect(leader.locator(".head")).to_contain_text("超期 10 个工作日")
    expect(leader.locator(".rungs .is-reached")).to_have_count(4)
    expect(leader.locator(".rungs")).to_contain_text("已通知 钱区长")
    assert list(Escalation.objects.order_by("order").values_list("order", "on")) == [
        (1, Day(2026, 10, 27)),
        (2, Day(2026, 11, 2)),
        (3, Day(2026, 11, 4)),
        (4, Day(2026, 11, 13)),
    ]

    # What is reported comes back with a reason, is reported again, passes, and is struck off.
    today.day = Day(2026, 11, 16)
    open_matter(housing, BUILDING)
    say(housing, "反馈办结", "装配式建筑占新建建筑的比例达到三成", "已反馈")
    open_matter(coordinator, BUILDING)
    press(coordinator, "受理审核", "审核中")
    say(coordinator, "审核退回", "没有附竣工项目清单", "办理中")
    open_matter(housing, BUILDING)
    expect(housing.locator("#back")).to_contain_text("没有附竣工项目清单")
    say(housing, "反馈办结", "装配式建筑占新建建筑的比例达到三成，附竣工项目清单", "已反馈")
    open_matter(coordinator, BUILDING)
    press(coordinator, "受理审核", "审核中")
    say(coordinator, "审核通过", "清单已核", "已办结")
    press(coordinator, "销号", "已销号")
    late.refresh_from_db()
    assert (late.times_returned, late.late_days, late.closed_on) == (1, 11, today.day)
    assert night(today, Day(2026, 11, 27)) == 0


def test_four_departments_are_assessed_one_appeals_and_the_frozen_result_is_computed_again(
    desk: Desk,  # noqa: F811
    office: Office,  # noqa: F811
    running: Assessment,  # noqa: F811
) -> None:
    # One department scores itself on its sheet; three are there already.
    for points, name in enumerate(NAMES[1:], start=31):
        hand_in(office, running, name, l2={"points": str(points)})
    clerk = desk(office.clerk)
    clerk.goto(reverse("assessment:list"))
    clerk.click(f"main a:has-text('{running.title}')")
    for line, value in {"碳强度下降": "100", "重点任务": "38", "先进典型": "1"}.items():
        line_of(clerk, line).locator("input.form-control").first.fill(value)
    clerk.click(".foot-acts button:has-text('保存')")
    expect(clerk.locator(".note")).to_contain_text("已保存 3 项")
    expect(clerk.locator(".meter")).to_contain_text("99.5")
    clerk.click(".head button:has-text('提交自评')")
    clerk.click("dialog[open] button:has-text('提交')")
    expect(clerk.locator(".meter")).to_contain_text("自评提交")
    expect(line_of(clerk, "重点任务").locator(".ask")).to_have_text("得分 38分")

    # The office reviews: it lowers one score with a reason and agrees with the others.
    coordinator = desk(office.coordinator)
    coordinator.goto(reverse("assessment:assessment", args=[running.pk]))
    press(coordinator, "转入审核", "审核")
    coordinator.click(f"main a:text-is('{NAMES[0]}')")
    tasks = line_of(coordinator, "重点任务")
    tasks.locator("summary").click()
    tasks.locator("[name^='o.']").fill("30")
    tasks.locator("[name^='t.']").fill("两项任务没有验收")
    coordinator.click(".foot-acts button:has-text('保存')")
    expect(line_of(coordinator, "重点任务")).to_contain_text("30")
    coordinator.click(".head button:has-text('其余同意自评')")
    coordinator.click("dialog[open] button:has-text('确定')")
    expect(coordinator.locator(".meter")).to_contain_text("91.5")
    for name in NAMES[1:]:
        accept_rest(user=office.coordinator, participant=part(running, name))
    coordinator.goto(reverse("assessment:assessment", args=[running.pk]))
    press(coordinator, "转入核定", "核定")
    coordinator.click(".head button:has-text('公示')")
    coordinator.click("dialog[open] button:has-text('公示')")
    expect(coordinator.locator(".head .sign").first).to_contain_text("公示")

    # The department appeals, and is heard in part.
    clerk.goto(reverse("assessment:participant", args=[part(running).pk]))
    clerk.click("main a:text-is('重点任务')")
    clerk.click(".head button:has-text('申诉')")
    clerk.fill("dialog[open] textarea", "第二项任务已于十一月验收")
    clerk.click("dialog[open] button:has-text('提交申诉')")
    expect(clerk.locator("main")).to_contain_text("第二项任务已于十一月验收")
    coordinator.reload()
    coordinator.click("#appeals a:has-text('重点任务')")
    coordinator.fill("[name=override]", "34.5")
    coordinator.fill("main form textarea[name=text]", "验收材料已核")
    coordinator.click("button:has-text('予以调整')")
    expect(coordinator.locator("main")).to_contain_text("答复后得分 34.5")
    assert Appeal.objects.get().points_after == 34.5

    # Closed, it is frozen; computed again it gives the same digits.
    coordinator.goto(reverse("assessment:assessment", args=[running.pk]))
    press(coordinator, "定稿", "已定稿")
    coordinator.click(".head a:has-text('定稿结果')")
    digest = coordinator.locator(".digest").inner_text()
    table = coordinator.locator("table.scores tbody").inner_text()
    assert table.count("96") == 1
    coordinator.click(".head button:has-text('重算核对')")
    expect(coordinator.locator(".note--success")).to_contain_text("逐位一致，摘要相符")
    assert coordinator.locator(".digest").inner_text() == digest
    assert coordinator.locator("table.scores tbody").inner_text() == table


def test_a_project_that_overspends_lights_up_and_the_evaluation_of_its_plan_is_exported(
    desk: Desk,  # noqa: F811
    people: dict[str, User],
    climate: PlanDocument,
) -> None:
    forests = Project.objects.get(plan=climate, number="9")
    assert forests.planned is not None
    clerk = desk(people["forestry"])
    clerk.goto(reverse("projects:list"))
    clerk.click(f"main a:has-text('{forests.name}')")
    spend(clerk, str(int(forests.planned) + 120))
    expect(clerk.locator(".wrong-box")).to_contain_text("超支 120 万元")
    expect(clerk.locator(".head .lamp")).to_have_text("红灯")
    expect(clerk.locator("#findings")).to_contain_text("超支 120 万元")
    leader = desk(people["leader"])
    leader.goto("/")
    expect(leader.locator("section[aria-labelledby=box-projects]")).to_contain_text(forests.name)
    coordinator = desk(people["office"])
    expect_message(coordinator, f"项目超支：9 {forests.name}")

    # The final evaluation of the plan is drawn up from what stands, and leaves as docx and as pdf.
    coordinator.goto(reverse("evaluation:new"))
    coordinator.select_option("#plan", str(climate.pk))
    coordinator.select_option("#kind", "final")
    coordinator.fill("#year", "2025")
    coordinator.click("button:has-text('生成草稿')")
    expect(coordinator.locator("h1")).to_contain_text("期末评估")
    made = Evaluation.objects.get()
    written = docx.Document(str(fetched(coordinator, made, "docx").path()))
    assert written.paragraphs[0].text.replace("\n", "") == made.title
    tables = "".join(each.text for table in written.tables for row in table.rows for each in row.cells)
    assert forests.name in tables
    printed = pypdf.PdfReader(io.BytesIO(fetched(coordinator, made, "pdf").path().read_bytes()))
    text = "".join(page.extract_text() for page in printed.pages)
    assert forests.name in text
    assert "规划原文" in text
    assert 5 < len(printed.pages) < 60

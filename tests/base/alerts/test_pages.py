"""The pages of alerts and their rules, as departments, the coordinating office and leaders meet them."""

from __future__ import annotations

import datetime
import io

import openpyxl
import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from ditan.base.alerts.models import Alert, AlertRule
from tests.base.alerts.conftest import BASIS, Office, report, step
from tests.fresh_code import signed_in

pytestmark = pytest.mark.django_db


def opened(user: User, name: str, *args: int, **query: str) -> str:
    answer = signed_in(user).get(reverse(f"alerts:{name}", args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def posted(user: User, page: str, *args: int, **data: object) -> str:
    answer = signed_in(user).post(reverse(f"alerts:{page}", args=args), data, follow=True)
    return answer.content.decode()


def test_the_list_says_level_cause_clock_and_who_answers(office: Office, raised: Alert) -> None:
    text = opened(office.clerk, "list")
    assert "渝中区PM2.5平均浓度（2023年12月）" in text
    assert "▲ 黄色" in text
    assert "高于黄色限值 35 微克/立方米" in text
    assert "还有 1 个工作日" in text
    assert "区生态环境局" in text
    assert "批量签收" in text


def test_who_only_reads_has_no_box_to_tick(office: Office, raised: Alert) -> None:
    text = opened(office.leader, "list")
    assert "渝中区PM2.5平均浓度" in text
    assert 'name="pick"' not in text


def test_a_stranger_sees_an_empty_list_and_no_page(office: Office, raised: Alert) -> None:
    assert "暂无数据" in opened(office.stranger, "list")
    assert signed_in(office.stranger).get(reverse("alerts:alert", args=[raised.pk])).status_code == 404


def test_a_longer_list_costs_no_more_queries(office: Office, raised: Alert) -> None:
    client = signed_in(office.leader)
    client.get(reverse("alerts:list"))

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            client.get(reverse("alerts:list"))
        return len(found)

    before = queries()
    for number in range(1, 9):
        report(office, f"2024M0{number}", "90")
    assert queries() == before


def test_the_page_shows_numbers_with_definition_and_source_rule_and_timeline(office: Office, raised: Alert) -> None:
    text = opened(office.clerk, "alert", raised.pk)
    assert "日均值的月平均" in text
    assert "PM2.5超限（第 2 版）" in text
    assert BASIS in text
    assert "依据未核对" in text
    assert reverse("records:observation", args=[raised.observation_id]) in text
    assert reverse("records:series", args=[office.district.pk, office.pm25.pk]) in text
    assert reverse("alerts:acknowledge", args=[raised.pk]) in text
    assert "data-dialog" not in opened(office.leader, "alert", raised.pk)


def test_buttons_take_the_alert_its_whole_way(office: Office, raised: Alert) -> None:
    pk = raised.pk
    assert "已签收。" in posted(office.clerk, "acknowledge", pk, version=1)
    assert "应满足“填写处置措施”" in posted(office.clerk, "dispose", pk, version=2, text="")
    assert "已开始处置" in posted(office.clerk, "dispose", pk, version=2, text="洒水降尘")
    file = SimpleUploadedFile("台账.pdf", b"%PDF-1.7 test")
    assert "已上传“台账.pdf”" in posted(office.clerk, "evidence", pk, file=file, note="记录")
    assert "已反馈" in posted(office.clerk, "report", pk, version=3, text="已下降")
    assert "已退回" in posted(office.coordinator, "check", pk, version=4, action="send_back", text="请补充")
    posted(office.clerk, "report", pk, version=5, text="已补充")
    assert "复核通过" in posted(office.coordinator, "check", pk, version=6, action="check")
    assert "已销号。" in posted(office.coordinator, "close", pk, version=7)
    text = opened(office.leader, "alert", pk)
    assert "洒水降尘" in text
    assert "✓ 已销号" in text
    evidence = Alert.objects.get().evidence.get()
    saved = signed_in(office.leader).get(reverse("alerts:evidence_file", args=[pk, evidence.pk]))
    assert saved.content == b"%PDF-1.7 test"


def test_an_old_page_does_not_take_a_step_twice(office: Office, raised: Alert) -> None:
    posted(office.clerk, "acknowledge", raised.pk, version=1)
    assert "刚有变化，现为“已签收”" in posted(office.colleague, "acknowledge", raised.pk, version=1)


def test_ticked_alerts_are_signed_for_together(office: Office, raised: Alert) -> None:
    report(office, "2024M01", "90")
    keys = list(Alert.objects.values_list("pk", flat=True))
    assert "已签收 2 条预警" in posted(office.clerk, "acknowledge_many", pick=keys)
    assert "没有勾选待签收的预警" in posted(office.clerk, "acknowledge_many", pick=keys)
    assert set(Alert.objects.values_list("state", flat=True)) == {"acknowledged"}


def test_muting_and_assigning_by_their_forms(office: Office, raised: Alert) -> None:
    pk, until = raised.pk, timezone.localdate() + datetime.timedelta(days=7)
    assert "请填写静默的截止日期" in posted(office.coordinator, "mute", pk, version=1, text="检修", until="明天")
    assert "没有现行单位“不存在的局”" in posted(office.coordinator, "assign", pk, version=1, organisation="不存在的局")
    assert "已指派给区林业局" in posted(office.coordinator, "assign", pk, version=1, organisation="区林业局")
    assert "已静默" in posted(office.coordinator, "mute", pk, version=2, text="检修", until=until.isoformat())
    assert "监测" not in opened(office.clerk, "list")
    assert "已解除静默" in posted(office.coordinator, "unmute", pk, version=3)


def test_the_top_bar_and_the_workbench_say_what_waits(office: Office, raised: Alert) -> None:
    text = signed_in(office.clerk).get("/").content.decode()
    assert 'class="top__link top__waits"' in text
    assert "预警列表：1 项待办" in text
    assert 'id="box-alerts"' in text
    assert "top__waits" not in signed_in(office.leader).get("/").content.decode()


def test_the_workbook_holds_what_was_searched_for_and_no_formula(office: Office, raised: Alert) -> None:
    step(office.clerk, raised, "acknowledge")
    step(office.clerk, raised, "dispose", "=1+1")
    answer = signed_in(office.coordinator).get(reverse("alerts:export"))
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][:3] == ("级别", "预警事项", "触发原因")
    assert rows[1][0] == "黄色"
    assert rows[1][12] == "=1+1"
    assert sheet.cell(2, 13).data_type == "s"
    empty = signed_in(office.coordinator).get(reverse("alerts:export"), {"level": "red"})
    assert openpyxl.load_workbook(io.BytesIO(empty.content)).worksheets[0].max_row == 1
    assert signed_in(office.clerk).get(reverse("alerts:export")).status_code == 403


FORM = {
    "name": "PM2.5月均超限",
    "metrics": "PM2.5平均浓度",
    "parameters.comparator": "gt",
    "parameters.yellow": "３５",
    "basis": BASIS,
    "clocks.triggered": "1",
}


def written(user: User, **changes: str) -> tuple[int, str]:
    address = reverse("alerts:rule_new") + "?kind=threshold"
    answer = signed_in(user).post(address, FORM | changes, follow=True)
    return answer.status_code, answer.content.decode()


def test_a_rule_is_tried_kept_and_switched_on(office: Office) -> None:
    report(office, "2023M12", "67")
    status, text = written(office.coordinator, action="try")
    assert status == 200
    assert "符合报警条件 <b>1</b> 次" in text
    assert "67 微克/立方米，高于黄色限值 35 微克/立方米" in text
    assert not AlertRule.objects.exists()
    _status, text = written(office.coordinator)
    assert "已保存“PM2.5月均超限”。启用前不会报警。" in text
    rule = AlertRule.objects.get()
    assert rule.parameters == {"comparator": "gt", "yellow": 35.0}
    assert "正在检查现有数据" in posted(office.coordinator, "rule_switch", rule.pk, version=1, action="on")
    assert "PM2.5月均超限" in opened(office.leader, "rules", active="on")


def test_what_was_typed_survives_a_refusal(office: Office) -> None:
    status, text = written(office.coordinator, metrics="没有的指标", **{"parameters.yellow": "约35"})
    assert status == 422
    assert "没有找到“没有的指标”" in text
    assert 'value="约35"' in text
    status, text = written(office.coordinator, **{"parameters.yellow": "约35"})
    assert "应为数字，收到“约35”" in text
    assert not AlertRule.objects.exists()


def test_changing_a_rule_keeps_what_it_said_before(office: Office, rule: AlertRule) -> None:
    text = opened(office.coordinator, "rule_edit", rule.pk)
    assert 'value="75"' in text
    changed = FORM | {"version": "2", "reason": "加严", "parameters.yellow": "30"}
    posted(office.coordinator, "rule_edit", rule.pk, **changed)
    text = opened(office.leader, "rule", rule.pk)
    assert "第 3 版" in text
    assert "加严" in text
    assert "编辑与试运行" not in text


@pytest.mark.parametrize("kind", ["threshold", "jump", "lateness", "light", "forecast"])
def test_each_kind_has_its_form(office: Office, kind: str) -> None:
    assert "预填的天数是平台建议值" in opened(office.coordinator, "rule_new", kind=kind)

"""Facts of a plan as the tests of chapters know them."""

from __future__ import annotations

import datetime
from dataclasses import replace
from decimal import Decimal

from ditan.base.reporting.documents import Note
from ditan.domains.evaluation.facts import (
    AssessmentFact,
    Facts,
    FindingFact,
    IndicatorFact,
    PlanFact,
    ProjectFact,
    Sourced,
    TaskFact,
    UntrackedFact,
)

PRINTED = Note("规划原文“表1”第21—40字：“森林覆盖率 51”")
BULLETIN = Note("统计公报；2025年；定稿")
COUNTED = Note("平台统计：《规划》，2026-11-29取数")

PLAN = PlanFact("铜山区规划", "铜山区政府", "", "2021-11-25", "2021—2025年", 2021, 2025, False, "铜山区")
FOREST = IndicatorFact(
    name="森林覆盖率",
    nature="约束性",
    unit="%",
    year=2025,
    department="区林业局",
    asked=Sourced("≥51", (PRINTED,)),
    due=Sourced("51", (Note("年度应达值：已确认的年度分解值"),)),
    actual=Sourced("50.2", (BULLETIN,)),
    period="2025年",
    completion=0.984,
    light="red",
    label="明显低于序时进度",
    rule="进度 46.7%，序时 100%",
    group="running",
    met=False,
    series=((2020, 49.5), (2024, 50.0), (2025, 50.2)),
    path=((2021, 49.8), (2025, 51.0)),
    target=51.0,
)
AIR = replace(FOREST, name="PM2.5浓度", light="green", label="达到序时进度", met=True, asked=Sourced("≤35", (PRINTED,)))
SILENT = replace(
    FOREST,
    name="湿地保护率",
    department="",
    actual=None,
    period="",
    light="grey",
    group="no_data",
    met=None,
    completion=None,
    rule="没有可用于评定的数据；请责任单位填报",
    series=(),
    path=(),
)
AWAITED = replace(
    SILENT, name="能耗降低", group="awaiting", rule="目标值由上级下达", asked=Sourced("市级下达", (PRINTED,))
)


def task(number: int, department: str, **told: object) -> TaskFact:
    text = Sourced(f"任务{number}", (Note(f"规划原文第{number}0—{number}9字"),))
    return TaskFact(str(number), "节能", text, (department,), "", **told)  # type: ignore[arg-type]


DONE = task(1, "区发展改革委", state="closed", state_label="销号", light="green", percent=100)
LATE = task(
    2,
    "区发展改革委",
    state="under_way",
    state_label="办理中",
    light="red",
    due_on=datetime.date(2025, 6, 30),
    late_days=12,
)
UNHANDED = task(3, "区水利局")


def project(number: int, printed: str | None, **told: object) -> ProjectFact:
    name = Sourced(f"项目{number}", (Note(f"规划原文第{number}1—{number}8字"),))
    amount = None if printed is None else Decimal(printed)
    return ProjectFact(str(number), "能源", name, "2021-2025", ("区经济信息委",), amount, "万元", **told)  # type: ignore[arg-type]


TOTAL_DIFFERS = FindingFact(
    "warning", "警告", "total-differs", "合计行的各项资金相加为100.04，与总投资100相差0.04。", "待审核", (PRINTED,)
)
FACTS = Facts(
    plan=PLAN,
    day=datetime.date(2025, 12, 31),
    counted=COUNTED,
    indicators=(FOREST, AIR, SILENT, AWAITED),
    untracked=(UntrackedFact("绿色社区", "区住房城乡建委", "未绑定统计指标或未印出目标年"),),
    tasks=(DONE, LATE, UNHANDED),
    measures=2,
    unbooked_tasks=1,
    projects=(
        project(1, "1000.50", planned=Decimal("1000.50"), allocated=Decimal(500), spent=Decimal(600), light="red"),
        project(2, "497.25", undecided=True),
        project(3, None, gap=None),
        project(4, "100", gap=Decimal("0.04")),
    ),
    findings=(TOTAL_DIFFERS,),
    assessments=(
        AssessmentFact("2025年度考核", 2025, (("区林业局", Decimal("91.5"), 1), ("区水利局", None, None)), BULLETIN),
    ),
)
EMPTY = Facts(plan=PLAN, day=FACTS.day, counted=COUNTED)
